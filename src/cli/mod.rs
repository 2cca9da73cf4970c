//! The command line.
//!
//! | room | what |
//! |---|---|
//! | `args` | what commands take: groups of flags, settings, environment |
//! | `inputs` | paths, folders, addresses and branches to claims |
//! | `commands` | a file or folder each, from arguments to an exit code |
//! | `run`, `live` | checks once, and again whenever something changes |
//! | `edits` | what is written into the files that were checked |
//! | `output` | what reaches the terminal, a pipe or a file |

mod args;
mod checked;
mod commands;
mod diagnostics;
mod edits;
mod exit;
mod guide;
mod in_order;
mod inputs;
mod live;
mod output;
mod pdf;
mod progress;
mod run;

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory as _, Parser, Subcommand};

use args::implied;
#[cfg(feature = "mcp")]
use commands::mcp;
use commands::{
    baseline, cache, check, claims, diff, explain, extract, fetch, generate, init, lsp, report,
    stream,
};
use edits::accept;
use exit::Exit;
use output::Kind;

/// Does the page you cite say what you say it says?
#[derive(Parser)]
#[command(name = "citecheck", version, about, max_term_width = 100)]
#[command(after_help = format!("`citecheck INPUT…` means `citecheck check INPUT…`.\n\n{}", exit::HELP))]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(Box<check::Args>),
    Fetch(Box<fetch::Args>),
    Claims(Box<claims::Args>),
    Explain(Box<explain::Args>),
    Extract(Box<extract::Args>),
    Report(report::Args),
    Diff(diff::Args),
    Baseline(baseline::Args),
    Accept(Box<accept::Args>),
    Cache(cache::Args),
    Stream(stream::Args),
    Lsp(Box<lsp::Args>),
    Init(init::Args),
    #[cfg(feature = "mcp")]
    Mcp(Box<mcp::Args>),
    /// Serve as the child process that reads a PDF file.
    #[command(name = "__read-pdf", hide = true)]
    ReadPdf,
    Generate(generate::Args),
}

impl Command {
    fn run(self) -> anyhow::Result<Exit> {
        match self {
            Self::Check(args) => check::run(&args),
            Self::Fetch(args) => fetch::run(&args),
            Self::Claims(args) => claims::run(&args),
            Self::Extract(args) => extract::run(&args),
            Self::Explain(args) => explain::run(&args),
            Self::Report(args) => report::run(&args),
            Self::Diff(args) => diff::run(&args),
            Self::Baseline(args) => baseline::run(&args),
            Self::Accept(args) => accept::run(&args),
            Self::Cache(args) => cache::run(&args),
            Self::Stream(args) => stream::run(&args),
            Self::Lsp(args) => lsp::run(*args),
            Self::Init(args) => init::run(&args),
            #[cfg(feature = "mcp")]
            Self::Mcp(args) => mcp::run(&args),
            Self::ReadPdf => pdf::serve(),
            Self::Generate(args) => generate::run(&args, Cli::command()),
        }
    }
}

/// Parses the arguments, runs the command, reports its failure, gives the exit code.
pub fn main() -> ExitCode {
    take_errors_for_signals();
    let arguments = implied::with_command(std::env::args_os().collect(), &Cli::command());
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return refused(&error),
    };
    let exit = match cli.command.run() {
        Ok(exit) => exit,
        Err(error) if output::is_closed_pipe(&error) => Exit::Clean,
        Err(error) => {
            output::tell(&output::error_text(&error));
            Exit::Failed
        }
    };
    exit.into()
}

/// A file over the limit on its size (`ulimit -f`) is an error of the write then, told as any other:
/// left alone, the signal ends the process without a word.
fn take_errors_for_signals() {
    #[cfg(unix)]
    {
        let noticed = std::sync::Arc::default();
        // Where it can't be had, the program does what it would have done without.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, noticed);
    }
}

/// Tells what is wrong with the arguments, or gives the help that they ask for.
fn refused(error: &clap::Error) -> ExitCode {
    let text = error.render().ansi().to_string();
    if !error.use_stderr() {
        let written = output::stdout(Kind::Text, |out| out.write_all(text.as_bytes()));
        return written.map_or(Exit::Failed, |()| Exit::Clean).into();
    }
    output::tell_as_it_is(&text);
    if let Some(variable) = variable(error) {
        output::tell(&format!(
            "\nThe value is that of the environment variable {variable}."
        ));
    }
    Exit::Failed.into()
}

/// The variable of the environment that a refused value comes from: clap names the flag alone. Every
/// variable is named as its flag is.
fn variable(error: &clap::Error) -> Option<String> {
    let text = |kind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.as_str()),
        _ => None,
    };
    let flag = text(ContextKind::InvalidArg)?.strip_prefix("--")?;
    let value = text(ContextKind::InvalidValue)?;
    let name = flag.split([' ', '=', '[']).next()?;
    let variable = format!("CITECHECK_{}", name.replace('-', "_").to_uppercase());
    let set = std::env::var(&variable).is_ok_and(|set| set.contains(value));
    let given = std::env::args().any(|argument| argument.ends_with(value));
    (set && !given).then_some(variable)
}
