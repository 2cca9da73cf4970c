//! What happens while addresses are being fetched, for whoever shows it.

use std::time::Duration;

use url::Url;

use crate::cache::Provenance;
use crate::source::Unavailable;

/// Something that happened.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// So many addresses are to be had, each told by one [`Event::Done`].
    Total(usize),
    /// A request for the address goes out.
    Asking(&'a Url),
    /// So many more bytes of its body came, decompressed.
    Bytes(&'a Url, usize),
    /// The address will be tried again after the wait.
    Retrying(&'a Url, Duration, &'a Unavailable),
    /// The address is done with.
    Done(&'a Url, Outcome<'a>),
}

/// How an address ended.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Outcome<'a> {
    /// The cache held it, and it was not asked for.
    Cached(&'a Provenance),
    /// It was asked for, and gives what the cache holds.
    Unchanged(&'a Provenance),
    /// It was asked for, and a new snapshot is stored.
    Stored(&'a Provenance),
    /// It could not be got.
    Unavailable(&'a Unavailable),
}

/// Someone who is told of [`Event`]s, from whatever thread they happen on.
pub trait Progress: Sync {
    /// Takes note of an event. Fetching waits meanwhile.
    fn event(&self, event: Event<'_>);

    /// Whether nobody wants the pages any more. Asked now and then: what is under way is dropped then, and has not come
    /// in time.
    fn is_unwanted(&self) -> bool {
        false
    }
}

/// Tells nobody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quiet;

impl Progress for Quiet {
    fn event(&self, _: Event<'_>) {}
}
