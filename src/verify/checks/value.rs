//! Numbers, dates, money, percentages and measures: the same value, in the same role.

use super::beside::{Beside, LITTLE_SUBJECT};
use super::context::{Context, check};
use super::date;
use super::role::{Counted, Role, Surroundings};
use crate::text::{Agreement, Bound, Meaning, Relation, Relative, Token, Value, compare};
use crate::verify::outcome::{Check, Found, Kind, Status};

/// How much of a value's surroundings must stand around another value, how much of the rest of the
/// claim its passage must bear out, and how close that must bring it in all, for the two to be
/// values of the same thing. Chosen on the development data.
const SAME_ROLE: f64 = 0.35;
const SAME_SUBJECT: f64 = 0.5;
const CLOSE: f64 = 0.4;

/// The same where more of the surroundings are shared: a pronoun may stand for the subject.
const CLOSE_ROLE: f64 = 0.45;
const CLOSE_SUBJECT: f64 = 0.4;

/// How much closer to the claim another value must stand for an equal one not to count: in another
/// passage, and, by its surroundings alone, in the same one.
const CLOSER: f64 = 0.1;
const CLOSER_BESIDE: f64 = 0.4;

/// How much of its surroundings a value must share that many things could have by chance.
const CHANCE_ROLE: f64 = 0.35;

/// The largest whole number that a page often has for several things.
const COMMON: f64 = 31.0;

/// A value of a source that was compared.
pub(super) struct Compared<'a> {
    pub agreement: Agreement,
    /// How far it stands in the same surroundings, 0..1.
    role: f64,
    /// How much of the rest of the claim its passage bears out, 0..1.
    subject: f64,
    /// How many of the claim's neighbouring words are neighbours in its passage, 0..1.
    together: f64,
    counted: Counted,
    /// Whether a word that tells what happened stands by it alone.
    has_own_word: bool,
    /// Whether only one of the two is a plain number, and counts something.
    counts_others: bool,
    pub passage: usize,
    /// The passage's index among the candidates, if it is one.
    ranked: Option<usize>,
    pub value: &'a Value,
}

impl<'a> Compared<'a> {
    /// A value in a passage that shares no other word with the claim.
    pub(super) fn alone(agreement: Agreement, passage: usize, value: &'a Value) -> Self {
        Self {
            agreement,
            role: 0.0,
            subject: 0.0,
            together: 0.0,
            counted: Counted::Near,
            has_own_word: false,
            counts_others: false,
            passage,
            ranked: None,
            value,
        }
    }

    /// How close to the claim's value it stands, 0..1.
    fn closeness(&self) -> f64 {
        (self.role + self.subject + self.together) / 3.0
    }

    /// Whether it can only be meant as the value of what the claim speaks of.
    fn is_of_the_same(&self, claim: &Value) -> bool {
        let beside = self.role >= CLOSE_ROLE && self.subject >= CLOSE_SUBJECT;
        let of_one = self.role >= SAME_ROLE && self.subject >= SAME_SUBJECT;
        ((beside && self.closeness() >= SAME_ROLE) || (of_one && self.closeness() >= CLOSE))
            && self.is_comparable(claim)
    }

    /// Whether it counts the same, and can be meant as the claim's value.
    fn is_comparable(&self, claim: &Value) -> bool {
        (!counts_things(&claim.meaning) || matches!(self.counted, Counted::Same | Counted::Near))
            && date::is_comparable(claim, self.value)
    }

    /// Whether an equal value is the claim's own, and not another thing's that happens to be equal.
    fn is_meant(&self, claim: &Value) -> bool {
        !self.counts_others
            && !(counts_things(&claim.meaning)
                && is_common(&claim.meaning)
                && (self.counted == Counted::Others
                    || (self.counted == Counted::Unknown && self.role < CHANCE_ROLE)))
    }
}

/// Whether what follows the value says what it counts.
const fn counts_things(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Number(_) | Meaning::Ordinal(_) | Meaning::Quantity { .. }
    )
}

