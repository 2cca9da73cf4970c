//! The fuzz targets of `fuzz/targets.rs`, on their corpora, on our own fixtures, and on seeded changes of
//! both: flipped, cut, doubled, spliced, with pieces put in that readers look for.
//!
//! `CITECHECK_CHANGES=100000 cargo test --profile fast --test corpora` makes so many changes for each
//! target; the seed is fixed, so that a failure comes again. The input that failed is kept in
//! `target/tmp`. `cargo test --test corpora -- --ignored` writes what a fuzzer may begin with to
//! `fuzz/seeds`.

#[path = "../support/mod.rs"]
mod support;
#[path = "../../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use citecheck::cache::Cache;
use citecheck::cache::warc::export;
use citecheck::claims::Format;
use citecheck::report::{Format as ReportFormat, View};
use targets::TARGETS;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Longest seed: changes of short ones reach more, and sooner.
const MAX_SEED: usize = 16 << 10;

fn read(path: &Path) -> Vec<u8> {
    let mut bytes = fs::read(path).unwrap();
    bytes.truncate(MAX_SEED);
    bytes
}

/// What a target begins with: its corpus, and what of our fixtures is of its kind.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let corpus = files(&root().join("fuzz/corpus").join(target));
    let mut seeds: Vec<Vec<u8>> = corpus.iter().map(|path| fs::read(path).unwrap()).collect();
    let fixtures = |folder: &str| files(&root().join("tests/fixtures").join(folder));
    match target {
        "claims" => {
            let formats: Vec<Format> = Format::all().collect();
            let samples = files(&root().join("claims"));
            for path in fixtures("articles").iter().chain(&samples) {
                let format = Format::of_path(&path.to_string_lossy());
                let index =
                    format.and_then(|format| formats.iter().position(|known| *known == format));
                if let Some(index) = index {
                    seeds.push([&[u8::try_from(index).unwrap()], &read(path)[..]].concat());
                }
            }
        }
        "extract" => {
            let pages = files(&root().join("cache"));
            let is_page =
                |path: &&PathBuf| path.extension().is_some_and(|e| e == "html" || e == "md");
            let pages = pages.iter().filter(is_page);
            seeds.extend(fixtures("pages").iter().chain(pages).map(|path| read(path)));
        }
        "provenance" => {
            let entries = Cache::open(root().join("cache"))
                .unwrap()
                .entries()
                .unwrap();
            seeds.extend(entries.iter().map(|entry| read(&entry.path)));
        }
        "report" => {
            let whole = support::story::report();
            for most in [1, 3, usize::MAX] {
                let mut report = whole.clone();
                report.claims.truncate(most);
                report.sources.truncate(most);
                let mut json = Vec::new();
                let view = View::new(&report);
                ReportFormat::Json
                    .writer()
                    .write(&report, &view, &mut json)
                    .unwrap();
                seeds.push(json);
            }
        }
        "settings" => seeds.push(
            citecheck::settings::DEFAULT
                .replace("\n# ", "\n")
                .into_bytes(),
        ),
        "warc" => {
            let mut file = Vec::new();
            let cache = Cache::open(root().join("cache")).unwrap();
            let written = std::cell::Cell::new(0);
            let first_two = |_: &_| written.replace(written.get() + 1) < 2;
            export(&cache, first_two, &mut file).unwrap();
            seeds.push(file);
        }
        _ => {}
    }
    assert!(!seeds.is_empty(), "{target} begins with nothing");
    seeds
}

