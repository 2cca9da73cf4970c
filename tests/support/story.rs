//! The harbour of Port Aster: an article in English and one in Japanese, five sources, nine
//! claims, every verdict.

use std::sync::Arc;

use super::desk::view;
use citecheck::Span;
use citecheck::cache::Provenance;
use citecheck::claims::{self, Citation, Claim, Input, Place, Scope, Warning};
use citecheck::extract::{Document, Region};
use citecheck::report::{Format, Gathered, Report, Verified, assemble};
use citecheck::source::{Reason, Source, Target, Unavailable};
use citecheck::verdict::Verdict;
use citecheck::verify::{Check, Evidence, Found, Judge, Kind, Pair, Status, Verification};

/// A run, as the pipeline hands it over.
pub struct Run {
    pub inputs: Vec<(Input, Vec<Verification>)>,
    pub sources: Vec<(Source, Option<Provenance>, Result<Document, Unavailable>)>,
}

impl Run {
    pub fn report(&self) -> Report {
        let verified: Vec<_> = self
            .inputs
            .iter()
            .map(|(input, verifications)| Verified {
                input,
                verifications,
            })
            .collect();
        let gathered: Vec<_> = self
            .sources
            .iter()
            .map(|(source, provenance, outcome)| Gathered {
                source,
                provenance: provenance.as_ref(),
                outcome: outcome.as_ref(),
            })
            .collect();
        assemble(&verified, &gathered, &Judge::lexical())
    }
}

/// The report of the whole story.
pub fn report() -> Report {
    run().report()
}

const NOTICE: &[&str] = &[
    "Port Aster opens its new harbour",
    "The harbour authority signed the contract on 3 May 2024.",
    "Its licence to run the northern quay remains valid through 2030 and is no longer exclusive.",
    "The authority pays the town a fifth of its fees, up to a limit that neither side has named.",
    "“We built this for the boats that are small,” said the director, Ines Albu.",
    "Work began in 2019 with a loan of 40 million crowns.",
];

const NEWS: &[&str] = &[
    "Harbour deal leaves fishers uneasy",
    "Most of the thirty families who fish from Port Aster had asked for a cheaper berth.",
    "The ferry to Lund will sail twice a day from June.",
];

const JAPANESE: &[&str] = &[
    "アスター港の新しい岸壁が完成",
    "港湾局は2024年5月3日に契約を結んだ。",
    "工事費は四千万クローネで、町が二割を負担する。",
];

pub fn run() -> Run {
    let sources = vec![
        page(
            "notice",
            "https://harbour.example/news/opening",
            NOTICE,
            "Port Aster opens its new harbour",
        ),
        page(
            "news",
            "https://gazette.example/2024/harbour-deal",
            NEWS,
            "Harbour deal leaves fishers uneasy",
        ),
        page(
            "jp",
            "https://minato.example/aster",
            JAPANESE,
            "アスター港の新しい岸壁が完成",
        ),
        refused(
            "blocked",
            "https://wall.example/harbour",
            Reason::Blocked,
            Some(403),
            "the server answered 403 with a bot check",
        ),
        refused(
            "gone",
            "https://old.example/port",
            Reason::HttpStatus,
            Some(404),
            "the server answered 404",
        ),
    ];
    let english = english(&sources);
    let japanese = japanese(&sources);
    Run {
        inputs: vec![english, japanese],
        sources,
    }
}

type Gotten = (Source, Option<Provenance>, Result<Document, Unavailable>);

pub fn page(id: &str, url: &str, passages: &[&str], title: &str) -> Gotten {
    let mut document = Document::from_passages(passages.iter().map(|text| (*text).to_owned()));
    document.title = Some(title.to_owned());
    document.published = Some(jiff::civil::date(2024, 5, 4));
    document.passages[0].region = Region::Title;
    let provenance = serde_json::json!({
        "url": url,
        "final_url": url,
        "status": 200,
        "fetched_at": "2024-06-01T09:00:00Z",
        "sha256": format!("{:064x}", id.len() * 7919),
        "size": 4096,
    });
    let provenance: Provenance = serde_json::from_value(provenance).unwrap();
    (source(id, url), Some(provenance), Ok(document))
}

pub fn refused(id: &str, url: &str, reason: Reason, status: Option<u16>, detail: &str) -> Gotten {
    let mut refusal = Unavailable::new(reason, detail);
    refusal.http_status = status;
    (source(id, url), None, Err(refusal))
}

fn source(id: &str, url: &str) -> Source {
    Source {
        id: id.to_owned(),
        target: Target::Url(url.parse().unwrap()),
        title: None,
        reference: None,
    }
}

