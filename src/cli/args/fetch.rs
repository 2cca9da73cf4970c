//! Flags and settings of fetching, resolved once into what the library takes.

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anstyle::{AnsiColor, Style};
use anyhow::{Context as _, anyhow, bail};
use citecheck::cache::Cache;
use citecheck::extract::pdf::Reader;
use citecheck::fetch::{Fetcher, Header, Options, PerHost, Policy, WAYBACK, user_agent};
use citecheck::files::Fence;
use citecheck::library::Access;
use citecheck::limits::CI_TIME;
use citecheck::source::Unavailable;
use clap::ValueEnum as _;
use url::Url;

use crate::cli::args::fetch_values::{
    fixed_address, header, host_duration, host_number, proxies, proxy, web_address,
};
use crate::cli::args::settings::Loaded;
use crate::cli::args::units::{at_least_one, duration, some_bytes, some_time};
use crate::cli::guide::no_fetcher;
use crate::cli::output;
use crate::cli::pdf;

const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// Which folder is the cache: a flag of every command that has one.
#[derive(clap::Args, Debug, Default)]
pub struct CacheArg {
    /// Folder of the snapshots [default: cache/ beside the nearest citecheck.toml, else here].
    #[arg(
        long,
        value_name = "DIR",
        env = "CITECHECK_CACHE",
        hide_env = true,
        help_heading = "Fetching"
    )]
    pub cache: Option<PathBuf>,
}

impl CacheArg {
    /// The cache that the flag names, else the settings, else `cache/`.
    pub fn open(&self, loaded: &Loaded) -> anyhow::Result<Cache> {
        let dir = match (&self.cache, &loaded.settings.fetch.cache) {
            (Some(dir), _) => {
                Fence::of_chosen(dir)?
                    .admit(dir)
                    .context("--cache cannot be used")?;
                dir.clone()
            }
            (None, Some(dir)) => loaded.inside("fetch.cache", dir)?,
            (None, None) => loaded.inside("fetch.cache", "cache")?,
        };
        Cache::open(dir).context("cannot open the cache")
    }
}

/// What each flag means stands in `docs/fetching.md`; those that few need show in `--help` alone.
#[derive(clap::Args, Debug, Default)]
#[command(next_help_heading = "Fetching")]
pub struct FetchArgs {
    #[command(flatten)]
    pub cache: CacheArg,
    /// Open no socket: what the cache lacks is unavailable.
    #[arg(long, env = "CITECHECK_OFFLINE", hide_env = true, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL")]
    offline: Option<bool>,
    /// Ask for every page, also those in the cache.
    #[arg(long, env = "CITECHECK_REFRESH", hide_env = true, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL")]
    refresh: Option<bool>,
    /// Ask for pages that were last seen longer ago: 12h, 7d.
    #[arg(long, value_name = "DURATION", value_parser = duration, env = "CITECHECK_MAX_AGE", hide_env = true)]
    max_age: Option<Duration>,
    /// Total time for one page; a bare number is seconds [default: 30s].
    #[arg(long, value_name = "DURATION", value_parser = some_time, env = "CITECHECK_TIMEOUT", hide_env = true)]
    timeout: Option<Duration>,
    /// Time for the whole run; what has not come by then is unavailable [default: 10m in CI, else none].
    #[arg(long, value_name = "DURATION", value_parser = some_time, env = "CITECHECK_MAX_TIME", hide_env = true)]
    max_time: Option<Duration>,
    /// Time to connect [default: 10s].
    #[arg(long, value_name = "DURATION", value_parser = some_time, env = "CITECHECK_CONNECT_TIMEOUT", hide_env = true, hide_short_help = true)]
    connect_timeout: Option<Duration>,
    /// Time without a byte [default: 15s].
    #[arg(long, value_name = "DURATION", value_parser = some_time, env = "CITECHECK_IDLE_TIMEOUT", hide_env = true, hide_short_help = true)]
    idle_timeout: Option<Duration>,
    /// Largest page, decompressed [default: 20MiB].
    #[arg(long, value_name = "SIZE", value_parser = some_bytes, env = "CITECHECK_MAX_SIZE", hide_env = true, hide_short_help = true)]
    max_size: Option<u64>,
    /// Requests at once [default: 64].
    #[arg(
        long,
        value_name = "N",
        value_parser = at_least_one,
        env = "CITECHECK_MAX_CONCURRENCY",
        hide_env = true,
        hide_short_help = true
    )]
    max_concurrency: Option<usize>,
    /// Requests at once to one host, or to HOST alone; repeatable [default: 4].
    #[arg(long, value_name = "[HOST=]N", value_parser = host_number, env = "CITECHECK_HOST_CONCURRENCY", hide_env = true, hide_short_help = true)]
    host_concurrency: Vec<(Option<String>, usize)>,
    /// Time between two requests to one host, or to HOST alone; repeatable [default: 100ms].
    #[arg(long, value_name = "[HOST=]DURATION", value_parser = host_duration, env = "CITECHECK_HOST_INTERVAL", hide_env = true, hide_short_help = true)]
    host_interval: Vec<(Option<String>, Duration)>,
    /// How often a passing failure is tried again [default: 3].
    #[arg(
        long,
        value_name = "N",
        env = "CITECHECK_RETRIES",
        hide_env = true,
        hide_short_help = true
    )]
    retries: Option<u32>,
    /// Where a site's owner can reach whoever runs this: a page or a mail address.
    #[arg(
        long,
        value_name = "CONTACT",
        env = "CITECHECK_CONTACT",
        hide_env = true
    )]
    contact: Option<String>,
    /// The whole User-Agent header.
    #[arg(
        long,
        value_name = "TEXT",
        env = "CITECHECK_USER_AGENT",
        hide_env = true,
        hide_short_help = true
    )]
    user_agent: Option<String>,
    /// A header for every host, or for HOST alone, as Cookie and Authorization have to be; repeatable.
    #[arg(long, value_name = "[HOST=]NAME:VALUE", value_parser = header, hide_short_help = true)]
    header: Vec<Header>,
    /// Proxy for every request [default: that of the environment].
    #[arg(
        long,
        value_name = "URL",
        value_parser = proxy,
        env = "CITECHECK_PROXY",
        hide_env = true,
        hide_short_help = true
    )]
    proxy: Option<String>,
    /// Ask without regard to robots.txt.
    #[arg(long, env = "CITECHECK_IGNORE_ROBOTS", hide_env = true, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_short_help = true)]
    ignore_robots: Option<bool>,
    /// Ask loopback and private addresses too.
    #[arg(long, env = "CITECHECK_ALLOW_PRIVATE_NETWORK", hide_env = true, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL")]
    allow_private_network: Option<bool>,
    /// Archive that is asked for pages that can't be got [default: none].
    #[arg(long, value_enum, env = "CITECHECK_ARCHIVE", hide_env = true)]
    archive: Option<Archive>,
    /// Address of the archive's availability interface [default: that of the Wayback Machine].
    #[arg(long, value_name = "URL", value_parser = web_address, env = "CITECHECK_ARCHIVE_URL", hide_env = true, hide_short_help = true)]
    archive_url: Option<Url>,
    /// Address of a host, instead of what DNS says; repeatable.
    #[arg(long, value_name = "HOST=IP", value_parser = fixed_address, hide_short_help = true)]
    resolve: Vec<(String, IpAddr)>,
}

