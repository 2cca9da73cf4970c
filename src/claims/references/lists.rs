//! Which blocks of an article are its lists of sources.

use crate::claims::blocks::draft::{Block, Kind, Link};
use crate::claims::citations::labels::{labels, mark_at};
use crate::claims::references::entries::{entry_lines, intro, lines, links_of, own_label};
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

/// Headings of what is neither text nor sources, lowercase.
const ASIDES: &[&str] = &[
    "see also",
    "external links",
    "further reading",
    "related articles",
    "related",
    "read more",
    "read next",
    "siehe auch",
    "weblinks",
    "voir aussi",
    "liens externes",
    "véase también",
    "enlaces externos",
    "関連項目",
    "外部リンク",
    "参见",
    "外部链接",
];

/// Share of a line's letters that must be linked for it to be an entry of a list that has no
/// heading; a statement with one linked word stays a statement.
const LINKED_SHARE: f64 = 0.4;

/// Letters beside the link that are no statement yet: a date, a site's name, "accessed".
const FEW_LETTERS: usize = 12;

/// Brackets of a block that may be its first citation mark.
const MANY: usize = 100;

/// What a block is to the lists of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::claims) enum Role {
    Prose,
    /// The heading of a list.
    Heading,
    Entry,
    /// Under a heading such as "See also": neither text nor sources.
    Aside,
}

pub(in crate::claims) fn roles(blocks: &[Block]) -> Vec<Role> {
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
    let mut inside = Role::Entry;
    for (index, (block, role)) in blocks.iter().zip(roles).enumerate() {
        let names_list = is_list_heading(block.prose.text()) && heads_a_list(blocks, index);
        if let Kind::Heading(level) = block.kind
            && is_named(block.prose.text(), ASIDES)
        {
            open = Some(level);
            inside = Role::Aside;
            *role = Role::Heading;
            continue;
        }
        if names_list {
            inside = Role::Entry;
        }
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
            (_, Some(_)) => *role = inside,
            (_, None) => {}
        }
    }
}

/// Whether what follows the block at `index`, which is called like a list of sources, may be one:
/// articles have titles and sections called "Notes" too.
///
/// The title, a heading of level 1 with nothing above it, heads a list only if entries follow right
/// away. Any other heading does unless statements with citation marks follow, and no entry.
fn heads_a_list(blocks: &[Block], index: usize) -> bool {
    let Kind::Heading(level) = blocks[index].kind else {
        return true;
    };
    let is_heading = |block: &&Block| matches!(block.kind, Kind::Heading(_));
    let mut section = blocks[index + 1..].iter().take_while(|b| !is_heading(b));
    if index == 0 && level == 1 {
        return section
            .next()
            .is_some_and(|first| is_entry(first) && !is_cited_statement(first));
    }
    let (mut cited, mut entries) = (false, false);
    for block in section {
        let statement = is_cited_statement(block);
        cited |= statement;
        entries |= !statement && is_listed(block);
    }
    entries || !cited
}

/// Whether a block is an entry by its look alone.
fn is_entry(block: &Block) -> bool {
    let labelled = own_label(block.prose.text()).0.is_some();
    matches!(block.kind, Kind::Item(_)) || labelled || is_linked_entry(block)
}

/// Whether a block is a statement with a citation mark after its first words: `It rose [1].`
fn is_cited_statement(block: &Block) -> bool {
    let text = block.prose.text();
    let numbered = matches!(block.kind, Kind::Item(Some(_)));
    if numbered || own_label(text).0.is_some() || is_linked_entry(block) {
        return false;
    }
    let is_mark = |link: &Link| link.span.start > 0 && labels(link.span.of(text)).is_some();
    let bracketed = || {
        let mut found = text.match_indices(" [").take(MANY);
        found.any(|(at, _)| mark_at(text, at + 1, '[', &|_| false).is_some())
    };
    !block.marks.is_empty() || block.links.iter().any(is_mark) || bracketed()
}

/// Marks lists of links at the very top and bottom, and labelled lines with addresses anywhere.
fn without_heading(blocks: &[Block], roles: &mut [Role]) {
    let linked: Vec<bool> = blocks
        .iter()
        .map(|block| is_linked_entry(block) || is_introduced(block))
        .collect();
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
        if *role == Role::Prose && (is_labelled(block) || is_labelled_list(block)) {
            *role = Role::Entry;
        }
    }
}

/// Whether a text is the heading of a list of sources: "**Sources:**", "## 5. References".
pub(in crate::claims) fn is_list_heading(text: &str) -> bool {
    is_named(text, HEADINGS)
}

fn is_named(text: &str, names: &[&str]) -> bool {
    const LONGEST: usize = 60;
    let bare = |text: &str| {
        text.trim_matches(|c: char| !c.is_alphabetic())
            .to_lowercase()
    };
    text.len() <= LONGEST && names.contains(&bare(text).as_str())
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

/// Whether every line is a link with hardly anything beside it.
pub(in crate::claims) fn is_linked_entry(block: &Block) -> bool {
    let links = links_of(block);
    if links.is_empty() || matches!(block.kind, Kind::Heading(_) | Kind::Row(_)) {
        return false;
    }
    let text = block.prose.text();
    let letters = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count();
    let starts = link_starts(text, &links);
    let rows = lines(block);
    let mut rows = rows.iter().filter(|row| !row.of(text).trim().is_empty());
    rows.all(|line| {
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

/// Whether a block begins with "Sources:" and has nothing but links after it.
fn is_introduced(block: &Block) -> bool {
    let links = links_of(block);
    let text = block.prose.text();
    let letters = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count();
    let start = intro(block);
    let listed = |line: &Span| {
        let first = links.partition_point(|link| link.span.end <= line.start);
        let inside = links[first..]
            .iter()
            .take_while(|link| link.span.start < line.end);
        let linked: usize = inside.map(|link| letters(link.span.of(text))).sum();
        linked > 0 && linked as f64 >= LINKED_SHARE * letters(line.of(text)) as f64
    };
    start > 0 && !links.is_empty() && entry_lines(block, &links).iter().all(listed)
}

/// Whether a block begins with a line such as "Citations:" and labelled lines follow.
fn is_labelled_list(block: &Block) -> bool {
    let links = links_of(block);
    let labelled = |line: &Span| own_label(line.of(block.prose.text())).0.is_some();
    intro(block) > 0 && !links.is_empty() && entry_lines(block, &links).iter().all(labelled)
}

fn leading(text: &str) -> usize {
    text.len()
        - text
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .len()
}
