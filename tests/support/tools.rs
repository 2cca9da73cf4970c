//! Programs of others that a test asks: where one is missing the test says so, and in CI it fails.

use std::io::Write as _;
use std::path::PathBuf;

/// Tells that a test asserts nothing on this machine, for want of `what`. Past the harness, which keeps what a test
/// that passes says to itself.
///
/// # Panics
/// In CI (the environment variable `CI` is set), where everything must be there.
pub fn skipped(what: &str) {
    assert!(
        std::env::var_os("CI").is_none_or(|value| value.is_empty() || value == "false"),
        "{what} is missing, and in CI nothing is skipped"
    );
    told(what);
}

/// The same for what even CI may lack: nothing fails.
pub fn told(what: &str) {
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    let _ = writeln!(std::io::stderr(), "skipped: {test}: {what} is missing");
}

/// The program of that name in the folders of `PATH`; else the test is [`skipped`].
pub fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file());
    if found.is_none() {
        skipped(name);
    }
    found
}
