//! Selectors: what they ask of an element, and what cannot be told from it.

use scraper::node::Element;

/// Classes of one element that are looked up.
pub(super) const MAX_CLASSES: usize = 32;

/// Whether an element has the name, id or class that a part of a selector asks for.
pub(super) fn has(element: &Element, part: &str) -> bool {
    if let Some(class) = part.strip_prefix('.') {
        element.classes().take(MAX_CLASSES).any(|own| own == class)
    } else if let Some(id) = part.strip_prefix('#') {
        element.id() == Some(id)
    } else {
        element.name() == part
    }
}

/// The parts of a selector that name its last element, an id or class first, and whether they are
/// all of it. None when there are none, or when it means no element (`p::before`).
pub(super) fn last_compound(selector: &str) -> Option<(Vec<Box<str>>, bool)> {
    let selector = selector.trim();
    if selector.len() > 200 || selector.contains("::") {
        return None;
    }
    let last = selector.rsplit([' ', '>', '+', '~']).next()?;
    let mut certain = last.len() == selector.len();
    let plain = last.find([':', '[', '(', ')', ']', '*', '\\', '&']);
    let named = &last[..plain.unwrap_or(last.len())];
    for state in ["before", "after", "first-letter", "first-line"] {
        if last[named.len()..].starts_with(':') && last.ends_with(state) {
            return None;
        }
    }
    certain &= plain.is_none();
    let mut parts: Vec<Box<str>> = Vec::new();
    let mut start = 0;
    for end in 1..=named.len() {
        if end == named.len() || matches!(named.as_bytes()[end], b'.' | b'#') {
            let part = named.get(start..end)?;
            if part.len() > 1 || !part.starts_with(['.', '#']) {
                parts.push(part.into());
            }
            start = end;
        }
    }
    // An element's name is found on most elements of a page, its id on one.
    parts.sort_by_key(|part| match part.as_bytes().first() {
        Some(b'#') => 0,
        Some(b'.') => 1,
        _ => 2,
    });
    (!parts.is_empty()).then_some((parts, certain))
}

/// Whether a selector asks for names, ids and classes of an element and of those around it alone, the
/// page's outermost ones aside: scripts set and take off theirs.
pub(super) fn is_path(selector: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || " .#>-_\n\t".contains(c);
    let steps = || selector.split([' ', '>', '\n', '\t']);
    selector.chars().all(plain)
        && !steps().any(|step| {
            let tag = step.split(['.', '#']).next().unwrap_or_default();
            matches!(tag, "html" | "body") || step.starts_with(".no-") || step.starts_with(".js")
        })
}
