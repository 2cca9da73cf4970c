//! Every reason of the closed list, as `check --format json` tells it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::thread;

use citecheck::source::Reason;
use serde_json::Value;

use crate::support::pdf;
use crate::support::program::citecheck;
use crate::support::server::{Reply, Request, Server};

/// Writes a claims file in which each source is cited by one claim.
fn write_claims(dir: &Path, sources: &[(&str, String)]) {
    let mut text = String::new();
    for (id, url) in sources {
        write!(
            text,
            "[[source]]\nid = \"{id}\"\nurl = \"{url}\"\n\n[[claim]]\n\
             text = \"The harbour handled 48,200 containers.\"\ncites = [\"{id}\"]\n\n"
        )
        .unwrap();
    }
    fs::write(dir.join("claims.toml"), text).unwrap();
}

/// The report's sources: id, then reason (or `read`) with the HTTP status.
fn check(dir: &Path, flags: &[&str]) -> BTreeMap<String, (String, Option<u64>)> {
    let args = [&["check", "claims.toml", "--format", "json"], flags].concat();
    let run = citecheck(dir, &args);
    let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"));
    let sources = report["sources"].as_array().unwrap().iter();
    sources
        .map(|source| {
            let reason = source["reason"].as_str().unwrap_or("read").to_owned();
            let id = source["id"].as_str().unwrap().to_owned();
            (id, (reason, source["http_status"].as_u64()))
        })
        .collect()
}

/// A page that is nothing but the question whether cookies may be set.
fn consent_wall() -> String {
    "<html><head><title>Before you continue</title></head><body>\
     <div class=\"cookie-consent\">\
     <p>We and our 842 partners use cookies and process personal data. Do you consent to cookies?</p>\
     <button>Accept all</button></div></body></html>"
        .to_owned()
}

fn answer(request: &Request) -> Reply {
    let script = "<html><body><div id=root></div><noscript>You need to enable JavaScript to run \
                  this app.</noscript><script src=/app.js></script></body></html>";
    match request.path.as_str() {
        "/robots.txt" => Reply::new(200).body("User-agent: *\nDisallow: /private\n"),
        "/timeout" => Reply::hang(),
        "/gone" => Reply::new(410),
        "/loop" => Reply::redirect(302, "/loop"),
        "/blocked" => Reply::new(403).body("<title>Just a moment...</title>"),
        "/consent" => Reply::html(&consent_wall()),
        "/paywalled" => Reply::new(402).body("<p>Subscribe."),
        "/script" => Reply::html(script),
        "/picture" => Reply::new(200)
            .header("content-type", "image/png")
            .body("\x7FPNG"),
        "/large" => Reply::html(&"<p>Large. ".repeat(20_000)),
        "/half" => Reply::html("<p>Only half of this arrives.").cut(9),
        "/mislabelled" => Reply::html("<p>Plain.").header("content-encoding", "br"),
        "/broken.pdf" => Reply::new(200)
            .header("content-type", "application/pdf")
            .body("%PDF-1.7\n?"),
        "/nothing" => Reply::html(""),
        "/blank" => Reply::html("<html><body> </body></html>"),
        _ => Reply::html("<p>The harbour handled 48,200 containers."),
    }
}

/// A server that speaks first, and no TLS; it lives as long as the test.
fn plain_speaker() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        let mut open = Vec::new();
        for connection in listener.incoming() {
            let mut connection = connection.unwrap();
            connection
                .write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                .unwrap();
            open.push(connection);
        }
    });
    address
}

const FLAGS: [&str; 7] = [
    "--allow-private-network",
    "--retries=0",
    "--timeout=1500ms",
    "--host-interval=0",
    "--max-size=100KiB",
    "--host-concurrency=32",
    "--no-config",
];

