//! No page costs more than the bounds say.

use std::io::Write;
use std::time::Duration;

use citecheck::source::Reason;

use crate::setup::{Setup, reason};
use crate::support::server::{Reply, Server};

#[test]
fn redirects_are_followed_and_kept() {
    let server = Server::start(|request| match request.path.as_str() {
        "/a" => Reply::redirect(301, "b?x=1#part"),
        "/b?x=1" => Reply::redirect(308, "/c"),
        _ => Reply::html("<p>There."),
    });
    let setup = Setup::new();
    let page = setup.get(&server.url("/a")).unwrap();
    assert_eq!(page.url, server.url("/a"));
    assert_eq!(page.redirects, [server.url("/b?x=1")]);
    assert_eq!(page.final_url, server.url("/c"));
}

#[test]
fn a_circle_of_redirects_ends_where_it_began() {
    let server = Server::start(|request| match request.path.as_str() {
        "/a" => Reply::redirect(302, "/b"),
        _ => Reply::redirect(302, "/a"),
    });
    let setup = Setup::new();
    assert_eq!(reason(&setup.get(&server.url("/a"))), Reason::RedirectLoop);
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn a_circle_that_sets_a_cookie_is_walked_round() {
    let server = Server::start(|request| match request.headers.get("cookie") {
        Some(cookie) if cookie.contains("seen=1") => Reply::html("<p>Welcome."),
        _ => Reply::redirect(302, "/a").header("set-cookie", "seen=1"),
    });
    let setup = Setup::new();
    assert!(setup.get(&server.url("/a")).is_ok());
}

#[test]
fn more_redirects_than_ten_are_too_many() {
    let server = Server::start(|request| {
        let step: usize = request.path[1..].parse().unwrap();
        if step == 0 {
            Reply::html("<p>There.")
        } else {
            Reply::redirect(307, &format!("/{}", step - 1))
        }
    });
    let setup = Setup::new();
    assert!(setup.get(&server.url("/10")).is_ok());
    assert_eq!(reason(&setup.get(&server.url("/11"))), Reason::RedirectLoop);
}

#[test]
fn an_endless_body_ends_at_the_size_cap() {
    let server = Server::start(|_| Reply::html(&"<p>More. ".repeat(4_000)).endless());
    let setup = Setup::with(|options| options.max_size = 1 << 20);
    assert_eq!(reason(&setup.get(&server.url("/a"))), Reason::TooLarge);
}

#[test]
fn an_announced_length_over_the_cap_is_not_downloaded() {
    let body = "x".repeat(2_000);
    let server = Server::start(move |_| Reply::html(&body).cut(0));
    let setup = Setup::with(|options| options.max_size = 1_000);
    assert_eq!(reason(&setup.get(&server.url("/a"))), Reason::TooLarge);
}

#[test]
fn a_compressed_bomb_costs_no_more_than_the_cap() {
    // A gigabyte of zeros behind a little text, in one megabyte.
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    bomb.write_all(b"<p>Boom.").unwrap();
    let zeros = vec![b'0'; 1 << 20];
    for _ in 0..1_024 {
        bomb.write_all(&zeros).unwrap();
    }
    let bomb = bomb.finish().unwrap();
    let server = Server::start(move |_| {
        Reply::html("")
            .header("content-encoding", "gzip")
            .body(bomb.clone())
    });
    let setup = Setup::new();
    assert_eq!(reason(&setup.get(&server.url("/a"))), Reason::TooLarge);
}

#[test]
fn a_body_that_drips_ends_at_the_total_time_out() {
    let server = Server::start(|_| Reply::html("").drip(Duration::from_millis(10)));
    let setup = Setup::with(|options| {
        options.timeout.all = Duration::from_millis(200);
        options.retries = 0;
    });
    assert_eq!(reason(&setup.get(&server.url("/a"))), Reason::Timeout);
}

#[test]
fn a_server_that_falls_silent_ends_at_the_idle_time_out() {
    let server = Server::start(|_| Reply::html("").drip(Duration::from_mins(1)));
    let setup = Setup::with(|options| {
        options.idle_timeout = Duration::from_millis(100);
        options.retries = 0;
    });
    assert_eq!(reason(&setup.get(&server.url("/a"))), Reason::Timeout);
}

#[test]
fn a_body_that_ends_early_is_incomplete() {
    let server = Server::start(|_| Reply::html("<p>Only half of this arrives.").cut(12));
    let setup = Setup::new();
    assert_eq!(reason(&setup.get(&server.url("/a"))), Reason::Incomplete);
    assert!(setup.cache.entries().unwrap().is_empty());
}

#[test]
fn a_body_that_is_not_compressed_as_it_says_cannot_be_decoded() {
    let server =
        Server::start(|_| Reply::html("<p>Plain, in truth.").header("content-encoding", "gzip"));
    let setup = Setup::new();
    assert_eq!(reason(&setup.get(&server.url("/a"))), Reason::Decode);
}

#[test]
fn a_head_that_breaks_off_is_no_page() {
    for half in ["", "HTTP/1.1 200 OK\r\ncontent-len", "HTTP/1.1 200 OK\r\n"] {
        let server = Server::start(move |_| Reply::raw(half));
        let setup = Setup::new();
        let why = reason(&setup.get(&server.url("/a")));
        assert!(
            matches!(why, Reason::Connect | Reason::Incomplete),
            "{half:?}: {why}"
        );
    }
}

#[test]
fn what_comes_after_the_announced_length_is_not_the_page() {
    let answer =
        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 9\r\n\r\n<p>Hello.and more";
    let server = Server::start(move |_| Reply::raw(answer));
    let setup = Setup::new();
    assert_eq!(
        setup.body(&setup.get(&server.url("/a")).unwrap()),
        "<p>Hello."
    );
}

#[test]
fn an_answer_that_is_no_http_cannot_be_decoded() {
    let server = Server::start(|_| Reply::raw("220 mail.example ready\r\n"));
    let setup = Setup::new();
    assert_eq!(reason(&setup.get(&server.url("/a"))), Reason::Decode);
}

#[test]
fn headers_without_end_are_refused() {
    let server = Server::start(|_| {
        let mut reply = Reply::html("<p>Hello.");
        for n in 0..2_000 {
            reply = reply.header(&format!("x-{n}"), "y");
        }
        reply
    });
    let setup = Setup::new();
    assert_eq!(reason(&setup.get(&server.url("/a"))), Reason::Decode);
}
