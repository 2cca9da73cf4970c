//! The demonstration that the README opens with: claims of ours against stand-in pages, offline.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn citecheck(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_citecheck"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("CITECHECK_CONFIG")
        .output()
        .expect("the program runs")
}

fn report(input: &str) -> Value {
    let output = citecheck(&["check", input, "--offline", "--format", "json"]);
    assert_eq!(
        output.status.code(),
        Some(1),
        "the demonstration has findings"
    );
    serde_json::from_slice(&output.stdout).expect("a JSON report")
}

fn verdict<'r>(report: &'r Value, id: &str) -> &'r str {
    let claims = report["claims"].as_array().expect("claims");
    let claim = claims.iter().find(|claim| claim["id"] == id);
    claim.unwrap_or_else(|| panic!("no claim {id}"))["verdict"]
        .as_str()
        .expect("a verdict")
}

#[test]
fn every_claim_of_the_demonstration_gets_the_verdict_that_its_heading_says() {
    let report = report("claims/demo.toml");
    let expected = [
        (
            "supported",
            &[
                "licence-non-exclusive",
                "no-revenue-share-by-microsoft",
                "revenue-share-until-2030",
                "gpt-3-licence",
                "azure-first",
                "one-billion-in-2019",
                "amazon-deal",
                "quotation",
                "any-cloud",
                "ja-licence",
                "ja-investment",
            ][..],
        ),
        (
            "contradicted",
            &[
                "changed-year",
                "changed-amount",
                "changed-percent",
                "changed-month",
                "altered-quotation",
                "negated",
                "ja-changed-year",
            ],
        ),
        ("partial", &["part-of-it", "only-a-comment"]),
        ("not-found", &["nobody-says-it"]),
        ("unavailable", &["behind-a-wall"]),
        ("not-checkable", &["a-question"]),
    ];
    for (wanted, ids) in expected {
        for id in ids {
            assert_eq!(verdict(&report, id), wanted, "{id}");
        }
    }
    let counted: usize = expected.iter().map(|(_, ids)| ids.len()).sum();
    assert_eq!(report["summary"]["claims"], counted);
}

#[test]
fn what_only_a_reader_says_is_told_and_does_not_support() {
    let report = report("claims/demo.toml");
    let claims = report["claims"].as_array().expect("claims");
    let claim = claims
        .iter()
        .find(|claim| claim["id"] == "only-a-comment")
        .expect("the claim");
    assert_eq!(claim["evidence"][0]["region"], "comment");
    assert_eq!(claim["why"], "found only in a reader's comment");
}

#[test]
fn sources_that_disagree_without_a_fact_that_differs_do_not_contradict() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("two.md");
    let article = "# Clouds\n\nOpenAI is now able to offer its products to the customers of any cloud provider.\n";
    std::fs::write(&path, article).expect("a file");
    let pages = [
        "https://openai.example/index/a-simpler-agreement-with-microsoft/",
        "https://technica.example/ai/2026/04/openai-may-now-sell-through-every-cloud/",
    ];
    let verdict = |pages: &[&str]| {
        let mut args = vec!["check", path.to_str().expect("a path"), "--offline"];
        args.extend(["--cache", "cache", "--scope", "article", "--format", "json"]);
        args.extend(pages.iter().flat_map(|page| ["--source", page]));
        let output = citecheck(&args).stdout;
        let report: Value = serde_json::from_slice(&output).expect("a JSON report");
        report["claims"][0]["verdict"].as_str().map(str::to_owned)
    };
    assert_eq!(verdict(&pages[1..]).as_deref(), Some("supported"));
    assert_ne!(verdict(&pages).as_deref(), Some("contradicted"));
}

#[test]
fn the_report_fits_its_schema() {
    let text = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/report.schema.json"),
    );
    let schema: Value = serde_json::from_str(&text.expect("the schema")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for input in ["claims/demo.toml", "claims/demo.md"] {
        let report = report(input);
        let errors: Vec<String> = validator
            .iter_errors(&report)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{input}: {errors:?}");
    }
}

#[test]
fn two_runs_write_the_same_report() {
    let run = || {
        citecheck(&[
            "check",
            "claims/demo.toml",
            "claims/demo.md",
            "--offline",
            "--format",
            "json",
        ])
        .stdout
    };
    assert_eq!(run(), run());
}

#[test]
fn the_article_reads_like_the_claims_file() {
    let report = report("claims/demo.md");
    let of = |words: &str| {
        let claims = report["claims"].as_array().expect("claims");
        let claim = claims.iter().find(|claim| {
            claim["text"]
                .as_str()
                .is_some_and(|text| text.contains(words))
        });
        claim.unwrap_or_else(|| panic!("no claim with {words}"))["verdict"]
            .as_str()
            .expect("a verdict")
            .to_owned()
    };
    assert_eq!(of("through 2032"), "supported");
    assert_eq!(of("$1 billion"), "supported");
    assert_eq!(of("$15 billion"), "contradicted");
}
