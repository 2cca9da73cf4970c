//! What do all readers of articles give? Blocks with places.
//!
//! `prose` is text without markup that remembers where in the file each part of it stands; `draft` is an
//! article as blocks of it, `article` what it tells beside them.

pub(in crate::claims) mod article;
pub(in crate::claims) mod draft;
pub(in crate::claims) mod prose;
