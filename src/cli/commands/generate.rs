//! `citecheck generate`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Command;
use clap_complete::Shell;

use crate::cli::exit::Exit;
use crate::cli::output;

/// Print a shell's completions or the manual page; with --dir, write all of them to a folder.
#[derive(clap::Args)]
pub struct Args {
    /// What to print.
    #[arg(value_enum, required_unless_present = "dir")]
    what: Option<What>,
    /// Write completions for every shell and a manual page for every command to this folder.
    #[arg(long, value_name = "DIR", conflicts_with = "what")]
    dir: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum What {
    Bash,
    Elvish,
    Fish,
    Powershell,
    Zsh,
    /// The manual page of citecheck, in roff.
    Man,
    /// The natural guess: it is told where to go.
    #[value(hide = true)]
    All,
}

/// `command` is the whole program.
pub fn run(args: &Args, mut command: Command) -> anyhow::Result<Exit> {
    if let Some(dir) = &args.dir {
        write_all(dir, command).with_context(|| format!("cannot write to {}", dir.display()))?;
        return Ok(Exit::Clean);
    }
    let mut text = Vec::new();
    match args.what {
        None => {}
        Some(What::All) => bail!("all of them need a folder: citecheck generate --dir DIR"),
        Some(What::Man) => clap_mangen::Man::new(command).render(&mut text)?,
        Some(what) => clap_complete::generate(shell(what), &mut command, NAME, &mut text),
    }
    output::stdout_of_bytes(|out| out.write_all(&text))?;
    Ok(Exit::Clean)
}

const NAME: &str = "citecheck";

const fn shell(what: What) -> Shell {
    match what {
        What::Elvish => Shell::Elvish,
        What::Fish => Shell::Fish,
        What::Powershell => Shell::PowerShell,
        What::Zsh => Shell::Zsh,
        What::Bash | What::Man | What::All => Shell::Bash,
    }
}

/// `completions/` with a file a shell, `man/` with a page a command.
fn write_all(dir: &Path, mut command: Command) -> io::Result<()> {
    let (completions, man) = (dir.join("completions"), dir.join("man"));
    fs::create_dir_all(&completions)?;
    fs::create_dir_all(&man)?;
    for shell in [
        Shell::Bash,
        Shell::Elvish,
        Shell::Fish,
        Shell::PowerShell,
        Shell::Zsh,
    ] {
        clap_complete::generate_to(shell, &mut command, NAME, &completions)?;
    }
    command = command.disable_help_subcommand(true);
    command.build();
    let mut pending = vec![command];
    while let Some(command) = pending.pop() {
        // What citecheck starts by itself has no page.
        pending.extend(
            command
                .get_subcommands()
                .filter(|command| !command.is_hide_set())
                .cloned(),
        );
        clap_mangen::Man::new(command).generate_to(&man)?;
    }
    Ok(())
}
