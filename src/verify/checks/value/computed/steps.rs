//! What two values of a source, or all of a sentence, give together.

use super::amount::{factor, is_alike, is_share, percent, plain, with};
use crate::text::{DateValue, Meaning, Number, Value};

/// Counts below this come about by chance: most sentences with two numbers have such a difference.
pub(super) const BY_CHANCE: f64 = 10.0;

/// How far off a sum or difference may be that is said to be about so much, as a share of it; what is no larger beside another
/// amount changes nothing.
pub(super) const ABOUT: f64 = 0.02;

/// How two values were put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operation {
    Sum,
    Difference,
    /// The first as a part of the second, or so many times the second.
    Quotient,
    /// What the first grew or shrank by to the second, in per cent of the first.
    Change,
    Product,
    Mean,
}

impl Operation {
    /// "30 − 20 = 10"
    pub fn write(self, one: &str, other: &str, result: &str) -> String {
        match self {
            Self::Sum => format!("{one} + {other} = {result}"),
            Self::Difference => format!("{one} − {other} = {result}"),
            Self::Quotient => format!("{one} ÷ {other} = {result}"),
            Self::Change => format!("({other} − {one}) ÷ {one} = {result}"),
            Self::Product => format!("{one} × {other} = {result}"),
            Self::Mean => format!("({one} + {other}) ÷ 2 = {result}"),
        }
    }
}

/// A value that two of the source's give.
pub(super) struct Step {
    pub operation: Operation,
    pub meaning: Meaning,
    /// Whether it came from dividing or multiplying, so that a writer may round it.
    pub is_quotient: bool,
}

