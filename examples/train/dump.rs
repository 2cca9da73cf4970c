//! Writes what the judge sees, for looking at it with other tools.

use std::io::Write;

use citecheck::extract::Document;
use citecheck::matching::Prepared;
use citecheck::text::CharOffsets;
use citecheck::verify::study::study;
use serde_json::{Map, Value, json};

use crate::records::{Error, read};

pub fn run(files: &[String]) -> Result<(), Error> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for record in read(files)? {
        let prepared = Prepared::new(Document::from_passages(record.passages.clone()));
        let study = study(&record.claim, &prepared);
        let offsets = CharOffsets::new(&record.claim);
        let object = |figures: &[(&'static str, f64)]| -> Map<String, Value> {
            figures
                .iter()
                .map(|(name, value)| ((*name).to_owned(), json!(value)))
                .collect()
        };
        let words: Vec<Value> = study
            .word_figures
            .iter()
            .map(|word| json!({"span": offsets.to_chars(word.span), "x": object(&word.figures)}))
            .collect();
        let checks: Vec<Value> = study
            .checks
            .iter()
            .map(|check| {
                json!([
                    check.kind,
                    check.status,
                    check.claim.text,
                    check.source.as_ref().map(|found| &found.text),
                    check.note
                ])
            })
            .collect();
        let passages: Vec<usize> = study
            .candidates
            .iter()
            .map(|candidate| candidate.passage)
            .collect();
        let line = json!({"id": record.id, "x": object(&study.claim), "words": words, "passages": passages, "checks": checks});
        writeln!(out, "{line}")?;
    }
    Ok(())
}
