//! What is tried again, and what is not.

use std::time::Duration;

use citecheck::source::Reason;

use crate::setup::{Setup, reason};
use crate::support::server::{Reply, Server};

#[test]
fn a_passing_failure_is_tried_again() {
    for failing in [
        Reply::new(500),
        Reply::new(503).header("retry-after", "0"),
        Reply::new(429).header("retry-after", "Mon, 27 Apr 2026 08:00:00 GMT"),
        Reply::new(408),
        Reply::new(425),
        Reply::html("<p>Half of it.").cut(5),
        Reply::raw(""),
    ] {
        let shown = format!("{failing:?}");
        let server = Server::start(move |request| {
            if request.before < 2 {
                failing.clone()
            } else {
                Reply::html("<p>At last.")
            }
        });
        let setup = Setup::new();
        let page = setup.get(&server.url("/a"));
        assert!(page.is_ok(), "{shown}: {page:?}");
        assert_eq!(server.count("/a"), 3, "{shown}");
    }
}

#[test]
fn a_lasting_failure_is_not_tried_again() {
    for status in [400, 401, 403, 404, 410, 451, 501] {
        let server = Server::start(move |_| Reply::new(status));
        let setup = Setup::new();
        let why = setup.get(&server.url("/a")).unwrap_err();
        assert_eq!(why.http_status, Some(status));
        assert_eq!(server.count("/a"), 1, "{status}");
    }
}

#[test]
fn after_three_retries_it_stays_as_it_is() {
    let server = Server::start(|_| Reply::new(502));
    let setup = Setup::new();
    assert_eq!(reason(&setup.get(&server.url("/a"))), Reason::HttpStatus);
    assert_eq!(server.count("/a"), 4);
}

#[test]
fn a_server_that_asks_for_a_long_wait_is_left_alone() {
    let server = Server::start(|_| Reply::new(429).header("retry-after", "3600"));
    let setup = Setup::new();
    let why = setup.get(&server.url("/a")).unwrap_err();
    assert!(why.detail.contains("3600 s"), "{why}");
    assert_eq!(server.count("/a"), 1);
}

#[test]
fn a_host_that_never_answers_is_given_up_after_a_few_addresses() {
    let server = Server::start(|_| Reply::hang());
    let setup = Setup::with(|options| {
        options.timeout.all = Duration::from_millis(50);
        options.retries = 0;
        options.robots.all = false;
        options.host_concurrency.all = 1;
    });
    let addresses: Vec<String> = (0..20).map(|n| server.url(&format!("/{n}"))).collect();
    let results = setup.acquire(citecheck::fetch::Policy::default(), &addresses);
    assert!(
        results
            .iter()
            .all(|result| reason(result) == Reason::Timeout)
    );
    assert_eq!(server.requests().len(), 3);
}
