//! The diff as JSON.

use std::io::{self, Write};

use super::Diff;
use crate::report::formats::json::write_value;

/// Writes all of `diff`, stable.
pub fn write_json(diff: &Diff, out: &mut dyn Write) -> io::Result<()> {
    write_value(diff, out)
}
