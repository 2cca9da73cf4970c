//! Offline, no socket is opened and no name is looked up.

use std::fs;
use std::io;
use std::net::IpAddr;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use citecheck::fetch::{Event, Fetcher, Policy, Progress, Resolver, acquire};
use citecheck::source::{Reason, normalise};

use crate::setup::{Setup, reason};
use crate::support::program::{Run, citecheck};
use crate::support::server::{Reply, Server};

struct NeverAsked;

impl Resolver for NeverAsked {
    fn resolve(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        panic!("asked for {name}");
    }
}

impl Progress for NeverAsked {
    fn event(&self, event: Event<'_>) {
        assert!(!matches!(event, Event::Asking(_)), "{event:?}");
    }
}

#[test]
fn offline_nothing_is_asked_even_with_a_fetcher_at_hand() {
    let setup = Setup::new();
    let fetcher = Fetcher::with_resolver(setup.options.clone(), Arc::new(NeverAsked)).unwrap();
    let urls = [
        "https://news.example/cached",
        "https://news.example/missing",
    ]
    .map(|url| normalise(url).unwrap());
    setup
        .cache
        .add(
            &urls[0],
            None,
            &mut "body".as_bytes(),
            "2026-04-27T09:00:00Z",
        )
        .unwrap();
    let policy = Policy {
        offline: true,
        refresh: true,
        max_age: Some(std::time::Duration::ZERO),
        ..Policy::default()
    };
    let results = acquire(&urls, &setup.cache, policy, Some(&fetcher), &NeverAsked).unwrap();
    assert!(results[0].is_ok());
    assert_eq!(reason(&results[1]), Reason::NotCached);
}

/// A folder with a claims file whose page is cached, and the arguments that check it.
fn checked_once() -> (tempfile::TempDir, Run) {
    let server = Server::start(|_| Reply::html("<p>The harbour handled 48,200 containers."));
    let dir = tempfile::tempdir().unwrap();
    fs::write(
        dir.path().join("claims.toml"),
        format!(
            "[[source]]\nid = \"page\"\nurl = \"{}\"\n\n[[claim]]\n\
             text = \"The harbour handled 48,200 containers.\"\n",
            server.url("/page")
        ),
    )
    .unwrap();
    let online = [
        "check",
        "claims.toml",
        "--format=json",
        "--allow-private-network",
    ];
    let run = citecheck(dir.path(), &online);
    assert_eq!(run.code, Some(0), "{run:?}");
    (dir, run)
}

const OFFLINE: [&str; 4] = ["check", "claims.toml", "--format=json", "--offline"];

#[test]
fn offline_the_report_is_the_one_that_was_made_online() {
    let (dir, online) = checked_once();
    let offline = citecheck(dir.path(), &OFFLINE);
    assert_eq!(offline.stdout, online.stdout);
}

/// The program under a tool that is given its own arguments first; nothing where it isn't there.
fn under(dir: &Path, tool: &str, arguments: &[&str]) -> Option<Run> {
    let mut trial = Command::new(tool);
    let trial = trial.args(arguments).arg("true").current_dir(dir).output();
    if !trial.is_ok_and(|trial| trial.status.success()) {
        return None;
    }
    let output = Command::new(tool)
        .args(arguments)
        .arg(env!("CARGO_BIN_EXE_citecheck"))
        .args(OFFLINE)
        .env("CITECHECK_JUDGE", "lexical")
        .current_dir(dir)
        .output()
        .unwrap();
    Some(output.into())
}

#[test]
fn offline_a_process_without_a_network_gives_the_same_report() {
    let (dir, online) = checked_once();
    if let Some(run) = under(
        dir.path(),
        "unshare",
        &["--user", "--map-root-user", "--net"],
    ) {
        assert_eq!(run.stdout, online.stdout, "{run:?}");
    }
}

#[test]
fn offline_no_socket_is_opened() {
    let (dir, online) = checked_once();
    let trace = [
        "-f",
        "-qq",
        "-e",
        "trace=socket,connect,socketpair",
        "-o",
        "trace.txt",
    ];
    if let Some(run) = under(dir.path(), "strace", &trace) {
        assert_eq!(run.stdout, online.stdout, "{run:?}");
        assert_eq!(
            fs::read_to_string(dir.path().join("trace.txt")).unwrap(),
            ""
        );
    }
}

#[test]
fn offline_a_page_that_was_refused_is_told_as_such() {
    let server = Server::start(|request| match (request.path.as_str(), request.before) {
        ("/gone", _) | ("/moody", 0) => Reply::new(404),
        ("/moody", _) => Reply::html("<p>The harbour handled 48,200 containers."),
        _ => Reply::new(503),
    });
    let dir = tempfile::tempdir().unwrap();
    let claims = ["gone", "moody", "busy"].map(|name| {
        let url = server.url(&format!("/{name}"));
        format!(
            "[[claim]]\nid = \"{name}\"\ntext = \"The harbour handled 48,200 containers.\"\n\
             cites = [\"{url}\"]\n"
        )
    });
    fs::write(dir.path().join("claims.toml"), claims.concat()).unwrap();
    let online = [
        "check",
        "claims.toml",
        "--allow-private-network",
        "--retries=0",
    ];
    assert_eq!(citecheck(dir.path(), &online).code, Some(0));
    let offline = citecheck(dir.path(), &["check", "claims.toml", "--offline"]);
    for told in [
        "http-status 404",
        "the page is gone",
        "the server answered 404",
        "so it was on",
    ] {
        assert!(offline.stdout.contains(told), "{told}: {offline:?}");
    }
    // What may pass is not told again: asking may help.
    assert!(!offline.stdout.contains("503"), "{offline:?}");
    let once = offline.stdout.matches("run once without --offline").count();
    assert_eq!(once, 1, "{offline:?}");
    let ignored = fs::read_to_string(dir.path().join("cache/.gitignore")).unwrap();
    assert!(ignored.contains(".refusals.jsonl"), "{ignored}");

    // A run that may ask does, and what comes takes the refusal's place.
    let again = citecheck(dir.path(), &online);
    assert!(again.stdout.contains("1 supported"), "{again:?}");
    let notes = fs::read_to_string(dir.path().join("cache/.refusals.jsonl")).unwrap();
    assert!(
        notes.contains("/gone") && !notes.contains("/moody"),
        "{notes}"
    );

    // What others wrote there is passed over.
    let hostile = notes.replace("/gone", "/gone#x") + "{\"url\": 1}\n\u{0}\n";
    fs::write(dir.path().join("cache/.refusals.jsonl"), hostile).unwrap();
    let offline = citecheck(dir.path(), &["check", "claims.toml", "--offline"]);
    assert_eq!(offline.code, Some(0), "{offline:?}");
    assert!(!offline.stdout.contains("404"), "{offline:?}");
}
