//! Markdown: `reader` makes blocks of a parser's events, with `inline` for links and for HTML in Markdown.

mod inline;
mod reader;

pub(in crate::claims) use reader::parse;
