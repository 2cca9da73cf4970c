//! What stands apart from running text: environments, lists, tables, footnotes, entries.

use super::commands::{Environment, environment};
use super::reader::{Group, Open, Reader};
use crate::claims::blocks::draft::{Block, Kind, Note, Ref};
use crate::text::Span;

/// Bytes of the longest header of a table that its rows are given.
const LONGEST_HEADER: usize = 1_000;

impl Reader<'_> {
    pub(super) fn mark(&mut self, file: Span, refs: Vec<Ref>) {
        let block = self.open_block();
        block.mark_here(file, refs);
    }

    pub(super) fn footnote(&mut self, start: usize) {
        self.option();
        self.footnotes += 1;
        let label = format!("#{}", self.footnotes);
        self.mark(Span::new(start, self.at), vec![Ref::Note(label.clone())]);
        self.open_note(label, None);
        self.open_group(Group::Note);
    }

    pub(super) fn open_note(&mut self, label: String, remark: Option<bool>) {
        let note = Note {
            label,
            also: Vec::new(),
            blocks: Vec::new(),
            remark,
        };
        let held = self.block.take();
        self.notes.push((note, held));
    }

    pub(super) fn close_note(&mut self) {
        self.close_block();
        if let Some((note, held)) = self.notes.pop() {
            self.draft.notes.push(note);
            self.block = held;
        }
    }

    /// `\bibitem[label]{key}`: an entry up to the next.
    pub(super) fn entry(&mut self) {
        self.close_entry();
        self.option();
        let key = self.argument();
        let key = key.map_or_else(String::new, |key| key.of(self.source).trim().to_owned());
        self.close_block();
        self.open_note(key, Some(false));
    }

    /// Ends the entry of a bibliography that is open.
    pub(super) fn close_entry(&mut self) {
        self.write_read();
        let entry = |(note, _): &(Note, Option<Block>)| note.remark == Some(false);
        if self.notes.last().is_some_and(entry) {
            self.close_note();
        }
    }

    pub(super) fn item(&mut self) {
        self.option();
        self.close_block();
        let list = self.environments.iter_mut().rev();
        let mut lists = list.filter_map(|open| match open {
            Open::List(number) => Some(number),
            _ => None,
        });
        let number = lists.next().and_then(|next| {
            let number = *next;
            *next = number.map(|number| number.saturating_add(1));
            number
        });
        self.block = Some(Block::new(Kind::Item(number)));
    }

    pub(super) fn begin(&mut self) {
        let Some(name) = self.argument() else { return };
        let name = name.of(self.source);
        let kind = environment(name);
        if kind != Environment::Formula {
            self.end_paragraph();
        }
        match kind {
            Environment::List { numbered } => {
                self.option();
                self.environments.push(Open::List(numbered.then_some(1)));
            }
            Environment::Quotation => {
                self.option();
                self.quotations += 1;
                self.environments.push(Open::Quotation);
            }
            Environment::Table(arguments) => {
                self.arguments(arguments);
                self.environments.push(Open::Table(None));
            }
            Environment::Entries => {
                self.arguments(1);
                self.environments.push(Open::Entries);
            }
            Environment::Code => {
                self.draft.left_out.code += 1;
                self.leave_to(&format!("\\end{{{name}}}"));
            }
            Environment::Formula => self.leave_to(&format!("\\end{{{name}}}")),
            Environment::Document => {}
            Environment::Other(arguments) => self.arguments(arguments),
        }
    }

    pub(super) fn end_environment(&mut self) {
        let Some(name) = self.argument() else { return };
        let kind = environment(name.of(self.source));
        match kind {
            Environment::Document => {
                self.end = self.at;
                return;
            }
            Environment::Entries => self.close_entry(),
            Environment::Table(_) => self.end_row(),
            _ => {}
        }
        if kind != Environment::Formula {
            self.end_paragraph();
        }
        let same = |open: &Open| match kind {
            Environment::List { .. } => matches!(open, Open::List(_)),
            Environment::Quotation => matches!(open, Open::Quotation),
            Environment::Table(_) => matches!(open, Open::Table(_)),
            Environment::Entries => matches!(open, Open::Entries),
            _ => false,
        };
        if self.environments.last().is_some_and(same) {
            self.environments.pop();
        }
    }

    /// Ends a row of a table, the first of which is its header; elsewhere only a line.
    pub(super) fn end_row(&mut self) {
        self.write_read();
        if !matches!(self.environments.last(), Some(Open::Table(_))) {
            let at = self.at;
            if let Some(block) = &mut self.block {
                block.prose.push_break(Span::new(at, at));
            }
            return;
        }
        let Some(row) = self.block.take() else { return };
        if let Some(Open::Table(header @ None)) = self.environments.last_mut() {
            let text = row.prose.text().chars().take(LONGEST_HEADER);
            *header = Some(text.collect());
            return;
        }
        self.block = Some(row);
        self.close_block();
    }
}
