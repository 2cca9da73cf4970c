//! A claim that says what it has computed, "rose by 12", where the source's two values give another number.

use super::amount::{factor, is_alike, is_share, percent, plain, with};
use super::asked::changes;
use super::calendar::year_behind;
use crate::text::{Agreement, Course, End, Meaning, Number, Value, compare};
use crate::verify::checks::context::Context;

/// Share of the rest of the claim that a passage must bear out for its two values to be those of the claim: where they are
/// a change, and where one is a part of the other, as many are.
const CHANGE_SUBJECT: f64 = 0.5;
const SHARE_SUBJECT: f64 = 0.65;

/// How far from the factor that the claim says the source's may be: "doubled" is said of a little less or more.
const LOOSE: f64 = 0.2;

/// How far from what comes out the claim's value may be, as a share of it, where the source's two may be rounded themselves.
const NEARLY: f64 = 0.06;

/// How the claim's value is another than the one that two of the source's give, and in which passage: "30 − 20 = 10". None
/// unless the claim's words say that it is the change from one to the other, or the share of one in the other, and the
/// source has just one such pair.
pub(in super::super) fn otherwise(context: &Context<'_>, claim: &Value) -> Option<(String, usize)> {
    let is_change = changes(context, claim);
    let subjects = context.subjects_headed(claim.first, claim.end);
    let ranked = context.matches.ranked.iter().zip(subjects);
    let least = if is_change {
        CHANGE_SUBJECT
    } else {
        SHARE_SUBJECT
    };
    let mut near = ranked.filter(|(_, subject)| *subject >= least);
    near.find_map(|(ranked, _)| {
        let passage = ranked.passage;
        let steps = if is_change {
            change(context, claim, passage)
        } else {
            share(context, claim, passage)
        };
        Some((steps?, passage))
    })
}

/// The change from the one to the other value of a passage that has just one pair of such, where the claim's is another.
fn change(context: &Context<'_>, claim: &Value, passage: usize) -> Option<String> {
    let values = context.document.values(passage);
    let text = context.document.text(passage);
    let mut pairs = values.windows(2).filter_map(|pair| {
        let [from, to] = pair else { return None };
        let ends = from.end_of == End::From && to.end_of == End::To;
        (ends && is_alike(&from.meaning, &to.meaning)).then_some((from, to))
    });
    // A value is so many times another at another time: "scored ten times" tells how often.
    let is_factor = matches!(claim.meaning, Meaning::Factor(_));
    let ends = pairs.next();
    let (from, to) = ends.or_else(|| only_two(values, is_factor))?;
    if pairs.next().is_some() {
        return None;
    }
    let (x, y) = (from.meaning.number()?, to.meaning.number()?);
    if !x.is_near() || !y.is_near() || x.value <= 0.0 || y.value <= 0.0 {
        return None;
    }
    let scale = factor(&to.meaning) / factor(&from.meaning);
    let (first, second) = (x.value, y.value * scale);
    let (from_text, to_text) = (from.span.of(text), to.span.of(text));
    if let Meaning::Factor(times) = claim.meaning {
        let came = second / first;
        let is_near = |other: f64| (other / times).ln().abs() <= LOOSE;
        let shown = (came * 100.0).round() / 100.0;
        return (!is_near(came) && !is_near(1.0 / came) && claim.lead == claim.first)
            .then(|| format!("{to_text} ÷ {from_text} = {shown}"));
    }
    let apart = (second - first).abs();
    let is_part = is_share(&from.meaning);
    let results = [
        with(&from.meaning, apart),
        is_part.then(|| percent(apart, true)),
        (!is_part).then(|| percent(100.0 * apart / first, false)),
        // Which of the two is the first may be read the other way, where no words tell.
        (!is_part && ends.is_none()).then(|| percent(100.0 * apart / second, false)),
    ];
    let [difference, points, grown, _] = &results;
    let told = match &claim.meaning {
        Meaning::Percent { points: told, .. } if *told || is_part => points.clone()?,
        Meaning::Percent { .. } => grown.clone()?,
        meaning if is_share(meaning) => grown.clone()?,
        _ => difference.clone()?,
    };
    let differs = results.iter().flatten().all(|result| {
        matches!(
            agreement(claim, result),
            Agreement::Differs | Agreement::Unlike
        )
    });
    if !differs || agreement(claim, &told) != Agreement::Differs {
        return None;
    }
    let (greater, lesser) = if second > first {
        (to_text, from_text)
    } else {
        (from_text, to_text)
    };
    let shown = plain(told.number()?.value);
    let shown = (shown * 10.0).round() / 10.0;
    Some(match told {
        Meaning::Percent { points: false, .. } => {
            format!("({greater} − {lesser}) ÷ {from_text} = {shown}%")
        }
        Meaning::Percent { .. } => format!("{greater} − {lesser} = {shown} points"),
        _ => {
            let result = like(claim.span.of(&context.query.text), shown);
            format!("{greater} − {lesser} = {result}")
        }
    })
}

