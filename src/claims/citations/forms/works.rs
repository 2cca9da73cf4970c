//! Names with a year: "(Okafor et al., 2019; Lind & Moreau 2020a, p. 4)", "Okafor (2019)".

use crate::claims::blocks::draft::Ref;
use crate::claims::citations::syntax::{is_locator, is_pages, without_lead};
use crate::claims::vocabulary::Words;

/// Names that one citation gives; style guides write "et al." from three or four on.
const MOST_NAMES: usize = 8;

/// Words of one name: "the International Union for Conservation of Nature".
const LONGEST_NAME: usize = 8;

/// The works that the inside of brackets names, if it names nothing else.
pub(in crate::claims) fn works(inner: &str) -> Option<Vec<Ref>> {
    let mut refs = Vec::new();
    for part in inner.split([';', '；']) {
        group(without_lead(part.trim()), &mut refs)?;
    }
    (!refs.is_empty()).then_some(refs)
}

/// One group: names and their years.
fn group(part: &str, refs: &mut Vec<Ref>) -> Option<()> {
    let at = year_at(part)?;
    let before = part[..at].trim_end_matches([',', ' ', '(', '，', '\u{a0}']);
    let names = names(before)?;
    refs.extend(years(&part[at..])?.into_iter().map(|year| names.of(year)));
    Some(())
}

/// The years that `text` consists of, but for the place in the work after them: "2019a, 2020, p. 4".
pub(in crate::claims::citations) fn years(text: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(length) = year_length(rest) {
        found.push(rest[..length].to_owned());
        let after = rest[length..].trim_start_matches(')').trim_start();
        let next = after.trim_start_matches([',', '/', '&', ' ', '，']);
        rest = if year_length(next).is_some() {
            next
        } else {
            after
        };
        // "2019a,b": the second letter has the year of the first.
        while let Some(letter) = suffix(rest) {
            let year = found
                .last()
                .map(|year: &String| year[..4.min(year.len())].to_owned())?;
            found.push(format!("{year}{letter}"));
            rest = rest[1..].trim_start()[1..].trim_start();
        }
    }
    let place = rest.trim_start_matches([',', ':', ' ', '，']);
    let told =
        rest.is_empty() || (rest.len() > place.len() && (is_locator(place) || is_pages(place)));
    (told && !found.is_empty()).then_some(found)
}

/// The letter of ", b" or ",b" that stands for another year.
fn suffix(text: &str) -> Option<char> {
    let rest = text.strip_prefix(',')?.trim_start();
    let mut chars = rest.chars();
    let letter = chars.next().filter(|c| matches!(c, 'a'..='h'))?;
    chars
        .next()
        .is_none_or(|c| !c.is_alphanumeric() && c != '.')
        .then_some(letter)
}

/// Where the first year of `text` begins.
fn year_at(text: &str) -> Option<usize> {
    text.char_indices().map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric()) && year_length(&text[*at..]).is_some()
    })
}

/// Length of the year that `text` begins with: four digits of the last six centuries, with the letter that
/// tells works of one year apart; or "n.d.".
pub(in crate::claims) fn year_length(text: &str) -> Option<usize> {
    for undated in ["n.d.", "o. J.", "o.J.", "s.f."] {
        if text.starts_with(undated) {
            return Some(undated.len());
        }
    }
    let bytes = text.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let century =
        digits == 4 && matches!(&bytes[..2], b"15" | b"16" | b"17" | b"18" | b"19" | b"20");
    if !century {
        return None;
    }
    let letter = bytes.get(4).is_some_and(|b| matches!(b, b'a'..=b'h'))
        && !bytes.get(5).is_some_and(u8::is_ascii_alphanumeric);
    let end = 4 + usize::from(letter);
    (!text[end..].starts_with(char::is_alphanumeric)).then_some(end)
}

/// Authors of a work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::claims::citations) struct Authors {
    names: Vec<String>,
    /// Whether they are nothing but authors: joined by "and", or followed by "et al."
    surely: bool,
}

impl Authors {
    /// Their work of a year, where the sentence names them: a place may stand before a year in brackets too, so that
    /// only works that are listed count.
    pub(in crate::claims::citations) fn told_in_text(&self, year: String) -> Ref {
        Ref::Work {
            names: self.names.clone(),
            surely: false,
            year,
        }
    }

    /// Their work of a year.
    pub(in crate::claims::citations) fn of(&self, year: String) -> Ref {
        Ref::Work {
            names: self.names.clone(),
            surely: self.surely,
            year,
        }
    }
}

/// The names that `text` consists of: "Okafor", "Moreau & Lind", "World Bank", "Tanaka et al."
fn names(text: &str) -> Option<Authors> {
    let mut text = text.trim().trim_end_matches(',');
    let whole = text.len();
    for others in Words::Others.list() {
        if let Some(rest) = strip_end(text, others) {
            text = rest.trim_end_matches([' ', ',', '\u{a0}']);
            break;
        }
    }
    let mut names = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (name, after) = first_name(rest);
        names.push(sound(name)?);
        if names.len() > MOST_NAMES {
            return None;
        }
        rest = after;
    }
    let joined = Words::And
        .list()
        .iter()
        .any(|word| text.contains(&format!(" {word} ")));
    let surely = text.len() < whole || (joined && names.len() > 1);
    (!names.is_empty()).then_some(Authors { names, surely })
}

