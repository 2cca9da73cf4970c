//! Inputs that are not what they were meant to be.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{CLAIMS, NOTES, folder, refuses};
use crate::support::program::citecheck;

#[test]
fn an_article_or_section_called_notes_is_no_list_of_sources() {
    let cited = "The film sold 4 million tickets [1].\n\n[1]: https://film.example/x\n";
    for text in [
        format!("# Notes\n\n{cited}"),
        format!("# Sources\n\nIt began small.\n\n{cited}"),
        format!("# Notes\n\n## Tickets\n\n{cited}"),
        format!("# The film\n\n## Notes\n\n{cited}"),
        "# Notes\n\nThe film sold 4 million tickets ([site](https://film.example/x)).\n".to_owned(),
        "# Film\n\n## Notes\n\n- The film sold 4 million tickets [1].\n\n## Sources\n\n1. https://film.example/x\n".to_owned(),
    ] {
        let dir = folder(&[("n.md", &text)]);
        let run = citecheck(dir.path(), &["claims", "n.md", "--format", "json"]);
        let claims: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{text}: {run:?}"));
        let film = claims.as_array().unwrap().iter();
        let mut film = film.filter(|claim| claim["text"].as_str().unwrap().starts_with("The film sold"));
        let claim = film.next().unwrap_or_else(|| panic!("{text}: {run:?}"));
        assert_eq!(claim["citations"][0]["url"], "https://film.example/x", "{text}");
    }
}

#[test]
fn a_list_called_notes_stays_one_and_no_claims_says_what_was_left_out() {
    let dir = folder(&[
        (
            "n.md",
            "# Notes\n\n1. [The film](https://film.example/x)\n2. [Tickets](https://film.example/y)\n",
        ),
        (
            "b.md",
            "# Film\n\n## Notes\n\nDoe, J. Tickets and films. 2019.\n\nRoe, K. Films. https://film.example/x\n",
        ),
    ]);
    refuses(
        dir.path(),
        &["claims", "n.md"],
        &[
            "no claims found in n.md; left out: ",
            "2 entries of lists of sources",
            "\"Notes\"",
        ],
    );
    refuses(
        dir.path(),
        &["claims", "b.md"],
        &["2 entries of lists of sources", "1 heading,"],
    );
}

#[test]
fn a_path_that_is_not_there_is_an_error_of_the_claims_file() {
    let dir = folder(&[("c.toml", CLAIMS)]);
    refuses(
        dir.path(),
        &["check", "c.toml"],
        &["no such file: `notes.txt`", "c.toml:3:8"],
    );
    fs::write(dir.path().join("notes.txt"), NOTES).unwrap();
    assert_eq!(citecheck(dir.path(), &["check", "c.toml"]).code, Some(0));
}

#[test]
fn opinions_and_promises_are_not_checkable_with_a_citation_either() {
    let link = "([site](https://film.example/x))";
    let article = format!(
        "I think he was a great leader {link}.\n\nThe film is, in my opinion, weak {link}.\n\nWe will sell more tickets {link}.\n\n“I think it is weak,” she said {link}.\n\n> We will sell more tickets {link}.\n"
    );
    let checkable = |args: &[&str]| -> Vec<bool> {
        let dir = folder(&[
            ("a.md", &article),
            ("c.toml", OPINIONS),
            ("notes.txt", NOTES),
        ]);
        let run = citecheck(
            dir.path(),
            &[&["claims", "--format", "json"], args].concat(),
        );
        let claims: Value = serde_json::from_str(&run.stdout).unwrap();
        let claims = claims.as_array().unwrap().iter();
        claims
            .map(|claim| claim["checkable"].as_bool().unwrap())
            .collect()
    };
    assert_eq!(checkable(&["a.md"]), [false, false, false, true, true]);
    assert_eq!(
        checkable(&["c.toml"]),
        [false, false, false, true, true, true]
    );
    assert_eq!(checkable(&["c.toml", "--all-sentences"]), [true; 6]);
    assert_eq!(checkable(&["a.md", "--all-sentences"]), [true; 5]);
}

const OPINIONS: &str = "source = [{ path = \"notes.txt\" }]\nclaim = [\n{ text = \"I think he was a great leader.\" },\n{ text = \"In my opinion the sales are weak.\" },\n{ text = \"Did it sell?\" },\n{ text = \"I think he was a leader.\", not-checkable = false },\n{ text = \"In my opinions she quotes him.\" },\n{ text = \"Use of it rose.\" },\n]\n";