/// Whether a page may have the value many times over for different things: small numbers and ranks.
fn is_common(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Number(number) => number.value <= COMMON && number.value.fract() == 0.0,
        Meaning::Ordinal(_) => true,
        _ => false,
    }
}

pub(super) fn checks(context: &Context<'_>) -> Vec<Check> {
    let values = &context.query.values;
    let owners = owners(context);
    let all: Vec<Check> = values
        .iter()
        .map(|value| of_value(context, value, &owners))
        .collect();
    let matches = |index: usize| all[index].status == Status::Match;
    let keeps = |index: usize| {
        // One of "$1 billion (159 billion yen)" is enough, and what "last year" is in the claim
        // only its own date could tell.
        let converted = [
            index.checked_sub(1).map(|before| (before, index)),
            Some((index, index + 1)),
        ];
        let told = converted.into_iter().flatten().any(|(first, second)| {
            second < values.len()
                && is_conversion(context, &values[first], &values[second])
                && (matches(first) || matches(second))
        });
        matches(index) || !(told || is_relative(&values[index].meaning))
    };
    let kept: Vec<bool> = (0..all.len()).map(keeps).collect();
    all.into_iter()
        .zip(kept)
        .filter_map(|(check, kept)| kept.then_some(check))
        .collect()
}

/// Whether `second` is `first` again in another currency or unit, in brackets.
fn is_conversion(context: &Context<'_>, first: &Value, second: &Value) -> bool {
    let alike = matches!(
        (&first.meaning, &second.meaning),
        (Meaning::Money { .. }, Meaning::Money { .. })
            | (Meaning::Quantity { .. }, Meaning::Quantity { .. })
    );
    let between = first.end..second.first;
    let bracket = |token: usize| {
        let span = context.query.tokens[token].span;
        matches!(span.of(&context.query.text), "(" | "（" | "[")
    };
    alike && between.len() <= 4 && between.clone().any(bracket)
}

const fn is_relative(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Date(date) if matches!(
            date.relative,
            Some(Relative::Year(_) | Relative::Month(_) | Relative::Day(_))
        )
    )
}

fn of_value(context: &Context<'_>, claim: &Value, owners: &[Vec<Owner>]) -> Check {
    let kind = kind(&claim.meaning);
    let compared = compared(context, claim, owners);
    let best = |agreement: Agreement| {
        compared
            .iter()
            .filter(|other| other.agreement == agreement)
            .max_by(|a, b| a.closeness().total_cmp(&b.closeness()))
    };
    let made = |status: Status, other: &Compared<'_>| made(context, claim, kind, status, other);
    let rival = compared
        .iter()
        .filter(|other| other.agreement == Agreement::Differs && other.is_of_the_same(claim))
        .max_by(|a, b| a.closeness().total_cmp(&b.closeness()));
    let same = compared
        .iter()
        .filter(|other| other.agreement == Agreement::Same && other.is_meant(claim))
        .max_by(|a, b| a.closeness().total_cmp(&b.closeness()));
    let tight = in_its_place(context, claim, &compared);
    if let Some(same) = same
        && tight.is_none()
        && !rival.is_some_and(|rival| displaces(rival, same))
    {
        return made(Status::Match, same);
    }
    let rival = tight.or(rival);
    let less = best(Agreement::Less);
    if let Some(note) = date::completed(context, claim, &compared) {
        let parts = less.map_or_else(
            || check(kind, Status::Match, in_claim(context, claim, false), None),
            |less| made(Status::Match, less),
        );
        return Check {
            status: Status::Match,
            note,
            ..parts
        };
    }
    match (rival, less) {
        (Some(rival), Some(less)) if less.closeness() >= rival.closeness() => {
            made(Status::Absent, less)
        }
        (Some(rival), _) => made(Status::Mismatch, rival),
        (None, Some(less)) => made(Status::Absent, less),
        (None, None) => check(kind, Status::Absent, in_claim(context, claim, false), None),
    }
}

