//! A document indexed for matching.

use std::sync::{Arc, OnceLock};

use super::narrow::as_u32;
use super::places::Places;
use super::words::Folded;
use crate::extract::{Document, Region};
use crate::text::{self, Lang, Stems, Token, Value};

/// A document with its words indexed, ready to be matched against any number of claims.
///
/// ```
/// use citecheck::extract::Document;
/// use citecheck::verify::Prepared;
/// let document = Document::from_passages(["The licence runs until 2032.".to_owned()]);
/// let prepared = Prepared::new(document);
/// assert_eq!(prepared.document().passages.len(), 1);
/// ```
#[derive(Debug)]
pub struct Prepared {
    document: Arc<Document>,
    lang: Lang,
    tokens: Vec<Token>,
    /// Index of the passage of each token.
    passage_of: Vec<u32>,
    /// Index of the first token of each passage, and one past the last of all.
    starts: Vec<u32>,
    places: Places,
    values: Vec<OnceLock<Box<[Value]>>>,
    folded: Vec<OnceLock<Box<Folded>>>,
    /// The passages outside of the body, prepared when first asked for.
    outside: OnceLock<Option<Box<Self>>>,
}

impl Prepared {
    /// Indexes the body of `document`. Takes time and memory linear in its text.
    pub fn new(document: Document) -> Self {
        let lang = language(&document);
        Self::of_regions(Arc::new(document), lang, Region::is_body)
    }

    /// The same document with the passages outside of its body that a person may still look at:
    /// captions, by-lines, readers' comments, teasers. None when it has no such passage. What is
    /// hidden, a menu or a banner is never looked at, and a list of references is no evidence for
    /// what it lists.
    pub fn outside(&self) -> Option<&Self> {
        let prepare = || {
            let passages = &self.document.passages;
            passages
                .iter()
                .any(|passage| is_outside(passage.region))
                .then(|| {
                    Box::new(Self::of_regions(
                        Arc::clone(&self.document),
                        self.lang,
                        is_outside,
                    ))
                })
        };
        self.outside.get_or_init(prepare).as_deref()
    }

    fn of_regions(document: Arc<Document>, lang: Lang, takes: impl Fn(Region) -> bool) -> Self {
        let size: usize = document
            .passages
            .iter()
            .map(|passage| passage.text.len())
            .sum();
        let mut tokens = Vec::with_capacity(size / 5 + 1);
        let mut passage_of = Vec::with_capacity(size / 5 + 1);
        let mut starts = Vec::with_capacity(document.passages.len() + 1);
        let stems = Stems::for_lang(lang);
        for (index, passage) in document.passages.iter().enumerate() {
            starts.push(as_u32(tokens.len()));
            if takes(passage.region) {
                text::tokenize(&passage.text, stems, &mut tokens);
            }
            passage_of.resize(tokens.len(), as_u32(index));
        }
        starts.push(as_u32(tokens.len()));
        let places = Places::new(&tokens);
        let values = document.passages.iter().map(|_| OnceLock::new()).collect();
        let folded = document.passages.iter().map(|_| OnceLock::new()).collect();
        Self {
            document,
            lang,
            tokens,
            passage_of,
            starts,
            places,
            values,
            folded,
            outside: OnceLock::new(),
        }
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The language that its words were read in.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// How many passages it has.
    pub fn len(&self) -> usize {
        self.document.passages.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.document.passages.is_empty()
    }

    /// The text of passage `index`.
    pub fn text(&self, index: usize) -> &str {
        &self.document.passages[index].text
    }

    /// The tokens of passage `index`; their spans are places in its text.
    pub fn tokens(&self, index: usize) -> &[Token] {
        &self.tokens[self.starts[index] as usize..self.starts[index + 1] as usize]
    }

    /// Index, within its passage, of the token with index `token` in the document.
    pub(crate) fn within(&self, token: u32) -> usize {
        (token - self.starts[self.passage_of[token as usize] as usize]) as usize
    }

    /// The token with index `token` in the document.
    pub(crate) fn token(&self, token: u32) -> &Token {
        &self.tokens[token as usize]
    }

    /// Index of the passage of the token with index `token` in the document.
    pub(crate) fn passage_of(&self, token: u32) -> usize {
        self.passage_of[token as usize] as usize
    }

    /// The tokens with stem `stem`, as indices in the document, last first.
    pub(crate) fn occurrences(&self, stem: u64) -> impl Iterator<Item = u32> {
        self.places.of(stem).iter().rev().copied()
    }

    /// The same, first first.
    pub(super) fn places(&self, stem: u64) -> &[u32] {
        self.places.of(stem)
    }

    /// One past the index, in the document, of the last token of passage `index`.
    pub(super) fn end(&self, index: usize) -> u32 {
        self.starts[index + 1]
    }

    /// The content words of passage `index` in normal form, made when first asked for.
    pub(super) fn folded(&self, index: usize) -> &Folded {
        self.folded[index]
            .get_or_init(|| Box::new(Folded::new(self.text(index), self.tokens(index))))
    }

    /// The typed values of passage `index`, read when first asked for.
    pub fn values(&self, index: usize) -> &[Value] {
        self.values[index].get_or_init(|| {
            text::values(self.text(index), self.tokens(index), self.lang).into_boxed_slice()
        })
    }
}

/// Regions whose passages may be shown as evidence, and never support a claim by themselves.
const fn is_outside(region: Region) -> bool {
    matches!(
        region,
        Region::Caption | Region::Metadata | Region::Comment | Region::Related
    )
}

/// The language to read a document in: what its text looks like, or else what it says of itself.
fn language(document: &Document) -> Lang {
    let mut sample = String::new();
    for passage in document
        .passages
        .iter()
        .filter(|passage| passage.region.is_body())
    {
        sample.push_str(&passage.text);
        sample.push('\n');
        if sample.len() > Lang::SAMPLE {
            break;
        }
    }
    match (
        Lang::detect(&sample),
        document.lang.as_deref().map(Lang::from_tag),
    ) {
        // Too short a text looks English for want of evidence.
        (Lang::English, Some(declared)) if sample.len() < 400 => declared,
        (detected, _) => detected,
    }
}
