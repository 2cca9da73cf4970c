//! Many addresses into the cache: each asked for once, at the same time, results in order.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::mem::replace;
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashSet};
use tokio::task::spawn_blocking;
use tokio::time::sleep;
use url::Url;

use super::archive;
use super::client;
use super::fetcher::Fetcher;
use super::held::{Held, Policy, is_answer, look_up, look_up_offline};
use super::progress::{Event, Outcome, Progress};
use super::visit::{Fetched, now_text};
use crate::cache::{self, Cache, Provenance, Refusal};
use crate::fetch::answer::body::Body;
use crate::fetch::answer::failure::NotGot;
use crate::source::{Reason, Unavailable};

/// Threads that look up names and write snapshots. Both wait more than they work, and a name server
/// that doesn't answer must not keep snapshots from the disk: more than the default of requests.
const BLOCKING_THREADS: usize = 128;

/// Why acquiring had to stop. What had been stored by then is sound.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The cache can't be written.
    #[error(transparent)]
    Cache(#[from] cache::Error),
    /// Fetching can't begin.
    #[error(transparent)]
    Client(#[from] client::Error),
    /// A page that is coming in can't be held on this machine.
    #[error("cannot hold a page in a temporary file (the folder of TMPDIR)")]
    NoRoom(#[source] io::Error),
}

/// How long threads may take to end when the time is over: what they write is whole or not at all.
const LAST_WRITES: Duration = Duration::from_secs(2);

/// How often [`Progress::is_unwanted`] is asked; a person doesn't notice so short a time.
const ASKED_AGAIN: Duration = Duration::from_millis(100);

type Acquired = Result<Provenance, Unavailable>;

/// Brings the snapshots of `urls` into the cache and gives the provenance of each, in order; an
/// address that stands there twice is asked for once. Without a `fetcher`, or with a policy that
/// says offline, no socket is opened and no runtime started.
///
/// Bodies aren't held in memory: [`Cache::read`] gives them one by one. With a fetcher at hand a
/// snapshot is checked before it is trusted, and fetched again if it is damaged.
///
/// Where a snapshot is wanted newer than the cache has it and can't be got, that is what is
/// reported: an older one may say something else.
///
/// It blocks; in asynchronous code, call it through `tokio::task::spawn_blocking`.
///
/// # Errors
/// The cache can't be written. Everything that concerns one address alone is in its own result.
pub fn acquire(
    urls: &[Url],
    cache: &Cache,
    policy: Policy,
    fetcher: Option<&Fetcher>,
    progress: &dyn Progress,
) -> Result<Vec<Acquired>, Error> {
    let fetcher = fetcher.filter(|_| !policy.offline);
    let mut places: HashMap<&Url, usize, FxBuildHasher> = HashMap::default();
    let mut distinct: Vec<&Url> = Vec::new();
    for url in urls {
        places.entry(url).or_insert_with(|| {
            distinct.push(url);
            distinct.len() - 1
        });
    }
    progress.event(Event::Total(distinct.len()));
    let refusals = match fetcher {
        Some(_) => BTreeMap::new(),
        None => cache.refusals(),
    };
    let held: Vec<Held> = distinct
        .par_iter()
        .map(|url| match fetcher {
            Some(_) => look_up(url, cache, policy),
            None => look_up_offline(url, cache, &refusals),
        })
        .collect();

    let mut results: Vec<Acquired> = Vec::with_capacity(distinct.len());
    let mut wanted = Vec::new();
    for (index, (url, held)) in distinct.iter().zip(held).enumerate() {
        results.push(match held {
            Held::Enough(found) => {
                progress.event(Event::Done(url, Outcome::Cached(&found)));
                Ok(found)
            }
            Held::Nothing(why) => {
                progress.event(Event::Done(url, Outcome::Unavailable(&why)));
                Err(why)
            }
            Held::Wanted { known, damaged } => {
                wanted.push(Wanted {
                    index,
                    url,
                    known,
                    damaged,
                });
                // Unless the job has its result in time.
                Err(Unavailable::time_is_over())
            }
        });
    }
    if let Some(fetcher) = fetcher
        && !wanted.is_empty()
    {
        let job = Job {
            cache,
            fetcher,
            progress,
        };
        let mut late: FxHashSet<usize> = wanted.iter().map(|wanted| wanted.index).collect();
        for (index, result) in at_once(&wanted, policy.until, progress, |wanted| job.get(wanted))? {
            results[index] = result;
            late.remove(&index);
        }
        for (index, url) in distinct.iter().enumerate() {
            if let (true, Err(why)) = (late.contains(&index), &results[index]) {
                progress.event(Event::Done(url, Outcome::Unavailable(why)));
            }
        }
        let now = now_text();
        let asked = wanted.iter().map(|wanted| {
            let why = results[wanted.index].as_ref().err();
            let why = why.filter(|why| is_answer(why));
            (wanted.url, why.map(|why| Refusal::new(why, &now)))
        });
        // Only a run without the web would miss it: what it then says is less to the point.
        let _ = cache.note_refusals(asked);
    }
    Ok(urls
        .iter()
        .map(|url| results[places[url]].clone())
        .collect())
}

/// Brings the archive's copies of pages into the cache that were got but can't be read: a wall that
/// came with status 200, a page that is only a script. Each comes with the reason, which stays where
/// the archive doesn't help. [`acquire`] has done as much for pages that could not be got.
///
/// # Errors
/// As [`acquire`].
pub fn acquire_archived(
    unreadable: &[(Url, Unavailable)],
    cache: &Cache,
    until: Option<Instant>,
    fetcher: &Fetcher,
    progress: &dyn Progress,
) -> Result<Vec<Acquired>, Error> {
    let mut results: Vec<Acquired> = unreadable.iter().map(|(_, why)| Err(why.clone())).collect();
    let wanted: Vec<Wanted<'_>> = unreadable
        .iter()
        .enumerate()
        .map(|(index, (url, _))| Wanted {
            index,
            url,
            known: None,
            damaged: false,
        })
        .collect();
    if wanted.is_empty() || !fetcher.asks_archive() {
        return Ok(results);
    }
    let job = Job {
        cache,
        fetcher,
        progress,
    };
    let ask = async |wanted: &Wanted<'_>| {
        let why = unreadable[wanted.index].1.clone();
        Ok((wanted.index, job.get_archived(wanted, why).await?))
    };
    for (index, result) in at_once(&wanted, until, progress, ask)? {
        results[index] = result;
    }
    Ok(results)
}

/// What the cache made of a page. Where it can't take this one page, the run goes on without it.
fn noted(stored: Result<Provenance, cache::Error>) -> Result<Acquired, Error> {
    match stored {
        Ok(provenance) => Ok(Ok(provenance)),
        Err(error) => Ok(Err(error.of_one_page()?.into())),
    }
}

/// An address that is to be asked for.
struct Wanted<'a> {
    index: usize,
    url: &'a Url,
    known: Option<Provenance>,
    damaged: bool,
}