fn english(sources: &[Gotten]) -> (Input, Vec<Verification>) {
    let path: Arc<str> = Arc::from("articles/harbour.toml");
    let input = InputBuilder::new(&path, "A harbour for small boats");
    let mut built = input.sources(sources, &["notice", "news", "blocked", "gone"]);
    built.claim(
        "contract-signed",
        "The harbour authority signed the contract on 3 May 2024.",
        &["notice"],
        |v| {
            v.verdict(
                Verdict::Supported,
                0.98,
                "the source says so in the same words",
            )
            .evidence(
                0,
                1,
                NOTICE[1],
                1.0,
                &["The harbour authority signed the contract on 3 May 2024"],
            )
            .check(
                Kind::Date,
                Status::Match,
                "3 May 2024",
                Some((0, 1, NOTICE[1], "3 May 2024")),
                "both say 3 May 2024",
            )
        },
    );
    built.claim(
        "licence-until-2032",
        "The licence for the northern quay runs until 2032 and is not exclusive any more.",
        &["notice"],
        |v| {
            v.verdict(
                Verdict::Contradicted,
                0.04,
                "claim says 2032, source says 2030",
            )
            .evidence(
                0,
                2,
                NOTICE[2],
                0.81,
                &["licence", "the northern quay", "no longer exclusive"],
            )
            .evidence(0, 1, NOTICE[1], 0.12, &[])
            .check(
                Kind::Date,
                Status::Mismatch,
                "2032",
                Some((0, 2, NOTICE[2], "2030")),
                "claim says 2032, source says 2030",
            )
        },
    );
    built.claim("director-quote", "The director said: “We built this for boats that are large.”", &["notice", "news"], |v| {
        v.verdict(Verdict::Contradicted, 0.03, "the quotation is not in the source; its own words are “We built this for the boats that are small,”")
            .evidence(0, 4, NOTICE[4], 0.62, &["We built this for", "boats that are"])
            .check(Kind::Quotation, Status::Mismatch, "We built this for boats that are large.", Some((0, 4, NOTICE[4], "We built this for the boats that are small,")), "quotation differs")
            .pair(1, Verdict::NotFound, 0.02)
    });
    built.claim("fishers-and-tourists", "Thirty families who fish from Port Aster, and the owners of four hotels, asked for cheaper berths.", &["news"], |v| {
        v.verdict(Verdict::Partial, 0.41, "nothing bears out “and the owners of four hotels”")
            .evidence(0, 1, NEWS[1], 0.66, &["thirty families who fish from Port Aster", "cheaper berth"])
            .check(Kind::Number, Status::Absent, "four", None, "the source has no such number")
            .unsupported(&["and the owners of four hotels"])
    });
    unsettled(&mut built);
    built.input.warnings.push(Warning {
        place: Place {
            file: path,
            line: 60,
            column: 3,
        },
        message: "an ignore comment that nothing needs".to_owned(),
    });
    built.done()
}

/// The claims that no passage settles.
fn unsettled(built: &mut InputBuilder) {
    built.claim(
        "lighthouse",
        "The lighthouse was painted red in 1931.",
        &["notice", "news"],
        |v| {
            v.verdict(
                Verdict::NotFound,
                0.01,
                "both sources were read, and neither speaks of it",
            )
            .pair(1, Verdict::NotFound, 0.01)
        },
    );
    built.claim(
        "behind-the-wall",
        "The ferry company doubled its fares.",
        &["blocked"],
        |v| {
            v.verdict(
                Verdict::Unavailable,
                0.0,
                "the source could not be read: blocked",
            )
        },
    );
    built.claim(
        "page-gone",
        "The old pier was closed in 2011.",
        &["gone"],
        |v| {
            v.verdict(
                Verdict::Unavailable,
                0.0,
                "the source could not be read: http-status 404",
            )
        },
    );
    built.claim(
        "hope",
        "Everyone hopes that the harbour will do well.",
        &[],
        |v| v.verdict(Verdict::NotCheckable, 0.0, "a hope, and it cites no source"),
    );
}

fn japanese(sources: &[Gotten]) -> (Input, Vec<Verification>) {
    let path: Arc<str> = Arc::from("articles/minato.md");
    let mut built = InputBuilder::new(&path, "アスター港").sources(sources, &["jp"]);
    built.claim(
        "jp-contract",
        "港湾局は2024年5月13日に契約を結んだ。",
        &["jp"],
        |v| {
            v.verdict(
                Verdict::Contradicted,
                0.05,
                "claim says 5月13日, source says 5月3日",
            )
            .evidence(
                0,
                1,
                JAPANESE[1],
                0.9,
                &["港湾局は2024年", "に契約を結んだ"],
            )
            .check(
                Kind::Date,
                Status::Mismatch,
                "2024年5月13日",
                Some((0, 1, JAPANESE[1], "2024年5月3日")),
                "claim says 2024年5月13日, source says 2024年5月3日",
            )
        },
    );
    built.claim(
        "jp-cost",
        "町は工事費の二割を負担する。",
        &["jp"],
        |v| {
            v.verdict(
                Verdict::Supported,
                0.88,
                "the source says so in other words",
            )
            .evidence(0, 2, JAPANESE[2], 0.84, &["工事費", "町が二割を負担する"])
        },
    );
    built.done()
}

