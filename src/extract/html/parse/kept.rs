//! Which tags and attributes matter, as the gate asks.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::Tag;
use html5ever::{Attribute, local_name};

/// Bytes from which an attribute is looked at for data: those of the shortest text that a page is
/// read from.
const DATA: usize = 200;

/// Whether an attribute holds data, as programs leave it for their scripts to draw the page from:
/// `data-page`, `data-react-props`, `props`.
pub fn is_data(attribute: &Attribute) -> bool {
    let name = &*attribute.name.local;
    let value = attribute.value.trim();
    value.len() >= DATA
        && (name.starts_with("data-") || name.ends_with("props"))
        && ((value.starts_with('{') && value.ends_with('}'))
            || (value.starts_with('[') && value.ends_with(']')))
}

/// The attributes that something reads; the others are most of a page's bytes after its scripts.
pub fn is_read(attribute: &Attribute) -> bool {
    matches!(
        &*attribute.name.local,
        "class"
            | "id"
            | "role"
            | "href"
            | "rel"
            | "style"
            | "hidden"
            | "aria-hidden"
            | "aria-label"
            | "alt"
            | "lang"
            | "dir"
            | "itemprop"
            | "itemtype"
            | "itemscope"
            | "property"
            | "name"
            | "content"
            | "http-equiv"
            | "datetime"
            | "charset"
            | "type"
            | "colspan"
            | "rowspan"
            | "shadowrootmode"
            | "open"
            | "bgcolor"
            | "aria-controls"
            | "data-target"
            | "data-bs-target"
            | "epub:type"
    )
}

/// Formatting tags mean nothing to a reader of text, and the tree builder's rules for mending their
/// nesting are what makes hostile pages explode (each paragraph repeats every one left open).
pub fn is_formatting(tag: &Tag) -> bool {
    matches!(
        tag.name,
        local_name!("b")
            | local_name!("big")
            | local_name!("em")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("small")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
            | local_name!("code")
    )
}

/// Formatting tags that say more than how letters look get the name of one that does not format:
/// struck text, and text of another colour.
pub fn rename(tag: &mut Tag) {
    match tag.name {
        local_name!("s") | local_name!("strike") => tag.name = local_name!("del"),
        local_name!("font") => {
            tag.name = local_name!("span");
            let colour = tag.attrs.iter_mut();
            for attribute in colour.filter(|attribute| attribute.name.local == local_name!("color"))
            {
                attribute.name.local = local_name!("style");
                attribute.value = StrTendril::from_slice(&format!("color:{}", attribute.value));
            }
        }
        _ => {}
    }
}

/// Tags that switch the tokenizer's state, and those that never nest: the builder must see them.
pub fn must_build(tag: &Tag) -> bool {
    matches!(
        tag.name,
        local_name!("title")
            | local_name!("textarea")
            | local_name!("xmp")
            | local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("plaintext")
    )
}

/// Start tags that end a drawing left open (HTML standard, "any other start tag in foreign
/// content" lists them; these are those that begin text).
pub fn leaves_drawing(tag: &Tag) -> bool {
    matches!(
        tag.name,
        local_name!("body")
            | local_name!("div")
            | local_name!("p")
            | local_name!("h1")
            | local_name!("h2")
            | local_name!("h3")
            | local_name!("h4")
            | local_name!("ul")
            | local_name!("ol")
            | local_name!("li")
            | local_name!("table")
            | local_name!("blockquote")
            | local_name!("section")
            | local_name!("article")
    )
}
