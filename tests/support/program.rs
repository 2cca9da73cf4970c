//! The program under test, in an environment that says nothing.

use std::path::Path;
use std::process::{Command, Output};

/// How a run of the program ended.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// The program in `dir`, with `args`; no settings but these.
pub fn command(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_citecheck"));
    command.current_dir(dir).args(args).env_clear();
    command.env("CITECHECK_PROGRESS", "none");
    // What the entailment model adds has tests of its own; without it a run is over at once.
    command.env("CITECHECK_JUDGE", "lexical");
    command
}

/// Runs the program to its end.
pub fn citecheck(dir: &Path, args: &[&str]) -> Run {
    let output = command(dir, args).output().expect("the program starts");
    output.into()
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}
