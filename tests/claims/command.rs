//! `citecheck claims` as a person meets it: what it shows, and what it refuses with exit code 2.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

struct Outcome {
    code: Option<i32>,
    out: String,
    err: String,
}

/// Runs `citecheck claims` in `folder`, with `input` as standard input.
fn claims_with(folder: &Path, arguments: &[&str], input: &[u8]) -> Outcome {
    let mut child = Command::new(env!("CARGO_BIN_EXE_citecheck"))
        .arg("claims")
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A run that reads no input closes it: that is no failure of the test.
    let _ = child.stdin.take().unwrap().write_all(input);
    let done = child.wait_with_output().unwrap();
    Outcome {
        code: done.status.code(),
        out: String::from_utf8(done.stdout).unwrap(),
        err: String::from_utf8(done.stderr).unwrap(),
    }
}

fn claims(folder: &Path, arguments: &[&str]) -> Outcome {
    claims_with(folder, arguments, b"")
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

const ARTICLE: &str = "# Ferries\n\nThe ferry carries 200 cars ([page](https://ferry.example/cars)). Why?\n\nAccording to the Daily Boat, it cost 62 million euros [9].\n";

#[test]
fn a_person_sees_each_claim_with_its_place_and_its_sources() {
    let folder = folder(&[("ferry.md", ARTICLE)]);
    let shown = claims(folder.path(), &["ferry.md"]);
    assert_eq!(shown.code, Some(0), "{}", shown.err);
    insta::assert_snapshot!(shown.out);
}

#[test]
fn json_has_the_fields_of_the_documentation() {
    let folder = folder(&[("ferry.md", ARTICLE)]);
    let shown = claims(folder.path(), &["ferry.md", "--format", "json"]);
    insta::assert_snapshot!(shown.out);
}

#[test]
fn errors_look_like_the_compilers() {
    let text = "[[source]]\nid = \"ferry\"\nurl = \"ferry.example\"\n\n[[claim]]\ntext = \"Sie fährt.\"\ncits = [\"fery\"]\n";
    let long = format!(
        "{{\"claim\":[{{\"text\":\"{}\",\"cites\":[\"x\"]}}]}}",
        "long ".repeat(60)
    );
    let folder = folder(&[("a.toml", text), ("b.json", &long)]);
    let shown = claims(folder.path(), &["a.toml", "b.json"]);
    assert_eq!((shown.code, shown.out.as_str()), (Some(2), ""));
    insta::assert_snapshot!(shown.err);
}

#[test]
fn hostile_characters_are_shown_escaped() {
    let folder = folder(&[("a.toml", "[[claim]]\ntext = 5 # \u{202e}\u{1b}[31m\n")]);
    let shown = claims(folder.path(), &["a.toml"]);
    assert!(!shown.err.contains(['\u{202e}', '\u{1b}']), "{}", shown.err);
    let article = "It rose \u{202e}to 5 [a](https://a.example).\n";
    let folder = folder_of_article(article);
    let shown = claims(folder.path(), &["a.md"]);
    assert!(!shown.out.contains('\u{202e}'), "{}", shown.out);
}

fn folder_of_article(text: &str) -> tempfile::TempDir {
    folder(&[("a.md", text)])
}

#[test]
fn what_cannot_be_read_is_refused_with_what_to_do() {
    let folder = folder(&[
        ("notes.xyz", "text"),
        ("empty.toml", ""),
        ("none.md", "# Only a heading\n"),
        ("sub/readme.rst", "x"),
        (
            "refs.md",
            "---\nbibliography: ../secret.bib\n---\nIt is so [@a].\n",
        ),
    ]);
    let cases: &[(&[&str], &str)] = &[
        (&["missing.md"], "cannot read missing.md"),
        (&["notes.xyz"], "give --input-format"),
        (&["-"], "give --input-format"),
        (&["empty.toml"], "the file holds no claims"),
        (&["none.md"], "no claims found in none.md"),
        (&["sub"], "holds no claims file and no article"),
        (&["*.csv"], "no file matches *.csv"),
        (&["none.md", "--source", "nowhere.txt"], "no such file"),
        (
            &["none.md", "--input-format", "word"],
            "--input-format takes one of",
        ),
        (&["refs.md"], "outside of its folder"),
    ];
    for (arguments, message) in cases {
        let shown = claims(folder.path(), arguments);
        assert_eq!(shown.code, Some(2), "{arguments:?}");
        assert!(shown.err.contains(message), "{arguments:?}: {}", shown.err);
        assert_eq!(shown.out, "");
    }
}

#[test]
fn folders_patterns_and_standard_input_are_read() {
    let folder = folder(&[
        ("posts/b.md", "B is two ([b](https://b.example)).\n"),
        (
            "posts/deep/a.html",
            "<p>A is one, says <a href=\"https://a.example\">this page</a>.</p>",
        ),
        (
            "posts/.hidden.md",
            "Hidden is three ([c](https://c.example)).\n",
        ),
        ("posts/data.bin", "no input"),
        ("posts/package.json", "{\"name\": \"no claims file\"}"),
    ]);
    let files = |arguments: &[&str], input: &[u8]| -> Vec<String> {
        let shown = claims_with(folder.path(), arguments, input);
        assert_eq!(shown.code, Some(0), "{}", shown.err);
        let rows = shown.out.lines().skip(1);
        rows.map(|row| row.rsplit(',').nth(2).unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        files(&["posts", "--format", "csv"], b""),
        ["posts/b.md", "posts/deep/a.html"]
    );
    assert_eq!(
        files(&["posts/**/*.html", "--format", "csv"], b""),
        ["posts/deep/a.html"]
    );
    assert_eq!(
        files(&["posts/b.md", "posts", "--format", "csv"], b"").len(),
        2
    );
    let piped = files(
        &["-", "--input-format", "md", "--format", "csv"],
        b"C is so ([c](https://c.example)).",
    );
    assert_eq!(piped, ["-"]);
}

#[test]
fn ids_are_unique_over_all_inputs() {
    let claim = "[[claim]]\nid = \"x\"\ntext = \"It is so.\"\ncites = [\"https://a.example\"]\n";
    let folder = folder(&[("a.toml", claim), ("b.toml", claim)]);
    let shown = claims(folder.path(), &["a.toml", "b.toml", "--format", "csv"]);
    let ids: Vec<&str> = shown
        .out
        .lines()
        .skip(1)
        .filter_map(|row| row.split(',').next())
        .collect();
    assert_eq!(ids, ["x", "x@b.toml"]);
}

#[test]
fn a_bibliography_beside_the_article_is_found() {
    let folder = folder(&[
        ("a.md", "Bees sleep five hours [@doe].\n"),
        (
            "references.bib",
            "@misc{doe, title = {Sleep}, url = {https://bees.example/sleep}}",
        ),
    ]);
    let shown = claims(folder.path(), &["a.md", "--format", "csv"]);
    assert!(
        shown.out.contains("https://bees.example/sleep"),
        "{}",
        shown.out
    );
}

#[test]
fn a_given_source_holds_for_statements_without_one() {
    let folder = folder(&[
        ("a.txt", "The ferry carries 200 cars and 600 passengers.\n"),
        ("notes.txt", "x"),
    ]);
    let arguments = [
        "a.txt",
        "--source",
        "https://ferry.example",
        "--source",
        "notes.txt",
        "--format",
        "csv",
    ];
    let shown = claims(folder.path(), &arguments);
    assert!(
        shown.out.contains(",https://ferry.example/ notes.txt,"),
        "{}",
        shown.out
    );
}
