//! Fits the two models of a claim's words.

use std::collections::HashMap;
use std::ops::Range;

use citecheck::verify::study::{Feature, Logistic, in_place};
use similar::{ChangeTag, TextDiff};

use crate::claims::names;
use crate::examples::{Example, Set, part};
use crate::logistic::{Row, fit};

/// How much a word of an edited claim counts, and one of a supported claim: neither was labelled by a
/// person word by word.
const OTHERS: f64 = 0.3;

/// Strengths of the ridge penalty, chosen by cross-validation.
const PENALTY: f64 = 3.3;
const PENALTY_IN_PLACE: f64 = 10.0;

/// The least probability of a marked word: the best F1 in cross-validation.
const MARKED: f64 = 0.33;

/// Parts for the cross-fitting of the second model.
const FOLDS: u64 = 3;
const SALT: u64 = 11;

/// What is learned of words.
pub struct Words {
    pub alone: Logistic,
    pub in_place: Logistic,
    pub marked: f64,
}

/// Learns from `examples`; `originals` are the claims that edited ones were made from, by pair.
pub fn learn(examples: &[&Example], originals: &HashMap<&str, &str>) -> Words {
    let mut rows = Vec::new();
    let mut column_names = Vec::new();
    for fold in 0..FOLDS {
        let (seen, unseen) = part(examples, fold, FOLDS, SALT);
        let alone = alone(&seen, originals);
        for example in unseen.into_iter().filter(|one| one.set == Set::Words) {
            let placed = placed(example, &alone);
            let bad = bad_ranges(example, originals);
            column_names = placed.first().map_or(column_names, |first| names(first));
            let words = example.study.word_figures.iter().zip(placed);
            rows.extend(
                words.map(|(word, figures)| row(&figures, is_bad(word.span.range(), &bad), 1.0)),
            );
        }
    }
    Words {
        alone: alone(examples, originals),
        in_place: fit(&rows, PENALTY_IN_PLACE).named(&column_names),
        marked: MARKED,
    }
}

/// The words of `example` with the figures of their neighbours.
pub fn placed(example: &Example, alone: &Logistic) -> Vec<Vec<Feature>> {
    let words = &example.study.word_figures;
    let odds: Vec<f64> = words
        .iter()
        .map(|word| alone.log_odds(&word.figures))
        .collect();
    in_place(words, &odds)
}

fn alone(examples: &[&Example], originals: &HashMap<&str, &str>) -> Logistic {
    let mut rows = Vec::new();
    for example in examples {
        let weight = match example.set {
            Set::Words => 1.0,
            Set::Claim if !example.is_supported() => continue,
            Set::Claim | Set::Edit => OTHERS,
            Set::Original => continue,
        };
        let bad = bad_ranges(example, originals);
        for word in &example.study.word_figures {
            rows.push(row(&word.figures, is_bad(word.span.range(), &bad), weight));
        }
    }
    let first = examples
        .iter()
        .find_map(|example| example.study.word_figures.first());
    fit(&rows, PENALTY).named(&first.map_or(Vec::new(), |word| names(&word.figures)))
}

fn row(figures: &[Feature], is: bool, weight: f64) -> Row {
    Row {
        figures: figures.iter().map(|(_, value)| *value).collect(),
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
    let record = &example.record;
    match example.set {
        Set::Words => {
            let mut at = 0;
            let mut found = Vec::new();
            for (word, bad) in record.words.iter().zip(&record.unsupported) {
                at = record.claim[at..]
                    .find(word.as_str())
                    .map_or(at, |offset| at + offset);
                if *bad {
                    found.push(at..at + word.len());
                }
                at += word.len();
            }
            found
        }
        Set::Edit => originals
            .get(record.pair.as_str())
            .map_or(Vec::new(), |original| inserted(original, &record.claim)),
        Set::Claim | Set::Original => Vec::new(),
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
