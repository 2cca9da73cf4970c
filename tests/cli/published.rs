//! Articles that are pages themselves: `check URL`, and `--changed BASE` for those that a repository keeps.

use std::path::Path;
use std::process::Command;

use crate::support::program::{Run, citecheck, command};
use crate::support::server::{Reply, Server};
use serde_json::Value;

const ARTICLE: &str = "<!doctype html><title>Two wells - The Parish</title>\
<meta property=og:site_name content='The Parish'><nav><a href='/'>Home</a></nav>\
<article><h1>Two wells</h1>\
<p>The parish dug two wells in the spring of 2021, and both of them gave water within a week \
(<a href='report'>report</a>). The deeper one reaches 84 metres into the chalk, as the \
<a href='/minutes/4'>minutes of April</a> say.</p>\
<p>A third well was planned and never dug, since the money went to the school roof instead.</p>\
</article>";

fn server() -> Server {
    Server::start(|request| match request.path.as_str() {
        "/news/wells" => Reply::html(ARTICLE),
        "/news/report" => Reply::html(
            "<title>Report</title><article><h1>Report</h1><p>In the spring of 2021 the parish dug two wells. \
             Both of them gave water within a week.</p></article>",
        ),
        "/minutes/4" => Reply::html(
            "<title>Minutes</title><article><h1>Minutes</h1><p>The deeper well reaches 48 metres into the chalk. \
             The council thanked the diggers.</p></article>",
        ),
        "/old" => Reply::redirect(301, "/news/wells"),
        "/notes.md" => Reply::new(200)
            .header("content-type", "text/plain")
            .body("The parish dug two wells ([report](news/report)).\n"),
        "/data" => Reply::new(200)
            .header("content-type", "application/zip")
            .body("PK"),
        "/wall" => Reply::new(403).body("<title>Just a moment...</title>"),
        _ => Reply::new(404),
    })
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    citecheck(folder, &[arguments, &["--allow-private-network"]].concat())
}

#[test]
fn a_published_article_is_read_and_its_links_lead_from_where_it_stands() {
    let server = server();
    let folder = tempfile::tempdir().unwrap();
    for path in ["/news/wells", "/old"] {
        let run = run(
            folder.path(),
            &["check", &server.url(path), "--format", "json"],
        );
        assert!(run.code == Some(0) || run.code == Some(1), "{run:?}");
        let report: Value = serde_json::from_str(&run.stdout).unwrap();
        let claims = report["claims"].as_array().unwrap();
        assert_eq!(claims.len(), 3, "{path}");
        let cites = |index: usize| &claims[index]["citations"];
        assert_eq!(cites(0)[0], server.url("/news/report"), "{path}");
        assert_eq!(cites(1)[0], server.url("/minutes/4"), "{path}");
        assert_eq!(claims[0]["verdict"], "supported", "{path}");
        assert_ne!(claims[1]["verdict"], "supported", "{path}");
        assert_eq!(claims[2]["verdict"], "not-checkable", "{path}");
        assert_eq!(claims[0]["file"], server.url(path));
    }
    // What was got once is in the cache.
    let offline = citecheck(
        folder.path(),
        &["claims", &server.url("/news/wells"), "--offline"],
    );
    assert_eq!(offline.code, Some(0), "{offline:?}");
    assert!(offline.stdout.contains("3 claims"), "{offline:?}");
}

#[test]
fn plain_text_is_read_by_its_ending() {
    let server = server();
    let folder = tempfile::tempdir().unwrap();
    let run = run(
        folder.path(),
        &["claims", &server.url("/notes.md"), "--format", "json"],
    );
    let claims: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(claims[0]["text"], "The parish dug two wells.");
    assert_eq!(claims[0]["citations"][0]["url"], server.url("/news/report"));
}

