//! What do an article's lists of sources say?
//!
//! `headings` knows what they are called, `shapes` a title with an address wherever it stands, by what each `line` is, `site` the
//! article's own pages, `looks` what a block looks like; `lists` tells which blocks are lists, `entries` reads
//! their entries, `collection` keeps them by number, name and year, `authors` knows whom and when a mark names; `bibliography` reads BibTeX and CSL-JSON, in
//! the files that the article has `named`; `sources` holds every source of an input once.

mod authors;
pub(in crate::claims) mod bibliography;
pub(in crate::claims) mod collection;
pub(in crate::claims) mod entries;
pub(in crate::claims) mod headings;
mod line;
pub(in crate::claims) mod lists;
pub(in crate::claims) mod looks;
pub(in crate::claims) mod named;
pub(in crate::claims) mod shapes;
pub(in crate::claims) mod site;
pub(in crate::claims) mod sources;
