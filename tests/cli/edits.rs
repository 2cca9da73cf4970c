//! What is written into inputs: the source's value, and that a person looked. Nothing is written without being told,
//! and no other byte changes.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::program::{Run, citecheck};

const PAGE: &str = "The harbour at Lindholm opened in May 2019. It cost 40 million euros, and the town paid a fifth \
    of that. The council said: “We would build it again.” In the first year, 312 ships came to the new quay.\n";

/// A folder with the page and an input.
fn folder(name: &str, text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("page.txt"), PAGE).unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    // For claims files without sources.
    citecheck(
        folder,
        &[arguments, &["--offline", "--source", "page.txt"]].concat(),
    )
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

/// What `--fix --write` makes of an input; the same without `--write` changes nothing.
fn fixed(name: &str, text_before: &str) -> String {
    let folder = folder(name, text_before);
    let shown = run(folder.path(), &["check", name, "--fix", "-q"]);
    assert_eq!(text(folder.path(), name), text_before, "{}", shown.stderr);
    run(folder.path(), &["check", name, "--fix", "--write", "-q"]);
    text(folder.path(), name)
}

#[test]
fn the_sources_value_is_written_in_every_format_and_no_other_byte_changes() {
    let claims = "The harbour at Lindholm opened in May 2018";
    let html = "<p>The harbour at Lindholm cost <b>60</b> million euros &amp; more? <a href=\"page.txt\">Page</a></p>\n\
        <p>In the first year, 213 ships came to the new quay (<a href=\"page.txt\">Page</a>).</p>\n";
    for (name, before, gone, new) in [
        (
            "a.md",
            format!("\u{feff}{claims}\r\n([Page](page.txt#2018)).  \r\n"),
            "May 2018",
            "May 2019",
        ),
        ("b.html", html.to_owned(), "213", "312"),
        (
            "c.toml",
            format!(
                "[[source]]\nid = 'p'\npath = 'page.txt'\n\n[[claim]]\ntext = '{claims}.' # 2018\n"
            ),
            "May 2018.'",
            "May 2019.'",
        ),
        (
            "d.json",
            format!(
                "{{\"source\": [{{\"id\": \"p\", \"path\": \"page.txt\"}}],\n \"claim\": [{{\"text\": \"In \\u201cLindholm\\u201d: {claims}.\"}}]}}"
            ),
            "May 2018",
            "May 2019",
        ),
        (
            "e.csv",
            "text\r\n\"In the first year, 213 ships came to the new quay.\"\r\n".to_owned(),
            "213",
            "312",
        ),
    ] {
        let expected = before.replacen(gone, new, 1);
        assert_eq!(fixed(name, &before), expected, "{name}");
    }
}

#[test]
fn words_that_both_sides_have_stay_as_they_stand() {
    let before = "The harbour at Lindholm opened in April\n2019 ([Page](page.txt)).\n";
    let after = "The harbour at Lindholm opened in May\n2019 ([Page](page.txt)).\n";
    assert_eq!(fixed("a.md", before), after);
    let before = "The council said: “We would move it again” ([Page](page.txt)).\n";
    let after = "The council said: “We would build it again” ([Page](page.txt)).\n";
    assert_eq!(fixed("a.md", before), after);
}

#[test]
fn nothing_is_offered_where_more_than_one_place_differs_or_the_file_has_other_words() {
    for (name, text) in [
        // Two values.
        (
            "a.md",
            "It cost 70 million euros, and the town paid a third of that ([Page](page.txt)).\n",
        ),
        // Markup inside of the value.
        (
            "b.md",
            "In the first year, 2**13** ships came to the new quay ([Page](page.txt)).\n",
        ),
        // What the author expects is no finding.
        (
            "c.toml",
            "[[source]]\nid = 'p'\npath = 'page.txt'\n[[claim]]\ntext = 'The harbour at Lindholm opened in May 2018.'\nexpect = 'contradicted'\n",
        ),
        // Escapes inside of the value.
        (
            "d.json",
            "{\"source\": [{\"id\": \"p\", \"path\": \"page.txt\"}], \"claim\": [{\"text\": \"The harbour at Lindholm opened in May \\u0032018.\"}]}",
        ),
        // Borne out.
        (
            "e.md",
            "The harbour at Lindholm opened in May 2019 ([Page](page.txt)).\n",
        ),
    ] {
        assert_eq!(fixed(name, text), text, "{name}");
    }
}

#[test]
fn a_value_of_another_language_is_not_written() {
    let folder = folder(
        "a.md",
        "In the first year, three hundred ships came to the new quay ([Seite](seite.txt)).\n",
    );
    fs::write(
        folder.path().join("seite.txt"),
        "Im ersten Jahr kamen zweihundert Schiffe an den neuen Kai, und die Stadt war mit dem Bau sehr zufrieden.\n",
    )
    .unwrap();
    let before = text(folder.path(), "a.md");
    run(folder.path(), &["check", "a.md", "--fix", "--write"]);
    assert_eq!(text(folder.path(), "a.md"), before);
}

