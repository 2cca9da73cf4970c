//! Errors of inputs and settings as the compiler shows its own: the line, the mark under it, what was expected.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use citecheck::claims::Errors;
use unicode_width::UnicodeWidthChar;

use citecheck::Span;
use citecheck::printable::printable;

use crate::cli::output;

const RED: Style = AnsiColor::Red.on_default().bold();
const BLUE: Style = AnsiColor::Blue.on_default().bold();
const BOLD: Style = Style::new().bold();
const HELP: Style = AnsiColor::Cyan.on_default().bold();

/// Code points of a long line that are shown around an error.
const SHOWN: usize = 100;

/// Writes the errors of all files to standard error and gives the sentence that sums them up.
pub fn report(faulty: &[Errors]) -> String {
    let mut count = 0;
    for errors in faulty {
        count += errors.errors.len() + errors.more;
        for error in &errors.errors {
            let told = Told {
                message: &error.message,
                file: &error.place.file,
                at: (error.place.line, error.place.column),
                span: error.span,
                label: &error.label,
                help: error.help.as_deref(),
            };
            tell(&told, &errors.text);
        }
        if errors.more > 0 {
            output::tell(&format!("… and {} more in {}\n", errors.more, errors.path));
        }
    }
    let files = match faulty {
        [one] => one.path.to_string(),
        many => format!("{} files", many.len()),
    };
    format!("could not read {files}: {}", counted(count))
}

/// `1 error`, `2 errors`.
pub fn counted(errors: usize) -> String {
    format!("{errors} {}", if errors == 1 { "error" } else { "errors" })
}

/// One error, of whatever kind of file.
pub struct Told<'e> {
    /// What is wrong.
    pub message: &'e str,
    /// The file's path.
    pub file: &'e str,
    /// Line, and column in code points, from 1.
    pub at: (usize, usize),
    /// The same in bytes of the file's text.
    pub span: Span,
    /// What was expected at the place; may be empty.
    pub label: &'e str,
    /// What to do about it.
    pub help: Option<&'e str>,
}

/// Writes an error to standard error; `text` is that of its file.
pub fn tell(error: &Told<'_>, text: &str) {
    output::tell_as_it_is(&show(error, text));
}

/// One error, in a few lines that end with an empty one.
fn show(error: &Told<'_>, text: &str) -> String {
    let (at_line, at_column) = error.at;
    let mut shown = String::new();
    let window = Window::new(text, error.span.start, error.span.end);
    let margin = at_line.to_string().len();
    let blank = " ".repeat(margin);
    let mut line = |text: String| {
        shown.push_str(text.trim_end());
        shown.push('\n');
    };
    line(format!(
        "{RED}error{RED:#}{BOLD}: {}{BOLD:#}",
        printable(error.message)
    ));
    line(format!(
        "{blank}{BLUE}-->{BLUE:#} {}:{}:{}",
        printable(error.file),
        at_line,
        at_column
    ));
    let marks = "^".repeat(window.marked.max(1));
    line(format!("{blank} {BLUE}|{BLUE:#}"));
    line(format!("{BLUE}{at_line} |{BLUE:#} {}", window.line));
    line(format!(
        "{blank} {BLUE}|{BLUE:#} {}{RED}{}{RED:#}",
        " ".repeat(window.before),
        format!("{marks} {}", printable(error.label)).trim_end()
    ));
    if let Some(help) = error.help {
        line(format!(
            "{blank} {BLUE}={BLUE:#} {HELP}help{HELP:#}: {}",
            printable(help)
        ));
    }
    line(String::new());
    shown
}

/// The part of a line that is shown, and what is marked of it, in columns of the terminal.
struct Window {
    line: String,
    before: usize,
    marked: usize,
}

impl Window {
    fn new(text: &str, start: usize, end: usize) -> Self {
        let start = start.min(text.len());
        let begin = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let stop = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let head = &text[begin..start];
        let tail = &text[start..stop];
        // From a long line, only the neighbourhood of the error.
        let skipped = head.chars().count().saturating_sub(SHOWN / 2);
        let cut = head
            .char_indices()
            .nth(skipped)
            .map_or(head.len(), |(at, _)| at);
        let mut line = String::new();
        if skipped > 0 {
            line.push('…');
        }
        push_plain(&mut line, &head[cut..]);
        let before = width(&line);
        let marked_end = end.clamp(start, stop) - start;
        let kept = tail
            .char_indices()
            .nth(SHOWN)
            .map_or(tail.len(), |(at, _)| at);
        let marked_end = marked_end.min(kept);
        let from = line.len();
        push_plain(&mut line, &tail[..marked_end]);
        let marked = width(&line[from..]);
        push_plain(&mut line, &tail[marked_end..kept]);
        if kept < tail.len() {
            line.push('…');
        }
        Self {
            line,
            before,
            marked,
        }
    }
}

/// Adds `text` with what has no width of its own made visible.
fn push_plain(line: &mut String, text: &str) {
    for c in text.trim_end_matches('\r').chars() {
        match c {
            '\t' => line.push_str("    "),
            c => {
                // Writing to a String cannot fail.
                let _ = write!(line, "{}", printable(c.encode_utf8(&mut [0; 4])));
            }
        }
    }
}

fn width(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}
