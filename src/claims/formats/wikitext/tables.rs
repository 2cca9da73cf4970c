//! Tables of wikitext: a row is a block.

use super::reader::Reader;
use crate::claims::blocks::draft::Kind;
use crate::text::Span;

impl Reader<'_> {
    /// Reads the markup of a table that a line begins with.
    pub(super) fn table_line(&mut self, line: &str) -> Option<usize> {
        if line.starts_with("{|") {
            self.flush();
            self.tables += 1;
            self.header = None;
            return Some(line.len());
        }
        if self.tables == 0 {
            return None;
        }
        if line.starts_with("|}") {
            self.end_row();
            self.tables -= 1;
            return Some(2);
        }
        if line.starts_with("|-") {
            self.end_row();
            return Some(line.len());
        }
        if line.starts_with("|+") {
            self.end_row();
            self.draft.left_out.headings += 1;
            return Some(line.len());
        }
        if line.starts_with(['|', '!']) {
            self.begin_cell(line.starts_with('!'));
            return Some(1 + cell_attributes(&line[1..]));
        }
        None
    }

    pub(super) fn begin_cell(&mut self, header: bool) {
        if self.cells == 0 {
            self.header_row = true;
            let kind = Kind::Row(self.header.clone().unwrap_or_default());
            self.open(kind);
        }
        self.header_row &= header;
        self.cells += 1;
        if self.cells > 1 {
            let source = self.source;
            let block = self.block();
            let at = block.prose.in_file(Span::new(0, block.prose.len())).end;
            block.prose.push_space(at);
            block.prose.push("|", Span::new(at, at), source);
            block.prose.push_space(at);
        }
    }

    pub(super) fn end_row(&mut self) {
        if self.header_row && self.cells > 1 && self.header.is_none() {
            self.header = self.block.take().map(|block| block.prose.text().to_owned());
        }
        self.cells = 0;
        self.header_row = false;
        self.flush();
    }
}

/// Length of the attributes that a cell begins with: `style="…" |`.
fn cell_attributes(cell: &str) -> usize {
    let line = cell.split("||").next().unwrap_or_default();
    match line.find('|') {
        Some(bar) if line[..bar].contains('=') && !line[..bar].contains(['[', '{']) => bar + 1,
        _ => 0,
    }
}
