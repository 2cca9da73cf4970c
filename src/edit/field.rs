//! A further field of a claim in a claims file.

use super::Edit;
use crate::claims::{Claim, Format, Input};
use crate::text::Span;

/// Marks around a text in TOML, the longer ones first; JSON has one of them.
const QUOTES: [&str; 4] = ["\"\"\"", "'''", "\"", "'"];

/// Adds the field `name` behind the text of `claim`: on a line of its own where the text has one, else beside it.
/// None where the claim's text does not end with a quotation mark.
pub(super) fn add(input: &Input, claim: &Claim, name: &str, value: &str) -> Option<Edit> {
    let text = &*input.text;
    let (before, after) = (text.get(..claim.span.start)?, text.get(claim.span.end..)?);
    let quote = QUOTES
        .iter()
        .find(|quote| before.ends_with(**quote) && after.starts_with(**quote))?;
    let end = claim.span.end + quote.len();
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let lead = &text[line..];
    let indent = &lead[..lead.len() - lead.trim_start_matches([' ', '\t']).len()];
    let rest = text[end..].split('\n').next().unwrap_or_default();
    // The field stands alone on its line: its name begins it, and nothing but a comma or a comment ends it.
    let begins = !lead.trim_start().starts_with(['{', '[']);
    let ends = matches!(rest.trim(), "" | ",") || rest.trim_start().starts_with('#');
    let line_end = match text[end..].split_inclusive('\n').next() {
        Some(line) if line.ends_with("\r\n") => "\r\n",
        _ => "\n",
    };
    let value = value.replace('\\', "\\\\").replace('"', "\\\"");
    let is_toml = input.format == Format::Toml;
    let (at, write) = match (is_toml, begins && ends) {
        (true, true) => {
            let at = end + rest.trim_end_matches('\r').len();
            (at, format!("{line_end}{indent}{name} = \"{value}\""))
        }
        (true, false) => (end, format!(", {name} = \"{value}\"")),
        (false, true) => (end, format!(",{line_end}{indent}\"{name}\": \"{value}\"")),
        (false, false) => (end, format!(", \"{name}\": \"{value}\"")),
    };
    Some(Edit {
        span: Span::new(at, at),
        write,
    })
}
