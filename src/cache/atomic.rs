//! Files that are there whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::Error;
use super::layout::TEMPORARY_PREFIX;

/// Writes a file through `write` under another name in the same folder, then gives it its name in
/// one step. Readers, and whoever looks after a kill or a full disk, see the old file or the new
/// one. What a loss of power does before [`flush`] is seen from the digest.
pub fn write(
    folder: &Path,
    name: &str,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    crate::files::write_as(folder, &folder.join(name), TEMPORARY_PREFIX, write)
}

/// Waits until a file would last through a loss of power, under the name that it has now: file
/// systems with a journal commit both together. One that another run has removed needs no more.
pub fn flush(file: &Path) -> io::Result<()> {
    match File::open(file) {
        Ok(file) => file.sync_all(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Makes a folder, if it is not there. What is there under its name and is no folder, a link to one
/// included, is in the way.
pub fn make_folder(folder: &Path) -> Result<(), Error> {
    match fs::create_dir(folder) {
        Ok(()) => Ok(()),
        Err(_) if is_folder(folder) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(Error::in_the_way(folder))
        }
        Err(error) => Err(Error::write(folder, error)),
    }
}

/// Whether `path` is a folder, and no link to one.
pub fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}
