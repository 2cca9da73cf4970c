//! What a block is to the lists of sources.

/// Entries that make a list between paragraphs; one alone belongs to the paragraph before it.
pub(super) const SEVERAL: usize = 2;

/// What a block is to the lists of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::claims::references) enum Role {
    Prose,
    /// The heading of a list.
    Heading,
    Entry,
    /// The title of the entry that the next block has the address of.
    Title,
    /// Neither text nor sources: under a heading such as "See also", or the site's own related articles.
    Aside,
}