/// A different value right beside the very words that the claim's is beside, where no equal one is.
fn in_its_place<'c, 'a>(
    context: &Context<'_>,
    claim: &Value,
    compared: &'c [Compared<'a>],
) -> Option<&'c Compared<'a>> {
    let of = |agreement: Agreement| {
        let others = compared.iter();
        others.filter(move |other| other.agreement == agreement)
    };
    let place = |other: &Compared<'_>| Some((other.ranked?, other.value.first, other.value.end));
    let mut rivals = of(Agreement::Differs)
        .filter(|other| other.subject >= LITTLE_SUBJECT && other.is_comparable(claim))
        .peekable();
    rivals.peek()?;
    let beside = Beside::new(context, claim.first, claim.end);
    let rival = rivals.find(|other| {
        place(other).is_some_and(|(ranked, from, to)| beside.is_tight(ranked, from, to))
    })?;
    let touches = |other: &Compared<'_>| {
        place(other).is_some_and(|(ranked, from, to)| beside.touches(ranked, from, to))
    };
    let mut equal = of(Agreement::Same).chain(of(Agreement::Less));
    (!equal.any(touches)).then_some(rival)
}

/// Whether an equal value is another thing's, because what the claim speaks of has a different one.
fn displaces(rival: &Compared<'_>, same: &Compared<'_>) -> bool {
    if rival.passage == same.passage {
        rival.role > same.role + CLOSER_BESIDE && !same.has_own_word
    } else {
        rival.closeness() > same.closeness() + CLOSER
    }
}

fn made(
    context: &Context<'_>,
    claim: &Value,
    kind: Kind,
    status: Status,
    other: &Compared<'_>,
) -> Check {
    // "more than 4 million" differs from "4 million" by what stands before the number.
    let with_lead =
        status != Status::Match && compare(&bare(claim), &bare(other.value)) == Agreement::Same;
    let tokens = context.document.tokens(other.passage);
    let mut span = other.value.span;
    if with_lead {
        span = tokens[other.value.lead].span.join(span);
    }
    let source = context.in_source(other.passage, span);
    Check {
        closeness: other.closeness(),
        ..check(
            kind,
            status,
            in_claim(context, claim, with_lead),
            Some((other.passage, source)),
        )
    }
}

/// The claim's value as written, with the words before it that say how it is meant where they
/// matter.
fn in_claim(context: &Context<'_>, claim: &Value, with_lead: bool) -> Found {
    let first = if with_lead { claim.lead } else { claim.first };
    context.in_claim(first, claim.end)
}

/// The value without what widens it.
fn bare(value: &Value) -> Value {
    let mut bare = value.clone();
    match &mut bare.meaning {
        Meaning::Number(number)
        | Meaning::Percent { number, .. }
        | Meaning::Money { number, .. }
        | Meaning::Quantity { number, .. } => number.bound = Bound::Exact,
        Meaning::Date(date) => date.relation = Relation::In,
        _ => {}
    }
    bare
}

/// Which values of the claim a value of a passage equals, by their first tokens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    None,
    One(usize),
    Several,
}

impl Owner {
    /// Whether the claim has the value in another place than at token `first`.
    fn is_another(self, first: usize) -> bool {
        match self {
            Self::None => false,
            Self::One(owner) => owner != first,
            Self::Several => true,
        }
    }
}

/// For each candidate passage, the owner of each of its values: looked up once for all the claim's values.
fn owners(context: &Context<'_>) -> Vec<Vec<Owner>> {
    let claimed: Vec<Value> = context.query.values.iter().map(bare).collect();
    let owner = |value: &Value| {
        let value = bare(value);
        let mut equal = claimed
            .iter()
            .filter(|claimed| compare(claimed, &value) == Agreement::Same);
        match (equal.next(), equal.next()) {
            (None, _) => Owner::None,
            (Some(one), None) => Owner::One(one.first),
            (Some(_), Some(_)) => Owner::Several,
        }
    };
    let ranked = context.matches.ranked.iter();
    let values = ranked.map(|ranked| context.document.values(ranked.passage));
    values
        .map(|values| values.iter().map(owner).collect())
        .collect()
}

