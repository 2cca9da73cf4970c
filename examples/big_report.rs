//! Writes a made-up report of many claims to standard output, for measuring the writers and the
//! diff: `cargo run --profile fast --example big_report -- 100000 [SEED]`. With another seed, one
//! claim in ten has other words, and one in twenty another verdict.

use std::io::{self, BufWriter, Write as _};

use citecheck::extract::Region;
use citecheck::report::{
    CheckRecord, ClaimRecord, EvidenceRecord, Format, InputRecord, PairRecord, ParagraphRecord,
    Report, SCHEMA, SourceRecord, SourceStatus, Summary, Tool, View,
};
use citecheck::verdict::Verdict;
use citecheck::verify::{Kind, Status};

const WORDS: &[&str] = &[
    "harbour",
    "quay",
    "ferry",
    "licence",
    "contract",
    "town",
    "council",
    "fishers",
    "boat",
    "storm",
    "bridge",
    "market",
    "letter",
    "season",
    "winter",
    "engineer",
    "budget",
    "report",
    "signed",
    "opened",
    "closed",
    "promised",
    "measured",
    "repaired",
    "painted",
    "announced",
];

/// A small generator (splitmix64), so that the same arguments give the same report.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let below = u64::try_from(below).unwrap_or(1);
        usize::try_from((z ^ (z >> 31)) % below).unwrap_or(0)
    }

    fn sentence(&mut self, number: usize) -> String {
        let mut text = format!("In case {number} the");
        for _ in 0..10 + self.next(8) {
            text.push(' ');
            text.push_str(WORDS[self.next(WORDS.len())]);
        }
        text + "."
    }
}

fn claim(number: usize, seed: u64) -> ClaimRecord {
    let mut numbers = Numbers(number as u64);
    let mut text = numbers.sentence(number);
    let passage = format!("As written, {text} That is all.");
    let mut verdict = Verdict::ALL[numbers.next(6)];
    let mut changes = Numbers(seed.wrapping_mul(1_000_003).wrapping_add(number as u64));
    if seed != 0 && changes.next(10) == 0 {
        text = text.replacen("the", "an old", 1);
    }
    if seed != 0 && changes.next(20) == 0 {
        verdict = Verdict::ALL[changes.next(6)];
    }
    let source = format!("source-{}", number % 1000);
    let file = format!("articles/{:03}.md", number / 500);
    ClaimRecord {
        id: format!(
            "claim-{number}-{}",
            if text.contains("old") { "b" } else { "a" }
        ),
        line: number % 500 + 1,
        column: 1,
        end_line: None,
        end_column: None,
        verdict,
        score: 0.5,
        why: "claim says 2032, source says 2030".to_owned(),
        citations: vec![source.clone()],
        attributed_to: None,
        attributed_source: None,
        evidence: (0..2)
            .map(|index| EvidenceRecord {
                source: source.clone(),
                passage: index,
                text: passage.clone(),
                region: Region::Body,
                score: 0.7,
                spans: vec![[0, 7], [12, 20], [24, 40]],
                claim_spans: vec![[0, 8], [12, 28]],
                url: Some(format!(
                    "https://news.example/{source}#:~:text=As%20written"
                )),
                headings: vec!["A heading".to_owned()],
                paragraph: (index == 0).then(|| ParagraphRecord {
                    before: "What the paragraph says before it. ".to_owned(),
                    after: " What it says after it.".to_owned(),
                }),
                cells: Vec::new(),
                before: None,
                after: None,
            })
            .collect(),
        checks: vec![CheckRecord {
            kind: Kind::Date,
            status: Status::Mismatch,
            claim: "case".to_owned(),
            claim_span: [3, 7],
            source: Some("written".to_owned()),
            source_span: Some([3, 10]),
            source_id: Some(source.clone()),
            passage: Some(0),
            note: "claim says case, source says written".to_owned(),
        }],
        unsupported: vec![[8, 12]],
        suggestion: None,
        accepted: None,
        pairs: vec![PairRecord {
            source,
            verdict,
            score: 0.5,
        }],
        expect: None,
        text,
        file,
    }
}

fn source(number: usize, seed: u64) -> SourceRecord {
    SourceRecord {
        id: format!("source-{number}"),
        url: Some(format!("https://news.example/source-{number}")),
        path: None,
        status: SourceStatus::Read,
        reason: None,
        detail: None,
        http_status: Some(200),
        final_url: None,
        sha256: Some(format!("{:064x}", number as u64 + seed * 7)),
        fetched_at: Some("2026-04-27T12:00:00Z".to_owned()),
        archived_at: None,
        title: Some(format!("Notice number {number}")),
        date: Some("2026-04-27".to_owned()),
    }
}

fn main() -> io::Result<()> {
    let mut arguments = std::env::args()
        .skip(1)
        .filter_map(|argument| argument.parse::<u64>().ok());
    let count = usize::try_from(arguments.next().unwrap_or(1000)).unwrap_or(1000);
    let seed = arguments.next().unwrap_or(0);
    let claims: Vec<_> = (0..count).map(|number| claim(number, seed)).collect();
    let mut sources: Vec<_> = (0..1000).map(|number| source(number, seed)).collect();
    sources.sort_by(|a, b| a.id.cmp(&b.id));
    let inputs = (0..count.div_ceil(500)).map(|number| InputRecord {
        path: format!("articles/{number:03}.md"),
        sha256: format!("{number:064x}"),
        title: Some(format!("Article {number}")),
        url: None,
    });
    let report = Report {
        schema: SCHEMA,
        tool: Tool::this(&citecheck::verify::Judge::lexical()),
        inputs: inputs.collect(),
        summary: Summary::count(claims.iter().map(|claim| claim.verdict)),
        sources,
        claims,
        broken_references: Vec::new(),
        warnings: Vec::new(),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    Format::Json
        .writer()
        .write(&report, &View::new(&report), &mut out)?;
    out.flush()
}
