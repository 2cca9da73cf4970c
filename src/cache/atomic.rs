//! Files that are there whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

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

/// Waits until a file would last through a loss of power, under the name that it has now: file
/// systems with a journal commit both together. One that another run has removed needs no more.
pub fn flush(file: &Path) -> io::Result<()> {
    match File::open(file) {
        Ok(file) => file.sync_all(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Makes a folder and those above it.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}
