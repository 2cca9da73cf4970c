//! A cache in a folder of its own, and a fetcher that may ask loopback and doesn't wait long.

use std::time::Duration;

use citecheck::cache::{Cache, Provenance};
use citecheck::fetch::{Fetcher, Options, PerHost, Policy, Quiet, acquire};
use citecheck::source::{Reason, Unavailable, normalise};
use tempfile::TempDir;
use url::Url;

pub struct Setup {
    pub cache: Cache,
    pub options: Options,
    _dir: TempDir,
}

impl Setup {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        Self {
            cache: Cache::open(dir.path().join("cache")).unwrap(),
            options: Options {
                allow_private_network: true,
                host_interval: PerHost::new(Duration::ZERO),
                backoff: Duration::from_millis(1),
                ..Options::default()
            },
            _dir: dir,
        }
    }

    /// A cache and a fetcher with other options.
    pub fn with(change: impl FnOnce(&mut Options)) -> Self {
        let mut setup = Self::new();
        change(&mut setup.options);
        setup
    }

    pub fn acquire(
        &self,
        policy: Policy,
        addresses: &[String],
    ) -> Vec<Result<Provenance, Unavailable>> {
        let urls: Vec<Url> = addresses.iter().map(|a| normalise(a).unwrap()).collect();
        let fetcher = Fetcher::new(self.options.clone()).unwrap();
        acquire(&urls, &self.cache, policy, Some(&fetcher), &Quiet).unwrap()
    }

    /// Gets one address, from the cache if it is there.
    pub fn get(&self, address: &str) -> Result<Provenance, Unavailable> {
        self.acquire(Policy::default(), &[address.to_owned()])
            .remove(0)
    }

    /// Gets one address anew.
    pub fn refresh(&self, address: &str) -> Result<Provenance, Unavailable> {
        let policy = Policy {
            refresh: true,
            ..Policy::default()
        };
        self.acquire(policy, &[address.to_owned()]).remove(0)
    }

    /// The body that the cache has for what was got.
    pub fn body(&self, page: &Provenance) -> String {
        String::from_utf8(self.cache.read(page).unwrap().body).unwrap()
    }
}

/// The reason for which a page could not be got.
pub fn reason(result: &Result<Provenance, Unavailable>) -> Reason {
    result.as_ref().expect_err("an unavailable page").reason
}
