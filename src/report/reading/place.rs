//! Where in the inputs something stands, as formats for machines and links write it.

use std::fmt::Write as _;

use crate::report::model::{BrokenRecord, ClaimRecord, WarningRecord};

/// Where something stands in an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Line of its beginning, from 1.
    pub line: usize,
    /// Column of its beginning, in code points, from 1.
    pub column: usize,
    /// Line of its end and the column after its last character, where both are told and lie behind its beginning.
    pub end: Option<(usize, usize)>,
}

impl Stretch {
    pub fn of_claim(claim: &ClaimRecord) -> Self {
        Self::new(
            (claim.line, claim.column),
            (claim.end_line, claim.end_column),
        )
    }

    pub fn of_broken(broken: &BrokenRecord) -> Self {
        Self::new(
            (broken.line, broken.column),
            (broken.end_line, broken.end_column),
        )
    }

    pub fn of_warning(warning: &WarningRecord) -> Self {
        Self::new((warning.line, warning.column), (None, None))
    }

    fn new((line, column): (usize, usize), end: (Option<usize>, Option<usize>)) -> Self {
        let end = end.0.zip(end.1);
        Self {
            line,
            column,
            end: end.filter(|end| *end > (line, column)),
        }
    }
}

/// A file as the target of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileUri {
    /// A relative reference (RFC 3986), from where the run was.
    Relative(String),
    /// A `file` address, for an absolute path.
    Absolute(String),
}

impl FileUri {
    pub fn of(path: &str) -> Self {
        let path = path.replace('\\', "/");
        let mut uri = String::with_capacity(path.len());
        for byte in path.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte) {
                uri.push(char::from(byte));
            } else {
                // Writing to a String cannot fail.
                let _ = write!(uri, "%{byte:02X}");
            }
        }
        match uri.strip_prefix('/') {
            Some(absolute) => Self::Absolute(format!("file:///{absolute}")),
            None => Self::Relative(uri),
        }
    }
}
