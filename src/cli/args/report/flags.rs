//! Flags on how a run is reported, and the writing of every format that was asked for.

use std::io::{self};
use std::path::PathBuf;

use anyhow::{Context as _, anyhow, bail};
use citecheck::report::{FailOn, Format, UnknownRule, Verbosity};

use super::files::{parse_output, read_baseline, writable};
use super::plan::{ReportPlan, width};
use crate::cli::args::settings::{ByPath, Loaded};
use crate::cli::checked::{Percent, Preset};

/// How a run is reported; for commands that verify claims.
#[derive(clap::Args, Debug, Default)]
#[command(next_help_heading = "Report")]
pub struct ReportArgs {
    /// Format of standard output: terminal, json, html, markdown, sarif, junit, csv or github
    /// [default: terminal]
    #[arg(
        short,
        long,
        value_name = "FORMAT",
        env = "CITECHECK_FORMAT",
        hide_env = true
    )]
    pub format: Option<Format>,
    /// Also write the report to a file; may be given several times.
    #[arg(
        short,
        long,
        value_name = "FORMAT=FILE",
        env = "CITECHECK_OUTPUT",
        hide_env = true
    )]
    pub output: Vec<String>,
    /// Findings that fail the run, separated by commas: contradicted, not-found, broken-reference,
    /// partial, absent (partial for a value, name or quotation that no source has), unavailable,
    /// not-checkable, expectation; or none
    /// [default: contradicted,not-found,expectation]
    #[arg(long, value_name = "LIST", env = "CITECHECK_FAIL_ON", hide_env = true)]
    pub fail_on: Option<FailOn>,
    /// The same by what is checked, where --fail-on says nothing: generated (text that a machine
    /// wrote: broken-reference and absent too), editorial (broken-reference and partial too), links
    /// (broken-reference and unavailable alone)
    #[arg(long, value_name = "NAME", env = "CITECHECK_PRESET", hide_env = true)]
    pub preset: Option<Preset>,
    /// Share of the claims that must have been checked, or the run fails: 80%
    #[arg(
        long,
        value_name = "PERCENT",
        env = "CITECHECK_MIN_CHECKED",
        hide_env = true
    )]
    pub min_checked: Option<Percent>,
    /// A JSON report: show and fail on what is new or worse since then only.
    #[arg(
        long,
        value_name = "REPORT",
        env = "CITECHECK_BASELINE",
        hide_env = true
    )]
    pub baseline: Option<PathBuf>,
    /// Show supported claims too, every check and every source.
    #[arg(
        short,
        long,
        conflicts_with = "quiet",
        env = "CITECHECK_VERBOSE",
        hide_env = true
    )]
    pub verbose: bool,
    /// One line is enough.
    #[arg(short, long, env = "CITECHECK_QUIET", hide_env = true)]
    pub quiet: bool,
    /// When to use colour [default: auto]
    #[arg(
        long,
        value_name = "WHEN",
        value_enum,
        env = "CITECHECK_COLOR",
        hide_env = true
    )]
    pub color: Option<Colour>,
    /// Columns of terminal output [default: the terminal's, else 100]
    #[arg(long, value_name = "COLUMNS", env = "CITECHECK_WIDTH", hide_env = true)]
    pub width: Option<usize>,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Colour {
    /// On a terminal that has it, unless `NO_COLOR` is set.
    Auto,
    /// Even into a file.
    Always,
    /// Not at all.
    Never,
}

