//! Which sentence cites what?
//!
//! `article` makes statements of a draft's blocks, `scope` binds them to what they cite, and `ignores` reads
//! the article's comments to citecheck.

pub(in crate::claims) mod article;
pub(in crate::claims) mod ignores;
pub(in crate::claims) mod scope;