/// Does `work` for each of `items`, all at once, and gives what was done in time.
fn at_once<'i, T, W>(
    items: &'i [T],
    until: Option<Instant>,
    progress: &dyn Progress,
    work: impl Fn(&'i T) -> W,
) -> Result<Vec<(usize, Acquired)>, Error>
where
    W: Future<Output = Result<(usize, Acquired), Error>>,
{
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(BLOCKING_THREADS)
        .enable_all()
        .build()
        .map_err(client::Error::Runtime)?;
    let mut results = Vec::with_capacity(items.len());
    let done = runtime.block_on(async {
        let all = async {
            let mut under_way: FuturesUnordered<W> = items.iter().map(work).collect();
            while let Some(result) = under_way.next().await {
                results.push(result?);
            }
            Ok(())
        };
        tokio::select! {
            done = all => done,
            // What is under way is dropped.
            () = over(until, progress) => Ok(()),
        }
    });
    // A name server that doesn't answer holds up no run whose time is over.
    runtime.shutdown_timeout(LAST_WRITES);
    done.map(|()| results)
}

/// Waits until the time is over, or nobody wants the rest.
async fn over(until: Option<Instant>, progress: &dyn Progress) {
    while !progress.is_unwanted() {
        let left = until.map(|until| until.saturating_duration_since(Instant::now()));
        if left.is_some_and(|left| left.is_zero()) {
            return;
        }
        sleep(left.map_or(ASKED_AGAIN, |left| left.min(ASKED_AGAIN))).await;
    }
}

