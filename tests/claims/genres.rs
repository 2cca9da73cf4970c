//! Whole articles of many genres with the pages that they cite (`fixtures/sources/genres.toml`): every citation leads
//! to a page, and of an article's pages those bear a sentence out that it cites, and no others.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use citecheck::cache::Cache;
use citecheck::claims::{Checkable, Format, Input, Options, read};
use citecheck::source::{Target, normalise};
use citecheck::verdict::Verdict;
use citecheck::verify::{Judge, Prepared};
use serde::Deserialize;
use serde_json::Value;

use crate::support::page::{outcome, page};
use crate::support::program::citecheck;

#[derive(Deserialize)]
struct Pages {
    page: Vec<Page>,
}

#[derive(Deserialize)]
struct Page {
    url: String,
    text: String,
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// The text of each page, by its address.
fn pages() -> BTreeMap<String, String> {
    let file = std::fs::read_to_string(fixtures().join("sources/genres.toml")).unwrap();
    let pages: Pages = toml::from_str(&file).unwrap();
    let address = |page: &Page| normalise(&page.url).unwrap().to_string();
    pages
        .page
        .into_iter()
        .map(|page| (address(&page), page.text))
        .collect()
}

/// The articles, with their names.
fn articles() -> Vec<(String, Input)> {
    let folder = fixtures().join("articles");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("genre-"))
        .collect();
    names.sort();
    let read_one = |name: String| {
        let bytes = std::fs::read(folder.join(&name)).unwrap();
        let format = Format::of_path(&name).unwrap();
        let input = read(&name, &bytes, format, &Options::default()).unwrap();
        (name, input)
    };
    names.into_iter().map(read_one).collect()
}

/// The addresses that an article's sources have.
fn addresses(input: &Input) -> BTreeSet<String> {
    let address = |target: &Target| match target {
        Target::Url(url) => url.to_string(),
        other => panic!("{other:?}"),
    };
    input
        .sources
        .iter()
        .map(|source| address(&source.target))
        .collect()
}

#[test]
fn every_cited_source_is_a_page_and_every_page_is_cited() {
    let mut cited = BTreeSet::new();
    for (_, input) in articles() {
        cited.extend(addresses(&input));
    }
    assert_eq!(cited, pages().into_keys().collect());
}

/// What page of an article's bears a statement out best, and whether any bears it out at all.
fn best(statement: &str, pages: &[(String, Prepared)]) -> (BTreeSet<String>, bool) {
    let judge = Judge::lexical();
    let outcomes: Vec<(f64, bool)> = pages
        .iter()
        .map(|(_, page)| {
            let outcome = outcome(statement, page, &judge);
            let score = outcome.evidence.first().map_or(0.0, |best| best.score);
            (score, outcome.verdict == Verdict::Supported)
        })
        .collect();
    let most = outcomes.iter().map(|(score, _)| *score).fold(0.0, f64::max);
    let best = pages
        .iter()
        .zip(&outcomes)
        .filter(|(_, (score, _))| *score >= most);
    let best = best.map(|((address, _), _)| address.clone()).collect();
    (best, outcomes.iter().any(|(_, supported)| *supported))
}

#[test]
fn the_page_that_speaks_of_a_sentence_most_is_one_that_it_cites() {
    let texts = pages();
    let (mut cited_sentences, mut supported, mut wrong) = (0, 0, Vec::new());
    for (name, input) in articles() {
        let pages: Vec<(String, Prepared)> = addresses(&input)
            .into_iter()
            .map(|address| (address.clone(), page(&texts[&address])))
            .collect();
        let claims = input
            .claims
            .iter()
            .filter(|claim| claim.checkable == Checkable::Yes && !claim.citations.is_empty());
        for claim in claims {
            cited_sentences += 1;
            let (best, borne_out) = best(&claim.statement(), &pages);
            supported += usize::from(borne_out);
            let mut citations = claim.citations.iter();
            if !citations.any(|citation| best.contains(&citation.source)) {
                wrong.push(format!("{name}: {:?} by {best:?}", claim.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cited_sentences >= 100, "{cited_sentences} sentences");
    // The others speak of the author, or are borne out by two pages together.
    assert!(
        cited_sentences - supported <= 8,
        "{supported} of {cited_sentences} borne out"
    );
}

#[test]
fn the_articles_are_checked_from_end_to_end_without_the_web() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::open(folder.path().join("cache")).unwrap();
    for (address, text) in pages() {
        let url = normalise(&address).unwrap();
        let kind = Some("text/plain; charset=utf-8");
        let at = "2026-05-01T12:00:00Z";
        cache.add(&url, kind, &mut text.as_bytes(), at).unwrap();
    }
    for (name, _) in articles() {
        std::fs::copy(
            fixtures().join("articles").join(&name),
            folder.path().join(&name),
        )
        .unwrap();
    }
    let run = citecheck(
        folder.path(),
        &["check", ".", "--offline", "--format", "json"],
    );
    let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"));
    let summary = &report["summary"];
    assert_eq!(summary["unavailable"], 0, "{summary}");
    let claims = report["claims"].as_array().unwrap().iter();
    let contradicted: Vec<&Value> = claims
        .filter(|claim| claim["verdict"] == "contradicted")
        .collect();
    // What the author says of herself before a sentence with a source; no other.
    assert!(contradicted.len() <= 1, "{contradicted:?}");
    assert!(summary["supported"].as_u64().unwrap() >= 100, "{summary}");
}
