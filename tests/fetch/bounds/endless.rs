//! No site can make a run last for ever, and no disk that is full passes for a page.

use std::time::Duration;

use citecheck::fetch::Policy;
use citecheck::source::{Reason, Unavailable};

use crate::setup::{Setup, reason};
use crate::support::program::{Run, citecheck, command};
use crate::support::server::{Reply, Server};

fn pages(server: &Server, count: usize) -> Vec<String> {
    (0..count).map(|n| server.url(&format!("/{n}"))).collect()
}

#[test]
fn a_host_whose_pages_come_to_no_end_is_given_up() {
    for manner in ["drip", "hang", "fail late"] {
        let server = Server::start(move |_| match manner {
            "drip" => Reply::html("").drip(Duration::from_millis(10)),
            "hang" => Reply::hang(),
            _ => Reply::new(503).late(Duration::from_millis(40)),
        });
        let setup = Setup::with(|options| {
            options.timeout.all = Duration::from_millis(50);
            options.retries = 1;
        });
        let results = setup.acquire(Policy::default(), &pages(&server, 300));
        assert!(results.iter().all(Result::is_err), "{manner}");
        let asked = server.requests().len();
        assert!(asked < 40, "{manner}: {asked} requests");
        let last = results[299].as_ref().unwrap_err();
        assert!(
            last.detail.starts_with("not asked, since "),
            "{manner}: {last}"
        );
    }
}

#[test]
fn a_slow_site_keeps_its_pages() {
    // One in ten comes to no end.
    let server = Server::start(|request| {
        if request.path.ends_with('7') {
            Reply::html("").drip(Duration::from_millis(10))
        } else {
            Reply::html("<p>Hello.")
        }
    });
    let setup = Setup::with(|options| {
        options.timeout.all = Duration::from_millis(60);
        options.retries = 0;
        options.host_concurrency.all = 1;
    });
    let results = setup.acquire(Policy::default(), &pages(&server, 60));
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 54);
    assert_eq!(server.requests().len(), 60);
}

#[test]
fn refusals_are_answers_however_many() {
    let server = Server::start(|request| match request.path.as_str() {
        "/199" => Reply::html("<p>Hello."),
        _ => Reply::new(404).late(Duration::from_millis(2)),
    });
    let setup = Setup::with(|options| options.timeout.all = Duration::from_millis(80));
    let results = setup.acquire(Policy::default(), &pages(&server, 200));
    assert!(results[199].is_ok(), "{:?}", results[199]);
}

#[test]
fn waits_that_many_pages_ask_for_add_up_to_a_few() {
    let server = Server::start(|_| Reply::new(429).header("retry-after", "1"));
    let setup = Setup::with(|options| {
        options.retry_after_max = Duration::from_secs(1);
        options.host_concurrency.all = 2;
    });
    let results = setup.acquire(Policy::default(), &pages(&server, 200));
    assert!(
        results
            .iter()
            .all(|result| reason(result) == Reason::HttpStatus)
    );
    let asked = server.requests().len();
    assert!(asked < 20, "{asked} requests");
    let why = &results[199].as_ref().unwrap_err().detail;
    assert!(why.contains("asked to wait for"), "{why}");
}

#[test]
fn a_host_that_sends_us_to_broken_ones_is_not_blamed_for_them() {
    let broken: Vec<Server> = (0..6).map(|_| Server::start(|_| Reply::raw(""))).collect();
    let targets: Vec<String> = broken.iter().map(|server| server.url("/x")).collect();
    let shortener = Server::start(move |request| {
        let n: usize = request.path[1..].parse().unwrap();
        match targets.get(n) {
            Some(target) => Reply::redirect(302, target),
            None => Reply::html("<p>Hello."),
        }
    });
    let setup = Setup::with(|options| {
        options.retries = 0;
        options.host_concurrency.all = 1;
    });
    let results = setup.acquire(Policy::default(), &pages(&shortener, 8));
    assert!(
        results[..6]
            .iter()
            .all(|result| reason(result) == Reason::Connect)
    );
    assert!(results[6].is_ok() && results[7].is_ok(), "{results:?}");
}

#[test]
fn the_time_of_a_run_ends_it_and_is_told() {
    let slow = Server::start(|_| Reply::hang());
    let quick = Server::start(|_| Reply::html("<p>The harbour opened in May."));
    let dir = tempfile::tempdir().unwrap();
    let claims = format!(
        "[[claim]]\ntext = \"The harbour opened in May.\"\ncites = [\"{}\"]\n\n\
         [[claim]]\ntext = \"The ferry sails in June.\"\ncites = [\"{}\"]\n",
        quick.url("/a"),
        slow.url("/a"),
    );
    std::fs::write(dir.path().join("a.toml"), claims).unwrap();
    let args = [
        "check",
        "a.toml",
        "--allow-private-network",
        "--max-time",
        "1s",
        "--format",
        "json",
    ];
    let run = citecheck(dir.path(), &args);
    assert_eq!(run.code, Some(0), "{run:?}");
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["summary"]["supported"], 1);
    assert_eq!(report["summary"]["unavailable"], 1);
    assert!(
        run.stdout.contains(&Unavailable::time_is_over().detail),
        "{}",
        run.stdout
    );
    assert!(
        run.stderr
            .contains("the time of the run, 1 s, was over before 1 page could be got"),
        "{}",
        run.stderr
    );
}

