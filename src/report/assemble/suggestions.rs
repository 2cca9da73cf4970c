//! What to write in an input, with its place there.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::claims::{Claim, Input, Positions};
use crate::edit::{Edit, suggested};
use crate::report::model::{EditRecord, SuggestionRecord};
use crate::text::CharOffsets;
use crate::verify::Verification;

/// The suggestions for the claims of one input.
pub(super) struct Suggestions<'i> {
    input: &'i Input,
    /// Made when the first place is asked for.
    lines: OnceCell<Positions>,
}

impl<'i> Suggestions<'i> {
    pub(super) const fn new(input: &'i Input) -> Self {
        Self {
            input,
            lines: OnceCell::new(),
        }
    }

    /// What is suggested for `claim`. A verdict that its author expects is as it should be.
    pub(super) fn record(&self, claim: &Claim, of: &Verification) -> Option<SuggestionRecord> {
        let suggestion = of.suggestion.as_ref()?;
        if claim.expect.is_some() {
            return None;
        }
        Some(SuggestionRecord {
            span: CharOffsets::new(&claim.text).to_chars(suggestion.span),
            write: suggestion.write.clone(),
            edit: suggested(self.input, claim, suggestion).map(|edit| self.edit(edit)),
        })
    }

    fn edit(&self, edit: Edit) -> EditRecord {
        let Input { path, text, .. } = self.input;
        let lines = self
            .lines
            .get_or_init(|| Positions::new(Arc::clone(path), text));
        let start = lines.place(text, edit.span.start);
        let end = lines.place(text, edit.span.end);
        EditRecord {
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            write: edit.write,
        }
    }
}
