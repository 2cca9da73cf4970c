//! Flags and settings of fetching, resolved once into what the library takes.

mod cache;
mod options;
mod setup;
pub mod values;

pub use cache::CacheArg;
pub use setup::Setup;

use std::net::IpAddr;
use std::time::Duration;

use citecheck::fetch::Header;
use url::Url;
use values::{fixed_address, header, host_duration, host_number, proxy, web_address};

use crate::cli::args::units::{at_least_one, duration, some_bytes, some_time};

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
