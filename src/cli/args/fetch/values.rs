//! Values of the flags of fetching, from text.

use std::net::IpAddr;
use std::time::Duration;

use citecheck::fetch::{Header, Proxies};
use citecheck::source::normalise;
use url::Url;

use crate::cli::args::units::{duration, for_host};

/// The proxy that was named, else those of the environment. `HTTP_PROXY` in capitals is not
/// looked at: in a CGI program a request could set it.
pub fn proxies(named: Option<&String>) -> Proxies {
    let env = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
    };
    let all = || env(&["all_proxy", "ALL_PROXY"]);
    match named {
        Some(proxy) => Proxies {
            http: Some(proxy.clone()),
            https: Some(proxy.clone()),
            except: None,
        },
        None => Proxies {
            http: env(&["http_proxy"]).or_else(all),
            https: env(&["https_proxy", "HTTPS_PROXY"]).or_else(all),
            except: env(&["no_proxy", "NO_PROXY"]),
        },
    }
}

/// A proxy's address, with or without its scheme.
pub fn proxy(text: &str) -> Result<String, String> {
    let with_scheme = if text.contains("://") {
        text.to_owned()
    } else {
        format!("http://{text}")
    };
    match Url::parse(&with_scheme) {
        Ok(url) if url.has_host() => Ok(text.to_owned()),
        _ => Err("it is no address such as http://proxy.example:3128".to_owned()),
    }
}

pub fn host_number(text: &str) -> Result<(Option<String>, usize), String> {
    for_host(text, |text| {
        text.trim()
            .parse()
            .ok()
            .filter(|number| *number > 0)
            .ok_or_else(|| format!("`{text}` is no number of requests"))
    })
}

pub fn host_duration(text: &str) -> Result<(Option<String>, Duration), String> {
    for_host(text, duration)
}

/// `NAME:VALUE`, or `HOST=NAME:VALUE` where the host may have a port.
pub fn header(text: &str) -> Result<Header, String> {
    let wrong = || format!("`{text}` is no header; write NAME:VALUE or HOST=NAME:VALUE");
    let with_port = text.split_once('=').filter(|(host, rest)| {
        let port = host.rsplit_once(':').map(|(_, port)| port);
        port.is_some_and(is_port) && rest.contains(':')
    });
    let (host, header) = match (with_port, text.split_once(':').ok_or_else(wrong)?) {
        (Some((host, header)), _) => (Some(host), header),
        (None, (before, _)) => match before.split_once('=') {
            Some((host, _)) => (Some(host), &text[host.len() + 1..]),
            None => (None, text),
        },
    };
    let (name, value) = header.split_once(':').ok_or_else(wrong)?;
    Ok(Header {
        host: host.map(|host| host.trim().to_ascii_lowercase()),
        name: name.trim().to_owned(),
        value: value.trim().to_owned(),
    })
}

fn is_port(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

pub fn web_address(text: &str) -> Result<Url, String> {
    normalise(text).map_err(|error| error.to_string())
}

pub fn fixed_address(text: &str) -> Result<(String, IpAddr), String> {
    text.split_once('=')
        .and_then(|(host, ip)| Some((host.to_ascii_lowercase(), ip.parse().ok()?)))
        .ok_or_else(|| format!("`{text}` is not HOST=IP"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_for_all_hosts_or_for_one() {
        let parts = |text| {
            let header = header(text).unwrap();
            (header.host, header.name, header.value)
        };
        let of = |host: Option<&str>, name: &str, value: &str| {
            (host.map(str::to_owned), name.to_owned(), value.to_owned())
        };
        assert_eq!(
            parts("Accept-Language: de"),
            of(None, "Accept-Language", "de")
        );
        assert_eq!(
            parts("News.example=Cookie: a=b; c=d:e"),
            of(Some("news.example"), "Cookie", "a=b; c=d:e")
        );
        assert_eq!(
            parts("127.0.0.1:8080=X-Key:1"),
            of(Some("127.0.0.1:8080"), "X-Key", "1")
        );
        assert_eq!(parts("X-Key:80=1"), of(None, "X-Key", "80=1"));
        assert!(header("Accept-Language").is_err());
    }
}
