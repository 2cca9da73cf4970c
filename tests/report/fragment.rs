//! Text fragment links, resolved by an implementation of the specification's own algorithm
//! (WICG, "URL Fragment Text Directives", "Find a range from a text directive") written here and
//! for this alone: each link leads to its passage and nowhere else.

use citecheck::extract::{Document, Region};
use citecheck::report::fragment::Page;
use proptest::prelude::*;
use url::Url;

/// Blocks of text as a browser sees them.
struct Rendered {
    blocks: Vec<Vec<char>>,
}

type Point = (usize, usize);

/// A directive's parts, decoded.
struct Directive {
    prefix: Option<Vec<char>>,
    start: Vec<char>,
    end: Option<Vec<char>>,
    suffix: Option<Vec<char>>,
}

impl Directive {
    fn of(link: &str) -> Option<Self> {
        let (_, directive) = link.split_once(":~:text=")?;
        let mut terms: Vec<&str> = directive.split(',').collect();
        let decode = |term: &str| -> Vec<char> {
            let term = percent_decoded(term);
            fold(&term)
        };
        let prefix = terms.first()?.strip_suffix('-').map(decode);
        if prefix.is_some() {
            terms.remove(0);
        }
        let suffix = terms.last()?.strip_prefix('-').map(decode);
        if suffix.is_some() {
            terms.pop();
        }
        let end = terms.get(1).map(|term| decode(term));
        assert!(terms.len() <= 2, "{link}");
        Some(Self {
            prefix,
            start: decode(terms[0]),
            end,
            suffix,
        })
    }
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn fold(text: &str) -> Vec<char> {
    text.chars().flat_map(char::to_lowercase).collect()
}

impl Rendered {
    fn of(document: &Document) -> Self {
        let mut blocks: Vec<Vec<char>> = Vec::new();
        let mut last = None;
        for passage in &document.passages {
            if matches!(passage.region, Region::Hidden | Region::Metadata) {
                continue;
            }
            if last == Some(passage.block) {
                let block = blocks.last_mut().unwrap();
                block.push(' ');
                block.extend(fold(&passage.text));
            } else {
                blocks.push(fold(&passage.text));
            }
            last = Some(passage.block);
        }
        Self { blocks }
    }

    fn is_word(&self, (block, at): Point) -> bool {
        self.blocks[block]
            .get(at)
            .is_some_and(|c| c.is_alphanumeric())
    }

    /// Whether a word begins or ends at a point.
    fn is_boundary(&self, (block, at): Point) -> bool {
        at == 0
            || at >= self.blocks[block].len()
            || !(self.is_word((block, at - 1)) && self.is_word((block, at)))
    }

    /// "Find a string in range": the first place of `query` at or after `from`, inside one block.
    fn find(&self, query: &[char], from: Point, bounded: (bool, bool)) -> Option<(Point, Point)> {
        for block in from.0..self.blocks.len() {
            let text = &self.blocks[block];
            let first = if block == from.0 { from.1 } else { 0 };
            for at in first..text.len().saturating_sub(query.len() - 1) {
                let (start, end) = ((block, at), (block, at + query.len()));
                if text[at..].starts_with(query)
                    && (!bounded.0 || self.is_boundary(start))
                    && (!bounded.1 || self.is_boundary(end))
                {
                    return Some((start, end));
                }
            }
        }
        None
    }

    /// "Advance range start to next non-whitespace position".
    fn past_spaces(&self, (mut block, mut at): Point) -> Option<Point> {
        while block < self.blocks.len() {
            while let Some(c) = self.blocks[block].get(at) {
                if !c.is_whitespace() {
                    return Some((block, at));
                }
                at += 1;
            }
            (block, at) = (block + 1, 0);
        }
        None
    }

    /// "Find a range from a text directive".
    fn resolve(&self, directive: &Directive) -> Option<(Point, Point)> {
        let mut from = (0, 0);
        loop {
            let whole = directive.end.is_some() || directive.suffix.is_none();
            let potential = if let Some(prefix) = &directive.prefix {
                let found = self.find(prefix, from, (true, false))?;
                from = (found.0.0, found.0.1 + 1);
                let begin = self.past_spaces(found.1)?;
                let potential = self.find(&directive.start, begin, (false, whole))?;
                if potential.0 != begin {
                    continue;
                }
                potential
            } else {
                let potential = self.find(&directive.start, from, (true, whole))?;
                from = (potential.0.0, potential.0.1 + 1);
                potential
            };
            let mut end_from = potential.1;
            loop {
                let mut range = potential;
                if let Some(end) = &directive.end {
                    range.1 = self
                        .find(end, end_from, (true, directive.suffix.is_none()))?
                        .1;
                }
                let Some(suffix) = &directive.suffix else {
                    return Some(range);
                };
                let after = self.past_spaces(range.1)?;
                let found = self.find(suffix, after, (false, true))?;
                if found.0 == after {
                    return Some(range);
                }
                if directive.end.is_none() {
                    break;
                }
                end_from = range.1;
            }
        }
    }

