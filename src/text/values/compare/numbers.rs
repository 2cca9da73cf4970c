//! Numbers with their rounding and bounds.

use super::agreement::{Agreement, same};
use crate::text::values::DAY;
use crate::text::values::numbers::{Bound, Number};

/// Relative error that conversion between units and binary fractions may bring.
const EPSILON: f64 = 1e-9;

/// How much a number said to be about so much may be off: "about 100" for 92; and no more than its last digit tells
/// ([`slack`]).
const ABOUT: f64 = 0.1;

/// How far beyond a bound a number may be: "more than 100" for 120 is what a writer may say; 1,000
/// would be another number.
const BEYOND: f64 = 0.25;

pub(super) fn numbers(claim: &Number, source: &Number) -> Agreement {
    // "fell 3 %" is "−3 %".
    if claim.course.falls && claim.value > 0.0 && source.value < 0.0 {
        return numbers(claim, &source.times(-1.0));
    }
    if source.course.falls && source.value > 0.0 && claim.value < 0.0 {
        return numbers(&claim.times(-1.0), source);
    }
    if claim.is_size || source.is_size {
        return sizes(claim, source);
    }
    if claim.upto.is_some() || source.upto.is_some() {
        return ranges(claim, source);
    }
    let readings = |number: &Number| [Some(number.value), number.other];
    let mut best = Agreement::Differs;
    for a in readings(claim).into_iter().flatten() {
        for b in readings(source).into_iter().flatten() {
            match one(a, b, claim, source) {
                Agreement::Same => return Agreement::Same,
                Agreement::Less => best = Agreement::Less,
                _ => {}
            }
        }
    }
    best
}

/// Whether two bounds are one for what is counted whole, in `unit`s: "under 12" and "up to 11", "more than 50" and "51 or more".
pub(super) fn is_next_bound(claim: &Number, source: &Number, unit: f64) -> bool {
    use Bound::{AtLeast, AtMost, Over, Under};
    let is_whole = |number: &Number| {
        number.upto.is_none() && (number.value / unit).fract() == 0.0 && number.value >= unit
    };
    let apart = match (claim.bound, source.bound) {
        (AtMost, Under) | (Over, AtLeast) => source.value - claim.value,
        (Under, AtMost) | (AtLeast, Over) => claim.value - source.value,
        _ => return false,
    };
    is_whole(claim) && is_whole(source) && (apart - unit).abs() < EPSILON
}

/// Whether the two are the same number, whatever they are said to bound.
pub(super) fn same_number(claim: &Number, source: &Number) -> bool {
    numbers(claim, source) == Agreement::Same
}

fn one(a: f64, b: f64, claim: &Number, source: &Number) -> Agreement {
    use Bound::{About, AtLeast, AtMost, Exact, JustOver, Nearly, Over, Under};
    let apart = (a - b).abs();
    let equal = apart <= a.abs().max(b.abs()) * EPSILON;
    let size = a.abs();
    let is_near = apart <= slack(a, claim);
    let above = b > a && b <= a + size * BEYOND;
    let below = b < a && b >= a - size * ABOUT;
    // What lies far beyond a bound is within it all the same: it is rather another thing's than another value.
    let far = |within: bool, near: bool| match (near, within) {
        (true, _) => Agreement::Same,
        (false, true) => Agreement::Less,
        (false, false) => Agreement::Differs,
    };
    match (claim.bound, source.bound) {
        (Over | JustOver | AtLeast, Under | AtMost)
        | (Under | AtMost, Over | JustOver | AtLeast) => Agreement::Differs,
        (Exact | About, Under | AtMost) | (Nearly, AtMost) if equal => Agreement::Less,
        (Exact, _) => same(equal || rounds(a, b, claim, source)),
        (About, _) => same(equal || is_near),
        (Nearly, Nearly | Under) | (Over | JustOver | AtLeast, JustOver) if equal => {
            Agreement::Same
        }
        // "more than half" is not "nearly half".
        (Over | JustOver | AtLeast, Nearly) | (Nearly, Over | JustOver | AtLeast) if equal => {
            Agreement::Differs
        }
        (Nearly | JustOver | Over | Under, _) if equal && claim.bound != source.bound => {
            Agreement::Less
        }
        (Nearly, Over | JustOver | AtLeast) | (JustOver, Nearly) => Agreement::Differs,
        (JustOver, _) => same(b > a && is_near),
        (Nearly, _) => same(equal || (b < a && is_near)),
        (Over, Over) | (AtLeast, AtLeast) | (Under, Under) | (AtMost, AtMost) => same(equal),
        (Over, _) => far(b > a, above),
        (AtLeast, _) => far(b > a, equal || above),
        (Under, _) => far(b < a, below),
        (AtMost, _) => far(b < a, equal || below),
    }
}

