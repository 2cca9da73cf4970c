//! Links to a passage on the live page: text fragments (`#:~:text=`), as the WICG specification
//! "URL Fragment Text Directives" has browsers resolve them.
//!
//! A browser looks for `[prefix-,]start[,end][,-suffix]` from the top and takes the first place that
//! fits, each of the parts within one block. So a link is given only when its parts occur once.

use percent::encode;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use url::Url;

use crate::extract::{Document, Passage, Region};
use crate::text::Span;

mod percent;

/// A passage of at most so many words is quoted whole; a longer one by its first and last words,
/// which also survives a footnote mark in its middle that the extractor removed.
const WHOLE_WORDS: usize = 8;
/// Words at each end of a long passage, and of context on each side, to begin with.
const FEW_WORDS: usize = 4;
/// Parts never grow past this: the link would be of no use to a person.
const MANY_WORDS: usize = 24;
/// A part of a script without spaces cannot be cut into words; past so many bytes it is given up.
const LONGEST_PART: usize = 600;

/// A document's visible text, prepared for many links.
#[derive(Debug)]
pub struct Page<'a> {
    document: &'a Document,
    /// The text as a browser compares it: blocks joined by line breaks.
    folded: String,
    /// Where each passage stands in it; none for what a reader does not see.
    places: Vec<Option<Span>>,
}

/// The words around and in a passage, as the directive has them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Directive<'t> {
    prefix: Option<&'t str>,
    start: &'t str,
    end: Option<&'t str>,
    suffix: Option<&'t str>,
}

impl<'a> Page<'a> {
    /// Prepares `document`; linear in its text.
    pub fn new(document: &'a Document) -> Self {
        let mut folded = String::new();
        let mut last = None;
        let places = document.passages.iter().map(|passage| {
            if !is_seen(passage) {
                return None;
            }
            match last {
                Some(block) if block == passage.block => folded.push(' '),
                Some(_) => folded.push('\n'),
                None => {}
            }
            last = Some(passage.block);
            let start = folded.len();
            fold_into(&mut folded, &passage.text);
            Some(Span::new(start, folded.len()))
        });
        let places = places.collect();
        Self {
            document,
            folded,
            places,
        }
    }

    /// `address` with a directive that leads to passage `index` and nowhere else; the address alone
    /// where no such directive exists: an invisible passage, a table row (which the extractor puts
    /// together from cells and column heads), or words that stand on the page more than once
    /// together with what surrounds them.
    pub fn link(&self, address: &Url, index: usize) -> String {
        let mut link = address.clone();
        if let Some(directive) = self.directive(index) {
            let before = address.fragment().unwrap_or_default();
            link.set_fragment(Some(&format!("{before}:~:text={}", directive.encoded())));
        }
        link.into()
    }

