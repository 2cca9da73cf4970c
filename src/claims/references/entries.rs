//! The entries of a list of sources: label, addresses, title.

use crate::claims::blocks::draft::{Block, Link, Ref};
use crate::claims::citations::address;
use crate::claims::citations::autolinks;
use crate::claims::citations::labels::labels;
use crate::claims::references::lists::is_list_heading;
use crate::text::Span;

/// Addresses that one entry may have; an entry is a page and perhaps its archived copies.
const MAX_ADDRESSES: usize = 20;

/// One source of a list.
#[derive(Debug)]
pub(in crate::claims) struct Entry {
    /// Addresses with their titles, best first.
    pub(in crate::claims) addresses: Vec<String>,
    /// What the entry calls the source.
    pub(in crate::claims) title: Option<String>,
    /// Where it stands in the file.
    pub(in crate::claims) file: Span,
    /// Its label, as a person would say it.
    pub(in crate::claims) label: String,
    /// What a footnote without address refers to in its turn.
    pub(in crate::claims) also: Vec<Ref>,
}

pub(in crate::claims) fn links_of(block: &Block) -> Vec<Link> {
    let mut links = block.links.clone();
    autolinks::add_bare(block.prose.text(), &mut links);
    links.retain(|link| address::loose(&link.address).is_some());
    links
}

/// The lines of a block.
pub(in crate::claims) fn lines(block: &Block) -> Vec<Span> {
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
pub(in crate::claims) fn entry_lines(block: &Block, links: &[Link]) -> Vec<Span> {
    let text = block.prose.text();
    let start = intro(block);
    let mut rows = lines(block);
    rows.retain(|row| row.end > start);
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
    let one_each = rows.iter().all(|line| {
        let first = links.partition_point(|link| link.span.end <= line.start);
        links[first..]
            .first()
            .is_some_and(|link| link.span.start < line.end)
    });
    if one_each {
        rows
    } else {
        vec![Span::new(0, text.len())]
    }
}

/// Where the list of a block begins that introduces it itself: "Sources: …", or a first line
/// "Citations:"; 0 for other blocks.
pub(in crate::claims) fn intro(block: &Block) -> usize {
    let text = block.prose.text();
    let end = block
        .breaks
        .first()
        .copied()
        .unwrap_or(text.len())
        .min(text.len());
    let line = &text[..end];
    if end < text.len() && is_list_heading(line) {
        return end;
    }
    match line.char_indices().find(|(_, c)| matches!(c, ':' | '：')) {
        Some((at, colon)) if is_list_heading(&line[..at]) => at + colon.len_utf8(),
        _ => 0,
    }
}

/// A row as its links, each with what follows it; a row that begins with a label is one entry.
fn one_each_link(row: Span, text: &str, links: &[Link]) -> Vec<Span> {
    let first = links.partition_point(|link| link.span.end <= row.start);
    let starts = links[first..].iter().map(|link| link.span.start);
    let starts: Vec<usize> = starts.take_while(|at| *at < row.end).collect();
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
/// `^ …`.
pub(in crate::claims) fn own_label(text: &str) -> (Option<String>, &str) {
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
    match labels(&trimmed[..end]).as_deref() {
        Some([Ref::Label(label)]) => {
            let rest = trimmed[end..]
                .trim_start_matches([':', '.', ')', ' ', '\u{a0}', '-', '–', '—', '^']);
            (Some(label.clone()), rest)
        }
        _ => none,
    }
}

/// The entry that stands at `body` of a block.
pub(in crate::claims) fn entry(block: &Block, body: Span, links: &[Link], label: String) -> Entry {
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
        also: Vec::new(),
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
    let around = |c: char| c.is_whitespace() || ".,:;-–—()<>|*↩↑^，。、：；".contains(c);
    let mut words: Vec<&str> = beside.trim_matches(around).split_whitespace().collect();
    // "See https://…" names nothing.
    words.retain(|word| !matches!(*word, "See" | "see" | "Siehe" | "siehe" | ","));
    let title = words.join(" ");
    title.contains(char::is_alphabetic).then_some(title)
}

fn is_address(words: &str, address: &str) -> bool {
    words == address || words.contains("://") || words.starts_with("www.")
}
