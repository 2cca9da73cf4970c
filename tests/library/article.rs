//! An article, or claims from elsewhere, against pages that are at hand: what a program does that has an inbox, a
//! database or a page of its own in the place of the command line.

use std::collections::HashMap;

use citecheck::cache::{Cache, Provenance};
use citecheck::claims::{self, Citation, Claim, Format, Input, Options, Scope};
use citecheck::extract::{Hints, extract, pdf::Reader};
use citecheck::library::{Access, Library, verified};
use citecheck::report::{self, Report, View, assemble};
use citecheck::source::{Reason, Source, Target, Unavailable, normalise};
use citecheck::verdict::Verdict;
use citecheck::verify::{Judge, Need};

const NOTICE: &str = "https://port.example/notice";
const ARTICLE: &str = "The licence runs through 2030 ([notice](https://port.example/notice)).\n\n\
    The pier has a crane ([pier](https://port.example/pier)).\n";

/// A cache with the notice alone.
fn cache(folder: &tempfile::TempDir) -> Cache {
    let cache = Cache::open(folder.path().join("cache")).unwrap();
    let mut page = "<p>The ferry company: its licence runs through 2032.</p>".as_bytes();
    let at = "2026-04-27T09:00:00Z";
    cache
        .add(
            &normalise(NOTICE).unwrap(),
            Some("text/html"),
            &mut page,
            at,
        )
        .unwrap();
    cache
}

fn article() -> [Input; 1] {
    let options = Options::default();
    [claims::read("article.md", ARTICLE.as_bytes(), Format::Markdown, &options).unwrap()]
}

fn report(inputs: &[Input], library: &Library) -> Report {
    let judge = Judge::lexical();
    let outcomes = library.verify(inputs, Need::Any, &judge);
    assemble(&verified(inputs, &outcomes), &library.gathered(), &judge)
}

fn verdicts(report: &Report) -> Vec<Verdict> {
    report.claims.iter().map(|claim| claim.verdict).collect()
}

#[test]
fn an_article_is_checked_against_the_pages_of_a_cache() {
    let folder = tempfile::tempdir().unwrap();
    let (cache, inputs) = (cache(&folder), article());
    let library = Library::of_cache(&inputs, Access::of_cache(&cache));
    let report = report(&inputs, &library);
    assert_eq!(
        verdicts(&report),
        [Verdict::Contradicted, Verdict::Unavailable]
    );
    assert_eq!(report.claims[0].why, "claim says 2030, source says 2032");
    let pier = report.sources.iter().find(|source| source.reason.is_some());
    assert_eq!(pier.unwrap().reason, Some(Reason::NotCached));
    for format in report::Format::all() {
        let mut text = Vec::new();
        let view = View::new(&report);
        format.writer().write(&report, &view, &mut text).unwrap();
        let text = String::from_utf8(text).unwrap();
        assert!(!text.contains("citecheck cache"), "{format:?}: {text}");
    }
}

#[test]
fn what_was_got_of_each_address_comes_in_any_map() {
    let folder = tempfile::tempdir().unwrap();
    let (cache, inputs) = (cache(&folder), article());
    let notice = cache.newest(&normalise(NOTICE).unwrap()).unwrap().unwrap();
    let acquired: HashMap<String, Result<Provenance, Unavailable>> = HashMap::from([
        (NOTICE.to_owned(), Ok(notice)),
        (
            "https://port.example/pier".to_owned(),
            Err(Unavailable::new(Reason::Timeout, "nobody answered")),
        ),
    ]);
    let sources = Library::sources(&inputs);
    let library = Library::read(sources, &acquired, Access::of_cache(&cache));
    let report = report(&inputs, &library);
    assert_eq!(
        verdicts(&report),
        [Verdict::Contradicted, Verdict::Unavailable]
    );
    let reasons: Vec<_> = report
        .sources
        .iter()
        .filter_map(|source| source.reason)
        .collect();
    assert_eq!(reasons, [Reason::Timeout]);
}

#[test]
fn claims_from_elsewhere_get_a_report_too() {
    let mut input = Input::new("answers", Format::Text);
    let mut claim = Claim::of_text("The licence runs through 2032.");
    claim.id = "licence".to_owned();
    claim.citations.push(Citation {
        source: "notice".to_owned(),
        scope: Scope::Sentence,
    });
    input.claims.push(claim);
    input.sources.push(Source {
        id: "notice".to_owned(),
        target: Target::Text("Its licence runs through 2032.".to_owned()),
        title: None,
        reference: None,
    });
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::open(folder.path().join("none")).unwrap();
    let inputs = [input];
    let library = Library::of_cache(&inputs, Access::of_cache(&cache));
    let report = report(&inputs, &library);
    assert_eq!(verdicts(&report), [Verdict::Supported]);
    assert_eq!(report.claims[0].id, "licence");
    assert_eq!(report.inputs[0].path, "answers");
    let mut json = Vec::new();
    let writer = report::Format::Json.writer();
    writer
        .write(&report, &View::new(&report), &mut json)
        .unwrap();
    assert_eq!(Report::from_json(&json).unwrap(), report);
    assert!(!folder.path().join("none").exists(), "nothing is written");
}

#[test]
fn where_nobody_reads_pdf_files_they_are_no_source() {
    let read = Reader::none().extract(b"%PDF-1.7\n", &Hints::default());
    assert_eq!(read.unwrap_err().reason, Reason::UnsupportedType);
    let read = Reader::none().extract(b"A line of text.", &Hints::default());
    assert_eq!(read.unwrap().text(), "A line of text.");
    assert_eq!(
        Reader::none().read(b"%PDF-1.7\n").unwrap_err().reason,
        Reason::Decode
    );
}

#[test]
fn a_file_that_is_no_report_says_where_it_stops_being_one() {
    let error = Report::from_json(br#"{"schema": 1, "claims": 4}"#).unwrap_err();
    assert!(matches!(&error, report::ReadError::Form(_)), "{error:?}");
    assert!(error.to_string().contains("line 1"), "{error}");
}

#[test]
fn pages_come_from_wherever_they_are() {
    let inputs = article();
    let library = Library::of_documents(&inputs, |target| match target {
        Target::Url(url) if url.as_str() == NOTICE => {
            extract(b"<p>Its licence runs through 2030.</p>", &Hints::default())
        }
        _ => Err(Unavailable::new(Reason::Timeout, "the desk was closed")),
    });
    let report = report(&inputs, &library);
    assert_eq!(
        verdicts(&report),
        [Verdict::Supported, Verdict::Unavailable]
    );
    assert!(report.sources.iter().all(|source| source.sha256.is_none()));
}

#[test]
fn what_a_check_is_and_how_it_ended_are_words() {
    let outcome = citecheck::check("It has two lanes.", "It has three lanes.");
    let told = format!("{} {}", outcome.checks[0].kind, outcome.checks[0].status);
    assert_eq!(told, "number mismatch");
}
