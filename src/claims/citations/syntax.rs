//! What stands inside a citation mark: numbers and ranges, keys, names with years, and the place in the work.

use super::{address, identifiers};
use crate::claims::blocks::draft::Ref;
use crate::claims::vocabulary::Words;
use crate::text::superscript;

/// Numbers that a range such as `[2-5]` may stand for.
const LONGEST_RANGE: u32 = 50;

/// Characters of a place in a work: "pp. 33–35, and passim".
const LONGEST_LOCATOR: usize = 60;

/// The labels that a mark's characters name, its brackets included: `1`, `[1, 3]`, `2–4`, `^5^`, `12†source`,
/// `³`, `[1, p. 4; 2]`, `[see 3]`.
pub(in crate::claims) fn labels(mark: &str) -> Option<Vec<Ref>> {
    let brackets = |c| {
        matches!(
            c,
            '[' | ']' | '(' | ')' | '【' | '】' | '^' | '\\' | '［' | '］' | '$' | '{' | '}'
        )
    };
    numbers(mark.trim().trim_matches(brackets))
}

/// The labels that the inside of a mark names.
fn numbers(inner: &str) -> Option<Vec<Ref>> {
    let plain: String = inner.chars().map(plain_digit).collect();
    let mut rest = plain.as_str();
    let mut refs = Vec::new();
    loop {
        let (first, after) = number(without_lead(rest.trim_start()))?;
        let (last, after) = match after.trim_start().strip_prefix(['-', '–', '—']) {
            Some(tail) => number(tail.trim_start())?,
            None => (first, after),
        };
        if first > last || last - first > LONGEST_RANGE {
            return None;
        }
        refs.extend((first..=last).map(|n| Ref::Label(n.to_string())));
        rest = after_locator(after)?.trim_start();
        if rest.is_empty() {
            return Some(refs);
        }
        rest = after_separator(rest)?;
        if rest.trim().is_empty() {
            return Some(refs);
        }
    }
}

/// The number that `text` begins with, as one of references, and what follows it.
fn number(text: &str) -> Option<(u32, &str)> {
    const LONGEST: usize = 5;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    let sound = (1..=LONGEST).contains(&digits) && !rest.starts_with(char::is_alphanumeric);
    let value: u32 = text[..digits].parse().ok().filter(|n| *n > 0 && sound)?;
    Some((value, rest))
}

/// What follows a comma, a semicolon or an "and" between two numbers.
fn after_separator(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix([',', ';', '，', '、', '；']) {
        return Some(rest);
    }
    let mut joins = Words::And.list().iter();
    joins.find_map(|word| {
        text.strip_prefix(word)
            .filter(|rest| rest.starts_with(' ') || *word == "&")
    })
}

/// `text` without the words that lead to a reference: "see", "Ref.", "cite:".
pub(super) fn without_lead(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let word = rest
            .find(|c: char| !c.is_alphabetic() && c != '.')
            .unwrap_or(rest.len());
        let lower = rest[..word].trim_end_matches('.').to_lowercase();
        let after = rest[word..].trim_start_matches([':', ',', '#', '\u{a0}', ' ', '：']);
        let parted = after.len() < rest.len() - word;
        if lower.is_empty() || !parted && !rest[..word].ends_with('.') || !Words::Leads.has(&lower)
        {
            return rest;
        }
        rest = after;
    }
}

/// What follows the place in a work that a reference may be given with: ", p. 4", ": 12–15", " (Fig. 3)",
/// "†L10-L20". None where it is not closed.
fn after_locator(text: &str) -> Option<&str> {
    let trimmed = text.trim_start();
    if trimmed.starts_with(['†', '‡']) {
        return Some("");
    }
    let end = trimmed.find([';', '；']).unwrap_or(trimmed.len());
    let part = &trimmed[..end];
    if part.chars().count() > LONGEST_LOCATOR {
        return Some(text);
    }
    if let Some(inner) = part.strip_prefix('(') {
        // The mark's own bracket may have been taken for the place's.
        let close = inner.find(')').unwrap_or(inner.len());
        let within =
            is_locator(&inner[..close]) || inner[..close].bytes().all(|b| b.is_ascii_digit());
        let after = &part[1 + close..];
        return within.then(|| &trimmed[end - after.len() + usize::from(!after.is_empty())..]);
    }
    let told = match part.strip_prefix(':') {
        Some(place) => place.contains('†') || is_pages(place) || is_locator(place),
        None => is_locator(part.trim_start_matches([',', '，'])),
    };
    Some(if told { &trimmed[end..] } else { text })
}

/// Whether a text is a place in a work, named by a word: "p. 4", "§ 3", "ch. 5".
pub(in crate::claims) fn is_locator(text: &str) -> bool {
    let text = text.trim_start();
    let word = text
        .find(|c: char| !c.is_alphabetic() && !matches!(c, '§' | '¶'))
        .unwrap_or(text.len());
    let lower = text[..word].to_lowercase();
    let rest = text[word..].trim_start_matches(['.', ' ', '\u{a0}']);
    !lower.is_empty()
        && Words::Locators.has(&lower)
        && (rest.is_empty() || rest.starts_with(|c: char| c.is_alphanumeric()))
}

