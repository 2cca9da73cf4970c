//! Flags of fetching, then environment, then settings, then defaults.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, anyhow, bail};
use citecheck::fetch::{Fetcher, Header, Options, PerHost, Policy, WAYBACK, user_agent};
use citecheck::limits::CI_TIME;
use clap::ValueEnum as _;
use url::Url;

use super::setup::{Setup, until};
use super::{Archive, FetchArgs};
use crate::cli::args::fetch::values::{header, proxies, web_address};
use crate::cli::args::settings::Loaded;
use crate::cli::args::units::{duration, some_bytes, some_time};
use crate::cli::guide::no_fetcher;
use crate::cli::output;

impl FetchArgs {
    /// Flags, then environment, then settings, then defaults.
    pub fn resolve(&self, loaded: &Loaded) -> anyhow::Result<Setup> {
        let settings = &loaded.settings.fetch;
        if self.offline == Some(true) && self.refresh == Some(true) {
            bail!("--offline asks for no page and --refresh for every one: leave one of them out");
        }
        let max_time = self.max_time(loaded)?;
        let policy = Policy {
            offline: self.offline.or(settings.offline).unwrap_or(false),
            refresh: self.refresh.or(settings.refresh).unwrap_or(false),
            max_age: pick(self.max_age, settings.max_age.as_deref(), duration)
                .context("fetch.max-age")?,
            until: until(max_time),
        };
        let max_size = pick(self.max_size, settings.max_size.as_deref(), some_bytes)
            .context("fetch.max-size")?
            .unwrap_or(Options::default().max_size);
        let fetcher = if policy.offline {
            None
        } else {
            let options = Options {
                max_size,
                ..self.options(loaded)?
            };
            let fetcher = Fetcher::new(options).map_err(no_fetcher)?;
            Some(Arc::new(fetcher))
        };
        Ok(Setup {
            cache: self.cache.open(loaded)?,
            policy,
            fetcher,
            max_size,
            max_time,
        })
    }

    /// How long the run may take: as the flag says, and where a settings file says it no longer than
    /// the default.
    fn max_time(&self, loaded: &Loaded) -> anyhow::Result<Option<Duration>> {
        let default = output::in_ci().then_some(CI_TIME);
        if self.max_time.is_some() {
            return Ok(self.max_time);
        }
        let setting = loaded.settings.fetch.max_time.as_deref();
        let setting = pick(None, setting, some_time).context("fetch.max-time")?;
        Ok(setting.into_iter().chain(default).min())
    }

    fn options(&self, loaded: &Loaded) -> anyhow::Result<Options> {
        let settings = &loaded.settings.fetch;
        let default = Options::default();
        let contact = self.contact.as_ref().or(settings.contact.as_ref());
        let agent = self.user_agent.as_ref().or(settings.user_agent.as_ref());
        let ignore_robots = self.ignore_robots.or(settings.ignore_robots);
        let mut options = Options {
            user_agent: agent
                .cloned()
                .unwrap_or_else(|| user_agent(contact.map(String::as_str))),
            proxies: proxies(self.proxy.as_ref().or(settings.proxy.as_ref())),
            max_concurrency: some(self.max_concurrency.or(settings.max_concurrency))
                .context("fetch.max-concurrency")?
                .unwrap_or(default.max_concurrency),
            host_concurrency: PerHost::new(
                some(settings.host_concurrency)
                    .context("fetch.host-concurrency")?
                    .unwrap_or(default.host_concurrency.all),
            ),
            host_interval: PerHost::new(
                pick(None, settings.host_interval.as_deref(), duration)
                    .context("fetch.host-interval")?
                    .unwrap_or(default.host_interval.all),
            ),
            timeout: PerHost::new(
                pick(self.timeout, settings.timeout.as_deref(), some_time)
                    .context("fetch.timeout")?
                    .unwrap_or(default.timeout.all),
            ),
            connect_timeout: pick(
                self.connect_timeout,
                settings.connect_timeout.as_deref(),
                some_time,
            )
            .context("fetch.connect-timeout")?
            .unwrap_or(default.connect_timeout),
            idle_timeout: pick(
                self.idle_timeout,
                settings.idle_timeout.as_deref(),
                some_time,
            )
            .context("fetch.idle-timeout")?
            .unwrap_or(default.idle_timeout),
            retries: self.retries.or(settings.retries).unwrap_or(default.retries),
            robots: PerHost::new(!ignore_robots.unwrap_or(false)),
            allow_private_network: self
                .allow_private_network
                .or(settings.allow_private_network)
                .unwrap_or(false),
            archive: self.archive(loaded)?,
            ..default
        };
        host_settings(loaded, &mut options)?;
        self.host_flags(&mut options);
        Ok(options)
    }

