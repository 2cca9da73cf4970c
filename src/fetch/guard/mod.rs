//! The address guard: claims files arrive in pull requests, and must not make us read what only we
//! can reach.
//!
//! Names are resolved here, and only addresses that pass are handed on, so that what is checked is
//! what is connected to and a name that changes its mind gains nothing. Addresses that are written
//! as numbers never get to a resolver; [`Guard::check`] looks at them before each request, those
//! after a redirect included. Where a proxy connects in our place, [`Guard::check_proxied`] looks at
//! what the name stands for here.

mod special;

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::task::spawn_blocking;
use tokio::time::timeout;
use url::{Host, Url};

use crate::source::{Reason, Unavailable};
use special::{Special, special};

/// Longest wait for what a name stands for, where a proxy resolves it anyway: behind a proxy there
/// may be no name server.
const LOOK_UP: Duration = Duration::from_secs(2);

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
}

/// Finds the addresses of proxies: the user chose them, wherever they stand. For a client that
/// connects to nothing else.
#[derive(Clone)]
pub struct ToProxies(pub Guard);

/// An address that was refused, as the cause of a failed connection.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub struct Forbidden(pub String);

impl Guard {
    pub fn new(
        allow_private: bool,
        resolver: Arc<dyn Resolver>,
        fixed: BTreeMap<String, Vec<IpAddr>>,
    ) -> Self {
        Self {
            allow_private,
            resolver,
            fixed: Arc::new(fixed),
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
                .then(|| format!("{name} is this machine")),
        };
        refused.map_or(Ok(()), refuse)
    }

    /// Looks at an address that a proxy is to ask for, besides [`check`](Self::check): at what its name
    /// stands for here, and where nobody here can say, at the name itself. The proxy may know another
    /// answer, and is trusted with that.
    pub async fn check_proxied(&self, url: &Url) -> Result<(), Unavailable> {
        let Some(Host::Domain(name)) = url.host() else {
            return Ok(());
        };
        let refuse = |why: String| Err(Unavailable::new(Reason::ForbiddenAddress, why));
        match timeout(LOOK_UP, self.find(name)).await {
            Ok(Ok(found)) if !found.is_empty() => match self.allowed(name, found) {
                Ok(_) => Ok(()),
                Err(Forbidden(why)) => refuse(why),
            },
            _ if is_inner_name(name) && !self.allow_private => {
                refuse(format!("{name} is a name of this network"))
            }
            _ => Ok(()),
        }
    }

    /// The addresses of `name`.
    async fn find(&self, name: &str) -> Result<Vec<IpAddr>, Box<dyn StdError + Send + Sync>> {
        // A name and the same with the dot of the root are one.
        if let Some(fixed) = self.fixed.get(name.trim_end_matches('.')) {
            return Ok(fixed.clone());
        }
        let (resolver, name) = (Arc::clone(&self.resolver), name.to_owned());
        Ok(spawn_blocking(move || resolver.resolve(&name)).await??)
    }

    /// Why `ip` may not be connected to.
    fn refuses(&self, ip: IpAddr) -> Option<String> {
        match special(ip)? {
            Special::Private(_) if self.allow_private => None,
            Special::Never(what) | Special::Private(what) => Some(format!("{ip} is {what}")),
        }
    }

    /// Of the addresses of `name`, those that may be connected to.
    fn allowed(&self, name: &str, found: Vec<IpAddr>) -> Result<Vec<IpAddr>, Forbidden> {
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
            let found = guard.find(name.as_str()).await?;
            let allowed = guard
                .allowed(name.as_str(), found)
                .map_err(|forbidden| Box::new(forbidden) as Box<dyn StdError + Send + Sync>)?;
            Ok(addresses(allowed))
        })
    }
}

impl Resolve for ToProxies {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = self.0.clone();
        Box::pin(async move { Ok(addresses(guard.find(name.as_str()).await?)) })
    }
}

/// Port 0 stands for the port of the address asked for.
fn addresses(ips: Vec<IpAddr>) -> Addrs {
    Box::new(ips.into_iter().map(|ip| SocketAddr::new(ip, 0)))
}

/// `localhost` and the names below it (RFC 6761, 6.3).
fn is_local_name(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    name == "localhost" || name.ends_with(".localhost")
}

/// Names that no public name server answers for: of one label, and below the domains that are set
/// aside for private networks (RFC 6761, RFC 6762, RFC 8375; ICANN's resolutions on `internal`, and
/// on `corp`, `home` and `mail`), or are used so.
fn is_inner_name(name: &str) -> bool {
    const TOPS: [&str; 9] = [
        "corp",
        "home",
        "internal",
        "intranet",
        "lan",
        "local",
        "localdomain",
        "mail",
        "private",
    ];
    let name = name.strip_suffix('.').unwrap_or(name);
    let mut labels = name.rsplit('.');
    match (labels.next(), labels.next()) {
        (Some("arpa"), Some("home")) | (_, None) => true,
        (top, _) => is_local_name(name) || top.is_some_and(|top| TOPS.contains(&top)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard(allow_private: bool) -> Guard {
        Guard::new(allow_private, Arc::new(System), BTreeMap::new())
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
