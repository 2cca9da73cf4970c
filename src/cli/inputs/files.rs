//! Which files the arguments of a run mean, and their bytes.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail};
use citecheck::claims::{self, Format};
use citecheck::files::{self, Fence, FileError};
use citecheck::limits::{FOLDER_DEPTH, FOLDER_FILES, INPUT_BYTES};
use citecheck::printable::printable_line;

use crate::cli::output::tell;

/// Names of files without claims that are told.
const SHOWN: usize = 3;

/// A file that is read as an input.
#[derive(Clone, Debug)]
pub struct InputFile {
    /// Where it is; `-` is standard input.
    pub path: PathBuf,
    /// Its name in reports: with forward slashes, and what is no Unicode replaced.
    pub name: String,
    /// Where it may lie once links are followed.
    fence: Fence,
}

/// Where inputs may lie.
#[derive(Clone, Debug, Default)]
pub struct Bounds {
    /// Wherever they are.
    pub anywhere: bool,
    /// Only inside of this: the folder of the settings file that named them.
    pub within: Option<Fence>,
}

impl InputFile {
    fn new(path: PathBuf, fence: Fence) -> Self {
        let name = shown(&path);
        Self { path, name, fence }
    }

    /// A file whose bytes come from elsewhere.
    pub fn not_read(path: &Path) -> Self {
        Self::new(path.to_owned(), Fence::default())
    }

    fn is_standard_input(&self) -> bool {
        self.path.as_os_str() == "-"
    }

    /// The folder that what it names is relative to.
    pub fn folder(&self) -> &Path {
        match self.path.parent() {
            Some(folder) if !self.is_standard_input() => folder,
            _ => Path::new(""),
        }
    }

    /// Its bytes.
    pub fn read(&self) -> anyhow::Result<Vec<u8>> {
        if self.is_standard_input() {
            return standard_input(INPUT_BYTES);
        }
        explained(self.fence.read(&self.path, INPUT_BYTES)).map_err(|error| {
            match error.downcast_ref() {
                Some(FileError::TooLarge { .. }) => {
                    error.context("an input is too large: split it")
                }
                _ => error,
            }
        })
    }

    /// Whether it is input, as a file of a folder. One that cannot be read counts, so that the error
    /// is told.
    fn holds_claims(&self, format: Format) -> bool {
        !format.is_claims_file()
            || self
                .read()
                .map_or(true, |bytes| claims::holds_claims(&bytes, format))
    }
}

impl Bounds {
    /// The fence around something that was named.
    fn fence(&self, path: &Path) -> anyhow::Result<Fence> {
        if self.anywhere {
            return Ok(Fence::nowhere());
        }
        if let Some(within) = &self.within {
            explained(within.admit(path))?;
            return Ok(within.clone());
        }
        explained(Fence::of_named(path))
    }
}

/// Says of a file that leads out of its folder what can be done.
fn explained<T>(result: Result<T, FileError>) -> anyhow::Result<T> {
    result.map_err(|error| match error {
        FileError::Outside { .. } => {
            anyhow::anyhow!("{error}: name what it leads to, or give --allow-outside-paths")
        }
        error => error.into(),
    })
}

/// What standard input gives, `most` bytes at most.
pub fn standard_input(most: u64) -> anyhow::Result<Vec<u8>> {
    let name = Path::new("standard input");
    Ok(files::read_from(std::io::stdin().lock(), name, most)?)
}

/// The bytes of a file that was named on the command line, `most` at most; `-` is standard input.
pub fn read_named(path: &Path, most: u64) -> anyhow::Result<Vec<u8>> {
    if path.as_os_str() == "-" {
        return standard_input(most);
    }
    Ok(Fence::of_named(path)?.read(path, most)?)
}

/// The files that the arguments mean, each once. What a folder holds in TOML, JSON, JSON Lines and
/// CSV without any claim is left out, and told on standard error, and so is what lies too deep and
/// what leads out of it.
pub fn expand(
    arguments: &[impl AsRef<OsStr>],
    format: Option<Format>,
    bounds: &Bounds,
) -> anyhow::Result<Vec<InputFile>> {
    let mut files = Vec::new();
    for argument in arguments {
        let argument = argument.as_ref();
        let path = Path::new(argument);
        let name = shown(path);
        if argument == "-" || path.is_file() {
            let fence = if argument == "-" {
                Fence::default()
            } else {
                bounds.fence(path)?
            };
            files.push(InputFile::new(path.to_owned(), fence));
        } else if path.is_dir() {
            bounds
                .fence(path)
                .and_then(|fence| explained(fence.admit(path)))?;
            let mut walk = Walk::new(path, format, bounds)?;
            walk.run()?;
            walk.tell_left_out(&name);
            if walk.found.is_empty() {
                bail!(
                    "the folder {name} holds no claims file and no article ({})",
                    endings()
                );
            }
            files.extend(walk.found);
        } else if name.contains("://") {
            bail!(
                "{name} is an address, and so a source: --source {name} beside an article, \
                 or `citecheck extract {name}` to see its text"
            );
        } else if name.contains(['*', '?', '[']) {
            files.extend(matching(&path.to_string_lossy(), format, bounds)?);
        } else {
            // Opening it tells best why: no such file, or not allowed.
            files::open(path)?;
            bail!("cannot read {name}");
        }
    }
    let mut seen = HashSet::new();
    files.retain(|file| seen.insert(file.path.clone()));
    Ok(files)
}

