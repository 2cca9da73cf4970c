//! Fits the models of the judge.

use std::collections::HashMap;

use citecheck::verify::study::Model;

use crate::examples::{Example, load};
use crate::records::Error;
use crate::{claims, words};

pub fn run(files: &[String]) -> Result<(), Error> {
    let examples = load(files)?;
    let examples: Vec<&Example> = examples.iter().collect();
    let model = learn(&examples);
    println!("{}", serde_json::to_string_pretty(&model)?);
    Ok(())
}

/// Everything that the judge learns from `examples`.
pub fn learn(examples: &[&Example]) -> Model {
    let round = |value: f64| (value * 1e4).round() / 1e4;
    let claims = claims::learn(examples);
    let words = words::learn(examples, &originals(examples));
    Model {
        claim: claims.claim,
        any_support: claims.any_support,
        any_support_power: claims.any_support_power,
        word: words.alone,
        word_in_place: words.in_place,
        supported: round(claims.supported),
        refused: round(claims.refused),
        unsupported_word: words.marked,
    }
}

/// The claims that edited ones were made from, by pair.
pub fn originals<'a>(examples: &[&'a Example]) -> HashMap<&'a str, &'a str> {
    let originals = examples.iter().filter(|one| one.record.kind == "original");
    originals
        .map(|one| (one.record.pair.as_str(), one.record.claim.as_str()))
        .collect()
}
