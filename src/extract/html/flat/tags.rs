//! Element names, as far as they matter.

use html5ever::{LocalName, local_name, ns};
use scraper::node::Element;

/// What an element means for its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Flows within its block.
    Inline,
    /// A link.
    Link,
    /// Begins a block and says nothing of it.
    Division,
    /// A paragraph.
    Paragraph,
    /// A heading, 1 to 6.
    Heading(u8),
    /// A list.
    List,
    /// A list item.
    Item,
    /// The definition of a term.
    Definition,
    /// The term of a definition list.
    Term,
    /// A definition list.
    Definitions,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell,
    /// A heading cell of a table.
    HeadCell,
    /// The caption of a figure or of a table.
    Caption,
    /// A figure.
    Figure,
    /// Text set as typed.
    Pre,
    /// A block quotation.
    Quotation,
    /// `article`.
    Article,
    /// `main`.
    Main,
    /// `nav`.
    Nav,
    /// `aside`.
    Aside,
    /// `header`.
    Header,
    /// `footer`.
    Footer,
    /// `form`.
    Form,
    /// Part of a form: labels, buttons, choices.
    Control,
    /// A dialog.
    Dialog,
    /// `body`.
    Body,
    /// `noscript`.
    NoScript,
    /// A line break.
    Break,
    /// A rule between blocks.
    Rule,
    /// An image.
    Image,
    /// Raised text.
    Sup,
    /// The place of a possible line break, or other mark without text.
    Nothing,
    /// Its content is not text of the page.
    Skipped,
}

impl Tag {
    /// The meaning of `element`.
    pub fn of(element: &Element) -> Self {
        if element.name.ns != ns!(html) {
            return Self::foreign(&element.name.local);
        }
        match element.name.local {
            local_name!("a") => Self::Link,
            local_name!("p") => Self::Paragraph,
            local_name!("h1") => Self::Heading(1),
            local_name!("h2") => Self::Heading(2),
            local_name!("h3") => Self::Heading(3),
            local_name!("h4") => Self::Heading(4),
            local_name!("h5") => Self::Heading(5),
            local_name!("h6") => Self::Heading(6),
            local_name!("ul") | local_name!("ol") | local_name!("menu") | local_name!("dir") => {
                Self::List
            }
            local_name!("dl") => Self::Definitions,
            local_name!("li") => Self::Item,
            local_name!("dd") => Self::Definition,
            local_name!("dt") => Self::Term,
            local_name!("table") => Self::Table,
            local_name!("tr") => Self::Row,
            local_name!("td") => Self::Cell,
            local_name!("th") => Self::HeadCell,
            local_name!("caption") | local_name!("figcaption") => Self::Caption,
            local_name!("figure") => Self::Figure,
            local_name!("pre")
            | local_name!("xmp")
            | local_name!("listing")
            | local_name!("plaintext") => Self::Pre,
            local_name!("blockquote") => Self::Quotation,
            local_name!("article") => Self::Article,
            local_name!("main") => Self::Main,
            local_name!("nav") => Self::Nav,
            local_name!("aside") => Self::Aside,
            local_name!("header") => Self::Header,
            local_name!("footer") => Self::Footer,
            local_name!("form") => Self::Form,
            local_name!("button")
            | local_name!("label")
            | local_name!("select")
            | local_name!("option")
            | local_name!("legend")
            | local_name!("textarea")
            | local_name!("datalist")
            | local_name!("output") => Self::Control,
            local_name!("dialog") => Self::Dialog,
            local_name!("body") => Self::Body,
            local_name!("noscript") => Self::NoScript,
            local_name!("br") => Self::Break,
            local_name!("hr") => Self::Rule,
            local_name!("img") => Self::Image,
            local_name!("sup") => Self::Sup,
            local_name!("wbr") | local_name!("input") => Self::Nothing,
            local_name!("rt")
            | local_name!("rp")
            | local_name!("rtc")
            | local_name!("head")
            | local_name!("template")
            | local_name!("del")
            | local_name!("iframe")
            | local_name!("object")
            | local_name!("video")
            | local_name!("audio")
            | local_name!("canvas")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("frameset")
            | local_name!("map")
            | local_name!("meter")
            | local_name!("progress") => Self::Skipped,
            local_name!("div")
            | local_name!("section")
            | local_name!("address")
            | local_name!("center")
            | local_name!("details")
            | local_name!("summary")
            | local_name!("fieldset")
            | local_name!("hgroup")
            | local_name!("html")
            | local_name!("tbody")
            | local_name!("thead")
            | local_name!("tfoot")
            | local_name!("search") => Self::Division,
            ref name => Self::unknown(name),
        }
    }

    /// Components of a page's own ("story-body") are blocks; other unknown names are not.
    fn unknown(name: &LocalName) -> Self {
        if name.contains('-') && !name.contains(':') {
            Self::Division
        } else {
            Self::Inline
        }
    }

    /// In a formula, the annotation repeats what the formula shows.
    fn foreign(name: &LocalName) -> Self {
        match &**name {
            "annotation" | "annotation-xml" | "title" | "desc" | "style" | "script" => {
                Self::Skipped
            }
            _ => Self::Inline,
        }
    }

    /// Whether the element stands on lines of its own.
    pub const fn is_block(self) -> bool {
        !matches!(
            self,
            Self::Inline
                | Self::Link
                | Self::Break
                | Self::Image
                | Self::Sup
                | Self::Nothing
                | Self::Skipped
        )
    }
}
