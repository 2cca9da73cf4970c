//! From what a run found to its report: ids, order, spans, links, attribution.

use std::sync::Arc;

use crate::support::story::{self, InputBuilder, Run, page, refused};
use citecheck::report::{Gathered, Report, Verified, assemble};
use citecheck::source::{Reason, Source, Target};
use citecheck::verdict::Verdict;
use citecheck::verify::Judge;

fn run_of(inputs: &[(&str, &str, &str)]) -> Report {
    // Each input names its one source `news`, at another address.
    let sources: Vec<_> = inputs
        .iter()
        .map(|(_, _, url)| page("news", url, &["The ferry sails in June."], "News"))
        .collect();
    let built = inputs.iter().zip(&sources).map(|((path, id, _), source)| {
        let path: Arc<str> = Arc::from(*path);
        let mut built =
            InputBuilder::new(&path, "Title").sources(std::slice::from_ref(source), &["news"]);
        built.claim(id, "The ferry sails in June.", &["news"], |v| {
            v.verdict(Verdict::Supported, 0.9, "it says so").evidence(
                0,
                0,
                "The ferry sails in June.",
                1.0,
                &["ferry"],
            )
        });
        built.done()
    });
    Run {
        inputs: built.collect(),
        sources,
    }
    .report()
}

#[test]
fn one_id_for_two_targets_is_told_apart_by_the_input() {
    let report = run_of(&[
        ("a.toml", "one", "https://a.example/"),
        ("b.toml", "two", "https://b.example/"),
    ]);
    let ids: Vec<_> = report
        .sources
        .iter()
        .map(|source| source.id.as_str())
        .collect();
    assert_eq!(ids, ["b.toml#news", "news"]);
    assert_eq!(report.claims[1].citations, ["b.toml#news"]);
    assert_eq!(report.claims[1].evidence[0].source, "b.toml#news");
}

#[test]
fn one_target_in_two_inputs_is_one_record() {
    let report = run_of(&[
        ("a.toml", "one", "https://a.example/"),
        ("b.toml", "two", "https://a.example/"),
    ]);
    assert_eq!(report.sources.len(), 1);
    assert_eq!(report.claims[0].citations, report.claims[1].citations);
}

#[test]
fn one_claim_id_in_two_inputs_is_told_apart_by_the_input() {
    let report = run_of(&[
        ("a.toml", "one", "https://a.example/"),
        ("b.toml", "one", "https://a.example/"),
    ]);
    let ids: Vec<_> = report
        .claims
        .iter()
        .map(|claim| claim.id.as_str())
        .collect();
    assert_eq!(ids, ["one", "b.toml#one"]);
}

#[test]
fn scores_have_three_decimals_and_stay_within_bounds() {
    let mut run = story::run();
    let first = &mut run.inputs[0].1[0];
    (first.score, first.pairs[0].score, first.evidence[0].score) = (0.123_456, f64::NAN, 7.0);
    let report = run.report();
    assert_eq!(report.claims[0].score.to_string(), "0.123");
    assert_eq!(report.claims[0].pairs[0].score.to_string(), "0");
    assert_eq!(report.claims[0].evidence[0].score.to_string(), "1");
}

#[test]
fn claims_stand_in_the_order_of_the_input() {
    let mut run = story::run();
    let (input, verifications) = &mut run.inputs[0];
    input.claims.reverse();
    verifications.reverse();
    assert_eq!(run.report().claims, story::report().claims);
}

#[test]
fn the_same_run_gives_the_same_report() {
    assert_eq!(story::report(), story::report());
}

#[test]
fn given_text_has_no_address_and_a_local_file_has_its_path() {
    let source = |target| Source {
        id: "given".to_owned(),
        target,
        title: Some("Mine".to_owned()),
        reference: None,
    };
    let document = citecheck::extract::Document::from_passages(["One.".to_owned()]);
    let record = |target: Target| {
        let source = source(target);
        let gathered = Gathered {
            source: &source,
            provenance: None,
            outcome: Ok(&document),
        };
        let no_input: [Verified<'_>; 0] = [];
        assemble(&no_input, &[gathered], &Judge::lexical())
            .sources
            .remove(0)
    };
    let text = record(Target::Text("One.".to_owned()));
    assert_eq!(
        (text.url, text.path, text.title.as_deref()),
        (None, None, Some("Mine"))
    );
    let file = record(Target::Path("notes/one.txt".into()));
    assert_eq!(
        (file.url, file.path.as_deref()),
        (None, Some("notes/one.txt"))
    );
}

#[test]
fn it_is_told_when_another_source_than_the_named_one_bears_a_claim_out() {
    let mut run = story::run();
    let (input, verifications) = &mut run.inputs[0];
    // The claim on the quotation cites the notice and the gazette.
    input.claims[2].attributed_to = Some("the Gazette".to_owned());
    input.claims[2].named = Some("news".to_owned());
    verifications[2].verdict = Verdict::Supported;
    verifications[2].pairs[0].verdict = Verdict::Supported;
    verifications[2].checks.clear();
    let report = run.report();
    let claim = report
        .claims
        .iter()
        .find(|claim| claim.id == "director-quote")
        .unwrap();
    assert_eq!(claim.attributed_source.as_deref(), Some("news"));
    assert!(
        claim
            .why
            .ends_with("; it is another source than the Gazette that says so"),
        "{}",
        claim.why
    );
}

#[test]
fn a_source_that_could_not_be_read_has_a_reason_and_nothing_else() {
    let (source, provenance, outcome) = refused(
        "x",
        "https://x.example/",
        Reason::Timeout,
        None,
        "no answer in 30 s",
    );
    let gathered = Gathered {
        source: &source,
        provenance: provenance.as_ref(),
        outcome: outcome.as_ref(),
    };
    let no_input: [Verified<'_>; 0] = [];
    let record = assemble(&no_input, &[gathered], &Judge::lexical())
        .sources
        .remove(0);
    assert_eq!(
        (record.reason, record.detail.as_deref()),
        (Some(Reason::Timeout), Some("no answer in 30 s"))
    );
    assert_eq!(
        (record.http_status, record.sha256, record.title),
        (None, None, None)
    );
}

#[test]
fn what_was_read_in_an_archive_is_linked_there() {
    let mut run = story::run();
    let provenance = run.sources[0].1.as_mut().unwrap();
    provenance.archived_at = Some("2024-05-20T00:00:00Z".to_owned());
    provenance.final_url =
        "https://archive.example/2024/https://harbour.example/news/opening".to_owned();
    let report = run.report();
    let source = report
        .sources
        .iter()
        .find(|source| source.id == "notice")
        .unwrap();
    assert_eq!(
        source.url.as_deref(),
        Some("https://harbour.example/news/opening")
    );
    let link = report.claims[0].evidence[0].url.as_deref().unwrap();
    assert!(
        link.starts_with(
            "https://archive.example/2024/https://harbour.example/news/opening#:~:text="
        ),
        "{link}"
    );
}
