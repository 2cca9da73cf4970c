//! The words and phrases that deny, by language, and how far each reaches.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::{Lang, Token, Value, key, normal_form, sections};

const LISTS: &str = include_str!("../../data/denials.txt");

/// Tokens that a denying word reaches at most, and a phrase.
const REACH: usize = 12;
const FAR: usize = 40;

/// Which way a phrase denies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// What follows it.
    After,
    /// What stands before it.
    Before,
    /// Nothing: it holds a word that denies elsewhere.
    Neither,
    /// It denies nothing and says that what follows it in its clause is open.
    Open,
}

/// By what something is denied, or left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// A word: "not", "nobody".
    Word,
    /// A phrase: "failed to", "is a myth".
    Phrase,
    /// Words that say that it is open: "may", "plans to".
    Doubt,
}

/// The cues of one language.
#[derive(Default)]
struct Cues {
    words: FxHashSet<u64>,
    border: FxHashSet<u64>,
    /// Of these, those that take the denial back.
    lift: FxHashSet<u64>,
    /// By their first word, with the keys of all.
    phrases: FxHashMap<u64, Vec<(Vec<u64>, Side)>>,
    /// Of a script without spaces, as written: those that deny, and those in which they deny nothing.
    whole: Vec<String>,
    idle: Vec<String>,
    /// Words with which a claim says itself that something is open, or still to come.
    hedge: FxHashSet<u64>,
}

/// A denial in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Denial {
    /// Its own tokens.
    pub cue: Range<usize>,
    /// The tokens that it denies.
    pub scope: Range<usize>,
    /// What sort of cue it is.
    pub by: Cue,
}

fn cues(lang: Lang) -> &'static Cues {
    static CUES: OnceLock<Vec<Cues>> = OnceLock::new();
    &CUES.get_or_init(read)[lang as usize]
}

/// Reads the table: its sections are known, and its test names the line of one that is not.
fn read() -> Vec<Cues> {
    let mut all: Vec<Cues> = Vec::new();
    all.resize_with(Lang::Other as usize + 1, Cues::default);
    for (tag, words) in sections(LISTS) {
        let (tag, section) = tag.split_once('-').unwrap_or((tag, ""));
        let cues = &mut all[Lang::from_tag(tag) as usize];
        let keys = |words: &str| -> Vec<u64> {
            let words = words.split_whitespace();
            words.map(|word| key(&normal_form(word))).collect()
        };
        let phrases = || words.split('|').map(str::trim);
        match section {
            "" => cues.words.extend(keys(words)),
            "hedge" => cues.hedge.extend(keys(words)),
            "border" => cues.border.extend(keys(words)),
            "lift" => {
                cues.border.extend(keys(words));
                cues.lift.extend(keys(words));
            }
            "whole" => cues.whole.extend(
                words
                    .split_whitespace()
                    .filter(|word| *word != "|")
                    .map(str::to_owned),
            ),
            "idle" if Lang::from_tag(tag) == Lang::Other => {
                cues.idle.extend(phrases().map(str::to_owned));
            }
            "phrase" | "back" | "idle" | "doubt" => {
                let side = match section {
                    "phrase" => Side::After,
                    "doubt" => Side::Open,
                    "back" => Side::Before,
                    _ => Side::Neither,
                };
                for keys in phrases().map(keys).filter(|keys| !keys.is_empty()) {
                    cues.phrases.entry(keys[0]).or_default().push((keys, side));
                }
            }
            other => panic!("denials.txt has no section [{tag}-{other}]"),
        }
    }
    all
}

/// Whether the word denies by itself: "nobody", "not", "didn't".
pub(super) fn is_cue(token: &Token, text: &str, lang: Lang) -> bool {
    let word = token.span.of(text);
    let ends = |ending: &str| word.len() > ending.len() && word.to_lowercase().ends_with(ending);
    cues(lang).words.contains(&token.form) || lang == Lang::English && (ends("n't") || ends("n’t"))
}

/// Whether a word of the text says that something is open, or still to come.
pub(super) fn hedges(tokens: &[Token], lang: Lang) -> bool {
    tokens
        .iter()
        .any(|token| cues(lang).hedge.contains(&token.form))
}

