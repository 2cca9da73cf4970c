//! The development data with what the judge sees of it.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use citecheck::entailment::{Entailment, Logits, PairKey};
use citecheck::verify::Prepared;
use citecheck::verify::{Check, Facts, Features, Judge, WordFeatures, analyse};
use rayon::prelude::*;
use rustc_hash::FxHasher;

use crate::records::{Error, Record, read};

/// Where the model's answers are kept between runs.
const ANSWERS: &str = "target/answers.json";

/// A record, and its claim against its source.
pub struct Example {
    pub record: Record,
    pub features: Features,
    pub checks: Vec<Check>,
    pub words: Vec<WordFeatures>,
    pub premise: String,
    /// The passages that are shown, best first.
    pub shown: Vec<usize>,
    pub facts: Facts,
}

/// Which of `folds` parts a page belongs to, of whose text these are the passages.
pub fn fold_of(passages: &[String], folds: u64, salt: u64) -> u64 {
    let mut hasher = FxHasher::default();
    salt.hash(&mut hasher);
    let first = passages.iter().take(SAME_PAGE);
    first.for_each(|passage| passage.hash(&mut hasher));
    (hasher.finish() >> 20) % folds
}

/// A page's first passages tell it from others.
const SAME_PAGE: usize = 6;

/// Reads the sets in `bench` and aligns each claim with its source; those that the entailment model did not see are
/// read by it, or by the one in the file that `CITECHECK_MODEL` names.
pub fn load(bench: &str) -> Result<Vec<Example>, Error> {
    let entailment = match std::env::var_os("CITECHECK_MODEL") {
        Some(file) => Entailment::from_file(file.as_ref())?,
        None => Entailment::built_in()?,
    };
    let known: BTreeMap<String, Logits> = match std::fs::read_to_string(ANSWERS) {
        Ok(text) => serde_json::from_str(&text)?,
        Err(_) => BTreeMap::new(),
    };
    let answers = known
        .iter()
        .filter_map(|(key, told)| Some((key.parse::<PairKey>().ok()?, *told)));
    let judge = Judge::with(entailment.remembering(answers));
    let lexical = Judge::lexical();
    let examples: Vec<Example> = read(bench)?
        .into_par_iter()
        .map(|record| {
            let judge = if record.is_fit { &judge } else { &lexical };
            example(record, judge)
        })
        .collect();
    let new = judge
        .entailment()
        .map(Entailment::new_answers)
        .unwrap_or_default();
    let new = new.into_iter().map(|(key, told)| (key.to_string(), told));
    let all: BTreeMap<String, Logits> = known.into_iter().chain(new).collect();
    std::fs::write(ANSWERS, serde_json::to_string(&all)?)?;
    Ok(examples)
}

fn example(record: Record, judge: &Judge) -> Example {
    let document = Prepared::new(record.document());
    let analysis = analyse(&record.claim.text, None, &document, judge);
    let facts = analysis.facts();
    Example {
        facts,
        features: analysis.features,
        shown: analysis.matches.order().take(5).collect(),
        premise: analysis
            .read
            .map_or_else(String::new, |read| read.premise.text),
        checks: analysis.checks,
        words: analysis.words,
        record,
    }
}

/// Of `examples`, those outside of and those in part `fold`; claims on one page are in the same.
pub fn part<'a>(
    examples: &[&'a Example],
    fold: u64,
    folds: u64,
    salt: u64,
) -> (Vec<&'a Example>, Vec<&'a Example>) {
    examples
        .iter()
        .copied()
        .partition(|example| fold_of(&example.record.passages, folds, salt) != fold)
}
