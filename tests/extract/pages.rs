//! Pages of every kind, read whole: metadata with where it stands, and each passage with its region
//! and place. The expected readings are snapshots, reviewed by eye; `cargo insta review` shows what
//! a change does to them.

use std::fmt::Write as _;
use std::path::Path;

use citecheck::extract::{BodySource, Document, Hints, Reading, read};

fn reading(name: &str) -> Reading {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/pages")
        .join(name);
    let bytes = std::fs::read(path).unwrap();
    let hints = Hints {
        content_type: Some("text/html".to_owned()),
        location: None,
    };
    read(&bytes, &hints).unwrap()
}

/// A reading as people review it.
fn told(reading: &Reading) -> String {
    let mut text = String::new();
    if let Some(wall) = &reading.wall {
        writeln!(text, "unavailable: {wall}").unwrap();
    }
    let document = &reading.document;
    facts(document, &mut text);
    for passage in &document.passages {
        let headings = passage.headings.join(" > ");
        let place = if headings.is_empty() {
            String::new()
        } else {
            format!("  [{headings}]")
        };
        writeln!(
            text,
            "{:4} {:4} {:<11} {}{place}\n                      {}",
            passage.block,
            passage.offset,
            passage.region.name(),
            passage.text,
            passage.path,
        )
        .unwrap();
    }
    text
}

fn facts(document: &Document, text: &mut String) {
    let origins = &document.origins;
    let mut fact = |name: &str, value: Option<String>, origin| {
        if let Some(value) = value {
            let origin = Option::map(origin, |origin| format!("{origin:?}")).unwrap_or_default();
            writeln!(text, "{name}: {value}  ({origin})").unwrap();
        }
    };
    let authors = document.authors.join("; ");
    fact("title", document.title.clone(), origins.title);
    fact(
        "authors",
        Some(authors).filter(|a| !a.is_empty()),
        origins.authors,
    );
    fact("publisher", document.publisher.clone(), origins.publisher);
    fact(
        "published",
        document.published.map(|d| d.to_string()),
        origins.published,
    );
    fact(
        "modified",
        document.modified.map(|d| d.to_string()),
        origins.modified,
    );
    fact("lang", document.lang.clone(), origins.lang);
    fact("canonical", document.canonical.clone(), origins.canonical);
    writeln!(text, "kind: {:?}", document.kind).unwrap();
    if document.paywalled {
        writeln!(text, "paywalled").unwrap();
    }
    if document.body_source != BodySource::Page {
        writeln!(text, "body from: {:?}", document.body_source).unwrap();
    }
}

#[test]
fn pages_of_every_kind_read_as_reviewed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert!(names.len() >= 20);
    for name in names {
        insta::assert_snapshot!(name.trim_end_matches(".html"), told(&reading(&name)));
    }
}

#[test]
fn every_passage_stands_in_the_text_at_its_offset() {
    for name in [
        "news-en.html",
        "wiki-en.html",
        "news-ja.html",
        "documentation-en.html",
    ] {
        let document = reading(name).document;
        let text: Vec<char> = document.text().chars().collect();
        for passage in document.passages.iter().filter(|p| p.region.is_shown()) {
            let shown: Vec<char> = passage.as_shown().chars().collect();
            assert_eq!(
                text[passage.offset..passage.offset + shown.len()],
                shown[..],
                "{name}: {}",
                passage.text
            );
        }
    }
}