/// What `one` and `other`, in this order, give; `is_rate` where so much for each of something is looked for, `is_mean` where the
/// same of one count by another is.
pub(super) fn of(
    one: &(usize, &Value),
    other: &(usize, &Value),
    (is_rate, is_mean): (bool, bool),
    is_of_each: bool,
) -> Vec<Step> {
    let (here, there) = (&one.1.meaning, &other.1.meaning);
    if let Meaning::Date(date) = here {
        let step = match there {
            Meaning::Date(first) => years(first, date).or_else(|| minutes(first, date)),
            _ => clock(date, there),
        };
        return step.filter(|_| one.0 == other.0).into_iter().collect();
    }
    if let (Meaning::Factor(times), Some(y)) = (here, there.number())
        && !matches!(there, Meaning::Number(_))
    {
        let product = with(there, times * y.value).filter(|_| one.0 == other.0);
        return product
            .map(|meaning| Step {
                operation: Operation::Product,
                meaning,
                is_quotient: true,
            })
            .into_iter()
            .collect();
    }
    let (Some(x), Some(y)) = (here.number(), there.number()) else {
        return Vec::new();
    };
    if x.upto.is_some() || y.upto.is_some() || x.value <= 0.0 || y.value <= 0.0 {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut add = |operation, meaning: Option<Meaning>, is_quotient| {
        found.extend(meaning.map(|meaning| Step {
            operation,
            meaning,
            is_quotient,
        }));
    };
    if is_alike(here, there) && is_share(here) == is_share(there) {
        // Small counts have any relation to each other.
        let is_count = matches!(here, Meaning::Number(_)) && !is_share(here);
        let is_large = !is_count || x.value.min(y.value) >= BY_CHANCE;
        let second = y.value * factor(there) / factor(here);
        // "2 inches (50.8 mm)" is one measure twice.
        let is_again = (x.value - second).abs() <= second * ABOUT
            && (factor(here) / factor(there) - 1.0).abs() > 1e-9;
        // What is so small beside the other changes nothing.
        let matters = x.value.min(second) > x.value.max(second) * ABOUT;
        let sum = with(here, x.value + second).filter(|_| matters && !is_again);
        add(Operation::Sum, sum, false);
        if x.value > second {
            let left = x.value - second;
            add(Operation::Difference, with(here, left), false);
            if is_share(here) {
                add(Operation::Difference, Some(percent(left, true)), false);
            }
            let times = Some(Meaning::Factor(plain(x.value / second)));
            add(Operation::Quotient, times.filter(|_| is_large), true);
        } else if !is_share(here) {
            let part = percent(100.0 * x.value / second, false);
            add(Operation::Quotient, Some(part), true);
        }
        // "Five volunteers planted 240 trees"
        if is_count && is_mean && x.value > y.value && y.value > 1.0 {
            add(Operation::Quotient, with(here, x.value / y.value), true);
        }
        if is_count && is_of_each && one.0 == other.0 && x.value.min(y.value) > 1.0 {
            add(Operation::Product, with(there, x.value * y.value), true);
        }
        let change = 100.0 * (second - x.value).abs() / x.value;
        let change = Some(percent(change, false)).filter(|_| is_large && !is_share(here));
        add(Operation::Change, change, true);
    } else if is_share(here) && !is_share(there) && one.0 == other.0 {
        let part = if matches!(here, Meaning::Percent { .. }) {
            x.value / 100.0
        } else {
            x.value
        };
        add(Operation::Product, with(there, part * y.value), true);
    } else if is_of_each
        && matches!(here, Meaning::Number(_))
        && matches!(there, Meaning::Quantity { .. } | Meaning::Money { .. })
        && x.value.fract() == 0.0
        && x.value > 1.0
        && one.0 == other.0
    {
        // "36 cans of 300 metres each"
        add(Operation::Product, with(there, x.value * y.value), true);
    } else if y.value > 1.0 && !is_share(here) && !is_alike(here, there) {
        let counts = matches!(there, Meaning::Number(_));
        let measures = is_rate && matches!(there, Meaning::Quantity { .. });
        if counts || measures {
            add(Operation::Quotient, with(here, x.value / y.value), true);
        }
    }
    found
}

/// The years from one date to a later one.
fn years(first: &DateValue, last: &DateValue) -> Option<Step> {
    let is_plain = |date: &DateValue| date.part.is_none() && date.relative.is_none();
    let (from, to) = (first.year?, last.year?);
    if !is_plain(first) || !is_plain(last) || first.upto.is_some() || last.upto.is_some() {
        return None;
    }
    // What a year is not full of does not count.
    let early = match (first.month, last.month) {
        (Some(first_month), Some(last_month)) => (last_month, last.day) < (first_month, first.day),
        _ => false,
    };
    let between = f64::from(to - from - i16::from(early));
    (between > 0.0).then(|| Step {
        operation: Operation::Difference,
        meaning: Meaning::Quantity {
            number: Number::exact(between),
            factor: 12.0,
            dimension: "month",
        },
        is_quotient: false,
    })
}

/// The time from one time of day to a later one.
fn minutes(first: &DateValue, last: &DateValue) -> Option<Step> {
    let (from, to) = (first.minute?, last.minute?);
    (to > from).then(|| Step {
        operation: Operation::Difference,
        meaning: Meaning::Quantity {
            number: Number::exact(f64::from(to - from)),
            factor: MINUTE,
            dimension: "time",
        },
        is_quotient: false,
    })
}

/// A minute in the base unit of time, and a day in minutes.
const MINUTE: f64 = 60.0;
const DAY: i32 = 24 * 60;

/// The time of day so long after one.
fn clock(start: &DateValue, after: &Meaning) -> Option<Step> {
    let Meaning::Quantity {
        number,
        factor,
        dimension: "time",
    } = after
    else {
        return None;
    };
    let span = (number.value * factor / MINUTE).round();
    if !(1.0..f64::from(DAY)).contains(&span) {
        return None;
    }
    let minutes = (1..DAY).find(|minutes| (f64::from(*minutes) - span).abs() < 0.5)?;
    let end = (i32::from(start.minute?) + minutes) % DAY;
    let date = DateValue {
        minute: Some(i16::try_from(end).ok()?),
        swappable: start.swappable,
        ..DateValue::default()
    };
    Some(Step {
        operation: Operation::Sum,
        meaning: Meaning::Date(date),
        is_quotient: false,
    })
}

/// The years of a stretch, "2008 to 2012", with its first and last.
pub(super) fn of_stretch(meaning: &Meaning) -> Option<(i16, i16, Meaning)> {
    let Meaning::Date(date) = meaning else {
        return None;
    };
    let last = date.upto?;
    let (from, to) = (date.year?, last.year?);
    let end = DateValue {
        year: Some(to),
        month: last.month,
        day: last.day,
        ..DateValue::default()
    };
    let start = DateValue {
        upto: None,
        ..*date
    };
    Some((from, to, years(&start, &end)?.meaning))
}

/// What comes out: as the claim has it, unless only rounding makes it that.
pub(super) fn result(meaning: &Meaning, told: &str) -> String {
    match meaning {
        Meaning::Factor(times) => format!("{}", (times * 100.0).round() / 100.0),
        Meaning::Percent { number, points } => {
            let shown = (number.value * 10.0).round() / 10.0;
            format!("{shown}{}", if *points { " points" } else { "%" })
        }
        _ => told.to_owned(),
    }
}

/// Values that a sentence says one after the other, put together.
pub(super) struct Several<'a> {
    pub values: Vec<&'a Value>,
    how: How,
}

