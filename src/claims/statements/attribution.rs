//! Who a statement says it has its knowledge from: "according to X", "X reported", "told X".

use crate::claims::references::sources::Sources;
use crate::claims::statements::naming::Called;
use crate::claims::{Citation, Claim, Scope};

/// A name that a statement attributes itself to.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::claims) struct Attribution {
    /// The name, as written.
    pub(in crate::claims) name: String,
    /// Whether the words leave no doubt that a source is meant ("according to"), as against those
    /// that an acting person has too ("said").
    pub(in crate::claims) sure: bool,
}

/// Phrases before a name that leave no doubt.
const BEFORE: &[&str] = &[
    "according to",
    "as reported by",
    "as first reported by",
    "first reported by",
    "reported by",
    "in an interview with",
    "in a statement to",
    "citing",
    "told",
    "laut",
    "nach angaben von",
    "nach angaben der",
    "nach angaben des",
    "nach einem bericht von",
    "nach einem bericht der",
    "gegenüber",
    "selon",
    "d'après",
    "d’après",
    "según",
    "secondo",
];

/// Verbs after a name.
const VERBS: &[&str] = &[
    "reported",
    "reports",
    "said",
    "says",
    "wrote",
    "writes",
    "found",
    "finds",
    "noted",
    "notes",
    "announced",
    "announces",
    "claims",
    "claimed",
    "explained",
    "explains",
    "confirmed",
    "confirms",
    "estimates",
    "estimated",
    "states",
    "stated",
    "berichtet",
    "berichtete",
    "schreibt",
    "schrieb",
    "meldet",
    "meldete",
];

/// Of these, those that leave no doubt before "that".
const REPORTS: &[&str] = &[
    "reported",
    "reports",
    "berichtet",
    "berichtete",
    "meldet",
    "meldete",
];

/// Words that may come between the phrase and the name: "according to a report by the …".
const LEADING: &[&str] = &[
    "a",
    "an",
    "the",
    "its",
    "their",
    "this",
    "new",
    "recent",
    "report",
    "reports",
    "reporting",
    "article",
    "study",
    "analysis",
    "story",
    "post",
    "blog",
    "announcement",
    "statement",
    "data",
    "figures",
    "documents",
    "published",
    "released",
    "by",
    "from",
    "in",
    "of",
    "on",
    "at",
    "news",
    "site",
    "website",
    "magazine",
    "newspaper",
    "agency",
    "outlet",
    "company",
    "der",
    "die",
    "das",
    "dem",
    "den",
    "des",
    "einem",
    "einer",
    "bericht",
    "von",
    "le",
    "la",
    "les",
    "l",
    "el",
    "los",
];

/// Words inside a name that need no capital: "Bank of England".
const INSIDE: &[&str] = &[
    "of", "the", "and", "for", "de", "du", "del", "della", "di", "da", "do", "des", "der", "von",
    "&",
];

/// The attributions of a statement, in the order in which they should be tried.
fn candidates(text: &str) -> Vec<Attribution> {
    let mut found = Vec::new();
    let lower = text.to_lowercase();
    // Offsets of the two agree only where lower case has the same length, which it nearly always
    // has; elsewhere the phrase is looked for as written.
    let lower = if lower.len() == text.len() {
        lower
    } else {
        text.to_owned()
    };
    let mut at = 0;
    for word in lower.split_inclusive(' ') {
        let begin = at + word.len()
            - word
                .trim_start_matches(|c: char| !c.is_alphanumeric())
                .len();
        at += word.len();
        let rest = &lower[begin..];
        let Some(phrase) = BEFORE.iter().find(|phrase| rest.starts_with(**phrase)) else {
            continue;
        };
        let end = begin + phrase.len();
        let whole = text.get(end..).filter(|after| after.starts_with(' '));
        if let Some(name) = whole.and_then(name_after) {
            let sure = *phrase != "gegenüber";
            found.push((begin, Attribution { name, sure }));
        }
    }
    for marker in ["によると", "によれば"] {
        if let Some(at) = text.find(marker) {
            let name = text[..at]
                .rsplit(['。', '、', '，', ' ', '「', '」'])
                .next()
                .unwrap_or_default();
            if !name.is_empty() {
                found.push((
                    at,
                    Attribution {
                        name: name.to_owned(),
                        sure: true,
                    },
                ));
            }
        }
    }
    // 据…报道: "as … reports".
    if let Some(rest) = text.strip_prefix('据')
        && let Some(end) = ["报道", "报导", "统计", "介绍", "消息", "称"]
            .iter()
            .filter_map(|verb| rest.find(verb))
            .min()
        && end > 0
        && !rest[..end].contains(['，', '。'])
    {
        let name = rest[..end].to_owned();
        found.push((0, Attribution { name, sure: true }));
    }
    if let Some(at) = lower.find(" zufolge")
        && let Some(name) = name_before(&text[..at])
    {
        found.push((at, Attribution { name, sure: true }));
    }
    found.sort_by_key(|(at, _)| *at);
    let mut found: Vec<Attribution> = found.into_iter().map(|(_, found)| found).collect();
    found.extend(by_verb(text));
    found
}

