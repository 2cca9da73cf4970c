//! What to write in an input, as SARIF has it (section 3.55, "fix object").

use super::model::{ArtifactChange, ArtifactLocation, Deleted, Fix, Replacement, Text};
use crate::report::model::ClaimRecord;
use crate::text::printable;

/// What to write in the file at `artifact_location` so that `claim` says what its source says; nothing where that is
/// no change of one place.
pub(super) fn of(claim: &ClaimRecord, artifact_location: ArtifactLocation) -> Vec<Fix<'_>> {
    let suggestion = claim.suggestion.as_ref();
    let Some((suggestion, edit)) = suggestion.and_then(|s| Some((s, s.edit.as_ref()?))) else {
        return Vec::new();
    };
    let said = printable(&suggestion.write);
    vec![Fix {
        description: Text {
            text: format!("Write what the source says: {said}").into(),
        },
        artifact_changes: [ArtifactChange {
            artifact_location,
            replacements: [Replacement {
                deleted_region: Deleted {
                    start_line: edit.line.max(1),
                    start_column: edit.column.max(1),
                    end_line: edit.end_line.max(1),
                    end_column: edit.end_column.max(1),
                },
                inserted_content: Text {
                    text: edit.write.as_str().into(),
                },
            }],
        }],
    }]
}
