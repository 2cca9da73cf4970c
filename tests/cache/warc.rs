//! WARC files out and in.

use std::io::{Read, Write};

use citecheck::cache::Cache;
use citecheck::cache::warc::{Imported, WarcError, export, import};
use citecheck::source::normalise;
use flate2::read::MultiGzDecoder;

use crate::store::{add, cache, url};

fn exported(cache: &Cache) -> Vec<u8> {
    let mut file = Vec::new();
    export(cache, |_| true, &mut file).unwrap();
    file
}

#[test]
fn what_is_exported_comes_back_as_it_was() {
    let (_dir, from) = cache();
    let page = add(&from, &url(), "<p>Grüße.", "2026-04-27T09:00:00Z");
    let mut moved = page.clone();
    moved.final_url = "https://news.example/moved".into();
    moved.redirects = vec!["https://news.example/between".into()];
    moved.added = false;
    moved.checked_at = Some("2026-04-28T09:00:00Z".into());
    from.store(&moved, &mut "<p>Grüße.".as_bytes()).unwrap();
    add(
        &from,
        &normalise("http://other.example/").unwrap(),
        "x",
        "2026-04-27T09:00:00Z",
    );

    let file = exported(&from);
    assert_eq!(
        file,
        exported(&from),
        "exporting twice gives the same bytes"
    );
    let (_dir, to) = cache();
    let done = import(&to, file.as_slice(), u64::MAX, |_| true).unwrap();
    assert_eq!((done.added, done.known, done.skipped), (2, 0, 0));
    assert_eq!(to.newest(&url()).unwrap(), Some(moved));
    let again = import(&to, file.as_slice(), u64::MAX, |_| true).unwrap();
    assert_eq!((again.added, again.known), (0, 2));
}

#[test]
fn an_export_is_a_warc_file_with_a_gzip_member_for_each_record() {
    let (_dir, cache) = cache();
    add(&cache, &url(), "<p>Hello.", "2026-04-27T09:00:00Z");
    let file = exported(&cache);
    let members = memchr::memmem::find_iter(&file, b"\x1F\x8B\x08").count();
    assert_eq!(members, 3);
    let mut text = String::new();
    MultiGzDecoder::new(file.as_slice())
        .read_to_string(&mut text)
        .unwrap();
    let text = text
        .replace(env!("CARGO_PKG_VERSION"), "VERSION")
        .replace('\r', "");
    insta::assert_snapshot!(text);
}

#[test]
fn a_damaged_snapshot_is_left_out_and_told() {
    let (_dir, cache) = cache();
    add(&cache, &url(), "<p>Hello.", "2026-04-27T09:00:00Z");
    std::fs::write(cache.entries().unwrap()[0].body().unwrap(), "x").unwrap();
    let done = export(&cache, |_| true, &mut Vec::new()).unwrap();
    assert_eq!((done.written, done.damaged.len()), (0, 1));
}

/// A record as other tools write it.
fn record(kind: &str, target: &str, block: &str) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <{target}>\r\n\
         WARC-Date: 2026-04-27T09:00:00.123Z\r\nWARC-Record-ID: <urn:x>\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
}

#[test]
fn the_answers_in_files_of_other_tools_become_snapshots() {
    let ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nSet-Cookie: a=b\r\n\r\n<p>Hi.";
    let gone = "HTTP/1.1 404 Not Found\r\n\r\nGone";
    let file = [
        record("warcinfo", "", "software: other"),
        record(
            "request",
            "https://news.example/story",
            "GET / HTTP/1.1\r\n\r\n",
        ),
        record("response", "https://news.example/story#part", ok),
        record("response", "https://news.example/gone", gone),
        record("response", "dns:news.example", "x"),
    ]
    .concat();
    let (_dir, cache) = cache();
    let done = import(&cache, file.as_bytes(), u64::MAX, |_| true).unwrap();
    assert_eq!(
        done,
        Imported {
            added: 1,
            known: 0,
            skipped: 2
        }
    );
    let page = cache.newest(&url()).unwrap().unwrap();
    assert_eq!(page.fetched_at, "2026-04-27T09:00:00Z");
    assert_eq!(page.headers.len(), 1, "cookies are never kept");
    assert_eq!(cache.read(&page).unwrap().body, b"<p>Hi.");
}

#[test]
fn a_file_that_breaks_off_or_is_none_is_an_error() {
    let (_dir, from) = cache();
    add(
        &from,
        &url(),
        &"<p>Hello.".repeat(1_000),
        "2026-04-27T09:00:00Z",
    );
    let file = exported(&from);
    let (_dir, to) = cache();
    let half = import(&to, &file[..file.len() - 20], u64::MAX, |_| true);
    assert!(matches!(half, Err(WarcError::File(_))), "{half:?}");
    let none = import(&to, "<html>no archive\n".as_bytes(), u64::MAX, |_| true);
    assert!(
        matches!(none, Err(WarcError::Malformed { record: 1, .. })),
        "{none:?}"
    );
    let mut endless = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    endless.write_all(b"WARC/1.1\r\n").unwrap();
    for _ in 0..2_000 {
        endless.write_all(b"X-More: y\r\n").unwrap();
    }
    let endless = endless.finish().unwrap();
    assert!(import(&to, endless.as_slice(), u64::MAX, |_| true).is_err());
}
