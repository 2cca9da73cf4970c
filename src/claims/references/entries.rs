//! The entries of a list of sources: label, addresses, title.

use super::headings::{heads_sources, sources_lead};
use super::line::is_address;
use super::shapes::{lines, of_lines, within};
use crate::claims::blocks::draft::{Block, Link, Ref};
use crate::claims::broken::Fault;
use crate::claims::citations::address::{self, Address};
use crate::claims::citations::forms::tex;
use crate::claims::citations::forms::works::{works, year_length};
use crate::claims::citations::identifiers;
use crate::claims::citations::syntax::labels;
use crate::claims::vocabulary::Words;
use crate::text::Span;

/// Addresses that one entry may have; an entry is a page and perhaps its archived copies.
const MAX_ADDRESSES: usize = 20;

/// Characters of the longest label: "[Okafor et al. 2019]".
const LONGEST_LABEL: usize = 40;

/// Characters of the longest entry that is kept as it is written.
const LONGEST_TEXT: usize = 600;

/// One source of a list.
#[derive(Clone, Debug, Default)]
pub(in crate::claims) struct Entry {
    /// Its addresses, best first.
    pub(in crate::claims) addresses: Vec<String>,
    /// What the entry calls the source.
    pub(in crate::claims) title: Option<String>,
    /// The entry without its label and addresses.
    pub(in crate::claims) text: String,
    /// Whether the text says more than the title: who wrote or published it.
    pub(in crate::claims) tells_more: bool,
    /// Where it stands in the file.
    pub(in crate::claims) file: Span,
    /// Its label, as a person would say it.
    pub(in crate::claims) label: String,
    /// What a footnote without address refers to in its turn.
    pub(in crate::claims) also: Vec<Ref>,
    /// Whether it is a note that explains something and need not name a source.
    pub(in crate::claims) remark: bool,
    /// What is wrong with its address, where it has none that leads anywhere.
    pub(in crate::claims) fault: Option<Fault>,
}

impl Entry {
    /// Adds what the next block of the same entry says.
    pub(super) fn take_in(&mut self, part: Self) {
        if self.file.is_empty() {
            self.file = part.file;
        }
        self.addresses.extend(part.addresses);
        self.title = self.title.take().or(part.title);
        self.fault = self.fault.take().or(part.fault);
        if !self.text.is_empty() && !part.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(&part.text);
        self.tells_more |= part.tells_more;
    }
}

/// The label that a block begins with as a superscript, and where what it labels begins.
pub(super) fn raised_label(block: &Block) -> Option<(String, usize)> {
    let mark = block.marks.first().filter(|mark| mark.span.start == 0)?;
    match mark.refs.as_slice() {
        [Ref::Label(label)] if !mark.span.is_empty() => Some((label.clone(), mark.span.end)),
        _ => None,
    }
}

/// The entries of a block: its lines, where they begin with labels or are titles with addresses; else all of it.
pub(super) fn entry_lines(block: &Block, links: &[Link]) -> Vec<Span> {
    let text = block.prose.text();
    if let Some((_, start)) = raised_label(block) {
        return vec![Span::new(start, text.len())];
    }
    let start = intro(block);
    let mut rows = lines(block);
    rows.retain(|row| row.end > start && !tex::bounds_list(row.of(text)));
    if let Some(first) = rows.first_mut() {
        first.start = first.start.max(start);
    }
    if let ([row], true) = (rows.as_slice(), start > 0) {
        return one_each_link(*row, text, links);
    }
    if rows.len() < 2 {
        return rows;
    }
    let labelled = |line: &Span| own_label(line.of(text)).0.is_some();
    if rows.iter().any(labelled) {
        let mut entries: Vec<Span> = Vec::new();
        for line in rows {
            match entries.last_mut() {
                Some(last) if !labelled(&line) => last.end = line.end,
                _ => entries.push(line),
            }
        }
        return entries;
    }
    let dated: Vec<bool> = rows.iter().map(|row| begins_work(row.of(text))).collect();
    if dated[0] && dated.iter().filter(|dated| **dated).count() > 1 {
        let mut entries: Vec<Span> = Vec::new();
        for (row, dated) in rows.into_iter().zip(dated) {
            match entries.last_mut() {
                Some(last) if !dated => last.end = row.end,
                _ => entries.push(row),
            }
        }
        return entries;
    }
    if let Some(shaped) = of_lines(text, &rows, links).filter(|shaped| !shaped.is_title()) {
        return shaped.entries;
    }
    if rows.iter().all(|row| !within(links, *row).is_empty()) {
        return rows;
    }
    vec![Span::new(start, text.len())]
}

