//! Fits the judges: what each feature adds, the calibration, and the lines.

use citecheck::verify::{Feature, JudgeWeights, Logistic, Weights};

use crate::examples::{Example, load, part};
use crate::logistic::{Row, fit};
use crate::records::{Error, Set};
use crate::words;

/// Strength of the ridge penalty. From 3 to 30 the cross-validated figures are alike.
const PENALTY: f64 = 10.0;

/// Share of the claims called supported that are to be so, where half of the claims are supported: what the lines are
/// chosen for.
const PRECISION: f64 = 0.8;

/// Share of the supported claims that may be called contradicted.
const DENIED: f64 = 0.015;

/// Parts for the cross-fitting of calibration and lines.
const FOLDS: u64 = 8;
const SALT: u64 = 7;

/// What a record of a set counts for. There are many claims on pages; a sentence of an encyclopedia stands for a kind
/// of its own, and there are up to four edits of each of them.
const fn weight(set: Set) -> f64 {
    match set {
        Set::Pages | Set::Probes | Set::Multi => 1.0,
        Set::Wice => 2.0,
        Set::Flips => 0.5,
        Set::Words => 0.0,
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
        weight(record.set) > 0.0 && is_new && (self == Self::Lexical || record.is_fit)
    }
}

pub fn run(bench: &str) -> Result<(), Error> {
    let examples = load(bench)?;
    let examples: Vec<&Example> = examples.iter().collect();
    println!("{}", serde_json::to_string_pretty(&all(&examples))?);
    Ok(())
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
    let taken: Vec<&Example> = examples.iter().copied().filter(|one| kind.takes(one)).collect();
    let mut unseen: Vec<(&Example, f64, f64)> = Vec::new();
    for fold in 0..FOLDS {
        let (seen, left_out) = part(&taken, fold, FOLDS, SALT);
        let supported = supported(&seen, kind);
        let contradicted = contradicted(&seen, kind);
        unseen.extend(left_out.into_iter().map(|one| {
            let value = |feature| one.features.get(feature);
            (one, supported.log_odds(value), contradicted.log_odds(value))
        }));
    }
    let supported = scaled(
        supported(&taken, kind),
        unseen.iter().map(|(one, odds, _)| (*one, *odds, one.record.is_supported())),
    );
    let contradicted = scaled(
        contradicted(&taken, kind),
        unseen.iter().map(|(one, _, odds)| (*one, *odds, one.record.is_contradicted())),
    );
    let round = |line: f64| (line * 1e3).round() / 1e3;
    let scores: Vec<(&Example, f64, f64)> = unseen
        .iter()
        .map(|(one, yes, no)| (*one, supported.1.chance(*yes), contradicted.1.chance(*no)))
        .collect();
    JudgeWeights {
        supported_line: round(supported_line(&scores)),
        contradicted_line: round(contradicted_line(&scores)),
        supported: supported.0,
        contradicted: contradicted.0,
    }
}

/// The lowest score from which on the claims called supported are so often enough, if the supported and the others
/// counted the same.
fn supported_line(scores: &[(&Example, f64, f64)]) -> f64 {
    let sum = |is: bool, least: f64| -> f64 {
        let of = scores.iter().filter(|(one, ..)| one.record.is_supported() == is);
        let of = of.filter(|(_, score, _)| *score >= least);
        of.map(|(one, ..)| weight(one.record.set)).sum()
    };
    let (all_true, all_false) = (sum(true, 0.0), sum(false, 0.0));
    let lines = (1..100).map(|line| f64::from(line) / 100.0);
    let is_precise = |line: &f64| {
        let right = sum(true, *line) / all_true;
        let wrong = sum(false, *line) / all_false;
        right >= PRECISION * (right + wrong)
    };
    lines.into_iter().find(is_precise).unwrap_or(0.99)
}

/// The lowest score from which on few enough of the supported claims are called contradicted. What is called supported
/// is not called contradicted, whatever its score.
fn contradicted_line(scores: &[(&Example, f64, f64)]) -> f64 {
    let supported: Vec<f64> = scores
        .iter()
        .filter(|(one, yes, _)| one.record.is_supported() && *yes < supported_line(scores))
        .map(|(.., no)| *no)
        .collect();
    let all = scores.iter().filter(|(one, ..)| one.record.is_supported()).count() as f64;
    let lines = (1..100).map(|line| f64::from(line) / 100.0);
    let few = |line: &f64| (supported.iter().filter(|no| *no >= line).count() as f64) <= DENIED * all;
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
    unseen: impl Iterator<Item = (&'a Example, f64, bool)>,
) -> (Logistic<Feature>, Scale) {
    let row = |(one, odds, is): (&Example, f64, bool)| Row {
        features: vec![odds],
        is,
        weight: weight(one.record.set),
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

fn supported(examples: &[&Example], kind: Kind) -> Logistic<Feature> {
    logistic(examples, kind, |one| one.record.is_supported())
}

fn contradicted(examples: &[&Example], kind: Kind) -> Logistic<Feature> {
    logistic(examples, kind, |one| one.record.is_contradicted())
}

fn logistic(examples: &[&Example], kind: Kind, is: impl Fn(&Example) -> bool) -> Logistic<Feature> {
    let row = |one: &&Example| Row {
        features: kind.features().iter().map(|feature| one.features.get(*feature)).collect(),
        is: is(one),
        weight: weight(one.record.set),
    };
    let rows: Vec<Row> = examples.iter().map(row).collect();
    fit(&rows, PENALTY).named(kind.features())
}
