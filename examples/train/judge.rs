//! Fits the judges: what each feature adds, the calibration, and the lines.

use std::collections::BTreeMap;

use citecheck::verify::{Coefficient, Feature, JudgeWeights, Logistic, Weights};

use crate::examples::{Example, load, part};
use crate::logistic::{Row, fit};
use crate::records::{Error, Set};
use crate::words;

/// Strength of the ridge penalty. From 3 to 30 the cross-validated figures are alike.
const PENALTY: f64 = 10.0;

/// Share of the claims called supported that are to be so, where half of the claims are supported: what the lines are
/// chosen for. Words and values alone cannot reach what they reach together with the entailment model.
const fn precision(kind: Kind) -> f64 {
    match kind {
        Kind::Entailment => 0.82,
        Kind::Lexical => 0.65,
    }
}

/// Share of the supported claims that may be called contradicted.
const DENIED: f64 = 0.026;

/// Parts for the cross-fitting of calibration and lines.
const FOLDS: u64 = 8;
const SALT: u64 = 7;

/// What a record of each set counts for: a set as a whole counts as the root of its size, so that the many claims on
/// pages leave room for the few sentences of an encyclopedia.
struct Shares(BTreeMap<Set, f64>);

impl Shares {
    fn of(examples: &[&Example]) -> Self {
        let mut sizes: BTreeMap<Set, f64> = BTreeMap::new();
        for example in examples {
            *sizes.entry(example.record.set).or_default() += 1.0;
        }
        let all: f64 = sizes.values().map(|size| size.sqrt()).sum();
        let mean = all / examples.len() as f64;
        Self(
            sizes
                .into_iter()
                .map(|(set, size)| (set, 1.0 / (size.sqrt() * mean)))
                .collect(),
        )
    }

    fn of_one(&self, example: &Example) -> f64 {
        self.0[&example.record.set]
    }
}

/// A judge, by what it may look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// With the entailment model: learned from records that the model did not see.
    Entailment,
    /// Without it: learned from all of them.
    Lexical,
}

impl Kind {
    pub const fn features(self) -> &'static [Feature] {
        match self {
            Self::Entailment => Feature::OF_ENTAILMENT,
            Self::Lexical => Feature::OF_LEXICAL,
        }
    }

    pub fn takes(self, example: &Example) -> bool {
        let record = &example.record;
        // The originals of the edits are among the sentences that they were made from.
        let is_new = record.set != Set::Flips || !record.is_supported();
        record.set != Set::Words && is_new && (self == Self::Lexical || !example.premise.is_empty())
    }
}

pub fn run(bench: &str) -> Result<(), Error> {
    println!("{}", fitted(bench)?);
    Ok(())
}

/// The data file of the judges, as JSON.
pub fn fitted(bench: &str) -> Result<String, Error> {
    let examples = load(bench)?;
    let examples: Vec<&Example> = examples.iter().collect();
    Ok(serde_json::to_string_pretty(&all(&examples))?)
}

/// Everything that is learned from `examples`.
pub fn all(examples: &[&Example]) -> Weights {
    let words = words::learn(examples);
    Weights {
        entailment: learn(examples, Kind::Entailment),
        lexical: learn(examples, Kind::Lexical),
        word: words.alone,
        word_in_place: words.in_place,
        unsupported_word: words.marked,
    }
}

/// The judge of `kind`, learned from those of `examples` that it takes. Platt's scaling (1999) and the lines come from
/// scores by numbers that were not learned from a claim's page.
pub fn learn(examples: &[&Example], kind: Kind) -> JudgeWeights {
    let taken: Vec<&Example> = examples
        .iter()
        .copied()
        .filter(|one| kind.takes(one))
        .collect();
    let shares = Shares::of(&taken);
    let mut unseen: Vec<(&Example, f64, f64)> = Vec::new();
    for fold in 0..FOLDS {
        let (seen, left_out) = part(&taken, fold, FOLDS, SALT);
        let supported = supported(&seen, kind, &shares);
        let contradicted = contradicted(&seen, kind, &shares);
        unseen.extend(left_out.into_iter().map(|one| {
            let value = |feature| one.features.get(feature);
            (one, supported.log_odds(value), contradicted.log_odds(value))
        }));
    }
    let supported = scaled(
        supported(&taken, kind, &shares),
        &shares,
        unseen
            .iter()
            .map(|(one, odds, _)| (*one, *odds, one.record.is_supported())),
    );
    let contradicted = scaled(
        contradicted(&taken, kind, &shares),
        &shares,
        unseen
            .iter()
            .map(|(one, _, odds)| (*one, *odds, one.record.is_contradicted())),
    );
    let round = |line: f64| (line * 1e3).round() / 1e3;
    let scores: Vec<(&Example, f64, f64)> = unseen
        .iter()
        .map(|(one, yes, no)| (*one, supported.1.chance(*yes), contradicted.1.chance(*no)))
        .collect();
    JudgeWeights {
        supported_line: round(supported_line(&scores, &shares, precision(kind))),
        contradicted_line: round(contradicted_line(&scores, &shares, precision(kind))),
        supported: supported.0,
        contradicted: contradicted.0,
    }
}

/// The lowest score from which on the claims called supported are so often enough, if the supported and the others
/// counted the same.
fn supported_line(scores: &[(&Example, f64, f64)], shares: &Shares, precision: f64) -> f64 {
    let sum = |is: bool, least: f64| -> f64 {
        let of = scores
            .iter()
            .filter(|(one, ..)| one.record.is_supported() == is);
        let of = of.filter(|(_, score, _)| *score >= least);
        of.map(|(one, ..)| shares.of_one(one)).sum()
    };
    let (all_true, all_false) = (sum(true, 0.0), sum(false, 0.0));
    let lines = (1..100).map(|line| f64::from(line) / 100.0);
    let is_precise = |line: &f64| {
        let right = sum(true, *line) / all_true;
        let wrong = sum(false, *line) / all_false;
        right >= precision * (right + wrong)
    };
    lines.into_iter().find(is_precise).unwrap_or(0.99)
}

