//! The values of a source that a claim's value is compared with, and how closely each stands in its surroundings.

use std::ops::Range;

use super::agreement::{agreement, is_after_same_word};
use super::computed::is_age;
use super::date;
use super::equal::{Equal, bare, company, has, keep_end, other_end};
use super::role::{Counted, Role, Surroundings};
use super::row;
use crate::text::{Agreement, Bound, Meaning, Value, compare};
use crate::verify::checks::context::{Context, check};
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

/// How much of its surroundings a value must share that many things could have by chance.
const CHANCE_ROLE: f64 = 0.35;

/// The largest whole number that a page often has for several things.
const COMMON: f64 = 31.0;

/// A value of a source that was compared.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Compared<'a> {
    pub agreement: Agreement,
    /// How far it stands in the same surroundings, 0..1.
    pub role: f64,
    /// How much of the rest of the claim its passage bears out, 0..1.
    pub subject: f64,
    /// How many of the claim's neighbouring words are neighbours in its passage, 0..1.
    pub together: f64,
    pub counted: Counted,
    /// Whether a word that tells what happened stands by it alone.
    pub has_own_word: bool,
    /// Whether only one of the two is a plain number, and counts something.
    counts_others: bool,
    /// Whether it stands in the row and the column of a table that the claim names.
    pub is_named: bool,
    /// Whether it is no rival of the claim's value: the claim has it too, in another place, or it is the page's own date.
    pub is_of_claim: bool,
    /// Whether its passage has the claim's nearest other value; none where it has nothing of that sort.
    pub has_company: Option<bool>,
    pub passage: usize,
    /// The passage's index among the candidates, if it is one.
    pub ranked: Option<usize>,
    pub value: &'a Value,
}

impl<'a> Compared<'a> {
    /// A value in a passage that shares no other word with the claim.
    pub fn alone(agreement: Agreement, passage: usize, value: &'a Value) -> Self {
        Self {
            agreement,
            role: 0.0,
            subject: 0.0,
            together: 0.0,
            counted: Counted::Near,
            has_own_word: false,
            counts_others: false,
            is_named: false,
            is_of_claim: false,
            has_company: None,
            passage,
            ranked: None,
            value,
        }
    }

    /// How close to the claim's value it stands, 0..1.
    pub fn closeness(&self) -> f64 {
        (self.role + self.subject + self.together) / 3.0
    }

    /// Whether the claim rather means it than `other`: by the cell that it names, or by what else the two passages have: "20 euros
    /// in May".
    pub fn is_rather_meant(&self, other: &Self) -> bool {
        self.is_named && !other.is_named
            || (self.has_company, other.has_company) == (Some(true), Some(false))
    }

    /// Whether it differs, and the claim does not have it for something else.
    pub fn is_rival(&self) -> bool {
        self.agreement == Agreement::Differs && !self.is_of_claim
    }

    /// Whether it can only be meant as the value of what the claim speaks of.
    pub fn is_of_the_same(&self, claim: &Value) -> bool {
        let beside = self.role >= CLOSE_ROLE && self.subject >= CLOSE_SUBJECT;
        let of_one = self.role >= SAME_ROLE && self.subject >= SAME_SUBJECT;
        let is_close =
            beside && self.closeness() >= SAME_ROLE || of_one && self.closeness() >= CLOSE;
        // What heads the column says what is counted.
        is_close && self.is_comparable(claim)
            || self.is_named && date::is_comparable(claim, self.value)
    }

    /// Whether it counts the same, and can be meant as the claim's value.
    pub fn is_comparable(&self, claim: &Value) -> bool {
        (!counts_things(&claim.meaning) || matches!(self.counted, Counted::Same | Counted::Near))
            && date::is_comparable(claim, self.value)
    }

    /// Whether an equal value is the claim's own, and not another thing's that happens to be equal.
    pub fn is_meant(&self, claim: &Value) -> bool {
        !self.counts_others
            && !(counts_things(&claim.meaning)
                && (is_common(&claim.meaning) || is_size(claim) && !is_size(self.value))
                && (self.counted == Counted::Others
                    || (self.counted == Counted::Unknown && self.role < CHANCE_ROLE)))
    }
}

/// Whether what follows the value says what it counts.
pub(super) const fn counts_things(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Number(_) | Meaning::Ordinal(_) | Meaning::Quantity { .. }
    )
}

/// Whether it only tells its size, "hundreds", which many numbers of a page may have.
fn is_size(value: &Value) -> bool {
    value.meaning.number().is_some_and(|number| number.is_size)
}

/// Whether a page may have the value many times over for different things: small numbers and ranks.
fn is_common(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Number(number) => number.value <= COMMON && number.value.fract() == 0.0,
        Meaning::Ordinal(_) => true,
        _ => false,
    }
}

