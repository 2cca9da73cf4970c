//! What the reading of a file gives.

use std::sync::Arc;

use super::blocks::article::{Article, LeftOut};
use super::broken::Broken;
use super::claim::Claim;
use super::error::Warning;
use super::format::Format;
use crate::source::Source;

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