/// Whether a text is a name for the work cited last, perhaps with a place in it: "ibid., p. 4".
pub(in crate::claims) fn is_same(text: &str) -> bool {
    let text = text.trim();
    let lower = text.to_lowercase();
    let longest = Words::Same
        .list()
        .iter()
        .filter_map(|word| lower.strip_prefix(word))
        .filter(|rest| !rest.starts_with(char::is_alphanumeric))
        .min_by_key(|rest| rest.len());
    longest.is_some_and(|rest| {
        let rest = rest.trim_matches(|c: char| c.is_whitespace() || ",;:.".contains(c));
        rest.is_empty() || is_locator(rest) || is_pages(rest)
    })
}

/// Whether a text is numbers of pages: "12–15, 20".
pub(in crate::claims) fn is_pages(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || " ,-–—.f".contains(c))
}

pub(in crate::claims) const fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

fn plain_digit(c: char) -> char {
    match c {
        '˒' | '⸴' | '’' => ',',
        other => superscript(other).unwrap_or(other),
    }
}

/// `see @key, p. 3; -@other`: citations of a bibliography's works, as Pandoc writes them in brackets.
pub(super) fn keys(inner: &str) -> Option<Vec<Ref>> {
    let mut refs = Vec::new();
    for part in inner.split(';') {
        let at = part.find('@')?;
        let before = part[..at].trim_end_matches('-');
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '\\') {
            return None;
        }
        let rest = &part[at + 1..];
        let found = match rest.strip_prefix('{') {
            Some(braced) => braced.split('}').next()?,
            None => key(rest)?,
        };
        refs.push(key_target(found));
    }
    Some(refs)
}

/// What a key names: a work of a bibliography, or a page where the key is its identifier or its address, as some
/// tools have it: `@doi:10.5555/lakes.3`, `@url:https://…`.
pub(super) fn key_target(key: &str) -> Ref {
    let name = key.strip_prefix("url:").unwrap_or(key);
    if identifiers::whole(name).is_some() || address::page(name).is_some() {
        return Ref::Address {
            address: name.to_owned(),
            title: None,
        };
    }
    Ref::Key(key.to_owned())
}

/// Whether what begins at `at` is such a key: then it is no address of its own.
pub(super) fn is_keyed(text: &str, at: usize) -> bool {
    text[..at].ends_with('@') || text[..at].ends_with("@url:")
}

/// `key1, key2`: a list of keys, as `LaTeX` and `MyST` write them.
pub(in crate::claims) fn key_list(inner: &str) -> Option<Vec<Ref>> {
    let keys: Vec<Ref> = inner
        .split([',', ';'])
        .map(|key| key.trim().trim_start_matches('@'))
        .filter(|key| !key.is_empty())
        .map(|key| Ref::Key(key.to_owned()))
        .collect();
    (!keys.is_empty()).then_some(keys)
}

/// Whether a text may be the name of a reference: short, without blanks and brackets.
pub(super) fn is_name(text: &str) -> bool {
    const LONGEST: usize = 60;
    !text.is_empty()
        && text.len() <= LONGEST
        && !text.contains(|c: char| c.is_whitespace() || "[](){}\"“”|".contains(c))
}

/// The key that `text` begins with: letters, digits and inner punctuation (Pandoc, "Citation
/// syntax").
pub(super) fn key(text: &str) -> Option<&str> {
    let end = text
        .find(|c: char| !c.is_alphanumeric() && !"_:.#$%&-+?~/".contains(c))
        .unwrap_or(text.len());
    let key = text[..end].trim_end_matches(|c: char| !c.is_alphanumeric());
    (!key.is_empty()).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(mark: &str) -> Option<Vec<String>> {
        let refs = labels(mark)?;
        let names = refs.into_iter().map(|target| match target {
            Ref::Label(label) => label,
            other => format!("{other:?}"),
        });
        Some(names.collect())
    }

    #[test]
    fn numbers_may_have_leads_ranges_and_places() {
        let cases: &[(&str, &[&str])] = &[
            ("[1]", &["1"]),
            ("[1, 3]", &["1", "3"]),
            ("[2–4]", &["2", "3", "4"]),
            ("[1 and 3]", &["1", "3"]),
            ("[1, p. 4]", &["1"]),
            ("[1, pp. 4–6; 3]", &["1", "3"]),
            ("[7: 45–47]", &["7"]),
            ("[12, S. 3 f.; 14, Kap. 2]", &["12", "14"]),
            ("[see 3; also 5, § 12]", &["3", "5"]),
            ("[Ref. 4]", &["4"]),
            ("[refs. 4, 5]", &["4", "5"]),
            ("[cite: 1, 2]", &["1", "2"]),
            ("[Quelle 2]", &["2"]),
            ("[1 (p. 12)]", &["1"]),
            ("【2†L10-L14】", &["2"]),
            ("【4:0†source】", &["4"]),
            ("²˒³", &["2", "3"]),
            ("[3, Fig. 2b]", &["3"]),
            ("[1,]", &["1"]),
        ];
        for (mark, expected) in cases {
            assert_eq!(
                found(mark).as_deref(),
                Some(&expected.map_to_strings()[..]),
                "{mark}"
            );
        }
        for mark in [
            "[a]",
            "[1 April]",
            "[2.1]",
            "[9-3]",
            "[1 km]",
            "[0]",
            "[]",
            "[step 1]",
            "[1, 2 km]",
        ] {
            assert_eq!(found(mark), None, "{mark}");
        }
    }

    trait Strings {
        fn map_to_strings(&self) -> Vec<String>;
    }

    impl Strings for &[&str] {
        fn map_to_strings(&self) -> Vec<String> {
            self.iter().map(|&text| text.to_owned()).collect()
        }
    }
}
