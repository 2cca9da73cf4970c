//! What a page is once it can be read.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A snapshot made readable: metadata, and passages in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Document {
    /// Title, without the site's name.
    pub title: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The site or organisation that published it.
    pub publisher: Option<String>,
    /// Date of publication.
    pub published: Option<Date>,
    /// Date of the last change.
    pub modified: Option<Date>,
    /// Language, as a BCP 47 tag.
    pub lang: Option<String>,
    /// The page's own idea of its address.
    pub canonical: Option<String>,
    /// What kind of page it is.
    pub kind: PageKind,
    /// Whether the page says that its text is not free to read.
    pub paywalled: bool,
    /// What the page asks of robots: "noindex, nofollow".
    pub robots: Option<String>,
    /// Where each of these facts stands.
    pub origins: Origins,
    /// What the body was read from.
    pub body_source: BodySource,
    /// Every passage of every region, in reading order.
    pub passages: Vec<Passage>,
}

/// What kind of page a document was read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PageKind {
    /// One text, of no kind below.
    #[default]
    Article,
    /// A news report or an opinion of a news site.
    News,
    /// An entry of a blog.
    Blog,
    /// Documentation, a manual, a reference.
    Documentation,
    /// A thread of a forum, questions and answers.
    Forum,
    /// Something for sale.
    Product,
    /// A company's or an office's announcement.
    PressRelease,
    /// A page of a wiki.
    Wiki,
    /// A scholarly paper, or its abstract.
    Paper,
    /// Posts as something happens.
    LiveBlog,
    /// Several articles or their beginnings.
    List,
    /// Little text, leading on.
    Landing,
}

/// Where the facts of a document's metadata stand; none for a fact that is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Origins {
    /// Of [`Document::title`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Origin>,
    /// Of [`Document::authors`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authors: Option<Origin>,
    /// Of [`Document::publisher`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Origin>,
    /// Of [`Document::published`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Origin>,
    /// Of [`Document::modified`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<Origin>,
    /// Of [`Document::lang`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Origin>,
    /// Of [`Document::canonical`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub canonical: Option<Origin>,
}

/// Where a fact of the metadata stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Origin {
    /// A JSON-LD block.
    JsonLd,
    /// An `og:` or `article:` tag of the Open Graph protocol.
    OpenGraph,
    /// Another `meta` tag.
    Meta,
    /// An `itemprop` or `rel` attribute.
    Microdata,
    /// The markup itself: `title`, `lang`, `rel=canonical`, `time`.
    Markup,
    /// The visible text.
    Text,
}

/// What a body was read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum BodySource {
    /// The page itself.
    #[default]
    Page,
    /// `articleBody` in JSON-LD, since the page shows no body.
    JsonLd,
    /// The state from which a page's scripts draw it, since the page shows no body.
    AppState,
}

/// A sentence, table row, list item, heading or caption.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Passage {
    /// The text, white space folded; table rows have their columns' headings with them.
    pub text: String,
    /// What the page shows, where that is less: a table row without the headings of its columns.
    pub shown: Option<String>,
    /// What part of the page it stands in.
    pub region: Region,
    /// Offset in code points of its first character in [`Document::text`]; passages outside of the
    /// body have the offset where they would stand.
    pub offset: usize,
    /// Number of the block (paragraph, row, item) that it belongs to; passages of one block have
    /// the same number, and numbers rise in reading order.
    pub block: usize,
    /// The headings above it, outermost first.
    pub headings: Arc<[String]>,
    /// CSS path to its element; empty where the source is no HTML.
    pub path: Arc<str>,
}

impl Passage {
    /// The text as the page shows it, as [`Document::text`] has it.
    pub fn as_shown(&self) -> &str {
        self.shown.as_deref().unwrap_or(&self.text)
    }
}

