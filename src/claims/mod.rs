//! Readers of claims files and articles: a file in, claims with their places and citations out.
//!
//! [`read`] takes a file's bytes and its [`Format`] and gives an [`Input`]; it opens no file.
//! The rooms, in the order in which data passes them:
//!
//! | room | its question |
//! |---|---|
//! | `vocabulary` | which words and phrases are articles read by? |
//! | `file` | which claims does a claims file list, and what do they cite? |
//! | `formats` | how does each format write an article? |
//! | `blocks` | what do all readers of articles give? |
//! | `citations` | how is a citation written in running text? |
//! | `references` | what do an article's lists of sources say? |
//! | `statements` | what does a sentence state, and who says so? |
//! | `assemble` | which sentence cites what? |

mod assemble;
mod blocks;
mod broken;
mod citations;
mod error;
mod file;
mod format;
mod formats;
mod options;
mod positions;
mod read;
mod references;
mod statements;
mod vocabulary;
mod written;

use std::sync::Arc;

use crate::source::Source;
use crate::text::Span;
use crate::verdict::Verdict;

pub use broken::{Broken, Unresolved, Why};
pub use error::{Error, Errors, Permission};
pub use file::sniff::holds_claims;
pub use file::write::{to_csv, to_toml};
pub use format::{Format, UnknownFormat};
pub use options::Options;
pub use positions::Positions;
pub(crate) use read::BYTE_ORDER_MARK;
pub use read::read;
pub use references::bibliography::Bibliography;
pub use references::named::named_bibliographies;
pub(crate) use statements::splitting::parts as statement_parts;
pub use written::Written;

/// One file as read: its claims and the sources that they cite.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Input {
    /// Path as given, with forward slashes; `-` for standard input.
    pub path: Arc<str>,
    /// Lowercase hexadecimal SHA-256 of the file's bytes.
    pub sha256: String,
    /// How it is written.
    pub format: Format,
    /// Its text, which the spans of claims are of: what the bytes say without a byte order mark, a Word document's
    /// one paragraph a line.
    pub text: Arc<str>,
    /// Whether the file's bytes are `text` in UTF-8, but for a byte order mark: else it cannot be changed in place.
    pub is_plain: bool,
    /// What the file says of itself.
    pub article: Article,
    /// Every source that a claim cites, once each, in order of appearance.
    pub sources: Vec<Source>,
    /// The claims, in reading order.
    pub claims: Vec<Claim>,
    /// Citations that name nothing, by place.
    pub broken: Vec<Broken>,
    /// What a person should know of the reading but that does not stop it: a reference that nothing cites, an
    /// ignore comment without effect.
    pub warnings: Vec<Warning>,
    /// What was read and is no claim.
    pub left_out: LeftOut,
}

impl Input {
    /// An input without a claim, read from no file: for claims that were found in another way, with a name for reports
    /// to call it by. Sources and claims are added to it.
    ///
    /// ```
    /// use citecheck::claims::{Citation, Claim, Format, Input, Scope};
    /// use citecheck::source::{Source, Target, normalise};
    ///
    /// let mut input = Input::new("answers", Format::Text);
    /// let target = Target::Url(normalise("https://news.example/harbour")?);
    /// input.sources.push(Source { id: "harbour".into(), target, title: None, reference: None });
    /// let mut claim = Claim::of_text("The harbour opened in May.");
    /// claim.id = "opening".into();
    /// claim.citations.push(Citation { source: "harbour".into(), scope: Scope::Sentence });
    /// input.claims.push(claim);
    /// # Ok::<(), citecheck::source::AddressError>(())
    /// ```
    pub fn new(path: &str, format: Format) -> Self {
        Self {
            path: Arc::from(path),
            sha256: NOTHING.to_owned(),
            format,
            text: Arc::from(""),
            is_plain: false,
            article: Article::default(),
            sources: Vec::new(),
            claims: Vec::new(),
            broken: Vec::new(),
            warnings: Vec::new(),
            left_out: LeftOut::default(),
        }
    }
}

