//! What the readers of articles find, on a corpus of small articles of our own.
//!
//! Each file in `fixtures/articles` has a snapshot beside this file, read by a person: its claims
//! with place, scope and citations, then what was left out and warned of. To add a case, put a file
//! into the folder and review its snapshot.

use std::path::{Path, PathBuf};

use citecheck::claims::{Bibliography, Checkable, Format, Input, Options, read, to_toml};
use unicode_normalization::UnicodeNormalization as _;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/articles")
}

/// The files of the corpus, by name.
fn corpus() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| Format::of_path(&path.to_string_lossy()).is_some())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

fn read_article(name: &str, bytes: &[u8]) -> Input {
    let format = Format::of_path(name).unwrap();
    let beside = folder().join(name).with_extension("bib");
    let options = Options {
        bibliography: Bibliography::parse(&std::fs::read_to_string(beside).unwrap_or_default()),
        ..Options::default()
    };
    read(name, bytes, format, &options).unwrap_or_else(|errors| panic!("{name}: {errors}"))
}

/// An input in lines that a person can read.
fn outline(input: &Input) -> String {
    let mut lines = Vec::new();
    if let Some(title) = &input.article.title {
        lines.push(format!("title: {title}"));
    }
    for (number, source) in input.sources.iter().enumerate() {
        let title = source.title.as_deref().unwrap_or("-");
        lines.push(format!("source {}: {} ({title})", number + 1, source.id));
    }
    for claim in &input.claims {
        lines.push(String::new());
        lines.push(format!(
            "{}:{} {}",
            claim.place.line, claim.place.column, claim.text
        ));
        if let Checkable::No(why) = &claim.checkable {
            lines.push(format!("    not checkable: {why}"));
        }
        let citations: Vec<String> = claim
            .citations
            .iter()
            .map(|citation| {
                let index = input
                    .sources
                    .iter()
                    .position(|s| s.id == citation.source)
                    .unwrap();
                format!("{} ({})", index + 1, citation.scope.name())
            })
            .collect();
        if !citations.is_empty() {
            lines.push(format!("    cites {}", citations.join(", ")));
        }
        for unresolved in &claim.unresolved {
            lines.push(format!("    unresolved: {}", unresolved.detail));
        }
        if let Some(name) = &claim.attributed_to {
            let bound = if claim.named.is_some() {
                ""
            } else {
                ", who is no source"
            };
            lines.push(format!("    attributed to {name}{bound}"));
        }
        if let Some(header) = &claim.header {
            lines.push(format!("    header: {header}"));
        }
        if let Some(verdict) = claim.expect {
            lines.push(format!("    expects {verdict}"));
        }
    }
    lines.push(String::new());
    for broken in &input.broken {
        let place = &broken.place;
        let fault = &broken.fault;
        let meant = fault
            .meant
            .as_ref()
            .map_or_else(String::new, |meant| format!("; meant {meant}"));
        lines.push(format!(
            "broken at {}:{} {}: {} ({}){meant}",
            place.line, place.column, fault.why, fault.detail, fault.written
        ));
    }
    for warning in &input.warnings {
        let place = &warning.place;
        lines.push(format!(
            "warning at {}:{}: {}",
            place.line, place.column, warning.message
        ));
    }
    let left = &input.left_out;
    lines.push(format!(
        "left out: {} headings, {} code, {} fragments",
        left.headings, left.code, left.boilerplate
    ));
    lines.join("\n")
}

#[test]
fn every_article_of_the_corpus_is_read_as_reviewed() {
    for (name, bytes) in corpus() {
        let input = read_article(&name, &bytes);
        insta::assert_snapshot!(name.clone(), outline(&input));
    }
}

/// Letters and digits of a text, lowercase and without accents, which formats write in many ways.
fn letters(text: &str) -> Vec<char> {
    text.nfd()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[test]
fn the_span_of_every_claim_holds_its_words_in_order() {
    for (name, bytes) in corpus() {
        if Format::of_path(&name) == Some(Format::Docx) {
            // A Word document's places are in its text, which is not its bytes.
            continue;
        }
        let input = read_article(&name, &bytes);
        let text = String::from_utf8_lossy(&bytes).replace("&iuml;", "ï");
        for claim in &input.claims {
            let cut = letters(claim.span.of(&text));
            let words = letters(&claim.text);
            let mut rest = cut.iter();
            let found = words.iter().all(|letter| rest.any(|other| other == letter));
            assert!(
                found,
                "{name}: {:?} is not in {:?}",
                claim.text,
                claim.span.of(&text)
            );
            let first = cut.iter().position(|letter| Some(letter) == words.first());
            assert!(first.is_some_and(|at| at < 12), "{name}: {:?}", claim.text);
        }
    }
}

#[test]
fn the_corpus_is_as_large_as_the_documentation_says() {
    let files = corpus();
    let claims: usize = files
        .iter()
        .map(|(name, bytes)| read_article(name, bytes).claims.len())
        .sum();
    assert!(files.len() >= 40, "{} files", files.len());
    assert!(claims >= 300, "{claims} claims");
}

#[test]
fn every_citation_names_a_source_of_its_input() {
    for (name, bytes) in corpus() {
        let input = read_article(&name, &bytes);
        for citation in input.claims.iter().flat_map(|claim| &claim.citations) {
            let known = input
                .sources
                .iter()
                .any(|source| source.id == citation.source);
            assert!(known, "{name}: {}", citation.source);
        }
    }
}

#[test]
fn a_claims_file_made_of_an_article_gives_the_same_claims() {
    for (name, bytes) in corpus() {
        let article = read_article(&name, &bytes);
        if article.claims.is_empty() {
            continue;
        }
        let written = to_toml(std::slice::from_ref(&article));
        let again = read(
            "again.toml",
            written.as_bytes(),
            Format::Toml,
            &Options::default(),
        )
        .unwrap_or_else(|errors| panic!("{name}: {errors}"));
        assert_eq!(again.article, article.article, "{name}");
        assert_eq!(again.sources, article.sources, "{name}");
        assert_eq!(again.claims.len(), article.claims.len(), "{name}");
        for (mut claim, expected) in again.claims.into_iter().zip(article.claims) {
            claim.place = expected.place.clone();
            claim.end = expected.end.clone();
            claim.span = expected.span;
            claim.written = expected.written.clone();
            assert_eq!(claim, expected, "{name}");
        }
    }
}

#[test]
fn ids_are_unique_and_survive_edits_elsewhere() {
    let before =
        "One rose to 5 percent [a](https://a.example). Two fell in 2019 [a](https://a.example).";
    let after = format!("A new first sentence, uncited.\n\n{before}");
    let ids = |text: &str| -> Vec<String> {
        let input = read_article("x.md", text.as_bytes());
        input.claims.into_iter().map(|claim| claim.id).collect()
    };
    assert_eq!(ids(before), ids(&after)[1..]);
    let doubled = ids("It rose. It rose. It rose.");
    assert_eq!(doubled[1], format!("{}-2", doubled[0]));
    assert_eq!(doubled[2], format!("{}-3", doubled[0]));
}
