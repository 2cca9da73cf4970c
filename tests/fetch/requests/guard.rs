//! Addresses that must not be read, wherever they come from.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use citecheck::cache::Provenance;
use citecheck::fetch::{Fetcher, Policy, Quiet, Resolver, acquire};
use citecheck::source::{Reason, Unavailable, normalise};

use crate::setup::{Setup, reason};
use crate::support::program::citecheck;
use crate::support::server::{Reply, Server};

#[test]
fn loopback_is_refused_unless_it_is_allowed() {
    let server = Server::start(|_| Reply::html("<p>Secret."));
    let setup = Setup::with(|options| options.allow_private_network = false);
    assert_eq!(
        reason(&setup.get(&server.url("/a"))),
        Reason::ForbiddenAddress
    );
    let by_name = format!("http://localhost:{}/a", server.port());
    assert_eq!(reason(&setup.get(&by_name)), Reason::ForbiddenAddress);
    assert!(server.requests().is_empty());
}

#[test]
fn a_name_that_resolves_to_loopback_is_refused() {
    let server = Server::start(|_| Reply::html("<p>Secret."));
    let setup = Setup::with(|options| {
        options.allow_private_network = false;
        let here = "127.0.0.1".parse().unwrap();
        options.resolve.insert("news.example".into(), vec![here]);
    });
    let address = format!("http://news.example:{}/a", server.port());
    assert_eq!(reason(&setup.get(&address)), Reason::ForbiddenAddress);
    assert!(server.requests().is_empty());
}

/// Says something else once it has been asked, as whoever rebinds a name does.
struct Fickle(AtomicUsize);

impl Resolver for Fickle {
    fn resolve(&self, _: &str) -> io::Result<Vec<IpAddr>> {
        match self.0.fetch_add(1, Ordering::SeqCst) {
            0 => Err(io::ErrorKind::NotFound.into()),
            _ => Ok(vec!["127.0.0.1".parse().unwrap()]),
        }
    }
}

#[test]
fn a_name_is_looked_at_each_time_it_is_resolved() {
    let server = Server::start(|_| Reply::html("<p>Secret."));
    let mut setup = Setup::new();
    setup.options.allow_private_network = false;
    setup.options.robots.all = false;
    let resolver = Arc::new(Fickle(AtomicUsize::new(0)));
    let fetcher = Fetcher::with_resolver(setup.options.clone(), resolver).unwrap();
    let url = normalise(&format!("http://news.example:{}/a", server.port())).unwrap();
    for expected in [
        Reason::Dns,
        Reason::ForbiddenAddress,
        Reason::ForbiddenAddress,
    ] {
        let urls = std::slice::from_ref(&url);
        let result = acquire(
            urls,
            &setup.cache,
            Policy::default(),
            Some(&fetcher),
            &Quiet,
        );
        let result = result.unwrap();
        assert_eq!(reason(&result[0]), expected, "{result:?}");
    }
    assert!(server.requests().is_empty());
}

#[test]
fn a_redirect_to_a_metadata_address_is_refused_even_when_private_networks_are_allowed() {
    let server =
        Server::start(|_| Reply::redirect(302, "http://169.254.169.254/latest/meta-data/"));
    let setup = Setup::new();
    assert_eq!(
        reason(&setup.get(&server.url("/a"))),
        Reason::ForbiddenAddress
    );
}