/// How far what `number` tells may be from `value`, one of its readings, where it is said to be about so much: a tenth of it, and
/// no more than one of its last digit that is no nought, or half of five where that is a five: "about 3.9" is no 3.6, and
/// "about 25" may be 23.
fn slack(value: f64, number: &Number) -> f64 {
    let size = value.abs();
    let is_whole = |digits: f64| (digits - digits.round()).abs() < digits * EPSILON;
    let mut step = number.step;
    // "a hundred thousand" is told by thousands.
    while step < size && is_whole(size / (10.0 * step)) {
        step *= 10.0;
    }
    if is_whole(size / (5.0 * step)) {
        step *= 2.5;
    }
    let tenth = size * ABOUT;
    if number.is_share() {
        tenth
    } else {
        tenth.min(step)
    }
}

/// Rounding: 7.95 trillion told as 8 trillion, 12.34 % as 12.3 %. Only numbers that are usually
/// rounded, and only when the source's is the more exact of the two, or is itself about so much.
fn rounds(a: f64, b: f64, claim: &Number, source: &Number) -> bool {
    let apart = (a - b).abs();
    let slack = 1.0 + EPSILON;
    let size = a.abs().max(b.abs());
    (source.bound == Bound::About
        && source.rounded
        && apart <= source.step / 2.0 * slack
        && apart <= size * ABOUT)
        || (claim.rounded
            && claim.step > source.step
            && apart <= claim.step / 2.0 * slack
            && apart <= size * ABOUT)
}

/// How far beyond a size a number may be that is told by it: "hundreds" for 1,100.
const BEYOND_SIZE: f64 = 0.2;

/// "thousands" beside "hundreds", or beside 4,500.
fn sizes(claim: &Number, source: &Number) -> Agreement {
    let ends = |number: &Number| (number.value, number.upto.unwrap_or(number.value));
    let holds = |one: &Number, other: &Number| {
        let ((least, most), (low, high)) = (ends(one), ends(other));
        least * (1.0 - EPSILON) <= low && high <= most * (1.0 + BEYOND_SIZE)
    };
    let is_same_scale =
        claim.is_size && source.is_size && (claim.step - source.step).abs() < EPSILON;
    if is_same_scale || claim.is_size && holds(claim, source) {
        Agreement::Same
    } else if source.is_size && holds(source, claim) {
        Agreement::Less
    } else {
        Agreement::Differs
    }
}

fn ranges(claim: &Number, source: &Number) -> Agreement {
    let ends = |number: &Number| (number.value, number.upto.unwrap_or(number.value));
    let ((a, b), (c, d)) = (ends(claim), ends(source));
    let close = |x: f64, y: f64| (x - y).abs() <= x.abs().max(y.abs()) * EPSILON;
    // A score is no range: "3–1".
    let score = b < a || d < c;
    let single = claim.upto.is_none();
    // "1:1" is no 1.
    if single != source.upto.is_none() && close(a, b) && close(c, d) {
        return Agreement::Unlike;
    }
    // "48" of "48 ± 2".
    let is_middle = |one: &Number, of: &Number| {
        one.upto.is_none()
            && one.bound == Bound::Exact
            && of.other.is_some_and(|middle| close(middle, one.value))
    };
    if is_middle(claim, source) {
        return Agreement::Same;
    }
    if is_middle(source, claim) {
        return Agreement::Less;
    }
    // "between 90 and 95" of 92: it may be another thing's.
    let is_inside = source.upto.is_none() && !score && a < c && c < b;
    // "about 12", "up to 15" and "at least 10" for "10 to 15".
    let at_an_end = match claim.bound {
        Bound::About => c <= a && a <= d,
        Bound::AtMost => close(a, d),
        Bound::AtLeast => close(a, c),
        _ => false,
    };
    if (close(a, c) && close(b, d)) || (single && !score && at_an_end) {
        Agreement::Same
    } else if score && (single || source.upto.is_none()) {
        Agreement::Unlike
    } else if claim.upto.is_some() && source.upto.is_some() && (close(a, c) || close(b, d)) {
        Agreement::Differs
    } else if is_inside || !score && c <= a && b <= d {
        // The source's range holds the claim's.
        Agreement::Less
    } else {
        Agreement::Differs
    }
}

