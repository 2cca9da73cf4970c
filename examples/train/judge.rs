//! Fits the two models of the judge.

use citecheck::extract::Document;
use citecheck::matching::Prepared;
use citecheck::text::CharOffsets;
use citecheck::verify::study::{Coefficient, Logistic, Model, Study, study};

use crate::logistic::{Row, fit};
use crate::records::{Error, Record, read};

/// How much an edited claim counts: there are three of them for each original.
const EDIT: f64 = 0.35;

/// Strength of the ridge penalty, chosen by cross-validation (`docs/benchmarks.md`).
const CLAIM_PENALTY: f64 = 8.0;
const WORD_PENALTY: f64 = 3.0;

pub fn run(files: &[String]) -> Result<(), Error> {
    let records = read(files)?;
    let studied: Vec<(Record, Study)> = records
        .into_iter()
        .map(|record| {
            let prepared = Prepared::new(Document::from_passages(record.passages.clone()));
            let study = study(&record.claim, &prepared);
            (record, study)
        })
        .collect();
    let claim = fit_claims(&studied);
    let word = fit_words(&studied);
    let model = Model {
        claim,
        word,
        supported: 0.38,
        unsupported_word: 0.3,
    };
    println!("{}", serde_json::to_string_pretty(&model)?);
    Ok(())
}

fn fit_claims(studied: &[(Record, Study)]) -> Logistic {
    let rows: Vec<Row> = studied
        .iter()
        .filter(|(record, _)| record.words.is_empty() && record.kind != "original")
        .map(|(record, study)| Row {
            figures: study.claim.iter().map(|(_, value)| *value).collect(),
            is: record.label == "supported" && record.kind.is_empty(),
            weight: if record.kind.is_empty() { 1.0 } else { EDIT },
        })
        .collect();
    let names = studied
        .first()
        .map_or(Vec::new(), |(_, study)| names(&study.claim));
    logistic(&names, &rows, CLAIM_PENALTY)
}

/// Words of the set that labels them, and words of supported claims, all of which are borne out.
fn fit_words(studied: &[(Record, Study)]) -> Logistic {
    let mut rows = Vec::new();
    for (record, study) in studied
        .iter()
        .filter(|(record, _)| !record.words.is_empty())
    {
        let bad = unsupported_ranges(record);
        let offsets = CharOffsets::new(&record.claim);
        for word in &study.words {
            let [start, end] = offsets.to_chars(word.span);
            let bytes = offsets.to_bytes([start, end]);
            rows.push(Row {
                figures: word.figures.iter().map(|(_, value)| *value).collect(),
                is: bad
                    .iter()
                    .any(|(from, to)| *from < bytes.end && bytes.start < *to),
                weight: 1.0,
            });
        }
    }
    let names = studied
        .iter()
        .find_map(|(_, study)| study.words.first())
        .map_or(Vec::new(), |word| names(&word.figures));
    logistic(&names, &rows, WORD_PENALTY)
}

fn names(figures: &[(&'static str, f64)]) -> Vec<&'static str> {
    figures.iter().map(|(name, _)| *name).collect()
}

/// Byte ranges of the words that nothing bears out.
fn unsupported_ranges(record: &Record) -> Vec<(usize, usize)> {
    let mut at = 0;
    let mut found = Vec::new();
    for (word, bad) in record.words.iter().zip(&record.unsupported) {
        at = record.claim[at..]
            .find(word.as_str())
            .map_or(at, |offset| at + offset);
        if *bad {
            found.push((at, at + word.len()));
        }
        at += word.len();
    }
    found
}

fn logistic(names: &[&'static str], rows: &[Row], penalty: f64) -> Logistic {
    let fitted = fit(rows, penalty);
    let round = |value: f64| (value * 1e5).round() / 1e5;
    Logistic {
        bias: round(fitted.bias),
        coefficients: names
            .iter()
            .zip(fitted.means.iter().zip(&fitted.weights))
            .map(|(name, (mean, weight))| Coefficient {
                name: (*name).to_owned(),
                mean: round(*mean),
                weight: round(*weight),
            })
            .collect(),
    }
}
