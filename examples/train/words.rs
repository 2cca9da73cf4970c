//! Fits the two regressions over a claim's words.

use std::collections::HashMap;
use std::ops::Range;

use citecheck::verify::{Logistic, WordFeature, in_place};
use similar::{ChangeTag, TextDiff};

use crate::examples::{Example, part};
use crate::logistic::{Row, fit};
use crate::records::Set;

/// How much a word of an edited claim counts, and one of a supported claim: neither was labelled by a
/// person word by word.
const OTHERS: f64 = 0.3;

/// Strengths of the ridge penalty, chosen by cross-validation.
const PENALTY: f64 = 3.3;
const PENALTY_IN_PLACE: f64 = 10.0;

/// The least probability of a marked word: the best F1 in cross-validation.
const MARKED: f64 = 0.33;

/// Parts for the cross-fitting of the second regression.
const FOLDS: u64 = 3;
const SALT: u64 = 11;

/// What is learned of words.
pub struct Words {
    pub alone: Logistic<WordFeature>,
    pub in_place: Logistic<WordFeature>,
    pub marked: f64,
}

/// Learns from those of `examples` whose words are labelled or were changed.
pub fn learn(examples: &[&Example]) -> Words {
    let originals = originals(examples);
    let mut rows = Vec::new();
    for fold in 0..FOLDS {
        let (seen, unseen) = part(examples, fold, FOLDS, SALT);
        let alone = alone(&seen, &originals);
        for example in unseen
            .into_iter()
            .filter(|one| one.record.set == Set::Words)
        {
            let bad = bad_ranges(example, &originals);
            for (word, features) in example.words.iter().zip(placed(example, &alone)) {
                rows.push(row(&features, is_bad(word.span.range(), &bad), 1.0));
            }
        }
    }
    Words {
        alone: alone(examples, &originals),
        in_place: fit(&rows, PENALTY_IN_PLACE).named(&WordFeature::ALL),
        marked: MARKED,
    }
}

/// The words of `example` with the features of their neighbours.
pub fn placed(
    example: &Example,
    alone: &Logistic<WordFeature>,
) -> Vec<[f64; WordFeature::ALL.len()]> {
    let words = &example.words;
    let odds: Vec<f64> = words
        .iter()
        .map(|word| alone.log_odds(|feature| word.features[feature as usize]))
        .collect();
    in_place(words, &odds)
}

/// The claims that edited ones were made from, by pair.
pub fn originals<'a>(examples: &[&'a Example]) -> HashMap<&'a str, &'a str> {
    let claims = examples.iter().map(|one| &one.record.claim);
    let originals = claims.filter(|claim| claim.kind == "original");
    originals
        .map(|claim| (&*claim.pair, &*claim.text))
        .collect()
}

fn alone(examples: &[&Example], originals: &HashMap<&str, &str>) -> Logistic<WordFeature> {
    let mut rows = Vec::new();
    for example in examples {
        let weight = match example.record.set {
            Set::Words => 1.0,
            Set::Wice if example.record.is_supported() => OTHERS,
            Set::Flips if !example.record.is_supported() => OTHERS,
            _ => continue,
        };
        let bad = bad_ranges(example, originals);
        for word in &example.words {
            rows.push(row(&word.features, is_bad(word.span.range(), &bad), weight));
        }
    }
    fit(&rows, PENALTY).named(WordFeature::OWN)
}

fn row(features: &[f64], is: bool, weight: f64) -> Row {
    Row {
        features: features.to_vec(),
        is,
        weight,
    }
}

/// Whether a word overlaps one of the ranges.
pub fn is_bad(word: Range<usize>, bad: &[Range<usize>]) -> bool {
    bad.iter()
        .any(|range| range.start < word.end && word.start < range.end)
}

/// Byte ranges of the words that nothing bears out: those labelled so, or those that were changed.
pub fn bad_ranges(example: &Example, originals: &HashMap<&str, &str>) -> Vec<Range<usize>> {
    let claim = &example.record.claim;
    match example.record.set {
        Set::Words => {
            let mut at = 0;
            let mut found = Vec::new();
            for (word, bad) in claim.words.iter().zip(&claim.unsupported) {
                at = claim.text[at..]
                    .find(word.as_str())
                    .map_or(at, |offset| at + offset);
                if *bad {
                    found.push(at..at + word.len());
                }
                at += word.len();
            }
            found
        }
        Set::Flips => originals
            .get(claim.pair.as_str())
            .map_or(Vec::new(), |original| inserted(original, &claim.text)),
        _ => Vec::new(),
    }
}

/// Byte ranges of the words of `new` that `old` has not.
fn inserted(old: &str, new: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut found = Vec::new();
    for change in TextDiff::from_words(old, new).iter_all_changes() {
        if change.tag() == ChangeTag::Delete {
            continue;
        }
        let end = at + change.value().len();
        if change.tag() == ChangeTag::Insert {
            found.push(at..end);
        }
        at = end;
    }
    found
}
