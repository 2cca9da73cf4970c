//! Who a statement says it has its knowledge from: "according to X", "X reported", "told X".

mod candidate;
mod phrases;
mod unspaced;
mod verbs;

use phrases::{by_phrase, zufolge};
use unspaced::unspaced;
use verbs::by_verb;

use crate::claims::statements::naming::{Called, Meant};
use crate::text::Span;
use candidate::Candidate;

/// A source that a statement names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::claims) struct Attribution {
    /// The name, as written.
    pub(in crate::claims) name: String,
    /// Number of the source that it means; none where no source is called so.
    pub(in crate::claims) source: Option<usize>,
    /// The words of the attribution in the statement, where they can be left out: "According to X, ".
    pub(in crate::claims) words: Option<Span>,
}

/// The source that the statement `text` attributes itself to: one of the `cited` sources; of all, where it
/// cites none.
///
/// None where it names nobody; a name without source where its words leave no doubt that a source is meant.
pub(in crate::claims) fn find(text: &str, cited: &[usize], called: &Called) -> Option<Attribution> {
    let candidates = candidates(text);
    let named = candidates.iter().find_map(|candidate| {
        if let Some(source) = source_of(candidate, cited, called) {
            return Some(Attribution {
                name: candidate.name.clone(),
                source: Some(source),
                words: candidate.words,
            });
        }
        let source = called.find_in(candidate.clause?.of(text), cited)?;
        Some(Attribution {
            name: candidate.name.clone(),
            source: Some(source),
            words: None,
        })
    });
    named.or_else(|| {
        let sure = candidates.into_iter().find(|candidate| candidate.sure)?;
        Some(Attribution {
            name: sure.name,
            source: None,
            words: None,
        })
    })
}

/// The source that a quotation's footer means: "Ada Holm, The Skyline".
pub(in crate::claims) fn of(speaker: &str, cited: &[usize], called: &Called) -> Attribution {
    let parts = speaker.split([',', '(', ';', ':', '，', '、']);
    let parts = parts
        .map(|part| part.trim_matches([' ', ')']))
        .filter(|part| !part.is_empty());
    Attribution {
        name: speaker.to_owned(),
        source: parts
            .into_iter()
            .find_map(|part| called.find(part, cited, Meant::Surely)),
        words: None,
    }
}

/// Whether a statement's own words attribute it to `name`.
pub(in crate::claims) fn says(text: &str, name: &str) -> bool {
    candidates(text)
        .iter()
        .any(|candidate| candidate.name.contains(name))
}

/// The source that a candidate's name means: all of the name, else what it ends or begins with
/// ("the magazine Ferro Weekly", "Norrland spokesperson Ada Holm").
fn source_of(candidate: &Candidate, cited: &[usize], called: &Called) -> Option<usize> {
    let name = &candidate.name;
    let meant = if candidate.sure {
        Meant::Surely
    } else {
        Meant::Perhaps
    };
    if let Some(source) = called.find(name, cited, meant) {
        return Some(source);
    }
    let words: Vec<&str> = name.split(' ').collect();
    let ends = (1..words.len()).map(|start| words[start..].join(" "));
    let begins = (1..words.len()).rev().map(|end| words[..end].join(" "));
    let parts = name.split(" and ").map(str::to_owned);
    parts
        .chain(ends)
        .chain(begins.filter(|_| candidate.sure))
        .find_map(|part| called.find(&part, cited, Meant::InPart))
}

/// The names that a statement may attribute itself to, in the order in which they should be tried.
fn candidates(text: &str) -> Vec<Candidate> {
    let mut found = by_phrase(text);
    found.extend(unspaced(text));
    found.extend(zufolge(text));
    found.sort_by_key(|candidate| candidate.at);
    found.extend(by_verb(text));
    found
}

/// A statement without the words of its attribution, which are blanks in it: every other word keeps its place.
pub(in crate::claims) fn without(text: &str, words: Span) -> String {
    let mut blank: String = text[..words.start].to_owned();
    blank.extend(std::iter::repeat_n(' ', words.len()));
    blank.push_str(&text[words.end..]);
    blank
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<(String, String)> {
        let found = candidates(text).into_iter().next()?;
        let left = found
            .words
            .map_or_else(|| text.to_owned(), |words| without(text, words));
        Some((
            found.name,
            left.split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .replace(" .", ".")
                .replace(" ,", ","),
        ))
    }

    #[test]
    fn names_are_found_in_common_phrases_and_the_phrase_can_be_left_out() {
        let cases = [
            (
                "According to Ars Technica, the cap is secret.",
                "Ars Technica",
                "the cap is secret.",
            ),
            (
                "According to the IT news site Ars Technica, the cap is secret.",
                "Ars Technica",
                "the cap is secret.",
            ),
            (
                "The cap is secret, according to a report by the Financial Times.",
                "Financial Times",
                "The cap is secret.",
            ),
            (
                "According to the industry magazine Ferro Weekly on Monday, it rose.",
                "Ferro Weekly",
                "it rose.",
            ),
            (
                "According to internal papers obtained by CNBC, it rose.",
                "CNBC",
                "it rose.",
            ),
            (
                "“We agree,” she told Reuters on Monday.",
                "Reuters",
                "“We agree,” she told Reuters on Monday.",
            ),
            (
                "Laut Heise endet die Lizenz 2032.",
                "Heise",
                "endet die Lizenz 2032.",
            ),
            (
                "日本経済新聞によると、契約は終わった。",
                "日本経済新聞",
                "契約は終わった。",
            ),
            (
                "The Verge reported that the deal is over.",
                "The Verge",
                "the deal is over.",
            ),
            (
                "Ars Technica explains that the deal is over.",
                "Ars Technica",
                "the deal is over.",
            ),
            (
                "Marine Times has since also reported that the deal is over.",
                "Marine Times",
                "the deal is over.",
            ),
            (
                "Dem Spiegel zufolge ist das falsch.",
                "Spiegel",
                "ist das falsch.",
            ),
            (
                "The cap, according to the Bank of England, is 20 percent.",
                "Bank of England",
                "The cap, is 20 percent.",
            ),
            (
                "The deal is over, Reuters reported.",
                "Reuters",
                "The deal is over.",
            ),
        ];
        for (text, name, left) in cases {
            let found = first(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.0.as_str(), found.1.as_str()), (name, left), "{text}");
        }
        for text in ["The rate rose according to plan.", "It is said in May."] {
            assert_eq!(first(text), None, "{text}");
        }
    }
}
