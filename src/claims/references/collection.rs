//! Lists of sources: under a heading, at the top, at the bottom, numbered or not.

use rustc_hash::FxHashMap;

use crate::claims::blocks::draft::{Block, Draft, Kind, Note};
use crate::claims::references::entries::{Entry, entry, entry_lines, intro, links_of, own_label};
use crate::claims::references::lists::{Role, roles};
use crate::text::Span;

/// References of a footnote to others that are followed.
const MAX_ALSO: usize = 8;

/// The sources that an article lists.
#[derive(Debug, Default)]
pub(in crate::claims) struct References {
    pub(in crate::claims) entries: Vec<Entry>,
    by_label: FxHashMap<String, usize>,
    /// Entries by their place in a list under a heading, for lists that carry no numbers.
    by_place: FxHashMap<String, usize>,
    notes: FxHashMap<String, usize>,
    /// Ranges of `entries`, one a list.
    pub(in crate::claims) lists: Vec<Span>,
}

impl References {
    /// Takes the lists of sources out of `draft`.
    pub(in crate::claims) fn take(draft: &mut Draft) -> Self {
        let mut references = Self::default();
        let roles = roles(&draft.blocks);
        let blocks = std::mem::take(&mut draft.blocks);
        let mut open = None;
        let mut headed = false;
        for (block, role) in blocks.into_iter().zip(roles) {
            if role == Role::Prose {
                references.close(&mut open);
                headed = false;
                draft.blocks.push(block);
                continue;
            }
            if role == Role::Aside {
                draft.left_out.boilerplate += 1;
                continue;
            }
            let start = *open.get_or_insert(references.entries.len());
            headed |= role == Role::Heading;
            if role == Role::Entry {
                draft.left_out.entries += 1;
                references.add_block(&block, start, headed || intro(&block) > 0);
            }
        }
        references.close(&mut open);
        for note in &draft.notes {
            references.add_note(note);
        }
        references
    }

    fn close(&mut self, open: &mut Option<usize>) {
        if let Some(start) = open.take()
            && start < self.entries.len()
        {
            self.lists.push(Span::new(start, self.entries.len()));
        }
    }

    /// Whether a list has an entry of that number.
    pub(in crate::claims) fn has(&self, label: &str) -> bool {
        self.by_label.contains_key(label) || self.by_place.contains_key(label)
    }

    /// The entry of that number; a footnote of that number where no list has it.
    pub(in crate::claims) fn find(&self, label: &str) -> Option<usize> {
        self.by_label
            .get(label)
            .or_else(|| self.by_place.get(label))
            .or_else(|| self.notes.get(label))
            .copied()
    }

    /// The footnote of that label; the entry of that number where no footnote has it.
    pub(in crate::claims) fn note(&self, label: &str) -> Option<usize> {
        let folded = fold_label(label);
        self.notes
            .get(&folded)
            .or_else(|| self.by_label.get(&folded))
            .copied()
    }

    /// Adds the entries of a block: one a line where lines are labelled, else one.
    fn add_block(&mut self, block: &Block, list_start: usize, headed: bool) {
        let text = block.prose.text();
        let links = links_of(block);
        for line in entry_lines(block, &links) {
            let (label, body) = own_label(line.of(text));
            let body = Span::new(line.end - body.len(), line.end);
            let own = match (&label, &block.kind) {
                (Some(label), _) => Some(label.clone()),
                (None, Kind::Item(Some(number))) => Some(number.to_string()),
                (None, _) => None,
            };
            let place = (self.entries.len() - list_start + 1).to_string();
            let number = own.clone().unwrap_or_else(|| place.clone());
            let mut entry = entry(block, body, &links, number);
            entry.file = block.prose.in_file(line);
            let item = matches!(block.kind, Kind::Item(_));
            if entry.addresses.is_empty() && label.is_none() && !item {
                self.continue_last(&entry, list_start);
                continue;
            }
            let index = self.entries.len();
            match own {
                Some(own) => {
                    self.by_label.entry(own).or_insert(index);
                }
                None if headed => {
                    self.by_place.entry(place).or_insert(index);
                }
                None => {}
            }
            self.entries.push(entry);
        }
    }

    /// A paragraph without address after an entry without title names that entry.
    fn continue_last(&mut self, entry: &Entry, list_start: usize) {
        if self.entries.len() > list_start
            && let Some(last) = self.entries.last_mut()
            && last.title.is_none()
        {
            last.title.clone_from(&entry.title);
        }
    }

    fn add_note(&mut self, note: &Note) {
        let mut whole = Entry {
            addresses: Vec::new(),
            title: None,
            file: Span::default(),
            label: note.label.clone(),
            also: Vec::new(),
        };
        for block in &note.blocks {
            let end = block.prose.len();
            let body = Span::new(end - own_label(block.prose.text()).1.len(), end);
            let refs = block
                .marks
                .iter()
                .flat_map(|mark| mark.refs.iter().cloned());
            whole.also.extend(refs.take(MAX_ALSO));
            let part = entry(block, body, &links_of(block), note.label.clone());
            if whole.file.is_empty() {
                whole.file = part.file;
            }
            whole.addresses.extend(part.addresses);
            whole.title = whole.title.or(part.title);
        }
        for label in note.also.iter().chain([&note.label]) {
            let entry = self.entries.len();
            self.notes.entry(fold_label(label)).or_insert(entry);
        }
        self.entries.push(whole);
    }
}

/// Footnote labels are compared without case, as Markdown does.
fn fold_label(label: &str) -> String {
    label.to_lowercase()
}
