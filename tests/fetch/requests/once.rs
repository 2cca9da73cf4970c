//! One request for an address, and none where the cache will do.

use std::time::Duration;

use citecheck::cache::Cache;
use citecheck::fetch::{Policy, Quiet, acquire};
use citecheck::source::{Reason, normalise};

use crate::setup::{Setup, reason};
use crate::support::server::{Reply, Server};

#[test]
fn an_address_is_asked_for_once_however_often_it_is_cited() {
    let server = Server::start(|_| Reply::html("<p>Hello."));
    let setup = Setup::new();
    let spellings = ["/a", "/a#top", "/./a", "/%61", "/a"].map(|path| server.url(path));
    let results = setup.acquire(Policy::default(), &spellings);
    assert!(results.iter().all(Result::is_ok));
    assert_eq!(server.count("/a"), 1);

    setup.get(&server.url("/a")).unwrap();
    assert_eq!(
        server.count("/a"),
        1,
        "the second run is answered by the cache"
    );
}

#[test]
fn results_come_in_the_order_of_the_addresses() {
    let server = Server::start(|request| match request.path.as_str() {
        "/slow" => Reply::html("slow").late(Duration::from_millis(80)),
        "/gone" => Reply::new(410),
        _ => Reply::html("quick"),
    });
    let setup = Setup::new();
    let paths = ["/slow", "/gone", "/quick", "/slow"].map(|path| server.url(path));
    let results = setup.acquire(Policy::default(), &paths);
    assert_eq!(setup.body(results[0].as_ref().unwrap()), "slow");
    assert_eq!(reason(&results[1]), Reason::HttpStatus);
    assert_eq!(setup.body(results[2].as_ref().unwrap()), "quick");
    assert_eq!(results[0], results[3]);
}

#[test]
fn a_page_that_has_not_changed_keeps_its_body_and_is_marked_as_seen_again() {
    let server = Server::start(|request| match request.headers.get("if-none-match") {
        Some(tag) if tag == "\"1\"" => Reply::new(304),
        _ => Reply::html("<p>First.").header("etag", "\"1\""),
    });
    let setup = Setup::new();
    let first = setup.get(&server.url("/a")).unwrap();
    assert_eq!(first.checked_at, None);
    let again = setup.refresh(&server.url("/a")).unwrap();
    assert_eq!(again.sha256, first.sha256);
    assert_eq!(again.fetched_at, first.fetched_at);
    assert!(again.checked_at.is_some());
    assert_eq!(setup.body(&again), "<p>First.");
}

#[test]
fn a_page_that_has_changed_leaves_the_old_snapshot_beside_the_new_one() {
    let server = Server::start(|request| {
        Reply::html(&format!("<p>Version {}.", request.before))
            .header("last-modified", "Mon, 27 Apr 2026 08:00:00 GMT")
    });
    let setup = Setup::new();
    let url = server.url("/a");
    let first = setup.get(&url).unwrap();
    let second = setup.refresh(&url).unwrap();
    assert_eq!(
        server.requests()[1].headers["if-modified-since"],
        "Mon, 27 Apr 2026 08:00:00 GMT"
    );
    assert_eq!(setup.body(&second), "<p>Version 1.");
    assert_eq!(setup.body(&first), "<p>Version 0.");
    let kept = setup.cache.snapshots(&normalise(&url).unwrap());
    assert_eq!(kept.len(), 2);
}

#[test]
fn a_failing_refresh_is_reported_and_the_older_snapshot_stays() {
    let server = Server::start(|request| {
        if request.before == 0 {
            Reply::html("<p>Once.")
        } else {
            Reply::new(404)
        }
    });
    let setup = Setup::new();
    let url = server.url("/a");
    let first = setup.get(&url).unwrap();
    let why = setup.refresh(&url).unwrap_err();
    assert_eq!(
        (why.reason, why.http_status),
        (Reason::HttpStatus, Some(404))
    );
    assert!(why.detail.contains(&first.fetched_at), "{why}");
    assert_eq!(setup.get(&url).unwrap(), first);
}

#[test]
fn max_age_asks_only_for_what_is_older() {
    let server = Server::start(|_| Reply::html("<p>Hello."));
    let setup = Setup::new();
    let url = server.url("/a");
    setup.get(&url).unwrap();
    let within = |max_age| {
        let policy = Policy {
            max_age: Some(max_age),
            ..Policy::default()
        };
        setup.acquire(policy, std::slice::from_ref(&url))[0]
            .clone()
            .unwrap()
    };
    within(Duration::from_hours(1));
    assert_eq!(server.count("/a"), 1);
    // A snapshot from before the web.
    let known = setup
        .cache
        .newest(&normalise(&url).unwrap())
        .unwrap()
        .unwrap();
    let mut old = known.clone();
    old.fetched_at = "1989-03-12T00:00:00Z".into();
    setup
        .cache
        .store(&old, &mut "<p>Hello.".as_bytes())
        .unwrap();
    within(Duration::from_hours(1));
    assert_eq!(server.count("/a"), 2);
}

#[test]
fn failures_are_not_remembered_after_the_run() {
    let server = Server::start(|request| {
        if request.before == 0 {
            Reply::new(404)
        } else {
            Reply::html("<p>Here now.")
        }
    });
    let setup = Setup::new();
    assert_eq!(reason(&setup.get(&server.url("/a"))), Reason::HttpStatus);
    assert!(setup.get(&server.url("/a")).is_ok());
}

#[test]
fn a_damaged_snapshot_is_fetched_again_and_set_aside() {
    let server = Server::start(|request| Reply::html(&format!("<p>Version {}.", request.before)));
    let setup = Setup::new();
    let url = server.url("/a");
    setup.get(&url).unwrap();
    let entry = setup.cache.entries().unwrap().remove(0);
    std::fs::write(entry.body().unwrap(), "<p>Version 9.").unwrap();

    let again = setup.get(&url).unwrap();
    assert_eq!(server.count("/a"), 2);
    assert_eq!(setup.body(&again), "<p>Version 1.");
    assert_eq!(setup.cache.entries().unwrap().len(), 1);
}

#[test]
fn offline_a_damaged_snapshot_is_told_from_a_missing_one() {
    let dir = tempfile::tempdir().unwrap();
    let cache = Cache::open(dir.path()).unwrap();
    let url = normalise("https://news.example/a").unwrap();
    let urls = [url.clone()];
    let offline = || acquire(&urls, &cache, Policy::default(), None, &Quiet).unwrap();
    assert_eq!(reason(&offline()[0]), Reason::NotCached);
    cache
        .add(&url, None, &mut "body".as_bytes(), "2026-04-27T09:00:00Z")
        .unwrap();
    let entry = cache.entries().unwrap().remove(0);
    std::fs::write(&entry.path, "{").unwrap();
    assert_eq!(reason(&offline()[0]), Reason::Damaged);
}
