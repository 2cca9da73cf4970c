//! Standard output, where a reader that goes away is no error, and the look of error messages.

use std::fmt::Write as _;
use std::io::{self, Write};

use citecheck::text::log_safe;

/// Writes to standard output through `write`, without colour where the terminal has none. A pipe
/// that the reader closed ends the writing quietly, so that the exit code still tells the outcome.
pub fn stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    flushed(anstream::AutoStream::auto(io::stdout().lock()), |out| {
        write(out)
    })
}

/// The same for what is no text for a terminal: bytes go out as they are.
pub fn stdout_as_it_is(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    flushed(io::stdout().lock(), |out| write(out))
}

/// The same for threads that write in turn.
pub fn stdout_of_threads(
    write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> io::Result<()> {
    flushed(io::stdout(), |out| write(out))
}

fn flushed<W: Write>(
    out: W,
    write: impl FnOnce(&mut io::BufWriter<W>) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
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
    let mut text = log_safe(&error.to_string());
    let mut last = error.to_string();
    for cause in error.chain().skip(1) {
        let message = cause.to_string();
        if !last.contains(&message) {
            // Writing to a String cannot fail.
            let _ = write!(text, "\n  because {}", log_safe(&message));
        }
        last = message;
    }
    text
}
