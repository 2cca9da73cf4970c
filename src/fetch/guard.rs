//! The address guard: claims files arrive in pull requests, and must not make us read what only we
//! can reach.
//!
//! Names are resolved here, and only addresses that pass are handed on, so that what is checked is
//! what is connected to and a name that changes its mind gains nothing. Addresses that are written
//! as numbers never get to a resolver; [`Guard::check`] looks at them before each request, those
//! after a redirect included.

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::task::spawn_blocking;
use url::{Host, Url};

use crate::source::{Reason, Unavailable};

/// Finds the addresses of a name. It may take its time: it is asked from a thread that may wait.
pub trait Resolver: Send + Sync {
    /// The addresses of `name`.
    ///
    /// # Errors
    /// The name has none, or nobody can be asked.
    fn resolve(&self, name: &str) -> io::Result<Vec<IpAddr>>;
}

/// What the system says: its hosts file, then DNS.
#[derive(Clone, Copy, Debug)]
pub struct System;

impl Resolver for System {
    fn resolve(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        Ok((name, 0)
            .to_socket_addrs()?
            .map(|address| address.ip())
            .collect())
    }
}

/// Decides which addresses may be connected to.
#[derive(Clone)]
pub struct Guard {
    allow_private: bool,
    resolver: Arc<dyn Resolver>,
    fixed: Arc<BTreeMap<String, Vec<IpAddr>>>,
    /// Names of proxies: the user chose them, wherever they stand.
    trusted: Arc<Vec<String>>,
}

/// An address that was refused, as the cause of a failed connection.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub struct Forbidden(pub String);

/// What an address is, when it is not on the public internet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Special {
    /// Refused unless private networks are allowed.
    Private(&'static str),
    /// Refused always.
    Never(&'static str),
}

impl Guard {
    pub fn new(
        allow_private: bool,
        resolver: Arc<dyn Resolver>,
        fixed: BTreeMap<String, Vec<IpAddr>>,
        trusted: Vec<String>,
    ) -> Self {
        Self {
            allow_private,
            resolver,
            fixed: Arc::new(fixed),
            trusted: Arc::new(trusted),
        }
    }

    /// Looks at an address before it is asked for: its scheme, and its host where that is a number
    /// or a name that means this machine.
    pub fn check(&self, url: &Url) -> Result<(), Unavailable> {
        let refuse = |why: String| Err(Unavailable::new(Reason::ForbiddenAddress, why));
        if !matches!(url.scheme(), "http" | "https") {
            return refuse(format!("`{}:` addresses are not read", url.scheme()));
        }
        let refused = match url.host() {
            None => return refuse("the address names no host".into()),
            Some(Host::Ipv4(ip)) => self.refuses(ip.into()),
            Some(Host::Ipv6(ip)) => self.refuses(ip.into()),
            Some(Host::Domain(name)) => (is_local_name(name) && !self.allow_private)
                .then(|| format!("{name} is this machine (allow it with --allow-private-network)")),
        };
        refused.map_or(Ok(()), refuse)
    }

    /// Why `ip` may not be connected to.
    fn refuses(&self, ip: IpAddr) -> Option<String> {
        match special(ip)? {
            Special::Never(what) => Some(format!("{ip} is {what}")),
            Special::Private(_) if self.allow_private => None,
            Special::Private(what) => Some(format!(
                "{ip} is {what} (allow it with --allow-private-network)"
            )),
        }
    }

    /// Of the addresses of `name`, those that may be connected to.
    fn allowed(&self, name: &str, found: Vec<IpAddr>) -> Result<Vec<IpAddr>, Forbidden> {
        if self.trusted.iter().any(|trusted| trusted == name) {
            return Ok(found);
        }
        let mut refused = None;
        let allowed: Vec<IpAddr> = found
            .into_iter()
            .filter(|ip| {
                let why = self.refuses(*ip);
                let pass = why.is_none();
                refused = why.or(refused.take());
                pass
            })
            .collect();
        match (allowed.is_empty(), refused) {
            (true, Some(why)) => Err(Forbidden(format!("{name} is at {why}"))),
            _ => Ok(allowed),
        }
    }
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = self.clone();
        Box::pin(async move {
            let name = name.as_str();
            let found = if let Some(fixed) = guard.fixed.get(name) {
                fixed.clone()
            } else {
                let (resolver, name) = (Arc::clone(&guard.resolver), name.to_owned());
                spawn_blocking(move || resolver.resolve(&name)).await??
            };
            let allowed = guard
                .allowed(name, found)
                .map_err(|forbidden| Box::new(forbidden) as Box<dyn StdError + Send + Sync>)?;
            // Port 0 stands for the port of the address asked for.
            let addresses = allowed.into_iter().map(|ip| SocketAddr::new(ip, 0));
            Ok(Box::new(addresses) as Addrs)
        })
    }
}

/// `localhost` and the names below it (RFC 6761, 6.3).
fn is_local_name(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    name == "localhost" || name.ends_with(".localhost")
}

fn special(ip: IpAddr) -> Option<Special> {
    match ip {
        IpAddr::V4(ip) => special_v4(ip),
        IpAddr::V6(ip) => special_v6(ip),
    }
}

