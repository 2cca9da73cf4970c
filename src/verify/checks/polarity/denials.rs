//! The denials of a text, and what each denies.

use super::cues::{self, Cue};
use crate::text::{Lang, Token, TokenKind, key};

/// How many tokens a denial reaches, at most.
const REACH: usize = 8;

/// How many tokens around a word a denial of it, or what amounts to one, may stand.
const BEFORE: usize = 6;
const AFTER: usize = 2;

/// How many tokens after "neither" its "nor" may stand.
const PAIRED: usize = 20;

/// Words that a denial may be about, at most.
const HEADS: usize = 3;

/// A denial in a text.
#[derive(Clone, Debug)]
pub(super) struct Denial {
    /// Index of the token that denies.
    pub at: usize,
    /// Indices of the tokens that it is about, the nearest first.
    pub heads: Vec<usize>,
}

/// A text with its denials.
pub(super) struct Denials<'t> {
    tokens: &'t [Token],
    text: &'t str,
    lang: Lang,
    pub all: Vec<Denial>,
}

impl<'t> Denials<'t> {
    /// The denials of `tokens`, those of `text`. Takes time linear in the tokens.
    pub fn new(tokens: &'t [Token], text: &'t str, lang: Lang) -> Self {
        let mut found = Self {
            tokens,
            text,
            lang,
            all: Vec::new(),
        };
        for (at, token) in tokens.iter().enumerate() {
            if found.is_prefix(at) {
                let heads = vec![at + 2];
                found.all.push(Denial { at, heads });
                continue;
            }
            let denial = match cues::cue(token, text, lang) {
                Some(Cue::Plain) if !found.is_second(at) => found.plain(at),
                Some(Cue::Verb) => found.verb(at),
                _ => None,
            };
            found.all.extend(denial);
        }
        found
    }

    /// Whether the word at `at` is denied an odd number of times.
    pub fn denies(&self, at: usize) -> bool {
        let count = self
            .all
            .iter()
            .filter(|denial| denial.heads.contains(&at))
            .count();
        count % 2 == 1
    }

    /// A denial, or what amounts to one, within reach of the word at `at`.
    pub fn near(&self, at: usize) -> Option<usize> {
        let prefix = at.checked_sub(2);
        if let Some(prefix) = prefix.filter(|prefix| self.is_prefix(*prefix)) {
            return Some(prefix);
        }
        let is_cue = |at: &usize| {
            cues::cue(&self.tokens[*at], self.text, self.lang).is_some()
                && !cues::is_idle(self.tokens, self.text, *at, self.lang)
        };
        let hard = |at: &usize| matches!(self.word(*at), ";" | "." | "。" | "?" | "!" | ":");
        let soft = |at: &usize| cues::is_border(&self.tokens[*at], self.text, self.lang);
        let free = self.lang != Lang::English;
        let (before, after) = if free {
            (REACH, REACH)
        } else {
            (BEFORE, AFTER)
        };
        (at.saturating_sub(before)..at)
            .rev()
            .take_while(|at| !(hard(at) || free && soft(at)))
            .chain((at + 1..(at + 1 + after).min(self.tokens.len())).take_while(|at| !soft(at)))
            .find(is_cue)
    }

    /// Whether the clause of the word at `at` only supposes or asks: "if it does not pass".
    pub fn is_supposed(&self, at: usize) -> bool {
        let asks = self.tokens[at..]
            .iter()
            .take(3 * REACH)
            .map(|token| token.span.of(self.text))
            .find(|word| matches!(*word, "?" | "？" | "." | "。" | "!"));
        let supposes = (at.saturating_sub(REACH)..at)
            .rev()
            .map(|at| self.word(at))
            .take_while(|word| !matches!(*word, "," | ";" | "." | ":"))
            .any(|word| {
                matches!(
                    word,
                    "if" | "If"
                        | "whether"
                        | "Whether"
                        | "unless"
                        | "Unless"
                        | "would"
                        | "wenn"
                        | "Wenn"
                        | "falls"
                        | "ob"
                        | "si"
                        | "Si"
                )
            });
        supposes || matches!(asks, Some("?" | "？"))
    }

