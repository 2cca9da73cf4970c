//! Dates: stretches of time that hold, cross or exclude one another.

use jiff::civil::Date;

use super::agreement::{Agreement, same};
use crate::text::values::dates::{DateValue, HALF_DAY, Moment, Part, Phase, Relation, Relative};

pub(super) fn dates(claim: &DateValue, source: &DateValue) -> Agreement {
    if claim.minute.is_some() || source.minute.is_some() {
        return times(claim, source);
    }
    if let Some(agreement) = relative(claim, source) {
        return agreement;
    }
    if claim.upto.is_some() || source.upto.is_some() {
        return stretches(claim, source);
    }
    let plain = points(claim, source);
    related(claim, source, plain)
}

fn times(claim: &DateValue, source: &DateValue) -> Agreement {
    let (Some(a), Some(b)) = (claim.minute, source.minute) else {
        return Agreement::Unlike;
    };
    if claim.swappable || source.swappable {
        same(a % HALF_DAY == b % HALF_DAY)
    } else {
        same(a == b)
    }
}

/// Dates that are told from the day of writing. The month of "last September" can be compared by
/// itself; "last year" only with the same words.
fn relative(claim: &DateValue, source: &DateValue) -> Option<Agreement> {
    let bare = |date: &DateValue| matches!(date.relative, Some(relative) if !matches!(relative, Relative::Named(_)));
    if !bare(claim) && !bare(source) {
        return None;
    }
    let alike = claim.relative == source.relative
        && (claim.month.is_none() || claim.month == source.month)
        && (claim.day.is_none() || claim.day == source.day);
    Some(if alike {
        Agreement::Same
    } else {
        Agreement::Unlike
    })
}

/// How one moment or named stretch bears on another, whatever lies before or after it.
fn points(claim: &DateValue, source: &DateValue) -> Agreement {
    if let Some(a) = claim.weekday
        && weekday_of(source).is_some_and(|b| a != b)
        && claim.month.is_none_or(|month| Some(month) == source.month)
        && (claim.day.is_none() || claim.day == source.day)
    {
        return Agreement::Differs;
    }
    let (Some(_), Some(_)) = (claim.year, source.year) else {
        return without_year(claim, source);
    };
    let mut best = Agreement::Differs;
    let of_source = extents(source);
    for a in extents(claim) {
        for b in of_source.clone() {
            match of_extents(a, b) {
                Agreement::Same => return Agreement::Same,
                Agreement::Less => best = Agreement::Less,
                _ => {}
            }
        }
    }
    if best == Agreement::Differs {
        let quarter =
            |date: &DateValue| matches!(date.part, Some(Part::Quarter(_) | Part::Half(_)));
        // A page's quarter may be one of a business year, which may begin in any month.
        let unlike = quarter(source) || source.month.is_none();
        if quarter(claim) != quarter(source) && claim.year == source.year && unlike {
            return Agreement::Unlike;
        }
    }
    best
}

/// The first and last day of a stretch, in days of a calendar whose months all have 31.
type Extent = (i32, i32);

fn of_extents(claim: Extent, source: Extent) -> Agreement {
    if claim.0 <= source.0 && source.1 <= claim.1 {
        Agreement::Same
    } else if source.1 < claim.0 || claim.1 < source.0 {
        Agreement::Differs
    } else {
        Agreement::Less
    }
}

const MONTH: i32 = 31;
const YEAR: i32 = 12 * MONTH;

fn day_number(year: i16, month: i8, day: i8) -> i32 {
    i32::from(year) * YEAR + (i32::from(month) - 1) * MONTH + i32::from(day) - 1
}

/// The one or two readings of a date with a year.
fn extents(date: &DateValue) -> impl Iterator<Item = Extent> + Clone {
    let (first, second) = readings(date);
    std::iter::once(first).chain(second)
}

fn readings(date: &DateValue) -> (Extent, Option<Extent>) {
    let year = date.year.unwrap_or(0);
    let months = |first: i8, count: i32| {
        let start = day_number(year, first, 1);
        (start, start + count * MONTH - 1)
    };
    let whole = match date.part {
        Some(Part::Season(12)) => {
            // Winter is in two years.
            let start = day_number(year, 12, 1);
            let early = (start - YEAR, start - YEAR + 3 * MONTH - 1);
            return ((start, start + 3 * MONTH - 1), Some(early));
        }
        Some(Part::Season(first)) => months(first, 3),
        Some(Part::Quarter(quarter)) => months(quarter * 3 - 2, 3),
        Some(Part::Half(half)) => months(half * 6 - 5, 6),
        Some(Part::Decade) => (day_number(year, 1, 1), day_number(year + 10, 1, 1) - 1),
        Some(Part::Century) => (day_number(year - 100, 1, 1), day_number(year + 1, 1, 1) - 1),
        None => match (date.month, date.day) {
            (Some(month), Some(day)) => {
                let read = day_number(year, month, day);
                let other = (date.swappable && day <= 12).then(|| day_number(year, day, month));
                return ((read, read), other.map(|other| (other, other)));
            }
            (Some(month), None) => months(month, 1),
            _ => months(1, 12),
        },
    };
    (phase(whole, date.phase), None)
}

