//! The program beside someone who writes: `lsp` and `check --watch`.

mod client;
mod editor;
mod watch;
