//! Wikitext: `markup` finds elements, `template` reads templates, `works` what they cite, `reader` makes blocks.

pub(in crate::claims) mod markup;
pub(in crate::claims) mod reader;
pub(in crate::claims) mod template;
mod works;

pub(in crate::claims) use reader::parse;
