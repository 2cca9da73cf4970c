//! The thread that checks: of each document the last version alone, once its author pauses.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::{Article, Check, Outcome};

/// How long an author pauses between two words at most (the delay that editors' own checks have).
const PAUSE: Duration = Duration::from_millis(300);

/// What is to be checked.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) uri: String,
    pub(super) version: i32,
    pub(super) article: Article,
    /// Whether pages may be asked for.
    pub(super) ask: bool,
}

/// What came of it.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) uri: String,
    pub(super) version: i32,
    pub(super) ask: bool,
    pub(super) outcome: Outcome,
}

/// Starts the thread: gives where jobs go; `done` is told of each that was not overtaken. It ends when the sender is
/// dropped.
pub(super) fn start(
    mut check: Box<dyn Check>,
    folder: Option<PathBuf>,
    done: impl Fn(Done) + Send + 'static,
) -> Sender<Job> {
    let (sender, jobs) = channel();
    thread::spawn(move || {
        let begun = check.begin(folder.as_deref());
        let mut waiting: Vec<Job> = Vec::new();
        while let Some(job) = next(&jobs, &mut waiting) {
            let outcome = match &begun {
                Ok(()) => check.check(&job.article, job.ask),
                Err(why) => Outcome::Failed(why.clone()),
            };
            done(Done {
                uri: job.uri,
                version: job.version,
                ask: job.ask,
                outcome,
            });
        }
    });
    sender
}

/// The next job, once no other has come for a while; none when there will be no more.
fn next(jobs: &Receiver<Job>, waiting: &mut Vec<Job>) -> Option<Job> {
    if waiting.is_empty() {
        put(waiting, jobs.recv().ok()?);
    }
    loop {
        // What may ask for pages is no word among others: a document was opened or saved.
        let pause = if waiting.iter().any(|job| job.ask) {
            Duration::ZERO
        } else {
            PAUSE
        };
        match jobs.recv_timeout(pause) {
            Ok(job) => put(waiting, job),
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    Some(waiting.remove(0))
}

/// Adds a job in the place of an older one for the same document.
fn put(waiting: &mut Vec<Job>, mut job: Job) {
    if let Some(at) = waiting.iter().position(|older| older.uri == job.uri) {
        job.ask |= waiting.remove(at).ask;
    }
    waiting.push(job);
}
