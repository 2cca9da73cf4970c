//! What each host is owed: a few requests at once, a pause between them, and no more of either
//! once it has stopped answering.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustc_hash::FxBuildHasher;
use tokio::sync::{OnceCell, OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};
use url::Url;

use super::options::PerHost;
use super::robots::Rules;
use crate::source::Unavailable;

/// Addresses of one host that fail to connect before the rest are spared the wait. Three, since
/// with four at once (the default) most of the first batch has then failed.
const GIVE_UP_AFTER: u32 = 3;

/// Every host met in a run.
#[derive(Debug)]
pub struct Hosts {
    concurrency: PerHost<usize>,
    interval: PerHost<Duration>,
    met: Mutex<HashMap<String, Arc<Host>, FxBuildHasher>>,
}

/// One host: its limits, and how it has behaved so far.
#[derive(Debug)]
pub struct Host {
    turns: Arc<Semaphore>,
    interval: Duration,
    /// When the next request may start.
    next: Mutex<Instant>,
    /// Addresses in a row that failed to connect.
    failures: AtomicU32,
    /// Why the host is given up.
    down: Mutex<Option<Unavailable>>,
    /// Its robots.txt, by scheme.
    pub robots: [OnceCell<Rules>; 2],
}

/// The right to have one request to a host under way.
pub type Turn = OwnedSemaphorePermit;

impl Hosts {
    pub fn new(concurrency: PerHost<usize>, interval: PerHost<Duration>) -> Self {
        Self {
            concurrency,
            interval,
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
            failures: AtomicU32::new(0),
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

    /// Holds every further request back for `wait`, as the server asked.
    pub fn hold(&self, wait: Duration) {
        let mut next = lock(&self.next);
        *next = (*next).max(Instant::now() + wait);
    }

    /// Notes that the host answered.
    pub fn answered(&self) {
        self.failures.store(0, Ordering::Relaxed);
    }

    /// Notes that an address could not be connected to.
    pub fn failed(&self, why: &Unavailable) {
        if self.failures.fetch_add(1, Ordering::Relaxed) + 1 >= GIVE_UP_AFTER {
            lock(&self.down).get_or_insert_with(|| why.clone());
        }
    }

    /// Why the host is not asked any more.
    pub fn down(&self) -> Option<Unavailable> {
        lock(&self.down).clone().map(|mut why| {
            why.detail = format!(
                "not asked, since {GIVE_UP_AFTER} other addresses of its host failed: {}",
                why.detail
            );
            why
        })
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
