//! What is fuzzed: for each kind of input that strangers make, a function that takes any bytes, may not
//! panic, and looks whether what came of them is sound.
//!
//! `cargo fuzz run NAME` (in `fuzz/`, with a nightly toolchain) looks for bytes that break one;
//! `cargo test --test corpora` runs every one on its corpus in `fuzz/corpus/NAME`, and on changes of it.

use std::collections::HashSet;
use std::io::Write as _;
use std::time::{Duration, UNIX_EPOCH};

use citecheck::cache::warc::import;
use citecheck::cache::{Cache, Provenance};
use citecheck::claims::{
    Bibliography, Claim, Format, Options, named_bibliographies, read, to_csv, to_toml,
};
use citecheck::extract::{Document, Hints, Reading};
use citecheck::inner::{Lang, sentences, tokens};
use citecheck::report::{self, Report, View};
use citecheck::settings::Settings;
use citecheck::source::normalise;
use citecheck::verify::Prepared;
use citecheck::verify::{Judge, Need, verify};

/// A target: its name, and what it does.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: &[Target] = &[
    ("address", address),
    ("bibliography", bibliography),
    ("claims", claims),
    ("docx", docx),
    ("extract", extract),
    ("judge", judge),
    ("provenance", provenance),
    ("report", report),
    ("settings", settings),
    ("warc", warc),
];

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// An address: one spelling, which is its own.
pub fn address(bytes: &[u8]) {
    if let Ok(url) = normalise(&text(bytes)) {
        assert_eq!(normalise(url.as_str()).as_ref(), Ok(&url));
        assert!(url.username().is_empty() && url.password().is_none());
    }
}

/// BibTeX or CSL-JSON, and the front matter of an article.
pub fn bibliography(bytes: &[u8]) {
    let text = text(bytes);
    let works = Bibliography::parse(&text);
    let _ = (works.is_empty(), named_bibliographies(&text, Format::Latex));
}

/// An input, in the format that its first byte says.
pub fn claims(bytes: &[u8]) {
    let formats: Vec<Format> = Format::all().collect();
    if let Some((first, rest)) = bytes.split_first() {
        sound_claims(rest, formats[usize::from(*first) % formats.len()]);
    }
}

/// A Word document, whose text is the first part of the bytes up to a NUL, its footnotes the next,
/// its relations the third.
pub fn docx(bytes: &[u8]) {
    let mut parts = bytes.splitn(3, |byte| *byte == 0);
    let mut file = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for name in [
        "word/document.xml",
        "word/footnotes.xml",
        "word/_rels/document.xml.rels",
    ] {
        let part = parts.next().unwrap_or_default();
        file.start_file(name, options).expect("a file in memory");
        file.write_all(part).expect("a file in memory");
    }
    let file = file.finish().expect("a file in memory").into_inner();
    sound_claims(&file, Format::Docx);
}

/// Reads `bytes`; what is read has unique ids, places, and citations of its own sources, and can be
/// written and read again.
fn sound_claims(bytes: &[u8], format: Format) {
    let Ok(input) = read("fuzz", bytes, format, &Options::default()) else {
        return;
    };
    let mut ids = HashSet::new();
    for claim in &input.claims {
        assert!(ids.insert(&claim.id), "{} twice", claim.id);
        assert!(claim.place.line > 0 && claim.place.column > 0);
        for citation in &claim.citations {
            assert!(
                input
                    .sources
                    .iter()
                    .any(|source| source.id == citation.source)
            );
        }
    }
    let inputs = std::slice::from_ref(&input);
    let _ = to_csv(inputs);
    if !input.claims.is_empty() {
        let written = to_toml(inputs);
        let again = read(
            "again",
            written.as_bytes(),
            Format::Toml,
            &Options::default(),
        );
        let again =
            again.unwrap_or_else(|errors| panic!("what is written can't be read: {errors}"));
        assert_eq!(again.claims.len(), input.claims.len());
    }
}

/// A page, as HTML and as its bytes look.
pub fn extract(bytes: &[u8]) {
    let html = Hints {
        content_type: Some("text/html".to_owned()),
        location: None,
    };
    for hints in [html, Hints::default()] {
        if let Ok(reading) = citecheck::extract::read(bytes, &hints) {
            sound_document(&reading);
        }
    }
}