#[test]
fn in_ci_a_settings_file_gives_no_more_time_than_there_is() {
    let server = Server::start(|_| Reply::hang());
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(
        dir.path().join("citecheck.toml"),
        "[fetch]\nmax-time = \"1s\"\n",
    )
    .unwrap();
    let args = ["fetch", "--allow-private-network", &server.url("/a")];
    let run: Run = command(dir.path(), &args)
        .env("CI", "true")
        .output()
        .unwrap()
        .into();
    assert!(run.stderr.contains("1 s, was over"), "{run:?}");
}

#[test]
fn a_part_of_a_page_is_not_the_page() {
    for status in [206, 226] {
        let server = Server::start(move |_| {
            Reply::new(status)
                .header("content-type", "text/html")
                .header("content-range", "bytes 0-20/4000")
                .body("<p>The harbour opened")
        });
        let setup = Setup::new();
        assert_eq!(reason(&setup.get(&server.url("/a"))), Reason::Incomplete);
        assert!(setup.cache.entries().unwrap().is_empty());
    }
}

/// Snapshots of parts that an older version kept, or that came with a branch.
#[test]
fn a_part_of_a_page_in_the_cache_is_not_the_page_either() {
    let server = Server::start(|_| Reply::html("<p>The harbour opened in May."));
    let dir = tempfile::tempdir().unwrap();
    let url = server.url("/a");
    let fetched = citecheck(dir.path(), &["fetch", "--allow-private-network", &url]);
    assert_eq!(fetched.code, Some(0));
    let cache = citecheck::cache::Cache::open(dir.path().join("cache")).unwrap();
    let entry = cache.entries().unwrap().remove(0);
    let text = std::fs::read_to_string(&entry.path).unwrap();
    std::fs::write(
        &entry.path,
        text.replace("\"status\": 200", "\"status\": 206"),
    )
    .unwrap();
    let claim = format!("[[claim]]\ntext = \"The ferry sails in June.\"\ncites = [\"{url}\"]\n");
    std::fs::write(dir.path().join("a.toml"), claim).unwrap();
    let run = citecheck(
        dir.path(),
        &["check", "a.toml", "--offline", "--format", "json"],
    );
    assert!(run.stdout.contains("\"reason\": \"incomplete\""), "{run:?}");
    assert!(
        !run.stdout.contains("\"verdict\": \"not-found\""),
        "{run:?}"
    );
}

#[test]
fn a_cached_page_over_the_bound_is_too_large() {
    let dir = tempfile::tempdir().unwrap();
    let url = "https://news.example/a";
    std::fs::write(
        dir.path().join("page.txt"),
        "The harbour opened in May. ".repeat(1_000),
    )
    .unwrap();
    citecheck(dir.path(), &["cache", "add", url, "page.txt"]);
    let claim = format!("[[claim]]\ntext = \"The harbour opened in May.\"\ncites = [\"{url}\"]\n");
    std::fs::write(dir.path().join("a.toml"), claim).unwrap();
    for (size, expected) in [("10kB", "too-large"), ("100kB", "supported")] {
        let args = [
            "check",
            "a.toml",
            "--offline",
            "--max-size",
            size,
            "--format",
            "json",
        ];
        let run = citecheck(dir.path(), &args);
        assert!(run.stdout.contains(expected), "{size}: {run:?}");
    }
    let args = ["extract", url, "--offline", "--max-size", "10kB"];
    let run = citecheck(dir.path(), &args);
    assert_eq!(run.code, Some(2), "{run:?}");
}

/// A body of more than half a MiB goes through a temporary file.
#[cfg(unix)]
#[test]
fn a_page_that_this_machine_cannot_hold_stops_the_run_and_is_called_by_its_name() {
    let server = Server::start(|_| Reply::html(&"<p>Hello. ".repeat(100_000)));
    let dir = tempfile::tempdir().unwrap();
    let args = ["fetch", "--allow-private-network", &server.url("/a")];
    let mut full = command(dir.path(), &args);
    let run: Run = full
        .env("TMPDIR", dir.path().join("nowhere"))
        .output()
        .unwrap()
        .into();
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.stderr.contains("temporary file"), "{run:?}");
    assert!(run.stderr.contains("No such file"), "{run:?}");
}
