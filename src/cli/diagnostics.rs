//! Errors of inputs as the compiler shows its own: the line, the mark under it, what was expected.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use citecheck::claims::{Error, Errors};
use unicode_width::UnicodeWidthChar;

use citecheck::printable::printable;

use super::output;

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
            output::tell_as_it_is(&show(error, &errors.text));
        }
        if errors.more > 0 {
            output::tell(&format!("… and {} more in {}\n", errors.more, errors.path));
        }
    }
    let files = match faulty {
        [one] => one.path.to_string(),
        many => format!("{} files", many.len()),
    };
    let plural = if count == 1 { "error" } else { "errors" };
    format!("could not read {files}: {count} {plural}")
}

/// One error, in a few lines that end with an empty one.
fn show(error: &Error, text: &str) -> String {
    let place = &error.place;
    let mut shown = String::new();
    let window = Window::new(text, error.span.start, error.span.end);
    let margin = place.line.to_string().len();
    let blank = " ".repeat(margin);
    let mut line = |text: String| {
        shown.push_str(text.trim_end());
        shown.push('\n');
    };
    line(format!(
        "{RED}error{RED:#}{BOLD}: {}{BOLD:#}",
        printable(&error.message)
    ));
    line(format!(
        "{blank}{BLUE}-->{BLUE:#} {}:{}:{}",
        printable(&place.file),
        place.line,
        place.column
    ));
    line(format!("{blank} {BLUE}|{BLUE:#}"));
    line(format!("{BLUE}{} |{BLUE:#} {}", place.line, window.line));
    line(format!(
        "{blank} {BLUE}|{BLUE:#} {}{RED}{} {}{RED:#}",
        " ".repeat(window.before),
        "^".repeat(window.marked.max(1)),
        printable(&error.label)
    ));
    if let Some(help) = &error.help {
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
