//! The entailment model: it is the file that it says it is, and gives what its reference outputs say.

#![cfg(feature = "entailment")]

use std::fmt::Write as _;

use citecheck::entailment::{Entailment, Model};
use rayon::prelude::*;
use serde::Deserialize;
use sha2::{Digest, Sha256};

#[derive(Deserialize)]
struct Reference {
    premise: String,
    hypothesis: String,
    input_ids: Vec<i32>,
    logits: [f64; 3],
}

fn references() -> Vec<Reference> {
    let lines = include_str!("../../models/reference.jsonl").lines();
    let references: Vec<Reference> = lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(references.len(), 60);
    references
}

fn entailed(logits: [f64; 3]) -> f64 {
    let powers = logits.map(f64::exp);
    powers[0] / powers.iter().sum::<f64>()
}

#[test]
fn texts_are_cut_into_the_tokens_that_the_model_was_trained_on() {
    let model = Model::built_in().unwrap();
    for reference in references() {
        let tokens = model.tokens(&reference.premise, &reference.hypothesis);
        assert_eq!(tokens, reference.input_ids, "{}", reference.hypothesis);
    }
}

/// Inputs are rounded to 8 bits when the model runs, and processors do so differently: by .02 on average.
#[test]
fn answers_are_those_of_the_reference_outputs() {
    let model = Model::built_in().unwrap();
    let differences: Vec<f64> = references()
        .iter()
        .map(|reference| {
            let told = model.score(&reference.premise, &reference.hypothesis);
            (told.probabilities()[0] - entailed(reference.logits)).abs()
        })
        .collect();
    let mean = differences.iter().sum::<f64>() / differences.len() as f64;
    let most = differences.iter().copied().fold(0.0, f64::max);
    assert!(mean <= 0.05, "{mean}");
    assert!(most <= 0.2, "{most}");
}

#[test]
fn an_answer_depends_on_nothing_but_its_pair() {
    let references = references();
    let pairs: Vec<(&str, &str)> = references
        .iter()
        .take(12)
        .map(|reference| (&*reference.premise, &*reference.hypothesis))
        .collect();
    let model = Model::built_in().unwrap();
    let alone: Vec<_> = pairs.iter().map(|(p, h)| model.score(p, h)).collect();
    let together: Vec<_> = std::thread::scope(|scope| {
        let runs: Vec<_> = pairs
            .iter()
            .map(|(p, h)| scope.spawn(|| model.score(p, h)))
            .collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    assert_eq!(alone, together);
}

/// A pool's thread that waits for the model must not begin the next pair meanwhile: it would wait for itself.
#[test]
fn threads_of_a_pool_may_all_ask_a_model_that_is_not_loaded_yet() {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(2)
        .build()
        .unwrap();
    let references = references();
    let entailment = Entailment::built_in().unwrap();
    let told: Vec<_> = pool.install(|| {
        let pairs = references.par_iter().take(8);
        pairs
            .map(|pair| entailment.score(&pair.premise, &pair.hypothesis))
            .collect()
    });
    assert_eq!(told.len(), 8);
    assert_eq!(entailment.new_answers().len(), 8);
}

#[test]
fn a_remembered_answer_is_given_without_the_model() {
    let told = Entailment::built_in().unwrap();
    let first = told.score("The depot closed in May.", "The depot is open.");
    let new = told.new_answers();
    assert_eq!(new.len(), 1);
    let again = Entailment::built_in().unwrap().remembering(new);
    assert_eq!(
        again.score("The depot closed in May.", "The depot is open."),
        first
    );
    assert!(again.new_answers().is_empty());
}

#[test]
fn the_file_is_the_one_that_reports_name() {
    let sums = include_str!("../../models/SHA256SUMS");
    for line in sums.lines() {
        let (sum, name) = line.split_once("  ").unwrap();
        let path = format!("{}/models/{name}", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(path).unwrap();
        let mut hex = String::new();
        for byte in Sha256::digest(bytes) {
            write!(hex, "{byte:02x}").unwrap();
        }
        assert_eq!(hex, sum, "{name}");
    }
    assert_eq!(Entailment::built_in().unwrap().sha256(), &sums[..64]);
}

#[test]
fn any_text_is_a_pair() {
    let model = Model::built_in().unwrap();
    let long = "word ".repeat(100_000);
    let joined = "a".repeat(1_000_000);
    let odd = "\0\u{202e}\u{feff}\u{e0}東京😀\u{301}";
    for (premise, hypothesis) in [
        ("", ""),
        (&*long, &*long),
        (&*joined, "x"),
        (odd, odd),
        ("x", &*joined),
    ] {
        assert!(model.tokens(premise, hypothesis).len() <= 272);
        assert!(model.score(premise, hypothesis).entailed.is_finite());
    }
}