    /// The interface of the archive to ask, if one is to be asked.
    fn archive(&self, loaded: &Loaded) -> anyhow::Result<Option<Url>> {
        let settings = &loaded.settings.fetch;
        let named = |text: &str| Archive::from_str(text, false);
        let archive = pick(self.archive, settings.archive.as_deref(), named);
        if archive.context("fetch.archive")? != Some(Archive::Wayback) {
            return Ok(None);
        }
        let address = self.archive_url.clone();
        pick(address, settings.archive_url.as_deref(), web_address)
            .context("fetch.archive-url")?
            .map_or_else(|| web_address(WAYBACK).map_err(|why| anyhow!(why)), Ok)
            .map(Some)
    }

    /// Flags that may be for one host go before every setting; the last one wins.
    fn host_flags(&self, options: &mut Options) {
        for (host, value) in &self.host_concurrency {
            options.host_concurrency.set(host.as_deref(), *value);
        }
        for (host, value) in &self.host_interval {
            options.host_interval.set(host.as_deref(), *value);
        }
        if let Some(timeout) = self.timeout {
            options.timeout = PerHost::new(timeout);
        }
        if let Some(ignore) = self.ignore_robots {
            options.robots = PerHost::new(!ignore);
        }
        options.headers.extend(self.header.iter().cloned());
        for (host, ip) in &self.resolve {
            options.resolve.entry(host.clone()).or_default().push(*ip);
        }
    }
}

/// The sections `[host."…"]` of the settings.
fn host_settings(loaded: &Loaded, options: &mut Options) -> anyhow::Result<()> {
    for (host, settings) in &loaded.settings.host {
        let section = |key: &str| format!("host.\"{host}\".{key}");
        let value = some(settings.concurrency).with_context(|| section("concurrency"))?;
        if let Some(value) = value {
            options.host_concurrency.set(Some(host), value);
        }
        if let Some(text) = &settings.interval {
            let value = duration(text).map_err(|why| anyhow!(why));
            let value = value.with_context(|| section("interval"))?;
            options.host_interval.set(Some(host), value);
        }
        if let Some(text) = &settings.timeout {
            let value = some_time(text).map_err(|why| anyhow!(why));
            options
                .timeout
                .set(Some(host), value.with_context(|| section("timeout"))?);
        }
        if let Some(ignore) = settings.ignore_robots {
            options.robots.set(Some(host), !ignore);
        }
        for text in settings.headers.iter().flatten() {
            let mut parsed = header(text).map_err(|why| anyhow!(why));
            if let Ok(header) = &mut parsed {
                header.host = Some(host.clone());
            }
            options
                .headers
                .push(parsed.with_context(|| section("headers"))?);
        }
        if let Some(cookie) = &settings.cookie {
            options.headers.push(Header {
                host: Some(host.clone()),
                name: "cookie".into(),
                value: cookie.clone(),
            });
        }
    }
    Ok(())
}

/// A number of requests, of which there is at least one.
fn some(number: Option<usize>) -> anyhow::Result<Option<usize>> {
    match number {
        Some(0) => Err(anyhow!("it is at least 1")),
        number => Ok(number),
    }
}

/// A flag, else a setting as text.
fn pick<T>(
    flag: Option<T>,
    setting: Option<&str>,
    parse: impl Fn(&str) -> Result<T, String>,
) -> anyhow::Result<Option<T>> {
    match (flag, setting) {
        (Some(value), _) => Ok(Some(value)),
        (None, Some(text)) => parse(text).map(Some).map_err(|why| anyhow!(why)),
        (None, None) => Ok(None),
    }
}
