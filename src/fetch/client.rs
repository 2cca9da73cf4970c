//! The HTTP client: what it is set up with, and which addresses it may be sent to.

use std::sync::Arc;

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::dns::Resolve;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect;
use tokio::sync::Semaphore;
use url::Url;

use super::guard::{Guard, Resolver, ToProxies};
use super::options::{Options, Proxies};
use crate::cache::MAX_BODY;
use crate::fetch::politeness::hosts::{self, Hosts};
use crate::source::Unavailable;

/// What we can read, best first.
const ACCEPT: &str = "text/html, application/xhtml+xml, application/pdf;q=0.9, \
                      text/markdown;q=0.9, text/plain;q=0.8, */*;q=0.1";

/// Header lines taken in one answer; hyper's own limit is 100, which large sites exceed.
const MAX_HEADERS: usize = 256;

/// Bytes of headers taken in one answer over HTTP/2.
const MAX_HEADER_BYTES: u32 = 256 << 10;

/// Why there can be no fetcher.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A setting can't be used.
    #[error("{setting}: {why}")]
    Setting {
        /// Which, by its name in [`Options`].
        setting: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// The HTTP client can't be set up; mostly for want of root certificates.
    #[error("cannot set up HTTPS (are root certificates installed?)")]
    Client(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The machinery that runs requests can't be set up.
    #[error("cannot start fetching")]
    Runtime(#[source] std::io::Error),
}

/// The way to the web: who may be asked, how many at once, by which client and with which headers.
pub struct Web {
    /// Connects to the hosts of addresses, as the guard allows.
    direct: reqwest::Client,
    /// Tells which addresses a proxy asks for in our place, and connects to the proxies alone.
    proxied: Option<(Matcher, reqwest::Client)>,
    pub(super) options: Options,
    pub(super) guard: Guard,
    pub(super) hosts: Hosts,
    /// Requests that may be under way.
    pub(super) requests: Semaphore,
    /// `options.headers`, parsed, with the host that gets each.
    headers: Vec<(Option<String>, HeaderName, HeaderValue)>,
}

impl Web {
    /// Opens no socket.
    pub fn new(options: Options, resolver: Arc<dyn Resolver>) -> Result<Self, Error> {
        let setting = |setting, why: String| Error::Setting { setting, why };
        if options.max_size > MAX_BODY {
            return Err(setting("max_size", format!("more than {MAX_BODY} bytes")));
        }
        let headers = parse_headers(&options).map_err(|why| setting("headers", why))?;
        check_proxies(&options.proxies).map_err(|why| setting("proxies", why))?;
        let guard = Guard::new(
            options.allow_private_network,
            resolver,
            options.resolve.clone(),
        );
        Ok(Self {
            direct: client(&options, guard.clone()).build().map_err(no_client)?,
            proxied: proxied(&options, &guard).map_err(no_client)?,
            hosts: Hosts::new(&options),
            requests: Semaphore::new(options.max_concurrency.clamp(1, Semaphore::MAX_PERMITS)),
            guard,
            headers,
            options,
        })
    }

    /// Looks whether `url` may be asked for, by us or by a proxy.
    pub(super) async fn check(&self, url: &Url) -> Result<(), Unavailable> {
        self.guard.check(url)?;
        if self.proxy_for(url).is_some() {
            self.guard.check_proxied(url).await?;
        }
        Ok(())
    }

    /// The client that asks a proxy for `url`, if one is to be asked.
    fn proxy_for(&self, url: &Url) -> Option<&reqwest::Client> {
        let (matcher, client) = self.proxied.as_ref()?;
        let uri = url.as_str().parse().ok()?;
        matcher.intercept(&uri).map(|_| client)
    }

    /// A request for `url`, with the headers that its host gets.
    pub(super) fn request(&self, url: &Url) -> reqwest::RequestBuilder {
        let host = hosts::name(url);
        let mut headers = HeaderMap::new();
        for (only, name, value) in &self.headers {
            if only.as_ref().is_none_or(|only| *only == host) {
                headers.append(name, value.clone());
            }
        }
        let client = self.proxy_for(url).unwrap_or(&self.direct);
        client.get(url.clone()).headers(headers)
    }
}

fn no_client(error: reqwest::Error) -> Error {
    Error::Client(Box::new(error))
}

/// A client without proxies, which are taken from the options alone, so that a run doesn't depend on
/// its environment.
fn client(options: &Options, resolver: impl Resolve + 'static) -> reqwest::ClientBuilder {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // It fails only where another thread was quicker, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
    let mut headers = HeaderMap::new();
    headers.insert("accept", HeaderValue::from_static(ACCEPT));
    // As many connections are kept as one host may have requests under way.
    let hosts = &options.host_concurrency;
    let idle = hosts.by_host.values().fold(hosts.all, |a, b| a.max(*b));
    reqwest::Client::builder()
        .user_agent(&options.user_agent)
        .default_headers(headers)
        .redirect(redirect::Policy::none())
        .connect_timeout(options.connect_timeout)
        .read_timeout(options.idle_timeout)
        .pool_max_idle_per_host(idle)
        .http1_max_headers(MAX_HEADERS)
        .http2_max_header_list_size(MAX_HEADER_BYTES)
        .retry(reqwest::retry::never())
        .dns_resolver(Arc::new(resolver))
        .no_proxy()
}

/// The client for what goes through proxies, and what tells what that is.
fn proxied(
    options: &Options,
    guard: &Guard,
) -> Result<Option<(Matcher, reqwest::Client)>, reqwest::Error> {
    let Proxies {
        http,
        https,
        except,
    } = &options.proxies;
    if http.is_none() && https.is_none() {
        return Ok(None);
    }
    let mut matcher = Matcher::builder();
    let mut builder = client(options, ToProxies(guard.clone()));
    if let Some(proxy) = http {
        matcher = matcher.http(proxy);
        builder = builder.proxy(reqwest::Proxy::http(proxy)?);
    }
    if let Some(proxy) = https {
        matcher = matcher.https(proxy);
        builder = builder.proxy(reqwest::Proxy::https(proxy)?);
    }
    if let Some(except) = except {
        matcher = matcher.no(except);
    }
    Ok(Some((matcher.build(), builder.build()?)))
}

fn parse_headers(
    options: &Options,
) -> Result<Vec<(Option<String>, HeaderName, HeaderValue)>, String> {
    let parse = |header: &super::Header| {
        let name = HeaderName::try_from(&header.name)
            .map_err(|_| format!("`{}` is no name of a header", header.name))?;
        let mut value = HeaderValue::try_from(&header.value)
            .map_err(|_| format!("the value of `{name}` has characters that no header has"))?;
        value.set_sensitive(true);
        let secret = matches!(name.as_str(), "cookie" | "authorization");
        if secret && header.host.is_none() {
            return Err(format!(
                "`{name}` would go to every host: name the one it is for"
            ));
        }
        Ok((header.host.clone(), name, value))
    };
    options.headers.iter().map(parse).collect()
}

/// Looks whether the proxies' addresses are such.
fn check_proxies(proxies: &Proxies) -> Result<(), String> {
    for address in [&proxies.http, &proxies.https].into_iter().flatten() {
        let with_scheme = if address.contains("://") {
            address.clone()
        } else {
            format!("http://{address}")
        };
        let url = Url::parse(&with_scheme);
        if !url.is_ok_and(|url| url.has_host() && matches!(url.scheme(), "http" | "https")) {
            // Not shown, for it may hold a password.
            return Err("one is no address such as http://proxy.example:3128".to_owned());
        }
    }
    Ok(())
}
