//! The words and phrases that deny, by language, and how far each reaches.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::{Lang, Token, Value, key, sections, word_key};

const LISTS: &str = include_str!("../../data/denials.txt");

/// Tokens that a denying word reaches at most, and a phrase.
const REACH: usize = 12;
const FAR: usize = 40;

/// Among how many tokens before what it shows a proof is looked for: "evidence whatsoever that".
const NEAR: usize = 3;

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
    Open(Openness),
}

/// How a text leaves something open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Openness {
    /// It may be so, or would be so: "may", "would have".
    Doubt,
    /// It is asked about, or is the condition of something else: "if".
    Condition,
    /// It is still to come: "plans to".
    Plan,
    /// Others say so: "allegedly".
    Hearsay,
}

/// By what something is denied, or left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// A word: "not", "nobody".
    Word,
    /// A phrase: "failed to", "is a myth".
    Phrase,
    /// A want of proof: "no evidence that".
    Proof,
    /// Words that say that it is open.
    Open(Openness),
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
    /// Words for what would show that something is so: who has none of it takes back what it would show.
    proof: FxHashSet<u64>,
    /// Words that begin what a proof shows.
    content: FxHashSet<u64>,
    /// Words that begin a second statement of a clause.
    join: FxHashSet<u64>,
    /// Of a script without spaces, as written: those that deny, and those in which they deny nothing.
    whole: Vec<(String, Cue)>,
    idle: Vec<String>,
    /// Words with which a claim says itself that something is open; that it is still to come; that others say so.
    hedge: FxHashSet<u64>,
    future: FxHashSet<u64>,
    told: FxHashSet<u64>,
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
            words.map(word_key).collect()
        };
        let phrases = || words.split('|').map(str::trim);
        match section {
            "" => cues.words.extend(keys(words)),
            "proof" => cues.proof.extend(keys(words)),
            "content" => cues.content.extend(keys(words)),
            "join" => cues.join.extend(keys(words)),
            "hedge" => cues.hedge.extend(keys(words)),
            "future" => cues.future.extend(keys(words)),
            "told" => cues.told.extend(keys(words)),
            "border" => cues.border.extend(keys(words)),
            "lift" => {
                cues.border.extend(keys(words));
                cues.lift.extend(keys(words));
            }
            "whole" | "phrase" | "doubt" | "condition" | "plan" | "hearsay"
                if Lang::from_tag(tag) == Lang::Other =>
            {
                let by = match section {
                    "whole" => Cue::Word,
                    "phrase" => Cue::Phrase,
                    _ => Cue::Open(openness(section)),
                };
                cues.whole.extend(phrases().map(|cue| (cue.to_owned(), by)));
            }
            "idle" if Lang::from_tag(tag) == Lang::Other => {
                cues.idle.extend(phrases().map(str::to_owned));
            }
            "phrase" | "back" | "idle" | "doubt" | "condition" | "plan" | "hearsay" => {
                let side = match section {
                    "phrase" => Side::After,
                    "back" => Side::Before,
                    "idle" => Side::Neither,
                    _ => Side::Open(openness(section)),
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

/// How the cues of a section leave open what they stand by.
fn openness(section: &str) -> Openness {
    match section {
        "condition" => Openness::Condition,
        "plan" => Openness::Plan,
        "hearsay" => Openness::Hearsay,
        _ => Openness::Doubt,
    }
}

/// Whether the word denies by itself: "nobody", "not", "didn't".
pub(super) fn is_cue(token: &Token, text: &str, lang: Lang) -> bool {
    let word = token.span.of(text);
    let ends = |ending: &str| word.len() > ending.len() && word.to_lowercase().ends_with(ending);
    cues(lang).words.contains(&token.form) || lang == Lang::English && (ends("n't") || ends("n’t"))
}

/// Whether a word of the text says that what it says is open in this way.
pub(super) fn hedges(tokens: &[Token], lang: Lang, how: Openness) -> bool {
    let cues = cues(lang);
    tokens.iter().any(|token| {
        cues.hedge.contains(&token.form)
            || how == Openness::Plan && cues.future.contains(&token.form)
            || how == Openness::Hearsay && cues.told.contains(&token.form)
    })
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
            Some((end, Side::Open(how))) if !values.iter().any(|value| value.has(at)) => {
                let to = reach(tokens, end, REACH, borders);
                let from = match lang {
                    Lang::German | Lang::Dutch => {
                        let ends =
                            |token: &Token| borders(token) || cues(lang).join.contains(&token.form);
                        begin(tokens, at, ends)
                    }
                    _ => end,
                };
                found.push(Denial {
                    cue: at..end,
                    scope: from..to,
                    by: Cue::Open(how),
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
                // German and Dutch put it at the end of what it denies.
                let from = match lang {
                    Lang::German | Lang::Dutch => begin(tokens, at, borders),
                    _ => at + 1,
                };
                if let Some(content) = content(tokens, from..to, lang) {
                    let end = reach(tokens, content, FAR, |token| ends_sentence(token, text));
                    found.push(Denial {
                        cue: at..to,
                        scope: content..end,
                        by: Cue::Proof,
                    });
                }
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

/// Where what a proof would show begins, of which there is a want in these tokens.
fn content(tokens: &[Token], denied: Range<usize>, lang: Lang) -> Option<usize> {
    let cues = cues(lang);
    let to = denied.end;
    let opens = to + usize::from(tokens.get(to).is_some_and(is_comma));
    let opens = Some(opens).filter(|at| {
        cues.content
            .contains(&tokens.get(*at).map_or(0, |token| token.form))
    })?;
    // "That" may be "that week": it must stand by the proof.
    let near = denied.start.max(to.saturating_sub(NEAR))..to;
    let shows = |token: &Token| cues.proof.contains(&token.form);
    tokens[near].iter().any(shows).then_some(opens + 1)
}

fn is_comma(token: &Token) -> bool {
    token.form == key(",")
}

/// Index of the first of the at most [`REACH`] tokens before `at` of which none `ends`.
fn begin(tokens: &[Token], at: usize, ends: impl Fn(&Token) -> bool) -> usize {
    let border = tokens[..at].iter().rposition(ends);
    border
        .map_or(0, |border| border + 1)
        .max(at.saturating_sub(REACH))
}

/// The longest phrase that begins at token `at`, a comma in it passed over ("Gerücht, dass"): the index after it, and
/// which way it denies.
fn phrase_at(tokens: &[Token], at: usize, lang: Lang) -> Option<(usize, Side)> {
    let phrases = cues(lang).phrases.get(&tokens[at].form)?;
    let begins = |(keys, side): &(Vec<u64>, Side)| {
        let mut end = at;
        for key in keys {
            end += usize::from(end > at && tokens.get(end).is_some_and(is_comma));
            end = (tokens.get(end)?.form == *key).then_some(end + 1)?;
        }
        Some((end, *side))
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

/// Of a script without spaces: each sentence in which something is denied, and each clause that such a phrase ends.
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
        let start = first.span.start;
        let words = first.span.join(last.span).of(text);
        // What takes back or leaves open goes before a word: "という証拠はない" has one.
        let phrase = cues.whole.iter().find_map(|(cue, by)| {
            let at = words.rfind(cue.as_str()).filter(|_| *by != Cue::Word)?;
            Some((at, *by))
        });
        let denies = || {
            let mut words = words.to_owned();
            for idle in &cues.idle {
                words = words.replace(idle.as_str(), " ");
            }
            let mut denying = cues.whole.iter().filter(|(_, by)| *by == Cue::Word);
            denying.any(|(cue, _)| words.contains(cue.as_str()))
        };
        let (scope, by) = match phrase {
            Some((at, by)) => {
                let to = sentence.partition_point(|token| token.span.start < start + at);
                let border = sentence[..to].iter().rposition(|token| !token.is_text());
                let from = border.map_or(0, |border| border + 1);
                (all.start + from..all.start + to, by)
            }
            None if denies() => (all.clone(), Cue::Word),
            None => continue,
        };
        found.push(Denial {
            cue: all.end - 1..all.end,
            scope,
            by,
        });
    }
    found
}
