//! How does each format write an article?
//!
//! A reader takes a file's text and gives a [draft](crate::claims::blocks::draft): blocks with their
//! places, their links, the marks that the format itself tells, footnotes and comments. What these mean
//! is for the rooms after it. `openers` is what Markdown and HTML share: titles of admonitions.

#[cfg(feature = "docx")]
pub(in crate::claims) mod docx;
pub(in crate::claims) mod html;
pub(in crate::claims) mod latex;
pub(in crate::claims) mod markdown;
mod openers;
pub(in crate::claims) mod text;
#[cfg(feature = "wikitext")]
pub(in crate::claims) mod wikitext;
