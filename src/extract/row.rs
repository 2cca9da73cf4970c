//! A row of a table as a passage.

/// Longest column heading repeated before a cell, in bytes.
const LONG_HEADING: usize = 60;

/// The text of a row, with and without the headings of its columns.
#[derive(Default)]
pub struct RowText {
    /// As the page shows it: "Revenue | 10.1 bn | 12.3 bn".
    pub shown: String,
    /// As it reads by itself: "Revenue; 2024: 10.1 bn; 2025: 12.3 bn".
    pub read: String,
}

impl RowText {
    /// Adds a cell, with what heads its column if it is short.
    pub fn add(&mut self, heading: Option<&str>, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.shown.is_empty() {
            self.shown.push_str(" | ");
            self.read.push_str("; ");
        }
        let heading = heading.filter(|name| !name.is_empty() && name.len() <= LONG_HEADING);
        if let Some(name) = heading {
            self.read.push_str(name);
            self.read.push_str(": ");
        }
        self.shown.push_str(text);
        self.read.push_str(text);
    }
}