/// Offsets point, and blocks rise.
fn sound_document(reading: &Reading) {
    let text: Vec<char> = reading.document.text().chars().collect();
    let mut block = 0;
    for passage in &reading.document.passages {
        assert!(passage.block >= block);
        block = passage.block;
        if passage.region.is_shown() {
            let shown: Vec<char> = passage.as_shown().chars().collect();
            let at = passage.offset;
            assert_eq!(text.get(at..at + shown.len()), Some(&shown[..]));
        }
    }
}

/// A claim, and behind the first NUL what its source says: passages, parted by NULs.
pub fn judge(bytes: &[u8]) {
    let mut parts = bytes.split(|byte| *byte == 0).map(text);
    let claim = parts.next().unwrap_or_default();
    if claim.trim().is_empty() {
        return;
    }
    for sentence in sentences(&claim) {
        assert!(claim.get(sentence.start..sentence.end).is_some());
    }
    for token in tokens(&claim, Lang::detect(&claim)) {
        assert!(claim.get(token.span.start..token.span.end).is_some());
    }
    let source = Prepared::new(Document::from_passages(parts));
    let outcome = verify(
        &Claim::of_text(&claim),
        &[Ok(&source)],
        Need::Any,
        &Judge::lexical(),
    );
    assert!((0.0..=1.0).contains(&outcome.score), "{}", outcome.score);
    for span in &outcome.unsupported {
        assert!(claim.get(span.start..span.end).is_some());
    }
}

/// A provenance in the folder of its page: what the cache takes for sound is what it says it is.
pub fn provenance(bytes: &[u8]) {
    let Ok(given) = serde_json::from_slice::<Provenance>(bytes) else {
        return;
    };
    let _ = given.age(UNIX_EPOCH + Duration::from_hours(498_849));
    let Ok(url) = normalise("https://news.example/story") else {
        return;
    };
    let dir = tempfile::tempdir().expect("a folder");
    let cache = Cache::open(dir.path()).expect("a folder");
    let mut body = b"<p>Hello.".as_slice();
    let stored = cache
        .add(&url, None, &mut body, "2026-04-27T09:00:00Z")
        .expect("a cache");
    let entry = cache.entries().expect("a cache").remove(0);
    std::fs::write(&entry.path, bytes).expect("a file");
    if let Ok(Some(found)) = cache.newest(&url) {
        assert_eq!(found.sha256, stored.sha256);
        assert_eq!(found.url, stored.url);
    }
    let verified = cache.verify().expect("a cache");
    assert_eq!(verified.sound + verified.damaged.len(), 1);
}

/// A report, compared with itself, and written in every format.
pub fn report(bytes: &[u8]) {
    let Ok(report) = Report::from_json(bytes) else {
        return;
    };
    let changes = report::diff::diff(&report, &report);
    let mut out = Vec::new();
    report::diff::write_terminal(&changes, 80, false, &mut out).expect("memory");
    report::diff::write_markdown(&changes, &report::Words, &mut out).expect("memory");
    report::diff::write_json(&changes, &mut out).expect("memory");
    for format in report::Format::all() {
        let mut out = Vec::new();
        let view = View::new(&report);
        format
            .writer()
            .write(&report, &view, &mut out)
            .expect("memory");
        if format == report::Format::Json {
            assert_eq!(
                Report::from_json(&out).expect("what is written can be read"),
                report
            );
        }
    }
}

/// A settings file: an error points into it.
pub fn settings(bytes: &[u8]) {
    let text = text(bytes);
    if let Err(errors) = Settings::parse(&text) {
        assert!(!errors.errors.is_empty());
        for error in errors.errors {
            assert!(error.line >= 1 && error.column >= 1);
            assert!(error.line <= text.lines().count() + 1);
        }
    }
}

/// A WARC file: whatever is in it, the cache is sound afterwards.
pub fn warc(bytes: &[u8]) {
    let dir = tempfile::tempdir().expect("a folder");
    let cache = Cache::open(dir.path()).expect("a folder");
    let _ = import(&cache, bytes, 1 << 20, |_| true);
    let verified = cache.verify().expect("a cache");
    assert_eq!(verified.damaged, []);
}
