//! Who a statement says it has its knowledge from: "according to X", "X reported", "told X".

use super::naming::{Called, Meant};
use super::runs::{Run, run_before, runs_after};
use crate::claims::vocabulary::Words;
use crate::text::Span;

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

/// A name that may be the source's.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Candidate {
    name: String,
    /// Where the attribution stands.
    at: usize,
    words: Option<Span>,
    /// Whether the words leave no doubt that a source is meant ("according to"), as against those
    /// that an acting person has too ("said").
    sure: bool,
    /// What follows such words: a source's name may have small words that end no other name.
    clause: Option<Span>,
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

/// Names after phrases: "according to X".
fn by_phrase(text: &str) -> Vec<Candidate> {
    let lower = text.to_lowercase();
    // Offsets of the two agree only where lower case has the same length, which it nearly always
    // has; elsewhere the phrase is looked for as written.
    let lower = if lower.len() == text.len() {
        lower.as_str()
    } else {
        text
    };
    let mut found = Vec::new();
    let mut at = 0;
    for word in lower.split_inclusive(' ') {
        let lead = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let begin = at + word.len() - lead.len();
        at += word.len();
        let rest = &lower[begin..];
        let phrase = |phrases: Words| {
            let whole = |phrase: &&&str| {
                rest.strip_prefix(**phrase)
                    .is_some_and(|after| after.starts_with(' '))
            };
            let first = rest.bytes().next()?;
            phrases
                .beginning(first)
                .iter()
                .filter(whole)
                .map(|phrase| phrase.len())
                .max()
        };
        let sure = phrase(Words::According);
        let Some(length) = sure.or_else(|| phrase(Words::Towards)) else {
            continue;
        };
        let runs = runs_after(text, begin + length);
        let end = runs.iter().map(|run| run.span.end).max();
        let words = end.and_then(|end| told_apart(text, begin, end));
        for run in runs {
            found.push(Candidate {
                name: run.name,
                at: begin,
                words,
                sure: sure.is_some(),
                clause: Some(Span::new(begin + length, clause_end(text, begin + length))),
            });
        }
    }
    found
}

/// Where the clause ends that goes on at `at`.
fn clause_end(text: &str, at: usize) -> usize {
    const LONGEST: usize = 120;
    let rest = &text[at..];
    let end = rest
        .char_indices()
        .find(|(at, c)| *at > LONGEST || matches!(c, ',' | ';' | ':' | '，' | '、'));
    end.map_or(text.len(), |(end, _)| at + end)
}

/// The words of an attribution that reaches from `begin` to `end`, with the commas that part it from the
/// statement: at its beginning, at its end, or between commas. None where it is woven into the sentence.
fn told_apart(text: &str, begin: usize, end: usize) -> Option<Span> {
    let before = text[..begin].trim_end();
    let after = &text[end..];
    // "… Ars Technica on Monday, …": what stands before the comma belongs to the attribution.
    let when = |words: &str| {
        words.split_whitespace().all(|word| {
            let lower = word.to_lowercase();
            let number = word.bytes().all(|b| b.is_ascii_digit());
            number || Words::Days.has(&lower) || Words::BetweenNames.has(&lower)
        })
    };
    let comma = after.find([',', '，']).filter(|at| when(&after[..*at]));
    let tail = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    if before.is_empty() {
        let end = comma.map_or(end, |at| end + at + 1);
        return Some(Span::new(0, end));
    }
    let parted = before.ends_with([',', '，', '–', '—', ';', '(']);
    if parted && tail.is_empty() {
        return Some(Span::new(before.len() - last_char(before), end));
    }
    match comma {
        Some(at) if parted => Some(Span::new(before.len() - last_char(before), end + at)),
        _ if tail.is_empty() => Some(Span::new(before.len(), end)),
        _ => None,
    }
}

fn last_char(text: &str) -> usize {
    text.chars().next_back().map_or(0, char::len_utf8)
}

