//! Every setting of the fetcher, as plain values.

use std::collections::BTreeMap;
use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use url::Url;

/// A setting that holds for all hosts, save those that have a value of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PerHost<T> {
    /// The value for all hosts.
    pub all: T,
    /// Values of single hosts, by name, with `:port` where the address has one.
    pub by_host: BTreeMap<String, T>,
}

impl<T: Copy> PerHost<T> {
    /// The same value for all hosts.
    pub const fn new(all: T) -> Self {
        Self {
            all,
            by_host: BTreeMap::new(),
        }
    }

    /// Sets the value of one host, or of all of them, which forgets those of single hosts.
    pub fn set(&mut self, host: Option<&str>, value: T) {
        match host {
            Some(host) => {
                self.by_host.insert(host.to_owned(), value);
            }
            None => *self = Self::new(value),
        }
    }

    /// The value for a host.
    pub fn of(&self, host: &str) -> T {
        self.by_host.get(host).copied().unwrap_or(self.all)
    }
}

/// A header that is sent along.
#[derive(Clone, PartialEq, Eq)]
pub struct Header {
    /// The one host that gets it, with `:port` where the address has one; `None` for all hosts.
    pub host: Option<String>,
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl fmt::Debug for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The value may be a secret.
        f.debug_struct("Header")
            .field("host", &self.host)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// The proxies to connect through. They are asked wherever they stand. A proxy resolves names itself;
/// the guard looks at what a name stands for here, and trusts the proxy with names that nobody here
/// knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies {
    /// For `http` addresses.
    pub http: Option<String>,
    /// For `https` addresses.
    pub https: Option<String>,
    /// Hosts that are reached directly, in the syntax of `NO_PROXY`.
    pub except: Option<String>,
}

/// Settings of a [`Fetcher`](super::Fetcher).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The `User-Agent`.
    pub user_agent: String,
    /// Further headers.
    pub headers: Vec<Header>,
    /// Proxies.
    pub proxies: Proxies,
    /// Requests under way at once, at least 1.
    pub max_concurrency: usize,
    /// The same for one host, at least 1.
    pub host_concurrency: PerHost<usize>,
    /// Least time between the starts of two requests to one host.
    pub host_interval: PerHost<Duration>,
    /// Longest time for one try of an address of that host, redirects and body included; waiting
    /// for a turn is not counted.
    pub timeout: PerHost<Duration>,
    /// Longest time to connect.
    pub connect_timeout: Duration,
    /// Longest time without a byte.
    pub idle_timeout: Duration,
    /// Largest body, in bytes, after decompression; at most [`cache::MAX_BODY`](crate::cache::MAX_BODY).
    pub max_size: u64,
    /// Redirects followed for one address.
    pub max_redirects: usize,
    /// Tries after the first that failed in a way that may pass.
    pub retries: u32,
    /// Longest wait before the first retry; it doubles with each one. The wait is drawn at random
    /// between zero and that ("full jitter"), so that tries don't come in waves.
    pub backoff: Duration,
    /// Longest wait that a server may ask for with `Retry-After`. One that asks for more is not
    /// tried again.
    pub retry_after_max: Duration,
    /// Whether robots.txt is obeyed.
    pub robots: PerHost<bool>,
    /// Whether loopback, private and other addresses that are not on the public internet may be
    /// read. Link-local addresses, where clouds keep their metadata, never are.
    pub allow_private_network: bool,
    /// The availability interface of an archive that is asked for pages that can't be got; for the
    /// Wayback Machine that is [`WAYBACK`](super::WAYBACK).
    pub archive: Option<Url>,
    /// Addresses of names, instead of what DNS says. The guard looks at these too.
    pub resolve: BTreeMap<String, Vec<IpAddr>>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            user_agent: user_agent(None),
            headers: Vec::new(),
            proxies: Proxies::default(),
            max_concurrency: 64,
            host_concurrency: PerHost::new(4),
            host_interval: PerHost::new(Duration::from_millis(100)),
            timeout: PerHost::new(Duration::from_secs(30)),
            connect_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(15),
            max_size: 20 << 20,
            max_redirects: 10,
            retries: 3,
            backoff: Duration::from_millis(500),
            retry_after_max: Duration::from_mins(1),
            robots: PerHost::new(true),
            allow_private_network: false,
            archive: None,
            resolve: BTreeMap::new(),
        }
    }
}

/// The name under which robots.txt may address us (RFC 9309, 2.2.1), and which begins our
/// `User-Agent`.
pub const PRODUCT: &str = "citecheck";

/// The honest `User-Agent`: what we are, and how to reach who runs it (an address of a page, or of
/// mail).
pub fn user_agent(contact: Option<&str>) -> String {
    let version = env!("CARGO_PKG_VERSION");
    match contact {
        Some(contact) => format!("{PRODUCT}/{version} (+{contact})"),
        None => format!("{PRODUCT}/{version}"),
    }
}
