//! The time that a try may take.

use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, timeout};

use crate::fetch::answer::failure::Failure;
use crate::source::Reason;

/// Time left for a try. Only what runs through it is counted, so that waiting for a turn costs a
/// page nothing.
pub struct Budget {
    left: Duration,
    spent: Duration,
}

impl Budget {
    pub const fn new(total: Duration) -> Self {
        Self {
            left: total,
            spent: Duration::ZERO,
        }
    }

    /// How much is spent.
    pub const fn spent(&self) -> Duration {
        self.spent
    }

    /// Does `work`, if that takes no longer than is left.
    pub async fn run<T>(&mut self, work: impl Future<Output = T>) -> Result<T, Failure> {
        let begun = Instant::now();
        let done = timeout(self.left, work).await;
        let took = begun.elapsed();
        self.left = self.left.saturating_sub(took);
        self.spent += took;
        done.map_err(|_| Failure::passing(Reason::Timeout, "the page took too long"))
    }
}