/// SHA-256 of no bytes.
const NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// How much of an article was left out as no statement at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeftOut {
    /// Headings and captions.
    pub headings: usize,
    /// Blocks of code.
    pub code: usize,
    /// Fragments without a statement: by-lines, share links, "Read more".
    pub boilerplate: usize,
    /// Entries of lists of sources.
    pub entries: usize,
}

/// What an article or claims file says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Article {
    /// Its title.
    pub title: Option<String>,
    /// Its own address.
    pub url: Option<String>,
}

/// One checkable statement, with its place in the input.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Claim {
    /// Name that is unique within the run and stable under edits elsewhere in the file.
    pub id: String,
    /// The statement, without markup and citation marks, white space folded.
    pub text: String,
    /// Where it begins.
    pub place: Place,
    /// Where it ends: the place after its last character.
    pub end: Place,
    /// Where it stands: bytes of the input's text, markup and citation marks included. A Word
    /// document's text has one paragraph a line.
    pub span: Span,
    /// Where the input's text has each part of it.
    pub written: Written,
    /// Whether it can be checked at all, and why not.
    pub checkable: Checkable,
    /// The sources that it cites, in order.
    pub citations: Vec<Citation>,
    /// Citations of it that name nothing. Nobody else's page is asked instead.
    pub unresolved: Vec<Unresolved>,
    /// The name in "according to …", as written.
    pub attributed_to: Option<String>,
    /// The [`Source::id`] that this name means: the first of `citations` then. None where no source
    /// of the input has such a title, host or publisher.
    pub named: Option<String>,
    /// Where "according to X" stands in its text, when X means a source and the words can be left out: they are no
    /// part of what the source must say.
    pub attribution: Option<Span>,
    /// Of a claim that is a table's row: what heads its cells, parted as they are, by ` | `.
    pub header: Option<String>,
    /// The verdict that the author expects; only another one is a finding then.
    pub expect: Option<Verdict>,
}

/// What parts the cells of a claim that is a row, in its text and in its header.
pub(crate) const BETWEEN_CELLS: &str = " | ";

impl Claim {
    /// A claim by itself, in no input: what `stream` and library users verify.
    pub fn of_text(text: &str) -> Self {
        let file: Arc<str> = Arc::from("-");
        let place = |column| Place {
            file: Arc::clone(&file),
            line: 1,
            column,
        };
        Self {
            id: String::new(),
            text: text.to_owned(),
            place: place(1),
            end: place(text.chars().count() + 1),
            span: Span::new(0, text.len()),
            written: Written::default(),
            checkable: Checkable::Yes,
            citations: Vec::new(),
            unresolved: Vec::new(),
            attributed_to: None,
            named: None,
            attribution: None,
            header: None,
            expect: None,
        }
    }
}

impl Claim {
    /// What its sources must say: its text, in which the words of an attribution are blanks, so that every other word
    /// keeps its place.
    pub fn statement(&self) -> std::borrow::Cow<'_, str> {
        match self.attribution {
            Some(words) => {
                std::borrow::Cow::Owned(statements::attribution::without(&self.text, words))
            }
            None => std::borrow::Cow::Borrowed(&self.text),
        }
    }
}

/// Whether a statement can be checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checkable {
    /// It states something that a source can bear out.
    Yes,
    /// It does not; the text says why, in a few words: "a question", "cites no source".
    No(String),
}

/// A claim's pointer to a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The source's [`Source::id`].
    pub source: String,
    /// How much of the text the citation stands for.
    pub scope: Scope,
}

/// How much of an article a citation stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// The sentence that carries it.
    Sentence,
    /// The paragraph that ends with it.
    Paragraph,
    /// The whole article: a list of sources at its top or bottom.
    Article,
}

impl Scope {
    /// Every scope, from the narrowest.
    pub const ALL: [Self; 3] = [Self::Sentence, Self::Paragraph, Self::Article];

    /// The name used in files, in output and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Paragraph => "paragraph",
            Self::Article => "article",
        }
    }

    /// The scope of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.name() == name)
    }
}

/// A place in an input file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The input's path.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
}

/// Something about the reading of an input that a person should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Where.
    pub place: Place,
    /// What, in one sentence.
    pub message: String,
}
