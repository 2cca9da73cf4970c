//! Fits the model of a claim, and what follows from it.

use citecheck::verify::study::{Feature, Logistic, Standing};

use crate::examples::{Example, Set, part};
use crate::logistic::{Row, fit};

/// How much an edited claim counts: there are three of them for each original.
const EDIT: f64 = 0.35;

/// How much it counts whether a source supports any of a claim, which is learned beside whether it
/// supports all of it: with so few claims, the second alone is learned worse.
const ANY: f64 = 1.0;

/// The power to which the probability of any support counts, before the calibration. Chosen by
/// cross-validation: more of it parts claims with some support from those with none hardly better, and
/// originals from their edits worse.
const POWER: f64 = 4.0;

/// Strength of the ridge penalty where any support is learned, chosen like it.
const ANY_PENALTY: f64 = 1.0;

/// Figures that tell whether a source supports any of a claim, and nothing of the rest of it.
const OF_ANY: [&str; 2] = ["values_found", "names_found"];

/// Figures that tell nothing of whether it supports any of it.
const OF_WHOLE: [&str; 1] = ["polarity_lost"];

/// Strength of the ridge penalty, chosen by cross-validation.
const PENALTY: f64 = 3.3;

/// Share of the supported claims that no rule refuses that are to be called so, in per cent.
const ACCEPTED: usize = 97;

/// Parts for the cross-fitting of the calibration.
const FOLDS: u64 = 6;
const SALT: u64 = 7;

/// What is learned of whole claims.
pub struct Claims {
    pub claim: Logistic,
    pub any_support: Logistic,
    pub any_support_power: f64,
    pub refused: f64,
    pub supported: f64,
}

/// Learns from `examples`.
pub fn learn(examples: &[&Example]) -> Claims {
    let held_out = held_out(examples);
    let allowed = held_out
        .iter()
        .filter(|(example, _)| example.study.standing != Standing::Refused);
    // Platt's scaling (1999): log odds as they turn out on claims that were not learned from.
    let rows: Vec<Row> = allowed
        .map(|(example, odds)| Row {
            figures: vec![*odds],
            is: example.is_supported(),
            weight: 1.0,
        })
        .collect();
    let scale = fit(&rows, 0.01);
    let mut raw = Raw::learn(examples);
    let calibrated = |odds: f64| scale.bias + scale.weights[0] * (odds - scale.means[0]);
    raw.claim.bias = calibrated(raw.claim.bias);
    for coefficient in &mut raw.claim.coefficients {
        coefficient.weight *= scale.weights[0];
    }
    let probability = |odds: f64| 1.0 / (1.0 + (-calibrated(odds)).exp());
    let (mut are, mut seemed) = (0.0, 0.0);
    for (example, odds) in &held_out {
        if example.study.standing == Standing::Refused {
            are += f64::from(u8::from(example.is_supported()));
            seemed += probability(*odds);
        }
    }
    let refused = are / f64::max(seemed, 1e-6);
    let mut supported: Vec<f64> = held_out
        .iter()
        .filter(|(example, _)| example.is_supported() && example.study.standing == Standing::Open)
        .map(|(_, odds)| probability(*odds))
        .collect();
    supported.sort_by(|a, b| b.total_cmp(a));
    let last = supported.len() * ACCEPTED / 100;
    Claims {
        claim: raw.claim,
        any_support: raw.any_support,
        any_support_power: POWER * scale.weights[0],
        refused,
        supported: supported.get(last).copied().unwrap_or(0.5),
    }
}

/// The labelled claims with log odds by a model that never saw their pages.
fn held_out<'a>(examples: &[&'a Example]) -> Vec<(&'a Example, f64)> {
    let mut found = Vec::new();
    for fold in 0..FOLDS {
        let (seen, unseen) = part(examples, fold, FOLDS, SALT);
        let raw = Raw::learn(&seen);
        let claims = unseen.into_iter().filter(|one| one.set == Set::Claim);
        found.extend(claims.map(|one| (one, raw.log_odds(&one.study.claim))));
    }
    found
}

/// What is learned before the calibration.
struct Raw {
    claim: Logistic,
    any_support: Logistic,
}

impl Raw {
    fn learn(examples: &[&Example]) -> Self {
        Self {
            claim: whole(examples),
            any_support: any(examples),
        }
    }

    fn log_odds(&self, figures: &[Feature]) -> f64 {
        self.claim.log_odds(figures) + POWER * self.any_support.probability(figures).ln()
    }
}

/// Whether a source supports any of a claim, learned from the labelled ones; those with and those without
/// support count the same.
fn any(examples: &[&Example]) -> Logistic {
    let claims = || examples.iter().filter(|example| example.set == Set::Claim);
    let all = claims().count() as f64;
    let with = claims().filter(|example| example.has_support()).count() as f64;
    let alike = |example: &Example| {
        if example.has_support() {
            with
        } else {
            all - with
        }
    };
    let rows: Vec<Row> = claims()
        .map(|example| Row {
            figures: values(&of_any(example)),
            is: example.has_support(),
            weight: 0.5 * all / alike(example),
        })
        .collect();
    let names = examples.first().map(|example| names(&of_any(example)));
    fit(&rows, ANY_PENALTY).named(&names.unwrap_or_default())
}

/// Whether it supports all of it.
fn whole(examples: &[&Example]) -> Logistic {
    let row = |example: &Example, any: f64, is: bool, weight: f64| {
        let mut figures = values(&of_whole(example));
        figures.push(any);
        Row {
            figures,
            is,
            weight,
        }
    };
    let mut rows = Vec::new();
    for example in examples {
        match example.set {
            Set::Claim => {
                rows.push(row(example, 0.0, example.is_supported(), 1.0));
                rows.push(row(example, 1.0, example.has_support(), ANY));
            }
            Set::Edit => rows.push(row(example, 0.0, false, EDIT)),
            Set::Original | Set::Words => {}
        }
    }
    let names = examples.first().map(|example| names(&of_whole(example)));
    fit(&rows, PENALTY).named(&names.unwrap_or_default())
}

fn of_any(example: &Example) -> Vec<Feature> {
    without(&OF_WHOLE, &example.study.claim)
}

fn of_whole(example: &Example) -> Vec<Feature> {
    without(&OF_ANY, &example.study.claim)
}

fn without(names: &[&str], figures: &[Feature]) -> Vec<Feature> {
    let figures = figures.iter().copied();
    figures.filter(|(name, _)| !names.contains(name)).collect()
}

fn values(figures: &[Feature]) -> Vec<f64> {
    figures.iter().map(|(_, value)| *value).collect()
}

/// The names of `figures`.
pub fn names(figures: &[Feature]) -> Vec<&'static str> {
    figures.iter().map(|(name, _)| *name).collect()
}
