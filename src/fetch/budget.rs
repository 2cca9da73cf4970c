//! The time that a try may take.

use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, timeout};

use super::failure::Failure;
use crate::source::Reason;

/// Time left for a try. Only what runs through it is counted, so that waiting for a turn costs a
/// page nothing.
pub struct Budget(Duration);

impl Budget {
    pub const fn new(total: Duration) -> Self {
        Self(total)
    }

    /// Does `work`, if that takes no longer than is left.
    pub async fn run<T>(&mut self, work: impl Future<Output = T>) -> Result<T, Failure> {
        let begun = Instant::now();
        let done = timeout(self.0, work).await;
        self.0 = self.0.saturating_sub(begun.elapsed());
        done.map_err(|_| Failure::passing(Reason::Timeout, "the page took too long"))
    }
}
