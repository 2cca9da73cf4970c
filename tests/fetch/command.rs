//! `citecheck fetch`, as a person and a script see it.

use crate::support::program::citecheck;
use crate::support::server::{Reply, Server};

fn server() -> Server {
    Server::start(|request| match request.path.as_str() {
        "/gone" => Reply::new(404),
        "/wall" => Reply::new(403).body("<title>Just a moment...</title>"),
        _ => Reply::html("<p>Hello."),
    })
}

#[test]
fn the_summary_names_what_could_not_be_got() {
    let server = server();
    let dir = tempfile::tempdir().unwrap();
    let [page, gone, wall] = ["/page", "/gone", "/wall"].map(|path| server.url(path));
    let run = citecheck(
        dir.path(),
        &["fetch", "--allow-private-network", &page, &gone, &wall],
    );
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(run.stderr, "");
    insta::assert_snapshot!(run.stdout.replace(&server.url(""), "http://news.example"));

    let run = citecheck(
        dir.path(),
        &[
            "fetch",
            "--allow-private-network",
            "--fail-on",
            "unavailable",
            &page,
            &gone,
        ],
    );
    assert_eq!(run.code, Some(1));
    assert!(
        run.stdout.contains("2 pages: 1 cached, 1 http-status"),
        "{run:?}"
    );
}

#[test]
fn json_has_a_line_for_each_address() {
    let server = server();
    let dir = tempfile::tempdir().unwrap();
    let [page, gone] = ["/page", "/gone"].map(|path| server.url(path));
    let run = citecheck(
        dir.path(),
        &[
            "fetch",
            "--allow-private-network",
            "--format",
            "json",
            &page,
            &gone,
        ],
    );
    let lines: Vec<serde_json::Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines[0]["status"], "read");
    assert_eq!(lines[0]["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(lines[1]["status"], "unavailable");
    assert_eq!(lines[1]["reason"], "http-status");
    assert_eq!(lines[1]["http_status"], 404);
}

#[test]
fn plain_progress_has_a_line_for_each_page_that_was_asked_for() {
    let server = server();
    let dir = tempfile::tempdir().unwrap();
    let page = server.url("/page");
    let args = [
        "fetch",
        "--allow-private-network",
        "--progress",
        "plain",
        &page,
    ];
    assert!(
        citecheck(dir.path(), &args)
            .stderr
            .starts_with("fetched http://")
    );
    assert_eq!(
        citecheck(dir.path(), &args).stderr,
        "",
        "the cache needed no asking"
    );
}

#[test]
fn settings_are_taken_where_no_flag_is() {
    let server = server();
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(
        dir.path().join("citecheck.toml"),
        "[fetch]\ncache = \"pages\"\ntimeout = \"5s\"\n",
    )
    .unwrap();
    let run = citecheck(
        dir.path(),
        &["fetch", "--allow-private-network", &server.url("/page")],
    );
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(dir.path().join("pages").is_dir());

    std::fs::write(
        dir.path().join("citecheck.toml"),
        "[fetch]\ntimeout = \"soon\"\n",
    )
    .unwrap();
    let run = citecheck(dir.path(), &["fetch", &server.url("/page")]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("timeout: `soon`"), "{}", run.stderr);
}

#[test]
fn what_is_no_web_address_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let run = citecheck(dir.path(), &["fetch", "ftp://news.example/"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("only http and https"), "{}", run.stderr);
}

#[test]
fn what_a_claims_file_cites_is_fetched_once() {
    let server = server();
    let dir = tempfile::tempdir().unwrap();
    let claims = format!(
        "[[source]]\nid = \"page\"\nurl = \"{}\"\n\n[[claim]]\ntext = \"The page says hello.\"\n\
         cites = [\"page\"]\n\n[[claim]]\ntext = \"The page is short.\"\ncites = [\"page\"]\n",
        server.url("/page")
    );
    std::fs::write(dir.path().join("claims.toml"), claims).unwrap();
    let page = server.url("/page#part");
    let run = citecheck(
        dir.path(),
        &["fetch", "--allow-private-network", "claims.toml", &page],
    );
    assert_eq!(run.stdout, "1 page: 1 fetched\n", "{run:?}");
    assert_eq!(server.count("/page"), 1);
}
