//! `citecheck stream`.

use std::io::{self, BufRead as _, Write};

use anyhow::Context as _;
use citecheck::claims::Claim;
use citecheck::extract::{Document, Hints, extract};
use citecheck::limits::STREAM_LINE_BYTES;
use citecheck::matching::Prepared;
use citecheck::report::CheckRecord;
use citecheck::source::Unavailable;
use citecheck::text::CharOffsets;
use citecheck::verdict::Verdict;
use citecheck::verify::{Judge, Need, Verification, read_tables, verify};
use serde::{Deserialize, Serialize};

use super::exit::Exit;
use super::in_order::in_order;
use super::judge_args::JudgeArgs;
use super::output::{self, Kind};
use super::units::at_least_one;

/// Bytes of input that are asked for at once.
const READ: usize = 1 << 16;

/// What some editors begin a file of UTF-8 with.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Passages that an answer shows.
const SHOWN: usize = 5;

/// Verify (claim, source) records: JSON Lines in, JSON Lines out.
///
/// Each line of standard input is an object with "id", "claim", and one of "passages" (an array of
/// strings), "source" (text) and "html". Each line of standard output is the outcome, in the same
/// order. A line that cannot be read, or whose claim is empty, gives an "error", and the run goes on; it
/// then exits with 2.
#[derive(clap::Args)]
pub struct Args {
    /// Threads [default: one for each core].
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    jobs: Option<usize>,
    #[command(flatten)]
    judge: JudgeArgs,
}

/// A line of input.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    id: Option<serde_json::Value>,
    claim: String,
    passages: Option<Vec<String>>,
    source: Option<String>,
    html: Option<String>,
}

/// A line of output.
#[derive(Serialize)]
struct Outcome {
    id: Option<serde_json::Value>,
    verdict: Verdict,
    score: f64,
    why: String,
    evidence: Vec<Shown>,
    checks: Vec<CheckRecord>,
    unsupported: Vec<[usize; 2]>,
}

#[derive(Serialize)]
struct Shown {
    passage: usize,
    text: String,
    score: f64,
}

/// A line that could not be read.
#[derive(Serialize)]
struct Failure {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<serde_json::Value>,
    line: usize,
    error: String,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let threads = match args.jobs {
        Some(jobs) => jobs,
        None => std::thread::available_parallelism().map_or(1, usize::from),
    };
    if threads > 1 {
        // Shared among the threads, as all work.
        std::thread::spawn(read_tables);
    }
    let judge = args.judge.resolve(None, None)?;
    let mut failed = false;
    output::stdout_of_threads(Kind::Quoted, |out| {
        answer_all(out, threads, &judge, &mut failed)
    })
    .context("cannot go on with the stream")?;
    Ok(if failed { Exit::Failed } else { Exit::Clean })
}

fn answer_all(
    out: &mut (dyn Write + Send),
    threads: usize,
    judge: &Judge,
    failed: &mut bool,
) -> io::Result<()> {
    let mut input = io::BufReader::with_capacity(READ, io::stdin());
    let mut number = 0;
    let next_line = || loop {
        let mut line = Vec::new();
        let read = io::Read::take(&mut input, STREAM_LINE_BYTES).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        number += 1;
        if number == 1 && line.starts_with(BYTE_ORDER_MARK) {
            line.drain(..BYTE_ORDER_MARK.len());
        }
        if !line.trim_ascii().is_empty() {
            return Ok(Some((number, line)));
        }
    };
    in_order(
        threads,
        next_line,
        |(number, line)| answer(number, &line, judge),
        |(answer, ok)| {
            *failed |= !ok;
            // At once, for one who asks line by line.
            out.write_all(&answer)?;
            out.flush()
        },
    )
}

/// The line of output for a line of input, and whether that could be read.
fn answer(number: usize, line: &[u8], judge: &Judge) -> (Vec<u8>, bool) {
    let outcome = serde_json::from_slice::<Record>(line)
        .map_err(|error| (None, unreadable(line, &error)))
        .and_then(|record| verified(record, judge));
    let (written, ok) = match outcome {
        Ok(outcome) => (serde_json::to_vec(&outcome), true),
        Err((id, error)) => (
            serde_json::to_vec(&Failure {
                id,
                line: number,
                error,
            }),
            false,
        ),
    };
    // Plain structs of strings and finite numbers always serialise.
    let mut written = written.unwrap_or_default();
    written.push(b'\n');
    (written, ok)
}

/// What is wrong with a line of input. Its number stands beside that, so only the column is told.
fn unreadable(line: &[u8], error: &serde_json::Error) -> String {
    if !line.trim_ascii_start().starts_with(b"{") {
        return "a line is a JSON object with \"id\", \"claim\" and one of \"passages\", \"source\" \
                and \"html\""
            .to_owned();
    }
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or_default();
    let column = error.column();
    if error.is_data() {
        format!("{what} (column {column})")
    } else {
        format!("not JSON: {what} (column {column})")
    }
}

type Refused = (Option<serde_json::Value>, String);

fn verified(record: Record, judge: &Judge) -> Result<Outcome, Refused> {
    if record.claim.trim().is_empty() {
        return Err((record.id, "\"claim\" is empty".to_owned()));
    }
    let claim = Claim::of_text(&record.claim);
    let document = match (record.passages, record.source, record.html) {
        (Some(passages), None, None) => Ok(Document::from_passages(passages)),
        (None, Some(text), None) => read(&text, "text/plain; charset=utf-8"),
        (None, None, Some(html)) => read(&html, "text/html; charset=utf-8"),
        _ => {
            let error = "give one of \"passages\", \"source\" and \"html\"";
            return Err((record.id, error.to_owned()));
        }
    };
    let prepared = document.map(Prepared::new);
    let verification = verify(&claim, &[prepared.as_ref()], Need::Any, judge);
    Ok(outcome(
        record.id,
        &record.claim,
        verification,
        prepared.as_ref().ok(),
    ))
}

fn read(text: &str, content_type: &str) -> Result<Document, Unavailable> {
    let hints = Hints {
        content_type: Some(content_type.to_owned()),
        ..Hints::default()
    };
    extract(text.as_bytes(), &hints)
}

fn outcome(
    id: Option<serde_json::Value>,
    claim: &str,
    verification: Verification,
    document: Option<&Prepared>,
) -> Outcome {
    let offsets = CharOffsets::new(claim);
    let evidence = verification
        .evidence
        .into_iter()
        .take(SHOWN)
        .map(|evidence| Shown {
            passage: evidence.passage,
            text: evidence.text,
            score: rounded(evidence.score),
        })
        .collect();
    let checks = verification
        .checks
        .iter()
        .map(|check| {
            let passage = check.at.map(|(_, passage)| passage);
            let text = passage
                .zip(document)
                .map(|(passage, document)| document.text(passage));
            CheckRecord::new(check, &offsets, text)
        })
        .collect();
    Outcome {
        id,
        verdict: verification.verdict,
        score: rounded(verification.score),
        why: verification.why,
        evidence,
        checks,
        unsupported: verification
            .unsupported
            .iter()
            .map(|span| offsets.to_chars(*span))
            .collect(),
    }
}

/// To four decimals: more is noise.
fn rounded(score: f64) -> f64 {
    (score * 1e4).round() / 1e4
}
