//! What HTML's elements are to a reader of articles.

use std::collections::BTreeMap;

use html5gum::emitters::default::{DefaultEmitter, Token};
use html5gum::{HtmlString, Spanned, Tokenizer};

/// Elements whose text is never running text.
pub(in crate::claims) const SILENT: &[&str] = &[
    "script",
    "style",
    "template",
    "noscript",
    "svg",
    "math",
    "select",
    "button",
    "textarea",
    "title",
    "object",
    "iframe",
    "canvas",
    "audio",
    "video",
    "pre",
    "figcaption",
    "label",
];

/// Elements without end tags (HTML, "void elements").
pub(in crate::claims) const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements that begin and end blocks (HTML, "flow content" that is not phrasing content).
pub(in crate::claims) const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// Elements that hold an article.
pub(in crate::claims) const WITHIN: &[&str] = &["article", "main"];

/// Elements that hold what surrounds an article.
pub(in crate::claims) const AROUND: &[&str] = &["nav", "header", "footer", "aside"];

/// A tag's attributes, with their places.
pub(in crate::claims) type Attributes = BTreeMap<HtmlString, Spanned<HtmlString, usize>>;

/// The value of an attribute, without white space around it.
pub(in crate::claims) fn attribute(attributes: &Attributes, name: &str) -> Option<String> {
    let value = attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).trim().to_owned())
}

/// The value of an attribute of the tag that `html` is.
pub(in crate::claims) fn tag_attribute(html: &str, name: &str) -> Option<String> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(false);
    let token = Tokenizer::new_with_emitter(html, emitter).next()?;
    match token {
        Ok(Token::StartTag(tag)) => attribute(&tag.attributes, name),
        _ => None,
    }
}

/// Whether the tag that `html` is opens an element that a reader does not see.
pub(in crate::claims) fn is_unseen(html: &str) -> bool {
    tag_attribute(html, "hidden").is_some()
        || tag_attribute(html, "style").is_some_and(|style| hides(&style))
}

/// Whether a style says that its element is not shown.
pub(in crate::claims) fn hides(style: &str) -> bool {
    let bare: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.to_ascii_lowercase();
    bare.contains("display:none") || bare.contains("visibility:hidden")
}

/// Whether an element's class says that it is a citation.
pub(in crate::claims) fn is_citation(attributes: &Attributes) -> bool {
    const NAMES: &[&str] = &[
        "citation",
        "cite",
        "cit",
        "reference",
        "ref",
        "footnote",
        "footnote-ref",
        "fn",
        "source",
    ];
    let class = attribute(attributes, "class").unwrap_or_default();
    class
        .split_whitespace()
        .any(|name| NAMES.contains(&name.to_ascii_lowercase().as_str()))
}

/// Whether an element says that `MediaWiki` made the page, as most encyclopedias are: its name, or the element that holds
/// its articles.
pub(in crate::claims) fn is_wiki(name: &str, attributes: &Attributes) -> bool {
    let is = |key, value: &str| attribute(attributes, key).is_some_and(|one| one.contains(value));
    (name == "meta" && is("name", "generator") && is("content", "MediaWiki"))
        || (name == "div" && (is("id", "mw-content-text") || is("class", "mw-parser-output")))
}
