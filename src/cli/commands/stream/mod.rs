//! `citecheck stream`: `lines` come in, are answered in their order, each with its page, which may be `held` from the
//! line before, and `resume` goes on where a run before was cut short.

mod held;
mod lines;
mod resume;

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context as _;
use citecheck::pairs::{Answer, answer};
use citecheck::verify::{Judge, read_tables};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::cli::args::judge::JudgeArgs;
use crate::cli::args::units::at_least_one;
use crate::cli::exit::Exit;
use crate::cli::in_order::in_order;
use crate::cli::output::{self, Kind};
use held::{Given, with_page};
use lines::Lines;
use resume::Begun;

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
    /// Write the answers at the end of FILE instead of standard output. Where FILE has answers of a run that was cut
    /// short, go on after them: with the same input, no pair is judged twice.
    #[arg(long, value_name = "FILE")]
    resume: Option<PathBuf>,
    #[command(flatten)]
    judge: JudgeArgs,
}

/// A line of input.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    id: Option<Value>,
    claim: String,
    passages: Option<Vec<String>>,
    source: Option<String>,
    html: Option<String>,
}

/// A line of output.
#[derive(Serialize)]
struct Outcome {
    id: Option<Value>,
    #[serde(flatten)]
    answer: Answer,
}

/// A line that could not be read.
#[derive(Serialize)]
struct Failure {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Value>,
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
    let mut lines = Lines::new();
    let failed = if let Some(path) = &args.resume {
        let Begun { file, mut failed } = Begun::find(path, &mut lines)?;
        output::appended_by_threads(&file, Kind::Quoted, |out| {
            answer_all(lines, out, threads, &judge, &mut failed)
        })
        .and_then(|()| file.sync_data())
        .with_context(|| format!("cannot go on with {}", path.display()))?;
        failed
    } else {
        let mut failed = false;
        output::stdout_of_threads(Kind::Quoted, |out| {
            answer_all(lines, out, threads, &judge, &mut failed)
        })
        .context("cannot go on with the stream")?;
        failed
    };
    Ok(if failed { Exit::Failed } else { Exit::Clean })
}

fn answer_all(
    mut lines: Lines,
    out: &mut (dyn Write + Send),
    threads: usize,
    judge: &Judge,
    failed: &mut bool,
) -> io::Result<()> {
    in_order(
        threads,
        || lines.next(),
        |(number, line)| answer_line(number, &line, judge),
        |(answer, ok)| {
            *failed |= !ok;
            // At once, for one who asks line by line, and since it is lost when the program is killed.
            out.write_all(&answer)?;
            out.flush()
        },
    )
}

/// The line of output for a line of input, and whether that could be read.
fn answer_line(number: usize, line: &[u8], judge: &Judge) -> (Vec<u8>, bool) {
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

type Refused = (Option<Value>, String);

fn verified(record: Record, judge: &Judge) -> Result<Outcome, Refused> {
    let id = record.id;
    if record.claim.trim().is_empty() {
        return Err((id, "\"claim\" is empty".to_owned()));
    }
    let given = match (record.passages, record.source, record.html) {
        (Some(passages), None, None) => Given::Passages(passages),
        (None, Some(text), None) => Given::Text(text),
        (None, None, Some(html)) => Given::Html(html),
        _ => {
            let error = "give one of \"passages\", \"source\" and \"html\"";
            return Err((id, error.to_owned()));
        }
    };
    let answer = with_page(given, |page| answer(&record.claim, page, judge));
    Ok(Outcome { id, answer })
}
