//! Verdicts and reports where there was nothing to check, or nothing to check with.

use std::fs;
use std::path::Path;

use citecheck::claims::Claim;
use citecheck::extract::Document;
use citecheck::source::{Reason, Unavailable};
use citecheck::verdict::Verdict;
use citecheck::verify::Prepared;
use citecheck::verify::{Judge, Need, verify};
use serde_json::Value;

use super::{CLAIMS, NOTES, UNCACHED, folder};
use crate::support::program::{citecheck, command};

fn report(dir: &Path, args: &[&str]) -> Value {
    let run = citecheck(dir, &[&["check", "--format", "json"], args].concat());
    serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"))
}

/// What `stream` answers to these lines, and its exit code.
fn stream(lines: &str) -> (Vec<Value>, Option<i32>) {
    let dir = folder(&[("in", lines)]);
    let output = command(dir.path(), &["stream"])
        .stdin(fs::File::open(dir.path().join("in")).unwrap())
        .output()
        .unwrap();
    let answers = String::from_utf8(output.stdout).unwrap();
    let answers = answers
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    (answers.collect(), output.status.code())
}

#[test]
fn a_claim_without_a_word_of_content_is_not_checkable() {
    let page = Prepared::new(Document::from_passages([
        "The company said that sales rose to 4 million in 2019.".to_owned(),
    ]));
    for text in [
        "",
        "...",
        "the",
        "It is.",
        "And so on.",
        "!!!",
        "a",
        "« … »",
    ] {
        let outcome = verify(
            &Claim::of_text(text),
            &[Ok(&page)],
            Need::Any,
            &Judge::lexical(),
        );
        assert_eq!(outcome.verdict, Verdict::NotCheckable, "{text}");
        assert!(
            outcome.why.contains("no word of it"),
            "{text}: {}",
            outcome.why
        );
        assert_eq!(outcome.pairs.len(), 1);
    }
    for text in ["Sales rose.", "4", "売上", "2019年"] {
        let outcome = verify(
            &Claim::of_text(text),
            &[Ok(&page)],
            Need::Any,
            &Judge::lexical(),
        );
        assert_ne!(outcome.verdict, Verdict::NotCheckable, "{text}");
    }
}

#[test]
fn stream_refuses_an_empty_claim_and_says_what_a_line_is() {
    let (answers, code) = stream(concat!(
        "{\"id\":1,\"claim\":\" \",\"source\":\"Sales rose.\"}\n",
        "{\"id\":2,\"claim\":\"...\",\"source\":\"Sales rose.\"}\n",
        "not json\n",
        "{\"id\":3,\"claim\":}\n",
        "{\"id\":4,\"clam\":\"x\"}\n",
    ));
    assert_eq!(code, Some(2));
    assert_eq!(answers[0]["error"], "\"claim\" is empty");
    assert_eq!(answers[0]["id"], 1);
    assert_eq!(answers[1]["verdict"], "not-checkable");
    let error = |index: usize| answers[index]["error"].as_str().unwrap().to_owned();
    assert!(
        error(2).starts_with("a line is a JSON object"),
        "{}",
        error(2)
    );
    assert!(error(3).starts_with("not JSON: "), "{}", error(3));
    assert!(error(4).contains("unknown field `clam`"), "{}", error(4));
    for (index, line) in [(2, 3), (3, 4), (4, 5)] {
        assert_eq!(answers[index]["line"], line);
        assert!(!error(index).contains("line 1"), "{}", error(index));
    }
}

#[test]
fn of_two_sources_one_unread_and_one_silent_both_are_told() {
    let page = Prepared::new(Document::from_passages([
        "The harbour opened in May.".to_owned()
    ]));
    let gone = Unavailable::new(Reason::HttpStatus, "the server answered 404").with_status(404);
    let claim = Claim::of_text("The film sold 4 million tickets.");
    let outcome = verify(
        &claim,
        &[Err(&gone), Ok(&page)],
        Need::Any,
        &Judge::lexical(),
    );
    assert_eq!(outcome.verdict, Verdict::Unavailable);
    assert_eq!(
        outcome.why,
        "one source could not be read (the server answered 404); the one that was read does not speak of it"
    );
    let outcome = verify(
        &claim,
        &[Err(&gone), Ok(&page), Err(&gone), Ok(&page)],
        Need::Any,
        &Judge::lexical(),
    );
    assert_eq!(
        outcome.why,
        "2 sources could not be read (the server answered 404, and others); none of the 2 that were read speaks of it"
    );
    let film = Prepared::new(Document::from_passages([NOTES.to_owned()]));
    let outcome = verify(
        &claim,
        &[Err(&gone), Ok(&film)],
        Need::All,
        &Judge::lexical(),
    );
    assert!(
        outcome
            .why
            .ends_with("; the one that was read bears it out"),
        "{}",
        outcome.why
    );
}

#[test]
fn what_was_not_read_was_not_checked() {
    let more = "\n[[claim]]\ntext = \"The film won 3 prizes.\"\ncites = [\"https://film.example/prizes\"]\n";
    let dir = folder(&[("notes.txt", NOTES), ("c.toml", &format!("{CLAIMS}{more}"))]);
    let run = citecheck(dir.path(), &["check", "c.toml", "--offline"]);
    assert!(
        run.stdout
            .contains("50 % of the claims checked, 1 of 2 sources read"),
        "{run:?}"
    );
    assert!(!run.stderr.contains("warning"), "{run:?}");
    let dir = folder(&[("c.toml", UNCACHED)]);
    let run = citecheck(dir.path(), &["check", "c.toml", "--offline"]);
    assert!(
        run.stdout
            .contains("0 % of the claims checked, 0 of 1 source read"),
        "{run:?}"
    );
}

#[test]
fn a_run_that_read_no_source_warns_and_names_the_cache() {
    let dir = folder(&[
        ("c.toml", UNCACHED),
        ("a.md", "The film sold 4 million tickets.\n"),
    ]);
    let run = citecheck(dir.path(), &["check", "c.toml", "--offline", "--quiet"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let cache = dir.path().canonicalize().unwrap().join("cache");
    let warning = format!(
        "warning: could not read the source, so nothing was checked; the cache that was looked in is the folder {}",
        cache.display()
    );
    assert!(run.stderr.contains(&warning), "{warning}\n{run:?}");
    let run = citecheck(dir.path(), &["check", "a.md", "--offline"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(
        run.stderr
            .contains("could not check the claim: none that states something cites a source"),
        "{run:?}"
    );
}

#[test]
fn a_local_link_of_an_article_that_leads_nowhere_is_a_broken_reference() {
    let dir = folder(&[(
        "a.md",
        "The film sold 4 million tickets ([notes](notes.txt)).\n",
    )]);
    let report = report(dir.path(), &["a.md"]);
    assert_eq!(report["broken_references"][0]["reason"], "no-file");
    let run = citecheck(dir.path(), &["check", "a.md"]);
    assert!(
        run.stdout
            .contains("correct the path, or put the file there"),
        "{run:?}"
    );
    assert!(!run.stdout.contains("--offline"), "{run:?}");
}
