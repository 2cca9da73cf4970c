//! Local files, opened and written in one place.
//!
//! Articles, claims files, settings and caches come from strangers, and so do the names and links in
//! them. So whatever is read is a regular file with a bound on its length, stands in a folder that
//! may be read once every link is followed (a [`Fence`]), and nothing is written through a link.
//!
//! ```
//! use citecheck::files::{Fence, FileError, read};
//! # let folder = tempfile::tempdir()?;
//! # let notes = folder.path().join("notes.txt");
//! std::fs::write(&notes, "The harbour opened in May.")?;
//! let fence = Fence::around(folder.path())?;
//! assert_eq!(fence.read(&notes, 1 << 20)?, b"The harbour opened in May.");
//! assert!(matches!(fence.read(&notes, 5), Err(FileError::TooLarge { .. })));
//! assert!(matches!(fence.read("/etc/hosts".as_ref(), 1 << 20), Err(FileError::Outside { .. })));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fs::{self, File, FileType};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Component, Path, PathBuf};

/// Why a local file was not read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// The system doesn't give it.
    #[error("cannot read {}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is a folder, a pipe or a device.
    #[error("cannot read {}: it is {what}, not a file", path.display())]
    NoFile {
        /// Which.
        path: PathBuf,
        /// What it is.
        what: &'static str,
    },
    /// It lies, once every link is followed, in no folder that may be used.
    #[error("{} leads out of the folder {}", path.display(), folder.display())]
    Outside {
        /// Which.
        path: PathBuf,
        /// The folder that it should stay in.
        folder: PathBuf,
    },
    /// It is longer than what is read.
    #[error("{} has more than {most} bytes", path.display())]
    TooLarge {
        /// Which.
        path: PathBuf,
        /// How many bytes are read at most.
        most: u64,
    },
}

impl FileError {
    fn io(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        Self::Io { path, source }
    }
}

/// Opens a regular file to be read.
///
/// # Errors
/// It can't be opened, or is a folder, a pipe or a device: those may never end, or hold up whoever
/// opens them.
pub fn open(path: &Path) -> Result<File, FileError> {
    let regular = |kind: FileType| match what_else(kind) {
        None => Ok(()),
        Some(what) => Err(FileError::NoFile {
            path: path.to_owned(),
            what,
        }),
    };
    let fail = |error| FileError::io(path, error);
    // Looked at before, since to open a pipe is to wait; and after, since it may have been replaced.
    regular(fs::metadata(path).map_err(fail)?.file_type())?;
    let file = File::open(path).map_err(fail)?;
    regular(file.metadata().map_err(fail)?.file_type())?;
    Ok(file)
}

/// What stands at `path` in a regular file's stead: "a folder", "a pipe or a device"; none for a file and for nothing.
#[must_use]
pub fn other_than_file(path: &Path) -> Option<&'static str> {
    what_else(fs::metadata(path).ok()?.file_type())
}

/// What a thing that is no regular file is; none for one.
fn what_else(kind: FileType) -> Option<&'static str> {
    if kind.is_file() {
        None
    } else if kind.is_dir() {
        Some("a folder")
    } else {
        Some("a pipe or a device")
    }
}

/// The bytes of a regular file, of which there are `most` at most.
///
/// # Errors
/// As [`open`]; it can't be read; it has more bytes.
pub fn read(path: &Path, most: u64) -> Result<Vec<u8>, FileError> {
    let file = open(path)?;
    read_from(file, path, most)
}

/// All that `from` gives, which is `most` bytes at most; `path` is its name in errors.
///
/// # Errors
/// It can't be read; it gives more.
pub fn read_from(from: impl Read, path: &Path, most: u64) -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::new();
    from.take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| FileError::io(path, error))?;
    if bytes.len() as u64 > most {
        let path = path.to_owned();
        return Err(FileError::TooLarge { path, most });
    }
    Ok(bytes)
}

/// The folders that may be read from: a path passes when it lies in one of them after every link in
/// it is followed. The default admits nothing.
#[derive(Clone, Debug, Default)]
pub struct Fence {
    folders: Vec<PathBuf>,
    everything: bool,
}

impl Fence {
    /// No fence: for paths that nobody but the one who runs the program has chosen.
    pub const fn nowhere() -> Self {
        Self {
            folders: Vec::new(),
            everything: true,
        }
    }

    /// A fence around `folder`; an empty path is the working folder. Around a file, it lets in that
    /// file alone.
    ///
    /// # Errors
    /// The folder is not there.
    pub fn around(folder: &Path) -> Result<Self, FileError> {
        Ok(Self {
            folders: vec![real(folder)?],
            everything: false,
        })
    }

    /// The fence around a file or folder that was named on the command line: the folder that it was
    /// named in. Where the name stays in the working folder, as those do that a script takes from a
    /// list of changed files, the folder has to be there without links, too.
    ///
    /// # Errors
    /// The folder is not there, or a link leads to it from the working folder.
    pub fn of_named(path: &Path) -> Result<Self, FileError> {
        let folder = folder_of(path);
        Self::of_chosen(path)?.admit(folder)?;
        Self::around(folder)
    }