/// Whether a line begins as entries do that go by author and year: "Okafor, I., & Lind, P. (2019). …", "Pohl, R.,
/// 2011. …".
fn begins_work(line: &str) -> bool {
    const FARTHEST: usize = 160;
    let line = line.trim_start();
    let year = |before: &str| {
        let mut found = line.match_indices(before).map(|(at, _)| at + before.len());
        found.any(|at| at < FARTHEST && year_length(&line[at..]).is_some())
    };
    let mut words = line.split(' ');
    let surname = words.next().is_some_and(|word| word.ends_with(','));
    let given = words
        .next()
        .is_some_and(|word| word.ends_with(['.', ',']) && word.len() <= 4);
    line.starts_with(char::is_uppercase) && (year("(") || (surname && given && year(", ")))
}

/// Where the list of a block begins that introduces it itself: "Sources: …", or a first line
/// "Citations:"; 0 for other blocks.
pub(super) fn intro(block: &Block) -> usize {
    let text = block.prose.text();
    let end = block.breaks.first().copied().unwrap_or(text.len());
    let line = &text[..end.min(text.len())];
    if end < text.len() && heads_sources(line) {
        return end;
    }
    sources_lead(line)
}

/// A row as its links, each with what follows it; a row that begins with a label is one entry.
fn one_each_link(row: Span, text: &str, links: &[Link]) -> Vec<Span> {
    let starts: Vec<usize> = within(links, row)
        .iter()
        .map(|link| link.span.start)
        .collect();
    if starts.len() < 2 || own_label(row.of(text)).0.is_some() {
        return vec![row];
    }
    let ends = starts[1..].iter().copied().chain([row.end]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| Span::new(*start, end))
        .collect()
}