/// Pieces that readers look for.
const PIECES: &[&str] = &[
    "\0",
    "\n",
    "\r\n",
    "\u{FEFF}",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "&",
    "&#x41;",
    "<!--",
    "-->",
    "<p>",
    "</p>",
    "<table><tr><td>",
    "<script>",
    "<ref>",
    "{{cite|url=https://a.example}}",
    "[[",
    "]]",
    "[^1]",
    "[^1]: ",
    "[1]",
    "[@key]",
    "@misc{key,",
    "url={https://a.example}",
    "https://a.example/",
    "::",
    "##",
    "\\u0000",
    "\\",
    "%00",
    "%",
    "é",
    "日本",
    "\u{202E}",
    "1,000.5",
    "12 May 2024",
    "not ",
    "half ",
    "$3 million",
    "null",
    "true",
    "-1",
    "1e999",
    "18446744073709551615",
    "\"sequence\": 4294967295",
    "9999-12-31T23:59:59Z",
    "WARC/1.1\r\n",
    "Content-Length: 5\r\n",
    "\r\n\r\n",
    "HTTP/1.1 200 OK\r\n",
    "\u{1F}\u{8B}",
    "[[claim]]\n",
    "text = ",
    "cites = ",
    "= [",
    "---\n",
    "|",
    "\t",
    "```\n",
    "> ",
    "# ",
    "\u{2028}",
];

/// A small generator of numbers (Marsaglia, Xorshift RNGs, 2003): the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % end.max(1)
    }

    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        let end = start + self.below((length - start).min(64) + 1);
        start..end
    }
}

/// One of `seeds`, changed in a few places.
fn changed(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.below(6) {
        let at = random.range(bytes.len());
        match random.below(7) {
            0 if !at.is_empty() => bytes[at.start] ^= 1 << random.below(8),
            1 => drop(bytes.drain(at)),
            2 => {
                let piece = bytes[at.clone()].repeat(1 + random.below(40));
                bytes.splice(at.end..at.end, piece);
            }
            3 => bytes.truncate(at.end.max(1)),
            4 => {
                let other = &seeds[random.below(seeds.len())];
                let piece = other[random.range(other.len())].to_vec();
                bytes.splice(at, piece);
            }
            _ => {
                let piece = PIECES[random.below(PIECES.len())].bytes();
                bytes.splice(at, piece);
            }
        }
    }
    bytes
}

/// Runs a target, and keeps an input that breaks it.
fn run(name: &str, target: fn(&[u8]), bytes: &[u8], what: &str) {
    if catch_unwind(AssertUnwindSafe(|| target(bytes))).is_err() {
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-broken"));
        fs::write(&kept, bytes).unwrap();
        panic!(
            "{name} breaks on {what}; the input is in {}",
            kept.display()
        );
    }
}

fn changes() -> usize {
    std::env::var("CITECHECK_CHANGES").map_or(300, |count| count.parse().unwrap())
}

fn try_target(name: &str) {
    let (_, target) = *TARGETS.iter().find(|(known, _)| *known == name).unwrap();
    let seeds = seeds(name);
    for (index, seed) in seeds.iter().enumerate() {
        run(name, target, seed, &format!("seed {index}"));
    }
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for number in 0..changes() {
        let bytes = changed(&seeds, &mut random);
        run(name, target, &bytes, &format!("change {number}"));
    }
}

macro_rules! each {
    ($($name:ident),*) => {
        $(#[test]
        fn $name() {
            try_target(stringify!($name));
        })*

        #[test]
        fn no_target_is_left_out() {
            let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
            assert_eq!(names, [$(stringify!($name)),*]);
        }
    };
}

each!(
    address,
    bibliography,
    claims,
    docx,
    extract,
    judge,
    provenance,
    report,
    settings,
    warc
);

#[test]
fn every_target_can_be_fuzzed() {
    let manifest = fs::read_to_string(root().join("fuzz/Cargo.toml")).unwrap();
    for (name, _) in TARGETS {
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
        let program = root().join("fuzz/fuzz_targets").join(format!("{name}.rs"));
        assert!(
            fs::read_to_string(program)
                .unwrap()
                .contains(&format!("targets::{name}("))
        );
    }
}

#[test]
#[ignore = "writes files; see the top of the file"]
fn seeds_are_written() {
    for (name, _) in TARGETS {
        let folder = root().join("fuzz/seeds").join(name);
        fs::create_dir_all(&folder).unwrap();
        for (index, seed) in seeds(name).iter().enumerate() {
            fs::write(folder.join(index.to_string()), seed).unwrap();
        }
    }
}
