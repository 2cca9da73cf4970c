//! Pages that are gone, from an archive that is played on loopback.

use citecheck::cache::Provenance;
use citecheck::fetch::{Fetcher, Quiet, acquire_archived};
use citecheck::source::{Reason, Unavailable, normalise};

use crate::setup::{Setup, reason};
use crate::support::program::citecheck;
use crate::support::server::{Reply, Request, Server};

/// The address of the server that is asked, as the request has it.
fn here(request: &Request) -> String {
    format!("http://{}", request.headers["host"])
}

/// An answer of the availability interface that names a copy on the same server.
fn available(request: &Request, page: &str) -> Reply {
    let copy = format!("{}/web/20250102030405/{page}", here(request));
    let answer = serde_json::json!({
        "url": page,
        "archived_snapshots": { "closest": {
            "status": "200", "available": true, "url": copy, "timestamp": "20250102030405"
        } }
    });
    Reply::new(200)
        .header("content-type", "application/json")
        .body(answer.to_string())
}

/// An archive that has a copy of every page but `/lost`.
fn archive() -> Server {
    Server::start(|request| {
        if request.path.starts_with("/available?url=") {
            if request.path.contains("lost") {
                Reply::new(200).body(r#"{"archived_snapshots":{}}"#)
            } else {
                available(request, "http://news.example/gone")
            }
        } else if request.path == "/web/20250102030405id_/http://news.example/gone" {
            Reply::html("<p>As it was.")
        } else {
            Reply::new(404)
        }
    })
}

fn setup(archive: &Server) -> Setup {
    Setup::with(|options| options.archive = Some(normalise(&archive.url("/available")).unwrap()))
}

fn check_copy(setup: &Setup, page: &Provenance, url: &str) {
    assert_eq!(page.url, url);
    assert!(
        page.final_url.contains("/web/20250102030405id_/"),
        "{page:?}"
    );
    assert_eq!(page.archived_at.as_deref(), Some("2025-01-02T03:04:05Z"));
    assert_eq!(setup.body(page), "<p>As it was.");
}

#[test]
fn a_page_that_is_gone_comes_from_the_archive_with_the_date_of_the_copy() {
    let web = Server::start(|_| Reply::new(404));
    let archive = archive();
    let setup = setup(&archive);
    let url = web.url("/gone");
    check_copy(&setup, &setup.get(&url).unwrap(), &url);
    let kept = setup
        .cache
        .newest(&normalise(&url).unwrap())
        .unwrap()
        .unwrap();
    check_copy(&setup, &kept, &url);
}

#[test]
fn a_page_that_the_archive_lacks_stays_unavailable_for_its_own_reason() {
    let web = Server::start(|_| Reply::new(410));
    let archive = archive();
    let why = setup(&archive).get(&web.url("/lost")).unwrap_err();
    assert_eq!(
        (why.reason, why.http_status),
        (Reason::HttpStatus, Some(410))
    );
    assert!(why.detail.contains("the archive has no copy"), "{why}");
}

#[test]
fn the_archive_is_not_asked_for_what_is_there_or_must_not_be_read() {
    let web = Server::with_robots(|request| match request.path.as_str() {
        "/robots.txt" => Reply::new(200).body("User-agent: *\nDisallow: /private\n"),
        _ => Reply::html("<p>Here."),
    });
    let archive = archive();
    let setup = setup(&archive);
    assert!(setup.get(&web.url("/a")).is_ok());
    assert_eq!(reason(&setup.get(&web.url("/private"))), Reason::Robots);
    assert!(archive.requests().is_empty());
}

#[test]
fn an_archive_that_fails_changes_nothing() {
    for failing in [Reply::new(503), Reply::html("<p>Down."), Reply::raw("")] {
        let web = Server::start(|_| Reply::new(404));
        let archive = Server::start(move |_| failing.clone());
        let mut setup = setup(&archive);
        setup.options.retries = 0;
        let why = setup.get(&web.url("/gone")).unwrap_err();
        assert_eq!(
            (why.reason, why.http_status),
            (Reason::HttpStatus, Some(404))
        );
    }
}

#[test]
fn a_page_that_was_got_but_cannot_be_read_can_be_asked_for_too() {
    let archive = archive();
    let setup = setup(&archive);
    let fetcher = Fetcher::new(setup.options.clone()).unwrap();
    let wall = Unavailable::new(Reason::Blocked, "a wall");
    let too_large = Unavailable::new(Reason::TooLarge, "a book");
    let urls = [
        "http://news.example/gone",
        "http://news.example/lost",
        "http://news.example/book",
    ]
    .map(|url| normalise(url).unwrap());
    let [gone, lost, book] = urls;
    let unreadable = [(gone, wall.clone()), (lost, wall), (book, too_large)];
    let results = acquire_archived(&unreadable, &setup.cache, None, &fetcher, &Quiet).unwrap();
    check_copy(
        &setup,
        results[0].as_ref().unwrap(),
        "http://news.example/gone",
    );
    assert_eq!(reason(&results[1]), Reason::Blocked);
    assert_eq!(reason(&results[2]), Reason::TooLarge);
}

#[test]
fn the_program_asks_the_archive_when_told_to() {
    let web = Server::start(|_| Reply::new(404));
    let archive = archive();
    let dir = tempfile::tempdir().unwrap();
    let (gone, interface) = (web.url("/gone"), archive.url("/available"));
    let mut args = vec![
        "fetch",
        "--allow-private-network",
        &gone,
        "--archive-url",
        &interface,
    ];
    let without = citecheck(dir.path(), &args);
    assert!(
        without.stdout.contains("1 page: 1 http-status"),
        "{without:?}"
    );
    args.extend(["--archive", "wayback"]);
    let with = citecheck(dir.path(), &args);
    assert!(with.stdout.contains("1 page: 1 fetched"), "{with:?}");
    let listed = citecheck(dir.path(), &["cache", "ls"]);
    assert!(listed.stdout.contains("archived"), "{listed:?}");
}
