//! Which judge a run has where nobody names one: the model where the build has it, else words and values, and the run
//! says so.

use std::fs;

use crate::support::program::{Run, command};

const CLAIMS: &str = "[[source]]\nid = \"notes\"\ntext = \"The bridge opened in May 2031.\"\n\n\
    [[claim]]\ntext = \"The bridge opened in May 2031.\"\ncites = [\"notes\"]\n";

fn check(arguments: &[&str]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("claims.toml"), CLAIMS).unwrap();
    let arguments = [
        &["check", "claims.toml", "--offline", "--format", "json"],
        arguments,
    ]
    .concat();
    let mut command = command(folder.path(), &arguments);
    command.env_remove("CITECHECK_JUDGE");
    command.output().unwrap().into()
}

#[cfg(feature = "entailment")]
#[test]
fn the_model_judges_where_nobody_says_otherwise() {
    let run = check(&[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(
        run.stdout.contains("\"judge\": \"entailment\""),
        "{}",
        run.stdout
    );
}

#[cfg(not(feature = "entailment"))]
#[test]
fn a_build_without_the_model_judges_by_words_and_says_so() {
    let run = check(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        run.stdout.contains("\"judge\": \"lexical\""),
        "{}",
        run.stdout
    );
    assert!(
        run.stderr.contains("judging by words and values alone"),
        "{}",
        run.stderr
    );
    // Who names the judge knows it.
    let run = check(&["--judge", "lexical"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}

#[cfg(not(feature = "entailment"))]
#[test]
fn a_build_without_the_model_serves_nobody_who_asks_for_it_by_another_judge() {
    for arguments in [&["--judge", "entailment"][..], &["--model", "model.onnx"]] {
        let run = check(arguments);
        assert_eq!(run.code, Some(2), "{}", run.stdout);
        assert!(
            run.stderr.contains("the cargo feature `entailment`"),
            "{}",
            run.stderr
        );
    }
}
