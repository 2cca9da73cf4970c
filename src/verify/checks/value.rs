//! Numbers, dates, money, percentages and measures: the same value, in the same role.

use jiff::civil::Date;

use super::context::{Context, check};
use crate::text::{Agreement, Meaning, Value, compare};
use crate::verify::outcome::{Check, Found, Kind, Status};

/// How much of a value's surroundings must stand around another value, how much of the rest of the
/// claim its passage must bear out, and how close that must bring it in all, for the two to be
/// values of the same thing. Chosen on the development data, where they call 2 of 115 supported
/// claims different and notice 9 of 59 changed years.
const SAME_ROLE: f64 = 0.35;
const SAME_SUBJECT: f64 = 0.5;
const CLOSE: f64 = 1.2;

/// How much closer to the claim another value must stand for an equal one not to count.
const CLOSER: f64 = 0.3;

/// A value of a source that was compared.
struct Compared {
    agreement: Agreement,
    /// How far it stands in the same surroundings, 0..1.
    role: f64,
    /// How much of the rest of the claim its passage bears out, 0..1.
    subject: f64,
    /// How many of the claim's neighbouring words are neighbours in its passage, 0..1.
    together: f64,
    passage: usize,
    value: Value,
}

impl Compared {
    /// How close to the claim's value it stands, 0..3.
    fn closeness(&self) -> f64 {
        self.role + self.subject + self.together
    }

    /// Whether it can only be meant as the value of what the claim speaks of.
    fn is_of_the_same(&self, claim: &Value) -> bool {
        self.role >= SAME_ROLE
            && self.subject >= SAME_SUBJECT
            && self.closeness() >= CLOSE
            && is_as_exact(claim, &self.value)
    }
}

pub(super) fn checks(context: &Context<'_>) -> Vec<Check> {
    context
        .query
        .values
        .iter()
        .map(|value| of_value(context, value))
        .collect()
}

fn of_value(context: &Context<'_>, claim: &Value) -> Check {
    let kind = kind(&claim.meaning);
    let found = context.in_claim(claim.first, claim.end);
    let compared = compared(context, claim);
    let best = |agreement: Agreement| {
        compared
            .iter()
            .filter(|other| other.agreement == agreement)
            .max_by(|a, b| a.closeness().total_cmp(&b.closeness()))
    };
    let place = |other: &Compared| {
        (
            other.passage,
            context.in_source(other.passage, other.value.span),
        )
    };
    let rival = best(Agreement::Differs).filter(|rival| rival.is_of_the_same(claim));
    if let Some(same) = best(Agreement::Same) {
        // An equal value elsewhere on the page is another thing's when the passage that speaks of
        // this one has a different value in its place.
        let elsewhere = rival.is_some_and(|rival| {
            rival.passage != same.passage && rival.closeness() > same.closeness() + CLOSER
        });
        if !elsewhere {
            return check(kind, Status::Match, found, Some(place(same)));
        }
    }
    if let Some(date) = page_date(context, claim) {
        return check(
            kind,
            Status::Match,
            found,
            Some((
                0,
                Found {
                    text: date,
                    span: crate::text::Span::default(),
                },
            )),
        )
        .without_place();
    }
    if let Some(rival) = rival {
        return check(kind, Status::Mismatch, found, Some(place(rival)));
    }
    let less = best(Agreement::Less).map(place);
    check(kind, Status::Absent, found, less)
}

/// Every value of the candidate passages that can be compared with `claim`. A different value that
/// the claim has too, in another place, is no rival of this one.
fn compared(context: &Context<'_>, claim: &Value) -> Vec<Compared> {
    let mut found = Vec::new();
    let of_claim = |value: &Value| {
        let others = context
            .query
            .values
            .iter()
            .filter(|other| other.first != claim.first);
        others
            .into_iter()
            .any(|other| compare(other, value) == Agreement::Same)
    };
    for (index, ranked) in context.matches.ranked.iter().enumerate() {
        for value in context.document.values(ranked.passage) {
            let agreement = compare(claim, value);
            if agreement == Agreement::Unlike
                || (agreement == Agreement::Differs && of_claim(value))
            {
                continue;
            }
            found.push(Compared {
                agreement,
                role: context.role(claim.first, claim.end, index, value.first, value.end),
                subject: context.subject(claim.first, claim.end, index),
                together: ranked.together,
                passage: ranked.passage,
                value: value.clone(),
            });
        }
    }
    // An equal value elsewhere on the page, in a passage that shares no other word: a date line.
    if !found.iter().any(|other| other.agreement == Agreement::Same)
        && matches!(claim.meaning, Meaning::Date(_))
    {
        for passage in 0..context.document.len() {
            if context
                .matches
                .ranked
                .iter()
                .any(|ranked| ranked.passage == passage)
            {
                continue;
            }
            for value in context.document.values(passage) {
                if compare(claim, value) == Agreement::Same {
                    found.push(Compared {
                        agreement: Agreement::Same,
                        role: 0.0,
                        subject: 0.0,
                        together: 0.0,
                        passage,
                        value: value.clone(),
                    });
                    return found;
                }
            }
        }
    }
    found
}

/// Whether the source's value says at least as much as the claim's: a bare year beside an event is
/// not the event's day.
fn is_as_exact(claim: &Value, source: &Value) -> bool {
    match (&claim.meaning, &source.meaning) {
        (Meaning::Date(claim), Meaning::Date(source)) => {
            claim.month.is_none() || source.month.is_some() || claim.part.is_some()
        }
        _ => true,
    }
}

/// The page's date, where it bears the claim's date out.
fn page_date(context: &Context<'_>, claim: &Value) -> Option<String> {
    let Meaning::Date(wanted) = &claim.meaning else {
        return None;
    };
    let published: Date = context.document.document().published?;
    let fits = wanted.part.is_none()
        && wanted.weekday.is_none()
        && wanted.year.is_none_or(|year| year == published.year())
        && wanted.month.is_none_or(|month| month == published.month())
        && wanted.day.is_none_or(|day| day == published.day())
        && (wanted.year.is_some() || wanted.month.is_some());
    fits.then(|| published.to_string())
}

pub(super) fn kind(meaning: &Meaning) -> Kind {
    match meaning {
        Meaning::Number(_) | Meaning::Ordinal(_) => Kind::Number,
        Meaning::Percent { .. } => Kind::Percent,
        Meaning::Money { .. } => Kind::Money,
        Meaning::Quantity { .. } => Kind::Quantity,
        Meaning::Date(_) => Kind::Date,
    }
}

impl Check {
    /// The same, its value being the page's date, which stands in no passage.
    fn without_place(mut self) -> Self {
        self.at = None;
        self
    }
}
