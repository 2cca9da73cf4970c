//! What stands around a date: "before", "until", "early", "last".

use super::relation::BEFORE;
use super::{DateValue, Phase, Relation, Relative};
use crate::text::Lang;
use crate::text::values::Reader;
use crate::text::values::tables::DateWord;

/// Words that stand between a relation and its date and change nothing.
const BETWEEN: [&str; 14] = [
    "the", "der", "den", "dem", "zum", "zu", "la", "le", "el", "en", "in", "year", "jahr", "im",
];

/// Tokens of a date in figures, which belongs to no noun behind it.
const WHOLE: usize = 5;

impl Reader<'_> {
    /// How something lies to the date at tokens `at..end`, and the first token of the words that say
    /// so.
    pub(in crate::text::values) fn relation_before(
        &self,
        at: usize,
        end: usize,
    ) -> (Relation, usize) {
        let after = match self.word(end) {
            "まで" | "までに" => Some(Relation::Until),
            "から" | "以来" | "以降" => Some(Relation::Since),
            "以前" | "前" if self.is_glued(end) => Some(Relation::Before),
            _ => None,
        };
        if let Some(relation) = after {
            return (relation, at);
        }
        let mut last = at;
        while last > 0 && at - last < 2 && BETWEEN.contains(&&*self.lower(last - 1)) {
            last -= 1;
        }
        for stop in [last, at] {
            // Most words end no phrase.
            if stop == 0 || !self.tables.ends_relation(self.form(stop - 1)) {
                continue;
            }
            for length in (1..=4).rev().filter(|length| *length <= stop) {
                let phrase = (stop - length..stop)
                    .map(|index| self.lower(index))
                    .collect::<Vec<_>>()
                    .join(" ");
                if let Some((_, relation)) = BEFORE.iter().find(|(words, _)| *words == phrase) {
                    // "after Monday's loss", "after the 2012 season": it lies to what the date belongs to.
                    let belongs = matches!(relation, Relation::Before | Relation::After)
                        && !(end - at >= WHOLE
                            && self
                                .token(at)
                                .is_some_and(|first| first.kind == crate::text::TokenKind::Number))
                        && self.heads_noun(end);
                    return (
                        if belongs { Relation::In } else { *relation },
                        stop - length,
                    );
                }
            }
        }
        (Relation::In, at)
    }

    /// Whether what stands at `at` belongs to a noun before it, or is the noun that a date belongs to.
    fn heads_noun(&self, at: usize) -> bool {
        self.token(at).is_some_and(|next| match next.kind {
            crate::text::TokenKind::Word => next.is_content() && !next.is_capital(),
            crate::text::TokenKind::Number => false,
            crate::text::TokenKind::Symbol => next.span.len() > 1 && self.lower(at).ends_with('s'),
        })
    }

    /// "early 2019", "mid-May", "the end of 2032", "Ende 2019"
    pub(in crate::text::values) fn phase_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let word = self.lower(at);
        let phase = match word.as_ref() {
            "early" | "beginning" | "start" | "anfang" | "début" | "principios" | "comienzos"
            | "inicios" | "frühe" | "frühen" => Phase::Early,
            "mid" | "middle" | "mitte" | "mediados" | "mi" => Phase::Mid,
            "late" | "end" | "ende" | "fin" | "finales" | "fines" | "späte" | "späten" => {
                Phase::Late
            }
            _ => return None,
        };
        let mut next = at + 1;
        if matches!(self.word(next), "-" | "–") {
            next += 1;
        }
        while next < at + 4
            && matches!(
                &*self.lower(next),
                "of" | "in"
                    | "the"
                    | "de"
                    | "der"
                    | "des"
                    | "los"
                    | "las"
                    | "les"
                    | "année"
                    | "années"
                    | "años"
                    | "year"
            )
        {
            next += 1;
        }
        let (date, end) = self
            .month_at(next)
            .filter(|(date, _)| date.day.is_none())
            .or_else(|| self.century_at(next))
            .or_else(|| self.named_decade_at(next))
            .or_else(|| self.year_at(next))?;
        Some((
            DateValue {
                phase: Some(phase),
                ..date
            },
            end,
        ))
    }

    /// "last September", "next Tuesday", "last year", "yesterday", "昨年"
    pub(in crate::text::values) fn relative_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let only = |relative: Relative, end: usize| {
            let date = DateValue {
                relative: Some(relative),
                ..DateValue::default()
            };
            Some((date, end))
        };
        let word = self.lower(at);
        match word.as_ref() {
            "yesterday" | "gestern" | "hier" | "ayer" | "昨日"
                if self.lang != Lang::German || word != "hier" =>
            {
                return only(Relative::Day(-1), at + 1);
            }
            "tomorrow" | "demain" | "明日" => return only(Relative::Day(1), at + 1),
            "昨年" | "去年" => return Some(self.east_asian_relative(-1, at)),
            "今年" | "本年" => return Some(self.east_asian_relative(0, at)),
            "来年" | "明年" => return Some(self.east_asian_relative(1, at)),
            "先月" => return only(Relative::Month(-1), at + 1),
            "今月" => return only(Relative::Month(0), at + 1),
            "来月" => return only(Relative::Month(1), at + 1),
            _ => {}
        }
        if let Some(found) = self.relative_after_noun(&word, at) {
            return Some(found);
        }
        let on = nearness(&word)?;
        match &*self.lower(at + 1) {
            "year" | "jahr" | "jahres" | "année" | "año" => only(Relative::Year(on), at + 2),
            "month" | "monat" | "monats" | "mes" => only(Relative::Month(on), at + 2),
            _ => {
                let (date, end) = self.named_time(at + 1)?;
                let relative = Some(Relative::Named(on));
                Some((DateValue { relative, ..date }, end))
            }
        }
    }

    /// "l’an dernier", "l’année prochaine", "el año pasado", "el próximo año"
    fn relative_after_noun(&self, word: &str, at: usize) -> Option<(DateValue, usize)> {
        let next = self.lower(at + 1);
        let on = |word: &str| match word {
            "dernier" | "dernière" | "passé" | "passée" | "pasado" | "pasada" => Some(-1),
            "prochain" | "prochaine" | "próximo" | "próxima" | "viene" => Some(1),
            _ => None,
        };
        let relative = match (word, next.as_ref()) {
            ("an" | "année" | "año", next) => Relative::Year(on(next)?),
            ("mois" | "mes", next) => Relative::Month(on(next)?),
            ("próximo", "año") => Relative::Year(1),
            ("pasado", "año") => Relative::Year(-1),
            _ => {
                let (date, end) = self.named_time(at)?;
                let relative = Relative::Named(on(&self.lower(end))?);
                let date = DateValue {
                    relative: Some(relative),
                    ..date
                };
                return (self.lang != Lang::English).then_some((date, end + 1));
            }
        };
        let date = DateValue {
            relative: Some(relative),
            ..DateValue::default()
        };
        Some((date, at + 2))
    }

    /// "昨年9月"
    fn east_asian_relative(&self, on: i8, at: usize) -> (DateValue, usize) {
        let relative = Some(Relative::Year(on));
        let (date, end) = self
            .east_asian_at(at + 1)
            .filter(|(date, _)| date.year.is_none())
            .unwrap_or((DateValue::default(), at + 1));
        (DateValue { relative, ..date }, end)
    }

    /// "March last year", "im März letzten Jahres": `date`, of a month and no year, with the year told behind it.
    pub(in crate::text::values) fn year_told_after(
        &self,
        date: DateValue,
        end: usize,
    ) -> (DateValue, usize) {
        let alone = (date, end);
        if date.month.is_none() || date.year.is_some() || date.relative.is_some() {
            return alone;
        }
        let from = end + usize::from(self.lower(end) == "of");
        let is_year = matches!(&*self.lower(from + 1), "year" | "jahres" | "jahr");
        match nearness(&self.lower(from)).filter(|_| is_year) {
            Some(on) => {
                let relative = Some(Relative::Year(on));
                (DateValue { relative, ..date }, from + 2)
            }
            None => alone,
        }
    }

    /// A month, weekday or season by its name alone.
    fn named_time(&self, at: usize) -> Option<(DateValue, usize)> {
        let token = self.token(at)?;
        let date = match self.tables.date(self.lang, token.form)? {
            DateWord::Month(month) if token.is_capital() || self.lang != Lang::English => {
                if self.plain_year(at + 1).is_some() || self.small(at + 1, 31).is_some() {
                    return None;
                }
                DateValue {
                    month: Some(month),
                    ..DateValue::default()
                }
            }
            DateWord::Weekday(weekday) if token.is_capital() || self.lang != Lang::English => {
                DateValue {
                    weekday: Some(weekday),
                    ..DateValue::default()
                }
            }
            _ => return None,
        };
        Some((date, at + 1))
    }
}

/// How far on from now the word before a time says that it is: −1 for the last one, 0 for this one.
fn nearness(word: &str) -> Option<i8> {
    match word {
        "last" | "past" | "letzten" | "letztes" | "letzter" | "vergangenen" | "vergangenes"
        | "voriges" | "vorigen" => Some(-1),
        "this" | "dieses" | "diesen" | "diesem" | "cette" | "este" | "esta" => Some(0),
        "next" | "nächstes" | "nächsten" | "kommenden" | "kommendes" => Some(1),
        _ => None,
    }
}
