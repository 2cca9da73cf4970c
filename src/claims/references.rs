//! Lists of sources: under a heading, at the top, at the bottom, numbered or not.

use rustc_hash::FxHashMap;

use super::address;
use super::draft::{Block, Draft, Kind, Link, Note};
use super::marks;
use crate::text::Span;

/// Headings of lists of sources, lowercase.
const HEADINGS: &[&str] = &[
    "sources",
    "source",
    "references",
    "reference list",
    "works cited",
    "cited works",
    "literature cited",
    "citations",
    "notes",
    "footnotes",
    "endnotes",
    "notes and references",
    "references and notes",
    "sources and references",
    "sources cited",
    "sources used",
    "bibliography",
    "source list",
    "links",
    "quellen",
    "quelle",
    "quellenangaben",
    "quellenverzeichnis",
    "einzelnachweise",
    "literatur",
    "literaturverzeichnis",
    "nachweise",
    "fußnoten",
    "belege",
    "références",
    "notes et références",
    "bibliographie",
    "fuentes",
    "referencias",
    "bibliografía",
    "notas",
    "fonti",
    "note",
    "riferimenti",
    "fontes",
    "referências",
    "出典",
    "参考文献",
    "脚注",
    "引用元",
    "参照",
    "参考资料",
    "参考文献列表",
    "来源",
    "引用",
    "參考資料",
    "來源",
    "출처",
    "참고문헌",
    "각주",
];

/// Share of a line's letters that must be linked for it to be an entry of a list that has no
/// heading; a statement with one linked word stays a statement.
const LINKED_SHARE: f64 = 0.4;

/// Letters beside the link that are no statement yet: a date, a site's name, "accessed".
const FEW_LETTERS: usize = 12;

/// Addresses that one entry may have; an entry is a page and perhaps its archived copies.
const MAX_ADDRESSES: usize = 20;

/// One source of a list.
#[derive(Debug)]
pub(super) struct Entry {
    /// Addresses with their titles, best first.
    pub(super) addresses: Vec<String>,
    /// What the entry calls the source.
    pub(super) title: Option<String>,
    /// Where it stands in the file.
    pub(super) file: Span,
    /// Its label, as a person would say it.
    pub(super) label: String,
}

/// The sources that an article lists.
#[derive(Debug, Default)]
pub(super) struct References {
    pub(super) entries: Vec<Entry>,
    by_label: FxHashMap<String, usize>,
    notes: FxHashMap<String, usize>,
    /// Ranges of `entries`, one a list.
    pub(super) lists: Vec<Span>,
}

