//! The commands, a file or folder each.

pub mod baseline;
pub mod cache;
pub mod check;
pub mod claims;
pub mod diff;
pub mod explain;
pub mod extract;
pub mod fetch;
pub mod generate;
pub mod init;
pub mod lsp;
#[cfg(feature = "mcp")]
pub mod mcp;
pub mod report;
pub mod stream;
