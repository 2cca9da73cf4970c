//! A page of a few sentences, and what a claim comes to against it.

use citecheck::claims::Claim;
use citecheck::extract::Document;
use citecheck::inner::sentences;
use citecheck::verify::Prepared;
use citecheck::verify::{Judge, Need, Verification, verify};

/// The page that has the sentences of `source`.
pub fn page(source: &str) -> Prepared {
    let passages = sentences(source)
        .into_iter()
        .map(|span| span.of(source).to_owned());
    Prepared::new(Document::from_passages(passages))
}

/// The outcome of `claim` against `page`, as `judge` judges it.
pub fn outcome(claim: &str, page: &Prepared, judge: &Judge) -> Verification {
    verify(&Claim::of_text(claim), &[Ok(page)], Need::Any, judge)
}
