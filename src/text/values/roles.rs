//! Which end of a change or a stretch a value is: what it began with, what it came to, or how far it went.

use super::{End, Meaning, Reader, Value};
use crate::text::Lang;

/// How far from the value that something began with the one stands that it came to, in tokens.
const APART: usize = 14;

/// How a language says where something came from and what it came to.
struct Words {
    from: &'static [&'static str],
    to: &'static [&'static str],
    by: &'static [&'static str],
    /// Whether the words for "from" and for "to" say so by themselves, and not only as a pair.
    from_alone: bool,
    to_alone: bool,
}

const fn words(lang: Lang) -> Words {
    match lang {
        Lang::German => Words {
            from: &["von", "vom", "ab"],
            to: &["auf", "bis", "zu"],
            by: &["um"],
            from_alone: false,
            to_alone: false,
        },
        Lang::French => Words {
            from: &["de", "du", "d’", "d'"],
            to: &["à", "au"],
            by: &[],
            from_alone: false,
            to_alone: false,
        },
        Lang::Spanish => Words {
            from: &["de", "desde", "del"],
            to: &["a", "al", "hasta"],
            by: &[],
            from_alone: false,
            to_alone: false,
        },
        Lang::Other => Words {
            from: &["から", "从"],
            to: &["に", "へ", "まで", "到", "至"],
            by: &[],
            from_alone: false,
            to_alone: false,
        },
        _ => Words {
            from: &["from"],
            to: &["to"],
            by: &["by"],
            from_alone: true,
            to_alone: true,
        },
    }
}

/// The words that stand before where something came from, and before where it came to.
pub(crate) const fn end_words(lang: Lang) -> (&'static [&'static str], &'static [&'static str]) {
    let words = words(lang);
    (words.from, words.to)
}

impl Reader<'_> {
    /// Gives each of the text's values its end.
    pub(super) fn give_ends(&self, values: &mut [Value]) {
        let words = words(self.lang);
        for index in 0..values.len() {
            if has_both(&values[index].meaning) {
                continue;
            }
            let from = self.is_told(&values[index], words.from);
            let and = index > 0
                && values[index - 1].end_of == End::From
                && alike(&values[index - 1], &values[index])
                && self.joins(&values[index - 1], &values[index]);
            if from || and {
                values[index].end_of = End::From;
            }
        }
        for index in 0..values.len() {
            if values[index].end_of != End::Whole
                || has_both(&values[index].meaning)
                || !self.is_told(&values[index], words.to)
            {
                continue;
            }
            let first = values[index].first;
            let near =
                |value: &Value| value.end_of == End::From && first.abs_diff(value.first) <= APART;
            let paired = values
                .iter()
                .any(|value| near(value) && alike(value, &values[index]));
            let moves = words.to_alone && !matches!(values[index].meaning, Meaning::Ordinal(_));
            if paired || moves {
                values[index].end_of = End::To;
            }
        }
        for value in values.iter_mut() {
            // "By 2030" is a time, and "by 9 o'clock".
            let goes = matches!(
                value.meaning,
                Meaning::Number(_)
                    | Meaning::Percent { .. }
                    | Meaning::Money { .. }
                    | Meaning::Quantity { .. }
            );
            if value.end_of == End::Whole && goes && self.is_told(value, words.by) {
                value.end_of = End::By;
            }
        }
        if !words.from_alone {
            // "von 30 Euro" by itself says how much something costs.
            let ends: Vec<(usize, Meaning)> = values
                .iter()
                .filter(|value| value.end_of == End::To)
                .map(|value| (value.first, value.meaning.clone()))
                .collect();
            for value in values.iter_mut().filter(|value| value.end_of == End::From) {
                let paired = ends
                    .iter()
                    .any(|(first, _)| first.abs_diff(value.first) <= APART);
                if !paired {
                    value.end_of = End::Whole;
                }
            }
        }
    }

    /// Whether one of the words stands right before the value, or right after it in East Asian writing.
    fn is_told(&self, value: &Value, words: &[&str]) -> bool {
        if self.lang == Lang::Other {
            return words.contains(&self.word(value.end));
        }
        let is_one = |at: usize| words.contains(&&*self.lower(at));
        // The words that widen it may stand between: "from about 30".
        let before = |at: usize| at.checked_sub(1).is_some_and(is_one);
        before(value.first) && is_own(value)
            || before(value.lead)
            || value.lead < value.first && is_one(value.lead)
    }

    /// Whether nothing but "and" or a comma stands between two values.
    fn joins(&self, one: &Value, other: &Value) -> bool {
        let mut between = one.end..other.lead;
        (1..=2).contains(&between.len())
            && between.all(|at| self.is_and(at) || matches!(self.word(at), "," | "or"))
    }
}

/// Whether the word right before a value is not a part of what widens it: "up to 30" is one phrase.
const fn is_own(value: &Value) -> bool {
    value.lead == value.first || matches!(value.meaning, Meaning::Date(_))
}

/// Whether a value has both its ends itself: "from 2010 to 2015".
const fn has_both(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Date(date) => date.upto.is_some(),
        Meaning::Number(number)
        | Meaning::Percent { number, .. }
        | Meaning::Money { number, .. }
        | Meaning::Quantity { number, .. } => number.upto.is_some(),
        _ => false,
    }
}

/// Whether two values may be the ends of one change: they are of one kind.
fn alike(one: &Value, other: &Value) -> bool {
    std::mem::discriminant(&one.meaning) == std::mem::discriminant(&other.meaning)
        || matches!(
            (&one.meaning, &other.meaning),
            (Meaning::Number(_), _) | (_, Meaning::Number(_))
        )
}
