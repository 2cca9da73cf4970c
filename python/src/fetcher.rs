//! Who gets pages from the web.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use citecheck::cache::Cache;
use citecheck::fetch::{self, Event, Options, Policy, Progress, Proxies, acquire, user_agent};
use citecheck::pairs;
use citecheck::source::{AddressError, Reason, Unavailable, normalise};
use pyo3::prelude::*;
use rayon::prelude::*;

use crate::errors::input;
use crate::page::Page;

/// Gets pages politely: limits of each host and robots.txt hold for as long as it lives.
#[pyclass(frozen, module = "citecheck._citecheck")]
pub struct Fetcher {
    fetcher: fetch::Fetcher,
}

#[pymethods]
impl Fetcher {
    /// `proxies` are those for http, for https, and the hosts that none is for.
    #[new]
    #[pyo3(signature = (contact, allow_private_network, proxies))]
    fn new(
        contact: Option<&str>,
        allow_private_network: bool,
        proxies: (Option<String>, Option<String>, Option<String>),
    ) -> PyResult<Self> {
        let (http, https, except) = proxies;
        let options = Options {
            user_agent: user_agent(contact),
            allow_private_network,
            proxies: Proxies {
                http,
                https,
                except,
            },
            ..Options::default()
        };
        let fetcher = fetch::Fetcher::new(options).map_err(|error| input(error.to_string()))?;
        Ok(Self { fetcher })
    }

    /// The pages at `urls`, in order: from the cache in the folder `cache`, else from the web into it.
    fn pages(&self, py: Python<'_>, cache: PathBuf, urls: Vec<String>) -> PyResult<Vec<Page>> {
        let cache = Cache::open(cache).map_err(|error| input(error.to_string()))?;
        let watch = Watch::default();
        let pages = py.detach(|| self.get(&cache, &urls, &watch));
        match watch.interrupt() {
            Some(interrupt) => Err(interrupt),
            None => pages.map_err(|error| input(error.to_string())),
        }
    }
}

impl Fetcher {
    fn get(
        &self,
        cache: &Cache,
        urls: &[String],
        watch: &Watch,
    ) -> Result<Vec<Page>, fetch::AcquireError> {
        let refused =
            |error: AddressError| Unavailable::new(Reason::ForbiddenAddress, error.to_string());
        let addresses: Vec<_> = urls
            .iter()
            .map(|url| normalise(url).map_err(refused))
            .collect();
        let asked: Vec<_> = addresses.iter().flatten().cloned().collect();
        let policy = Policy::default();
        let mut got = acquire(&asked, cache, policy, Some(&self.fetcher), watch)?.into_iter();
        let found: Vec<Result<_, Unavailable>> = addresses
            .into_iter()
            // Each address that is one has its result.
            .map(|address| match address {
                Ok(url) => got.next().map_or(Ok(url.clone()), |got| got.map(|_| url)),
                Err(why) => Err(why),
            })
            .collect();
        let pages = found.into_par_iter().map(|found| match found {
            Ok(url) => pairs::Page::of_cache(cache, url.as_str()),
            Err(why) => pairs::Page::unread(why),
        });
        Ok(pages.map(|page| Page { page }).collect())
    }
}

/// Looks now and then whether a person has had enough.
#[derive(Default)]
struct Watch {
    interrupt: Mutex<Option<PyErr>>,
}

impl Watch {
    fn interrupt(self) -> Option<PyErr> {
        let held = self.interrupt.into_inner();
        held.unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress for Watch {
    fn event(&self, _: Event<'_>) {}

    fn is_unwanted(&self) -> bool {
        let mut held = self
            .interrupt
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if held.is_none() {
            *held = Python::attach(|py| py.check_signals().err());
        }
        held.is_some()
    }
}
