//! Files that are there whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::layout::TEMPORARY_PREFIX;

/// Writes a file through `write` under another name in the same folder, then gives it its name in
/// one step. Readers, and whoever looks after a kill or a full disk, see the old file or the new
/// one. What a loss of power does before [`flush`] is seen from the digest.
pub fn write(
    folder: &Path,
    name: &str,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY_PREFIX);
    // A cache is committed and shared: readable by all, as the umask allows, not by us alone.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    write(file.as_file_mut())?;
    file.as_file_mut().flush()?;
    file.persist(folder.join(name))?;
    Ok(())
}

/// Waits until these files, and their names, would last through a loss of power. One that another
/// run has removed needs no more.
pub fn flush(files: &[PathBuf]) -> io::Result<()> {
    files.par_iter().try_for_each(|file| {
        match File::open(file) {
            Ok(file) => file.sync_all()?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        }
        match file.parent() {
            // Only there can a folder be opened and flushed as a file is.
            Some(folder) if cfg!(unix) => File::open(folder)?.sync_all(),
            _ => Ok(()),
        }
    })
}

/// Waits until everything on the disk that holds `folder` would last through a loss of power, which
/// is quicker for many files; whether the system can do that.
pub fn flush_all(folder: &Path) -> io::Result<bool> {
    #[cfg(target_os = "linux")]
    rustix::fs::syncfs(File::open(folder)?)?;
    let _ = folder;
    Ok(cfg!(target_os = "linux"))
}

/// Makes a folder and those above it.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}
