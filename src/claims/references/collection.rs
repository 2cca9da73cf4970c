//! Lists of sources: under a heading, at the top, at the bottom, between paragraphs, numbered or not.

use rustc_hash::{FxHashMap, FxHashSet};

use super::authors::{is_by, shape_of, short_name, years_of};
use super::entries::{Entry, entry, entry_lines, intro, own_label, raised_label};
use super::lists::{Role, roles};
use super::shapes::{page_links, shaped};
use super::site::Site;
use crate::claims::blocks::draft::{Block, Draft, Kind, Note, Ref};
use crate::claims::citations::syntax::{is_same, labels};
use crate::text::Span;

/// References of a footnote to others that are followed.
const MAX_ALSO: usize = 8;

/// Works of one year that a name is looked for among.
const MAX_WORKS: usize = 500;

/// The sources that an article lists.
#[derive(Debug, Default)]
pub(in crate::claims) struct References {
    pub(in crate::claims) entries: Vec<Entry>,
    by_label: FxHashMap<String, usize>,
    /// Entries by their place in a list under a heading, for lists that carry no numbers.
    by_place: FxHashMap<String, usize>,
    by_year: FxHashMap<String, Vec<usize>>,
    /// Listed works by the name that they begin with; none where several do.
    by_name: FxHashMap<String, Option<usize>>,
    /// First words of the entries that have a year, in lower case.
    authors: FxHashSet<String>,
    /// What labels of letters and digits look like.
    shapes: FxHashSet<String>,
    notes: FxHashMap<String, usize>,
    /// The entry whose number stood in a block of its own: the next blocks are its parts.
    parts: Option<usize>,
    pub(in crate::claims) lists: Vec<List>,
}

/// One list of sources.
#[derive(Clone, Debug)]
pub(in crate::claims) struct List {
    /// Its entries.
    pub(in crate::claims) entries: Span,
    /// The number of its first block among all blocks of the draft.
    pub(in crate::claims) block: usize,
    /// Whether a heading or its first words say that it is one.
    pub(in crate::claims) headed: bool,
}

impl References {
    /// Takes the lists of sources out of `draft`: their blocks stay, without text, so that the numbers of the
    /// others say where they stand.
    pub(in crate::claims) fn take(draft: &mut Draft, site: &Site) -> Self {
        let mut references = Self::default();
        let roles = roles(&draft.blocks, site);
        let mut open: Option<List> = None;
        let mut headed = false;
        let mut title: Option<Block> = None;
        for (index, role) in roles.iter().enumerate() {
            if *role == Role::Prose {
                references.close(&mut open);
                headed = false;
                continue;
            }
            let kind = match draft.blocks[index].kind {
                // A heading still bounds its section.
                Kind::Heading(level) => Kind::Heading(level),
                _ => Kind::Paragraph,
            };
            let block = std::mem::replace(&mut draft.blocks[index], Block::new(kind));
            if *role == Role::Aside {
                draft.left_out.boilerplate += 1;
                continue;
            }
            let list = open.get_or_insert_with(|| List {
                entries: Span::new(references.entries.len(), references.entries.len()),
                block: index,
                headed: false,
            });
            let start = list.entries.start;
            headed |= *role == Role::Heading;
            list.headed |= headed || intro(&block) > 0;
            match role {
                Role::Title => title = Some(block),
                Role::Entry => {
                    draft.left_out.entries += 1;
                    let headed = headed || intro(&block) > 0;
                    references.add_block(&block, start, headed);
                    references.name_last(title.take());
                }
                _ => {}
            }
        }
        references.close(&mut open);
        for note in &draft.notes {
            references.add_note(note);
        }
        references.index_years();
        references.index_names();
        references
    }

    fn close(&mut self, open: &mut Option<List>) {
        self.parts = None;
        if let Some(mut list) = open.take() {
            list.entries.end = self.entries.len();
            if !list.entries.is_empty() {
                self.lists.push(list);
            }
        }
    }

    /// Whether a list has an entry of that number.
    pub(in crate::claims) fn has(&self, label: &str) -> bool {
        self.by_label.contains_key(label) || self.by_place.contains_key(label)
    }

