//! Colours: which, for what, and none at all when the terminal has none.

use std::fmt::Display;

use anstyle::{AnsiColor, Style};

use crate::report::reading::Mark;
use crate::verdict::Verdict;

/// Styles, or their absence.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    /// Whether escape sequences are written.
    pub colour: bool,
}

impl Paint {
    /// `text` in `style`.
    pub fn apply(self, style: Style, text: impl Display) -> String {
        if self.colour {
            format!("{style}{text}{style:#}")
        } else {
            text.to_string()
        }
    }

    /// What is secondary.
    pub fn dim(self, text: impl Display) -> String {
        self.apply(Style::new().dimmed(), text)
    }

    /// What is to be seen first.
    pub fn bold(self, text: impl Display) -> String {
        self.apply(Style::new().bold(), text)
    }

    /// An address.
    pub fn address(self, text: impl Display) -> String {
        self.apply(AnsiColor::Cyan.on_default(), text)
    }

    /// A verdict's name, or something about claims that have it.
    pub fn verdict(self, verdict: Verdict, text: impl Display) -> String {
        self.apply(verdict_style(verdict), text)
    }

    /// Words with a mark.
    pub fn mark(self, mark: Option<Mark>, text: impl Display) -> String {
        match mark {
            None => text.to_string(),
            Some(mark) => self.apply(mark_style(mark), text),
        }
    }
}

const fn verdict_style(verdict: Verdict) -> Style {
    let colour = match verdict {
        Verdict::Contradicted => AnsiColor::Red,
        Verdict::NotFound => AnsiColor::Magenta,
        Verdict::Partial => AnsiColor::Yellow,
        Verdict::Unavailable => AnsiColor::Blue,
        Verdict::NotCheckable => return Style::new().dimmed(),
        Verdict::Supported => AnsiColor::Green,
    };
    colour.on_default().bold()
}

const fn mark_style(mark: Mark) -> Style {
    match mark {
        Mark::Same => AnsiColor::Green.on_default(),
        Mark::Bare => AnsiColor::Yellow.on_default().bold(),
        Mark::Differs => AnsiColor::Red.on_default().bold(),
    }
}