#[test]
fn each_reason_is_told_in_the_report() {
    let server = Server::with_robots(answer);
    // Says something else than TLS to whoever speaks it.
    let plain = plain_speaker();
    let closed = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let at = |path: &str| server.url(path);
    let sources = [
        // A label longer than DNS allows (RFC 1035): nobody has to be asked to know that.
        ("dns", format!("http://{}.example/", "x".repeat(64))),
        ("connect", format!("http://{closed}/")),
        ("tls", format!("https://{plain}/")),
        ("timeout", at("/timeout")),
        ("http-status", at("/gone")),
        ("redirect-loop", at("/loop")),
        ("robots", at("/private/page")),
        (
            "forbidden-address",
            "http://169.254.169.254/latest/".to_owned(),
        ),
        ("blocked", at("/blocked")),
        ("blocked-consent", at("/consent")),
        ("paywalled", at("/paywalled")),
        ("needs-javascript", at("/script")),
        ("unsupported-type", at("/picture")),
        ("too-large", at("/large")),
        ("incomplete", at("/half")),
        ("decode", at("/mislabelled")),
        ("decode-pdf", at("/broken.pdf")),
        ("empty", at("/nothing")),
        ("empty-page", at("/blank")),
        ("read", at("/page")),
    ];
    let dir = tempfile::tempdir().unwrap();
    write_claims(dir.path(), &sources);
    let told = check(dir.path(), &FLAGS);
    for (id, _) in &sources {
        let expected = ["-pdf", "-page", "-consent"];
        let expected = expected
            .iter()
            .find_map(|end| id.strip_suffix(end))
            .unwrap_or(id);
        assert_eq!(told[*id].0, expected, "{id}");
    }
    assert_eq!(told["http-status"].1, Some(410));
    assert_eq!(told["blocked"].1, Some(403));

    // What is left of the list has to do with the cache, or with local files (tests/slips).
    for entry in fs::read_dir(dir.path().join("cache")).unwrap() {
        damage(&entry.unwrap().path());
    }
    let told = check(dir.path(), &["--offline"]);
    assert_eq!(told["read"].0, "damaged");
    assert_eq!(told["connect"].0, "not-cached");
    assert_eq!(told["http-status"].0, "http-status");
    let reasons =
        sources
            .iter()
            .map(|(id, _)| *id)
            .chain(["damaged", "not-cached", "unreadable-file"]);
    let tested: Vec<&str> = reasons.collect();
    for reason in Reason::ALL {
        assert!(tested.contains(&reason.name()), "{reason}");
    }
}

/// Alters every body below a folder.
fn damage(folder: &Path) {
    if !folder.is_dir() {
        return;
    }
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            damage(&path);
        } else if path.extension().is_some_and(|ending| ending != "json") {
            fs::write(path, "altered").unwrap();
        }
    }
}

#[test]
fn every_reason_stands_in_the_documentation() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/fetching.md");
    let page = fs::read_to_string(page).unwrap();
    for reason in Reason::ALL {
        assert!(page.contains(&format!("| `{reason}` |")), "{reason}");
    }
}

#[test]
fn a_pdf_is_read_and_its_claims_are_checked() {
    let file = pdf::file(&[vec![(
        72,
        700,
        11,
        "The harbour handled 48,200 containers in 2024.",
    )]]);
    let server = Server::start(move |_| {
        Reply::new(200)
            .header("content-type", "application/octet-stream")
            .body(file.clone())
    });
    let dir = tempfile::tempdir().unwrap();
    write_claims(dir.path(), &[("report", server.url("/report"))]);
    assert_eq!(check(dir.path(), &FLAGS)["report"].0, "read");
    drop(server);
    assert_eq!(check(dir.path(), &["--offline"])["report"].0, "read");
}

#[test]
fn a_wall_that_came_with_status_200_is_not_kept() {
    let server = Server::start(|_| {
        Reply::html(
            "<html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1>\
             <p>Verify you are human by completing the action below.</p>\
             <div class=\"h-captcha\"></div><script src=\"/challenge-platform/x.js\"></script></body></html>",
        )
    });
    let dir = tempfile::tempdir().unwrap();
    write_claims(dir.path(), &[("wall", server.url("/wall"))]);
    assert_eq!(check(dir.path(), &FLAGS)["wall"].0, "blocked");
    assert_eq!(check(dir.path(), &["--offline"])["wall"].0, "not-cached");
}
