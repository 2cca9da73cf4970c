//! What the README and the pages on reports and verdicts show is what the program prints now.
//!
//! To renew one of their blocks, copy the lines anew from the run that [`RUN`] names, at 80 columns
//! (`--width 80`) for the pages, with `--verbose` for what is supported. A line `…` stands for lines
//! that are left out.

use std::fs;
use std::path::Path;

/// The run that is shown. Without a terminal its lines are 100 columns wide, and the times in what it
/// prints of a claim are those of the committed snapshots.
const RUN: &[&str] = &["check", "claims/demo.toml", "--offline"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn printed(more: &[&str]) -> String {
    // What is shown is what a user gets who says nothing of the judge.
    let run = crate::support::program::citecheck(
        root(),
        &[RUN, &["--judge", "entailment"], more].concat(),
    );
    assert_eq!(
        run.code,
        Some(1),
        "the demonstration has findings: {}",
        run.stderr
    );
    run.stdout
}

/// The lines of the first block of `text` that has a line in which `word` stands.
fn block<'t>(text: &'t str, word: &str) -> Vec<&'t str> {
    let blocks = text.split("\n```").skip(1).step_by(2);
    let lines = blocks.map(|block| block.lines().skip(1).collect::<Vec<_>>());
    let mut shown = lines.filter(|lines| lines.iter().any(|line| line.contains(word)));
    shown
        .next()
        .unwrap_or_else(|| panic!("no block has {word}"))
}

/// Asserts that `printed` has the lines `shown`, in their order, with further ones only at `…`.
fn assert_shows(page: &str, shown: &[&str], printed: &str) {
    let printed: Vec<&str> = printed.lines().collect();
    let mut from = 0;
    for part in shown
        .split(|line| *line == "…")
        .filter(|part| !part.is_empty())
    {
        let rest = &printed[from..];
        let Some(at) = rest.windows(part.len()).position(|lines| lines == part) else {
            panic!(
                "{page} shows what `citecheck {}` does not print (tests/cli/documents/readme.rs tells how to renew it):\n{}\n\nit prints:\n{}",
                RUN.join(" "),
                part.join("\n"),
                rest.join("\n")
            );
        };
        from += at + part.len();
    }
}

#[test]
fn the_readme_shows_what_the_demonstration_prints() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let shown = block(&readme, "claims/demo.toml:");
    let command = format!("$ citecheck {}", RUN.join(" "));
    assert_eq!(shown[0], command);
    assert_shows("README.md", &shown[1..], &printed(&[]));
}

#[test]
fn the_page_on_reports_shows_what_the_demonstration_prints() {
    let page = fs::read_to_string(root().join("docs/reports.md")).unwrap();
    let shown = block(&page, "claims/demo.toml:");
    assert_shows("docs/reports.md", &shown, &printed(&["--width", "80"]));
}

#[test]
fn the_pages_on_verdicts_show_what_the_demonstration_prints() {
    for verdict in [
        "contradicted",
        "not-found",
        "partial",
        "unavailable",
        "supported",
    ] {
        let page = format!("docs/verdicts/{verdict}.md");
        let text = fs::read_to_string(root().join(&page)).unwrap();
        let shown = block(&text, "claims/demo.toml:");
        assert!(shown[0].starts_with(verdict), "{page}: {}", shown[0]);
        let more: &[&str] = match verdict {
            "supported" => &["--width", "80", "--verbose"],
            _ => &["--width", "80"],
        };
        assert_shows(&page, &shown, &printed(more));
    }
}