/// Which days of a stretch "early", "mid" and "late" may mean, generously.
fn phase((first, last): Extent, phase: Option<Phase>) -> Extent {
    let part = |tenths: i32| first + (last + 1 - first) * tenths / 10;
    match phase {
        Some(Phase::Early) => (first, part(4)),
        Some(Phase::Mid) => (part(3), part(7)),
        Some(Phase::Late) => (part(6), last),
        None => (first, last),
    }
}

/// Dates of which one or both leave the year out: what both say is compared.
fn without_year(claim: &DateValue, source: &DateValue) -> Agreement {
    let fields = [
        (claim.year.map(i32::from), source.year.map(i32::from)),
        (claim.month.map(i32::from), source.month.map(i32::from)),
        (claim.day.map(i32::from), source.day.map(i32::from)),
    ];
    if claim.part != source.part {
        return match (claim.part, source.part) {
            (Some(Part::Quarter(_)), Some(Part::Quarter(_))) => Agreement::Differs,
            _ => Agreement::Unlike,
        };
    }
    match claim.part {
        // "Q2" and "the second quarter"; "H2" may be hydrogen.
        Some(Part::Quarter(_)) if claim.year.is_none() => return Agreement::Same,
        Some(_) => return Agreement::Less,
        None => {}
    }
    let differs = fields
        .iter()
        .any(|(a, b)| matches!((a, b), (Some(a), Some(b)) if a != b));
    if differs {
        let crossed = (claim.swappable || source.swappable)
            && claim.month == source.day
            && claim.day == source.month;
        return same(crossed);
    }
    // "late March" is not 2 March.
    if claim.month.is_some()
        && claim.month == source.month
        && (claim.phase.is_some() && source.day.is_some()
            || claim.day.is_some() && source.phase.is_some())
    {
        let in_one_year = |date: &DateValue| DateValue {
            year: Some(0),
            ..*date
        };
        return of_extents(
            readings(&in_one_year(claim)).0,
            readings(&in_one_year(source)).0,
        );
    }
    let shared = fields
        .iter()
        .filter(|(a, b)| a.is_some() && b.is_some())
        .count();
    if shared == 0 {
        let alone = fields.iter().all(|(a, _)| a.is_none());
        return match (claim.weekday, weekday_of(source)) {
            (Some(a), Some(b)) if alone => same(a == b),
            _ => Agreement::Unlike,
        };
    }
    let missing = fields.iter().any(|(a, b)| a.is_some() && b.is_none());
    if missing {
        Agreement::Less
    } else {
        Agreement::Same
    }
}

/// The weekday that a date says or has.
fn weekday_of(date: &DateValue) -> Option<i8> {
    let reckoned = || {
        let (year, month, day) = (date.year?, date.month?, date.day?);
        let known = !date.swappable && date.upto.is_none();
        known
            .then(|| civil(year, month, day))?
            .map(|date| date.weekday().to_monday_one_offset())
    };
    date.weekday.or_else(reckoned)
}

