//! Rows of tables: cells that are a citation are none of the statement.

use super::assembler::Assembler;
use super::statement::Statement;
use crate::claims::blocks::draft::Kind;
use crate::claims::citations::lift::Lifted;
use crate::claims::claim::BETWEEN_CELLS;
use crate::claims::references::headings::heads_sources;
use crate::claims::written::Written;
use crate::text::Span;

impl Assembler<'_> {
    /// Adds a row: its cells but for those that only cite.
    pub(super) fn row(&mut self, lifted: &Lifted, header: &str) {
        let text = lifted.prose.text();
        let columns: Vec<&str> = header.split('|').map(str::trim).collect();
        let cited = self.cited_in(lifted, Span::new(0, text.len()));
        let (mut kept, mut heads): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        let mut written = Written::default();
        let mut length = 0;
        let mut shown: Option<Span> = None;
        for (column, cell) in cells(text).into_iter().enumerate() {
            let head = columns.get(column).copied().unwrap_or_default();
            if cell.is_empty() || heads_sources(head) {
                continue;
            }
            written.append(length, &lifted.prose.written(cell));
            length += cell.len() + BETWEEN_CELLS.len();
            kept.push(cell.of(text));
            heads.push(head);
            shown = Some(shown.map_or(cell, |shown| shown.join(cell)));
        }
        // A row that cites nothing and has no figure is a header or a label.
        let figures = kept
            .iter()
            .any(|cell| cell.contains(|c: char| c.is_ascii_digit()));
        let Some(span) = shown.filter(|_| cited.own || figures) else {
            self.left_out.boilerplate += 1;
            return;
        };
        self.statements.push(Statement {
            block: self.next_block(),
            origin: self.origin,
            span,
            text: kept.join(BETWEEN_CELLS),
            file: lifted.prose.in_file(span),
            written,
            cited,
            at_end: false,
            kind: Kind::Row(if heads.iter().all(|head| head.is_empty()) {
                String::new()
            } else {
                heads.join(BETWEEN_CELLS)
            }),
            quotation: 0,
            speaker: None,
            intro: None,
            attribution: None,
        });
    }
}

/// The cells of a row, without white space around them.
fn cells(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for end in text
        .match_indices('|')
        .map(|(at, _)| at)
        .chain([text.len()])
    {
        let cell = Span::new(start, end).of(text);
        let lead = cell.len() - cell.trim_start().len();
        let begin = start + lead;
        found.push(Span::new(begin, begin + cell.trim().len()));
        start = end + 1;
    }
    found
}
