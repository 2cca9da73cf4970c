//! What an editor offers to do about a claim: write the source's value, leave it alone, open the passage.

use std::collections::HashMap;

use lsp_types::{CodeAction, CodeActionKind, Command, Range, TextEdit, Url, WorkspaceEdit};
use serde_json::Value;

use super::documents::Document;
use super::markdown::{shortened, target};
use crate::claims::Claim;
use crate::edit::{Edit, ignore, suggested};
use crate::report::{ClaimRecord, Finding, deciding};
use crate::text::CharOffsets;
use crate::verify::Suggestion;

/// The command that opens a passage on its page, with the address.
pub(super) const OPEN: &str = "citecheck.open";

/// What is offered for the claims in `range` of the document at `uri`. `opens` tells whether the editor can open a page.
pub(super) fn actions(
    document: &Document,
    uri: &Url,
    range: Range,
    opens: bool,
) -> Vec<CodeAction> {
    let Some(checked) = document.checked() else {
        return Vec::new();
    };
    let mut actions = Vec::new();
    for (claim, record) in document.claims(range.start, range.end) {
        let change = |title: String, edit: &Edit, preferred: bool| CodeAction {
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            edit: Some(changes(document, uri, edit)),
            is_preferred: Some(preferred),
            ..CodeAction::default()
        };
        if let Some((suggestion, edit)) = suggestion(claim, record)
            .and_then(|found| Some((suggested(&checked.input, claim, &found)?, found)))
            .map(|(edit, found)| (found, edit))
        {
            let title = format!(
                "Write what the source says: {}",
                shortened(&suggestion.write)
            );
            actions.push(change(title, &edit, true));
        }
        let is_finding = Finding::of(record).is_some_and(|finding| !finding.is_no_concern());
        if is_finding
            && record.expect.is_none()
            && let Ok(edit) = ignore(&checked.input, claim, None)
        {
            let title = "Leave it, and say why".to_owned();
            actions.push(change(title, &edit, false));
        }
        let passage = deciding(record).and_then(|evidence| target(evidence.url.as_deref()?));
        if let Some(address) = passage.filter(|_| opens) {
            actions.push(CodeAction {
                title: "Open the passage on its page".to_owned(),
                command: Some(Command {
                    title: "Open the passage on its page".to_owned(),
                    command: OPEN.to_owned(),
                    arguments: Some(vec![Value::String(address)]),
                }),
                ..CodeAction::default()
            });
        }
    }
    actions
}

/// What the record suggests, in bytes of the claim's text.
fn suggestion(claim: &Claim, record: &ClaimRecord) -> Option<Suggestion> {
    let suggestion = record.suggestion.as_ref()?;
    Some(Suggestion {
        span: CharOffsets::new(&claim.text).to_bytes(suggestion.span),
        write: suggestion.write.clone(),
    })
}

fn changes(document: &Document, uri: &Url, edit: &Edit) -> WorkspaceEdit {
    let range = document.lines.range(&document.article.text, edit.span);
    let edit = TextEdit::new(range, edit.write.clone());
    WorkspaceEdit::new(HashMap::from([(uri.clone(), vec![edit])]))
}
