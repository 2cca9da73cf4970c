//! Numbers, dates, money, percentages and measures: the same value, in the same role.

use super::context::{Context, check};
use super::date;
use crate::text::{Agreement, Meaning, Value, compare};
use crate::verify::outcome::{Check, Found, Kind, Status};

/// How much of a value's surroundings must stand around another value, how much of the rest of the
/// claim its passage must bear out, and how close that must bring it in all, for the two to be
/// values of the same thing. Chosen on the development data, where they call 2 of 115 supported
/// claims different and notice 9 of 59 changed years.
const SAME_ROLE: f64 = 0.35;
const SAME_SUBJECT: f64 = 0.5;
const CLOSE: f64 = 0.4;

/// How much closer to the claim another value must stand for an equal one not to count.
const CLOSER: f64 = 0.1;

/// A value of a source that was compared.
pub(super) struct Compared {
    pub agreement: Agreement,
    /// How far it stands in the same surroundings, 0..1.
    role: f64,
    /// How much of the rest of the claim its passage bears out, 0..1.
    subject: f64,
    /// How many of the claim's neighbouring words are neighbours in its passage, 0..1.
    together: f64,
    pub passage: usize,
    pub value: Value,
}

impl Compared {
    /// How close to the claim's value it stands, 0..1.
    fn closeness(&self) -> f64 {
        (self.role + self.subject + self.together) / 3.0
    }

    /// Whether it can only be meant as the value of what the claim speaks of.
    fn is_of_the_same(&self, claim: &Value) -> bool {
        self.role >= SAME_ROLE
            && self.subject >= SAME_SUBJECT
            && self.closeness() >= CLOSE
            && date::is_as_exact(claim, &self.value)
    }

    fn place(&self, context: &Context<'_>) -> (usize, Found) {
        (
            self.passage,
            context.in_source(self.passage, self.value.span),
        )
    }
}

pub(super) fn checks(context: &Context<'_>) -> Vec<Check> {
    let values = &context.query.values;
    values
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
    let made = |status: Status, other: &Compared| Check {
        closeness: other.closeness(),
        ..check(kind, status, found.clone(), Some(other.place(context)))
    };
    let rival = best(Agreement::Differs).filter(|rival| rival.is_of_the_same(claim));
    if let Some(same) = best(Agreement::Same) {
        // An equal value elsewhere on the page is another thing's when the passage that speaks of
        // this one has a different value in its place.
        let elsewhere = rival.is_some_and(|rival| {
            rival.passage != same.passage && rival.closeness() > same.closeness() + CLOSER
        });
        if !elsewhere {
            return made(Status::Match, same);
        }
    }
    let less = best(Agreement::Less);
    if let Some(note) = date::completed(context, claim, &compared) {
        let parts = less.map_or_else(
            || check(kind, Status::Match, found.clone(), None),
            |less| made(Status::Match, less),
        );
        return Check {
            status: Status::Match,
            note,
            ..parts
        };
    }
    match (rival, less) {
        (Some(rival), _) => made(Status::Mismatch, rival),
        (None, Some(less)) => made(Status::Absent, less),
        (None, None) => check(kind, Status::Absent, found, None),
    }
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
    if matches!(claim.meaning, Meaning::Date(_))
        && !found.iter().any(|other| other.agreement == Agreement::Same)
    {
        found.extend(date::elsewhere(context, claim));
    }
    found
}

impl Compared {
    /// A value in a passage that shares no other word with the claim.
    pub(super) fn alone(agreement: Agreement, passage: usize, value: &Value) -> Self {
        Self {
            agreement,
            role: 0.0,
            subject: 0.0,
            together: 0.0,
            passage,
            value: value.clone(),
        }
    }
}

fn kind(meaning: &Meaning) -> Kind {
    match meaning {
        Meaning::Number(_) | Meaning::Ordinal(_) => Kind::Number,
        Meaning::Percent { .. } => Kind::Percent,
        Meaning::Money { .. } => Kind::Money,
        Meaning::Quantity { .. } => Kind::Quantity,
        Meaning::Date(_) => Kind::Date,
    }
}
