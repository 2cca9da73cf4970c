//! Wikitext: `markup` finds elements, `template` reads templates, `works` what they cite; `reader` makes blocks, with
//! `tables` for rows, and `notes` for references and templates.

pub(in crate::claims) mod markup;
mod notes;
pub(in crate::claims) mod reader;
mod tables;
pub(in crate::claims) mod template;
mod works;

pub(in crate::claims) use reader::parse;
