//! What a report's reader is told to do, where it is a program's commands that do it.

use std::fmt;

use crate::source::Reason;

/// Puts advice in the words of the program that shows a report.
///
/// The library says what to do; a program knows the flags and commands that do it. [`View`](crate::report::View) has one.
///
/// ```
/// use citecheck::report::Guide;
/// use citecheck::source::Reason;
///
/// #[derive(Debug)]
/// struct Desk;
///
/// impl Guide for Desk {
///     fn unread(&self, reason: Reason, http_status: Option<u16>) -> &'static str {
///         match reason {
///             Reason::NotCached => "press “Get pages”",
///             _ => reason.hint(http_status),
///         }
///     }
/// }
/// assert_eq!(Desk.unread(Reason::NotCached, None), "press “Get pages”");
/// ```
pub trait Guide: fmt::Debug + Send + Sync {
    /// What to do about a source that could not be read, in one sentence without a stop; `http_status` is the
    /// server's, where it gave one. Unless said otherwise, [`Reason::hint`].
    fn unread(&self, reason: Reason, http_status: Option<u16>) -> &'static str {
        reason.hint(http_status)
    }

    /// The command that hands over a page which a person saved from `address`; none unless said otherwise.
    fn hand_over(&self, address: &str) -> Option<String> {
        let _ = address;
        None
    }

    /// What takes `step`, in a few words that can follow a semicolon, such as "the button shows them"; nothing unless
    /// said otherwise.
    fn step(&self, step: Step) -> Option<&'static str> {
        let _ = step;
        None
    }
}

/// What a reader may want to do with what stands before, which is more than one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// Show all of a report, of which a terminal has the first things only.
    ShowAll,
    /// Show all of a diff, of which a comment has what fits into one.
    ShowChanges,
    /// Take findings that are there no more out of the baseline.
    ForgetMended,
}

/// Advice in words alone, for who has no program to name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Words;

impl Guide for Words {}
