//! Fits the model of a claim, and what follows from it.

use citecheck::verify::study::Logistic;

use crate::examples::{Example, Set, part};
use crate::logistic::{Row, fit};

/// How much an edited claim counts: there are three of them for each original.
const EDIT: f64 = 0.35;

/// How much it counts whether a source supports any of a claim, which is learned beside whether it
/// supports all of it: with so few claims, the second alone is learned worse.
const ANY: f64 = 1.0;

/// Strength of the ridge penalty, chosen by cross-validation.
const PENALTY: f64 = 3.3;

/// Share of the supported claims that no rule refuses that are to be called so, in per cent.
const ACCEPTED: usize = 93;

/// Parts for the cross-fitting of the calibration.
const FOLDS: u64 = 6;
const SALT: u64 = 7;

/// What is learned of whole claims.
pub struct Claims {
    pub model: Logistic,
    pub refused: f64,
    pub supported: f64,
}

/// Learns from `examples`.
pub fn learn(examples: &[&Example]) -> Claims {
    let held_out = held_out(examples);
    let allowed = held_out
        .iter()
        .filter(|(example, _)| example.study.refused.is_none());
    // Platt's scaling (1999): log odds as they turn out on claims that were not learned from.
    let rows: Vec<Row> = allowed
        .map(|(example, odds)| Row {
            figures: vec![*odds],
            is: example.is_supported(),
            weight: 1.0,
        })
        .collect();
    let scale = fit(&rows, 0.01);
    let mut model = raw(examples);
    let calibrated = |odds: f64| scale.bias + scale.weights[0] * (odds - scale.means[0]);
    model.bias = calibrated(model.bias);
    for coefficient in &mut model.coefficients {
        coefficient.weight *= scale.weights[0];
    }
    let probability = |odds: f64| 1.0 / (1.0 + (-calibrated(odds)).exp());
    let (mut are, mut seemed) = (0.0, 0.0);
    for (example, odds) in &held_out {
        if example.study.refused.is_some() {
            are += f64::from(u8::from(example.is_supported()));
            seemed += probability(*odds);
        }
    }
    let refused = are / f64::max(seemed, 1e-6);
    let mut supported: Vec<f64> = held_out
        .iter()
        .filter(|(example, _)| example.is_supported() && example.study.refused.is_none())
        .map(|(_, odds)| probability(*odds))
        .collect();
    supported.sort_by(|a, b| b.total_cmp(a));
    let last = supported.len() * ACCEPTED / 100;
    Claims {
        model,
        refused,
        supported: supported.get(last).copied().unwrap_or(0.5),
    }
}

/// The labelled claims with log odds by a model that never saw their pages.
fn held_out<'a>(examples: &[&'a Example]) -> Vec<(&'a Example, f64)> {
    let mut found = Vec::new();
    for fold in 0..FOLDS {
        let (seen, unseen) = part(examples, fold, FOLDS, SALT);
        let model = raw(&seen);
        let claims = unseen.into_iter().filter(|one| one.set == Set::Claim);
        found.extend(claims.map(|one| (one, model.log_odds(&one.study.claim))));
    }
    found
}

fn raw(examples: &[&Example]) -> Logistic {
    let figures = |example: &Example, any: f64| -> Vec<f64> {
        let own = example.study.claim.iter().map(|(_, value)| *value);
        own.chain([any]).collect()
    };
    let mut rows = Vec::new();
    for example in examples {
        match example.set {
            Set::Claim => {
                rows.push(Row {
                    figures: figures(example, 0.0),
                    is: example.is_supported(),
                    weight: 1.0,
                });
                rows.push(Row {
                    figures: figures(example, 1.0),
                    is: example.has_support(),
                    weight: ANY,
                });
            }
            Set::Edit => rows.push(Row {
                figures: figures(example, 0.0),
                is: false,
                weight: EDIT,
            }),
            Set::Original | Set::Words => {}
        }
    }
    let names: Vec<&'static str> = examples
        .first()
        .map_or(Vec::new(), |example| names(&example.study.claim));
    fit(&rows, PENALTY).named(&names)
}

/// The names of `figures`.
pub fn names(figures: &[(&'static str, f64)]) -> Vec<&'static str> {
    figures.iter().map(|(name, _)| *name).collect()
}
