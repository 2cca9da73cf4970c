//! Pairs of reports with what changed between them: `fixtures/diff/*.toml`, one story a file. A pair
//! is written short and made into two reports here; what is expected is read by people:
//! `KIND ID (causes)` for a claim, `KIND ID: the passage's change` for a source.

use std::fs;
use std::path::Path;

use citecheck::report::diff::{ClaimChange, Diff, Op, SourceChange, diff};
use citecheck::report::{Format, Report, View, Words};
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    expect: Vec<String>,
    unchanged: usize,
    old: Side,
    new: Side,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Side {
    #[serde(default = "first_version")]
    version: String,
    sources: Vec<Source>,
    claims: Vec<Claim>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    id: String,
    url: String,
    bytes: Option<String>,
    reason: Option<String>,
    fetched: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claim {
    id: String,
    text: String,
    verdict: String,
    cites: Vec<String>,
    line: Option<usize>,
    source: Option<String>,
    passage: Option<String>,
}

fn first_version() -> String {
    "0.1.0".to_owned()
}

impl Side {
    fn report(&self) -> Report {
        let zeros = json!({"claims": 0, "supported": 0, "partial": 0, "contradicted": 0, "not-found": 0, "unavailable": 0, "not-checkable": 0});
        let report = json!({
            "schema": 1,
            "tool": {"name": "citecheck", "version": self.version},
            "inputs": [],
            "summary": zeros,
            "sources": self.sources.iter().map(Source::record).collect::<Vec<_>>(),
            "claims": self.claims.iter().enumerate().map(Claim::record).collect::<Vec<_>>(),
            "warnings": [],
        });
        Report::from_json(report.to_string().as_bytes()).unwrap()
    }
}

impl Source {
    fn record(&self) -> Value {
        json!({
            "id": self.id,
            "url": self.url,
            "status": if self.reason.is_some() { "unavailable" } else { "read" },
            "reason": self.reason,
            "http_status": null,
            "final_url": self.url,
            "sha256": self.bytes,
            "fetched_at": self.fetched,
            "title": null,
            "date": null,
        })
    }
}

impl Claim {
    fn record((index, claim): (usize, &Self)) -> Value {
        let evidence = claim.passage.iter().map(|text| {
            json!({
                "source": claim.source.as_ref().unwrap_or(&claim.cites[0]),
                "passage": 0, "text": text, "region": "body", "score": 1.0,
                "spans": [], "claim_spans": [], "url": null,
            })
        });
        json!({
            "id": claim.id, "text": claim.text, "file": "harbour.md",
            "line": claim.line.unwrap_or(index + 1), "column": 1,
            "verdict": claim.verdict, "score": 0.5, "why": "",
            "citations": claim.cites, "evidence": evidence.collect::<Vec<_>>(),
            "checks": [], "unsupported": [], "expect": null,
        })
    }
}

fn claim_line(change: &ClaimChange) -> String {
    let causes: Vec<_> = change
        .causes
        .iter()
        .map(|cause| {
            serde_json::to_value(cause)
                .unwrap()
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    if causes.is_empty() {
        format!("{} {}", change.kind, change.id)
    } else {
        format!("{} {} ({})", change.kind, change.id, causes.join(", "))
    }
}

fn source_line(change: &SourceChange) -> String {
    let mut line = format!("{} {}", change.kind, change.id);
    for passage in &change.passages {
        let edits = passage.edits.iter().map(|edit| match edit.op {
            Op::Equal => edit.text.clone(),
            Op::Delete => format!("[-{}-]", edit.text),
            Op::Insert => format!("{{+{}+}}", edit.text),
        });
        let edits: String = edits.collect();
        let what = if passage.new.is_some() {
            edits
        } else {
            "gone".to_owned()
        };
        line.extend([": ", &what]);
    }
    line
}

fn lines(diff: &Diff) -> Vec<String> {
    let mut lines: Vec<_> = diff
        .claims
        .iter()
        .map(|change| (change.kind, claim_line(change)))
        .collect();
    lines.extend(
        diff.sources
            .iter()
            .map(|change| (change.kind, source_line(change))),
    );
    lines.sort_by_key(|(kind, _)| *kind);
    lines.into_iter().map(|(_, line)| line).collect()
}

fn pairs() -> Vec<(String, Pair)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/diff");
    let mut pairs: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let pair = toml::from_str(&fs::read_to_string(&path).unwrap())
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            (name, pair)
        })
        .collect();
    pairs.sort_by(|a, b| a.0.cmp(&b.0));
    pairs
}

