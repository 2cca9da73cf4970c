//! Numbers where they stand: ranges of two, shares of so many, and how exactly each is meant.

use super::figures::parse_digits;
use super::number::{Bound, Number};
use crate::text::values::Reader;
use crate::text::{Lang, Token, TokenKind};

/// First words of a limit behind a number that may also begin what is said next.
const OPEN: [&str; 9] = [
    "at", "as", "au", "al", "como", "maximum", "max", "minimum", "tops",
];

/// Parts of a score are no larger than this: "112–98" is one, "2019–12" is not.
pub(super) const SCORE: f64 = 250.0;

impl Reader<'_> {
    /// The number that starts at token `at`, without range and widening, and the token after it.
    pub(in crate::text::values) fn number_at(&self, at: usize) -> Option<(Number, usize)> {
        let token = self.token(at)?;
        match token.kind {
            TokenKind::Number => self.digits_at(at),
            TokenKind::Word => match self.after_minus_word(at) {
                Some(next) => self
                    .number_at(next)
                    .map(|(number, end)| (number.times(-1.0), end)),
                None => self.several_at(at).or_else(|| self.words_at(at)),
            },
            TokenKind::Symbol => self.signed_at(at),
        }
    }

    /// The number at `at` with the other end of its range, and the token after it.
    pub(in crate::text::values) fn range_at(&self, at: usize) -> Option<(Number, usize)> {
        if let Some(every) = self.every_so_many(at) {
            return Some(every);
        }
        let number = self.number_at(at);
        let counted = number.or_else(|| self.article_at(at));
        if let Some(told) = counted.and_then(|(number, end)| self.things_in(at, &number, end)) {
            return Some(told);
        }
        let (number, end) = number?;
        Some(
            self.one_in_so_many(&number, end)
                .or_else(|| self.tolerance_from(number, end))
                .or_else(|| self.range_from(number, at, end))
                .unwrap_or((number, end)),
        )
    }

    /// "one in five", "3 out of 10": a share.
    fn one_in_so_many(&self, above: &Number, end: usize) -> Option<(Number, usize)> {
        let link = |at: usize| self.lower(at);
        let next = match link(end).as_ref() {
            "out" if link(end + 1) == "of" => end + 2,
            "in" if link(end + 1) == "every" => end + 2,
            "in" | "von" | "sur" => end + 1,
            "of" if self
                .token(end + 1)
                .is_some_and(|next| next.kind == TokenKind::Number) =>
            {
                end + 1
            }
            "de" if link(end + 1) == "cada" => end + 2,
            _ => return None,
        };
        let (below, after) = self.number_at(next)?;
        let whole = |number: &Number| number.value.fract() == 0.0 && !number.rounded;
        let share = whole(above)
            && whole(&below)
            && above.value >= 1.0
            && above.value < below.value
            && below.value <= 100.0
            // "5 in 10 minutes" is how fast.
            && self.unit_at(after).is_none()
            // "12 in 19 games" is a share as well; "won 3 in 2 hours" is none.
            && self.token(next).is_some_and(|token| token.span.len() <= 12);
        share.then(|| (Number::fraction(above.value, below.value), after))
    }

    /// "48 ± 2", "48 +/- 2", "48 plus or minus 2": from 46 to 50.
    fn tolerance_from(&self, middle: Number, end: usize) -> Option<(Number, usize)> {
        // "50 mm ± 1 mm"
        let unit = self.unit_at(end).filter(|_| self.word(end + 1) == "±");
        let end = end + usize::from(unit.is_some());
        let at = match self.word(end) {
            "±" => end + 1,
            "+" if self.word(end + 1) == "/" && matches!(self.word(end + 2), "-" | "−" | "–") => {
                end + 3
            }
            "plus" if self.is_or(end + 1) && self.is_minus_word(end + 2) => end + 3,
            _ => return None,
        };
        let (part, after) = self.digits_at(at)?;
        let number = Number {
            value: middle.value - part.value,
            upto: Some(middle.value + part.value),
            other: Some(middle.value),
            ..middle
        };
        (part.value > 0.0).then_some((number, after))
    }

    fn is_or(&self, at: usize) -> bool {
        matches!(self.word(at), "or" | "oder" | "ou" | "o")
    }

    fn range_from(&self, number: Number, at: usize, end: usize) -> Option<(Number, usize)> {
        let mark = self.word(end);
        let dash = matches!(mark, "-" | "–" | "—" | "~" | "〜" | "−" | "～");
        let colon = mark == ":" && self.is_glued(end) && self.is_glued(end + 1);
        let word = mark.to_lowercase();
        // "between $3 million and $5 million"
        let sign = at
            .checked_sub(1)
            .is_some_and(|before| self.tables.currencies.is_sign(self.form(before)));
        let lead = at.wrapping_sub(1 + usize::from(sign));
        let between = match &*self.lower(lead) {
            "between" | "zwischen" | "entre" => true,
            "of" => self.lower(lead.wrapping_sub(1)) == "range",
            _ => false,
        };
        let joins = dash
            || colon
            || matches!(word.as_str(), "to" | "bis" | "à") && !self.after_from(at)
            || (between && matches!(word.as_str(), "and" | "und" | "et" | "y" | "e" | "to"));
        if !joins {
            return None;
        }
        // "18- to 25-year-olds"
        let hanging = mark == "-" && matches!(self.word(end + 1), "to" | "bis");
        // "$10 million to $15 million": the sign may be said again.
        let next = end + 1 + usize::from(hanging);
        let next = next + usize::from(self.tables.currencies.is_sign(self.form(next)));
        if !self.starts_number(next) && !between && !word_range(self.token(next)?) {
            return None;
        }
        let (upto, after) = self.number_at(next)?;
        let plain =
            parse_digits(self.word(next), self.lang).map_or(upto.value, |plain| plain.value);
        // "10-15 million": the scale after the second holds for both.
        let from = if upto.rounded && !number.rounded && plain > 0.0 && number.value < plain * 10.0
        {
            number.times(upto.value / plain)
        } else {
            number
        };
        // "2019-20" is a season and was read before.
        let rises = upto.value > from.value && !(from.value >= 1000.0 && upto.value < 100.0);
        // "3–1", "3:1", "3 to 1"
        let score = (dash && self.is_glued(end) || colon || word == "to")
            && [from, upto]
                .iter()
                .all(|side| side.value <= SCORE && side.value.fract() == 0.0)
            && self.token(at)?.kind == TokenKind::Number;
        (rises && !colon || score).then_some((
            Number {
                upto: Some(upto.value),
                rounded: upto.rounded,
                ..from
            },
            after,
        ))
    }

    /// "rose from 10 to 15", "from $5 and $6 to $7": numbers and no range.
    pub(in crate::text::values) fn after_from(&self, at: usize) -> bool {
        const REACH: usize = 6;
        const FROM: [&str; 7] = ["from", "von", "vom", "de", "desde", "du", "des"];
        let is_link = |before: usize| {
            before + 1 == at
                || self.is_and(before)
                || self
                    .token(before)
                    .is_some_and(|token| token.kind != TokenKind::Word)
        };
        for before in (at.saturating_sub(REACH)..at).rev() {
            if FROM.contains(&&*self.lower(before)) {
                return true;
            }
            if !is_link(before) {
                return false;
            }
        }
        false
    }

    /// The first token of the words that widen the number at `first`.
    pub(in crate::text::values) fn bound_start(&self, first: usize) -> usize {
        first - self.widening_before(first).map_or(0, |found| found.1)
    }

    /// The widening before token `first`, and how many words say it. "went up to 30" is no bound.
    fn widening_before(&self, first: usize) -> Option<(Bound, usize)> {
        const MOVES: [&str; 10] = [
            "went", "goes", "go", "gone", "going", "climbed", "crept", "moved", "jumped", "shot",
        ];
        let (before, count) = self.forms(first.saturating_sub(4), first);
        let Some(found) = self.tables.widening_before(&before[..count]) else {
            return self
                .until_before(first)
                .or_else(|| self.comparative_before(first));
        };
        // "may not weigh more than 20 kg", "no puede pesar más de 20"
        let denied = match found.0 {
            Bound::Over => Some(Bound::AtMost),
            Bound::Under => Some(Bound::AtLeast),
            _ => None,
        };
        // "does not cover anyone under 18" has no other bound.
        let is_compared = found.1 > 1;
        if let Some(bound) =
            denied.filter(|_| is_compared && self.is_denied_before(first - found.1))
        {
            return Some((bound, found.1));
        }
        let moved = || {
            let before = first.checked_sub(found.1 + 1);
            before.is_some_and(|before| MOVES.contains(&&*self.lower(before)))
        };
        (found.0 != Bound::AtMost || !moved()).then_some(found)
    }

    /// "Anlagen bis 30 kW": German says a limit with the word for an end, where no beginning is told.
    fn until_before(&self, first: usize) -> Option<(Bound, usize)> {
        let until = first.checked_sub(1)?;
        let is_until = self.lang == Lang::German && self.word(until) == "bis";
        let ends = || until.checked_sub(1).and_then(|before| self.token(before));
        let is_range = || {
            ends().is_some_and(|before| before.kind != TokenKind::Word) || self.after_from(until)
        };
        (is_until && !is_range()).then_some((Bound::AtMost, 1))
    }

    /// "heavier than 25 kg", "not older than 12", "nicht länger als 3 m": the bound of a comparative, and how many words say it.
    fn comparative_before(&self, first: usize) -> Option<(Bound, usize)> {
        const LESS: [&str; 16] = [
            "lower",
            "shorter",
            "smaller",
            "lighter",
            "younger",
            "narrower",
            "cheaper",
            "slower",
            "weaker",
            "colder",
            "kürzer",
            "kleiner",
            "leichter",
            "jünger",
            "niedriger",
            "geringer",
        ];
        let than = first.checked_sub(1)?;
        let degree = than.checked_sub(1)?;
        let is_than = match self.lang {
            Lang::English => self.word(than) == "than",
            Lang::German => self.word(than) == "als",
            _ => false,
        };
        let word = self.lower(degree);
        if !is_than
            || !word.ends_with("er")
            || word.len() < 5
            || matches!(&*word, "other" | "rather")
        {
            return None;
        }
        let widening = match (LESS.contains(&&*word), self.is_denied_before(degree)) {
            (false, false) => Bound::Over,
            (false, true) => Bound::AtMost,
            (true, false) => Bound::Under,
            (true, true) => Bound::AtLeast,
        };
        Some((widening, 2))
    }

    /// Whether one of the few words before `at` denies, with no clause beginning between.
    fn is_denied_before(&self, at: usize) -> bool {
        const NOT: [&str; 7] = ["not", "no", "never", "cannot", "nicht", "kein", "keine"];
        const NEAR: usize = 3;
        let denies = |at: usize| {
            let word = self.lower(at);
            NOT.contains(&&*word) || word.ends_with("n’t") || word.ends_with("n't")
        };
        let before = (at.saturating_sub(NEAR)..at).rev();
        let mut clause = before.take_while(|at| !matches!(self.word(*at), "," | ";" | "." | ":"));
        clause.any(denies)
    }

    /// The keys of the tokens `first..end`, of which there are four at most, and how many there are.
    fn forms(&self, first: usize, end: usize) -> ([u64; 4], usize) {
        let mut forms = [0; 4];
        let tokens = &self.tokens[first..end.min(self.tokens.len())];
        for (form, token) in forms.iter_mut().zip(tokens) {
            *form = token.form;
        }
        (forms, tokens.len())
    }

    /// How exactly the number that stands at tokens `first..end` is meant.
    pub(in crate::text::values) fn bound(&self, first: usize, end: usize) -> Bound {
        let widening = self
            .widening_before(first)
            .or_else(|| self.widening_after(end));
        widening.map_or(Bound::Exact, |found| found.0)
    }

    /// The widening behind token `end`, or behind the one word there that is counted ("30 rooms or more"), and one past its
    /// last token.
    pub(in crate::text::values) fn widening_after(&self, end: usize) -> Option<(Bound, usize)> {
        let at = |end: usize| {
            let (after, count) = self.forms(end, end + 3);
            let (bound, words) = self.tables.widening_after(&after[..count])?;
            // "they sold 30 at least twice"
            let next = self.token(end + words);
            let ends = !OPEN.contains(&&*self.lower(end))
                || next.is_none_or(|next| next.kind != TokenKind::Number && !next.is_content());
            ends.then_some((bound, end + words))
        };
        let is_counted = |token: &Token| token.kind == TokenKind::Word && !token.is_stop();
        let behind = || {
            self.token(end).filter(|token| is_counted(token))?;
            // A word alone ("plus") begins something else there.
            at(end + 1).filter(|found| found.1 > end + 2)
        };
        at(end).or_else(behind)
    }
}

/// "ten to fifteen": the second end in words.
fn word_range(token: &Token) -> bool {
    token.kind == TokenKind::Word && !token.is_capital()
}
