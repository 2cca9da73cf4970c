//! The sections of the settings file. Each field is named as its flag is.

use serde::{Deserialize, Serialize};

/// `[input]`: what is read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct InputSettings {
    /// Files, folders and patterns to check when the command line names none; relative to the
    /// settings file.
    pub paths: Option<Vec<String>>,
    /// Format of every input, whatever its ending.
    pub input_format: Option<String>,
    /// Whether sentences that state nothing checkable are checked too.
    pub all_sentences: Option<bool>,
    /// How much of an article a citation stands for: `sentence`, `paragraph`, `article`.
    pub scope: Option<String>,
    /// Whether a path in a claims file may leave that file's folder.
    pub allow_outside_paths: Option<bool>,
}

/// `[fetch]`: how pages are got and kept. Durations are written `100ms`, `30s`, `15m`, `12h`,
/// `7d`; sizes `500KiB`, `20MiB`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct FetchSettings {
    /// The cache's folder; relative to the settings file.
    pub cache: Option<String>,
    /// Whether to open no socket at all.
    pub offline: Option<bool>,
    /// Whether to get every page anew.
    pub refresh: Option<bool>,
    /// How old a snapshot may be before its page is asked for again.
    pub max_age: Option<String>,
    /// Total time for one page.
    pub timeout: Option<String>,
    /// Time for the whole run.
    pub max_time: Option<String>,
    /// Time to connect.
    pub connect_timeout: Option<String>,
    /// Time without a byte.
    pub idle_timeout: Option<String>,
    /// Cap of a body, decompressed.
    pub max_size: Option<String>,
    /// Requests under way at once.
    pub max_concurrency: Option<usize>,
    /// Requests under way at once to one host.
    pub host_concurrency: Option<usize>,
    /// Least time between two requests to one host.
    pub host_interval: Option<String>,
    /// How often a passing failure is tried again.
    pub retries: Option<u32>,
    /// The User-Agent header.
    pub user_agent: Option<String>,
    /// Address or page where the owner of a site can reach whoever runs this.
    pub contact: Option<String>,
    /// Proxy for every request.
    pub proxy: Option<String>,
    /// Whether to ask without regard to robots.txt.
    pub ignore_robots: Option<bool>,
    /// Whether loopback and private addresses may be asked.
    pub allow_private_network: Option<bool>,
    /// Archive to turn to when a page cannot be read: `none` or `wayback`.
    pub archive: Option<String>,
    /// Address of the archive's interface.
    pub archive_url: Option<String>,
}

/// `[host."…"]`: what differs for one host.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct HostSettings {
    /// Requests under way at once.
    pub concurrency: Option<usize>,
    /// Least time between two requests.
    pub interval: Option<String>,
    /// Total time for one page.
    pub timeout: Option<String>,
    /// Whether to ask without regard to robots.txt.
    pub ignore_robots: Option<bool>,
    /// Further request headers, `Name: value`.
    pub headers: Option<Vec<String>>,
    /// The Cookie header.
    pub cookie: Option<String>,
}

/// `[check]`: how claims are judged and what fails.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct CheckSettings {
    /// How many of a claim's sources must bear it out: `any` or `all`.
    pub need: Option<String>,
    /// Who judges: `entailment` or `lexical`.
    pub judge: Option<String>,
    /// What makes the run fail; as `--fail-on`.
    pub fail_on: Option<Vec<String>>,
    /// What makes the run fail, by what is checked: `generated`, `editorial`, `links`.
    pub preset: Option<String>,
    /// Share of the claims that must have been checked: `80%`.
    pub min_checked: Option<String>,
}

/// `[path."…"]`: what differs for some inputs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct PathSettings {
    /// What makes the run fail; as `--fail-on`.
    pub fail_on: Option<Vec<String>>,
}

/// `[report]`: what is shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct ReportSettings {
    /// Format of standard output.
    pub format: Option<String>,
    /// Files to write besides, `FORMAT=FILE`; relative to the settings file.
    pub output: Option<Vec<String>>,
    /// The report whose findings are known; relative to the settings file.
    pub baseline: Option<String>,
    /// When to use colour: `auto`, `always`, `never`.
    pub color: Option<String>,
    /// Columns of terminal output.
    pub width: Option<usize>,
    /// Whether supported claims are shown too.
    pub verbose: Option<bool>,
    /// Whether one line is enough.
    pub quiet: Option<bool>,
}