/// The lowest score from which on few enough of the supported claims are called contradicted. What is called supported
/// is not called contradicted, whatever its score.
fn contradicted_line(scores: &[(&Example, f64, f64)], shares: &Shares, precision: f64) -> f64 {
    let line = supported_line(scores, shares, precision);
    let supported: Vec<f64> = scores
        .iter()
        .filter(|(one, yes, _)| one.record.is_supported() && *yes < line)
        .map(|(.., no)| *no)
        .collect();
    let all = scores
        .iter()
        .filter(|(one, ..)| one.record.is_supported())
        .count() as f64;
    let lines = (1..100).map(|line| f64::from(line) / 100.0);
    let few =
        |line: &f64| (supported.iter().filter(|no| *no >= line).count() as f64) <= DENIED * all;
    lines.into_iter().find(few).unwrap_or(0.99)
}

/// A straight line over log odds.
struct Scale {
    bias: f64,
    slope: f64,
}

impl Scale {
    fn chance(&self, odds: f64) -> f64 {
        1.0 / (1.0 + (-self.bias - self.slope * odds).exp())
    }
}

/// `logistic`, scaled so that its probabilities turn out true on `unseen`: examples, their log odds, and whether they
/// are what it tells.
fn scaled<'a>(
    mut logistic: Logistic<Feature>,
    shares: &Shares,
    unseen: impl Iterator<Item = (&'a Example, f64, bool)>,
) -> (Logistic<Feature>, Scale) {
    let row = |(one, odds, is): (&Example, f64, bool)| Row {
        features: vec![odds],
        is,
        weight: shares.of_one(one),
    };
    let rows: Vec<Row> = unseen.map(row).collect();
    let fitted = fit(&rows, 0.01);
    let slope = fitted.weights[0];
    let scale = Scale {
        bias: fitted.bias - slope * fitted.means[0],
        slope,
    };
    logistic.bias = round(scale.bias + slope * logistic.bias);
    for (_, coefficient) in &mut logistic.features {
        coefficient.weight = round(slope * coefficient.weight);
    }
    (logistic, scale)
}

fn round(value: f64) -> f64 {
    (value * 1e5).round() / 1e5
}

fn supported(examples: &[&Example], kind: Kind, shares: &Shares) -> Logistic<Feature> {
    logistic(
        examples,
        kind,
        shares,
        |one| one.record.is_supported(),
        speaks_for,
    )
}

fn contradicted(examples: &[&Example], kind: Kind, shares: &Shares) -> Logistic<Feature> {
    logistic(
        examples,
        kind,
        shares,
        |one| one.record.is_contradicted(),
        speaks_against,
    )
}

fn logistic(
    examples: &[&Example],
    kind: Kind,
    shares: &Shares,
    is: impl Fn(&Example) -> bool,
    sign: impl Fn(Feature) -> f64,
) -> Logistic<Feature> {
    let features = kind.features();
    let row = |one: &&Example| Row {
        features: features
            .iter()
            .map(|feature| one.features.get(*feature))
            .collect(),
        is: is(one),
        weight: shares.of_one(one),
    };
    let mut rows: Vec<Row> = examples.iter().map(row).collect();
    loop {
        let fitted = fit(&rows, PENALTY).named(features);
        let wrong = fitted
            .features
            .iter()
            .enumerate()
            .filter(|(_, (feature, one))| one.weight * sign(*feature) < 0.0);
        let spread = |index: usize| {
            let mean = fitted.features[index].1.mean;
            let squares = rows.iter().map(|row| (row.features[index] - mean).powi(2));
            squares.sum::<f64>().sqrt()
        };
        let effect = |(index, (_, one)): &(usize, &(Feature, Coefficient))| {
            one.weight.abs() * spread(*index)
        };
        let worst = wrong
            .max_by(|one, other| effect(one).total_cmp(&effect(other)))
            .map(|(index, _)| index);
        let Some(worst) = worst else {
            return fitted;
        };
        for row in &mut rows {
            row.features[worst] = 0.0;
        }
    }
}

/// Which way a feature may speak in the question whether the claim is supported. More of the claim in the source never
/// speaks against it: where the data say so, their false claims were made of the page's own words.
const fn speaks_for(feature: Feature) -> f64 {
    match feature {
        Feature::LeastClause | Feature::ValuesMatch | Feature::Entailed => 1.0,
        Feature::ValuesAbsent
        | Feature::FiguresAbsent
        | Feature::ValuesDiffer
        | Feature::ValuesInstead
        | Feature::NamesAbsent
        | Feature::NamesDiffer
        | Feature::DenialsDiffer
        | Feature::Contradicted => -1.0,
    }
}

/// The same in the question whether the source contradicts it: words that the two share, or that the source bears the
/// claim out, are no sign of that.
const fn speaks_against(feature: Feature) -> f64 {
    match feature {
        Feature::LeastClause | Feature::ValuesMatch | Feature::Entailed => -1.0,
        Feature::ValuesDiffer
        | Feature::ValuesInstead
        | Feature::NamesDiffer
        | Feature::DenialsDiffer
        | Feature::Contradicted => 1.0,
        // What the source lacks makes nothing contradicted.
        Feature::ValuesAbsent | Feature::FiguresAbsent | Feature::NamesAbsent => 0.0,
    }
}
