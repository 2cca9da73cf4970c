//! A program that shows reports and has commands of its own.

use citecheck::report::{Guide, Report, Step, View};
use citecheck::source::Reason;

#[derive(Debug)]
pub struct Desk;

impl Guide for Desk {
    fn unread(&self, reason: Reason, http_status: Option<u16>) -> &'static str {
        match http_status {
            Some(404) => "the page is gone: look for it with `desk find`",
            _ => reason.hint(http_status),
        }
    }

    fn hand_over(&self, address: &str) -> Option<String> {
        Some(format!("desk add {address} FILE"))
    }

    fn step(&self, step: Step) -> Option<&'static str> {
        match step {
            Step::ShowAll => Some("`desk all` shows them"),
            Step::ShowChanges => Some("`desk compare` has them"),
            Step::ForgetMended => Some("`desk tidy` takes them out"),
            _ => None,
        }
    }
}

/// A plain view of `report` as that program shows it.
pub fn view(report: &Report) -> View {
    View {
        guide: &Desk,
        ..View::new(report)
    }
}