/// IANA's registry of special-purpose IPv4 addresses, and the places where clouds answer questions
/// about the machine that asks.
fn special_v4(ip: Ipv4Addr) -> Option<Special> {
    use Special::{Never, Private};
    let metadata = [
        Ipv4Addr::new(100, 100, 100, 200), // Alibaba Cloud
        Ipv4Addr::new(168, 63, 129, 16),   // Azure
        Ipv4Addr::new(192, 0, 0, 192),     // Oracle Cloud
    ];
    if metadata.contains(&ip) {
        return Some(Never("a cloud's metadata address"));
    }
    match ip.octets() {
        [169, 254, ..] => Some(Never("link-local, where clouds keep their metadata")),
        [0, ..] => Some(Private("unspecified")),
        [10, ..] | [192, 168, ..] | [172, 16..=31, ..] => Some(Private("private")),
        [100, 64..=127, ..] => Some(Private("behind a carrier's translation")),
        [127, ..] => Some(Private("loopback")),
        [192, 0, 0 | 2, _] | [198, 18..=19, ..] | [198, 51, 100, _] | [203, 0, 113, _] => {
            Some(Private("reserved for tests and documentation"))
        }
        [224..=239, ..] => Some(Private("multicast")),
        [240..=255, ..] => Some(Private("reserved")),
        _ => None,
    }
}

/// IANA's registry of special-purpose IPv6 addresses. Forms that carry an IPv4 address are judged
/// by it, since that is where the packets go.
fn special_v6(ip: Ipv6Addr) -> Option<Special> {
    use Special::{Never, Private};
    let segments = ip.segments();
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        special_v4(Ipv4Addr::new(a, b, c, d))
    };
    match segments {
        // The metadata service of AWS.
        [0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254] => Some(Never("a cloud's metadata address")),
        [0, 0, 0, 0, 0, 0, 0, 0] => Some(Private("unspecified")),
        [0, 0, 0, 0, 0, 0, 0, 1] => Some(Private("loopback")),
        // IPv4-mapped, IPv4-compatible, and translated by NAT64 (RFC 6052).
        [0, 0, 0, 0, 0, 0xffff | 0, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            v4(high, low)
        }
        [0x64, 0xff9b, 1, ..] => Some(Private("translated on this network only")),
        // 6to4 (RFC 3056).
        [0x2002, high, low, ..] => v4(high, low),
        [0x2001, 0, ..] => Some(Private("a Teredo tunnel")),
        [0x2001, 0xdb8, ..] | [0x3fff, 0..=0x0fff, ..] => {
            Some(Private("reserved for documentation"))
        }
        [0x100, 0, 0, 0, ..] => Some(Private("a sink")),
        [0xfc00..=0xfdff, ..] => Some(Private("private")),
        [0xfe80..=0xfebf, ..] => Some(Never("link-local")),
        [0xfec0..=0xfeff, ..] => Some(Private("site-local")),
        [0xff00..=0xffff, ..] => Some(Private("multicast")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard(allow_private: bool) -> Guard {
        Guard::new(allow_private, Arc::new(System), BTreeMap::new(), Vec::new())
    }

    fn passes(guard: &Guard, address: &str) -> bool {
        guard.check(&Url::parse(address).unwrap()).is_ok()
    }

    #[test]
    fn public_addresses_pass() {
        for address in [
            "https://news.example/",
            "http://93.184.216.34/",
            "http://[2606:2800:220:1:248:1893:25c8:1946]/",
            "http://[64:ff9b::5db8:d822]/",
            "http://[::ffff:93.184.216.34]/",
        ] {
            assert!(passes(&guard(false), address), "{address}");
        }
    }

    #[test]
    fn private_addresses_pass_only_when_allowed() {
        for address in [
            "http://localhost/",
            "http://a.localhost./",
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0.0.0.0/",
            "http://10.1.2.3/",
            "http://172.31.0.1/",
            "http://192.168.1.1/",
            "http://100.64.0.1/",
            "http://224.0.0.1/",
            "http://[::]/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[64:ff9b::7f00:1]/",
            "http://[2002:7f00:1::]/",
            "http://[fd12::1]/",
            "http://[ff02::1]/",
        ] {
            assert!(!passes(&guard(false), address), "{address}");
            assert!(passes(&guard(true), address), "{address}");
        }
    }

    #[test]
    fn link_local_and_metadata_addresses_never_pass() {
        for address in [
            "http://169.254.169.254/latest/meta-data/",
            "http://[::ffff:169.254.169.254]/",
            "http://[64:ff9b::a9fe:a9fe]/",
            "http://[fe80::1]/",
            "http://[fd00:ec2::254]/",
            "http://100.100.100.200/",
            "http://168.63.129.16/",
        ] {
            assert!(!passes(&guard(true), address), "{address}");
        }
    }

    #[test]
    fn of_a_name_with_several_addresses_only_the_public_ones_are_used() {
        let public: IpAddr = "93.184.216.34".parse().unwrap();
        let private: IpAddr = "10.0.0.1".parse().unwrap();
        let guard = guard(false);
        assert_eq!(guard.allowed("a", vec![private, public]).unwrap(), [public]);
        assert!(guard.allowed("a", vec![private]).is_err());
        assert!(guard.allowed("a", vec![]).unwrap().is_empty());
    }
}