    /// The fence around the working folder where `path` is written so that it stays in it; else none:
    /// whoever names another place means it.
    ///
    /// # Errors
    /// The working folder is gone.
    pub fn of_chosen(path: &Path) -> Result<Self, FileError> {
        if stays_below(path) {
            Self::around(Path::new(""))
        } else {
            Ok(Self::nowhere())
        }
    }

    /// Lets in what another fence lets in, too.
    pub fn widen(&mut self, other: Self) {
        self.everything |= other.everything;
        for folder in other.folders {
            if !self.folders.contains(&folder) {
                self.folders.push(folder);
            }
        }
    }

    /// Looks whether `path`, or as much of it as there is, lies inside.
    ///
    /// # Errors
    /// It lies outside, or is a link that leads nowhere.
    pub fn admit(&self, path: &Path) -> Result<(), FileError> {
        if self.everything {
            return Ok(());
        }
        let mut there = path;
        loop {
            match fs::canonicalize(or_here(there)) {
                Ok(real) => return self.admit_real(&real, path),
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(FileError::io(path, error));
                }
                Err(error) => {
                    let leads_nowhere = fs::symlink_metadata(there).is_ok();
                    let ends_in_name =
                        matches!(there.components().next_back(), Some(Component::Normal(_)));
                    if leads_nowhere || !ends_in_name {
                        return Err(FileError::io(path, error));
                    }
                    there = there.parent().unwrap_or(Path::new(""));
                }
            }
        }
    }

    fn admit_real(&self, real: &Path, shown: &Path) -> Result<(), FileError> {
        if self.folders.iter().any(|folder| real.starts_with(folder)) {
            return Ok(());
        }
        Err(FileError::Outside {
            path: shown.to_owned(),
            folder: self.folders.first().cloned().unwrap_or_default(),
        })
    }

    /// [`read`] for a path that lies inside.
    ///
    /// # Errors
    /// As [`read`]; the path leads out.
    pub fn read(&self, path: &Path, most: u64) -> Result<Vec<u8>, FileError> {
        self.admit(path)?;
        read(path, most)
    }
}

/// The folder that `path` names something in. A path that ends in no name is a folder itself.
fn folder_of(path: &Path) -> &Path {
    match path.components().next_back() {
        Some(Component::Normal(_)) => path.parent().unwrap_or(Path::new("")),
        _ => path,
    }
}

/// `path` without links.
fn real(path: &Path) -> Result<PathBuf, FileError> {
    let path = or_here(path);
    fs::canonicalize(path).map_err(|error| FileError::io(path, error))
}

fn or_here(path: &Path) -> &Path {
    if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    }
}

/// Whether a path is written so that it stays in the working folder.
fn stays_below(path: &Path) -> bool {
    let relative = match std::env::current_dir() {
        Ok(here) => path.strip_prefix(here).unwrap_or(path),
        Err(_) => path,
    };
    relative
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// Writes a file that is there whole or not at all, readable as any new file is: through another in
/// the same folder that then takes its name. What is a pipe or a device, and not by a link from the
/// working folder, is written to as it is.
///
/// # Errors
/// Its folder takes no new file, or `path` is a folder or a link: a link could lead anywhere.
pub fn write(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    if !is_replaced(path)? {
        let mut out = BufWriter::new(File::options().write(true).open(path)?);
        write(&mut out)?;
        return out.flush();
    }
    write_as(folder_of(path), path, ".writing-", write)
}

/// Opens a file to be read and then written on, not through a link as [`write()`] tells; makes one where there is none.
/// Nothing of it is changed by that.
///
/// # Errors
/// `path` is a folder, a link, a pipe or a device, or the system doesn't give the file.
pub fn open_to_go_on(path: &Path) -> io::Result<File> {
    if !is_replaced(path)? {
        return Err(io::Error::other("it is a pipe or a device, not a file"));
    }
    File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
}

/// Tells early that [`write()`] will fail: the folder takes no new file, or the path is a folder or a
/// link. Leaves no trace.
///
/// # Errors
/// As [`write()`].
pub fn try_write(path: &Path) -> io::Result<()> {
    if is_replaced(path)? {
        tempfile::tempfile_in(or_here(folder_of(path)))?;
    }
    Ok(())
}

/// Whether a new file takes the place of what is at `path`; else it is written to.
fn is_replaced(path: &Path) -> io::Result<bool> {
    let Ok(found) = fs::symlink_metadata(path) else {
        return Ok(true);
    };
    let kind = if found.is_symlink() && !stays_below(path) {
        fs::metadata(path)?.file_type()
    } else {
        found.file_type()
    };
    if kind.is_dir() {
        Err(io::ErrorKind::IsADirectory.into())
    } else if found.is_symlink() && (kind.is_symlink() || kind.is_file()) {
        Err(io::Error::other(
            "it is a link, and nothing is written through links: name the file itself",
        ))
    } else {
        Ok(kind.is_file())
    }
}

/// Writes through a file in `folder` whose name begins with `prefix`, and that then is `path`.
pub(crate) fn write_as(
    folder: &Path,
    path: &Path,
    prefix: &str,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    // Not for us alone, as temporary files are, but as any new file, less what the umask takes.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(or_here(folder))?;
    let mut out = BufWriter::new(file.as_file_mut());
    write(&mut out)?;
    out.flush()?;
    drop(out);
    file.persist(path)?;
    Ok(())
}
