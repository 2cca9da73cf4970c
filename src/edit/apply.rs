//! Edits to the bytes of a file.

use super::{Edit, EditError};
use crate::claims::Input;

/// The bytes of `input`'s file, as they are now, with `edits`, in whatever order these are.
///
/// # Errors
///
/// The bytes are not those that were read, or no text; two edits overlap.
///
/// ```
/// use citecheck::claims::{Format, Options, read};
/// use citecheck::edit::{Edit, apply};
/// use citecheck::Span;
///
/// let bytes = b"\xEF\xBB\xBFIt ends in 2032 ([A](https://a.example/)).\r\n";
/// let input = read("deal.md", bytes, Format::Markdown, &Options::default())?;
/// let edit = Edit { span: Span::new(11, 15), write: "2030".to_owned() };
/// assert_eq!(apply(bytes, &input, &[edit])?, b"\xEF\xBB\xBFIt ends in 2030 ([A](https://a.example/)).\r\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn apply(bytes: &[u8], input: &Input, edits: &[Edit]) -> Result<Vec<u8>, EditError> {
    let path = || input.path.to_string();
    if !input.is_plain {
        return Err(EditError::NotPlain { path: path() });
    }
    let mark = bytes.len().saturating_sub(input.text.len());
    let is_same = bytes.get(mark..) == Some(input.text.as_bytes())
        && [&[][..], crate::claims::BYTE_ORDER_MARK].contains(&&bytes[..mark]);
    if !is_same {
        return Err(EditError::Changed { path: path() });
    }
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut written = bytes[..mark].to_vec();
    let mut from = 0;
    for edit in edits {
        let kept = input.text.get(from..edit.span.start);
        let (Some(kept), Some(_)) = (kept, input.text.get(edit.span.range())) else {
            return Err(EditError::Overlap { path: path() });
        };
        written.extend_from_slice(kept.as_bytes());
        written.extend_from_slice(edit.write.as_bytes());
        from = edit.span.end;
    }
    written.extend_from_slice(input.text[from..].as_bytes());
    Ok(written)
}