    fn text(&self, (start, end): (Point, Point)) -> String {
        assert_eq!(start.0, end.0, "a range within one block");
        self.blocks[start.0][start.1..end.1].iter().collect()
    }
}

/// A document of blocks, each of sentences.
fn document(blocks: &[Vec<String>]) -> Document {
    let sentences = blocks.iter().flatten().cloned();
    let mut document = Document::from_passages(sentences);
    let numbers = blocks
        .iter()
        .enumerate()
        .flat_map(|(number, block)| vec![number; block.len()]);
    for (passage, number) in document.passages.iter_mut().zip(numbers) {
        passage.block = number;
    }
    document
}

fn address() -> Url {
    Url::parse("https://harbour.example/notice").unwrap()
}

/// Checks the link of each passage, and gives how many have a directive.
fn verify(document: &Document) -> usize {
    let page = Page::new(document);
    let rendered = Rendered::of(document);
    let mut links = 0;
    let mut expected: Vec<(Point, Point)> = Vec::new();
    let (mut block, mut at, mut last) = (0, 0, None);
    for passage in &document.passages {
        match last {
            None => {}
            Some(number) if number == passage.block => at += 1,
            Some(_) => (block, at) = (block + 1, 0),
        }
        last = Some(passage.block);
        let end = at + fold(&passage.text).len();
        expected.push(((block, at), (block, end)));
        at = end;
    }
    for (index, place) in expected.iter().enumerate() {
        let link = page.link(&address(), index);
        Url::parse(&link).unwrap();
        if let Some(directive) = Directive::of(&link) {
            links += 1;
            let found = rendered.resolve(&directive);
            let found = found.map(|range| (range, rendered.text(range)));
            assert_eq!(
                found.as_ref().map(|(range, _)| range),
                Some(place),
                "{link} finds {found:?}"
            );
        }
    }
    links
}

fn strings(blocks: &[&[&str]]) -> Vec<Vec<String>> {
    blocks
        .iter()
        .map(|block| block.iter().map(|text| (*text).to_owned()).collect())
        .collect()
}

#[test]
fn a_short_passage_is_quoted_whole_and_a_long_one_by_its_ends() {
    let document = document(&strings(&[
        &["The harbour opened in May."],
        &[
            "Its licence to run the northern quay remains valid through 2030 and is no longer exclusive.",
        ],
    ]));
    let page = Page::new(&document);
    assert_eq!(
        page.link(&address(), 0),
        "https://harbour.example/notice#:~:text=The%20harbour%20opened%20in%20May."
    );
    assert_eq!(
        page.link(&address(), 1),
        "https://harbour.example/notice#:~:text=Its%20licence%20to%20run,is%20no%20longer%20exclusive."
    );
    assert_eq!(verify(&document), 2);
}

#[test]
fn commas_hyphens_and_ampersands_are_encoded() {
    let document = document(&strings(&[&["A-1, B & C: 50 % of “all”"]]));
    let link = Page::new(&document).link(&address(), 0);
    assert_eq!(
        link,
        "https://harbour.example/notice#:~:text=A%2D1%2C%20B%20%26%20C:%2050%20%25%20of%20%E2%80%9Call%E2%80%9D"
    );
    assert_eq!(verify(&document), 1);
}

#[test]
fn a_passage_that_stands_twice_is_told_apart_by_what_surrounds_it() {
    let document = document(&strings(&[
        &["In May it opened.", "Nobody came.", "It rained."],
        &["In June it closed.", "Nobody came.", "The sun shone."],
    ]));
    assert_eq!(verify(&document), 6);
}

#[test]
fn a_passage_that_nothing_tells_apart_gets_the_plain_address() {
    let document = document(&strings(&[
        &["Read more."],
        &["Read more."],
        &["Read more."],
        &["Read more."],
        &["Read more."],
    ]));
    assert_eq!(
        Page::new(&document).link(&address(), 2),
        "https://harbour.example/notice"
    );
}

#[test]
fn japanese_is_never_cut_inside_a_clause() {
    let document = document(&strings(&[&[
        "港湾局は2024年5月3日に契約を結んだ。",
        "工事費は四千万クローネで、町が二割を負担する。",
    ]]));
    assert_eq!(verify(&document), 2);
}

#[test]
fn accents_alone_get_the_plain_address() {
    for texts in [["日本", "\u{301}", "日本"], ["é", "\u{302} \u{301}", "ö"]] {
        let page = Document::from_passages(texts.map(str::to_owned));
        let link = Page::new(&page).link(&address(), 1);
        assert_eq!(link, "https://harbour.example/notice");
    }
}

#[test]
fn hidden_passages_and_table_rows_get_the_plain_address() {
    let mut document = document(&strings(&[&["Fees, 2024: 40"], &["Secret."]]));
    document.passages[0].region = Region::Table;
    document.passages[1].region = Region::Hidden;
    let page = Page::new(&document);
    for index in [0, 1, 7] {
        assert_eq!(
            page.link(&address(), index),
            "https://harbour.example/notice"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Few words, so that passages share many of them.
    #[test]
    fn every_link_leads_to_its_passage_alone(
        blocks in prop::collection::vec(prop::collection::vec(
            prop::collection::vec(prop::sample::select(vec!["the", "quay", "opens", "in", "May", "and", "Öre", "2030", "no", "A-B"]), 1..14)
                .prop_map(|words| words.join(" ") + "."),
            1..4), 1..6)
    ) {
        verify(&document(&blocks));
    }

    #[test]
    fn no_text_breaks_a_link(texts in prop::collection::vec("\\PC{0,60}", 1..6), index in 0_usize..8) {
        let document = Document::from_passages(texts);
        let link = Page::new(&document).link(&address(), index);
        prop_assert!(Url::parse(&link).is_ok());
        prop_assert!(link.is_ascii());
    }
}