/// Archives that can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Archive {
    /// No archive.
    None,
    /// The Wayback Machine of the Internet Archive.
    Wayback,
}

/// What a command needs to get pages.
#[derive(Clone)]
pub struct Setup {
    /// Where snapshots are.
    pub cache: Cache,
    /// When the web is asked.
    pub policy: Policy,
    /// Who asks it; nobody offline.
    pub fetcher: Option<Arc<Fetcher>>,
    /// Bytes of the largest page.
    pub max_size: u64,
    /// Time for the whole run, which [`Policy::until`] ends.
    pub max_time: Option<Duration>,
}

impl Setup {
    /// Lets the time of a run begin now.
    pub fn begin(&mut self) {
        self.policy.until = until(self.max_time);
    }

    /// A reader of PDF files.
    pub fn reader(&self) -> Reader {
        pdf::reader().until(self.policy.until)
    }

    /// The same with the time of a run before it: a server's calls are each a run, with one fetcher, so that the limits
    /// of hosts hold for all of them.
    #[cfg(feature = "mcp")]
    pub fn for_one_more_run(&self) -> Self {
        let mut setup = self.clone();
        setup.policy.until = until(self.max_time);
        setup
    }

    /// What sources are read with.
    pub fn access<'a>(&'a self, reader: &'a Reader, fence: &'a Fence) -> Access<'a> {
        Access {
            cache: &self.cache,
            reader,
            fence,
            max_size: self.max_size,
        }
    }

    /// Tells on standard error of pages that are missing because the time was over.
    pub fn tell_if_late<'a>(&self, missing: impl Iterator<Item = &'a Unavailable>) {
        let late = missing.filter(|why| why.is_time_over()).count();
        if let (Some(time), true) = (self.max_time, late > 0) {
            let pages = if late == 1 {
                "1 page".to_owned()
            } else {
                format!("{late} pages")
            };
            let seconds = time.as_secs_f64();
            output::tell(&format!(
                "{WARNING}warning{WARNING:#}: the time of the run, {seconds} s, was over before \
                 {pages} could be got; --max-time gives more"
            ));
        }
    }
}

/// When a run is over that begins now.
fn until(max_time: Option<Duration>) -> Option<Instant> {
    max_time.and_then(|time| Instant::now().checked_add(time))
}

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
