//! A report written as it was asked for, and how the run ends then.

use std::io::{self, IsTerminal as _, Write};
use std::path::PathBuf;

use anyhow::{Context as _, anyhow};
use citecheck::report::{
    BaselineFacts, BrokenStanding, FailOn, Format, Report, RunFacts, Standing, Verbosity, View,
    broken_standings, compare_broken, compare_with_baseline, standings,
};

use crate::cli::args::settings::ByPath;
use crate::cli::checked::{Checked, Percent};
use crate::cli::exit::Exit;
use crate::cli::guide::Flags;
use crate::cli::inputs::repository;
use crate::cli::output;

/// Columns of output that goes to no terminal.
const PLAIN_WIDTH: usize = 100;

/// How a run is reported, each setting resolved. Made before any work, so that what cannot be
/// written is known before anything is fetched.
pub struct ReportPlan {
    pub(super) format: Format,
    pub(super) outputs: Vec<(Format, PathBuf)>,
    pub(super) fail_on: FailOn,
    pub(super) min_checked: Option<Percent>,
    pub(super) fail_on_by_path: ByPath<FailOn>,
    pub(super) baseline: Option<Report>,
    pub(super) verbosity: Verbosity,
    pub(super) width: usize,
    pub(super) colour: bool,
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

/// Columns to write: what was asked for, else the terminal's, else 100.
pub fn width(asked: Option<usize>) -> usize {
    asked.unwrap_or_else(|| match terminal_size::terminal_size() {
        Some((terminal_size::Width(columns), _)) if io::stdout().is_terminal() => columns.into(),
        _ => PLAIN_WIDTH,
    })
}
