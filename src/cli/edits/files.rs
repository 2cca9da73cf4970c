//! The file that changes: its bytes before and after.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};
use anyhow::{Context as _, bail};
use citecheck::claims::Input;
use citecheck::edit::{Edit, apply};
use citecheck::files;
use citecheck::limits::INPUT_BYTES;
use citecheck::printable::printable_line;
use similar::{ChangeTag, TextDiff};

use crate::cli::inputs::InputArgs;
use crate::cli::inputs::files::read_named;
use crate::cli::output;

/// Lines around a change that a diff shows.
const AROUND: usize = 3;

/// An input's file, before it changes and after.
pub struct Changed {
    path: PathBuf,
    before: Vec<u8>,
    after: Vec<u8>,
}

impl Changed {
    /// The file of `input` with `edits`, which must be the one that was read.
    pub fn new(input: &Input, edits: &[Edit]) -> anyhow::Result<Self> {
        if &*input.path == "-" {
            bail!("standard input cannot be changed: name the file");
        }
        let path = PathBuf::from(&*input.path);
        let before = read_named(&path, INPUT_BYTES)?;
        let after = apply(&before, input, edits)?;
        Ok(Self {
            path,
            before,
            after,
        })
    }

    /// The file after the change, read again as `args` say; none where it cannot be read any more.
    pub fn read_again(&self, args: &InputArgs) -> anyhow::Result<Option<Input>> {
        Ok(args.read_as(&self.path, &self.after)?.ok())
    }

    /// Shows the change on standard error, as a unified diff.
    pub fn show(&self) {
        output::tell_as_it_is(&self.diff());
    }

    /// Writes the file.
    pub fn write(&self) -> anyhow::Result<()> {
        files::write(&self.path, |out| out.write_all(&self.after))
            .with_context(|| format!("cannot write {}", self.path.display()))
    }

    fn diff(&self) -> String {
        const GONE: Style = AnsiColor::Red.on_default();
        const NEW: Style = AnsiColor::Green.on_default();
        let name = printable_line(&self.path.to_string_lossy());
        let (before, after) = (
            String::from_utf8_lossy(&self.before),
            String::from_utf8_lossy(&self.after),
        );
        let diff = TextDiff::from_lines(before.as_ref(), after.as_ref());
        let mut text = format!("--- {name}\n+++ {name}\n");
        for hunk in diff.unified_diff().context_radius(AROUND).iter_hunks() {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{}", hunk.header());
            for change in hunk.iter_changes() {
                let line = printable_line(change.value().trim_end_matches(['\r', '\n']));
                let line = match change.tag() {
                    ChangeTag::Delete => format!("{GONE}-{line}{GONE:#}\n"),
                    ChangeTag::Insert => format!("{NEW}+{line}{NEW:#}\n"),
                    ChangeTag::Equal => format!(" {line}\n"),
                };
                text.push_str(&line);
            }
        }
        text
    }
}

/// Tells early that the file of an input cannot be written.
pub fn writable(path: &Path) -> anyhow::Result<()> {
    files::try_write(path).with_context(|| format!("cannot write {}", path.display()))
}