impl ReportArgs {
    /// Resolves each setting: flag and environment, then the settings file, then the default.
    /// Refuses unknown names, a baseline that cannot be read, and files that cannot be written.
    pub fn resolve(&self, loaded: &Loaded) -> anyhow::Result<ReportPlan> {
        let settings = &loaded.settings.report;
        let format = match (self.format, &settings.format) {
            (Some(format), _) => format,
            (None, Some(name)) => name
                .parse()
                .map_err(|error| in_settings("report.format", error))?,
            (None, None) => Format::Terminal,
        };
        let check = &loaded.settings.check;
        let general = match (self.fail_on, self.preset, &check.fail_on, &check.preset) {
            (Some(fail_on), ..) => fail_on,
            (None, Some(preset), ..) => preset.fail_on(),
            (None, None, Some(list), _) => {
                fail_on(list).map_err(|error| in_settings("check.fail-on", error))?
            }
            (None, None, None, Some(name)) => name
                .parse::<Preset>()
                .map_err(|error| in_settings("check.preset", error))?
                .fail_on(),
            (None, None, None, None) => FailOn::default(),
        };
        let min_checked = match (self.min_checked, &check.min_checked) {
            (Some(percent), _) => Some(percent),
            (None, Some(text)) => {
                let percent = text.parse::<Percent>();
                Some(percent.map_err(|error| in_settings("check.min-checked", error))?)
            }
            (None, None) => None,
        };
        let baseline = match (&self.baseline, &settings.baseline) {
            (Some(path), _) => Some(path.clone()),
            (None, Some(path)) => Some(loaded.inside("report.baseline", path)?),
            (None, None) => None,
        };
        let verbosity = if self.verbose || (!self.quiet && settings.verbose == Some(true)) {
            Verbosity::Verbose
        } else if self.quiet || settings.quiet == Some(true) {
            Verbosity::Quiet
        } else {
            Verbosity::Normal
        };
        Ok(ReportPlan {
            format,
            outputs: self.outputs(loaded)?,
            // A flag is for every input.
            fail_on_by_path: ByPath::new(loaded, |settings| {
                match (self.fail_on, self.preset, &settings.fail_on) {
                    (None, None, Some(list)) => Ok(Some(fail_on(list)?)),
                    _ => Ok(None),
                }
            })?,
            fail_on: general,
            min_checked,
            baseline: baseline.as_deref().map(read_baseline).transpose()?,
            verbosity,
            width: width(self.width.or(settings.width)),
            colour: self.colour(settings.color.as_deref())?,
        })
    }

    fn outputs(&self, loaded: &Loaded) -> anyhow::Result<Vec<(Format, PathBuf)>> {
        let given: Vec<_> = match &loaded.settings.report.output {
            Some(list) if self.output.is_empty() => list
                .iter()
                .map(|output| {
                    let (format, file) = parse_output(output)?;
                    Ok((format, loaded.inside("report.output", file)?))
                })
                .collect(),
            _ => self
                .output
                .iter()
                .map(|output| {
                    let (format, file) = parse_output(output)?;
                    Ok((format, PathBuf::from(file)))
                })
                .collect(),
        };
        let outputs = given.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
        for (index, (_, path)) in outputs.iter().enumerate() {
            if outputs[..index].iter().any(|(_, earlier)| earlier == path) {
                bail!("--output names {} twice", path.display());
            }
            writable(path).with_context(|| format!("--output cannot write {}", path.display()))?;
        }
        Ok(outputs)
    }

    fn colour(&self, setting: Option<&str>) -> anyhow::Result<bool> {
        let when = match (self.color, setting) {
            (Some(when), _) => when,
            (None, None | Some("auto")) => Colour::Auto,
            (None, Some("always")) => Colour::Always,
            (None, Some("never")) => Colour::Never,
            (None, Some(other)) => {
                return Err(in_settings(
                    "report.color",
                    anyhow!("`{other}` is none of auto, always, never"),
                ));
            }
        };
        match when {
            Colour::Auto => {}
            Colour::Always => anstream::ColorChoice::Always.write_global(),
            Colour::Never => anstream::ColorChoice::Never.write_global(),
        }
        Ok(anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never)
    }
}

/// Reads a list of settings; an empty one means that nothing fails.
fn fail_on(list: &[String]) -> Result<FailOn, UnknownRule> {
    if list.is_empty() {
        return Ok(FailOn::NONE);
    }
    list.join(",").parse()
}

fn in_settings(key: &str, error: impl Into<anyhow::Error>) -> anyhow::Error {
    error
        .into()
        .context(format!("the settings file's {key} cannot be used"))
}
