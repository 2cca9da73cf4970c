//! `citecheck INPUT…` means `citecheck check INPUT…`.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use citecheck::claims::Format;

/// The arguments of the program with `check` before them, where they name no command and something to check: a file or
/// folder that is there, a name that ends as an input does, an address, `-`. What might be a slip of a command's name
/// stays as it is.
pub fn with_command(arguments: Vec<OsString>, commands: &clap::Command) -> Vec<OsString> {
    let given = arguments.get(1..).unwrap_or_default();
    let is_command = |argument: &OsString| {
        let mut names = commands.get_subcommands().map(clap::Command::get_name);
        names.any(|name| argument == name) || argument == "help"
    };
    let is_flag = |argument: &OsStr| {
        let bytes = argument.as_encoded_bytes();
        bytes.len() > 1 && bytes[0] == b'-'
    };
    let means_check = match given.first() {
        Some(first) if !is_flag(first) => !is_command(first) && is_input(first),
        // Flags first: they are those of `check` where no command comes and an input does.
        Some(_) => {
            !given.iter().any(is_command)
                && given
                    .iter()
                    .any(|argument| !is_flag(argument) && is_input(argument))
        }
        None => false,
    };
    let mut arguments = arguments;
    if means_check {
        arguments.insert(1, OsString::from("check"));
    }
    arguments
}

fn is_input(argument: &OsStr) -> bool {
    let text = argument.to_string_lossy();
    let is_address = text.starts_with("https://") || text.starts_with("http://");
    text == "-" || is_address || Format::of_path(&text).is_some() || Path::new(argument).exists()
}
