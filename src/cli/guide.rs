//! The flags and commands that do what the library advises: the one place where advice names them.

use std::error::Error;

use citecheck::cache;
use citecheck::claims::{Errors, Permission};
use citecheck::fetch;
use citecheck::report::{Guide, Step};
use citecheck::source::{Reason, Unavailable};

/// Advice in the flags and commands of this program.
#[derive(Debug)]
pub struct Flags;

impl Guide for Flags {
    fn unread(&self, reason: Reason, http_status: Option<u16>) -> &'static str {
        match (reason, http_status) {
            (Reason::NotCached, _) => "run once without --offline to fetch it",
            (Reason::UnreadableFile, _) => {
                "correct the path, or put the file there; --allow-outside-paths admits other folders"
            }
            (Reason::Dns, _) => {
                "check the host's name; if the site is gone, cite an archived copy (--archive wayback)"
            }
            (Reason::Connect | Reason::Timeout | Reason::Incomplete, _) => {
                "try again later, raise --timeout, or ask an archive (--archive wayback)"
            }
            (Reason::HttpStatus, Some(404 | 410)) => {
                "the page is gone: cite its new address or an archived copy (--archive wayback)"
            }
            (Reason::Robots, _) => {
                "where the site allows it, --ignore-robots; else save the page in a browser, then \
                 hand it over"
            }
            (Reason::RedirectLoop, _) => {
                "cite the address that the page ends at, or send the cookie that it wants (--header)"
            }
            (Reason::ForbiddenAddress, _) => {
                "cite a public http or https address; --allow-private-network admits your own hosts"
            }
            (Reason::TooLarge, _) => "raise --max-size, or cite the part that says it",
            (Reason::Damaged, _) => "run again with --refresh to replace the cached copy",
            _ => reason.hint(http_status),
        }
    }

    fn hand_over(&self, address: &str) -> Option<String> {
        Some(format!("citecheck cache add {address} FILE"))
    }

    fn step(&self, step: Step) -> Option<&'static str> {
        match step {
            Step::ShowAll => Some("--verbose shows them"),
            Step::ShowChanges => Some("`citecheck diff` has them"),
            Step::ForgetMended => Some("`citecheck baseline update` takes them out"),
            _ => None,
        }
    }
}

/// What to do about `why`.
pub fn hint(why: &Unavailable) -> &'static str {
    Flags.unread(why.reason, why.http_status)
}

/// The same errors, with the flags that give what an input lacked.
pub fn with_flags(mut errors: Errors) -> Errors {
    for error in &mut errors.errors {
        if error.lacks == Some(Permission::OutsidePaths) {
            error.help = Some("--allow-outside-paths lets a claims file name any file".to_owned());
        }
    }
    errors
}

/// `cause` in words, with the command that mends it.
pub fn told(cause: &(dyn Error + 'static)) -> String {
    let of_cache = match cause.downcast_ref() {
        Some(fetch::AcquireError::Cache(error)) => Some(error),
        _ => cause.downcast_ref(),
    };
    match of_cache {
        Some(cache::Error::Unmarked { path }) => {
            format!("{cause} with `citecheck cache init {}`", path.display())
        }
        _ => cause.to_string(),
    }
}

/// Why there can be no fetcher, with the flag that a setting comes from.
pub fn no_fetcher(error: fetch::Error) -> anyhow::Error {
    const PROXIES: &str =
        "give --proxy, or mend the environment (http_proxy, https_proxy, all_proxy)";
    let of_proxies =
        matches!(&error, fetch::Error::Setting { setting, .. } if *setting == "proxies");
    let error = anyhow::Error::from(error);
    let error = if of_proxies {
        error.context(PROXIES)
    } else {
        error
    };
    error.context("cannot set up fetching")
}