/// "Xによると、", "据X报道，": Japanese and Chinese.
fn unspaced(text: &str) -> Vec<Candidate> {
    const CLAUSE: [char; 7] = ['。', '、', '，', ' ', '「', '」', '　'];
    let mut found = Vec::new();
    for marker in ["によると", "によれば"] {
        let Some(at) = text.find(marker) else {
            continue;
        };
        let name = text[..at].rsplit(CLAUSE).next().unwrap_or_default();
        if name.is_empty() {
            continue;
        }
        let begin = at - name.len();
        let end = at + marker.len();
        let end = end
            + text[end..]
                .chars()
                .next()
                .filter(|c| CLAUSE.contains(c))
                .map_or(0, char::len_utf8);
        found.push(Candidate {
            name: name.to_owned(),
            at,
            words: Some(Span::new(begin, end)),
            sure: true,
            clause: None,
        });
    }
    // 据…报道: "as … reports".
    if let Some(rest) = text.strip_prefix('据')
        && let Some((end, verb)) = ["报道", "报导", "统计", "介绍", "消息", "称"]
            .iter()
            .filter_map(|verb| Some((rest.find(verb)?, verb.len())))
            .min()
        && end > 0
        && !rest[..end].contains(['，', '。'])
    {
        let close = '据'.len_utf8() + end + verb;
        let comma = text[close..]
            .chars()
            .next()
            .filter(|c| matches!(c, '，' | '、'));
        found.push(Candidate {
            name: rest[..end].to_owned(),
            at: 0,
            words: Some(Span::new(0, close + comma.map_or(0, char::len_utf8))),
            sure: true,
            clause: None,
        });
    }
    found
}

/// "Dem Spiegel zufolge …".
fn zufolge(text: &str) -> Option<Candidate> {
    let at = text.find(" zufolge")?;
    let run = run_before(&text[..at])?;
    let words = text[..run.span.start]
        .trim()
        .is_empty()
        .then(|| Span::new(0, at + " zufolge".len()));
    Some(Candidate {
        name: run.name,
        at,
        words,
        sure: true,
        clause: None,
    })
}

/// Names before verbs of saying.
fn by_verb(text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split(' ') {
        let begin = at;
        at += word.len() + 1;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if !Words::Saying.has(bare) {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let before = text[..begin].trim_end();
        if before.ends_with(['"', '”', '“', '»', '’', ',']) {
            // "…," says the economist Ute Rang.
            let after = runs_after(text, at.min(text.len()));
            let ends = |run: &Run| !text[run.span.end..].contains(char::is_alphanumeric);
            found.extend(after.into_iter().map(|run| {
                Candidate {
                    // "…, writes Civil Works Weekly."
                    words: (before.ends_with(',') && ends(&run))
                        .then(|| Span::new(before.len() - 1, run.span.end)),
                    name: run.name,
                    at: begin,
                    sure: false,
                    clause: None,
                }
            }));
        }
        let Some(run) = run_before(without_adverbs(before)) else {
            continue;
        };
        let that = that_after(rest);
        let reporting = Words::Reporting.has(bare);
        let starts = text[..run.span.start].trim().is_empty();
        let parted = text[..run.span.start].trim_end().ends_with(',');
        let ends = rest.is_empty();
        let words = match that {
            Some(length) if starts => Some(Span::new(0, at + length)),
            _ if parted && ends => {
                let before = text[..run.span.start].trim_end();
                let close = begin + word.trim_end_matches(['.', '!']).len();
                Some(Span::new(before.len() - 1, close))
            }
            _ => None,
        };
        found.push(Candidate {
            name: run.name,
            at: begin,
            words,
            sure: reporting && (that.is_some() || word.ends_with(',')),
            clause: None,
        });
    }
    found
}

/// A text without the adverbs at its end: "Ars Technica also" before "reports".
fn without_adverbs(text: &str) -> &str {
    const MOST: usize = 3;
    let mut rest = text;
    for _ in 0..MOST {
        let last = rest.rsplit(' ').next().unwrap_or_default();
        let kept = rest[..rest.len() - last.len()].trim_end();
        if kept.is_empty() || !Words::BeforeVerbs.has(last) {
            break;
        }
        rest = kept;
    }
    rest
}

/// Length of what stands before what was said: "that ", "on Monday that ".
fn that_after(text: &str) -> Option<usize> {
    const FARTHEST: usize = 6;
    let mut at = 0;
    for word in text.split_inclusive(' ').take(FARTHEST) {
        at += word.len();
        let bare = word.trim_end();
        if Words::That.has(bare) {
            return Some(at);
        }
        if bare.ends_with(['.', ';', ':']) {
            return None;
        }
    }
    None
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