/// The label that an entry begins with, and what follows it: `[3] …`, `3. …`, `3) …`, `³ …`,
/// `^ …`, `[OKA19] …`, `\bibitem{okafor} …`.
pub(in crate::claims) fn own_label(text: &str) -> (Option<String>, &str) {
    let trimmed = text.trim_start();
    let none = (None, trimmed);
    if let Some((key, rest)) = tex::entry(trimmed) {
        return (Some(key.to_owned()), rest.trim_start());
    }
    let mut chars = trimmed.char_indices();
    let Some((_, first)) = chars.next() else {
        return none;
    };
    let end = match first {
        '[' | '【' | '(' | '［' => {
            let close = match first {
                '[' => ']',
                '(' => ')',
                '［' => '］',
                _ => '】',
            };
            match trimmed
                .char_indices()
                .take(LONGEST_LABEL)
                .find(|(_, c)| *c == close)
            {
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
    let rest =
        trimmed[end..].trim_start_matches([':', '.', ')', ' ', '\u{a0}', '-', '–', '—', '^', '|']);
    match labels(&trimmed[..end]).as_deref() {
        Some([Ref::Label(label)]) => (Some(label.clone()), rest),
        None if first == '['
            && (is_code(&trimmed[1..end - 1]) || works(&trimmed[1..end - 1]).is_some()) =>
        {
            (Some(trimmed[1..end - 1].to_owned()), rest)
        }
        _ => none,
    }
}

/// Whether a label is made of a name and a year: "OKA19", "Lin+20a".
fn is_code(label: &str) -> bool {
    label
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '+' | '-' | '.' | ':' | '_'))
        && label.contains(|c: char| c.is_ascii_digit())
        && label.starts_with(char::is_alphabetic)
}

/// The entry that stands at `body` of a block.
pub(super) fn entry(block: &Block, body: Span, links: &[Link], label: String) -> Entry {
    let text = block.prose.text();
    let inside: Vec<Link> = within(links, body)
        .iter()
        .filter(|link| body.contains(link.span))
        .cloned()
        .collect();
    let mut addresses: Vec<String> = Vec::new();
    for link in &inside {
        if addresses.len() < MAX_ADDRESSES && !addresses.contains(&link.address) {
            addresses.push(link.address.clone());
        }
    }
    let beside = beside(block, body, &inside);
    let linked = linked_title(text, &inside);
    let tells_more = match &linked {
        Some(title) => beside.len() > title.len() + 1,
        None => beside.contains([',', '.', ':', '"', '“', '–', '—', '(']),
    };
    Entry {
        title: linked.or_else(|| {
            title_before(text, body, &inside)
                .or_else(|| beside.contains(char::is_alphabetic).then(|| beside.clone()))
        }),
        tells_more,
        fault: fault(block, body).filter(|_| addresses.is_empty()),
        addresses,
        text: beside.chars().take(LONGEST_TEXT).collect(),
        file: block.prose.in_file(body),
        label,
        also: Vec::new(),
        remark: false,
    }
}

/// What is wrong with what an entry has for an address: a broken link, an address without its scheme.
fn fault(block: &Block, body: Span) -> Option<Fault> {
    let broken = |address: &str| match address::classify(address) {
        Address::Broken(fault) => Some(fault),
        _ => None,
    };
    let mut links = within(&block.links, body).iter();
    links.find_map(|link| broken(&link.address)).or_else(|| {
        let mut words = body.of(block.prose.text()).split_whitespace();
        words.find_map(|word| {
            let word = word
                .trim_matches(|c: char| "<>()[],;\"'“”".contains(c))
                .trim_end_matches('.');
            let host = word.contains('/') && address::is_host_and_path(word);
            broken(word).filter(|_| host || word.contains("//"))
        })
    })
}

/// The number of a work that has no page, in a text: "ISBN 978-…".
pub(in crate::claims) fn without_page(text: &str) -> Option<String> {
    let mut found = identifiers::find_all(text).into_iter();
    found.find_map(|(_, identifier)| identifier.page.is_none().then_some(identifier.canonical))
}

/// An entry's words without its bare addresses and links inside the article ("↩", "^ a b").
fn beside(block: &Block, body: Span, links: &[Link]) -> String {
    let text = block.prose.text();
    let bare = |link: &&Link| is_address(link.span.of(text), &link.address);
    let mut cuts: Vec<Span> = links.iter().filter(bare).map(|link| link.span).collect();
    let backlink = |link: &&Link| link.address.starts_with('#') && body.contains(link.span);
    cuts.extend(block.links.iter().filter(backlink).map(|link| link.span));
    cuts.sort_unstable();
    let mut beside = String::new();
    let mut from = body.start;
    for span in cuts {
        beside.push_str(&text[from..span.start.max(from)]);
        from = span.end.max(from);
    }
    beside.push_str(&text[from.min(body.end)..body.end]);
    let around = |c: char| c.is_whitespace() || ".,:;-–—()<>[]|*↩↑^，。、：；".contains(c);
    let mut words: Vec<&str> = beside.trim_matches(around).split_whitespace().collect();
    // "See https://…" names nothing.
    words.retain(|word| !matches!(*word, "See" | "see" | "Siehe" | "siehe" | ","));
    words.join(" ")
}

/// What stands before an entry's first address, without the words that lead to it: "Available at".
fn title_before(text: &str, body: Span, links: &[Link]) -> Option<String> {
    const LETTERS: usize = 4;
    let first = links.first()?;
    let around = |c: char| c.is_whitespace() || ".,:;-–—()<>[]|*^，。、：；".contains(c);
    let before = Span::new(body.start, first.span.start.max(body.start)).of(text);
    let mut words = before.trim_end_matches("\\url{").trim_matches(around);
    let lower = words.to_lowercase();
    let lead = Words::AddressLeads.list().iter().filter(|lead| {
        let before = lower.strip_suffix(**lead);
        before.is_some_and(|before| before.is_empty() || before.ends_with(around))
    });
    // Lower case of nearly every text is as long as the text.
    if let Some(lead) = lead.map(|lead| lead.len()).max()
        && words.is_char_boundary(words.len() - lead.min(words.len()))
    {
        words = words[..words.len() - lead.min(words.len())].trim_matches(around);
    }
    let enough = words.chars().filter(|c| c.is_alphabetic()).count() >= LETTERS;
    enough.then(|| words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What an entry's first link calls the source.
fn linked_title(text: &str, links: &[Link]) -> Option<String> {
    let linked = links
        .iter()
        .map(|link| (link, link.span.of(text).trim()))
        .find(|(link, words)| {
            words.contains(char::is_alphabetic) && !is_address(words, &link.address)
        });
    linked.map(|(link, words)| {
        let title = link.title.clone().filter(|title| title.len() > words.len());
        title.unwrap_or_else(|| words.to_owned())
    })
}
