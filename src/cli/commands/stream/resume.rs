//! A file of answers as a run that was cut short left it.
//!
//! The answers are in the order of the lines of input, so what is in the file is what is done, and nothing else has to
//! be noted down. An answer that has no line feed was being written when the run ended: it is cut off and given again.

use std::fs::{File, TryLockError};
use std::io::{self, BufRead as _, Read as _, Seek as _};
use std::path::Path;

use anyhow::{Context as _, bail};
use citecheck::files;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::lines::Lines;
use crate::cli::output;

/// Bytes of the longest answer. It shows a few passages and values of a line of input.
const ANSWER_BYTES: u64 = 1 << 30;

/// How an answer begins, be it one or the account of a failure.
const BEGINNINGS: [&[u8]; 2] = [b"{\"id\":", b"{\"line\":"];

/// What an answer tells of the line that it answers.
#[derive(Deserialize)]
struct Told {
    id: Option<Value>,
    line: Option<usize>,
    verdict: Option<IgnoredAny>,
    error: Option<IgnoredAny>,
}

/// What a line of input has for a name.
#[derive(Deserialize)]
struct Named {
    id: Option<Value>,
}

/// A file of answers, open at its end.
pub struct Begun {
    pub file: File,
    /// Whether one of its answers is that a line could not be read.
    pub failed: bool,
}

impl Begun {
    /// Opens the file at `path`, or makes it, and takes as many of `lines` as it has answers. Refuses a file that
    /// holds anything else, and answers to another input, before it changes anything.
    pub fn find(path: &Path, lines: &mut Lines) -> anyhow::Result<Self> {
        let shown = path.display();
        let mut file =
            files::open_to_go_on(path).with_context(|| format!("cannot write {shown}"))?;
        // Where the file system knows no locks, two runs at once are not noticed.
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            bail!(
                "cannot write {shown}: another run writes it; let that one end, or name another file"
            );
        }
        let Done {
            answers,
            bytes,
            failed,
        } = done(&file, path, lines)?;
        file.set_len(bytes)
            .and_then(|()| file.seek(io::SeekFrom::Start(bytes)))
            .with_context(|| format!("cannot write {shown}"))?;
        if answers > 0 {
            output::tell(&format!("going on after {answers} answers in {shown}"));
        }
        Ok(Self { file, failed })
    }
}

/// What a file has of whole answers.
#[derive(Default)]
struct Done {
    answers: usize,
    bytes: u64,
    failed: bool,
}

/// Goes through the answers in `file`, each beside the line of input that it is to.
fn done(file: &File, path: &Path, lines: &mut Lines) -> anyhow::Result<Done> {
    let shown = path.display();
    let mut file = io::BufReader::new(file);
    let mut done = Done::default();
    loop {
        let mut answer = Vec::new();
        let read = (&mut file)
            .take(ANSWER_BYTES)
            .read_until(b'\n', &mut answer);
        if read.with_context(|| format!("cannot read {shown}"))? == 0 {
            return Ok(done);
        }
        let number = done.answers + 1;
        let Some(told) = told(&answer) else {
            if !answer.ends_with(b"\n") && is_begun(&answer) {
                return Ok(done);
            }
            bail!(
                "{shown}:{number}: not an answer of `stream`; name a file of its answers with --resume, or a new one"
            );
        };
        let line = lines.next().context("cannot read standard input")?;
        let wrong = match line {
            Some((at, line)) => differs(&told, at, &line),
            None => Some("the input has no line that this is the answer to".to_owned()),
        };
        if let Some(wrong) = wrong {
            bail!(
                "{shown}:{number}: {wrong}; give the input that the file has the answers to, or name another file with \
                 --resume"
            );
        }
        done = Done {
            answers: number,
            bytes: done.bytes + answer.len() as u64,
            failed: done.failed || told.error.is_some(),
        };
    }
}

/// What a whole answer tells; none when it is none.
fn told(answer: &[u8]) -> Option<Told> {
    let told: Told = serde_json::from_slice(answer.strip_suffix(b"\n")?).ok()?;
    (told.verdict.is_some() || told.error.is_some() && told.line.is_some()).then_some(told)
}

/// Whether an answer may begin so.
fn is_begun(part: &[u8]) -> bool {
    BEGINNINGS
        .iter()
        .any(|beginning| part.starts_with(beginning) || beginning.starts_with(part))
}

/// Why an answer is not that of the line with number `at`.
fn differs(told: &Told, at: usize, line: &[u8]) -> Option<String> {
    match told.line {
        Some(line) if line != at => {
            return Some(format!(
                "this is the answer to line {line} of the input, not to line {at}"
            ));
        }
        // The line could not be read, nor could its id perhaps.
        Some(_) if told.id.is_none() => return None,
        _ => {}
    }
    let named = serde_json::from_slice(line).unwrap_or(Named { id: None });
    (named.id != told.id).then(|| {
        let written = |id: &Option<Value>| {
            id.as_ref()
                .map_or_else(|| "none".to_owned(), Value::to_string)
        };
        let (there, here) = (written(&told.id), written(&named.id));
        format!("the id of this answer is {there}, and that of line {at} of the input is {here}")
    })
}