/// Fetching and storing.
struct Job<'a> {
    cache: &'a Cache,
    fetcher: &'a Fetcher,
    progress: &'a dyn Progress,
}

impl Job<'_> {
    /// Gets one address and stores what it gives.
    async fn get(&self, wanted: &Wanted<'_>) -> Result<(usize, Acquired), Error> {
        let Wanted { url, known, .. } = wanted;
        let fetched = self
            .fetcher
            .fetch_telling(url, known.as_ref(), self.progress)
            .await;
        let mut is_new = true;
        let result = match (fetched, known) {
            (Ok(Fetched::New { provenance, body }), _) => {
                self.store(wanted, *provenance, body).await?
            }
            (Ok(Fetched::Unchanged), Some(known)) => {
                is_new = false;
                noted(self.cache.mark_checked(known, &now_text()))?
            }
            (Ok(Fetched::Unchanged), None) => {
                // A server that answers 304 to a question that had no condition.
                let why = Unavailable::new(Reason::HttpStatus, "the server answered 304");
                Err(why.with_status(304))
            }
            (Err(NotGot::NoRoom(error)), _) => return Err(Error::NoRoom(error)),
            (Err(NotGot::Unavailable(why)), _) => self.get_archived(wanted, why).await?,
        };
        let outcome = match &result {
            Ok(found) if is_new => Outcome::Stored(found),
            Ok(found) => Outcome::Unchanged(found),
            Err(why) => Outcome::Unavailable(why),
        };
        self.progress.event(Event::Done(url, outcome));
        Ok((wanted.index, result))
    }

    /// The archive's copy of a page that could not be got, where an archive is asked; else why it
    /// could not, with word of what there is instead.
    async fn get_archived(
        &self,
        wanted: &Wanted<'_>,
        mut why: Unavailable,
    ) -> Result<Acquired, Error> {
        if self.fetcher.asks_archive() && archive::may_help(why.reason) {
            match self.fetcher.fetch_archived(wanted.url, self.progress).await {
                Ok((provenance, body)) => {
                    return self.store(wanted, *provenance, body).await;
                }
                Err(NotGot::NoRoom(error)) => return Err(Error::NoRoom(error)),
                Err(NotGot::Unavailable(also)) => {
                    why.detail = format!("{}; {}", why.detail, also.detail);
                }
            }
        }
        if let Some(known) = &wanted.known {
            let seen = known.seen_at();
            why.detail = format!("{}; the cache keeps a snapshot of {seen}", why.detail);
        }
        Ok(Err(why))
    }

    /// Stores a page. One with the body that is known already counts as seen again.
    async fn store(
        &self,
        wanted: &Wanted<'_>,
        mut provenance: Provenance,
        mut body: Body,
    ) -> Result<Acquired, Error> {
        if let Some(same) = wanted
            .known
            .as_ref()
            .filter(|k| k.sha256 == provenance.sha256)
        {
            provenance.checked_at =
                Some(replace(&mut provenance.fetched_at, same.fetched_at.clone()));
            provenance.added = same.added;
        }
        let (cache, url, damaged) = (self.cache.clone(), wanted.url.clone(), wanted.damaged);
        let stored = spawn_blocking(move || {
            let stored = cache.store(&provenance, &mut body)?;
            cache.flush(&stored)?;
            if damaged {
                cache.set_aside_damaged(&url)?;
            }
            Ok(stored)
        });
        // The task is never cancelled, and panics only where the cache has a mistake.
        noted(stored.await.expect("storing ends"))
    }
}