    fn word(&self, at: usize) -> &'t str {
        self.tokens[at].span.of(self.text)
    }

    /// Whether there is a token `at`, and it is `word`.
    fn is(&self, at: usize, word: &str) -> bool {
        at < self.tokens.len() && self.word(at) == word
    }

    /// The "non" of "non-exclusive"; "non-profit" and its like are words of their own.
    fn is_prefix(&self, at: usize) -> bool {
        const OWN: [u64; 3] = [key("profit"), key("fiction"), key("stop")];
        let glued = |at: usize| self.tokens.get(at).is_some_and(Token::is_glued);
        self.lang == Lang::English
            && self.tokens[at].form == key("non")
            && glued(at + 1)
            && matches!(self.word(at + 1), "-" | "‐")
            && glued(at + 2)
            && !OWN.contains(&self.tokens[at + 2].stem)
    }

    /// The second half of one denial: "ne … pas", "no … nada", "neither … nor".
    fn is_second(&self, at: usize) -> bool {
        let firsts: &[&str] = match self.lang {
            Lang::French => &["ne", "n'"],
            Lang::Spanish => &["no"],
            Lang::Italian => &["non"],
            Lang::Portuguese => &["não"],
            Lang::English => &["neither", "nor"],
            _ => return false,
        };
        let reach = match self.lang {
            Lang::English if self.tokens[at].form == key("nor") => PAIRED,
            Lang::English => return false,
            _ => REACH,
        };
        self.all.last().is_some_and(|denial| {
            at - denial.at <= reach
                && firsts
                    .iter()
                    .any(|first| self.tokens[denial.at].form == key(first))
        })
    }

    fn plain(&self, at: usize) -> Option<Denial> {
        if cues::is_idle(self.tokens, self.text, at, self.lang)
            || self.only_limits(at)
            || self.only_delays(at)
        {
            return None;
        }
        let mut heads = match self.lang {
            Lang::Other => self.before(at),
            Lang::German | Lang::Dutch => {
                let mut heads = self.after(at);
                heads.truncate(2);
                heads.extend(self.before(at).into_iter().take(2));
                heads
            }
            _ => self.after(at),
        };
        if self.tokens[at].form == key("neither") {
            // "Neither the price nor the size changed": the verb comes last.
            if let Some(nor) = self.nor(at) {
                heads = self.after(nor);
            }
            heads.reverse();
        }
        if heads.is_empty() {
            // "and chooses not to."
            heads = self.before(at);
        }
        Some(Denial { at, heads })
    }

    /// "did not open until May" says that it did.
    fn only_delays(&self, at: usize) -> bool {
        let next = self.tokens[at + 1..].iter().take(REACH);
        next.map(|token| token.form).any(|form| {
            ["until", "till", "hasta"]
                .iter()
                .any(|word| form == key(word))
        })
    }

    /// The "nor" of the "neither" at `at`.
    fn nor(&self, at: usize) -> Option<usize> {
        let end = self.tokens.len().min(at + PAIRED);
        (at..end).find(|at| self.tokens[*at].form == key("nor"))
    }

    /// French "ne … que" says "only".
    fn only_limits(&self, at: usize) -> bool {
        if self.lang != Lang::French || !["ne", "n'"].iter().any(|w| self.tokens[at].form == key(w))
        {
            return false;
        }
        let second = self.tokens[at + 1..]
            .iter()
            .take(REACH)
            .map(|token| token.form)
            .find(|form| {
                [
                    "que", "qu'", "pas", "plus", "jamais", "rien", "personne", "aucun", "aucune",
                    "ni",
                ]
                .iter()
                .any(|word| *form == key(word))
            });
        second.is_some_and(|form| form == key("que") || form == key("qu'"))
    }

    /// "failed to sign", "denied that he had signed", "denied having signed": about a verb, never
    /// about a thing ("denied the report").
    fn verb(&self, at: usize) -> Option<Denial> {
        let next = self.tokens.get(at + 1)?;
        let word = next.span.of(self.text);
        if !(matches!(word, "to" | "that" | "having" | "being") || word.ends_with("ing")) {
            return None;
        }
        let from = if matches!(word, "to" | "that") {
            at + 1
        } else {
            at
        };
        let mut heads: Vec<usize> = (from + 1..self.tokens.len().min(from + REACH))
            .take_while(|at| {
                self.tokens[*at].is_text()
                    && !cues::is_border(&self.tokens[*at], self.text, self.lang)
            })
            .filter(|at| self.tokens[*at].is_content())
            .collect();
        heads.truncate(if word == "that" { 2 } else { 1 });
        Some(Denial { at, heads })
    }

    /// What a denial is about, after it.
    fn after(&self, at: usize) -> Vec<usize> {
        let mut from = at + 1;
        // "were not, by their own account, towed": what is set between commas is passed over.
        if self.is(from, ",") {
            let end =
                (from + 1..self.tokens.len().min(from + REACH)).find(|at| self.word(*at) == ",");
            from = end.map_or(from, |end| end + 1);
        }
        // "never before seen"
        if self.is(at, "never") && self.is(from, "before") {
            from += 1;
        }
        let mut heads = Vec::new();
        let mut bridges = Vec::new();
        for at in from..self.tokens.len().min(from + REACH) {
            let token = &self.tokens[at];
            if cues::is_border(token, self.text, self.lang) {
                // A relative clause may follow the word that is denied, never stand before it.
                break;
            }
            if !token.is_content() || cues::cue(token, self.text, self.lang) == Some(Cue::Plain) {
                continue;
            }
            if heads.is_empty() && cues::is_bridge(token, self.text, self.lang) {
                bridges.push(at);
                continue;
            }
            heads.push(at);
            if heads.len() == HEADS {
                break;
            }
        }
        if heads.is_empty() { bridges } else { heads }
    }

    /// What a denial is about, before it.
    fn before(&self, at: usize) -> Vec<usize> {
        (at.saturating_sub(REACH)..at)
            .rev()
            .take_while(|at| !cues::is_border(&self.tokens[*at], self.text, self.lang))
            .filter(|at| {
                let token = &self.tokens[*at];
                token.is_content()
                    && (self.lang != Lang::Other || is_more_than_kana(self.word(*at)))
            })
            .filter(|at| self.tokens[*at].kind == TokenKind::Word)
            .take(2)
            .collect()
    }
}

/// Whether a Japanese word has more than hiragana, in which its grammar is written.
fn is_more_than_kana(word: &str) -> bool {
    word.chars().any(|c| !matches!(c, '\u{3040}'..='\u{309F}'))
}