/// Every value of the candidate passages that can be compared with `claim`. A different value that
/// the claim has too, in another place, is no rival of this one.
fn compared<'a>(
    context: &'a Context<'_>,
    claim: &'a Value,
    owners: &[Vec<Owner>],
) -> Vec<Compared<'a>> {
    let mut found = Vec::new();
    let surroundings = Surroundings::new(context, claim);
    let subjects = context.subjects(claim.first, claim.end);
    let mut agreements: Vec<(Agreement, &Value, Owner)> = Vec::new();
    let mut sort: Vec<(usize, usize)> = Vec::new();
    for (index, ranked) in context.matches.ranked.iter().enumerate() {
        agreements.clear();
        sort.clear();
        let values = context.document.values(ranked.passage);
        for (value, owner) in values.iter().zip(&owners[index]) {
            let agreement = agreement(context, claim, ranked.passage, value);
            if agreement != Agreement::Unlike {
                agreements.push((agreement, value, *owner));
                sort.push((value.first, value.end));
            }
        }
        if agreements.is_empty() {
            continue;
        }
        let role = Role::new(&surroundings, index, &sort);
        let subject = subjects[index];
        for &(agreement, value, owner) in &agreements {
            if agreement == Agreement::Differs && owner.is_another(claim.first) {
                continue;
            }
            found.push(Compared {
                agreement,
                role: role.likeness(value.first, value.end),
                subject,
                together: ranked.together,
                counted: role.counted(value.first, value.end),
                has_own_word: role.has_own_word(value.first, value.end),
                counts_others: match (&claim.meaning, &value.meaning) {
                    (Meaning::Date(_), _) | (_, Meaning::Date(_)) => false,
                    // "half of them", "50 % of them"
                    (Meaning::Number(part), _) | (_, Meaning::Number(part)) if part.value < 1.0 => {
                        false
                    }
                    (Meaning::Number(_), Meaning::Number(_)) => false,
                    (Meaning::Number(_), _) => role.claim_counts_something(),
                    (_, Meaning::Number(_)) => role.counts_something(value.end),
                    _ => false,
                },
                passage: ranked.passage,
                ranked: Some(index),
                value,
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

/// How two values agree; a number after the same word is the number of the same thing, whether or not
/// it reads as part of a name there: "Rust 1.0 came out", "it released Rust 1.0".
fn agreement(context: &Context<'_>, claim: &Value, passage: usize, value: &Value) -> Agreement {
    let (number, other) = match (&claim.meaning, &value.meaning) {
        (Meaning::Number(number), Meaning::Label { number: other, .. })
        | (Meaning::Label { number: other, .. }, Meaning::Number(number)) => (number, *other),
        _ => return date::agreement(context, claim, value),
    };
    let before = |tokens: &[Token], first: usize| Some(tokens[first.checked_sub(1)?].stem);
    let in_claim = before(&context.query.tokens, claim.first);
    let in_source = before(context.document.tokens(passage), value.first);
    if in_claim.is_none() || in_claim != in_source {
        date::agreement(context, claim, value)
    } else if (number.value - other).abs() < 1e-6 {
        Agreement::Same
    } else {
        Agreement::Differs
    }
}

fn kind(meaning: &Meaning) -> Kind {
    match meaning {
        Meaning::Number(_) | Meaning::Ordinal(_) | Meaning::Factor(_) | Meaning::Label { .. } => {
            Kind::Number
        }
        Meaning::Percent { .. } => Kind::Percent,
        Meaning::Money { .. } => Kind::Money,
        Meaning::Quantity { .. } => Kind::Quantity,
        Meaning::Date(_) => Kind::Date,
    }
}
