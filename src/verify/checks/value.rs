//! Numbers, dates, money, percentages and measures: the same value, in the same role.

use jiff::civil::Date;

use super::context::{Context, check};
use crate::text::{Agreement, Meaning, Value, compare};
use crate::verify::outcome::{Check, Found, Kind, Status};

/// How much of a value's surroundings must stand around another value for the two to be in the
/// same role, and how much of the claim its passage must bear out.
const SAME_ROLE: f64 = 0.45;
const SAME_SUBJECT: f64 = 0.3;

/// A value of a source that was compared.
struct Compared {
    agreement: Agreement,
    role: f64,
    coverage: f64,
    passage: usize,
    value: Value,
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
            .max_by(|a, b| (a.role + 0.5 * a.coverage).total_cmp(&(b.role + 0.5 * b.coverage)))
    };
    let place = |other: &Compared| {
        (
            other.passage,
            context.in_source(other.passage, other.value.span),
        )
    };
    if let Some(same) = best(Agreement::Same) {
        // Small numbers stand everywhere: they need their role to be the same thing.
        let rival = best(Agreement::Differs);
        let rivalled = rival.is_some_and(|rival| {
            is_common(claim)
                && same.role < 0.2
                && rival.role > SAME_ROLE.max(same.role + 0.3)
                && rival.coverage > SAME_SUBJECT
        });
        if !rivalled {
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
    if let Some(differs) = best(Agreement::Differs)
        && differs.role >= SAME_ROLE
        && differs.coverage >= SAME_SUBJECT
    {
        return check(kind, Status::Mismatch, found, Some(place(differs)));
    }
    let less = best(Agreement::Less).map(place);
    check(kind, Status::Absent, found, less)
}

/// Every value of the candidate passages that can be compared with `claim`.
fn compared(context: &Context<'_>, claim: &Value) -> Vec<Compared> {
    let mut found = Vec::new();
    for (index, ranked) in context.matches.ranked.iter().enumerate() {
        for value in context.document.values(ranked.passage) {
            let agreement = compare(claim, value);
            if agreement == Agreement::Unlike {
                continue;
            }
            found.push(Compared {
                agreement,
                role: context.role(claim.first, claim.end, index, value.first, value.end),
                coverage: ranked.coverage,
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
                        coverage: 0.0,
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

/// Whether the value is so small a number that a page holds it by chance.
fn is_common(value: &Value) -> bool {
    match &value.meaning {
        Meaning::Number(number) => number.value.abs() <= 31.0,
        Meaning::Ordinal(rank) => *rank <= 31.0,
        _ => false,
    }
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