/// Knows a few names, and says of the others that there are none.
struct Names(&'static [(&'static str, &'static str)]);

impl Resolver for Names {
    fn resolve(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        let name = name.trim_end_matches('.');
        let found = self.0.iter().find(|(known, _)| *known == name);
        let (_, ip) = found.ok_or(io::ErrorKind::NotFound)?;
        Ok(vec![ip.parse().unwrap()])
    }
}

/// What asking for `address` gives where a proxy on loopback, called proxy.example, is set.
fn by_proxy(setup: &Setup, proxy: &Server, address: &str) -> Result<Provenance, Unavailable> {
    let names = Names(&[
        ("proxy.example", "127.0.0.1"),
        ("inner.example", "10.0.0.1"),
        ("metadata.example", "169.254.169.254"),
        ("news.example", "93.184.216.34"),
    ]);
    let mut options = setup.options.clone();
    options.proxies.http = Some(format!("http://proxy.example:{}", proxy.port()));
    options.retries = 0;
    let fetcher = Fetcher::with_resolver(options, Arc::new(names)).unwrap();
    let url = normalise(address).unwrap();
    let urls = std::slice::from_ref(&url);
    let refresh = Policy {
        refresh: true,
        ..Policy::default()
    };
    acquire(urls, &setup.cache, refresh, Some(&fetcher), &Quiet)
        .unwrap()
        .remove(0)
}

#[test]
fn a_proxy_is_asked_wherever_it_stands_and_lifts_the_guard_for_nothing_else() {
    let proxy = Server::with_robots(|_| Reply::html("<p>By the proxy."));
    let inner = Server::start(|_| Reply::html("<p>Secret."));
    let setup = Setup::with(|options| options.allow_private_network = false);
    // What stands for a public address here, and what nobody here knows.
    for address in ["http://news.example/a", "http://unknown.example/a"] {
        let page = by_proxy(&setup, &proxy, address).unwrap();
        assert_eq!(setup.body(&page), "<p>By the proxy.");
    }
    let asked = proxy.requests().len();
    for address in [
        // Another port of the proxy's host, by its name and its number.
        &format!("http://proxy.example:{}/a", inner.port()),
        &format!("http://proxy.example:{}/a", proxy.port()),
        &inner.url("/a"),
        "http://PROXY.example./a",
        "http://inner.example/a",
        "http://metadata.example/latest/meta-data/",
        "http://localhost/a",
        // Names that the proxy may know and nobody here does.
        "http://intranet/a",
        "http://metadata.google.internal/computeMetadata/v1/",
        "http://printer.local/a",
        "http://router.home.arpa/a",
    ] {
        let result = by_proxy(&setup, &proxy, address);
        assert_eq!(
            reason(&result),
            Reason::ForbiddenAddress,
            "{address}: {result:?}"
        );
    }
    assert_eq!(proxy.requests().len(), asked);
    assert!(inner.requests().is_empty());

    let allowed = Setup::new();
    assert!(by_proxy(&allowed, &proxy, "http://inner.example/a").is_ok());
    let never = by_proxy(&allowed, &proxy, "http://metadata.example/a");
    assert_eq!(reason(&never), Reason::ForbiddenAddress);
}

#[test]
fn what_goes_by_no_proxy_is_guarded_as_ever() {
    let proxy = Server::with_robots(|_| Reply::html("<p>By the proxy."));
    let inner = Server::start(|_| Reply::html("<p>Secret."));
    let setup = Setup::with(|options| {
        options.allow_private_network = false;
        options.proxies.except = Some("inner.example".into());
        let here = "127.0.0.1".parse().unwrap();
        options.resolve.insert("inner.example".into(), vec![here]);
    });
    let address = format!("http://inner.example:{}/a", inner.port());
    let result = by_proxy(&setup, &proxy, &address);
    assert_eq!(reason(&result), Reason::ForbiddenAddress);
    assert!(inner.requests().is_empty() && proxy.requests().is_empty());
}

#[test]
fn a_redirect_out_of_the_web_is_refused() {
    for target in [
        "file:///etc/passwd",
        "ftp://news.example/",
        "javascript:alert(1)",
    ] {
        let server = Server::start(move |_| Reply::redirect(301, target));
        let setup = Setup::new();
        assert_eq!(
            reason(&setup.get(&server.url("/a"))),
            Reason::ForbiddenAddress
        );
    }
}

#[test]
fn a_secret_for_one_host_is_sent_to_no_other() {
    let other = Server::start(|_| Reply::html("<p>Elsewhere."));
    let target = other.url("/b");
    let server = Server::start(move |_| Reply::redirect(302, &target));
    let host = server.url("").replace("http://", "");
    let dir = tempfile::tempdir().unwrap();
    let header = format!("{host}=Cookie: session=secret");
    let address = server.url("/a").replace("http://", "http://me:pw@");
    let run = citecheck(
        dir.path(),
        &[
            "fetch",
            "--allow-private-network",
            "--header",
            &header,
            &address,
        ],
    );
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(server.requests()[0].headers["cookie"], "session=secret");
    assert!(!server.requests()[0].headers.contains_key("authorization"));
    assert!(!other.requests()[0].headers.contains_key("cookie"));
    for file in walk(dir.path()) {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(
            !text.contains("secret") && !text.contains("pw"),
            "{}",
            file.display()
        );
    }
}

#[test]
fn a_secret_for_every_host_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let run = citecheck(
        dir.path(),
        &["fetch", "--header", "Cookie: a=b", "https://news.example/"],
    );
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("name the one it is for"),
        "{}",
        run.stderr
    );
}

fn walk(dir: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files
}