#[test]
fn what_is_no_article_or_cannot_be_read_is_an_error_and_no_pass() {
    let server = server();
    let folder = tempfile::tempdir().unwrap();
    for (path, why) in [
        ("/gone", "404"),
        ("/wall", "blocked"),
        ("/data", "application/zip"),
    ] {
        let run = run(folder.path(), &["check", &server.url(path)]);
        assert_eq!(run.code, Some(2), "{path}: {run:?}");
        assert!(
            run.stderr.contains("cannot read the article") || path == "/data",
            "{run:?}"
        );
        assert!(run.stderr.contains(why), "{path}: {run:?}");
    }
    let offline = citecheck(
        folder.path(),
        &["check", &server.url("/news/wells"), "--offline"],
    );
    assert_eq!(offline.code, Some(2), "{offline:?}");
}

/// Runs git in a folder, with no settings but these.
fn git(folder: &Path, arguments: &[&str]) {
    let run = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=Ada", "-c", "user.email=ada@dam.example"])
        .args(arguments)
        .output()
        .expect("git is there");
    assert!(run.status.success(), "{arguments:?}: {run:?}");
}

/// The program with the paths of the environment, where git is.
fn with_git(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = command(folder, arguments);
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    command.output().expect("the program starts").into()
}

const BEFORE: &str = "The dam is 61 metres high ([notes](notes.txt)). It was built in nine years ([notes](notes.txt)).\n\
The lake is 12 kilometres long [7].\n";

#[test]
fn only_what_a_branch_changed_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let write = |name: &str, text: &str| std::fs::write(path.join(name), text).unwrap();
    git(path, &["init", "-q", "-b", "main"]);
    write("a.md", BEFORE);
    write("same.md", BEFORE);
    write(
        "notes.txt",
        "The dam is 61 metres high. It was built in seven years.\n",
    );
    git(path, &["add", "."]);
    git(path, &["commit", "-q", "-m", "one"]);
    git(path, &["checkout", "-q", "-b", "branch"]);
    // Another sentence in front, the lines broken anew, one address changed, and a file that is new.
    let after = BEFORE
        .replace("The dam is", "A new road leads there [8]. The dam\nis")
        .replace("years ([notes](notes.txt))", "years ([notes](other.txt))");
    write("a.md", &after);
    write("other.txt", "The dam was built in nine years.\n");
    write("new.md", "The wall is white ([notes](notes.txt)).\n");
    let run = with_git(
        path,
        &["claims", ".", "--changed", "main", "--format", "json"],
    );
    assert_eq!(run.code, Some(0), "{run:?}");
    let claims: Value = serde_json::from_str(&run.stdout).unwrap();
    let texts: Vec<&str> = claims
        .as_array()
        .unwrap()
        .iter()
        .filter(|claim| claim["citations"] != Value::Array(Vec::new()))
        .map(|claim| claim["text"].as_str().unwrap())
        .collect();
    assert_eq!(
        texts,
        [
            "A new road leads there.",
            "It was built in nine years.",
            "The wall is white."
        ]
    );
    assert!(run.stderr.contains("new or changed since main"), "{run:?}");
    // The branch may be committed, and main may have moved on.
    git(path, &["add", "."]);
    git(path, &["commit", "-q", "-m", "two"]);
    let again = with_git(
        path,
        &["claims", ".", "--changed", "main", "--format", "json"],
    );
    assert_eq!(again.stdout, run.stdout);
}

#[test]
fn a_branch_that_changed_nothing_passes_and_an_unknown_base_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    git(path, &["init", "-q", "-b", "main"]);
    std::fs::write(path.join("a.md"), BEFORE).unwrap();
    git(path, &["add", "."]);
    git(path, &["commit", "-q", "-m", "one"]);
    let check = |base: &str| {
        with_git(
            path,
            &[
                "check",
                "a.md",
                "--offline",
                "--preset",
                "links",
                "--changed",
                base,
            ],
        )
    };
    let run = check("main");
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stderr.contains("0 of 3 claims"), "{run:?}");
    for base in ["nonsense", "--upload-pack=x", ""] {
        let run = check(base);
        assert_eq!(run.code, Some(2), "{base}: {run:?}");
    }
}
