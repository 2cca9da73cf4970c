//! What a site may ask of us.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use citecheck::fetch::Policy;
use citecheck::source::Reason;

use crate::setup::{Setup, reason};
use crate::support::server::{Reply, Server};

fn with_robots(robots: Reply) -> Server {
    Server::with_robots(move |request| match request.path.as_str() {
        "/robots.txt" => robots.clone(),
        _ => Reply::html("<p>Hello."),
    })
}

#[test]
fn robots_txt_is_obeyed_and_read_once_for_a_host() {
    let rules = "User-agent: *\nDisallow: /private/\n";
    let server = with_robots(Reply::new(200).body(rules));
    let setup = Setup::new();
    let addresses = ["/a", "/b", "/private/c"].map(|path| server.url(path));
    let results = setup.acquire(Policy::default(), &addresses);
    assert!(results[0].is_ok() && results[1].is_ok());
    assert_eq!(reason(&results[2]), Reason::Robots);
    assert_eq!(server.count("/robots.txt"), 1);
    assert_eq!(server.count("/private/c"), 0);
}

#[test]
fn robots_txt_is_not_asked_for_when_it_is_ignored() {
    let server = with_robots(Reply::new(200).body("User-agent: *\nDisallow: /\n"));
    let setup = Setup::with(|options| options.robots.all = false);
    assert!(setup.get(&server.url("/a")).is_ok());
    assert_eq!(server.count("/robots.txt"), 0);
}

#[test]
fn a_robots_txt_that_fails_means_no_and_one_that_is_missing_means_yes() {
    let setup = Setup::new();
    let failing = with_robots(Reply::new(500));
    assert_eq!(reason(&setup.get(&failing.url("/a"))), Reason::Robots);
    let forbidden = with_robots(Reply::new(403));
    assert!(setup.get(&forbidden.url("/a")).is_ok());
}

#[test]
fn no_more_requests_than_allowed_are_under_way_at_one_host() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (under_way, peak) = (Arc::clone(&now), Arc::clone(&most));
    let server = Server::start(move |_| {
        let together = under_way.fetch_add(1, Ordering::SeqCst) + 1;
        peak.fetch_max(together, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(20));
        under_way.fetch_sub(1, Ordering::SeqCst);
        Reply::html("<p>Hello.")
    });
    let setup = Setup::with(|options| options.host_concurrency.all = 3);
    let addresses: Vec<String> = (0..20).map(|n| server.url(&format!("/{n}"))).collect();
    let results = setup.acquire(Policy::default(), &addresses);
    assert!(results.iter().all(Result::is_ok));
    assert_eq!(most.load(Ordering::SeqCst), 3);
}

#[test]
fn requests_to_one_host_are_an_interval_apart() {
    let server = Server::start(|_| Reply::html("<p>Hello."));
    let interval = Duration::from_millis(30);
    let setup = Setup::with(|options| options.host_interval.all = interval);
    let addresses: Vec<String> = (0..5).map(|n| server.url(&format!("/{n}"))).collect();
    setup.acquire(Policy::default(), &addresses);
    let requests = server.requests();
    // The first and the last are four intervals apart at least, less what the network smooths out.
    let apart = requests.last().unwrap().at - requests[0].at;
    assert!(apart >= interval * 3, "{apart:?}");
}

#[test]
fn a_host_that_asks_to_wait_gets_no_other_request_meanwhile() {
    let server = Server::start(|request| match (request.path.as_str(), request.before) {
        ("/first", 0) => Reply::new(429).header("retry-after", "1"),
        _ => Reply::html("<p>Hello."),
    });
    let setup = Setup::with(|options| options.host_concurrency.all = 1);
    let addresses = ["/first", "/second"].map(|path| server.url(path));
    let results = setup.acquire(Policy::default(), &addresses);
    assert!(results.iter().all(Result::is_ok));
    let requests = server.requests();
    assert!(requests[1].at - requests[0].at >= Duration::from_millis(900));
}

#[test]
fn we_say_who_we_are() {
    let server = Server::start(|_| Reply::html("<p>Hello."));
    let setup = Setup::with(|options| {
        options.user_agent = citecheck::fetch::user_agent(Some("mailto:desk@news.example"));
    });
    setup.get(&server.url("/a")).unwrap();
    let agent = &server.requests()[0].headers["user-agent"];
    assert!(agent.starts_with("citecheck/"), "{agent}");
    assert!(agent.contains("desk@news.example"), "{agent}");
}