/// The files that a pattern fits.
fn matching(
    pattern: &str,
    format: Option<Format>,
    bounds: &Bounds,
) -> anyhow::Result<Vec<InputFile>> {
    let is_pattern =
        |part: &Component<'_>| part.as_os_str().to_string_lossy().contains(['*', '?', '[']);
    let root: PathBuf = Path::new(pattern)
        .components()
        .take_while(|part| !is_pattern(part))
        .collect();
    // As if the part before the first wildcard had been named as a folder.
    let fence = bounds.fence(&root.join("*"))?;
    let found = glob::glob(pattern).with_context(|| format!("bad pattern {pattern}"))?;
    let mut files = Vec::new();
    for path in found.take(FOLDER_FILES) {
        let path = path.with_context(|| format!("cannot look through {pattern}"))?;
        let readable = format.is_some() || Format::of_path(&shown(&path)).is_some();
        if path.is_file() && readable {
            explained(fence.admit(&path))?;
            files.push(InputFile::new(path, fence.clone()));
        }
    }
    if files.is_empty() {
        bail!("no file matches {pattern}");
    }
    Ok(files)
}

/// What is in a folder and below, by name: the inputs, and what is none. Hidden files and folders,
/// links to folders, and files of other endings are passed over.
struct Walk {
    root: PathBuf,
    fence: Fence,
    format: Option<Format>,
    found: Vec<InputFile>,
    without_claims: Vec<String>,
    too_deep: Vec<String>,
    leading_out: Vec<String>,
}

impl Walk {
    fn new(root: &Path, format: Option<Format>, bounds: &Bounds) -> anyhow::Result<Self> {
        let fence = if bounds.anywhere {
            Fence::nowhere()
        } else {
            explained(Fence::around(root))?
        };
        Ok(Self {
            root: root.to_owned(),
            fence,
            format,
            found: Vec::new(),
            without_claims: Vec::new(),
            too_deep: Vec::new(),
            leading_out: Vec::new(),
        })
    }

    fn run(&mut self) -> anyhow::Result<()> {
        let mut pending = vec![(self.root.clone(), 0)];
        while let Some((folder, depth)) = pending.pop() {
            let context = || format!("cannot read the folder {}", shown(&folder));
            for entry in std::fs::read_dir(&folder).with_context(context)? {
                let entry = entry.with_context(context)?;
                let path = entry.path();
                let kind = entry.file_type().with_context(context)?;
                if entry.file_name().to_string_lossy().starts_with('.') {
                    continue;
                }
                if !kind.is_dir() {
                    self.take(path);
                } else if depth < FOLDER_DEPTH {
                    pending.push((path, depth + 1));
                } else {
                    self.too_deep.push(shown(&path));
                }
                if self.found.len() + self.without_claims.len() > FOLDER_FILES {
                    bail!(
                        "{} holds more than {FOLDER_FILES} inputs",
                        shown(&self.root)
                    );
                }
            }
        }
        self.found.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(())
    }

    /// Puts a file where it belongs.
    fn take(&mut self, path: PathBuf) {
        let Some(format) = self.format.or_else(|| Format::of_path(&shown(&path))) else {
            return;
        };
        if !path.is_file() {
            return;
        }
        if self.fence.admit(&path).is_err() {
            self.leading_out.push(shown(&path));
            return;
        }
        let file = InputFile::new(path, self.fence.clone());
        if self.format.is_some() || file.holds_claims(format) {
            self.found.push(file);
        } else {
            self.without_claims.push(file.name);
        }
    }

    fn tell_left_out(&mut self, folder: &str) {
        let depth = format!("folder more than {FOLDER_DEPTH} levels deep");
        let depths = format!("folders more than {FOLDER_DEPTH} levels deep");
        for (names, one, many) in [
            (
                &mut self.without_claims,
                "file without claims",
                "files without claims",
            ),
            (&mut self.too_deep, depth.as_str(), depths.as_str()),
            (
                &mut self.leading_out,
                "link that leads out",
                "links that lead out",
            ),
        ] {
            if names.is_empty() {
                continue;
            }
            names.sort();
            let shown: Vec<&str> = names.iter().take(SHOWN).map(String::as_str).collect();
            let more = match names.len() - shown.len() {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let what = if names.len() == 1 { one } else { many };
            tell(&format!(
                "left out {} {what} in {}: {}{more}",
                names.len(),
                printable_line(folder),
                printable_line(&shown.join(", "))
            ));
        }
    }
}

/// A path as reports show it.
pub fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
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
