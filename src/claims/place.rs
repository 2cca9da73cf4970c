//! Where something stands in an input.

use std::sync::Arc;

/// A place in an input file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The input's path.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
}
