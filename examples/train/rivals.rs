//! Fits how likely the closest value of a source is the one that a claim means and has wrong.

use citecheck::verify::{Logistic, Rival, RivalFeature};

use crate::examples::{Example, load};
use crate::logistic::{Row, fit};
use crate::records::{Error, Set};

/// Strength of the ridge penalty.
const PENALTY: f64 = 3.0;

pub fn run(bench: &str) -> Result<(), Error> {
    let examples = load(bench)?;
    println!("{}", serde_json::to_string_pretty(&learn(&examples))?);
    Ok(())
}

/// Learned from claims on pages and pairs: no model read them for it, so that all of them count as unseen.
fn learn(examples: &[Example]) -> Logistic<RivalFeature> {
    let is_taken = |one: &&Example| matches!(one.record.set, Set::Pages | Set::Probes);
    let rows: Vec<Row> = examples
        .iter()
        .filter(is_taken)
        .flat_map(|one| {
            let rivals = one.checks.iter().filter_map(|check| check.rival);
            rivals.map(|rival| row(one, rival))
        })
        .collect();
    fit(&rows, PENALTY).named(&RivalFeature::ALL)
}

fn row(example: &Example, rival: Rival) -> Row {
    Row {
        features: rival.features.to_vec(),
        is: example.record.is_contradicted(),
        weight: 1.0,
    }
}
