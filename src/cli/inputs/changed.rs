//! `--changed BASE`: the claims that a branch changed, told by reading each input as it was.

use std::collections::{HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context as _, bail};
use citecheck::claims::{Checkable, Claim, Input, Unresolved, Why};
use citecheck::files;
use citecheck::limits::SOURCE_BYTES;
use citecheck::source::{Source, Target};
use citecheck::verdict::Verdict;

/// Where a branch began, and the files as they were there.
///
/// Git is asked by commands that run nothing that the repository's configuration names.
pub struct History {
    base: String,
    /// The commit for each folder, whose repositories may differ.
    commits: Mutex<HashMap<PathBuf, String>>,
    /// What was asked for by [`Self::kept`], which many articles name.
    kept: Mutex<HashMap<PathBuf, Option<Arc<[u8]>>>>,
}

impl History {
    pub fn new(base: &str) -> Self {
        Self {
            base: base.to_owned(),
            commits: Mutex::default(),
            kept: Mutex::default(),
        }
    }

    /// A file as it was; none where it was not there.
    pub fn before(&self, file: &Path) -> anyhow::Result<Option<Vec<u8>>> {
        let Some((folder, name)) = place(file) else {
            return Ok(None);
        };
        let mut blob = OsString::from(self.commit(folder)?);
        blob.push(":./");
        blob.push(name);
        git(folder, &[OsStr::new("cat-file"), OsStr::new("blob"), &blob])
    }

    /// A file that articles take something from, as it was; as it is now, by `now`, where git does not keep it: in no
    /// repository, or ignored.
    pub fn kept(
        &self,
        file: &Path,
        now: impl FnOnce() -> anyhow::Result<Vec<u8>>,
    ) -> anyhow::Result<Option<Arc<[u8]>>> {
        if let Some(known) = locked(&self.kept).get(file) {
            return Ok(known.clone());
        }
        let bytes = match self.before(file) {
            Ok(None) if is_ignored(file)? => now().ok(),
            Ok(before) => before,
            Err(_) => Some(now()?),
        };
        let bytes: Option<Arc<[u8]>> = bytes.map(Arc::from);
        locked(&self.kept).insert(file.to_owned(), bytes.clone());
        Ok(bytes)
    }

    /// Whether a local file that claims cite is another than it was.
    fn differs(&self, file: &Path) -> anyhow::Result<bool> {
        let now = || Ok(files::read(file, SOURCE_BYTES)?);
        let before = self.kept(file, now)?;
        Ok(before.as_deref() != now().ok().as_deref())
    }

    /// The commit where the branch began: the last one that it shares with the base; the base itself where they
    /// share none.
    fn commit(&self, folder: &Path) -> anyhow::Result<String> {
        if let Some(known) = locked(&self.commits).get(folder) {
            return Ok(known.clone());
        }
        let found = commit(&self.base, folder)?;
        locked(&self.commits).insert(folder.to_owned(), found.clone());
        Ok(found)
    }
}

/// What a map that threads share holds: each entry is whole, whatever became of who wrote it.
fn locked<T>(map: &Mutex<T>) -> MutexGuard<'_, T> {
    map.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file's folder and its name there; none for standard input.
fn place(file: &Path) -> Option<(&Path, &OsStr)> {
    let name = file.file_name().filter(|_| file.as_os_str() != "-")?;
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    Some((folder.unwrap_or(Path::new(".")), name))
}

/// Whether git leaves a file out of what it keeps.
fn is_ignored(file: &Path) -> anyhow::Result<bool> {
    let Some((folder, name)) = place(file) else {
        return Ok(false);
    };
    let arguments = ["check-ignore", "--quiet", "--"].map(OsStr::new);
    let [ask, quiet, end] = arguments;
    Ok(git(folder, &[ask, quiet, end, name])?.is_some())
}

