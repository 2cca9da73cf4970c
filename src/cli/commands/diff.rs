//! `citecheck diff`.

use std::path::{Path, PathBuf};

use citecheck::report::diff::{Kinds, diff, write_json, write_markdown, write_terminal};

use crate::cli::args::report::{read_report, width};
use crate::cli::exit::Exit;
use crate::cli::guide::Flags;
use crate::cli::output::{self, Kind};

/// Compare two reports.
#[derive(clap::Args)]
#[command(
    after_help = "Exit codes: 0 nothing got worse, 1 something did, 2 the job could not be done."
)]
pub struct Args {
    /// The earlier report, as `check --format json` wrote it; `-` for standard input.
    old: PathBuf,
    /// The later one.
    new: PathBuf,
    /// Format of standard output.
    #[arg(short, long, value_enum, default_value_t = DiffFormat::Terminal)]
    format: DiffFormat,
    /// Changes that give exit code 1, separated by commas: regressed, new-finding, source-lost,
    /// source-changed, changed, evidence-moved, reworded, new, gone, improved, source-restored,
    /// source-touched; or none [default: regressed]
    #[arg(long, value_name = "LIST")]
    fail_on: Option<Kinds>,
    /// Columns of terminal output [default: the terminal's, else 100]
    #[arg(long, value_name = "COLUMNS", env = "CITECHECK_WIDTH")]
    width: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum DiffFormat {
    Terminal,
    Json,
    Markdown,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    if args.old == args.new && args.old == Path::new("-") {
        anyhow::bail!("standard input can be one of the two reports");
    }
    let (old, new) = rayon::join(|| read_report(&args.old), || read_report(&args.new));
    let changes = diff(&old?, &new?);
    match args.format {
        DiffFormat::Terminal => {
            let width = width(args.width);
            output::stdout(Kind::Text, |out| write_terminal(&changes, width, true, out))
        }
        DiffFormat::Json => output::stdout(Kind::Quoted, |out| write_json(&changes, out)),
        DiffFormat::Markdown => {
            output::stdout(Kind::Markup, |out| write_markdown(&changes, &Flags, out))
        }
    }?;
    let fail_on = args.fail_on.clone().unwrap_or_default();
    Ok(if changes.has(&fail_on) {
        Exit::Findings
    } else {
        Exit::Clean
    })
}
