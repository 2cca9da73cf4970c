//! The child process that reads PDF files, and the reader that starts it.

use std::ffi::OsString;

use citecheck::extract::pdf::{self, Reader};

use crate::cli::exit::Exit;

/// A reader that starts this program once more for each file.
pub fn reader() -> Reader {
    // Where the system can't tell which program this is, the one on the path has to do.
    let program = std::env::current_exe().unwrap_or_else(|_| "citecheck".into());
    Reader::with_arguments(program, [OsString::from(Reader::ARGUMENT)])
}

/// Serves as the child process.
pub fn serve() -> anyhow::Result<Exit> {
    pdf::serve()?;
    Ok(Exit::Clean)
}