/// How several values are put together.
#[derive(Clone, Copy)]
enum How {
    Sum,
    Mean,
    /// What is left of the first without the others.
    Rest,
}

impl Several<'_> {
    /// What puts two of them together so.
    pub const fn operation(&self) -> Operation {
        match self.how {
            How::Sum => Operation::Sum,
            How::Mean => Operation::Mean,
            How::Rest => Operation::Difference,
        }
    }

    /// "(31 + 24 + 26) ÷ 3 = 27"
    pub fn write(&self, parts: &[&str], result: &str) -> String {
        let sum = parts.join(" + ");
        match self.how {
            How::Sum => format!("{sum} = {result}"),
            How::Mean => format!("({sum}) ÷ {} = {result}", parts.len()),
            How::Rest => format!("{} = {result}", parts.join(" − ")),
        }
    }
}

/// Values of a sentence that are put together: more of them may be of anything.
const FEWEST: usize = 3;
const MANY: usize = 6;

/// The sum and the mean of all values of a passage that are alike, and the first without the others, where there are three
/// or a few more.
pub(super) fn of_all<'a>(values: &[&'a Value]) -> Vec<(Several<'a>, Meaning)> {
    let mut found = Vec::new();
    let amounts: Vec<&Value> = values
        .iter()
        .copied()
        .filter(|value| {
            value
                .meaning
                .number()
                .is_some_and(|number| number.upto.is_none())
        })
        .collect();
    for (index, first) in amounts.iter().enumerate() {
        let alike = |value: &&&Value| is_alike(&value.meaning, &first.meaning);
        if amounts[..index].iter().any(|before| alike(&before)) {
            continue;
        }
        let several: Vec<&Value> = amounts.iter().filter(alike).copied().collect();
        if !(FEWEST..=MANY).contains(&several.len()) {
            continue;
        }
        let base = factor(&first.meaning);
        let of = |value: &&Value| {
            let number = value.meaning.number().map_or(0.0, |number| number.value);
            number * factor(&value.meaning) / base
        };
        let sum: f64 = several.iter().map(of).sum();
        let ways = [
            (How::Sum, sum),
            (How::Mean, sum / several.len() as f64),
            (How::Rest, 2.0 * of(first) - sum),
        ];
        for (how, result) in ways.into_iter().filter(|(_, result)| *result > 0.0) {
            let Some(mut meaning) = with(&first.meaning, result) else {
                continue;
            };
            if let Some(number) = meaning.number_mut().filter(|_| matches!(how, How::Mean)) {
                number.step = 1e-6;
            }
            let values = several.clone();
            found.push((Several { values, how }, meaning));
        }
    }
    found
}