fn civil(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// What "before", "until" and their like make of two dates that by themselves compare as `plain`.
fn related(claim: &DateValue, source: &DateValue, plain: Agreement) -> Agreement {
    use Relation::{After, Before, By, In, Since, Until};
    let order = || match (claim.year, source.year) {
        (Some(_), Some(_)) => match (readings(claim).0, readings(source).0) {
            (a, b) if b.1 < a.0 => Some(std::cmp::Ordering::Less),
            (a, b) if a.1 < b.0 => Some(std::cmp::Ordering::Greater),
            _ => None,
        },
        _ => None,
    };
    match (claim.relation, source.relation) {
        // "before 2019" leaves open which year it was, and excludes none before.
        (In, Before | By)
            if plain == Agreement::Differs && order() == Some(std::cmp::Ordering::Greater) =>
        {
            Agreement::Less
        }
        (In, After) if plain == Agreement::Differs && order() == Some(std::cmp::Ordering::Less) => {
            Agreement::Less
        }
        (In | Until | By, In | Until | By) => {
            if plain == Agreement::Less
                && (claim.relation == Until || source.relation == Until)
                && late_only(claim, source)
            {
                Agreement::Same
            } else {
                plain
            }
        }
        (In | Since, In | Since) | (Before, Before) | (After | Since, After) => plain,
        (Before, In) => match order() {
            Some(std::cmp::Ordering::Less) => Agreement::Same,
            _ if plain == Agreement::Unlike => Agreement::Unlike,
            _ => Agreement::Differs,
        },
        (After, In) => match order() {
            Some(std::cmp::Ordering::Greater) => Agreement::Same,
            _ if plain == Agreement::Unlike => Agreement::Unlike,
            _ => Agreement::Differs,
        },
        (In, Before | After) if plain == Agreement::Same => Agreement::Differs,
        // "until 2032" is not "since 2032".
        (Since, Until) | (Until, Since) | (Before, After | Since) | (After, Before | Until)
            if plain == Agreement::Same =>
        {
            Agreement::Differs
        }
        _ if plain == Agreement::Same => Agreement::Less,
        _ => plain,
    }
}

/// Whether the two differ only in "the end of".
fn late_only(claim: &DateValue, source: &DateValue) -> bool {
    let bare = |date: &DateValue| DateValue {
        phase: None,
        relation: Relation::In,
        ..*date
    };
    let late = |date: &DateValue| matches!(date.phase, None | Some(Phase::Late));
    late(claim) && late(source) && bare(claim) == bare(source)
}

/// Stretches with two ends, and what lies in them.
fn stretches(claim: &DateValue, source: &DateValue) -> Agreement {
    let start = |date: &DateValue| DateValue {
        upto: None,
        relation: Relation::In,
        ..*date
    };
    let end = |moment: Moment, of: &DateValue| DateValue {
        year: moment.year.or(of.year),
        month: moment.month,
        day: moment.day,
        weekday: moment.weekday,
        part: of.part,
        swappable: of.swappable && moment.day.is_some_and(|day| day <= 12),
        ..DateValue::default()
    };
    match (claim.upto, source.upto) {
        (Some(a), Some(b)) => {
            let first = points(&start(claim), &start(source));
            let last = points(&end(a, claim), &end(b, source));
            worse(first, last)
        }
        (None, Some(upto)) if is_as_long(&start(source), &end(upto, source), claim) => {
            Agreement::Same
        }
        (None, Some(upto)) => {
            let relation = claim.relation;
            let claim = start(claim);
            let (first, last) = (
                points(&claim, &start(source)),
                points(&claim, &end(upto, source)),
            );
            if first == Agreement::Same || last == Agreement::Same {
                return Agreement::Same;
            }
            let inside = || {
                let first = readings(&start(source)).0.0;
                let last = readings(&end(upto, source)).0.1;
                // "November to February", of no year.
                let turns = if last < first { YEAR } else { 0 };
                let claim = readings(&claim).0;
                let is_in =
                    |shift: i32| first <= claim.0 + shift && claim.1 + shift <= last + turns;
                is_in(0) || is_in(turns)
            };
            let known = claim.year.is_some() && source.year.is_some();
            let months = |date: &DateValue| date.year.is_none() && date.month.is_some();
            let alike = known || months(&claim) && months(source) && upto.month.is_some();
            if first == Agreement::Less || last == Agreement::Less || (alike && inside()) {
                Agreement::Less
            } else if relation == Relation::In && known {
                // What happened outside of a stretch is no other end of it.
                Agreement::Unlike
            } else {
                worse(first, last)
            }
        }
        (Some(upto), None) if is_as_long(&start(claim), &end(upto, claim), source) => {
            Agreement::Same
        }
        (Some(upto), None) => {
            let source = start(source);
            let one = [
                points(&start(claim), &source),
                points(&end(upto, claim), &source),
            ];
            if one.contains(&Agreement::Same) || one.contains(&Agreement::Less) {
                Agreement::Less
            } else {
                Agreement::Unlike
            }
        }
        (None, None) => Agreement::Unlike,
    }
}

/// Whether a stretch from `first` to `last` is what a name says of itself: "July to September" of the third quarter, and "1970
/// to 1979" of the seventies.
fn is_as_long(first: &DateValue, last: &DateValue, named: &DateValue) -> bool {
    let is_year_known = first.year.is_some() == named.year.is_some();
    let (from, to) = (readings(first).0.0, readings(last).0.1);
    let (start, end) = readings(named).0;
    // A century has a hundred years and one by [`readings`].
    let slack = if named.part == Some(Part::Century) {
        YEAR
    } else {
        0
    };
    let is_near = |one: i32, other: i32| (one - other).abs() <= slack;
    named.part.is_some()
        && named.phase.is_none()
        && is_year_known
        && is_near(from, start)
        && is_near(to, end)
}

fn worse(a: Agreement, b: Agreement) -> Agreement {
    let rank = |agreement: Agreement| match agreement {
        Agreement::Same => 0,
        Agreement::Less => 1,
        Agreement::Differs => 2,
        Agreement::Unlike => 3,
    };
    if rank(a) >= rank(b) { a } else { b }
}
