//! Flags on how a run is reported, and the writing of every format that was asked for.

use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};

use citecheck::files::{self, Fence};
use citecheck::limits::REPORT_BYTES;
use citecheck::report::{
    BaselineFacts, BrokenStanding, FailOn, Format, Report, RunFacts, Standing, UnknownRule,
    Verbosity, View, broken_standings, compare_broken, compare_with_baseline, standings,
};

use crate::cli::args::settings::{ByPath, Loaded};
use crate::cli::checked::{Checked, Percent, Preset};
use crate::cli::exit::Exit;
use crate::cli::guide::Flags;
use crate::cli::inputs::files::read_named;
use crate::cli::inputs::repository;
use crate::cli::output;

/// Columns of output that goes to no terminal.
const PLAIN_WIDTH: usize = 100;

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

/// How a run is reported, each setting resolved. Made before any work, so that what cannot be
/// written is known before anything is fetched.
pub struct ReportPlan {
    format: Format,
    outputs: Vec<(Format, PathBuf)>,
    fail_on: FailOn,
    min_checked: Option<Percent>,
    fail_on_by_path: ByPath<FailOn>,
    baseline: Option<Report>,
    verbosity: Verbosity,
    width: usize,
    colour: bool,
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

impl ReportPlan {
    /// Writes `report` to standard output and to every file that was asked for, each file as a
    /// whole or not at all, and gives the exit code. A file that fails does not keep the others
    /// from being written.
    pub fn write(&self, report: &Report, run: Option<RunFacts>) -> anyhow::Result<Exit> {
        let (standings, broken, baseline) = self.standings(report);
        let view = View {
            width: self.width,
            colour: self.colour,
            verbosity: self.verbosity,
            standings,
            broken,
            run,
            baseline,
            files: repository::address(),
            guide: &Flags,
        };
        let write = |out: &mut dyn Write| self.format.writer().write(report, &view, out);
        output::stdout(self.format.into(), write)
            .context("cannot write the report to standard output")?;
        let plain = View {
            colour: false,
            width: PLAIN_WIDTH,
            ..view
        };
        let mut failed = None;
        for (format, path) in &self.outputs {
            let kind = (*format).into();
            let written =
                output::file(path, kind, |out| format.writer().write(report, &plain, out));
            if let Err(error) = written {
                let error =
                    anyhow::Error::from(error).context(format!("cannot write {}", path.display()));
                if let Some(earlier) = failed.replace(error) {
                    output::tell(&output::error_text(&earlier));
                }
            }
        }
        match failed {
            Some(error) => Err(error),
            None => Ok(self.exit(report, &plain)),
        }
    }
}

impl ReportPlan {
    /// How each claim and each broken reference of `report` stands, by what fails and what is known; and how it
    /// compares with the baseline, where there is one.
    pub fn standings(
        &self,
        report: &Report,
    ) -> (Vec<Standing>, Vec<BrokenStanding>, Option<BaselineFacts>) {
        // Claims of one file stand together, and looking up a path asks the file system.
        let mut last: Option<(&str, FailOn)> = None;
        let mut standings = standings(report, |claim| match last {
            Some((file, fail_on)) if file == claim.file => fail_on,
            _ => {
                let by_path = self.fail_on_by_path.of(&claim.file);
                let fail_on = *by_path.unwrap_or(&self.fail_on);
                last = Some((&claim.file, fail_on));
                fail_on
            }
        });
        let mut broken = broken_standings(report, |file| {
            *self.fail_on_by_path.of(file).unwrap_or(&self.fail_on)
        });
        let baseline = self.baseline.as_ref().map(|baseline| {
            let mut facts = compare_with_baseline(report, baseline, &mut standings);
            facts.known += compare_broken(report, baseline, &mut broken);
            facts
        });
        (standings, broken, baseline)
    }

    /// How a run ends whose report is written: with findings, with too little checked, or with nothing checked at
    /// all, which is no pass.
    fn exit(&self, report: &Report, view: &View) -> Exit {
        let checked = Checked::of(report);
        if view.fails() {
            return Exit::Findings;
        }
        if checked.is_nothing() {
            output::tell(&output::error_text(&anyhow!(checked.why(report))));
            return Exit::Failed;
        }
        match self.min_checked {
            Some(least) if !checked.reaches(least) => {
                let few = anyhow!("{checked}, less than --min-checked {least}");
                output::tell(&output::error_text(&few));
                Exit::Findings
            }
            _ => Exit::Clean,
        }
    }
}

fn read_baseline(path: &Path) -> anyhow::Result<Report> {
    if !path.exists() {
        bail!(
            "there is no baseline {}; `citecheck baseline update` writes one",
            path.display()
        );
    }
    read_report(path)
}

/// Reads a JSON report that an earlier run wrote.
pub fn read_report(path: &Path) -> anyhow::Result<Report> {
    let bytes = read_named(path, REPORT_BYTES)
        .with_context(|| format!("cannot read the report {}", path.display()))?;
    Report::from_json(&bytes).with_context(|| format!("{} cannot be used", path.display()))
}

/// Columns to write: what was asked for, else the terminal's, else 100.
pub fn width(asked: Option<usize>) -> usize {
    asked.unwrap_or_else(|| match terminal_size::terminal_size() {
        Some((terminal_size::Width(columns), _)) if io::stdout().is_terminal() => columns.into(),
        _ => PLAIN_WIDTH,
    })
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

/// The format and the file of `FORMAT=FILE`.
pub fn parse_output(output: &str) -> anyhow::Result<(Format, &str)> {
    let (format, file) = output.split_once('=').filter(|(_, file)| !file.is_empty()).ok_or_else(|| {
        anyhow!("--output {output} names no file: write FORMAT=FILE, such as --output json=report.json")
    })?;
    let format: Format = format
        .parse()
        .with_context(|| format!("--output {output} cannot be used"))?;
    if file == "-" {
        bail!("--output {output}: standard output has --format {format}");
    }
    Ok((format, file))
}

/// Tells early that a file cannot be written: its folder takes no new file, it is a folder or a
/// link, or its folder is a link that leads out of the working folder.
pub fn writable(path: &Path) -> anyhow::Result<()> {
    Fence::of_chosen(path)?.admit(path)?;
    Ok(files::try_write(path)?)
}
