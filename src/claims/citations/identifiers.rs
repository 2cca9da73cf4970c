//! Numbers that name works: DOI, arXiv, PMID, PMCID, ISBN; and the page of each that has one.

use crate::text::Span;

/// A kind of identifier.
struct Scheme {
    /// Its name, as it stands before the number: "doi:", "PMID ".
    name: &'static str,
    /// Length of the number that a text begins with; 0 where it begins with none.
    number: fn(&str) -> usize,
    /// What goes before the number in its page's address; empty where it has none.
    page: &'static str,
    /// Whether the number says by itself what it is, without the name before it.
    bare: bool,
}

/// Every kind. Pages: the resolvers that the registries name (doi.org, arxiv.org, and those of the
/// National Library of Medicine). A book has no page.
const SCHEMES: &[Scheme] = &[
    Scheme {
        name: "doi",
        number: doi,
        page: "https://doi.org/",
        bare: true,
    },
    Scheme {
        name: "arxiv",
        number: arxiv,
        page: "https://arxiv.org/abs/",
        bare: false,
    },
    Scheme {
        name: "pmcid",
        number: pmcid,
        page: "https://pmc.ncbi.nlm.nih.gov/articles/",
        bare: true,
    },
    Scheme {
        name: "pmid",
        number: pmid,
        page: "https://pubmed.ncbi.nlm.nih.gov/",
        bare: false,
    },
    Scheme {
        name: "isbn",
        number: isbn,
        page: "",
        bare: false,
    },
];

/// An identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::claims) struct Identifier {
    /// Name and number: `doi:10.1234/abc`.
    pub(in crate::claims) canonical: String,
    /// The address of its page, where it has one.
    pub(in crate::claims) page: Option<String>,
}

/// The identifier that `text` is, with its name before it or not.
pub(in crate::claims) fn whole(text: &str) -> Option<Identifier> {
    let text = text.trim();
    let (length, found) = at_start(text, true)?;
    (length == text.len()).then_some(found)
}

/// The identifiers in a running text, with their places, names included.
pub(in crate::claims) fn find_all(text: &str) -> Vec<(Span, Identifier)> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let begins = matches!(
            bytes[at],
            b'd' | b'D' | b'a' | b'A' | b'p' | b'P' | b'i' | b'I' | b'1'
        ) && (at == 0 || !is_inside(text[..at].chars().next_back()));
        if begins && let Some((length, identifier)) = at_start(&text[at..], true) {
            found.push((Span::new(at, at + length), identifier));
            at += length;
            continue;
        }
        at += 1;
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    found
}

/// Whether a character before a number says that it is a part of something longer, such as an address.
fn is_inside(before: Option<char>) -> bool {
    before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '=' | '%'))
}

/// The identifier that `text` begins with, and its length.
fn at_start(text: &str, bare: bool) -> Option<(usize, Identifier)> {
    for scheme in SCHEMES {
        if let Some(lead) = lead(text, scheme.name).or_else(|| scheme.address(text)) {
            let length = (scheme.number)(&text[lead..]);
            if length > 0 {
                return Some((lead + length, scheme.identifier(&text[lead..lead + length])));
            }
        }
        if bare && scheme.bare {
            let length = (scheme.number)(text);
            if length > 0 {
                return Some((length, scheme.identifier(&text[..length])));
            }
        }
    }
    None
}

impl Scheme {
    /// Length of the page's address that `text` begins with, but for the number and for its scheme: "doi.org/".
    fn address(&self, text: &str) -> Option<usize> {
        let old = text
            .get(..3)
            .map_or(0, |lead| 3 * usize::from(lead == "dx."));
        let page = self.page.strip_prefix("https://")?;
        let begins = text.get(old..old + page.len())?.eq_ignore_ascii_case(page);
        begins.then_some(old + page.len())
    }

    fn identifier(&self, number: &str) -> Identifier {
        Identifier {
            canonical: format!("{}:{number}", self.name),
            page: (!self.page.is_empty()).then(|| format!("{}{number}", self.page)),
        }
    }
}

/// Length of a scheme's name with what parts it from its number: `doi:`, `PMID `, `ISBN-13: `.
fn lead(text: &str, name: &str) -> Option<usize> {
    let start = text.get(..name.len())?;
    if !start.eq_ignore_ascii_case(name) {
        return None;
    }
    let rest = &text[name.len()..];
    let rest = rest
        .strip_prefix("-10")
        .or_else(|| rest.strip_prefix("-13"))
        .unwrap_or(rest);
    // "PMCID: PMC1234" and "PMC1234": the number's own letters are no part of the name.
    let number = rest.trim_start_matches([':', '=', ' ', '\u{a0}', '#']);
    let parted = number.len() < rest.len();
    (parted && rest.len() - number.len() <= 3).then_some(text.len() - number.len())
}

