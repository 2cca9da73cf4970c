//! What the cache has for an address, and whether the web is to be asked.

use std::collections::BTreeMap;
use std::time::{Duration, Instant, SystemTime};

use url::Url;

use crate::cache::{Cache, Provenance, Refusal};
use crate::fetch::politeness::retry::is_passing;
use crate::source::{Reason, Unavailable};

/// When the cache will do, and when the web is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Never ask the web. Wins over the others.
    pub offline: bool,
    /// Ask for every address.
    pub refresh: bool,
    /// Ask for addresses that were last seen longer ago than this.
    pub max_age: Option<Duration>,
    /// When to stop asking: what has not come by then is unavailable.
    pub until: Option<Instant>,
}

fn not_cached() -> Unavailable {
    Unavailable::new(
        Reason::NotCached,
        "offline, and the cache holds no snapshot of the page",
    )
}

/// What the cache has for an address.
pub enum Held {
    /// A snapshot that will do.
    Enough(Provenance),
    /// The web is to be asked; a snapshot may be known already.
    Wanted {
        known: Option<Provenance>,
        damaged: bool,
    },
    /// Nothing, and the web can't be asked.
    Nothing(Unavailable),
}

/// Whether the page gave a plain no, so that without `--offline` it would fare no better.
pub const fn is_answer(why: &Unavailable) -> bool {
    match why.reason {
        Reason::HttpStatus => match why.http_status {
            Some(status) => !is_passing(status),
            None => false,
        },
        Reason::Robots
        | Reason::Blocked
        | Reason::RedirectLoop
        | Reason::UnsupportedType
        | Reason::TooLarge => true,
        _ => false,
    }
}

/// What the cache has where the web can't be asked; `refusals` are what it said before.
pub fn look_up_offline(url: &Url, cache: &Cache, refusals: &BTreeMap<String, Refusal>) -> Held {
    match cache.newest(url) {
        Ok(Some(found)) => Held::Enough(found),
        Ok(None) => Held::Nothing(match refusals.get(url.as_str()) {
            Some(refusal) => refusal.unavailable(),
            None => not_cached(),
        }),
        Err(damaged) => Held::Nothing(damaged.into()),
    }
}

/// What the cache has where the web can be asked, as `policy` says.
pub fn look_up(url: &Url, cache: &Cache, policy: Policy) -> Held {
    match cache.newest(url) {
        Ok(None) => Held::Wanted {
            known: None,
            damaged: false,
        },
        Ok(Some(found)) if cache.check(&found).is_ok() => {
            let too_old = policy.max_age.is_some_and(|most| {
                let age = found.age(SystemTime::now());
                age.is_none_or(|age| age > most)
            });
            if policy.refresh || too_old {
                Held::Wanted {
                    known: Some(found),
                    damaged: false,
                }
            } else {
                Held::Enough(found)
            }
        }
        Ok(Some(_)) | Err(_) => Held::Wanted {
            known: None,
            damaged: true,
        },
    }
}