/// Builds an input with its verifications, finding each span by its words.
pub struct InputBuilder {
    pub input: Input,
    pub verifications: Vec<Verification>,
}

impl InputBuilder {
    pub fn new(path: &Arc<str>, title: &str) -> Self {
        let mut input = Input::new(path, claims::Format::Markdown);
        input.sha256 = format!("{:064x}", path.len());
        input.article.title = Some(title.to_owned());
        Self {
            input,
            verifications: Vec::new(),
        }
    }

    pub fn sources(mut self, all: &[Gotten], ids: &[&str]) -> Self {
        let named = all
            .iter()
            .map(|(source, ..)| source)
            .filter(|source| ids.contains(&source.id.as_str()));
        self.input.sources = named.cloned().collect();
        self
    }

    pub fn claim(
        &mut self,
        id: &str,
        text: &str,
        cites: &[&str],
        outcome: impl FnOnce(Outcome) -> Outcome,
    ) {
        let line = 12 + 5 * self.input.claims.len();
        let place = |column| Place {
            file: Arc::clone(&self.input.path),
            line,
            column,
        };
        let (place, end) = (place(8), place(8 + text.chars().count()));
        let mut claim = Claim::of_text(text);
        id.clone_into(&mut claim.id);
        (claim.place, claim.end, claim.span) = (place, end, Span::default());
        let citations = cites.iter().map(|id| Citation {
            source: (*id).to_owned(),
            scope: Scope::Sentence,
        });
        claim.citations = citations.collect();
        self.input.claims.push(claim);
        self.verifications.push(outcome(Outcome::new(text)).0);
    }

    pub fn done(self) -> (Input, Vec<Verification>) {
        (self.input, self.verifications)
    }
}

/// Builds a verification.
pub struct Outcome(Verification, String);

impl Outcome {
    fn new(claim: &str) -> Self {
        Self(Verification::new(Verdict::NotFound, ""), claim.to_owned())
    }

    pub fn verdict(mut self, verdict: Verdict, score: f64, why: &str) -> Self {
        (self.0.verdict, self.0.score) = (verdict, score);
        why.clone_into(&mut self.0.why);
        self.pair(0, verdict, score)
    }

    pub fn pair(mut self, source: usize, verdict: Verdict, score: f64) -> Self {
        self.0.pairs.push(Pair {
            source,
            verdict,
            score,
        });
        self
    }

    pub fn evidence(
        mut self,
        source: usize,
        passage: usize,
        text: &str,
        score: f64,
        same: &[&str],
    ) -> Self {
        let mut evidence = Evidence::new(source, passage, text);
        evidence.score = score;
        evidence.spans = same.iter().map(|words| span(text, words)).collect();
        evidence.claim_spans = same
            .iter()
            .filter_map(|words| find(&self.1, words))
            .collect();
        self.0.evidence.push(evidence);
        self
    }

    pub fn check(
        mut self,
        kind: Kind,
        status: Status,
        claim: &str,
        source: Option<(usize, usize, &str, &str)>,
        note: &str,
    ) -> Self {
        let found = Found {
            text: claim.to_owned(),
            span: span(&self.1, claim),
        };
        let mut check = Check::new(kind, status, found, note);
        check.source = source.map(|(_, _, text, words)| Found {
            text: words.to_owned(),
            span: span(text, words),
        });
        check.at = source.map(|(source, passage, ..)| (source, passage));
        check.closeness = 0.5;
        self.0.checks.push(check);
        self
    }

    pub fn unsupported(mut self, words: &[&str]) -> Self {
        self.0.unsupported = words.iter().map(|words| span(&self.1, words)).collect();
        self
    }
}

fn find(text: &str, words: &str) -> Option<Span> {
    text.find(words).map(|at| Span::new(at, at + words.len()))
}

fn span(text: &str, words: &str) -> Span {
    find(text, words).unwrap_or_else(|| panic!("{words:?} is not in {text:?}"))
}

/// `report` as `format` writes it.
pub fn written(format: Format, report: &Report) -> String {
    let mut out = Vec::new();
    format
        .writer()
        .write(report, &view(report), &mut out)
        .unwrap();
    String::from_utf8(out).unwrap()
}
