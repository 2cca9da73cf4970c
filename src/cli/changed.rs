//! `--changed BASE`: the claims that a branch changed, told by reading each input as it was.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};
use citecheck::claims::{Checkable, Claim, Input, Unresolved, Why};
use citecheck::source::{Source, Target};
use citecheck::verdict::Verdict;

/// A file as it was where a branch began; none where it was not there.
///
/// Git is asked by commands that run nothing that the repository's configuration names.
pub fn before(base: &str, file: &Path) -> anyhow::Result<Option<Vec<u8>>> {
    let (Some(name), true) = (file.file_name(), file.as_os_str() != "-") else {
        return Ok(None);
    };
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let commit = commit(base, folder)?;
    let mut blob = OsString::from(commit);
    blob.push(":./");
    blob.push(name);
    git(folder, &[OsStr::new("cat-file"), OsStr::new("blob"), &blob])
}

/// The commit where the branch began: the last one that it shares with `base`; `base` itself where they share none.
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

/// Leaves of `input` what is not in `old`: claims, the sources that these cite, broken references, warnings. Gives how
/// many claims were taken out.
pub fn leave_new(input: &mut Input, old: &Input) -> usize {
    let mut known: HashMap<Content<'_>, usize> = HashMap::new();
    for content in contents(old) {
        *known.entry(content).or_default() += 1;
    }
    let is_new: Vec<bool> = contents(input)
        .map(|content| match known.get_mut(&content) {
            Some(left) if *left > 0 => {
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
    before - input.claims.len()
}
