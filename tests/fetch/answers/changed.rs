//! Pages that no longer say what they said when they were cited.

use std::fs;

use citecheck::cache::Cache;
use citecheck::source::normalise;
use serde_json::Value;

use crate::support::program::citecheck;
use crate::support::server::{Reply, Server};

#[test]
fn check_says_when_the_page_no_longer_holds_what_an_older_snapshot_did() {
    let server = Server::start(|_| {
        Reply::html("<p>The harbour office closed in 2025. Its records are kept by the town.")
    });
    let dir = tempfile::tempdir().unwrap();
    let url = server.url("/report");
    let cache = Cache::open(dir.path().join("cache")).unwrap();
    let mut old = "<p>The harbour handled 48,200 containers in 2024.".as_bytes();
    cache
        .add(
            &normalise(&url).unwrap(),
            Some("text/html"),
            &mut old,
            "2026-04-27T09:00:00Z",
        )
        .unwrap();
    fs::write(
        dir.path().join("claims.toml"),
        format!(
            "[[source]]\nid = \"report\"\nurl = \"{url}\"\n\n[[claim]]\n\
             text = \"The harbour handled 48,200 containers in 2024.\"\n"
        ),
    )
    .unwrap();
    let claim = |flags: &[&str]| {
        let args = [&["check", "claims.toml", "--format=json"], flags].concat();
        let run = citecheck(dir.path(), &args);
        let report: Value = serde_json::from_str(&run.stdout).unwrap();
        report["claims"][0].clone()
    };
    assert_eq!(claim(&["--offline"])["verdict"], "supported");
    let now = claim(&["--refresh", "--allow-private-network"]);
    assert_ne!(now["verdict"], "supported");
    let why = now["why"].as_str().unwrap();
    assert!(why.contains("bore it out on 2026-04-27"), "{why}");
    assert_eq!(claim(&["--offline"])["why"], now["why"]);
}