#[test]
fn every_pair_is_classified_as_its_story_tells() {
    let pairs = pairs();
    assert_eq!(pairs.len(), 15);
    for (name, pair) in pairs {
        let diff = diff(&pair.old.report(), &pair.new.report());
        assert_eq!(lines(&diff), pair.expect, "{name}");
        assert_eq!(diff.unchanged, pair.unchanged, "{name}");
    }
}

#[test]
fn a_diff_fits_its_schema() {
    let schema: Value = serde_json::from_str(include_str!("../../docs/diff.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (name, pair) in pairs() {
        let mut out = Vec::new();
        citecheck::report::diff::write_json(
            &diff(&pair.old.report(), &pair.new.report()),
            &mut out,
        )
        .unwrap();
        let value: Value = serde_json::from_slice(&out).unwrap();
        let errors: Vec<_> = validator
            .iter_errors(&value)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn people_read_what_was_what_is_and_why() {
    let (_, pair) = pairs().remove(1);
    let mut text = Vec::new();
    let changes = diff(&pair.old.report(), &pair.new.report());
    citecheck::report::diff::write_terminal(&changes, 80, false, &mut text).unwrap();
    insta::assert_snapshot!(String::from_utf8(text).unwrap());
}

#[test]
fn a_comment_has_the_same_in_markdown() {
    let (_, pair) = pairs().remove(1);
    let mut text = Vec::new();
    let changes = diff(&pair.old.report(), &pair.new.report());
    citecheck::report::diff::write_markdown(&changes, &Words, &mut text).unwrap();
    insta::assert_snapshot!(String::from_utf8(text).unwrap());
}

#[test]
fn a_source_that_changed_names_the_claims_that_rest_on_what_changed() {
    let (_, pair) = pairs().remove(14);
    let changes = diff(&pair.old.report(), &pair.new.report());
    assert_eq!(changes.sources[0].claims, ["rule-4"]);
    let mut text = Vec::new();
    citecheck::report::diff::write_terminal(&changes, 80, false, &mut text).unwrap();
    insta::assert_snapshot!(String::from_utf8(text).unwrap());
}

#[test]
fn nothing_changed_is_one_line() {
    let (_, pair) = pairs().remove(0);
    let mut text = Vec::new();
    let changes = diff(&pair.old.report(), &pair.new.report());
    citecheck::report::diff::write_terminal(&changes, 80, false, &mut text).unwrap();
    assert_eq!(
        String::from_utf8(text).unwrap(),
        "no change: 2 claims unchanged\n"
    );
}

#[test]
fn a_report_does_not_differ_from_itself() {
    for (name, pair) in pairs() {
        let report = pair.new.report();
        let changes = diff(&report, &report);
        assert_eq!(lines(&changes), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn the_baseline_knows_a_finding_and_tells_why_another_is_new() {
    let (_, pair) = pairs().remove(1);
    let (old, new) = (pair.old.report(), pair.new.report());
    let mut view = View::new(&new);
    let facts = citecheck::report::compare_with_baseline(&new, &new, &mut view.standings);
    assert_eq!((facts.known, view.fails()), (1, false));

    let mut view = View::new(&new);
    view.baseline = Some(citecheck::report::compare_with_baseline(
        &new,
        &old,
        &mut view.standings,
    ));
    assert!(view.fails());
    let mut text = Vec::new();
    Format::Terminal
        .writer()
        .write(&new, &view, &mut text)
        .unwrap();
    assert!(
        String::from_utf8(text)
            .unwrap()
            .contains("supported in the baseline; the page changed")
    );

    let mut view = View::new(&old);
    let facts = citecheck::report::compare_with_baseline(&old, &new, &mut view.standings);
    assert_eq!(facts.unneeded, ["licence"]);
}

fn random_side() -> impl Strategy<Value = Side> {
    let words = prop::sample::select(vec![
        "the", "quay", "opens", "in", "May", "June", "2030", "二割",
    ]);
    let text = prop::collection::vec(words, 1..8).prop_map(|words| words.join(" "));
    let verdict = prop::sample::select(vec![
        "supported",
        "partial",
        "contradicted",
        "not-found",
        "unavailable",
        "not-checkable",
    ]);
    let claim = (
        0_usize..12,
        text.clone(),
        verdict,
        0_usize..3,
        prop::option::of(text),
    );
    let claims = prop::collection::vec(claim, 0..10);
    (claims, prop::collection::vec(0_u8..4, 3), prop::bool::ANY).prop_map(
        |(claims, bytes, tool)| Side {
            version: if tool { "0.1.0" } else { "0.2.0" }.to_owned(),
            sources: bytes
                .iter()
                .enumerate()
                .map(|(index, bytes)| Source {
                    id: format!("s{index}"),
                    url: format!("https://s{index}.example/"),
                    bytes: (*bytes > 0).then(|| bytes.to_string()),
                    reason: (*bytes == 0).then(|| "timeout".to_owned()),
                    fetched: None,
                })
                .collect(),
            claims: claims
                .into_iter()
                .enumerate()
                .map(|(index, (id, text, verdict, source, passage))| Claim {
                    // Some ids in common with the other side, none twice on this one.
                    id: format!("claim-{}", id * 10 + index),
                    text,
                    verdict: verdict.to_owned(),
                    cites: vec![format!("s{source}")],
                    line: None,
                    source: None,
                    passage,
                })
                .collect(),
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn every_claim_of_both_reports_is_accounted_for_once(old in random_side(), new in random_side()) {
        let (old, new) = (old.report(), new.report());
        let changes = diff(&old, &new);
        let before = changes.claims.iter().filter(|change| change.old.is_some()).count();
        let after = changes.claims.iter().filter(|change| change.new.is_some()).count();
        prop_assert_eq!(before + changes.unchanged, old.claims.len());
        prop_assert_eq!(after + changes.unchanged, new.claims.len());
        prop_assert_eq!(changes.summary.values().sum::<usize>(), changes.claims.len() + changes.sources.len());
        // The same reports give the same diff, and a report and itself none.
        prop_assert_eq!(&diff(&old, &new), &changes);
        prop_assert_eq!(diff(&new, &new).unchanged, new.claims.len());
        citecheck::report::diff::write_json(&changes, &mut Vec::new()).unwrap();
        citecheck::report::diff::write_markdown(&changes, &Words, &mut Vec::new()).unwrap();
        citecheck::report::diff::write_terminal(&changes, 60, true, &mut Vec::new()).unwrap();
    }

    #[test]
    fn edits_put_together_are_both_texts(old in "\\PC{0,80}", new in "\\PC{0,80}") {
        let side = |text: &str| Side {
            version: first_version(),
            sources: vec![Source { id: "s".to_owned(), url: "https://s.example/".to_owned(), bytes: Some(text.len().to_string() + text), reason: None, fetched: None }],
            claims: vec![Claim { id: "c".to_owned(), text: "It opens.".to_owned(), verdict: "supported".to_owned(), cites: vec!["s".to_owned()], line: None, source: None, passage: Some(text.to_owned()) }],
        };
        let changes = diff(&side(&old).report(), &side(&new).report());
        for passage in changes.sources.iter().flat_map(|source| &source.passages) {
            let put = |kept: Op| -> String {
                passage.edits.iter().filter(|edit| edit.op == Op::Equal || edit.op == kept).map(|edit| edit.text.as_str()).collect()
            };
            if let Some(after) = &passage.new {
                prop_assert_eq!(&put(Op::Delete), &passage.old);
                prop_assert_eq!(&put(Op::Insert), after);
            }
        }
    }
}
