//! Text of strangers made fit to be shown: what pages, articles and reports say goes to no terminal and no CI log
//! without it.
//!
//! ```
//! use citecheck::printable::printable_line;
//! assert_eq!(printable_line("a\nline \u{1B}[31mof red"), "a line \\u{1b}[31mof red");
//! ```

pub use crate::text::{log_commands, log_safe, must_escape, printable, printable_line};
