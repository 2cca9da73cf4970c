//! One call of a tool: how far it is, and whether anybody still wants its answer.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use citecheck::fetch::{Event, Progress};
use tokio::sync::mpsc::UnboundedSender;

/// How far a call is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Step {
    /// Pages and claims that are done with.
    pub done: usize,
    /// All of them that are known by now.
    pub total: usize,
    /// Of what the last one was: `pages` or `claims`.
    pub what: &'static str,
}

/// A call under way.
pub struct Call {
    /// Locked while a step is told, so that they are told in order.
    step: Mutex<Step>,
    unwanted: AtomicBool,
    steps: UnboundedSender<Step>,
}

/// What ends the work of a call that nobody waits for.
#[derive(Debug, thiserror::Error)]
#[error("the call was cancelled")]
pub struct Cancelled;

impl Call {
    /// A call that tells `steps` how far it is.
    pub fn new(steps: UnboundedSender<Step>) -> Self {
        Self {
            step: Mutex::default(),
            unwanted: AtomicBool::new(false),
            steps,
        }
    }

    /// Nobody wants the answer any more.
    pub fn cancel(&self) {
        self.unwanted.store(true, Ordering::Relaxed);
    }

    /// Whether to go on.
    pub fn go_on(&self) -> Result<(), Cancelled> {
        if self.unwanted.load(Ordering::Relaxed) {
            return Err(Cancelled);
        }
        Ok(())
    }

    /// So many more pages or claims are to come.
    pub fn expect(&self, more: usize) {
        self.step().total += more;
    }

    /// One of them is done with.
    pub fn done_with(&self, what: &'static str) {
        let mut step = self.step();
        step.done += 1;
        step.what = what;
        // Once the answer is given, or nobody waits for it, nobody hears of its steps.
        let _ = self.steps.send(*step);
    }

    fn step(&self) -> MutexGuard<'_, Step> {
        self.step.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress for Call {
    fn event(&self, event: Event<'_>) {
        match event {
            Event::Total(pages) => self.expect(pages),
            Event::Done(..) => self.done_with("pages"),
            _ => {}
        }
    }

    fn is_unwanted(&self) -> bool {
        self.unwanted.load(Ordering::Relaxed)
    }
}
