//! The writers, a file or folder a format.

pub(super) mod csv;
pub(super) mod github;
pub(super) mod html;
pub(super) mod json;
pub(super) mod junit;
pub(super) mod markdown;
pub(super) mod sarif;
pub(super) mod terminal;
