//! Tables of checks: a claim, a source, and how the check of one kind must end.

use citecheck::verify::{Check, Judge, Kind, Status};

use crate::support::page::{outcome, page};

/// How a row must end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// The source says the same.
    Match,
    /// The source says otherwise, in these words.
    Mismatch(&'static str),
    /// The source lacks it.
    Absent,
    /// Nothing is compared, or nothing differs.
    Quiet,
}

/// A claim, a source, and how the check must end.
pub type Row = (&'static str, &'static str, Ends);

/// Checks every row, and fails with all that end otherwise.
pub fn hold(kind: Kind, rows: &[Row]) {
    assert!(
        rows.len() >= 40,
        "a table has at least 40 rows, not {}",
        rows.len()
    );
    let mut wrong = Vec::new();
    for (claim, source, ends) in rows {
        let outcome = outcome(claim, &page(source), &Judge::lexical());
        let checks: Vec<&Check> = outcome
            .checks
            .iter()
            .filter(|check| check.kind == kind)
            .collect();
        let with = |status: Status| checks.iter().find(|check| check.status == status);
        let holds = match ends {
            Ends::Match => {
                with(Status::Match).is_some()
                    && with(Status::Mismatch).is_none()
                    && with(Status::Absent).is_none()
            }
            Ends::Mismatch(value) => with(Status::Mismatch).is_some_and(|check| {
                check
                    .source
                    .as_ref()
                    .is_some_and(|found| found.text == *value)
            }),
            Ends::Absent => with(Status::Absent).is_some() && with(Status::Mismatch).is_none(),
            Ends::Quiet => with(Status::Mismatch).is_none() && with(Status::Absent).is_none(),
        };
        if !holds {
            let notes: Vec<String> = checks
                .iter()
                .map(|check| format!("{}: {}", check.status.name(), check.note))
                .collect();
            wrong.push(format!(
                "{claim}\n  {source}\n  expected {ends:?}, got {notes:#?}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} rows:\n{}",
        wrong.len(),
        rows.len(),
        wrong.join("\n")
    );
}