#[test]
fn a_claims_file_made_of_what_was_read_keeps_what_is_checkable() {
    let dir = folder(&[(
        "a.md",
        "I think it rose ([site](https://film.example/x)).\n",
    )]);
    let made = citecheck(
        dir.path(),
        &["claims", "a.md", "--all-sentences", "--format", "toml"],
    );
    assert!(made.stdout.contains("not-checkable = false\n"), "{made:?}");
    fs::write(dir.path().join("c.toml"), &made.stdout).unwrap();
    let run = citecheck(dir.path(), &["claims", "c.toml", "--format", "json"]);
    assert!(run.stdout.contains("\"checkable\": true"), "{run:?}");
    fs::write(
        dir.path().join("d.toml"),
        made.stdout.replace("= false", "= true"),
    )
    .unwrap();
    refuses(
        dir.path(),
        &["claims", "d.toml"],
        &["`not-checkable` must be a text, not a truth value"],
    );
}

#[test]
fn data_in_a_folder_is_left_out_and_counted() {
    let dir = folder(&[
        ("docs/notes.txt", NOTES),
        ("docs/claims.toml", CLAIMS),
        (
            "docs/schema.json",
            "{\"properties\": {\"claim\": {}, \"text\": {}}}",
        ),
        ("docs/Cargo.toml", "[package]\nname = \"claims\"\n"),
        ("docs/tsconfig.json", "{ /* no claim */ \"text\": 1 }"),
        ("docs/data.json", "[{\"name\": \"text\"}]"),
        (
            "docs/list.json",
            "[{\"text\": \"The film sold 4 million tickets.\", \"cites\": [\"https://film.example/x\"]}]",
        ),
        (
            "docs/numbers.csv",
            "year,tickets,url\n2026,4,https://film.example/x\n",
        ),
        ("docs/empty.csv", ""),
        ("docs/log.jsonl", "{\"level\": \"text\"}\n"),
        (
            "docs/sheet.csv",
            "\u{FEFF}Statement;Link\nThe film ran in May.;https://film.example/x\n",
        ),
        (
            "docs/lines.jsonl",
            "\n{\"text\": \"The film ran in June.\", \"cites\": [\"https://film.example/x\"]}\n",
        ),
    ]);
    let run = citecheck(dir.path(), &["claims", "docs", "--format", "csv"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(
        run.stderr,
        "left out 7 files without claims in docs: docs/Cargo.toml, docs/data.json, docs/empty.csv and 4 more\n"
    );
    for file in [
        "docs/claims.toml",
        "docs/lines.jsonl",
        "docs/list.json",
        "docs/notes.txt",
        "docs/sheet.csv",
    ] {
        assert!(run.stdout.contains(file), "{file}: {run:?}");
    }
    // One that is named is read, and a broken claims file is told.
    refuses(
        dir.path(),
        &["claims", "docs/data.json"],
        &["unknown field `name`"],
    );
    fs::write(
        dir.path().join("docs/broken.json"),
        "{\"claim\": [{\"text\" \"x\"}]}",
    )
    .unwrap();
    refuses(
        dir.path(),
        &["claims", "docs"],
        &[
            "docs/broken.json:1:",
            "5 other inputs were read, but not checked",
        ],
    );
}

#[test]
fn the_schemas_of_our_own_documentation_are_no_claims_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = citecheck(root, &["claims", "docs", "--no-config", "--format", "csv"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.stderr
            .starts_with("left out 3 files without claims in docs: "),
        "{run:?}"
    );
}

#[test]
fn every_unreadable_input_is_told_at_once() {
    let dir = folder(&[
        ("a.md", "It rose.\n"),
        ("b.toml", "[[claim]]\n"),
        ("c.md", "It fell.\n"),
    ]);
    fs::write(dir.path().join("d.md"), b"It ros\xE9.\n").unwrap();
    fs::write(dir.path().join("e.xyz"), "It rose.").unwrap();
    refuses(
        dir.path(),
        &["claims", "a.md", "b.toml", "c.md", "d.md", "e.xyz"],
        &[
            "a claim without text",
            "not UTF-8",
            "e.xyz has no ending",
            "2 other inputs were read, but not checked",
        ],
    );
}

#[test]
fn an_address_that_cannot_be_read_is_told_and_slips_in_addresses_are_mended() {
    let dir = folder(&[(
        "c.toml",
        "claim = [{ text = \"It rose.\", cites = [\"www.film.example/x\", \"nots\"] }]\nsource = [{ id = \"notes\", text = \"It rose.\" }]",
    )]);
    refuses(
        dir.path(),
        &["check", "https://film.example/x", "--offline"],
        &["cannot read the article https://film.example/x"],
    );
    refuses(
        dir.path(),
        &["check", "c.toml"],
        &[
            "an address begins with https://: `https://www.film.example/x`",
            "did you mean `notes`?",
        ],
    );
}

#[test]
fn the_claims_command_counts_in_the_singular_and_ends_no_line_with_a_blank() {
    let dir = folder(&[("notes.txt", NOTES), ("c.toml", CLAIMS)]);
    let run = citecheck(dir.path(), &["claims", "c.toml"]);
    assert!(
        run.stdout
            .ends_with("c.toml: 1 claim, 1 checkable, 1 source\n"),
        "{run:?}"
    );
    for line in run.stdout.lines() {
        assert_eq!(line, line.trim_end(), "{run:?}");
    }
}
