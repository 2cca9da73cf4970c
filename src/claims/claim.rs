//! One statement, where it stands and what it cites.

use std::borrow::Cow;
use std::sync::Arc;

use super::broken::Unresolved;
use super::place::Place;
use super::statements::attribution;
use super::written::Written;
use crate::text::Span;
use crate::verdict::Verdict;

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
    /// The [`Source::id`](crate::source::Source::id) that this name means: the first of `citations` then. None where no source
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
    pub fn statement(&self) -> Cow<'_, str> {
        match self.attribution {
            Some(words) => Cow::Owned(attribution::without(&self.text, words)),
            None => Cow::Borrowed(&self.text),
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
    /// The source's [`Source::id`](crate::source::Source::id).
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
