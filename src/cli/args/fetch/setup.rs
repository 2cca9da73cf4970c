//! What a command needs to get pages, once the flags are resolved.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anstyle::{AnsiColor, Style};
use citecheck::cache::Cache;
use citecheck::extract::pdf::Reader;
use citecheck::fetch::{Fetcher, Policy};
use citecheck::files::Fence;
use citecheck::library::Access;
use citecheck::source::Unavailable;

use crate::cli::output;
use crate::cli::pdf;

const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// What a command needs to get pages.
#[derive(Clone)]
pub struct Setup {
    /// Where snapshots are.
    pub cache: Cache,
    /// When the web is asked.
    pub policy: Policy,
    /// Who asks it; nobody offline.
    pub fetcher: Option<Arc<Fetcher>>,
    /// Bytes of the largest page.
    pub max_size: u64,
    /// Time for the whole run, which [`Policy::until`] ends.
    pub max_time: Option<Duration>,
}

impl Setup {
    /// Lets the time of a run begin now.
    pub fn begin(&mut self) {
        self.policy.until = until(self.max_time);
    }

    /// A reader of PDF files.
    pub fn reader(&self) -> Reader {
        pdf::reader().until(self.policy.until)
    }

    /// The same with the time of a run before it: a server's calls are each a run, with one fetcher, so that the limits
    /// of hosts hold for all of them.
    #[cfg(feature = "mcp")]
    pub fn for_one_more_run(&self) -> Self {
        let mut setup = self.clone();
        setup.policy.until = until(self.max_time);
        setup
    }

    /// What sources are read with.
    pub fn access<'a>(&'a self, reader: &'a Reader, fence: &'a Fence) -> Access<'a> {
        Access {
            cache: &self.cache,
            reader,
            fence,
            max_size: self.max_size,
        }
    }

    /// Tells on standard error of pages that are missing because the time was over.
    pub fn tell_if_late<'a>(&self, missing: impl Iterator<Item = &'a Unavailable>) {
        let late = missing.filter(|why| why.is_time_over()).count();
        if let (Some(time), true) = (self.max_time, late > 0) {
            let pages = if late == 1 {
                "1 page".to_owned()
            } else {
                format!("{late} pages")
            };
            let seconds = time.as_secs_f64();
            output::tell(&format!(
                "{WARNING}warning{WARNING:#}: the time of the run, {seconds} s, was over before \
                 {pages} could be got; --max-time gives more"
            ));
        }
    }
}

/// When a run is over that begins now.
pub(super) fn until(max_time: Option<Duration>) -> Option<Instant> {
    max_time.and_then(|time| Instant::now().checked_add(time))
}