/// The denials and doubts of a text that has these values, in its order.
pub(super) fn denials(tokens: &[Token], text: &str, lang: Lang, values: &[Value]) -> Vec<Denial> {
    if lang == Lang::Other {
        return whole_sentences(tokens, text);
    }
    let borders = |token: &Token| !token.is_text() || cues(lang).border.contains(&token.form);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let next = match phrase_at(tokens, at, lang) {
            Some((end, Side::After))
                if !is_amount(tokens, text, end)
                    && !values.iter().any(|value| value.first == end) =>
            {
                let to = reach(tokens, end, FAR, |token| ends_sentence(token, text));
                found.push(Denial {
                    cue: at..end,
                    scope: end..to,
                    by: Cue::Phrase,
                });
                end
            }
            Some((end, Side::Open)) if !values.iter().any(|value| value.has(at)) => {
                let to = reach(tokens, end, REACH, borders);
                found.push(Denial {
                    cue: at..end,
                    scope: end..to,
                    by: Cue::Doubt,
                });
                end
            }
            Some((end, Side::Before))
                if tokens.get(end).is_some_and(|next| next.form == key("that")) =>
            {
                let to = reach(tokens, end + 1, FAR, |token| ends_sentence(token, text));
                found.push(Denial {
                    cue: at..end + 1,
                    scope: end + 1..to,
                    by: Cue::Phrase,
                });
                end + 1
            }
            Some((end, Side::Before)) => {
                let sentence = tokens[..at]
                    .iter()
                    .rposition(|token| ends_sentence(token, text));
                let from = sentence
                    .map_or(0, |sentence| sentence + 1)
                    .max(at.saturating_sub(FAR));
                found.push(Denial {
                    cue: at..end,
                    scope: from..at,
                    by: Cue::Phrase,
                });
                end
            }
            Some((end, _)) => end,
            None if is_cue(&tokens[at], text, lang) && !is_number_sign(tokens, text, at) => {
                let to = reach(tokens, at + 1, REACH, borders);
                let back = tokens[..at]
                    .iter()
                    .rposition(borders)
                    .map_or(0, |border| border + 1);
                // German and Dutch put it at the end of what it denies.
                let from = match lang {
                    Lang::German | Lang::Dutch => back.max(at.saturating_sub(REACH)),
                    _ => at + 1,
                };
                let lifted = tokens
                    .get(to)
                    .is_some_and(|end| cues(lang).lift.contains(&end.form));
                if !lifted {
                    found.push(Denial {
                        cue: at..at + 1,
                        scope: from..to,
                        by: Cue::Word,
                    });
                }
                at + 1
            }
            None => at + 1,
        };
        at = next.max(at + 1);
    }
    found
}

/// The longest phrase that begins at token `at`: the index after it, and which way it denies.
fn phrase_at(tokens: &[Token], at: usize, lang: Lang) -> Option<(usize, Side)> {
    let phrases = cues(lang).phrases.get(&tokens[at].form)?;
    let begins = |(keys, side): &(Vec<u64>, Side)| {
        let rest = tokens[at..].iter().map(|token| token.form);
        let is_here =
            tokens.len() - at >= keys.len() && rest.take(keys.len()).eq(keys.iter().copied());
        is_here.then_some((at + keys.len(), *side))
    };
    phrases
        .iter()
        .filter_map(begins)
        .max_by_key(|(end, _)| *end)
}

/// Index of the first of at most `most` tokens from `from` on that `ends`.
fn reach(tokens: &[Token], from: usize, most: usize, ends: impl Fn(&Token) -> bool) -> usize {
    let to = (from + most).min(tokens.len());
    let end = tokens[from.min(to)..to].iter().position(ends);
    end.map_or(to, |end| from + end)
}

/// "nearly 30": an amount that is not quite reached, and no denial.
fn is_amount(tokens: &[Token], text: &str, at: usize) -> bool {
    let word = tokens.get(at).map(|token| token.span.of(text));
    word.is_some_and(|word| {
        word.starts_with(|first: char| first.is_numeric() || "$€£¥".contains(first))
    })
}

/// "No. 5", "no 5".
fn is_number_sign(tokens: &[Token], text: &str, at: usize) -> bool {
    let stop = tokens
        .get(at + 1)
        .is_some_and(|next| next.span.of(text) == ".");
    tokens[at].form == key("no") && is_amount(tokens, text, at + 1 + usize::from(stop))
}

fn ends_sentence(token: &Token, text: &str) -> bool {
    !token.is_text()
        && matches!(
            token.span.of(text),
            "." | "!" | "?" | ";" | "。" | "！" | "？"
        )
}

/// Of a script without spaces: each sentence in which something is denied.
fn whole_sentences(tokens: &[Token], text: &str) -> Vec<Denial> {
    let cues = cues(Lang::Other);
    let mut found = Vec::new();
    let mut from = 0;
    for sentence in tokens.split_inclusive(|token| ends_sentence(token, text)) {
        let all = from..from + sentence.len();
        from = all.end;
        let (Some(first), Some(last)) = (sentence.first(), sentence.last()) else {
            continue;
        };
        let mut words = first.span.join(last.span).of(text).to_owned();
        for idle in &cues.idle {
            words = words.replace(idle.as_str(), " ");
        }
        if cues.whole.iter().any(|cue| words.contains(cue.as_str())) {
            found.push(Denial {
                cue: all.end - 1..all.end,
                scope: all,
                by: Cue::Word,
            });
        }
    }
    found
}
