//! Everything that depends on the entailment model: reference outputs, judges, calibration.

use std::fmt::Write as _;
use std::fs;

use citecheck::entailment::Model;
use serde_json::Value;

use crate::judge;
use crate::records::Error;

const REFERENCE: &str = "models/reference.jsonl";
const JUDGES: &str = "src/verify/judge/data/judge.json";

/// Writes both files anew for the built-in model.
pub fn run(bench: &str) -> Result<(), Error> {
    let model = Model::built_in()?;
    let mut lines = String::new();
    for line in fs::read_to_string(REFERENCE)?.lines() {
        let mut pair: Value = serde_json::from_str(line)?;
        let text = |field: &str| pair[field].as_str().unwrap_or_default().to_owned();
        let (premise, hypothesis) = (text("premise"), text("hypothesis"));
        let told = model.score(&premise, &hypothesis);
        pair["input_ids"] = serde_json::to_value(model.tokens(&premise, &hypothesis))?;
        let logits = [told.entailed, told.neutral, told.contradicted];
        pair["logits"] = logits
            .map(|logit| (f64::from(logit) * 1e4).round() / 1e4)
            .to_vec()
            .into();
        writeln!(lines, "{pair}")?;
    }
    fs::write(REFERENCE, lines)?;
    fs::write(JUDGES, judge::fitted(bench)? + "\n")?;
    Ok(())
}
