//! The fetcher: one address in, a page or the reason why there is none out.

use std::fmt;
use std::sync::Arc;

use tokio::time::sleep;
use url::Url;

use super::archive;
use super::client::{Error, Web};
use super::guard::{Resolver, System};
use super::options::Options;
use super::progress::{Event, Progress, Quiet};
use super::visit::{Fetched, Visit};
use crate::cache::Provenance;
use crate::fetch::answer::body::Body;
use crate::fetch::answer::failure::{Failure, NotGot, Retry, Trouble};
use crate::fetch::politeness::hosts::Turn;
use crate::fetch::politeness::retry;
use crate::source::{Reason, Unavailable, normalise_url};

/// Gets pages: politely, within bounds, and never from where it must not.
///
/// It needs a Tokio runtime to work in. Limits and robots.txt files hold for its lifetime, so one
/// fetcher serves a whole run.
///
/// ```no_run
/// use citecheck::fetch::{Fetched, Fetcher, Options};
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let fetcher = Fetcher::new(Options::default())?;
/// let url = citecheck::source::normalise("https://news.example/story")?;
/// match fetcher.fetch(&url, None).await {
///     Ok(Fetched::New { provenance, .. }) => println!("{} bytes", provenance.size),
///     Ok(_) => unreachable!("nothing was known that could be unchanged"),
///     Err(why) => println!("{why}"),
/// }
/// # Ok(())
/// # }
/// ```
pub struct Fetcher {
    web: Web,
}

impl fmt::Debug for Fetcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Without what was sent or resolved: headers hold secrets.
        f.debug_struct("Fetcher").finish_non_exhaustive()
    }
}

impl Fetcher {
    /// A fetcher with these settings. Opens no socket.
    ///
    /// # Errors
    /// A setting can't be used, or the system has no root certificates.
    pub fn new(options: Options) -> Result<Self, Error> {
        Self::with_resolver(options, Arc::new(System))
    }

    /// A fetcher that finds the addresses of names by `resolver`. The guard looks at what it says
    /// as at anything else.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn with_resolver(options: Options, resolver: Arc<dyn Resolver>) -> Result<Self, Error> {
        let web = Web::new(options, resolver)?;
        Ok(Self { web })
    }

    /// Gets the page at `url`, with retries. Where a snapshot is `known`, the server is asked
    /// whether the page has changed since.
    ///
    /// # Errors
    /// Why there is no page.
    pub async fn fetch(&self, url: &Url, known: Option<&Provenance>) -> Result<Fetched, NotGot> {
        self.fetch_telling(url, known, &Quiet).await
    }

    /// [`fetch`](Self::fetch) that tells `progress` of requests, bytes and retries.
    ///
    /// # Errors
    /// As [`fetch`](Self::fetch).
    pub async fn fetch_telling(
        &self,
        url: &Url,
        known: Option<&Provenance>,
        progress: &dyn Progress,
    ) -> Result<Fetched, NotGot> {
        let url = normalise_url(url.clone())
            .map_err(|error| Unavailable::new(Reason::ForbiddenAddress, error.to_string()))?;
        self.web.guard.check(&url)?;
        let turn = self.web.hosts.of(&url).turn().await;
        // Thousands may wait for a turn, so what comes after it gets its memory only now.
        Box::pin(self.try_until_done(&url, known, turn, progress)).await
    }

    /// Whether an archive is asked for pages that can't be got.
    pub fn asks_archive(&self) -> bool {
        self.web.options.archive.is_some()
    }

    /// Gets the archive's copy of the page at `url`, as [`Options::archive`] says. The provenance
    /// names the page's own address as the one asked for.
    ///
    /// # Errors
    /// Why there is no copy.
    pub async fn fetch_archived(
        &self,
        url: &Url,
        progress: &dyn Progress,
    ) -> Result<(Box<Provenance>, Body), NotGot> {
        let nothing = |why: &str| NotGot::from(Unavailable::new(Reason::NotCached, why));
        let Some(endpoint) = &self.web.options.archive else {
            return Err(nothing("no archive is asked"));
        };
        let question = archive::question(endpoint, url);
        let host = self.web.hosts.of(&question);
        let turn = host.turn().await;
        let visit = Visit::new(&self.web, &question, None, None, progress);
        let answer = visit.read_small(&host, question.clone(), archive::MAX_ANSWER);
        let (status, answer) = answer.await.map_err(|failure| failure.unavailable)?;
        drop(turn);
        if !status.is_success() {
            return Err(nothing(&format!("the archive answered {status}")));
        }
        let Some(copy) = archive::copy(endpoint, &answer) else {
            return Err(nothing("the archive has no copy"));
        };
        match self.fetch_telling(&copy.url, None, progress).await? {
            Fetched::New {
                mut provenance,
                body,
            } => {
                provenance.url = url.to_string();
                if provenance.final_url != copy.url.as_str() {
                    provenance.redirects.insert(0, copy.url.into());
                }
                let dated = provenance.headers.get("memento-datetime");
                let dated = dated.and_then(|date| retry::http_date(date));
                let taken_at = dated.map_or(copy.taken_at, |date| date.to_string());
                provenance.archived_at = Some(taken_at);
                Ok((provenance, body))
            }
            Fetched::Unchanged => Err(nothing("the archive answered 304")),
        }
    }

    async fn try_until_done(
        &self,
        url: &Url,
        known: Option<&Provenance>,
        turn: Turn,
        progress: &dyn Progress,
    ) -> Result<Fetched, NotGot> {
        let host = self.web.hosts.of(url);
        let mut turn = Some(turn);
        let mut tries = 0;
        loop {
            if let Some(down) = host.down() {
                return Err(down.into());
            }
            let visit = Visit::new(&self.web, url, known, turn.take(), progress);
            // The host that failed may be another one, to which this one sent us.
            let (result, at) = visit.run().await;
            let failure = match result {
                Ok(fetched) => return Ok(fetched),
                Err(Trouble::NoRoom(error)) => return Err(NotGot::NoRoom(error)),
                Err(Trouble::Failure(failure)) => failure,
            };
            let Some(wait) = self.wait_before_retry(tries, &failure) else {
                if let Some(at) = at.filter(|_| failure.is_of_host()) {
                    at.failed(&failure.unavailable);
                }
                return Err(failure.unavailable.into());
            };
            tries += 1;
            progress.event(Event::Retrying(url, wait, &failure.unavailable));
            sleep(wait).await;
        }
    }

    fn wait_before_retry(&self, tries: u32, failure: &Failure) -> Option<std::time::Duration> {
        if tries >= self.web.options.retries {
            return None;
        }
        let backoff = retry::backoff(self.web.options.backoff, tries, fastrand::f64());
        match failure.retry {
            Retry::Never => None,
            Retry::Backoff => Some(backoff),
            Retry::After(wait) => (wait <= self.web.options.retry_after_max).then_some(wait),
        }
    }
}
