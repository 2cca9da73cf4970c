//! Digits that name a thing: "Falcon 9", "Article 50", "room 214", "version 3.10", "stage IV".

use super::numbers::figures::parse_digits;
use super::numbers::ordinal::roman;
use super::{Meaning, Reader, Value};
use crate::text::{Lang, Token, TokenKind, key};

/// The name of what has a version and no name of its own beside it.
const VERSION: &str = "version";

/// The number of a thing that the text does not call by a name: "no. 5521".
const NUMBERED: &str = "no";

/// Short forms of kinds of things that are no words themselves, so that they need no capital letter.
const IN_SMALL: [&str; 9] = ["p", "pp", "fig", "figs", "vol", "ch", "chap", "pág", "cap"];

/// How a label's number is written, and how large it is where it is one number.
struct Written {
    /// Canonical: digits as they stand, words and Roman numerals in digits.
    form: String,
    number: f64,
    end: usize,
}

impl Reader<'_> {
    /// The number of a thing whose kind of name takes one: "room 214", "order no. 5521", "#5521", "v2.4.1". It is no
    /// amount and no year, whatever it looks like.
    pub(super) fn kind_label_at(&self, at: usize) -> Option<Value> {
        if let Some(version) = self.version_at(at) {
            return Some(version);
        }
        let name = self.naming_word_before(at)?;
        let written = self.written_at(at, true)?;
        let next = written.end;
        let measures = self.unit_after(next).is_some()
            || matches!(self.word(next), "%" | "％" | "$" | "€" | "£" | "°")
            || self.is_scale(next)
            || self.tables.currencies.is_name(self.form(next));
        // "zählte das Haus 84.000 Besucher": German writes what is counted with a capital.
        let is_sign = at.checked_sub(1).is_some_and(|sign| self.word(sign) == "§");
        let counts = self.lang == Lang::German
            && !is_sign
            && self.token(next).is_some_and(|next| {
                next.kind == TokenKind::Word && next.is_capital() && next.is_content()
            });
        (!measures && !counts).then(|| self.label(at, name, &written, true))
    }

    /// "v2.4.1", "10.0.0.12": the digits of a version or an address, which are no number.
    fn version_at(&self, at: usize) -> Option<Value> {
        let token = self.token(at)?;
        let word = self.lower(at);
        if token.kind == TokenKind::Word {
            let first = word.strip_prefix('v').filter(|rest| is_digits(rest))?;
            let dotted = self.word(at + 1) == "." && self.is_glued(at + 1) && self.is_glued(at + 2);
            let rest = dotted
                .then(|| self.word(at + 2))
                .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            let written = match rest {
                Some(rest) => Written {
                    form: format!("{first}.{rest}"),
                    number: 0.0,
                    end: at + 3,
                },
                None => Written {
                    form: first.to_owned(),
                    number: first.parse().ok()?,
                    end: at + 1,
                },
            };
            return Some(self.label(at, key(VERSION), &written, true));
        }
        // "4.x"
        let any = self.word(at + 1) == "."
            && self.is_glued(at + 1)
            && matches!(self.word(at + 2), "x" | "X");
        if token.kind == TokenKind::Number && any && self.is_glued(at + 2) && is_digits(&word) {
            let written = Written {
                form: word.into_owned(),
                number: 0.0,
                end: at + 3,
            };
            return Some(self.label(at, key(VERSION), &written, true));
        }
        (token.kind == TokenKind::Number && is_version(&word) && self.slashed_at(at).is_none())
            .then(|| {
                let name = self.naming_word_before(at).unwrap_or_else(|| key(VERSION));
                let written = Written {
                    form: word.into_owned(),
                    number: 0.0,
                    end: at + 1,
                };
                self.label(at, name, &written, true)
            })
    }

    /// The stem of the word before token `at` that says what the digits there name.
    fn naming_word_before(&self, at: usize) -> Option<u64> {
        let before = at.checked_sub(1)?;
        let hash = matches!(self.word(before), "#" | "№");
        let stop = self.word(before) == ".";
        let numbered = match before.checked_sub(usize::from(stop)) {
            _ if hash => Some(before),
            Some(no)
                if self.tables.is_number_sign(self.form(no))
                    && (stop || self.word(no).len() > 3) =>
            {
                Some(no)
            }
            _ => None,
        };
        if let Some(sign) = numbered {
            let named = sign.checked_sub(1).and_then(|named| self.token(named));
            let named = named.filter(|token| token.kind == TokenKind::Word && token.is_content());
            return Some(named.map_or(key(NUMBERED), |token| token.stem));
        }
        // "Fig. 2", "§ 12"
        let short = before.checked_sub(usize::from(stop))?;
        let is_sign = self.word(short) == "§";
        let token = self.token(short)?;
        let in_full = self.tables.named_in_short(self.lang, token.form);
        if stop || is_sign {
            // "no other app. 12 people"
            let is_short = is_sign || token.is_capital() || IN_SMALL.contains(&self.word(short));
            return in_full.filter(|_| is_short);
        }
        (token.kind == TokenKind::Word && self.tables.names_by_number(token.form))
            .then(|| in_full.unwrap_or(token.stem))
    }

    /// A label's number at `at`; in words and Roman numerals only where `any` way of writing may be meant.
    fn written_at(&self, at: usize, any: bool) -> Option<Written> {
        let token = self.token(at)?;
        let word = self.word(at);
        match token.kind {
            TokenKind::Number => {
                let number = parse_digits(word, self.lang).filter(|number| number.upto.is_none());
                let plain = word
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b'.');
                // "pages 12–15", "room 3/4" have two.
                let joined = matches!(self.word(at + 1), "-" | "–" | "/" | "°" | "×")
                    && self.is_glued(at + 1);
                let letter = self.letter_behind(at + 1);
                (plain && !joined).then(|| Written {
                    form: format!("{word}{}", letter.unwrap_or_default()),
                    number: number.map_or(0.0, |number| number.value),
                    end: at + 1 + usize::from(letter.is_some()),
                })
            }
            TokenKind::Word if any => {
                let numeral = || if word == "I" { Some(1.0) } else { roman(word) };
                let spelt = || {
                    let (number, end) = self.words_at(at)?;
                    (number.value.fract() == 0.0 && end == at + 1 && !number.rounded)
                        .then_some(number.value)
                };
                let number = numeral().or_else(spelt)?;
                Some(Written {
                    form: number.to_string(),
                    number,
                    end: at + 1,
                })
            }
            _ => None,
        }
    }

    /// The capital letter at `at` that belongs to the number before it: "Form 27A".
    fn letter_behind(&self, at: usize) -> Option<&str> {
        let is_letter =
            |word: &str| word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase());
        let goes_on = self.token(at + 1).is_some_and(Token::is_glued)
            && self.word(at + 1).starts_with(char::is_alphanumeric);
        (self.is_glued(at) && is_letter(self.word(at)) && !goes_on).then(|| self.word(at))
    }

    fn label(&self, at: usize, name: u64, written: &Written, of_kind: bool) -> Value {
        let meaning = Meaning::Label {
            number: written.number,
            // Release 5.0 is release 5.
            written: key(without_zeros(&written.form)),
            major: key(written.form.split('.').next().unwrap_or_default()),
            is_version: is_version(&written.form),
            name,
            of_kind,
        };
        self.value(at, written.end, meaning)
    }

    /// The number of a thing with a name: "Falcon 9", "Article 50", "GPT-3", "COVID-19". It counts
    /// nothing, and is compared only with the number of a thing of the same name.
    pub(super) fn label_at(&self, at: usize) -> Option<Value> {
        let token = self
            .token(at)
            .filter(|token| token.kind == TokenKind::Number)?;
        let name_at = at.checked_sub(1)?;
        let hyphened = self.word(name_at) == "-" && token.is_glued() && self.is_glued(name_at);
        let name_at = if hyphened {
            name_at.checked_sub(1)?
        } else {
            name_at
        };
        let name_at = self.capital_of(name_at);
        let name = self.token(name_at)?;
        if name.kind != TokenKind::Word || !name.is_capital() || name.is_stop() {
            return None;
        }
        let number = parse_digits(self.word(at), self.lang)?;
        // "ISO 14001"
        let plain = (number.value < 10_000.0 || name.is_upper()) && number.other.is_none();
        // "the Olympic 50K", "Tern-7B"
        let letter = self
            .letter_behind(at + 1)
            .filter(|_| !hyphened && self.tables.number(self.lang, self.form(at + 1)).is_none());
        let end = at + 1 + usize::from(letter.is_some());
        let next = self.token(end);
        let word = self.word(end);
        let glued = next.is_some_and(Token::is_glued);
        let ends = match next {
            None => true,
            Some(next) if next.kind == TokenKind::Symbol => !matches!(
                word,
                "%" | "％" | "‰" | "-" | "–" | "/" | ":" | "$" | "€" | "£" | "¥" | "°" | "×"
            ),
            Some(next) => {
                !glued
                    && next.kind == TokenKind::Word
                    && (letter.is_some() || self.names_a_thing(end))
            }
        };
        let takes = if hyphened {
            !self.is_scale(at + 1)
        } else {
            plain
                && ends
                && !self.is_time_word(name_at)
                && self.lang != Lang::German
                && !self.leaves_out_verb(name_at, at)
                && !self.heads_cell(name_at)
        };
        takes.then(|| {
            let written = Written {
                form: format!("{}{}", self.word(at), letter.unwrap_or_default()),
                number: number.value,
                end,
            };
            self.label(at, name.stem, &written, false)
        })
    }

    /// Where the name begins whose last part, behind a stop, is the word at `at`: "Node" of "Node.js".
    fn capital_of(&self, at: usize) -> usize {
        let Some(first) = at.checked_sub(2) else {
            return at;
        };
        let is_run_on = self.word(at - 1) == "." && self.is_glued(at - 1) && self.is_glued(at);
        if is_run_on { first } else { at }
    }

    /// "Oslo: Price 12, Depth 7": whether the word at `at` heads a cell of an entry.
    fn heads_cell(&self, at: usize) -> bool {
        let mut before = at.checked_sub(1);
        while let Some(mark) = before {
            match self.word(mark) {
                ":" | ";" | "|" => return true,
                "," => {
                    let is_mark =
                        |at: &usize| matches!(self.word(*at), "," | ":" | ";" | "|" | ".");
                    let cell = (0..mark).rev().find(is_mark);
                    let has_number = |from: usize| {
                        (from..mark).any(|at| self.tokens[at].kind == TokenKind::Number)
                    };
                    before = cell.filter(|cell| has_number(*cell));
                }
                _ => return false,
            }
        }
        false
    }

    /// "Oslo has 12 buses, Bergen 7": the number at `at` is what the thing whose name ends at `name_at` has, as another has its
    /// own before it.
    fn leaves_out_verb(&self, name_at: usize, at: usize) -> bool {
        const JOINTS: [&str; 9] = [",", ";", "and", "while", "et", "y", "e", "en", "mais"];
        let is_name = |at: usize| {
            let token = self.token(at);
            token.is_some_and(|token| token.kind == TokenKind::Word && token.is_capital())
        };
        let mut joint = name_at;
        while is_name(joint) {
            let Some(before) = joint.checked_sub(1) else {
                return false;
            };
            joint = before;
        }
        let ends = |at: usize| {
            let token = self.token(at);
            token.is_none_or(|token| token.kind == TokenKind::Symbol)
        };
        let is_end = |at: &usize| matches!(self.word(*at), "." | "!" | "?");
        let start = (0..joint).rev().find(is_end).map_or(0, |end| end + 1);
        // "on Android 12, Windows 11" names two things.
        let has_own = |at: usize| {
            self.tokens[at].kind == TokenKind::Number
                && at > start
                && !(is_name(at - 1)
                    && ends(at + 1)
                    && !matches!(self.word(at + 1), "%" | "€" | "$" | "£" | "°"))
        };
        JOINTS.contains(&self.word(joint)) && ends(at + 1) && (start..joint).any(has_own)
    }

    /// "Odric IV", "World War Two", "Odric the Fourth": the number behind a name, in Roman numerals or words.
    pub(super) fn numeral_label_at(&self, at: usize) -> Option<Value> {
        let is_name = |at: usize| {
            let token = self.token(at);
            token.is_some_and(|token| {
                token.kind == TokenKind::Word && token.is_capital() && !token.is_stop()
            }) && self.tables.date(self.lang, self.form(at)).is_none()
        };
        let token = self.token(at).filter(|token| token.is_capital())?;
        let before = at.checked_sub(1)?;
        let article = matches!(self.word(before), "the" | "der" | "die");
        let (name, number) = if article {
            let (rank, end) = self.ordinal_at(at)?;
            // "Hallam the First Minister"
            let ends = !self.token(end).is_some_and(Token::is_capital);
            (
                before.checked_sub(1)?,
                Some(rank).filter(|_| ends && end == at + 1),
            )
        } else {
            // "Two Jobs" counts in a heading.
            let counts = self.token(at + 1).is_some_and(Token::is_content);
            let spelt = || {
                let (number, end) = self.words_at(at)?;
                (number.value.fract() == 0.0 && end == at + 1 && !number.rounded && !counts)
                    .then_some(number.value)
            };
            let numeral = roman(self.word(at)).filter(|_| token.span.len() > 1);
            (before, numeral.or_else(spelt))
        };
        let number = number.filter(|number| is_name(name) && *number > 1.0)?;
        let written = Written {
            form: number.to_string(),
            number,
            end: at + 1,
        };
        Some(self.label(at, self.tokens[name].stem, &written, false))
    }

    /// Whether the word after a number leaves it a part of the name before it: "Falcon 9 rocket",
    /// "Windows 11 is", and not "In Chile 28 people", "Europe 40 million".
    fn names_a_thing(&self, at: usize) -> bool {
        let word = self.word(at);
        let many = word.ends_with('s') && !word.ends_with("is") && !word.ends_with("as")
            || matches!(word, "people" | "men" | "women" | "children" | "out" | "of");
        let counted = many
            || self.is_scale(at)
            || self.tables.number(self.lang, self.form(at)).is_some()
            || self.unit_after(at).is_some()
            || self.tables.currencies.is_name(self.form(at))
            || matches!(
                word,
                "percent" | "per" | "percentage" | "more" | "other" | "new" | "a"
            );
        !counted
    }

    /// "Monday", "May", "On": what stands before a number without naming a thing.
    fn is_time_word(&self, at: usize) -> bool {
        self.tables.date(self.lang, self.form(at)).is_some()
            || at == 0
            || matches!(self.word(at - 1), "." | "!" | "?")
    }
}

fn without_zeros(mut written: &str) -> &str {
    while let Some(rest) = written.strip_suffix(".0") {
        written = rest;
    }
    written
}

fn is_digits(word: &str) -> bool {
    (1..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether dotted digits are a version or an address: two stops or more, and no groups of thousands.
fn is_version(word: &str) -> bool {
    let groups: Vec<&str> = word.split('.').collect();
    let plain = groups
        .iter()
        .all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    groups.len() >= 3 && plain && !groups[1..].iter().all(|group| group.len() == 3)
}
