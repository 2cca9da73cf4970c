//! Writes what the judge sees, for looking at it with other tools.

use std::io::Write;

use serde_json::{Map, Value, json};

use crate::examples::load;
use crate::records::Error;

pub fn run(bench: &str) -> Result<(), Error> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for example in load(bench)? {
        let features = citecheck::verify::Feature::ALL.into_iter();
        let features: Map<String, Value> = features
            .map(|feature| {
                (
                    feature.name().to_owned(),
                    json!(example.features.get(feature)),
                )
            })
            .collect();
        let checks: Vec<Value> = example
            .checks
            .iter()
            .map(|check| json!([check.kind, check.status, check.note, check.closeness]))
            .collect();
        let record = &example.record;
        let line = json!({
            "set": record.set.name(), "id": record.claim.id, "fit": record.is_fit, "x": features,
            "checks": checks, "evidence": example.shown, "premise": example.premise,
            "verbatim": example.facts.is_verbatim, "fails": example.facts.fails,
        });
        writeln!(out, "{line}")?;
    }
    Ok(())
}