fn commit(base: &str, folder: &Path) -> anyhow::Result<String> {
    let text = |arguments: &[&str]| -> anyhow::Result<Option<String>> {
        let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
        let written = git(folder, &arguments)?;
        Ok(written.map(|bytes| String::from_utf8_lossy(&bytes).trim().to_owned()))
    };
    let plain = !base.is_empty() && !base.starts_with('-');
    let named = format!("{base}^{{commit}}");
    let known = if plain {
        text(&["rev-parse", "--verify", "--quiet", &named])?
    } else {
        None
    };
    let Some(known) = known else {
        bail!(
            "--changed {base}: git knows no such commit in {}; in CI, fetch the branch with its history",
            folder.display()
        );
    };
    Ok(text(&["merge-base", &known, "HEAD"])?.unwrap_or(known))
}

/// What git writes; none where it fails.
fn git(folder: &Path, arguments: &[&OsStr]) -> anyhow::Result<Option<Vec<u8>>> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .context("--changed needs git, which could not be run")?;
    Ok(output.status.success().then_some(output.stdout))
}

/// What a claim says and cites: a claim is changed where no claim of the file as it was is the same in this.
#[derive(PartialEq, Eq, Hash)]
struct Content<'a> {
    text: &'a str,
    checkable: bool,
    cites: Vec<&'a Target>,
    unresolved: Vec<(&'a str, Why)>,
    attributed_to: Option<&'a str>,
    expect: Option<Verdict>,
}

fn contents(input: &Input) -> impl Iterator<Item = Content<'_>> {
    let sources: HashMap<&str, &Source> = input
        .sources
        .iter()
        .map(|source| (source.id.as_str(), source))
        .collect();
    input.claims.iter().map(move |claim: &Claim| Content {
        text: &claim.text,
        checkable: claim.checkable == Checkable::Yes,
        cites: claim
            .citations
            .iter()
            .filter_map(|citation| Some(&sources.get(citation.source.as_str())?.target))
            .collect(),
        unresolved: claim.unresolved.iter().map(wrong).collect(),
        attributed_to: claim.attributed_to.as_deref(),
        expect: claim.expect,
    })
}

fn wrong(found: &Unresolved) -> (&str, Why) {
    (&found.written, found.why)
}

/// Leaves of `input` what is not in `old`, and what cites a local file that changed: claims, the sources that these
/// cite, broken references, warnings. Gives how many claims were taken out.
pub fn leave_new(input: &mut Input, old: &Input, history: &History) -> anyhow::Result<usize> {
    let mut other: HashSet<&str> = HashSet::new();
    for source in &input.sources {
        if let Target::Path(path) = &source.target
            && history.differs(path)?
        {
            other.insert(&source.id);
        }
    }
    let mut known: HashMap<Content<'_>, usize> = HashMap::new();
    for content in contents(old) {
        *known.entry(content).or_default() += 1;
    }
    let cites_other = |claim: &Claim| {
        let mut cited = claim.citations.iter();
        cited.any(|citation| other.contains(citation.source.as_str()))
    };
    let is_new: Vec<bool> = contents(input)
        .zip(&input.claims)
        .map(|(content, claim)| match known.get_mut(&content) {
            Some(left) if *left > 0 && !cites_other(claim) => {
                *left -= 1;
                false
            }
            _ => true,
        })
        .collect();
    let before = input.claims.len();
    let mut kept = is_new.into_iter();
    input.claims.retain(|_| kept.next().unwrap_or(true));
    let claims = &input.claims;
    input.sources.retain(|source| {
        let mut citations = claims.iter().flat_map(|claim| &claim.citations);
        citations.any(|citation| citation.source == source.id)
    });
    let known_broken = |fault: &Unresolved| {
        let mut faults = old.broken.iter().map(|broken| &broken.fault);
        faults.any(|other| wrong(other) == wrong(fault))
    };
    input.broken.retain(|broken| !known_broken(&broken.fault));
    let known_warning = |message: &str| old.warnings.iter().any(|w| w.message == message);
    input
        .warnings
        .retain(|warning| !known_warning(&warning.message));
    Ok(before - input.claims.len())
}
