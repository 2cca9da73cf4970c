//! Word documents: `parts` reads the archive's parts, `text` writes their paragraphs, one a line.

pub(in crate::claims) mod parts;
pub(in crate::claims) mod text;

pub(in crate::claims) use parts::parse;
