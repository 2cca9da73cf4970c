//! What the child process says: a JSON object a line.

use serde::{Deserialize, Serialize};

/// A line of text, or a cell of a row, in points from the lower left corner of the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Where it begins.
    pub x: f64,
    /// Its baseline.
    pub y: f64,
    /// Where it ends.
    pub end: f64,
    /// Size of its type.
    pub size: f64,
    /// Its text.
    pub text: String,
}

/// A page, as the child process writes it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Its number, from 1.
    pub number: u32,
    /// Its height in points.
    pub height: f64,
    /// Its lines, in the order in which the file draws them.
    pub lines: Vec<Line>,
}

/// What the child says.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Message {
    /// What the file says of itself.
    Title(String),
    /// A page.
    Page(Page),
    /// The end: without it, something is missing.
    Done,
    /// It can't be read.
    Failed(String),
}
