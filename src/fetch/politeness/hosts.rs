//! What each host is owed: a few requests at once, a pause between them, and no more of either
//! once it has stopped answering, or answers so that a run would never end.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustc_hash::FxBuildHasher;
use tokio::sync::{OnceCell, OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};
use url::Url;

use crate::fetch::options::{Options, PerHost};
use crate::fetch::politeness::robots::Rules;
use crate::source::Unavailable;

/// Addresses of one host in a row that fail to connect before the rest are spared the wait. Three,
/// since with four at once (the default) most of the first batch has then failed.
const GIVE_UP_AFTER: u32 = 3;

/// How often the time of one try may be lost at a host whose pages come to no end, and as much more
/// for each page that it gave as [`LOST_FOR_A_PAGE`]: all tries of one page, by default.
const LOST_TRIES: u32 = 4;

/// Time that may be lost for each page that a host gave: a slow site keeps its pages, one that gives
/// some only to hold us up with the others loses them.
const LOST_FOR_A_PAGE: Duration = Duration::from_secs(10);

/// How often the longest wait may be asked for at one host, all its pages together.
const LONGEST_WAITS: u32 = 3;

/// Every host met in a run.
#[derive(Debug)]
pub struct Hosts {
    concurrency: PerHost<usize>,
    interval: PerHost<Duration>,
    timeout: PerHost<Duration>,
    longest_wait: Duration,
    met: Mutex<HashMap<String, Arc<Host>, FxBuildHasher>>,
}

/// One host: its limits, and how it has behaved so far.
#[derive(Debug)]
pub struct Host {
    turns: Arc<Semaphore>,
    interval: Duration,
    /// When the next request may start.
    next: Mutex<Instant>,
    record: Mutex<Record>,
    /// Time that may be lost before the host is given up, but for the pages that it gave.
    may_lose: Duration,
    /// Time for which it may ask to wait.
    may_ask: Duration,
    /// Why the host is given up.
    down: Mutex<Option<Unavailable>>,
    /// Its robots.txt, by scheme.
    pub robots: [OnceCell<Rules>; 2],
}

/// How a host has behaved so far.
#[derive(Debug, Default)]
struct Record {
    /// Addresses in a row that could not be connected to.
    failures: u32,
    /// Pages that it gave, or refused.
    pages: u32,
    /// Time of tries that led to nothing.
    lost: Duration,
    /// Time for which it asked to wait.
    asked: Duration,
}

/// The right to have one request to a host under way.
pub type Turn = OwnedSemaphorePermit;

impl Hosts {
    pub fn new(options: &Options) -> Self {
        Self {
            concurrency: options.host_concurrency.clone(),
            interval: options.host_interval.clone(),
            timeout: options.timeout.clone(),
            longest_wait: options.retry_after_max,
            met: Mutex::default(),
        }
    }

    /// The host of an address.
    pub fn of(&self, url: &Url) -> Arc<Host> {
        let name = name(url);
        let mut met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(host) = met.get(&name) {
            return Arc::clone(host);
        }
        let host = Arc::new(Host {
            turns: Arc::new(Semaphore::new(self.concurrency.of(&name).max(1))),
            interval: self.interval.of(&name),
            next: Mutex::new(Instant::now()),
            record: Mutex::default(),
            may_lose: self.timeout.of(&name).saturating_mul(LOST_TRIES),
            may_ask: self.longest_wait.saturating_mul(LONGEST_WAITS),
            down: Mutex::new(None),
            robots: [OnceCell::new(), OnceCell::new()],
        });
        met.insert(name, Arc::clone(&host));
        host
    }
}

impl Host {
    /// Waits until one more request may be under way.
    pub async fn turn(&self) -> Turn {
        let turns = Arc::clone(&self.turns);
        // The semaphore is never closed.
        turns.acquire_owned().await.expect("an open semaphore")
    }

    /// Waits until a request may start, so that starts are an interval apart.
    pub async fn pause(&self) {
        let start = {
            let mut next = lock(&self.next);
            let start = (*next).max(Instant::now());
            *next = start + self.interval;
            start
        };
        if start > Instant::now() {
            sleep_until(start).await;
        }
    }

    /// Holds every further request back for `wait`, as the server asked. One that asks again and
    /// again is given up.
    pub fn hold(&self, wait: Duration, why: &Unavailable) {
        let now = Instant::now();
        let longer = {
            let mut next = lock(&self.next);
            let before = (*next).max(now);
            *next = before.max(now + wait);
            *next - before
        };
        let asked = {
            let mut record = lock(&self.record);
            record.asked = record.asked.saturating_add(longer);
            record.asked
        };
        if asked > self.may_ask {
            let so_long = asked.as_secs();
            self.give_up(
                why,
                &format!("its host asked to wait for {so_long} s in all"),
            );
        }
    }

    /// Notes that a page came to its end, whatever that was.
    pub fn answered(&self) {
        let mut record = lock(&self.record);
        record.failures = 0;
        record.pages = record.pages.saturating_add(1);
    }

    /// Notes that an address could not be connected to, all tries together.
    pub fn failed(&self, why: &Unavailable) {
        let failures = {
            let mut record = lock(&self.record);
            record.failures += 1;
            record.failures
        };
        if failures >= GIVE_UP_AFTER {
            self.give_up(
                why,
                &format!("{GIVE_UP_AFTER} other addresses of its host failed"),
            );
        }
    }

    /// Notes that a try led to nothing after so long.
    pub fn lost(&self, time: Duration, why: &Unavailable) {
        let (lost, may_lose) = {
            let mut record = lock(&self.record);
            record.lost = record.lost.saturating_add(time);
            let for_pages = LOST_FOR_A_PAGE.saturating_mul(record.pages);
            (record.lost, self.may_lose.saturating_add(for_pages))
        };
        if lost > may_lose {
            let so_long = lost.as_secs_f64();
            self.give_up(
                why,
                &format!("{so_long:.0} s were lost on other addresses of its host"),
            );
        }
    }

    fn give_up(&self, why: &Unavailable, reason: &str) {
        lock(&self.down).get_or_insert_with(|| {
            let mut why = why.clone();
            why.detail = format!("not asked, since {reason}: {}", why.detail);
            why
        });
    }

    /// Why the host is not asked any more.
    pub fn down(&self) -> Option<Unavailable> {
        lock(&self.down).clone()
    }
}

/// A host's name in settings: with its port where the address has one.
pub fn name(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // What these guard is a plain value, sound whatever its last holder did.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
