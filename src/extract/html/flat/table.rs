//! Tables: those that hold data are read row by row, each cell with its column's heading; those
//! that only lay a page out are read as if they were not there.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::Node;

use super::tags::Tag;
use crate::extract::row::RowText;

/// Nodes looked at before a table is called data, so that nested tables cost no more than others.
const LOOK: usize = 4_000;

/// Longest text of a cell of data, in bytes: longer ones are prose in a layout.
const LONG_CELL: usize = 320;

/// Columns whose headings are kept: more than spreadsheets that people publish as pages have.
const MAX_COLUMNS: usize = 1_024;

/// Whether `table` holds data: at least two rows and two columns of short cells, and no table,
/// heading, form or list inside.
pub fn is_data(table: NodeRef<'_, Node>) -> bool {
    let mut rows = 0;
    let mut wide_rows = 0;
    let mut cells = 0;
    let mut length = 0;
    let mut long_cells = 0;
    let mut all_cells = 0;
    for (seen, edge) in table.traverse().enumerate().skip(1) {
        if seen > LOOK {
            break;
        }
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(text) => length += text.trim().len(),
                Node::Element(element) => match Tag::of(element) {
                    Tag::Table | Tag::Heading(_) | Tag::Form | Tag::Article | Tag::Nav => {
                        return false;
                    }
                    Tag::Row => {
                        rows += 1;
                        cells = 0;
                    }
                    Tag::Cell | Tag::HeadCell => {
                        cells += 1;
                        all_cells += 1;
                        wide_rows += usize::from(cells == 2);
                        length = 0;
                    }
                    _ => {}
                },
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value()
                    && matches!(Tag::of(element), Tag::Cell | Tag::HeadCell)
                    && length > LONG_CELL
                {
                    long_cells += 1;
                }
            }
        }
    }
    rows >= 2 && wide_rows * 2 >= rows && long_cells * 8 <= all_cells
}

/// The tables open around the text at hand, and the row being read.
#[derive(Default)]
pub struct Rows {
    tables: Vec<Table>,
}

#[derive(Default)]
struct Table {
    data: bool,
    headings: Vec<String>,
    rows_seen: usize,
    /// Cells of the row at hand: whether each is a heading, and its text.
    cells: Vec<(bool, String)>,
    in_row: bool,
    in_cell: Option<(bool, usize)>,
}

impl Rows {
    /// Enters a table.
    pub fn open_table(&mut self, data: bool) {
        self.tables.push(Table {
            data,
            ..Table::default()
        });
    }

    /// Leaves it.
    pub fn close_table(&mut self) {
        self.tables.pop();
    }

    /// Whether the innermost table holds data.
    pub fn is_data(&self) -> bool {
        self.tables.last().is_some_and(|table| table.data)
    }

    /// Whether the text at hand belongs to a cell of a data table.
    pub fn is_cell_content(&self) -> bool {
        self.tables
            .last()
            .is_some_and(|table| table.data && table.in_cell.is_some())
    }

    /// Enters a row.
    pub fn open_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.cells.clear();
            table.in_row = true;
            table.in_cell = None;
        }
    }

    /// Enters a cell, whose text will start at byte `at` of the row.
    pub fn open_cell(&mut self, heading: bool, at: usize) {
        if let Some(table) = self.tables.last_mut() {
            table.in_cell = Some((heading, at));
        }
    }

    /// Leaves a cell of the row whose text so far is `row`.
    pub fn close_cell(&mut self, row: &str) {
        if let Some(table) = self.tables.last_mut()
            && let Some((heading, at)) = table.in_cell.take()
        {
            let text = row.get(at..).unwrap_or_default().trim();
            table.cells.push((heading, text.to_owned()));
        }
    }

    /// Leaves a row; none outside of a table of data.
    pub fn close_row(&mut self) -> Option<RowText> {
        let table = self.tables.last_mut()?;
        if !table.data || !table.in_row {
            return None;
        }
        table.in_row = false;
        table.in_cell = None;
        let cells = std::mem::take(&mut table.cells);
        let first = table.rows_seen == 0;
        table.rows_seen += 1;
        let heads = cells.iter().filter(|(heading, _)| *heading).count();
        let is_head = heads >= 2 && heads + 1 >= cells.len();
        if is_head && (first || table.headings.is_empty()) {
            let names = cells.iter().take(MAX_COLUMNS);
            table.headings = names.map(|(_, text)| text.clone()).collect();
        }
        let mut row = RowText::default();
        for (column, (heading, text)) in cells.iter().enumerate() {
            let name = table.headings.get(column).map(String::as_str);
            let name = name.filter(|_| !is_head && !heading && column > 0);
            row.add(name, text);
        }
        Some(row)
    }
}
