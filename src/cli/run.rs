//! What `check` and `explain` share: inputs read, pages got, sources read.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::Context as _;
use citecheck::cache::Provenance;
use citecheck::fetch::{Event, Fetcher, Outcome, Policy, Progress, acquire, acquire_archived};
use citecheck::files::Fence;
use citecheck::library::{Access, Library};
use citecheck::source::{Reason, Source, Target, Unavailable};
use rustc_hash::FxHashMap;
use url::Url;

use crate::cli::args::fetch::Setup;

/// Sources that were got just now.
pub struct Got {
    /// The sources, read.
    pub library: Library,
    /// Pages taken from the cache.
    pub from_cache: usize,
    /// Pages that the web was asked for.
    pub fetched: usize,
}

/// Gets the pages among `sources`, from the cache alone unless `ask`, telling `progress`, and reads all of these.
pub fn get(
    sources: Vec<Source>,
    setup: &Setup,
    fence: &Fence,
    progress: &dyn Progress,
    ask: bool,
) -> anyhow::Result<Got> {
    let urls: Vec<Url> = sources
        .iter()
        .filter_map(|source| match &source.target {
            Target::Url(url) => Some(url.clone()),
            Target::Path(_) | Target::Text(_) => None,
        })
        .collect();
    let tally = Tally {
        shown: progress,
        cached: AtomicUsize::new(0),
        fetched: AtomicUsize::new(0),
        stored: Mutex::default(),
    };
    let asker = setup.fetcher.as_deref().filter(|_| ask);
    let policy = Policy {
        offline: setup.policy.offline || !ask,
        ..setup.policy
    };
    let results =
        acquire(&urls, &setup.cache, policy, asker, &tally).context("fetching stopped")?;
    let acquired: FxHashMap<String, Result<Provenance, Unavailable>> =
        urls.into_iter().map(String::from).zip(results).collect();
    let reader = setup.reader();
    let access = setup.access(&reader, fence);
    let mut library = Library::read(sources, &acquired, access);
    second_chance(&mut library, setup, asker, access, &tally)?;
    let gathered = library.gathered();
    setup.tell_if_late(gathered.iter().filter_map(|source| source.outcome.err()));
    let (from_cache, fetched) = (tally.cached.into_inner(), tally.fetched.into_inner());
    Ok(Got {
        library,
        from_cache,
        fetched,
    })
}

/// Forgets the walls among the pages that were fetched just now, so that the next run asks again and
/// an older snapshot is the newest again; and takes from the archive, where one is asked, what can't
/// be read.
fn second_chance(
    library: &mut Library,
    setup: &Setup,
    fetcher: Option<&Fetcher>,
    access: Access<'_>,
    tally: &Tally<'_>,
) -> anyhow::Result<()> {
    let Some(fetcher) = fetcher else {
        return Ok(());
    };
    let stored = std::mem::take(&mut *tally.stored());
    let forget = |url: &Url, sha256: &str| {
        let removed = setup.cache.remove(url, Some(sha256));
        removed
            .map(drop)
            .context("cannot forget a page that can't be read")
    };
    let mut unreadable = Vec::new();
    let mut fresh = Vec::new();
    for (url, page, why) in library.unreadable_pages() {
        let is_fresh = stored.contains(&url);
        if is_fresh && why.reason == Reason::Blocked {
            forget(&url, &page.sha256)?;
        }
        fresh.push(is_fresh.then(|| page.sha256.clone()));
        unreadable.push((url, why));
    }
    let results = acquire_archived(
        &unreadable,
        &setup.cache,
        setup.policy.until,
        fetcher,
        tally,
    )
    .context("fetching from the archive stopped")?;
    for (((url, _), fresh), result) in unreadable.iter().zip(fresh).zip(results) {
        if let Ok(copy) = result {
            if let Some(sha256) = fresh.filter(|sha256| *sha256 != copy.sha256) {
                forget(url, &sha256)?;
            }
            library.replace(url, copy, access);
        }
    }
    Ok(())
}

/// Passes events on, and counts.
struct Tally<'a> {
    shown: &'a dyn Progress,
    cached: AtomicUsize,
    fetched: AtomicUsize,
    /// Pages of which a new snapshot was stored.
    stored: Mutex<HashSet<Url>>,
}

impl Tally<'_> {
    fn stored(&self) -> MutexGuard<'_, HashSet<Url>> {
        self.stored.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress for Tally<'_> {
    fn is_unwanted(&self) -> bool {
        self.shown.is_unwanted()
    }

    fn event(&self, event: Event<'_>) {
        if let Event::Done(url, outcome) = event {
            if let Outcome::Stored(_) = outcome {
                self.stored().insert(url.clone());
            }
            let count = match outcome {
                Outcome::Cached(_) => Some(&self.cached),
                Outcome::Unchanged(_) | Outcome::Stored(_) => Some(&self.fetched),
                _ => None,
            };
            if let Some(count) = count {
                count.fetch_add(1, Ordering::Relaxed);
            }
        }
        self.shown.event(event);
    }
}
