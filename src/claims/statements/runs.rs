//! Names in a sentence: runs of words with capitals, and small words between them.

use crate::claims::vocabulary::Words;
use crate::text::Span;

/// Words in which the names after a phrase are looked for.
const FARTHEST: usize = 16;

/// How many words a text has, and how many of them begin as names and numbers do.
pub(in crate::claims) fn named_words(text: &str) -> (usize, usize) {
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let named = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    words.fold((0, 0), |(all, names), word| {
        (all + 1, names + usize::from(named(word)))
    })
}

/// A name, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) name: String,
    pub(super) span: Span,
}

/// A word with its place and what it is without punctuation.
struct Word<'t> {
    core: &'t str,
    span: Span,
    /// Whether a comma, a stop or the like follows it.
    closes: bool,
    /// Whether it is a possessive: "Reuters'", "Norrland's".
    owns: bool,
}

fn words_from(text: &str, at: usize) -> impl Iterator<Item = Word<'_>> {
    let mut from = at;
    text[at..]
        .split_inclusive(char::is_whitespace)
        .filter_map(move |part| {
            let start = from;
            from += part.len();
            let word = part.trim();
            let lead = part.len() - part.trim_start().len();
            let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '&');
            let open = word.len() - bare.len();
            let core = bare.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '&');
            if word.is_empty() {
                return None;
            }
            let tail = if core.is_empty() {
                word
            } else {
                &bare[core.len()..]
            };
            // The stop of "Inc." belongs to it; that of a sentence does not.
            let (name, owns) = match core.strip_suffix("'s").or_else(|| core.strip_suffix("’s")) {
                Some(name) => (name, true),
                None => (core, tail.starts_with(['\'', '’'])),
            };
            let begin = start + lead + open;
            // "Kevin L. Yuill": an initial's stop ends nothing.
            let initial =
                core.chars().count() == 1 && core.chars().all(char::is_uppercase) && tail == ".";
            Some(Word {
                core: name,
                span: Span::new(begin, begin + name.len()),
                closes: !initial
                    && tail.contains([',', '.', ';', ':', '”', '"', ')', '?', '!', '，', '、']),
                owns,
            })
        })
}

/// The names in what follows `at`, up to the end of the clause; those that only describe the next one ("the IT
/// news site Ars Technica") come last.
pub(super) fn runs_after(text: &str, at: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut describing: Vec<Run> = Vec::new();
    let mut open: Option<Run> = None;
    // Words since the last name that are none of it, and whether one says that another name may come.
    let mut parted = false;
    let mut plain = 0;
    for word in words_from(text, at).take(FARTHEST) {
        let lower = word.core.to_lowercase();
        // "According to The Verge" keeps the name's article.
        let article = word.core == "The" && open.is_none();
        if article || (begins_name(word.core) && !Words::Days.has(&lower)) {
            match &mut open {
                Some(run) if plain == 0 => run.span.end = word.span.end,
                _ => {
                    if let Some(run) = open.take() {
                        if parted || plain == 0 {
                            runs.push(run);
                        } else {
                            describing.push(run);
                        }
                    }
                    open = Some(Run {
                        name: String::new(),
                        span: word.span,
                    });
                }
            }
            (plain, parted) = (0, false);
        } else if open.is_some() && Words::Particles.has(&lower) {
            // A part of the name if the name goes on, as in "Bank of England".
            parted |= Words::BetweenNames.has(&lower);
        } else if !lower.is_empty() {
            if Words::AfterNames.has(&lower) || (open.is_some() && Words::Articles.has(&lower)) {
                break;
            }
            plain += 1;
            parted |= Words::BetweenNames.has(&lower);
        }
        if word.owns && open.is_some() {
            runs.extend(open.take());
            (plain, parted) = (0, false);
        }
        if word.closes {
            break;
        }
    }
    runs.extend(open);
    runs.append(&mut describing);
    for run in &mut runs {
        run.name = run
            .span
            .of(text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
    }
    runs
}

/// The name that `text` ends with.
pub(super) fn run_before(text: &str) -> Option<Run> {
    const FARTHEST: usize = 8;
    let mut start = text.len();
    let mut begins = None;
    let mut end = text.len();
    for (count, word) in text.rsplit(' ').take(FARTHEST).enumerate() {
        let place = start.saturating_sub(word.len());
        let lead = word.len()
            - word
                .trim_start_matches(|c: char| !c.is_alphanumeric())
                .len();
        let core = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&' && c != '.');
        if word.ends_with([',', '.', ';', ':', '”', '"', ')'])
            && !(count == 0 && word.ends_with(')'))
        {
            break;
        }
        if begins_name(core) && !Words::Days.has(&core.to_lowercase()) {
            if begins.is_none() {
                end = place + lead + core.len();
            }
            begins = Some(place + lead);
        } else if begins.is_none() || !Words::Particles.has(core) {
            // "The Verge" keeps its article.
            if core == "The" && begins.is_some() {
                begins = Some(place + lead);
            }
            break;
        }
        start = place.saturating_sub(1);
        if place == 0 {
            break;
        }
    }
    let mut begin = begins?;
    let name = &text[begin..end];
    for article in ["Dem ", "Der ", "Die ", "Das ", "Laut "] {
        if name.starts_with(article) && name.len() > article.len() {
            begin += article.len();
            break;
        }
    }
    let span = Span::new(begin, end);
    let whole = text[..begin].trim();
    let whole = matches!(whole, "Dem" | "Der" | "Die" | "Das");
    Some(Run {
        name: span.of(text).to_owned(),
        span: if whole { Span::new(0, end) } else { span },
    })
}

/// Whether a word begins a name: with a capital, a digit, or in a script without capitals; or it is an address.
fn begins_name(word: &str) -> bool {
    if !word.contains(char::is_alphabetic) {
        return false;
    }
    let host = word.contains('.')
        && !word.ends_with('.')
        && word.split('.').all(|part| part.chars().count() > 1);
    host || word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || is_unspaced(c))
        || word.chars().nth(1).is_some_and(char::is_uppercase)
}

pub(super) const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}')
}
