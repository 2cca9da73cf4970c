//! Archives that are made to cost are refused.

use std::fs;
use std::io::Write as _;

use citecheck::cache::warc::{WarcError, import};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::{add, cache, url};
use crate::support::program::citecheck;

/// A record as other tools write it.
fn record(target: &str, date: &str, block: &str) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {target}\r\nWARC-Date: {date}\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
}

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";

#[test]
fn an_archive_that_unpacks_to_more_than_is_taken_is_refused() {
    let mut file = GzEncoder::new(Vec::new(), Compression::best());
    for n in 0..40 {
        let body = format!("{OK}{n}{}", " ".repeat(1 << 20));
        let one = record(
            &format!("https://news.example/{n}"),
            "2026-04-27T09:00:00Z",
            &body,
        );
        file.write_all(one.as_bytes()).unwrap();
    }
    let file = file.finish().unwrap();
    assert!(file.len() < 1 << 20);
    let (dir, cache) = cache();
    let refused = import(&cache, file.as_slice(), 20 << 20, |_| true);
    assert!(
        matches!(refused, Err(WarcError::TooLarge { .. })),
        "{refused:?}"
    );
    assert_eq!(
        cache.verify().unwrap().sound,
        19,
        "what came before is kept"
    );

    fs::write(dir.path().join("bomb.warc.gz"), file).unwrap();
    let args = ["cache", "import", "bomb.warc.gz", "--max-total", "20MiB"];
    let run = citecheck(dir.path(), &args);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.stderr.contains("give --max-total"), "{run:?}");
    let run = citecheck(dir.path(), &["cache", "import", "bomb.warc.gz"]);
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[test]
fn a_body_that_unpacks_within_a_record_counts_and_a_record_that_lies_about_its_length_is_passed_over()
 {
    let mut body = GzEncoder::new(Vec::new(), Compression::best());
    body.write_all(&vec![b' '; 40 << 20]).unwrap();
    let body = body.finish().unwrap();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n";
    let mut file = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/\r\n\
         WARC-Date: 2026-04-27T09:00:00Z\r\nContent-Length: {}\r\n\r\n{head}",
        head.len() + body.len()
    )
    .into_bytes();
    file.extend(body);
    file.extend(b"\r\n\r\n");
    let (_dir, cache) = cache();
    let refused = import(&cache, file.as_slice(), 20 << 20, |_| true);
    assert!(
        matches!(refused, Err(WarcError::TooLarge { .. })),
        "{refused:?}"
    );

    for length in ["18446744073709551615", "99999999999999999999", "-1", "x"] {
        let lie = record("https://news.example/", "2026-04-27T09:00:00Z", OK).replace(
            &format!("Content-Length: {}", OK.len()),
            &format!("Content-Length: {length}"),
        );
        assert!(
            import(&cache, lie.as_bytes(), 1 << 30, |_| true).is_err(),
            "{length}"
        );
    }
}

#[test]
fn one_address_many_times_costs_no_more_than_many_addresses() {
    let mut file = String::new();
    for n in 0..500 {
        let date = format!(
            "2026-04-27T{:02}:{:02}:{:02}Z",
            n / 3_600,
            n / 60 % 60,
            n % 60
        );
        file += &record(
            "https://news.example/story",
            &date,
            &format!("{OK}<p>Version {n}."),
        );
    }
    let (_dir, cache) = cache();
    let done = import(&cache, file.as_bytes(), 1 << 30, |_| true).unwrap();
    assert_eq!((done.added, done.known), (500, 0));
    let again = import(&cache, file.as_bytes(), 1 << 30, |_| true).unwrap();
    assert_eq!((again.added, again.known), (0, 500));
    assert_eq!(
        cache.newest(&url()).unwrap().unwrap().fetched_at,
        "2026-04-27T00:08:19Z"
    );
}

#[test]
fn an_import_takes_its_place_by_time_and_what_is_fetched_next_comes_after_it() {
    let (_dir, cache) = cache();
    add(&cache, "first", "2026-04-10T09:00:00Z");
    add(&cache, "second", "2026-04-20T09:00:00Z");
    for (date, body) in [
        ("2026-04-15T09:00:00Z", "between"),
        ("2999-01-01T00:00:00Z", "later"),
    ] {
        let file = record("https://news.example/story", date, &format!("{OK}{body}"));
        import(&cache, file.as_bytes(), 1 << 30, |_| true).unwrap();
        let newest = cache.newest(&url()).unwrap().unwrap();
        let expected = if body == "later" {
            date
        } else {
            "2026-04-20T09:00:00Z"
        };
        assert_eq!(newest.fetched_at, expected);
    }
    let fresh = add(&cache, "fresh", "2026-05-01T09:00:00Z");
    assert_eq!(cache.newest(&url()).unwrap(), Some(fresh));
}