/// Sides of a score below this are numbers of many other things.
const OFTEN: f64 = 10.0;

/// Whether one number is a side of a score: "212 votes" of "212–180".
pub(super) fn is_side_of(one: &Number, score: &Number) -> bool {
    let is_it = |side: f64| (side - one.value).abs() < EPSILON;
    let upto = score.upto.filter(|upto| *upto < score.value);
    one.upto.is_none()
        && one.bound == Bound::Exact
        && one.value >= OFTEN
        && upto.is_some_and(|upto| is_it(score.value) || is_it(upto))
}

/// As numbers, but conversion between units brings rounding of its own: "5 miles" for "8 km", as far as the two are exact.
pub(super) fn quantities(claim: &Number, source: &Number, dimension: &str) -> Agreement {
    let plain = numbers(claim, source);
    if plain != Agreement::Differs || claim.upto.is_some() || source.upto.is_some() {
        return plain;
    }
    let converted = |factor: f64| factor.log10().fract().abs() > EPSILON;
    let apart = (claim.value - source.value).abs();
    let size = source.value.abs();
    let is_bounded = |number: &Number| matches!(number.bound, Bound::Over | Bound::Under);
    let exact = if is_bounded(claim) || is_bounded(source) {
        0.0
    } else {
        f64::midpoint(claim.step.abs(), source.step.abs()).min(size * CONVERTED)
    };
    if converted(claim.step / source.step) && apart <= exact.max(size * EXACTLY) {
        return Agreement::Same;
    }
    if dimension == "bytes" && is_binary(claim.value / source.value) {
        return Agreement::Same;
    }
    plain
}

/// How far off a converted measure may be: "8 km" for 5 miles, "100 kg" for 220 pounds; and how far however exact the two
/// are.
const CONVERTED: f64 = 0.03;
const EXACTLY: f64 = 0.002;

/// Whether so many times as many bytes are as many, where one is counted in thousands and the other by 1,024.
fn is_binary(times: f64) -> bool {
    (1..=5).any(|power| {
        let step = 1.024_f64.powi(power);
        (times / step - 1.0).abs() < EPSILON || (times * step - 1.0).abs() < EPSILON
    })
}

/// Days that a month has, and days that a year has.
const MONTH: (f64, f64) = (28.0, 31.0);
const YEAR: (f64, f64) = (360.0, 366.0);

/// How two spans of time compare of which one is counted in months and the other in days: `time` is in seconds. What is not as long may be of another thing: a page has many.
pub(super) fn spans(time: &Number, months: &Number) -> Agreement {
    let is_plain = |number: &Number| number.upto.is_none();
    let days = time.value / DAY;
    let is_as_long = |slack: f64| {
        let years = (months.value / 12.0).floor();
        let rest = months.value - years * 12.0;
        let least = years * YEAR.0 + rest * MONTH.0;
        let most = years * YEAR.1 + rest * MONTH.1;
        (least * (1.0 - slack)..=most * (1.0 + slack)).contains(&days)
    };
    let slack = match (time.bound, months.bound) {
        (Bound::About, _) => slack(time.value, time) / time.value,
        (_, Bound::About) => slack(months.value, months) / months.value,
        (Bound::Exact, Bound::Exact) => 0.0,
        _ => return Agreement::Unlike,
    };
    if is_plain(time) && is_plain(months) && is_as_long(slack) {
        Agreement::Same
    } else {
        Agreement::Unlike
    }
}