impl References {
    /// Takes the lists of sources out of `draft`.
    pub(super) fn take(draft: &mut Draft) -> Self {
        let mut references = Self::default();
        let roles = roles(&draft.blocks);
        let blocks = std::mem::take(&mut draft.blocks);
        let mut open = None;
        for (block, role) in blocks.into_iter().zip(roles) {
            if role == Role::Prose {
                references.close(&mut open);
                draft.blocks.push(block);
                continue;
            }
            let start = *open.get_or_insert(references.entries.len());
            if role == Role::Entry {
                references.add_block(&block, start);
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
    pub(super) fn has(&self, label: &str) -> bool {
        self.by_label.contains_key(label)
    }

    /// The entry of that number; a footnote of that number where no list has it.
    pub(super) fn find(&self, label: &str) -> Option<usize> {
        self.by_label
            .get(label)
            .or_else(|| self.notes.get(label))
            .copied()
    }

    /// The footnote of that label; the entry of that number where no footnote has it.
    pub(super) fn note(&self, label: &str) -> Option<usize> {
        let folded = fold_label(label);
        self.notes
            .get(&folded)
            .or_else(|| self.by_label.get(&folded))
            .copied()
    }

    /// Adds the entries of a block: one a line where lines are labelled, else one.
    fn add_block(&mut self, block: &Block, list_start: usize) {
        let text = block.prose.text();
        let links = links_of(block);
        for line in entry_lines(block, &links) {
            let (label, body) = own_label(line.of(text));
            let body = Span::new(line.end - body.len(), line.end);
            let number = match (&label, &block.kind) {
                (Some(label), _) => label.clone(),
                (None, Kind::Item(Some(number))) => number.to_string(),
                (None, _) => (self.entries.len() - list_start + 1).to_string(),
            };
            let mut entry = entry(block, body, &links, number.clone());
            entry.file = block.prose.in_file(line);
            if entry.addresses.is_empty() && label.is_none() && !matches!(block.kind, Kind::Item(_))
            {
                self.continue_last(&entry, list_start);
                continue;
            }
            self.by_label.entry(number).or_insert(self.entries.len());
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
        };
        for block in &note.blocks {
            let body = Span::new(0, block.prose.len());
            let part = entry(block, body, &links_of(block), note.label.clone());
            if whole.file.is_empty() {
                whole.file = part.file;
            }
            whole.addresses.extend(part.addresses);
            whole.title = whole.title.or(part.title);
        }
        self.notes
            .entry(fold_label(&note.label))
            .or_insert(self.entries.len());
        self.entries.push(whole);
    }
}

/// Footnote labels are compared without case, as Markdown does.
fn fold_label(label: &str) -> String {
    label.to_lowercase()
}

/// What a block is to the lists of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Prose,
    /// The heading of a list.
    Heading,
    Entry,
}

fn roles(blocks: &[Block]) -> Vec<Role> {
    let mut roles = vec![Role::Prose; blocks.len()];
    under_headings(blocks, &mut roles);
    without_heading(blocks, &mut roles);
    roles
}

/// Marks what stands under a heading such as "Sources".
fn under_headings(blocks: &[Block], roles: &mut [Role]) {
    // Level of the heading that the open list stands under; paragraphs count as deeper than all.
    const PARAGRAPH: u8 = u8::MAX;
    let mut open: Option<u8> = None;
    for (block, role) in blocks.iter().zip(roles) {
        let names_list = is_list_heading(block.prose.text());
        match (&block.kind, open) {
            (Kind::Heading(level), _) if names_list => {
                open = Some(*level);
                *role = Role::Heading;
            }
            (Kind::Heading(level), Some(above)) => {
                if *level <= above {
                    open = None;
                } else {
                    *role = Role::Heading;
                }
            }
            (Kind::Heading(_), None) => {}
            (_, _) if names_list => {
                open = Some(open.unwrap_or(PARAGRAPH));
                *role = Role::Heading;
            }
            (_, Some(PARAGRAPH)) if !is_listed(block) => open = None,
            (_, Some(_)) => *role = Role::Entry,
            (_, None) => {}
        }
    }
}

/// Marks lists of links at the very top and bottom, and labelled lines with addresses anywhere.
fn without_heading(blocks: &[Block], roles: &mut [Role]) {
    let linked: Vec<bool> = blocks.iter().map(is_linked_entry).collect();
    let is_prose = |index: usize| !matches!(blocks[index].kind, Kind::Heading(_)) && !linked[index];
    let prose: Vec<usize> = (0..blocks.len())
        .filter(|index| roles[*index] == Role::Prose && is_prose(*index))
        .collect();
    if let (Some(first), Some(last)) = (prose.first(), prose.last()) {
        for (index, role) in roles.iter_mut().enumerate() {
            if linked[index] && *role == Role::Prose && (index < *first || index > *last) {
                *role = Role::Entry;
            }
        }
    }
    for (block, role) in blocks.iter().zip(roles) {
        if *role == Role::Prose && is_labelled(block) {
            *role = Role::Entry;
        }
    }
}

/// Whether a text is the heading of a list of sources: "**Sources:**", "## 5. References".
fn is_list_heading(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let bare = text
        .trim_matches(|c: char| !c.is_alphabetic())
        .to_lowercase();
    HEADINGS.contains(&bare.as_str())
}

/// Whether a block is an entry once a heading says that a list begins.
fn is_listed(block: &Block) -> bool {
    let text = block.prose.text();
    matches!(block.kind, Kind::Item(_))
        || own_label(text).0.is_some()
        || is_linked_entry(block)
        || has_address(block)
}

fn has_address(block: &Block) -> bool {
    !links_of(block).is_empty()
}

fn links_of(block: &Block) -> Vec<Link> {
    let mut links = block.links.clone();
    marks::add_bare(block.prose.text(), &mut links);
    links.retain(|link| address::loose(&link.address).is_some());
    links
}

/// Whether every line is a link with hardly anything beside it.
fn is_linked_entry(block: &Block) -> bool {
    let links = links_of(block);
    if links.is_empty() || matches!(block.kind, Kind::Heading(_) | Kind::Row(_)) {
        return false;
    }
    let text = block.prose.text();
    let letters = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count();
    let starts = link_starts(text, &links);
    let mut lines = lines(block);
    lines.retain(|line| !line.of(text).trim().is_empty());
    lines.iter().all(|line| {
        let first = links.partition_point(|link| link.span.end <= line.start);
        let inside: usize = links[first..]
            .iter()
            .take_while(|link| link.span.start < line.end)
            .map(|link| letters(link.span.of(text)))
            .sum();
        let all = letters(line.of(text));
        let begins = starts.contains(&line.start)
            || links[first..].first().is_some_and(|link| {
                letters(&text[line.start..link.span.start.max(line.start)]) == 0
            });
        let ends = line.of(text).trim_end().ends_with(['.', '!', '?', '。']);
        let beside = all.saturating_sub(inside);
        let some = links[first..]
            .first()
            .is_some_and(|link| link.span.start < line.end);
        some && (beside == 0
            || (begins
                && !ends
                && (beside <= FEW_LETTERS || inside as f64 >= LINKED_SHARE * all as f64)))
    })
}

/// Offsets at which a link stands with nothing but a mark before it.
fn link_starts(text: &str, links: &[Link]) -> Vec<usize> {
    links
        .iter()
        .filter(|link| {
            text[..link.span.start].ends_with(|c: char| !c.is_alphanumeric())
                || link.span.start == 0
        })
        .map(|link| link.span.start)
        .collect()
}

/// Whether every line begins with a label and has an address: `[1] Title. https://…`.
fn is_labelled(block: &Block) -> bool {
    let text = block.prose.text();
    if !matches!(block.kind, Kind::Paragraph | Kind::Item(_))
        || !text.starts_with(['[', '^', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'])
    {
        return false;
    }
    let links = links_of(block);
    entry_lines(block, &links).iter().all(|line| {
        let (label, body) = own_label(line.of(text));
        let body = Span::new(line.end - body.len(), line.end);
        let first = links.partition_point(|link| link.span.end <= body.start);
        // An address that ends the line, or a link that begins it: "[1] We found …" is a statement.
        label.is_some()
            && links[first..].first().is_some_and(|link| {
                let last = links[..]
                    .iter()
                    .rev()
                    .find(|link| link.span.start < body.end);
                link.span.start < body.end
                    && (link.span.start == body.start + leading(body.of(text))
                        || last.is_some_and(|last| last.span.end + 2 >= body.end))
            })
    })
}

fn leading(text: &str) -> usize {
    text.len()
        - text
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .len()
}

/// The lines of a block.
fn lines(block: &Block) -> Vec<Span> {
    let end = block.prose.len();
    let mut lines = Vec::with_capacity(block.breaks.len() + 1);
    let mut start = 0;
    for at in block.breaks.iter().copied().chain([end]) {
        if at > start {
            lines.push(Span::new(start, at.min(end)));
            start = at;
        }
    }
    lines
}

/// The entries of a block: its lines, where they begin with labels, or with links of their own;
/// else all of it.
fn entry_lines(block: &Block, links: &[Link]) -> Vec<Span> {
    let text = block.prose.text();
    let lines = lines(block);
    if lines.len() < 2 {
        return lines;
    }
    let labelled = |line: &Span| own_label(line.of(text)).0.is_some();
    if lines.iter().any(labelled) {
        let mut entries: Vec<Span> = Vec::new();
        for line in lines {
            match entries.last_mut() {
                Some(last) if !labelled(&line) => last.end = line.end,
                _ => entries.push(line),
            }
        }
        return entries;
    }
    let one_each = lines.iter().all(|line| {
        let first = links.partition_point(|link| link.span.end <= line.start);
        links[first..]
            .first()
            .is_some_and(|link| link.span.start < line.end)
    });
    if one_each {
        lines
    } else {
        vec![Span::new(0, text.len())]
    }
}

/// The label that an entry begins with, and what follows it: `[3] …`, `3. …`, `3) …`, `³ …`,
/// `^ …`.
fn own_label(text: &str) -> (Option<String>, &str) {
    let trimmed = text.trim_start();
    let none = (None, trimmed);
    let mut chars = trimmed.char_indices();
    let Some((_, first)) = chars.next() else {
        return none;
    };
    let end = match first {
        '[' | '【' | '(' => {
            let close = match first {
                '[' => ']',
                '(' => ')',
                _ => '】',
            };
            match trimmed.char_indices().take(12).find(|(_, c)| *c == close) {
                Some((at, c)) => at + c.len_utf8(),
                None => return none,
            }
        }
        c if c.is_ascii_digit() => {
            let digits = trimmed.len()
                - trimmed
                    .trim_start_matches(|c: char| c.is_ascii_digit())
                    .len();
            let after = &trimmed[digits..];
            if digits > 4 || !after.starts_with(['.', ')', ':']) || !after[1..].starts_with(' ') {
                return none;
            }
            digits
        }
        '^' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' => trimmed
            .find(|c: char| {
                !matches!(c, '^' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹') && !c.is_ascii_digit()
            })
            .unwrap_or(trimmed.len()),
        _ => return none,
    };
    match marks::labels(&trimmed[..end]).as_deref() {
        Some([super::draft::Ref::Label(label)]) => {
            let rest = trimmed[end..]
                .trim_start_matches([':', '.', ')', ' ', '\u{a0}', '-', '–', '—', '^']);
            (Some(label.clone()), rest)
        }
        _ => none,
    }
}

/// The entry that stands at `body` of a block.
fn entry(block: &Block, body: Span, links: &[Link], label: String) -> Entry {
    let text = block.prose.text();
    let first = links.partition_point(|link| link.span.start < body.start);
    let count = links[first..].partition_point(|link| link.span.end <= body.end);
    let links = &links[first..first + count];
    let mut addresses: Vec<String> = Vec::new();
    for link in links {
        if addresses.len() < MAX_ADDRESSES && !addresses.contains(&link.address) {
            addresses.push(link.address.clone());
        }
    }
    if addresses.is_empty() {
        addresses.extend(identifier(body.of(text)));
    }
    Entry {
        title: title(text, body, links),
        addresses,
        file: block.prose.in_file(body),
        label,
    }
}

/// A DOI or arXiv number in an entry without a link.
fn identifier(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    for prefix in ["doi:", "arxiv:"] {
        if let Some(at) = lower.find(prefix) {
            let rest = text[at + prefix.len()..].trim_start();
            let word = rest
                .split_whitespace()
                .next()?
                .trim_end_matches(['.', ',', ';', ']', ')']);
            let whole = format!("{prefix}{word}");
            return address::loose(&whole).map(|_| whole);
        }
    }
    None
}

/// What an entry calls its source: the words of its first link, else what stands beside the
/// address.
fn title(text: &str, body: Span, links: &[Link]) -> Option<String> {
    let linked = links
        .iter()
        .map(|link| (link, link.span.of(text).trim()))
        .find(|(link, words)| {
            words.contains(char::is_alphabetic) && !is_address(words, &link.address)
        });
    if let Some((link, words)) = linked {
        return Some(
            link.title
                .clone()
                .filter(|title| title.len() > words.len())
                .unwrap_or_else(|| words.to_owned()),
        );
    }
    let mut beside = String::new();
    let mut from = body.start;
    for link in links {
        beside.push_str(&text[from..link.span.start.max(from)]);
        from = link.span.end.max(from);
    }
    beside.push_str(&text[from.min(body.end)..body.end]);
    let beside = beside.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '.' | ','
                    | ':'
                    | ';'
                    | '-'
                    | '–'
                    | '—'
                    | '('
                    | ')'
                    | '<'
                    | '>'
                    | '|'
                    | '"'
                    | '“'
                    | '”'
                    | '*'
            )
    });
    beside
        .contains(char::is_alphabetic)
        .then(|| beside.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn is_address(words: &str, address: &str) -> bool {
    words == address || words.contains("://") || words.starts_with("www.")
}
