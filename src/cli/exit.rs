//! Exit codes: the contract with CI.

use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing at or above the threshold: 0.
    Clean,
    /// Findings: 1.
    Findings,
    /// The job could not be done: bad input, bad usage, unwritable output: 2.
    Failed,
}

/// What `--help` says of them.
pub const HELP: &str = "Exit codes: 0 no findings, 1 findings, 2 the job could not be done.";

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Clean => Self::SUCCESS,
            Exit::Findings => Self::from(1),
            Exit::Failed => Self::from(2),
        }
    }
}