    /// Whether a list has labels that look like this one: "[B2]" where it has "[A1]".
    pub(in crate::claims) fn has_like(&self, label: &str) -> bool {
        shape_of(label).is_some_and(|shape| self.shapes.contains(&shape))
    }

    /// The entry of that number; a footnote of that number where no list has it.
    pub(in crate::claims) fn find(&self, label: &str) -> Option<usize> {
        self.by_label
            .get(label)
            .or_else(|| self.by_place.get(label))
            .or_else(|| self.notes.get(&fold_label(label)))
            .copied()
    }

    /// The footnote of that label; the entry of that number where no footnote has it.
    pub(in crate::claims) fn note(&self, label: &str) -> Option<usize> {
        let folded = fold_label(label);
        self.notes
            .get(&folded)
            .or_else(|| self.by_label.get(&folded))
            .or_else(|| self.by_label.get(label))
            .copied()
    }

    /// Whether the article lists works with their years.
    pub(in crate::claims) fn has_years(&self) -> bool {
        !self.by_year.is_empty()
    }

    /// Whether a work is listed whose first author is called so.
    pub(in crate::claims) fn has_author(&self, name: &str) -> bool {
        self.authors.contains(&name.to_lowercase())
    }

    /// Every label that marks may name, for telling the nearest one.
    pub(in crate::claims) fn labels(&self) -> impl Iterator<Item = &str> {
        self.by_label
            .keys()
            .chain(self.by_place.keys())
            .chain(self.notes.keys())
            .map(String::as_str)
    }

    /// The works of these authors of that year: those whose entry begins with the first of them.
    pub(in crate::claims) fn works(&self, names: &[String], year: &str) -> Vec<usize> {
        let of_year = |year: &str| self.by_year.get(year).map_or(&[][..], Vec::as_slice);
        let mut found = of_year(year);
        if found.is_empty() && year.len() == 5 {
            // The list need not tell works of one year apart by letters.
            found = of_year(&year[..4]);
        }
        let matches = |index: &&usize| is_by(&self.entries[**index], names, year);
        found
            .iter()
            .take(MAX_WORKS)
            .filter(matches)
            .copied()
            .collect()
    }

    /// The listed work that a short footnote means: "Okafor, p. 4", by the only one that begins with this name.
    pub(in crate::claims) fn short(&self, text: &str) -> Option<usize> {
        self.by_name.get(short_name(text)?).copied().flatten()
    }

    fn index_names(&mut self) {
        for index in self.lists.iter().flat_map(|list| list.entries.range()) {
            let text = &self.entries[index].text;
            let mut ends = text
                .match_indices([',', '.', ' ', ':'])
                .map(|(at, _)| at)
                .take(2);
            let (first, second) = (ends.next(), ends.next());
            let two = first.filter(|at| text[*at..].starts_with(' ')).and(second);
            for end in [first, two].into_iter().flatten() {
                self.by_name
                    .entry(text[..end].to_owned())
                    .and_modify(|known| *known = None)
                    .or_insert(Some(index));
            }
        }
    }

    fn index_years(&mut self) {
        for (index, entry) in self.entries.iter_mut().enumerate() {
            if entry.label.contains(' ') {
                // "[Okafor 2019] Lakes. …": the label says who and when.
                entry.text = format!("{} {}", entry.label, entry.text);
            }
            if !years_of(&entry.text).is_empty() {
                let first = entry.text.split(|c: char| !c.is_alphanumeric() && c != '-');
                self.authors.extend(first.take(1).map(str::to_lowercase));
            }
            for year in years_of(&entry.text) {
                self.by_year.entry(year.to_owned()).or_default().push(index);
                if year.len() == 5 {
                    self.by_year
                        .entry(year[..4].to_owned())
                        .or_default()
                        .push(index);
                }
            }
        }
    }

