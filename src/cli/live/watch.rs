//! `citecheck check --watch`: checks again whenever an input or a local source changes.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::bail;
use citecheck::claims::Input;
use citecheck::source::Target;

use super::{Ask, Run, Session};
use crate::cli::args::checking::Checking;
use crate::cli::args::report::ReportPlan;
use crate::cli::args::settings::Loaded;
use crate::cli::exit::Exit;
use crate::cli::output;

/// How often the files are looked at. A look is a question to the file system for each.
const LOOK: Duration = Duration::from_millis(250);

/// Checks, reports, and does so again after each change, until it is ended or nobody reads what it writes.
pub fn watch(checking: &Checking, plan: &ReportPlan, loaded: &Loaded) -> anyhow::Result<Exit> {
    let mut session = checking.session(loaded)?;
    let mut files = Files::default();
    loop {
        // As they look before they are read: what is written meanwhile is seen.
        let before = files.again();
        let seen = match pass(checking, &mut session, loaded, &before) {
            Ok((seen, run)) => {
                // What was read while it was being written is no state of the files: it is read again, and not told.
                if seen.stand() {
                    plan.write(&run.report, Some(run.facts))?;
                }
                seen
            }
            // An input that is being written may be no input for a while; one that never was is an error.
            Err(error) if files.is_empty() => return Err(error),
            Err(error) => {
                output::tell(&output::error_text(&error));
                before
            }
        };
        if output::is_closed() {
            return Ok(Exit::Clean);
        }
        if seen.is_empty() {
            bail!("--watch has no file to watch: name one");
        }
        if files.is_empty() {
            output::tell(&format!("watching {}", seen.count()));
        }
        files = seen;
        let changed = files.wait();
        output::tell(&format!("\n{changed} changed"));
    }
}

/// Checks once; gives the files that the run depends on, as they looked before they were read (`before`, where that
/// knows them), and the run.
fn pass(
    checking: &Checking,
    session: &mut Session,
    loaded: &Loaded,
    before: &Files,
) -> anyhow::Result<(Files, Run)> {
    let read = || checking.read(&session.setup, loaded);
    let known = if before.is_empty() {
        before.of(paths(&read()?.0))
    } else {
        before.clone()
    };
    let (inputs, fence) = read()?;
    let files = known.of(paths(&inputs));
    let run = session.check(inputs, &fence, Ask::AsSet)?;
    Ok((files, run))
}

/// The inputs and the local files that they cite.
fn paths(inputs: &[Input]) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for input in inputs {
        paths.push(PathBuf::from(&*input.path));
        paths.extend(
            input
                .sources
                .iter()
                .filter_map(|source| match &source.target {
                    Target::Path(path) => Some(path.clone()),
                    Target::Url(_) | Target::Text(_) => None,
                }),
        );
    }
    paths.sort();
    paths.dedup();
    paths
}

/// What a file looks like from outside: when it was written and how long it is; none where there is no file.
type Look = Option<(SystemTime, u64)>;

/// Files, each with how it looked.
#[derive(Clone, Default)]
struct Files(Vec<(PathBuf, Look)>);

impl Files {
    /// The files at `paths`, as they looked; those that are new, as they look now.
    fn of(&self, paths: Vec<PathBuf>) -> Self {
        let mut files = Vec::new();
        for path in paths {
            let known = self.0.iter().find(|(known, _)| *known == path);
            let look = known.map_or_else(|| look(&path), |(_, look)| *look);
            // A published article is no file.
            if known.is_some() || look.is_some() {
                files.push((path, look));
            }
        }
        Self(files)
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn count(&self) -> String {
        match self.0.len() {
            1 => "1 file".to_owned(),
            count => format!("{count} files"),
        }
    }

    /// The same files, as they look now.
    fn again(&self) -> Self {
        let files = self.0.iter().map(|(path, _)| (path.clone(), look(path)));
        Self(files.collect())
    }

    /// Whether each still looks as it did.
    fn stand(&self) -> bool {
        self.changed().is_none()
    }

    /// The first that looks otherwise.
    fn changed(&self) -> Option<&Path> {
        let changed = self.0.iter().find(|(path, before)| look(path) != *before);
        changed.map(|(path, _)| path.as_path())
    }

    /// Waits until one looks otherwise, and gives its name.
    fn wait(&self) -> String {
        loop {
            if let Some(path) = self.changed() {
                return citecheck::printable::printable_line(&path.to_string_lossy());
            }
            std::thread::sleep(LOOK);
        }
    }
}

fn look(path: &Path) -> Look {
    let found = std::fs::metadata(path)
        .ok()
        .filter(std::fs::Metadata::is_file)?;
    Some((found.modified().ok()?, found.len()))
}
