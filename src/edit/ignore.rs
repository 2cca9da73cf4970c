//! That a person looked at a claim, and why it is left alone.

use super::{Edit, EditError, field};
use crate::claims::{Checkable, Claim, Format, Input};
use crate::text::{Span, must_escape};

/// What a reason must be, for errors.
pub const REASON_HELP: &str = "a reason is one line of text, without `--` and without `<` and `>`";

/// The comment of an article that has citecheck leave a statement alone, for `reason`.
///
/// # Errors
///
/// The reason is empty, has more than one line, or would end the comment.
///
/// ```
/// use citecheck::edit::comment;
/// assert_eq!(comment("the page rounds it")?, "<!-- citecheck: ignore the page rounds it -->");
/// assert!(comment("done --> here").is_err());
/// # Ok::<(), citecheck::edit::EditError>(())
/// ```
pub fn comment(reason: &str) -> Result<String, EditError> {
    Ok(format!("<!-- citecheck: ignore {} -->", clean(reason)?))
}

/// The edit that has citecheck leave `claim` of `input` alone: a comment behind the statement, in a claims file a
/// field. Without a reason yet, that of an article is blank, and a warning asks for it whenever it is read.
///
/// # Errors
///
/// As [`comment`]; the file's format has neither comments nor fields; the claim is not checked as it is.
pub fn ignore(input: &Input, claim: &Claim, reason: Option<&str>) -> Result<Edit, EditError> {
    if let Checkable::No(why) = &claim.checkable {
        return Err(EditError::NotChecked {
            id: claim.id.clone(),
            why: why.clone(),
        });
    }
    let path = input.path.to_string();
    if !input.is_plain {
        return Err(EditError::NotPlain { path });
    }
    match input.format {
        Format::Markdown | Format::Html | Format::Wikitext => {
            let write = match reason {
                Some(reason) => format!(" {}", comment(reason)?),
                None => " <!-- citecheck: ignore -->".to_owned(),
            };
            Ok(behind(claim, write))
        }
        Format::Latex => {
            let reason = reason.map_or(Ok(""), clean)?;
            let write = format!(" % citecheck: ignore {reason}");
            let rest = input.text.get(claim.span.end..).unwrap_or_default();
            let line = rest.split('\n').next().unwrap_or_default();
            // A comment hides the rest of its line.
            let end = if line.trim().is_empty() { "" } else { "\n" };
            Ok(behind(claim, format!("{}{end}", write.trim_end())))
        }
        Format::Toml | Format::Json | Format::JsonLines => {
            let reason = reason.map_or(Ok("say why"), clean)?;
            let value = format!("ignored: {reason}");
            field::add(input, claim, "not-checkable", &value).ok_or(EditError::NotPlain { path })
        }
        Format::Csv | Format::Text | Format::Docx => Err(EditError::NoPlace {
            path,
            what: input.format.what(),
        }),
    }
}

/// Puts `write` behind a claim.
const fn behind(claim: &Claim, write: String) -> Edit {
    let end = claim.span.end;
    Edit {
        span: Span::new(end, end),
        write,
    }
}

/// A reason that ends no comment and no line.
fn clean(reason: &str) -> Result<&str, EditError> {
    let reason = reason.trim();
    let bad = reason.is_empty()
        || reason.contains("--")
        || reason.ends_with('-')
        || reason.contains(['<', '>'])
        || reason.chars().any(|c| c.is_control() || must_escape(c));
    if bad {
        return Err(EditError::BadReason);
    }
    Ok(reason)
}