/// Every value of the candidate passages that can be compared with `claim`. A different value that
/// the claim has too, in another place, is no rival of this one.
pub(super) fn compared<'a>(
    context: &'a Context<'_>,
    claim: &'a Value,
    equals: &[Vec<Equal>],
) -> Vec<Compared<'a>> {
    let mut found = Vec::new();
    let surroundings = Surroundings::new(context, claim);
    let subjects = context.subjects_headed(claim.first, claim.end);
    let mut agreements: Vec<(Agreement, &Value, Equal)> = Vec::new();
    let mut sort: Vec<(usize, usize)> = Vec::new();
    let is_date = matches!(claim.meaning, Meaning::Date(_));
    let about_page = is_date && date::is_about_page(context);
    let (company, other_end) = (company(context, claim), other_end(context, claim));
    for (index, ranked) in context.matches.ranked.iter().enumerate() {
        agreements.clear();
        sort.clear();
        let values = context.document.values(ranked.passage);
        let is_of_page = |value: &Value| {
            is_date && !about_page && date::is_of_page(context, ranked.passage, value)
        };
        let told: Vec<Agreement> = values
            .iter()
            .map(|value| agreement(context, claim, ranked.passage, value))
            .collect();
        // "(Oslo, 2 May 2024) It takes delivery next month": another date than the page's is told.
        let is_told_apart = values
            .iter()
            .zip(&told)
            .any(|(value, agreement)| *agreement == Agreement::Differs && date::is_relative(value));
        for ((value, equal), agreement) in values.iter().zip(&equals[index]).zip(told) {
            if is_told_apart && agreement != Agreement::Differs && is_of_page(value) {
                continue;
            }
            if agreement != Agreement::Unlike {
                agreements.push((agreement, value, *equal));
                sort.push((value.first, value.end));
            }
        }
        if is_entry(context, ranked.passage) {
            add_bare(claim, values, &equals[index], &mut agreements, &mut sort);
        }
        let cell = (agreements.len() > 1)
            .then(|| row::named(context, claim, ranked.passage))
            .flatten();
        let is_named = cell.is_some_and(|cell| keep_cell(&cell, &mut agreements, &mut sort));
        keep_end(claim, other_end, values, &mut agreements);
        if agreements.is_empty() {
            continue;
        }
        let role = Role::new(&surroundings, index, &sort);
        let subject = subjects[index];
        let has_company = company.and_then(|company| has(values, &equals[index], company));
        for &(agreement, value, equal) in &agreements {
            found.push(Compared {
                agreement,
                is_named,
                has_company,
                is_of_claim: agreement == Agreement::Differs
                    && (equal.is_another(claim.first) || is_of_page(value)),
                role: role.likeness(value.first, value.end),
                subject,
                together: ranked.together,
                counted: role.counted(value.first, value.end),
                has_own_word: role.has_own_word(value.first, value.end),
                counts_others: match (&claim.meaning, &value.meaning) {
                    // "2,001 people" is no year.
                    (Meaning::Date(_), Meaning::Number(_)) => role.counts_something(value.end),
                    (Meaning::Number(_), Meaning::Date(_)) => role.claim_counts_something(),
                    (Meaning::Date(_), _) | (_, Meaning::Date(_)) => false,
                    // "NX 41 departs", "NX 41, the night train": a name and its number.
                    (Meaning::Label { .. }, _) | (_, Meaning::Label { .. })
                        if is_after_same_word(context, claim, ranked.passage, value) =>
                    {
                        false
                    }
                    // "half of them", "50 % of them"
                    (Meaning::Number(part), _) | (_, Meaning::Number(part)) if part.value < 1.0 => {
                        false
                    }
                    (Meaning::Number(_), Meaning::Number(_)) => false,
                    (Meaning::Number(_), _) | (_, Meaning::Number(_))
                        if is_left_out(claim, value) =>
                    {
                        false
                    }
                    (Meaning::Number(_), _) => role.claim_counts_something(),
                    (_, Meaning::Number(_)) => {
                        role.counts_something(value.end) || is_stray(context, claim, value, &role)
                    }
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
        let elsewhere = date::elsewhere(context, claim).into_iter();
        found.extend(
            elsewhere.map(|(agreement, passage, value)| Compared::alone(agreement, passage, value)),
        );
    }
    found
}

/// Whether a small number says nothing of a claim's measure: "rev=2" is no "2 GiB". What a number without a unit measures, the
/// words around it tell.
fn is_stray(context: &Context<'_>, claim: &Value, value: &Value, role: &Role<'_>) -> bool {
    is_common(&value.meaning)
        && !is_age(context, claim)
        && !role.has_own_word(value.first, value.end)
}

/// Whether one of the two takes what it measures from a value beside it.
const fn is_left_out(claim: &Value, value: &Value) -> bool {
    claim.left_out.is_some() || value.left_out.is_some()
}

/// Tokens of the longest entry of a list whose unit may stand elsewhere.
const SHORT: usize = 16;

/// Whether a passage is an entry of a list or a row of a table.
fn is_entry(context: &Context<'_>, passage: usize) -> bool {
    context.document.tokens(passage).len() <= SHORT || context.is_row(passage)
}

/// Takes the other bare numbers of an entry, whose unit stands elsewhere, for values of the claim's sort where one of them is
/// the claim's value without its unit: "Default: 30 (maximum 60)", in seconds.
fn add_bare<'a>(
    claim: &Value,
    values: &'a [Value],
    equals: &[Equal],
    agreements: &mut Vec<(Agreement, &'a Value, Equal)>,
    sort: &mut Vec<(usize, usize)>,
) {
    let is_bare = |value: &Value| matches!(value.meaning, Meaning::Number(_));
    let is_measure = matches!(
        claim.meaning,
        Meaning::Quantity { .. } | Meaning::Money { .. }
    );
    let mut found = agreements.iter();
    if !is_measure
        || !found.any(|(agreement, value, _)| *agreement == Agreement::Same && is_bare(value))
    {
        return;
    }
    for (value, equal) in values.iter().zip(equals) {
        if is_bare(value) && !sort.contains(&(value.first, value.end)) {
            agreements.push((Agreement::Differs, value, *equal));
            sort.push((value.first, value.end));
        }
    }
    agreements.sort_by_key(|(_, value, _)| value.first);
    sort.sort_unstable();
}

/// Leaves only the values of `cell` of a row, which the claim names, and says whether it has any.
fn keep_cell(
    cell: &Range<usize>,
    agreements: &mut Vec<(Agreement, &Value, Equal)>,
    sort: &mut Vec<(usize, usize)>,
) -> bool {
    let is_in = |first: usize| cell.contains(&first);
    let has_any = agreements.iter().any(|(_, value, _)| is_in(value.first));
    if has_any {
        agreements.retain(|(_, value, _)| is_in(value.first));
        sort.retain(|(first, _)| is_in(*first));
    }
    has_any
}

/// The check of a claim's value by one of the source's.
pub(super) fn made(
    context: &Context<'_>,
    claim: &Value,
    kind: Kind,
    status: Status,
    other: &Compared<'_>,
) -> Check {
    // "more than 4 million" differs from "4 million" by what stands before the number.
    let is_bare_same = compare(&bare(claim), &bare(other.value)) == Agreement::Same;
    let holds = status == Status::Match && !is_bare_same && is_bounded(claim, other.value);
    let with_lead = holds || status != Status::Match && is_bare_same;
    let tokens = context.document.tokens(other.passage);
    let mut span = other.value.span;
    if with_lead {
        span = tokens[other.value.lead].span.join(span);
    }
    let source = context.in_source(other.passage, span);
    let mut told = (in_claim(context, claim, with_lead), source);
    if status != Status::Match {
        told = told_apart(context, claim, other, told);
    }
    let (claimed, source) = told;
    let note = holds.then(|| {
        let (claimed, source) = (&claimed.text, &source.text);
        format!("claim says {claimed}, source says {source}: that holds")
    });
    let note = note.or_else(|| {
        let way = |rises: bool| if rises { "a rise" } else { "a fall" };
        let rises = claim.turns(other.value)?;
        let (claimed, source) = (&claimed.text, &source.text);
        let (one, there) = (way(rises), way(!rises));
        Some(format!(
            "claim says {one} of {claimed}, source says {there} of {source}"
        ))
    });
    let made = check(kind, status, claimed, Some((other.passage, source)));
    Check {
        closeness: other.closeness(),
        note: note.unwrap_or(made.note),
        ..made
    }
}

/// A value of the claim and one of the source as they are shown: where they read alike, with the words that say how they are
/// meant, "until 2019", and what each of has so much, "9 metres a day".
pub(super) fn told_apart(
    context: &Context<'_>,
    claim: &Value,
    other: &Compared<'_>,
    told: (Found, Found),
) -> (Found, Found) {
    if told.0.text != told.1.text {
        return told;
    }
    let span = context.source_span(other.passage, other.value.lead, other.value.reach);
    let claimed = context.in_claim(claim.lead, claim.reach);
    (claimed, context.in_source(other.passage, span))
}

/// Whether the claim's value is a bound in so many words, and the source's one plain number.
fn is_bounded(claim: &Value, source: &Value) -> bool {
    let numbers = claim.meaning.number().zip(source.meaning.number());
    (claim.lead < claim.first || claim.reach > claim.end)
        && numbers.is_some_and(|(claim, source)| {
            !claim.bound.is_near() && source.bound == Bound::Exact && source.upto.is_none()
        })
}

/// The claim's value as written, with the words around it that say how it is meant where they
/// matter.
pub(super) fn in_claim(context: &Context<'_>, claim: &Value, with_lead: bool) -> Found {
    if with_lead {
        context.in_claim(claim.lead, claim.reach)
    } else {
        context.in_claim(claim.first, claim.end)
    }
}

pub(super) fn kind(meaning: &Meaning) -> Kind {
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