/// What part of a page a block of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Region {
    /// Running text.
    Body,
    /// The page's title, where it stands in the text.
    Title,
    /// The summary under the title.
    Lead,
    /// A heading inside the body.
    Heading,
    /// An item of a list inside the body.
    List,
    /// A row of a table inside the body.
    Table,
    /// The caption or alternative text of a figure.
    Caption,
    /// A block quotation inside the body.
    Quotation,
    /// Code inside the body.
    Code,
    /// A footnote, or an entry of a list of references.
    Footnote,
    /// By-line, date line, tags.
    Metadata,
    /// A reader's comment.
    Comment,
    /// Teasers of other pages.
    Related,
    /// Menus, breadcrumbs, tables of contents.
    Navigation,
    /// Footers, share buttons, newsletter boxes, adverts.
    Boilerplate,
    /// Cookie and privacy banners.
    Consent,
    /// Text that a reader does not see.
    Hidden,
}

impl Region {
    /// Whether matching trusts it as the page's own words.
    pub const fn is_body(self) -> bool {
        matches!(
            self,
            Self::Body
                | Self::Title
                | Self::Lead
                | Self::Heading
                | Self::List
                | Self::Table
                | Self::Quotation
                | Self::Code
        )
    }

    /// Whether [`Document::text`] has it: the body without the title, which stands by itself in
    /// [`Document::title`].
    pub const fn is_shown(self) -> bool {
        self.is_body() && !matches!(self, Self::Title)
    }

    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Title => "title",
            Self::Lead => "lead",
            Self::Heading => "heading",
            Self::List => "list",
            Self::Table => "table",
            Self::Caption => "caption",
            Self::Quotation => "quotation",
            Self::Code => "code",
            Self::Footnote => "footnote",
            Self::Metadata => "metadata",
            Self::Comment => "comment",
            Self::Related => "related",
            Self::Navigation => "navigation",
            Self::Boilerplate => "boilerplate",
            Self::Consent => "consent",
            Self::Hidden => "hidden",
        }
    }
}

/// What is known of a source's bytes before they are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The `Content-Type` header, as it came.
    pub content_type: Option<String>,
    /// Where the bytes came from: an address, or a file's path, whose ending tells the type.
    pub location: Option<String>,
}

impl Document {
    /// A document of given passages, all of them body, one block each: what `stream` is given.
    pub fn from_passages(passages: impl IntoIterator<Item = String>) -> Self {
        let headings: Arc<[String]> = Arc::from([]);
        let path: Arc<str> = Arc::from("");
        let mut offset = 0;
        let passages = passages
            .into_iter()
            .enumerate()
            .map(|(block, text)| {
                let at = offset;
                offset += text.chars().count() + 1;
                Passage {
                    text,
                    shown: None,
                    region: Region::Body,
                    offset: at,
                    block,
                    headings: Arc::clone(&headings),
                    path: Arc::clone(&path),
                }
            })
            .collect();
        Self {
            passages,
            ..Self::default()
        }
    }

    /// The body's text: passages of one block joined as their script writes sentences, lines of
    /// code and blocks by a line break.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut last = None;
        for passage in self.passages.iter().filter(|p| p.region.is_shown()) {
            text.push_str(joint(last, passage));
            text.push_str(passage.as_shown());
            last = Some(passage);
        }
        text
    }
}

/// What stands in [`Document::text`] between two passages that follow each other there.
fn joint(before: Option<&Passage>, after: &Passage) -> &'static str {
    let Some(before) = before else {
        return "";
    };
    if before.block != after.block || after.region == Region::Code {
        return "\n";
    }
    // Chinese and Japanese put no space between sentences.
    let closes = before
        .text
        .ends_with(['。', '！', '？', '｡', '」', '』', '）', '…']);
    let wide = |c: char| matches!(c, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}');
    if closes && after.text.starts_with(wide) {
        ""
    } else {
        " "
    }
}

/// Sets the offset of each passage in the text that [`Document::text`] gives.
pub(super) fn set_offsets(passages: &mut [Passage]) {
    let mut end = 0;
    let mut last: Option<usize> = None;
    for at in 0..passages.len() {
        let gap = joint(last.map(|last| &passages[last]), &passages[at]);
        let start = end + gap.len();
        passages[at].offset = start;
        if passages[at].region.is_shown() {
            end = start + passages[at].as_shown().chars().count();
            last = Some(at);
        }
    }
}
