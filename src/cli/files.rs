//! Which files the arguments of a run mean, and their bytes.

use std::collections::HashSet;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use citecheck::claims::{self, Format};
use citecheck::text::printable_line;

/// Bytes of the largest input. A claims file of 100,000 claims has about 20 MB; what is larger is
/// no text that a person wrote.
const MAX_INPUT: u64 = 32 << 20;

/// Files that a folder may hold, levels of folders: bounds for a path given by mistake (`/`).
const MAX_FILES: usize = 100_000;
const MAX_DEPTH: usize = 64;

/// Names of files without claims that are told.
const SHOWN: usize = 3;

/// The files that the arguments mean, each once, with forward slashes. What a folder holds in TOML,
/// JSON, JSON Lines and CSV without any claim is left out, and told on standard error.
pub fn expand(arguments: &[String], format: Option<Format>) -> anyhow::Result<Vec<String>> {
    let mut files = Vec::new();
    for argument in arguments {
        let path = Path::new(argument);
        if argument == "-" || path.is_file() {
            files.push(argument.replace('\\', "/"));
        } else if path.is_dir() {
            let (found, left_out) = walk(path, format)?;
            tell_left_out(argument, &left_out);
            if found.is_empty() {
                bail!(
                    "the folder {argument} holds no claims file and no article ({})",
                    endings()
                );
            }
            files.extend(found);
        } else if argument.contains("://") {
            bail!(
                "{argument} is an address, and so a source: --source {argument} beside an article, \
                 or `citecheck extract {argument}` to see its text"
            );
        } else if argument.contains(['*', '?', '[']) {
            let before = files.len();
            let pattern =
                glob::glob(argument).with_context(|| format!("bad pattern {argument}"))?;
            for found in pattern.take(MAX_FILES) {
                let found = found.with_context(|| format!("cannot look through {argument}"))?;
                let name = shown(&found);
                if found.is_file() && (format.is_some() || Format::of_path(&name).is_some()) {
                    files.push(name);
                }
            }
            if files.len() == before {
                bail!("no file matches {argument}");
            }
        } else {
            // Opening it tells best why: no such file, or not allowed.
            File::open(path).with_context(|| format!("cannot read {argument}"))?;
            bail!("cannot read {argument}: neither file nor folder");
        }
    }
    let mut seen = HashSet::new();
    files.retain(|file| seen.insert(file.clone()));
    Ok(files)
}

/// The inputs in a folder and below, and what could be input and holds no claims, both by name.
/// Hidden files and folders, links to folders, and files of other endings are left out.
fn walk(folder: &Path, format: Option<Format>) -> anyhow::Result<(Vec<String>, Vec<String>)> {
    let mut pending = vec![(folder.to_owned(), 0)];
    let mut found = Vec::new();
    let mut left_out = Vec::new();
    while let Some((folder, depth)) = pending.pop() {
        let context = || format!("cannot read the folder {}", folder.display());
        for entry in std::fs::read_dir(&folder).with_context(context)? {
            let entry = entry.with_context(context)?;
            let path = entry.path();
            let kind = entry.file_type().with_context(context)?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if kind.is_dir() && depth < MAX_DEPTH {
                pending.push((path, depth + 1));
            } else if path.is_file() {
                let name = shown(&path);
                match format.or_else(|| Format::of_path(&name)) {
                    None => {}
                    Some(kind) if format.is_some() || holds_claims(&path, kind) => found.push(name),
                    Some(_) => left_out.push(name),
                }
            }
            if found.len() + left_out.len() > MAX_FILES {
                bail!("{} holds more than {MAX_FILES} inputs", folder.display());
            }
        }
    }
    found.sort();
    left_out.sort();
    Ok((found, left_out))
}

fn tell_left_out(folder: &str, left_out: &[String]) {
    if left_out.is_empty() {
        return;
    }
    let shown: Vec<&str> = left_out.iter().take(SHOWN).map(String::as_str).collect();
    let more = match left_out.len() - shown.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let files = match left_out.len() {
        1 => "1 file".to_owned(),
        count => format!("{count} files"),
    };
    let names = printable_line(&shown.join(", "));
    let folder = printable_line(folder);
    anstream::eprintln!("left out {files} without claims in {folder}: {names}{more}");
}

/// Whether a file of a folder is input. One that cannot be read counts, so that the error is told.
fn holds_claims(path: &Path, format: Format) -> bool {
    if !format.is_claims_file() {
        return true;
    }
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MAX_INPUT).read_to_end(&mut bytes));
    read.is_err() || claims::holds_claims(&bytes, format)
}

pub fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

pub fn read_bytes(file: &str) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let size = if file == "-" {
        std::io::stdin()
            .lock()
            .take(MAX_INPUT + 1)
            .read_to_end(&mut bytes)
    } else {
        File::open(file).and_then(|opened| opened.take(MAX_INPUT + 1).read_to_end(&mut bytes))
    };
    let size = size.with_context(|| format!("cannot read {file}"))?;
    if size as u64 > MAX_INPUT {
        bail!("{file} is larger than {} MiB: split it", MAX_INPUT >> 20);
    }
    Ok(bytes)
}

pub fn unknown_ending(file: &str) -> String {
    if file == "-" {
        return "standard input has no ending that tells its format: give --input-format"
            .to_owned();
    }
    format!(
        "{file} has no ending that tells its format ({}): give --input-format",
        endings()
    )
}

fn endings() -> String {
    Format::all()
        .flat_map(Format::endings)
        .map(|ending| format!(".{ending}"))
        .collect::<Vec<_>>()
        .join(" ")
}
