//! The only place that writes to standard output, standard error and files of results, each through
//! the [`Gate`]; a reader that goes away is no error.

mod gate;
mod kind;

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, IsTerminal as _, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use citecheck::files;
use citecheck::printable::log_safe;

use crate::cli::guide::told;
use gate::Gate;
pub use kind::Kind;

/// Bytes gathered before they are written.
const BUFFER: usize = 1 << 16;

/// Writes to standard output through `write`, without colour where the terminal has none. A pipe
/// that the reader closed ends the writing quietly, so that the exit code still tells the outcome.
pub fn stdout(kind: Kind, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let out = io::stdout().lock();
    quietly(match kind {
        Kind::Text => gated(anstream::AutoStream::auto(out), kind, |out| write(out)),
        _ => gated(out, kind, |out| write(out)),
    })
}

/// The same for threads that write in turn. What they flush goes out at once.
pub fn stdout_of_threads(
    kind: Kind,
    write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> io::Result<()> {
    quietly(gated(io::stdout(), kind, |out| write(out)))
}

/// The same at the end of a file that was opened for that.
pub fn appended_by_threads(
    file: &File,
    kind: Kind,
    write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> io::Result<()> {
    gated(file, kind, |out| write(out))
}

/// Writes a body as it came, for another program or a file: what goes to a terminal, or into the log
/// of a CI system, passes the gate. That there is one, `CI` in the environment tells, and that
/// standard output is no file.
pub fn stdout_of_body(body: &[u8]) -> io::Result<()> {
    if io::stdout().is_terminal() || (in_ci() && !is_file(&io::stdout())) {
        return stdout(Kind::Plain, |out| out.write_all(body));
    }
    stdout_of_bytes(|out| out.write_all(body))
}

/// Writes what is no text, such as an archive, as it is.
pub fn stdout_of_bytes(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(BUFFER, io::stdout().lock());
    quietly(write(&mut out).and_then(|()| out.flush()))
}

/// Writes messages of a protocol, each with its length, which the gate would change: whoever makes them takes care of
/// what stands in them.
pub fn stdout_of_messages<T>(
    speak: impl FnOnce(io::StdoutLock<'static>) -> io::Result<T>,
) -> io::Result<T> {
    speak(io::stdout().lock())
}

/// Whether standard output was found to have no reader any more.
pub fn is_closed() -> bool {
    CLOSED.load(Ordering::Relaxed)
}

/// Set once the reader of standard output is gone.
static CLOSED: AtomicBool = AtomicBool::new(false);

/// Writes a file of results, whole or not at all.
pub fn file(
    path: &Path,
    kind: Kind,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    files::write(path, |out| gated(out, kind, |out| write(out)))
}

fn gated<W: Write>(
    out: W,
    kind: Kind,
    write: impl FnOnce(&mut io::BufWriter<Gate<W>>) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(BUFFER, Gate::new(out, kind));
    write(&mut out)?;
    let gate = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    gate.finish().map(drop)
}

/// A closed pipe is no error.
fn quietly(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            CLOSED.store(true, Ordering::Relaxed);
            Ok(())
        }
        result => result,
    }
}

/// Whether this is a run of a CI system, by the variable that all of them set.
pub fn in_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}

#[cfg(unix)]
fn is_file(stream: &impl std::os::fd::AsFd) -> bool {
    let Ok(copy) = stream.as_fd().try_clone_to_owned() else {
        return false;
    };
    File::from(copy)
        .metadata()
        .is_ok_and(|found| found.is_file())
}

#[cfg(not(unix))]
fn is_file(_: &io::Stdout) -> bool {
    false
}

/// Writes a line to standard error.
pub fn tell(line: &str) {
    tell_as_it_is(&format!("{line}\n"));
}

/// Writes text of one or more lines to standard error. Nobody can be told that it can't be written.
pub fn tell_as_it_is(text: &str) {
    let out = anstream::AutoStream::auto(io::stderr().lock());
    let _ = gated(out, Kind::Text, |out| out.write_all(text.as_bytes()));
}

/// Whether `error` comes from a reader that closed our output.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// An error with its causes, one a line, as people read it. Control characters, which a hostile
/// input could bring, are shown escaped.
pub fn error_text(error: &anyhow::Error) -> String {
    let style = anstyle::AnsiColor::Red.on_default().bold();
    format!("{style}error{style:#}: {}", causes(error))
}

/// The same without the word "error" before it.
pub fn causes(error: &anyhow::Error) -> String {
    let mut text = String::new();
    let mut last = String::new();
    for (depth, cause) in error.chain().enumerate() {
        let message = told(cause);
        if depth == 0 {
            text = log_safe(&message);
        } else if !last.contains(&message) {
            // Writing to a String cannot fail.
            let _ = write!(text, "\n  because {}", log_safe(&message));
        }
        last = message;
    }
    text
}
