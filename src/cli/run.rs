//! What `check` and `explain` share: inputs read, pages got, sources read.

use anyhow::Context as _;
use citecheck::cache::Provenance;
use citecheck::claims::Input;
use citecheck::fetch::{Event, Outcome, Progress, acquire};
use citecheck::library::Library;
use citecheck::source::{Target, Unavailable};
use rustc_hash::FxHashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use url::Url;

use super::fetch_args::Setup;
use super::progress::{Shown, Style};

/// The sources of a run, and how they were got.
pub struct Gotten {
    /// The sources, read.
    pub library: Library,
    /// Pages taken from the cache.
    pub from_cache: usize,
    /// Pages that the web was asked for.
    pub fetched: usize,
}

/// Gets every page that `inputs` cite, each once, and reads it.
pub fn get_sources(inputs: &[Input], setup: &Setup, progress: Style) -> anyhow::Result<Gotten> {
    let sources = Library::sources(inputs);
    let urls: Vec<Url> = sources
        .iter()
        .filter_map(|source| match &source.target {
            Target::Url(url) => Some(url.clone()),
            Target::Path(_) | Target::Text(_) => None,
        })
        .collect();
    let tally = Tally {
        shown: Shown::new(progress),
        cached: AtomicUsize::new(0),
        fetched: AtomicUsize::new(0),
    };
    let results = acquire(
        &urls,
        &setup.cache,
        setup.policy,
        setup.fetcher.as_ref(),
        &tally,
    )
    .context("fetching stopped")?;
    let (from_cache, fetched) = (tally.cached.into_inner(), tally.fetched.into_inner());
    drop(tally.shown);
    let acquired: FxHashMap<String, Result<Provenance, Unavailable>> =
        urls.into_iter().map(String::from).zip(results).collect();
    let library = Library::read(sources, &setup.cache, &acquired);
    Ok(Gotten {
        library,
        from_cache,
        fetched,
    })
}

/// Passes events on, and counts.
struct Tally {
    shown: Shown,
    cached: AtomicUsize,
    fetched: AtomicUsize,
}

impl Progress for Tally {
    fn event(&self, event: Event<'_>) {
        if let Event::Done(_, outcome) = event {
            let count = match outcome {
                Outcome::Cached(_) => Some(&self.cached),
                Outcome::Unchanged(_) | Outcome::Stored(_) => Some(&self.fetched),
                Outcome::Unavailable(_) => None,
            };
            if let Some(count) = count {
                count.fetch_add(1, Ordering::Relaxed);
            }
        }
        self.shown.event(event);
    }
}