/// The two amounts of a passage that has just two of their sort, in order, where each has a date of its own or, unless they
/// are ends of a change, they are a part and its whole.
fn only_two(values: &[Value], is_change: bool) -> Option<(&Value, &Value)> {
    let is_date = |value: &&Value| matches!(value.meaning, Meaning::Date(_));
    let dates = values.iter().filter(is_date).count();
    let amounts: Vec<&Value> = values
        .iter()
        .filter(|value| value.meaning.number().is_some())
        .collect();
    let [first, second] = amounts[..] else {
        return None;
    };
    let is_in_order = |one: &Value, other: &Value| {
        let year = |at: &Value| year_behind(values, at.end);
        other.end_of != End::From && year(one) <= year(other)
    };
    (dates > 1 || dates == 0 && !is_change).then_some(())?;
    is_alike(&first.meaning, &second.meaning).then(|| {
        if is_in_order(first, second) {
            (first, second)
        } else {
            (second, first)
        }
    })
}

/// `number` with the currency or unit of the claim's value, unless that counts in millions.
fn like(told: &str, number: f64) -> String {
    let is_digit = |c: char| c.is_ascii_digit();
    let (first, last) = (told.find(is_digit), told.rfind(is_digit));
    let has_scale = told.chars().filter(|c| c.is_alphabetic()).count() > LONGEST_UNIT;
    match (first, last) {
        (Some(first), Some(last)) if !has_scale => {
            format!("{}{number}{}", &told[..first], &told[last + 1..])
        }
        _ => number.to_string(),
    }
}

/// Letters of a short name of a unit or currency.
const LONGEST_UNIT: usize = 3;

/// How far off a share may be that a claim rounds, in percentage points.
const ROUNDED: f64 = 1.0;

/// Words between a part and its whole.
const OF: [&str; 6] = ["of", "der", "des", "von", "de", "del"];

/// Tokens between the two numbers of "9 of its 36 employees".
const APART: usize = 3;

/// The share of "9 of its 36 employees" where the claim says that it is another share of the employees.
fn share(context: &Context<'_>, claim: &Value, passage: usize) -> Option<String> {
    let query = context.query;
    let word = |at: usize| query.tokens.get(at).map(|token| token.span.of(&query.text));
    let wanted = match &claim.meaning {
        Meaning::Percent {
            number,
            points: false,
        } if number.is_near() => number.value,
        Meaning::Number(number) if is_share(&claim.meaning) && number.is_near() => {
            100.0 * number.value
        }
        _ => return None,
    };
    if !word(claim.end).is_some_and(|of| OF.contains(&of)) {
        return None;
    }
    let (tokens, text) = (
        context.document.tokens(passage),
        context.document.text(passage),
    );
    let values = context.document.values(passage);
    if values.iter().any(|value| is_share(&value.meaning)) {
        return None;
    }
    let mut pairs = values.windows(2).filter_map(|pair| {
        let [part, whole] = pair else { return None };
        let between = part.end..whole.lead;
        let of = between.len() <= APART
            && between
                .clone()
                .any(|at| OF.contains(&tokens[at].span.of(text)));
        let counts = matches!(
            (&part.meaning, &whole.meaning),
            (Meaning::Number(_), Meaning::Number(_))
        );
        // What it is a part of is what the claim's is a part of.
        let counted = (whole.end..tokens.len()).find(|at| tokens[*at].is_content())?;
        let in_claim = query.tokens[claim.end..]
            .iter()
            .any(|token| token.is_content() && token.stem == tokens[counted].stem);
        (of && counts && in_claim && counted <= whole.end + 1).then_some((part, whole))
    });
    let (part, whole) = pairs.next()?;
    if pairs.next().is_some() {
        return None;
    }
    let (x, y) = (part.meaning.number()?, whole.meaning.number()?);
    if !x.is_near() || !y.is_near() || x.value >= y.value {
        return None;
    }
    let came = 100.0 * x.value / y.value;
    let off = |came: f64| (came - wanted).abs() > ROUNDED.max(wanted * 0.05);
    (off(came) && off(100.0 - came)).then(|| {
        let shown = (came * 10.0).round() / 10.0;
        format!(
            "{} ÷ {} = {shown}%",
            part.span.of(text),
            whole.span.of(text)
        )
    })
}

/// How what came out bears on the claim's value, of which the last digit may be rounded.
fn agreement(claim: &Value, result: &Meaning) -> Agreement {
    let mut rounded = claim.clone();
    if let Some(number) = rounded.meaning.number_mut() {
        number.rounded = true;
        number.course = Course::default();
    }
    let made = Value {
        meaning: result.clone(),
        end_of: End::Whole,
        left_out: None,
        ..claim.clone()
    };
    let is_near = |claimed: &Number, came: &Number| {
        let apart = (claimed.value.abs() - came.value).abs();
        apart <= claimed.value.abs() * NEARLY
    };
    match compare(&rounded, &made) {
        Agreement::Differs => match (claim.meaning.number(), result.number()) {
            (Some(claimed), Some(came)) if is_near(claimed, came) => Agreement::Same,
            _ => Agreement::Differs,
        },
        other => other,
    }
}