    fn directive(&self, index: usize) -> Option<Directive<'_>> {
        let passage = self.document.passages.get(index)?;
        let place = (*self.places.get(index)?)?;
        if passage.region == Region::Table || passage.text.trim().is_empty() {
            return None;
        }
        let text = passage.text.trim();
        let words = cut_points(text);
        if words.len() > WHOLE_WORDS {
            let found = (FEW_WORDS..=MANY_WORDS.min(words.len() / 2))
                .step_by(FEW_WORDS)
                .map(|count| Directive {
                    start: first_words(text, &words, count),
                    end: Some(last_words(text, &words, count)),
                    ..Directive::default()
                })
                .find(|directive| self.leads_to(directive, place));
            if found.is_some() {
                return found;
            }
        }
        if text.len() > LONGEST_PART {
            return None;
        }
        let (before, after) = (self.neighbour(index, false), self.neighbour(index, true));
        [
            (0, 0),
            (FEW_WORDS, 0),
            (0, FEW_WORDS),
            (FEW_WORDS, FEW_WORDS),
            (2 * FEW_WORDS, 2 * FEW_WORDS),
        ]
        .into_iter()
        .map(|(left, right)| Directive {
            prefix: before
                .filter(|_| left > 0)
                .map(|text| last_words(text, &cut_points(text), left)),
            start: text,
            end: None,
            suffix: after
                .filter(|_| right > 0)
                .map(|text| first_words(text, &cut_points(text), right)),
        })
        .find(|directive| self.leads_to(directive, place))
    }

    /// The nearest visible passage before or after passage `index`.
    fn neighbour(&self, index: usize, after: bool) -> Option<&'a str> {
        let seen = |at: &usize| self.places[*at].is_some();
        let found = if after {
            (index + 1..self.places.len()).find(seen)
        } else {
            (0..index).rev().find(seen)
        };
        let text = self.document.passages[found?].text.trim();
        (!text.is_empty() && text.len() <= LONGEST_PART).then_some(text)
    }

    /// Whether the whole of the directive fits at `place` alone. Stricter than a browser, which
    /// asks for whole words.
    fn leads_to(&self, directive: &Directive<'_>, place: Span) -> bool {
        let page = self.folded.as_bytes();
        let start = fold(directive.start);
        // Accents alone fold to nothing, which a browser would find anywhere.
        if start.trim().is_empty() {
            return false;
        }
        let mut found = None;
        for at in memchr::memmem::find_iter(page, start.as_bytes()) {
            if !self.has_context(directive, at, at + start.len()) {
                continue;
            }
            if found.replace(at).is_some() {
                return false;
            }
        }
        if found != Some(place.start) {
            return false;
        }
        let Some(end) = directive.end else {
            return true;
        };
        let end = fold(end);
        if end.trim().is_empty() {
            return false;
        }
        let from = place.start + start.len();
        memchr::memmem::find(&page[from..], end.as_bytes())
            .is_some_and(|at| from + at + end.len() == place.end)
    }

    fn has_context(&self, directive: &Directive<'_>, start: usize, end: usize) -> bool {
        let before = directive
            .prefix
            .is_none_or(|prefix| self.folded[..start].trim_end().ends_with(&fold(prefix)));
        before
            && directive
                .suffix
                .is_none_or(|suffix| self.folded[end..].trim_start().starts_with(&fold(suffix)))
    }
}

impl Directive<'_> {
    fn encoded(&self) -> String {
        let mut text = String::new();
        if let Some(prefix) = self.prefix {
            text += &encode(prefix);
            text += "-,";
        }
        text += &encode(self.start);
        if let Some(end) = self.end {
            text.push(',');
            text += &encode(end);
        }
        if let Some(suffix) = self.suffix {
            text += ",-";
            text += &encode(suffix);
        }
        text
    }
}

/// Whether a browser would find the passage's words on the page.
const fn is_seen(passage: &Passage) -> bool {
    !matches!(
        passage.region,
        Region::Hidden | Region::Metadata | Region::Caption
    )
}

/// Where a word begins that a browser takes for one, in scripts with spaces; in others, where
/// a clause begins.
fn cut_points(text: &str) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            if let Some(start) = start.take() {
                words.push(Span::new(start, at));
            }
            continue;
        }
        let from = *start.get_or_insert(at);
        if matches!(c, '、' | '。' | '，' | '；' | '：' | '！' | '？') {
            words.push(Span::new(from, at + c.len_utf8()));
            start = None;
        }
    }
    if let Some(start) = start {
        words.push(Span::new(start, text.len()));
    }
    words
}

fn first_words<'t>(text: &'t str, words: &[Span], count: usize) -> &'t str {
    match words.get(..count.min(words.len())) {
        Some([first, .., last]) => first.join(*last).of(text),
        _ => text,
    }
}

fn last_words<'t>(text: &'t str, words: &[Span], count: usize) -> &'t str {
    match words.get(words.len().saturating_sub(count)..) {
        Some([first, .., last]) => first.join(*last).of(text),
        _ => text,
    }
}

fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(&mut folded, text);
    folded
}

/// Browsers compare without regard to case and accents.
fn fold_into(folded: &mut String, text: &str) {
    let text = text.trim();
    if text.is_ascii() {
        folded.push_str(&text.to_ascii_lowercase());
    } else {
        let base = text.nfkd().filter(|c| !is_combining_mark(*c));
        folded.extend(base.flat_map(char::to_lowercase));
    }
}
