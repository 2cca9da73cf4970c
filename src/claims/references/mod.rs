//! What do an article's lists of sources say?
//!
//! `lists` tells which blocks they are, `entries` reads their entries, `collection` keeps them by label;
//! `bibliography` reads BibTeX and CSL-JSON; `sources` holds every source of an input once.

pub(in crate::claims) mod bibliography;
pub(in crate::claims) mod collection;
pub(in crate::claims) mod entries;
pub(in crate::claims) mod lists;
pub(in crate::claims) mod sources;