#[test]
fn fix_shows_a_diff_and_says_how_to_write_it() {
    let folder = folder(
        "a.md",
        "# Lindholm\n\nThe harbour at Lindholm opened in May 2018 ([Page](page.txt)).\n",
    );
    let shown = run(folder.path(), &["check", "a.md", "--fix", "-q"]);
    insta::assert_snapshot!(shown.stderr);
    assert_eq!(shown.code, Some(1));
    let written = run(folder.path(), &["check", "a.md", "--fix", "--write", "-q"]);
    assert!(
        written
            .stderr
            .ends_with("wrote 1 change in 1 file: check again\n"),
        "{}",
        written.stderr
    );
    let again = run(folder.path(), &["check", "a.md", "--fix", "-q"]);
    assert_eq!(again.code, Some(0));
    assert!(
        again.stderr.starts_with("nothing to fix"),
        "{}",
        again.stderr
    );
    let alone = run(folder.path(), &["check", "a.md", "--write"]);
    assert_eq!(alone.code, Some(2));
    assert!(alone.stderr.contains("--fix"), "{}", alone.stderr);
}

#[test]
fn sarif_has_the_change_with_its_place() {
    let folder = folder(
        "a.md",
        "Ö: The harbour at Lindholm opened in May 2018 ([Page](page.txt)).\n",
    );
    let run = run(folder.path(), &["check", "a.md", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&run.stdout).unwrap();
    let fix = &log["runs"][0]["results"][0]["fixes"][0];
    assert_eq!(
        fix["description"]["text"],
        "Write what the source says: May 2019"
    );
    let change = &fix["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "a.md");
    let replacement = &change["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "2019");
    let deleted = &replacement["deletedRegion"];
    let of = |name: &str| deleted[name].as_u64().unwrap();
    assert_eq!((of("startLine"), of("startColumn")), (1, 42));
    assert_eq!((of("endLine"), of("endColumn")), (1, 46));
}

/// The id of the only claim that is checked.
fn id(folder: &Path, name: &str) -> String {
    let run = citecheck(folder, &["claims", name, "--format", "json"]);
    let claims: Value = serde_json::from_str(&run.stdout).unwrap();
    let mut claims = claims.as_array().unwrap().iter();
    let claim = claims.find(|claim| claim["checkable"] == true).unwrap();
    claim["id"].as_str().unwrap().to_owned()
}

#[test]
fn accept_writes_an_ignore_with_its_reason_beside_the_claim() {
    let claim = "The harbour at Lindholm opened in May 2018";
    let sources = "[[source]]\r\nid = 'p'\r\npath = 'page.txt'\r\n";
    let json = "{\"source\": [{\"id\": \"p\", \"path\": \"page.txt\"}], \"claim\": ";
    for (name, before, after) in [
        (
            "a.md",
            format!("{claim} ([Page](page.txt)). It is large.\n"),
            format!(
                "{claim} ([Page](page.txt)). <!-- citecheck: ignore by the town's books --> It is large.\n"
            ),
        ),
        (
            "b.html",
            format!("<ul><li>{claim} (<a href=\"page.txt\">Page</a>).</li></ul>\n"),
            format!(
                "<ul><li>{claim} (<a href=\"page.txt\">Page</a>). <!-- citecheck: ignore by the town's books --></li></ul>\n"
            ),
        ),
        (
            "g.tex",
            format!("{claim} (\\href{{page.txt}}{{Page}}). It is large.\n"),
            format!(
                "{claim} (\\href{{page.txt}}{{Page}}). % citecheck: ignore by the town's books\n It is large.\n"
            ),
        ),
        (
            "c.toml",
            format!("{sources}[[claim]]\r\n  text = \"{claim}.\"\r\n  cites = ['p']\r\n"),
            format!(
                "{sources}[[claim]]\r\n  text = \"{claim}.\"\r\n  not-checkable = \"ignored: by the town's books\"\r\n  cites = ['p']\r\n"
            ),
        ),
        (
            "d.toml",
            format!(
                "source = [{{ id = 'p', path = 'page.txt' }}]\nclaim = [{{ text = '{claim}.' }}]\n"
            ),
            format!(
                "source = [{{ id = 'p', path = 'page.txt' }}]\nclaim = [{{ text = '{claim}.', not-checkable = \"ignored: by the town's books\" }}]\n"
            ),
        ),
        (
            "e.json",
            format!("{json}[{{\"text\": \"{claim}.\"}}]}}"),
            format!(
                "{json}[{{\"text\": \"{claim}.\", \"not-checkable\": \"ignored: by the town's books\"}}]}}"
            ),
        ),
        (
            "f.json",
            format!(
                "{json}[\n  {{\n    \"text\": \"{claim}.\",\n    \"cites\": [\"p\"]\n  }}\n]}}"
            ),
            format!(
                "{json}[\n  {{\n    \"text\": \"{claim}.\",\n    \"not-checkable\": \"ignored: by the town's books\",\n    \"cites\": [\"p\"]\n  }}\n]}}"
            ),
        ),
    ] {
        let folder = folder(name, &before);
        let id = id(folder.path(), name);
        let mut arguments = vec![
            "accept",
            &id,
            name,
            "--reason",
            "by the town's books",
            "--dry-run",
        ];
        let shown = run(folder.path(), &arguments);
        assert_eq!(
            (shown.code, text(folder.path(), name)),
            (Some(0), before),
            "{name}: {}",
            shown.stderr
        );
        arguments.pop();
        let written = run(folder.path(), &arguments);
        assert_eq!(
            (written.code, text(folder.path(), name)),
            (Some(0), after),
            "{name}: {}",
            written.stderr
        );
        let again = run(folder.path(), &arguments);
        assert_eq!(again.code, Some(2), "{name}");
        assert!(
            again.stderr.contains("by the town's books"),
            "{name}: {}",
            again.stderr
        );
    }
}

#[test]
fn wikitext_gets_a_comment_behind_the_reference() {
    let before =
        "The harbour at Lindholm opened in May 2018.<ref>[https://a.example/ Page]</ref>\n";
    let folder = folder("a.wikitext", before);
    let id = id(folder.path(), "a.wikitext");
    let run = run(
        folder.path(),
        &["accept", &id, "a.wikitext", "--reason", "seen"],
    );
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let after = format!("{} <!-- citecheck: ignore seen -->\n", before.trim_end());
    assert_eq!(text(folder.path(), "a.wikitext"), after);
}

#[test]
fn what_has_no_comments_is_noted_in_the_baseline_and_its_reason_stays() {
    let claim = "The harbour at Lindholm opened in May 2018 and 500 ships came.";
    let folder = folder("a.csv", &format!("id,text\none,{claim}\n"));
    let accepted = run(
        folder.path(),
        &["accept", "one", "a.csv", "--reason", "by the books"],
    );
    assert_eq!(accepted.code, Some(0), "{}", accepted.stderr);
    let entry = |folder: &Path| -> Value {
        let report: Value = serde_json::from_str(&text(folder, "baseline.json")).unwrap();
        report["claims"][0].clone()
    };
    assert_eq!(entry(folder.path())["accepted"], "by the books");
    let with = ["check", "a.csv", "--baseline", "baseline.json", "-q"];
    assert_eq!(run(folder.path(), &with).code, Some(0));
    let updated = run(folder.path(), &["baseline", "update", "a.csv"]);
    assert_eq!(updated.code, Some(0), "{}", updated.stderr);
    assert_eq!(entry(folder.path())["accepted"], "by the books");
    // Another value of it is another finding.
    fs::write(
        folder.path().join("a.csv"),
        format!("id,text\none,{}\n", claim.replace("2018", "2016")),
    )
    .unwrap();
    assert_eq!(run(folder.path(), &with).code, Some(1));
}

#[test]
fn a_reason_ends_no_comment_and_is_never_left_out() {
    let before = "The harbour at Lindholm opened in May 2018 ([Page](page.txt)).\n";
    let folder = folder("a.md", before);
    let id = id(folder.path(), "a.md");
    for reason in [
        "",
        "  ",
        "done --> here",
        "two\nlines",
        "an\u{202e}other",
        "<b>",
    ] {
        let run = run(folder.path(), &["accept", &id, "a.md", "--reason", reason]);
        assert_eq!(run.code, Some(2), "{reason}");
        assert!(run.stderr.contains("one line of text"), "{}", run.stderr);
    }
    assert_eq!(run(folder.path(), &["accept", &id, "a.md"]).code, Some(2));
    assert_eq!(text(folder.path(), "a.md"), before);
}

#[test]
fn what_is_no_finding_is_not_accepted() {
    let folder = folder(
        "a.md",
        "The harbour at Lindholm opened in May 2019 ([Page](page.txt)).\n",
    );
    let id = id(folder.path(), "a.md");
    let arguments = [
        "accept", &id, "a.md", "--reason", "fine", "--to", "baseline",
    ];
    let run = run(folder.path(), &arguments);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("is no finding: it is supported"),
        "{}",
        run.stderr
    );
    assert!(!folder.path().join("baseline.json").exists());
}

#[test]
fn explain_tells_what_the_words_of_a_report_mean() {
    let folder = tempfile::tempdir().unwrap();
    let of = |word: &str| run(folder.path(), &["explain", word]).stdout;
    assert!(of("partial").starts_with("# partial\n"));
    insta::assert_snapshot!([of("no-entry"), of("http-status"), of("date"), of("absent")].concat());
    let other = run(folder.path(), &["explain", "partail"]);
    assert_eq!(other.code, Some(2));
}