    /// Adds the entries of a block: one a line where lines are labelled, else one.
    fn add_block(&mut self, block: &Block, list_start: usize, headed: bool) {
        let text = block.prose.text();
        let links = page_links(block);
        if links.is_empty() && text.trim_end().ends_with([':', '：']) {
            // "The following pages were read:"
            return;
        }
        if self.is_numbered_apart(block, headed) || self.continues_last(block, &links, list_start) {
            return;
        }
        let raised = raised_label(block).map(|(label, _)| label);
        for line in entry_lines(block, &links) {
            let (label, body) = match &raised {
                Some(label) => (Some(label.clone()), line.of(text).trim_start()),
                None => own_label(line.of(text)),
            };
            let body = Span::new(line.end - body.len(), line.end);
            let own = match (label, &block.kind) {
                (Some(label), _) => Some(label),
                (None, Kind::Item(Some(number))) => Some(number.to_string()),
                (None, _) => None,
            };
            let place = (self.entries.len() - list_start + 1).to_string();
            let number = own.clone().unwrap_or_else(|| place.clone());
            let mut entry = entry(block, body, &links, number);
            entry.file = block.prose.in_file(line);
            let index = self.entries.len();
            if is_same(&entry.text) && entry.addresses.is_empty() && index > list_start {
                let before = self.entries[index - 1].label.clone();
                entry.also.push(Ref::Label(before));
            }
            match own {
                Some(own) => {
                    self.shapes.extend(shape_of(&own));
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

    /// Whether a block is a number alone, as pages lay out lists of cards, or a part of the entry of that number.
    fn is_numbered_apart(&mut self, block: &Block, headed: bool) -> bool {
        let text = block.prose.text();
        let whole = Span::new(0, text.len());
        let alone = headed && text.contains(|c: char| c.is_ascii_digit());
        if let Some([Ref::Label(number)]) = labels(text).filter(|_| alone).as_deref() {
            let index = self.entries.len();
            self.by_label.entry(number.clone()).or_insert(index);
            self.entries.push(Entry {
                label: number.clone(),
                file: block.prose.in_file(whole),
                ..Entry::default()
            });
            self.parts = Some(index);
            return true;
        }
        let labelled = matches!(block.kind, Kind::Item(Some(_))) || own_label(text).0.is_some();
        let Some(index) = self.parts.filter(|_| !labelled) else {
            self.parts = None;
            return false;
        };
        let number = self.entries[index].label.clone();
        let part = entry(block, whole, &page_links(block), number);
        self.entries[index].take_in(part);
        true
    }

    /// Whether a paragraph belongs to the entry before it: an address for one that has none, a title for one
    /// that has no title.
    fn continues_last(
        &mut self,
        block: &Block,
        links: &[crate::claims::blocks::draft::Link],
        list_start: usize,
    ) -> bool {
        if block.kind != Kind::Paragraph || self.entries.len() <= list_start {
            return false;
        }
        let Some(look) = shaped(block, links) else {
            return false;
        };
        let Some(last) = self.entries.last_mut() else {
            return false;
        };
        if look.untitled && look.entries.len() == 1 && last.addresses.is_empty() {
            last.addresses
                .extend(links.iter().map(|link| link.address.clone()));
            return true;
        }
        if look.is_title() && last.title.is_none() {
            last.title = Some(block.prose.text().to_owned());
            return true;
        }
        false
    }

    /// Gives the entry that was added last the title that stands in a block before it.
    fn name_last(&mut self, title: Option<Block>) {
        if let (Some(title), Some(last)) = (title, self.entries.last_mut()) {
            let text = title.prose.text();
            last.file = last
                .file
                .join(title.prose.in_file(Span::new(0, text.len())));
            last.title.get_or_insert_with(|| text.to_owned());
        }
    }

    fn add_note(&mut self, note: &Note) {
        let mut whole = Entry {
            label: note.label.clone(),
            ..Entry::default()
        };
        for block in &note.blocks {
            let end = block.prose.len();
            let body = Span::new(end - own_label(block.prose.text()).1.len(), end);
            let refs = block
                .marks
                .iter()
                .flat_map(|mark| mark.refs.iter().cloned());
            whole.also.extend(refs.take(MAX_ALSO));
            if is_same(block.prose.text()) {
                let before = self
                    .entries
                    .last()
                    .filter(|before| !before.label.is_empty());
                whole
                    .also
                    .extend(before.map(|before| Ref::Note(before.label.clone())));
            }
            let part = entry(block, body, &page_links(block), note.label.clone());
            whole.take_in(part);
        }
        // A work that is cited has a year, a page or a number; what has none is a remark.
        let bare = !whole.text.contains(|c: char| c.is_ascii_digit());
        whole.remark = note.remark.unwrap_or(bare);
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