/// `10.`, a registrant of four to nine digits, a slash, and a suffix up to white space (ISO 26324); the
/// punctuation of the sentence around it does not belong to it, nor brackets that it does not open.
fn doi(text: &str) -> usize {
    const REGISTRANT: std::ops::RangeInclusive<usize> = 4..=9;
    const SHORTEST: usize = 2;
    let Some((registrant, suffix)) = text.strip_prefix("10.").and_then(|t| t.split_once('/'))
    else {
        return 0;
    };
    let digits = registrant.split('.').next().unwrap_or_default();
    let numeric = registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if !numeric || !REGISTRANT.contains(&digits.len()) {
        return 0;
    }
    let ends = |c: char| c.is_whitespace() || c.is_control() || "\"“”«»「」【】、。，|".contains(c);
    let end = suffix.find(ends).unwrap_or(suffix.len());
    let length = balanced(&suffix[..end]);
    if length < SHORTEST {
        return 0;
    }
    text.len() - suffix.len() + length
}

/// Length of `text` without punctuation at its end, and without what closes at its end and was not opened
/// in it.
pub(in crate::claims) fn balanced(text: &str) -> usize {
    let count = |c: char| text.matches(c).count();
    let mut open: Vec<(char, usize)> = [('(', ')'), ('[', ']'), ('<', '>'), ('{', '}')]
        .into_iter()
        .map(|(open, close)| (close, count(close).saturating_sub(count(open))))
        .collect();
    let mut end = text.len();
    while let Some(last) = text[..end].chars().next_back() {
        if let Some((_, unopened)) = open.iter_mut().find(|(close, _)| *close == last) {
            if *unopened == 0 {
                break;
            }
            *unopened -= 1;
        } else if !matches!(
            last,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '*' | '_' | '`' | '\\'
        ) {
            break;
        }
        end -= last.len_utf8();
    }
    end
}

/// `2301.00001v2`, `hep-th/9901001` (arXiv, "Understanding the arXiv identifier").
fn arxiv(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let version = |text: &str| match text.strip_prefix('v').map(digits) {
        Some(count) if count > 0 => 1 + count,
        _ => 0,
    };
    if digits(text) == 4 && text[4..].starts_with('.') {
        let number = digits(&text[5..]);
        if matches!(number, 4 | 5) {
            return 5 + number + version(&text[5 + number..]);
        }
        return 0;
    }
    let archive = text
        .bytes()
        .take_while(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'.'))
        .count();
    if archive > 0 && text[archive..].starts_with('/') && digits(&text[archive + 1..]) == 7 {
        return archive + 8 + version(&text[archive + 8..]);
    }
    0
}

fn pmid(text: &str) -> usize {
    const LONGEST: usize = 8;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=LONGEST).contains(&digits) {
        digits
    } else {
        0
    }
}

fn pmcid(text: &str) -> usize {
    const LENGTHS: std::ops::RangeInclusive<usize> = 4..=9;
    match text.strip_prefix("PMC") {
        Some(rest) => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if LENGTHS.contains(&digits) {
                3 + digits
            } else {
                0
            }
        }
        None => 0,
    }
}

/// Ten or thirteen digits, with hyphens or spaces between them; the last of ten may be an X (ISO 2108).
fn isbn(text: &str) -> usize {
    let (mut digits, mut end) = (0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '0'..='9' => digits += 1,
            'x' | 'X' if digits == 9 => digits += 1,
            '-' | '‐' | '‑' | '–' | ' ' => continue,
            _ => break,
        }
        end = at + c.len_utf8();
        if digits == 13 {
            break;
        }
        if digits == 10
            && !text[end..].starts_with(['-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
        {
            break;
        }
    }
    if matches!(digits, 10 | 13) { end } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_page() {
        let cases = [
            ("doi:10.1234/abc.5", Some("https://doi.org/10.1234/abc.5")),
            ("10.5555/(x)2", Some("https://doi.org/10.5555/(x)2")),
            (
                "DOI: 10.1002/(SICI)1097(1998)17:15<1661::AID-SIM968>3.0.CO;2-2",
                Some("https://doi.org/10.1002/(SICI)1097(1998)17:15<1661::AID-SIM968>3.0.CO;2-2"),
            ),
            (
                "arXiv:2301.00001v2",
                Some("https://arxiv.org/abs/2301.00001v2"),
            ),
            (
                "arXiv:hep-th/9901001",
                Some("https://arxiv.org/abs/hep-th/9901001"),
            ),
            (
                "PMID 31452104",
                Some("https://pubmed.ncbi.nlm.nih.gov/31452104"),
            ),
            (
                "PMC3531190",
                Some("https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190"),
            ),
            (
                "PMCID: PMC3531190",
                Some("https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190"),
            ),
            ("ISBN 978-3-16-148410-0", None),
            ("isbn:080442957X", None),
        ];
        for (text, page) in cases {
            let found = whole(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(found.page.as_deref(), page, "{text}");
        }
        for text in [
            "10.5",
            "10.12/ab",
            "doi: none",
            "PMID",
            "ISBN 12",
            "arXiv: see",
            "isbn",
        ] {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn the_sentence_around_keeps_its_punctuation() {
        let text = "It is known (doi:10.1234/ab(c)d), see 10.1234/xy; PMID: 123456. At https://doi.org/10.1/x";
        let found: Vec<&str> = find_all(text)
            .iter()
            .map(|(span, _)| span.of(text))
            .collect();
        assert_eq!(found, ["doi:10.1234/ab(c)d", "10.1234/xy", "PMID: 123456"]);
    }
}