fn strip_end<'t>(text: &'t str, end: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(end.len())?;
    let tail = text.get(at..)?;
    (tail.to_lowercase() == end && text[..at].ends_with([' ', ',', '\u{a0}'])).then(|| &text[..at])
}

/// The first name of a list, and the rest of the list.
fn first_name(text: &str) -> (&str, &str) {
    let comma = text.find([',', '，', '、', '/']);
    let join = Words::And
        .list()
        .iter()
        .filter_map(|word| Some((text.find(&format!(" {word} "))?, word.len() + 2)))
        .min();
    let (at, length) = match (comma, join) {
        (Some(comma), Some((join, length))) if join < comma => (join, length),
        (Some(comma), _) => (
            comma,
            text[comma..].chars().next().map_or(1, char::len_utf8),
        ),
        (None, Some(join)) => join,
        (None, None) => return (text, ""),
    };
    let rest = text[at + length..].trim_start();
    // "Moreau, and Lind", "Moreau, & Lind"
    let rest = Words::And
        .list()
        .iter()
        .find_map(|word| rest.strip_prefix(word)?.strip_prefix(' '))
        .unwrap_or(rest);
    (&text[..at], rest)
}

/// A name without initials, if the text is one: words with capitals, small words between them.
fn sound(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    // "J.", "P.-L.", "A.B.": every letter has its stop.
    let is_initial = |word: &&str| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        word.ends_with('.') && letters == word.matches('.').count()
    };
    let kept: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !is_initial(word))
        .collect();
    let begins = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()))
    };
    let named = |word: &&str| {
        let letters =
            |c: char| c.is_alphabetic() || matches!(c, '-' | '‐' | '’' | '\'' | '.' | '&');
        word.chars().all(letters)
            && (begins(word)
                || Words::Particles.has(word)
                || word.chars().skip(1).any(char::is_uppercase))
    };
    let sound = !kept.is_empty()
        && kept.len() <= LONGEST_NAME
        && kept.iter().all(named)
        && kept.iter().any(|word| begins(word));
    sound.then(|| kept.join(" "))
}

/// The names that `text` may end with, the longest first: "… as Okafor et al." before a year in brackets.
pub(in crate::claims::citations) fn names_before(text: &str) -> Vec<Authors> {
    const FARTHEST: usize = 90;
    let trimmed = text.trim_end();
    let trimmed = trimmed
        .strip_suffix("’s")
        .or_else(|| trimmed.strip_suffix("'s"))
        .unwrap_or(trimmed);
    let mut start = trimmed.len().saturating_sub(FARTHEST);
    while !trimmed.is_char_boundary(start) {
        start += 1;
    }
    let words = trimmed[start..]
        .match_indices(' ')
        .map(|(at, _)| start + at + 1);
    let begins = (start == 0).then_some(0).into_iter().chain(words);
    let capital = |c: char| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase());
    begins
        .map(|at| &trimmed[at..])
        .filter(|part| part.starts_with(capital))
        .filter_map(names)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(inner: &str) -> Option<Vec<String>> {
        let refs = works(inner)?;
        let texts = refs.into_iter().map(|target| match target {
            Ref::Work { names, year, .. } => format!("{} {year}", names.join("+")),
            other => format!("{other:?}"),
        });
        Some(texts.collect())
    }

    #[test]
    fn names_and_years_are_works() {
        let cases: &[(&str, &[&str])] = &[
            ("Okafor et al., 2019", &["Okafor 2019"]),
            (
                "Moreau & Lind, 2019; Tanaka et al., 2022",
                &["Moreau+Lind 2019", "Tanaka 2022"],
            ),
            (
                "see Moreau, Lind, and Ruiz 2020a, p. 4",
                &["Moreau+Lind+Ruiz 2020a"],
            ),
            (
                "World Health Organization, 2019",
                &["World Health Organization 2019"],
            ),
            ("vgl. Müller 2018, S. 12", &["Müller 2018"]),
            ("Smith 2019: 45–47", &["Smith 2019"]),
            (
                "van der Berg, 2001, 2003",
                &["van der Berg 2001", "van der Berg 2003"],
            ),
            ("Okafor 2019a,b", &["Okafor 2019a", "Okafor 2019b"]),
            ("J. Okafor & P.-L. Lind, n.d.", &["Okafor+Lind n.d."]),
        ];
        for (inner, expected) in cases {
            let expected: Vec<String> = expected.iter().map(|&text| text.to_owned()).collect();
            assert_eq!(found(inner), Some(expected), "{inner}");
        }
        for inner in [
            "2019",
            "in 2019",
            "since May 2019",
            "founded in Oslo, 2019",
            "Berlin",
            "up from 2019",
        ] {
            assert_eq!(found(inner), None, "{inner}");
        }
    }
}
