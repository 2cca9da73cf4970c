//! What stands in braces or between dollars in running text: roles, what themes write for themselves, formulas.

use crate::claims::citations::found::{Context, Found, between, clipped};
use crate::claims::citations::syntax::{is_name, key_list};

/// `{cite}` with its keys, and what themes write in braces for themselves: `{.class}`, `{{< shortcode >}}`.
pub(in crate::claims::citations) fn brace(
    text: &str,
    at: usize,
    context: Context<'_>,
) -> Option<Found> {
    let rest = &text[at..];
    for (open, close) in [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")] {
        if let Some(length) = between(rest, open, close) {
            return Some(Found::new(length, Vec::new()));
        }
    }
    let close = clipped(rest).find('}')?;
    let inner = &rest[1..close];
    let after = at + close + 1;
    let role = inner.split(':').next().unwrap_or_default();
    if role.trim_start_matches("foot").starts_with("cite") {
        let in_sentence = inner.ends_with(":t") || inner.ends_with("citet");
        let told = |found: Found| {
            if in_sentence {
                found.in_sentence(context)
            } else {
                found
            }
        };
        // Markdown has taken the keys' backticks already; plain text has them.
        let code = context.code.partition_point(|span| span.start < after);
        let code = context.code.get(code).filter(|span| span.start == after);
        if let Some(span) = code {
            let refs = key_list(span.of(text))?;
            return Some(told(Found::new(span.end - at, refs)));
        }
        let end = between(&text[after..], "`", "`")?;
        let refs = key_list(&text[after + 1..after + end - 1])?;
        return Some(told(Found::new(close + 1 + end, refs)));
    }
    let name = inner
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .unwrap_or(inner.len());
    let code = context.code.partition_point(|span| span.start < after);
    if let Some(span) = context.code.get(code).filter(|span| span.start == after)
        && is_role(inner)
    {
        // A role with what it points to, "{doc}`lakes`", and perhaps what it shows, "{ref}`the lakes <lakes>`".
        let told = span.of(text);
        let shown = match told.rsplit_once(" <") {
            Some((words, target)) if target.ends_with('>') => words,
            _ => told,
        };
        return Some(Found {
            length: span.end - at,
            refs: Vec::new(),
            shown: Some(shown.to_owned()),
        });
    }
    let attributes = inner.starts_with(['.', '#'])
        || inner.starts_with(':') && inner.len() > 1
        || (name > 0 && inner[name..].starts_with(['=']));
    attributes.then_some(Found::new(close + 1, Vec::new()))
}

/// Whether what stands in braces before a piece of code is the name of a role.
fn is_role(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b":._+-".contains(&b))
}

/// A formula on lines of its own, `$$ … $$`, with the label after it: no part of a statement.
pub(in crate::claims::citations) fn formula(rest: &str) -> Option<Found> {
    const LONGEST: usize = 4_000;
    let inner = rest.strip_prefix("$$")?;
    let bytes = &inner.as_bytes()[..inner.len().min(LONGEST)];
    let close = memchr::memmem::find(bytes, b"$$")?;
    if !inner[..close].contains(['\\', '=', '^', '_', '{']) {
        // "$$" is a price as well.
        return None;
    }
    let mut length = close + 4;
    let after = rest[length..].trim_start();
    let label = between(after, "(", ")").filter(|end| is_name(&after[1..end - 1]));
    if let Some(label) = label {
        length = rest.len() - after.len() + label;
    }
    Some(Found::new(length, Vec::new()))
}
