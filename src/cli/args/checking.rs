//! What is checked, and how: flags of every command that makes a report.

use std::path::Path;
use std::time::Instant;

use anstyle::{AnsiColor, Style};
use citecheck::claims::Input;
use citecheck::files::Fence;
use citecheck::library::Library;
use citecheck::printable::printable_line;
use citecheck::report::{Report, SourceRecord, SourceStatus};
use citecheck::source::Reason;
use citecheck::verify::{Judge, Need};

use crate::cli::args::fetch::{FetchArgs, Setup};
use crate::cli::args::judge::JudgeArgs;
use crate::cli::args::settings::Loaded;
use crate::cli::inputs::InputArgs;
use crate::cli::inputs::published;
use crate::cli::live::{Ask, Run, Session};
use crate::cli::output;
use crate::cli::progress::{ProgressArg, Shown};
use crate::cli::run;

const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// What is checked, and how; for commands that make a report.
#[derive(clap::Args)]
pub struct Checking {
    #[command(flatten)]
    inputs: InputArgs,
    /// Sources that must bear a claim out: any of those that it cites, or all [default: any].
    #[arg(long, value_enum, env = "CITECHECK_NEED", hide_env = true)]
    need: Option<NeedArg>,
    #[command(flatten)]
    progress: ProgressArg,
    #[command(flatten)]
    judge: JudgeArgs,
    #[command(flatten)]
    fetch: FetchArgs,
}

/// How many of a claim's sources must bear it out.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
pub enum NeedArg {
    /// One is enough.
    #[default]
    Any,
    /// Each of them.
    All,
}

/// The inputs of a run and their sources, read.
pub struct Gathered {
    pub inputs: Vec<Input>,
    pub library: Library,
    pub need: Need,
    pub judge: Judge,
}

impl Checking {
    /// Whether the command line names an input.
    pub fn names_inputs(&self) -> bool {
        self.inputs.names_any()
    }

    /// What is read, and how.
    pub const fn inputs(&self) -> &InputArgs {
        &self.inputs
    }

    /// Reads the inputs; and where the local files may lie that they cite.
    pub fn read(&self, setup: &Setup, loaded: &Loaded) -> anyhow::Result<(Vec<Input>, Fence)> {
        let args = self.inputs.with_settings(loaded)?;
        args.read_with(|urls, format, options| {
            published::read(urls, format, options, setup, self.progress.style())
        })
    }

    /// Reads the inputs, gets and reads their sources.
    pub fn gather(&self, loaded: &Loaded) -> anyhow::Result<Gathered> {
        let need = need(self.need, loaded)?.into();
        let setup = self.fetch.resolve(loaded)?;
        let (inputs, fence) = self.read(&setup, loaded)?;
        let judge = self.judge.resolve(Some(loaded), Some(&setup.cache))?;
        let sources = Library::sources(&inputs);
        let library = run::get(
            sources,
            &setup,
            &fence,
            &Shown::new(self.progress.style()),
            true,
        )?
        .library;
        Ok(Gathered {
            inputs,
            library,
            need,
            judge,
        })
    }

    /// What checks inputs, once or again and again.
    pub fn session(&self, loaded: &Loaded) -> anyhow::Result<Session> {
        let need = need(self.need, loaded)?.into();
        let setup = self.fetch.resolve(loaded)?;
        let judge = self.judge.resolve(Some(loaded), Some(&setup.cache))?;
        Ok(Session::new(setup, need, judge, self.progress.style()))
    }

    /// Reads the inputs, verifies their claims, and reports.
    pub fn report(&self, loaded: &Loaded) -> anyhow::Result<Run> {
        let start = Instant::now();
        let mut session = self.session(loaded)?;
        let (inputs, fence) = self.read(&session.setup, loaded)?;
        let mut run = session.check(inputs, &fence, Ask::AsSet)?;
        run.facts.elapsed = start.elapsed();
        if let Some(warning) = nothing_read(&run.report, session.setup.cache.dir()) {
            output::tell(&format!("{WARNING}warning{WARNING:#}: {warning}"));
        }
        Ok(run)
    }
}

/// Flag and environment, then settings, then one of the sources.
pub fn need(flag: Option<NeedArg>, loaded: &Loaded) -> anyhow::Result<NeedArg> {
    Ok(match (flag, loaded.settings.check.need.as_deref()) {
        (Some(need), _) => need,
        (None, None | Some("any")) => NeedArg::Any,
        (None, Some("all")) => NeedArg::All,
        (None, Some(other)) => {
            anyhow::bail!("the settings file's check.need is `{other}`; it is any or all")
        }
    })
}

impl From<NeedArg> for Need {
    fn from(need: NeedArg) -> Self {
        match need {
            NeedArg::Any => Self::Any,
            NeedArg::All => Self::All,
        }
    }
}

/// What to warn of when no source was read: by the contract such a run passes, but it has checked
/// nothing, and a cache sought in the wrong folder is the usual cause.
fn nothing_read(report: &Report, cache: &Path) -> Option<String> {
    let is_read = |source: &SourceRecord| source.status == SourceStatus::Read;
    if report.sources.iter().any(is_read) {
        return None;
    }
    let count = report.sources.len();
    if count == 0 {
        return None;
    }
    let sources = if count == 1 {
        "the source".to_owned()
    } else {
        format!("any of the {count} sources")
    };
    let not_cached = |source: &&SourceRecord| source.reason == Some(Reason::NotCached);
    let missing = report.sources.iter().filter(not_cached).count();
    let cache = std::path::absolute(cache).unwrap_or_else(|_| cache.to_owned());
    let cache = printable_line(&cache.to_string_lossy());
    let looked = if missing > 0 {
        format!("; the cache that was looked in is the folder {cache}")
    } else {
        String::new()
    };
    Some(format!(
        "could not read {sources}, so nothing was checked{looked}"
    ))
}
