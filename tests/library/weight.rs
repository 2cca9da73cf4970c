//! What a library user compiles: the crates that each cargo feature brings, and those that none of them may bring in.

use std::collections::BTreeSet;
use std::process::Command;

/// The crates under ours with `features` alone; ours itself is not among them.
fn crates(features: &str, direct: bool) -> BTreeSet<String> {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(["tree", "--locked", "--offline", "--no-default-features"])
        .args(["--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .args([
            "--manifest-path",
            concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"),
        ])
        .args(["--features", features]);
    if direct {
        command.args(["--depth", "1"]);
    }
    let output = command.output().expect("cargo starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let tree = String::from_utf8(output.stdout).expect("cargo writes UTF-8");
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    names
        .filter(|name| !name.is_empty() && *name != "citecheck")
        .map(str::to_owned)
        .collect()
}

const CORE: &[&str] = &[
    "anstyle",
    "askama",
    "chardetng",
    "ego-tree",
    "encoding_rs",
    "html5ever",
    "html5gum",
    "icu_segmenter",
    "jiff",
    "memchr",
    "pulldown-cmark",
    "rayon",
    "rust-stemmers",
    "rustc-hash",
    "scraper",
    "serde",
    "serde_json",
    "sha2",
    "similar",
    "strsim",
    "tempfile",
    "thiserror",
    "toml",
    "unicode-normalization",
    "unicode-segmentation",
    "unicode-width",
    "url",
];

#[test]
fn the_core_takes_these_crates_and_no_other() {
    let direct = crates("", true);
    assert_eq!(direct, CORE.iter().map(|&name| name.to_owned()).collect());
}

/// What the core must never bring, not even through another crate: the command line, a runtime for sockets,
/// archives, a network's weights.
const NEVER: &[&str] = &[
    "anyhow",
    "clap",
    "flate2",
    "hyper",
    "indicatif",
    "pdf-extract",
    "quick-xml",
    "reqwest",
    "rten",
    "rustls",
    "tokio",
    "zip",
];

#[test]
fn the_core_compiles_no_command_line_no_runtime_and_no_archive() {
    let all = crates("", false);
    let brought: Vec<_> = NEVER.iter().filter(|name| all.contains(**name)).collect();
    assert!(brought.is_empty(), "{brought:?}");
}

#[test]
fn what_serves_models_brings_one_crate_to_the_program() {
    let program = crates("cli", true);
    let more: BTreeSet<String> = crates("mcp", true).difference(&program).cloned().collect();
    assert_eq!(more, BTreeSet::from(["rmcp".to_owned()]));
}

#[test]
fn each_feature_brings_its_own_crates_and_no_other() {
    let core = crates("", true);
    // On Unix, PDF files are read within limits that the system keeps.
    let pdf: &[&str] = if cfg!(unix) {
        &["pdf-extract", "rustix"]
    } else {
        &["pdf-extract"]
    };
    for (feature, own) in [
        ("docx", &["flate2", "quick-xml", "zip"][..]),
        ("entailment", &["rten", "rten-tensor", "rten-text"]),
        (
            "fetch",
            &[
                "fastrand",
                "futures-util",
                "hyper",
                "hyper-util",
                "reqwest",
                "robotstxt",
                "rustls",
                "tokio",
            ],
        ),
        ("lsp", &["lsp-server", "lsp-types"]),
        ("pdf", pdf),
        ("warc", &["flate2"]),
        ("wikitext", &[]),
    ] {
        let more: BTreeSet<String> = crates(feature, true).difference(&core).cloned().collect();
        let own: BTreeSet<String> = own.iter().map(|&name| name.to_owned()).collect();
        assert_eq!(more, own, "{feature}");
    }
}