/// Names before verbs of saying.
fn by_verb(text: &str) -> Vec<Attribution> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split(' ') {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if VERBS.contains(&bare)
            && let Some(name) = name_before(text[..at].trim_end())
        {
            let rest = text.get(at + word.len() + 1..).unwrap_or_default();
            let sure =
                REPORTS.contains(&bare) && (rest.starts_with("that ") || word.ends_with(','));
            found.push(Attribution { name, sure });
        }
        at += word.len() + 1;
    }
    found
}

/// The name that `text` begins with, after words such as "a report by the".
fn name_after(text: &str) -> Option<String> {
    let mut words: Vec<&str> = Vec::new();
    let mut pending: Vec<&str> = Vec::new();
    for word in text.split_whitespace().take(12) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&' && c != '.');
        let core = bare.trim_end_matches(['.', ',']);
        let core = core
            .strip_suffix("'s")
            .or_else(|| core.strip_suffix("’s"))
            .unwrap_or(core);
        let lower = core.to_lowercase();
        if words.is_empty() {
            // "According to The Verge" keeps its article, "according to the Verge" loses it.
            if LEADING.contains(&core) {
                continue;
            }
            if !begins_name(core) && !core.contains('.') {
                return None;
            }
            words.push(core);
        } else if begins_name(core) {
            words.append(&mut pending);
            words.push(core);
        } else if INSIDE.contains(&lower.as_str()) {
            pending.push(core);
        } else {
            break;
        }
        let closes = word.ends_with([',', '.', ';', ':', '”', '"', ')', '?', '!']);
        if closes || core.len() < bare.trim_end_matches(['.', ',']).len() {
            break;
        }
    }
    (!words.is_empty()).then(|| words.join(" "))
}

/// The name that `text` ends with.
fn name_before(text: &str) -> Option<String> {
    let mut words: Vec<&str> = Vec::new();
    let mut pending: Vec<&str> = Vec::new();
    for word in text.split_whitespace().rev().take(8) {
        let core = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&' && c != '.');
        if word.ends_with([',', '.', ';', ':', '”']) {
            break;
        }
        if begins_name(core) {
            words.append(&mut pending);
            words.push(core);
        } else if INSIDE.contains(&core) && !words.is_empty() {
            pending.push(core);
        } else {
            break;
        }
    }
    words.reverse();
    if matches!(
        words.first(),
        Some(&("Dem" | "Der" | "Die" | "Das" | "Laut"))
    ) {
        words.remove(0);
    }
    (!words.is_empty()).then(|| words.join(" "))
}

fn begins_name(word: &str) -> bool {
    if !word.contains(char::is_alphabetic) {
        return false;
    }
    word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || is_unspaced_letter(c))
        || word.chars().nth(1).is_some_and(char::is_uppercase)
}

const fn is_unspaced_letter(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}')
}

/// Finds what the claim attributes itself to, and puts the citation of that source first. A source
/// of the input that the claim does not cite is then cited too.
///
/// Gives the name when the words leave no doubt that a source is meant, and none has it.
pub(in crate::claims) fn bind(
    claim: &mut Claim,
    sources: &Sources,
    called: &Called,
) -> Option<String> {
    let candidates = candidates(&claim.text);
    if candidates.is_empty() {
        return None;
    }
    let cited: Vec<usize> = claim
        .citations
        .iter()
        .filter_map(|citation| sources.find(&citation.source))
        .collect();
    let named = candidates
        .iter()
        .find_map(|candidate| Some((candidate, called.find(&candidate.name, &cited)?)));
    if let Some((candidate, index)) = named {
        let id = &sources.get(index).id;
        claim.attributed_to = Some(candidate.name.clone());
        claim.named = Some(id.clone());
        let place = claim.citations.iter().position(|c| c.source == *id);
        let citation = match place {
            Some(index) => claim.citations.remove(index),
            None => Citation {
                source: id.clone(),
                scope: Scope::Sentence,
            },
        };
        claim.citations.insert(0, citation);
        return None;
    }
    let sure = candidates.into_iter().find(|candidate| candidate.sure)?;
    claim.attributed_to = Some(sure.name.clone());
    Some(sure.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<String> {
        candidates(text).into_iter().next().map(|found| found.name)
    }

    #[test]
    fn names_are_found_in_common_phrases() {
        let cases = [
            (
                "According to Ars Technica, the cap is secret.",
                "Ars Technica",
            ),
            (
                "The cap is secret, according to a report by the Financial Times.",
                "Financial Times",
            ),
            ("“We agree,” she told Reuters on Monday.", "Reuters"),
            ("Laut Heise endet die Lizenz 2032.", "Heise"),
            ("日本経済新聞によると、契約は終わった。", "日本経済新聞"),
            ("The Verge reported that the deal is over.", "The Verge"),
            ("Dem Spiegel zufolge ist das falsch.", "Spiegel"),
        ];
        for (text, name) in cases {
            assert_eq!(first(text).as_deref(), Some(name), "{text}");
        }
        assert_eq!(first("The rate rose according to plan."), None);
    }
}
