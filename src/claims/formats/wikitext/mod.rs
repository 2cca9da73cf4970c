//! Wikitext: `markup` finds elements, `template` knows templates, `reader` makes blocks.

pub(in crate::claims) mod markup;
pub(in crate::claims) mod reader;
pub(in crate::claims) mod template;

pub(in crate::claims) use reader::parse;
