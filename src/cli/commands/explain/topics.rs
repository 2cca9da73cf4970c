//! What the words of a report mean, as the documentation has it.

use std::fmt::Write as _;

use citecheck::claims::Why;
use citecheck::report::Rule;
use citecheck::source::Reason;
use citecheck::verify::{Kind, Status};

/// The page of each kind of finding, and of what is none.
const PAGES: [(&str, &str); 8] = [
    (
        "supported",
        include_str!("../../../../docs/verdicts/supported.md"),
    ),
    (
        "partial",
        include_str!("../../../../docs/verdicts/partial.md"),
    ),
    (
        "contradicted",
        include_str!("../../../../docs/verdicts/contradicted.md"),
    ),
    (
        "not-found",
        include_str!("../../../../docs/verdicts/not-found.md"),
    ),
    ("unavailable", UNAVAILABLE),
    (
        "not-checkable",
        include_str!("../../../../docs/verdicts/not-checkable.md"),
    ),
    (
        Rule::Expectation.name(),
        include_str!("../../../../docs/verdicts/expectation.md"),
    ),
    (Rule::BrokenReference.name(), BROKEN_REFERENCE),
];

const UNAVAILABLE: &str = include_str!("../../../../docs/verdicts/unavailable.md");
const BROKEN_REFERENCE: &str = include_str!("../../../../docs/verdicts/broken-reference.md");
const CHECKS: &str = include_str!("../../../../docs/checks.md");

/// What `word` means: a page for a kind of finding, its row of a table for a reason, a check or a status. None for
/// any other word.
pub fn of(word: &str) -> Option<String> {
    let page = PAGES.into_iter().find(|(name, _)| *name == word);
    if let Some((_, page)) = page {
        return Some(page.to_owned());
    }
    let tables = [
        (Reason::ALL.map(Reason::name).to_vec(), UNAVAILABLE),
        (Why::ALL.map(Why::name).to_vec(), BROKEN_REFERENCE),
        (Kind::ALL.map(Kind::name).to_vec(), CHECKS),
        (Status::ALL.map(Status::name).to_vec(), CHECKS),
    ];
    tables
        .into_iter()
        .find(|(names, _)| names.contains(&word))
        .and_then(|(_, page)| row(page, word))
}

/// The row of `name` in a table of `page`, each cell under its column's name.
fn row(page: &str, name: &str) -> Option<String> {
    let begin = format!("| `{name}` |");
    let lines: Vec<&str> = page.lines().collect();
    let at = lines.iter().position(|line| line.starts_with(&begin))?;
    let rule = lines[..at]
        .iter()
        .rposition(|line| line.starts_with("|--"))?;
    let cells = |line: &str| -> Vec<String> {
        let inside = line.trim_matches('|').split(" | ");
        inside.map(|cell| cell.trim().to_owned()).collect()
    };
    let (header, row) = (cells(lines[rule.checked_sub(1)?]), cells(lines[at]));
    let mut text = format!("{name}\n");
    for (title, cell) in header.iter().zip(&row).skip(1) {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {title}: {cell}");
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_report_is_explained() {
        let reasons = Reason::ALL.map(Reason::name);
        let faults = Why::ALL.map(Why::name);
        let kinds = Kind::ALL.map(Kind::name);
        let statuses = Status::ALL.map(Status::name);
        let rules = Rule::ALL.map(Rule::name);
        let words = [&reasons[..], &faults, &kinds, &statuses, &rules].concat();
        for word in words.into_iter().chain(["supported"]) {
            let text = of(word).unwrap_or_default();
            assert!(text.lines().count() > 1, "{word}: {text}");
        }
        assert_eq!(of("nothing"), None);
    }
}
