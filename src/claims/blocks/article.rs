//! What an article tells beside its blocks.

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
