//! Runs rows of claim and source through the public API, and compares one kind of check.

use citecheck::extract::Document;
use citecheck::matching::Prepared;
use citecheck::verify::{Check, Judge, Kind, Status, analyse};

/// What the checks of the kind must say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// Every one of them matches.
    Match,
    /// One of them is absent and none differs: another thing's value, or one that says less.
    Absent,
    /// One differs, and shows these two values.
    Differs(&'static str, &'static str),
    /// There is nothing of the kind to check.
    Nothing,
}

/// Language, claim, source, what must come out.
pub type Row = (&'static str, &'static str, &'static str, Want);

/// The day on which the pages are written.
pub const WRITTEN: &str = "2026-04-23";

/// Fails with every row whose checks of `kind` are not as wanted.
pub fn check_rows(kind: Kind, rows: &[Row]) {
    let wrong: Vec<String> = rows.iter().filter_map(|row| complaint(kind, row)).collect();
    assert!(
        wrong.is_empty(),
        "{} of {} rows:\n{}",
        wrong.len(),
        rows.len(),
        wrong.join("\n")
    );
}

fn complaint(kind: Kind, (lang, claim, source, want): &Row) -> Option<String> {
    let mut document = Document::from_passages([(*source).to_owned()]);
    document.lang = Some((*lang).to_owned());
    document.published = Some(WRITTEN.parse().unwrap());
    let checks: Vec<Check> = analyse(claim, &Prepared::new(document), &Judge::lexical())
        .checks
        .into_iter()
        .filter(|check| check.kind == kind)
        .collect();
    let any = |status: Status| checks.iter().any(|check| check.status == status);
    let right = match want {
        Want::Match => {
            !checks.is_empty() && checks.iter().all(|check| check.status == Status::Match)
        }
        Want::Absent => any(Status::Absent) && !any(Status::Mismatch),
        Want::Differs(in_claim, in_source) => checks.iter().any(|check| {
            check.status == Status::Mismatch
                && check.claim.text == *in_claim
                && check
                    .source
                    .as_ref()
                    .is_some_and(|found| found.text == *in_source)
        }),
        Want::Nothing => checks.is_empty(),
    };
    let got: Vec<String> = checks
        .iter()
        .map(|check| format!("{} {}", check.status.name(), check.note))
        .collect();
    (!right).then(|| format!("  {claim} | {source}\n    want {want:?}, got {got:?}"))
}
