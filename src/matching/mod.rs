//! Finds the passages that bear on a claim, and aligns the two word by word.
//!
//! A [`Prepared`] document is indexed once; a [`Query`] is a claim read in that document's
//! language. [`Matches`] tells for each word of the claim what bears it out, and where.

mod alike;
mod candidate;
mod matches;
mod narrow;
mod occurrences;
mod places;
mod prepared;
mod query;
mod rank;
mod table;
mod words;

pub use candidate::Ranked;
pub use matches::Matches;
pub use prepared::Prepared;
pub use query::{Query, Term};
pub use table::Hit;
pub(crate) use words::rarity;

/// Reads the tables of words that matching takes, which the first claim would wait for.
pub(crate) fn read_tables() {
    rarity(0);
    drop(words::bearing_out(0));
}
