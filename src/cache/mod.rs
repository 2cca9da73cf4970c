//! Snapshots on disk: each body as it came, beside a small JSON file of provenance.
//!
//! A cache is a plain folder that reads and diffs well in git:
//!
//! ```text
//! cache/
//!   .gitattributes                          bodies are never rewritten by git
//!   .answers-0123456789abcdef.jsonl         what an entailment model said of pairs that it read
//!   .refusals.jsonl                         what the web said of pages that it did not give
//!   news.example/                           the host
//!     no-longer-exclusive-1f2e3d4c5b6a7988/ the page: its name, and a hash of its address
//!       9f86d081….html                      a body, named by its SHA-256
//!       9f86d081….json                      its provenance
//! ```
//!
//! Every path follows from the address, so a page is found without listing the cache, however large
//! it grows. Several snapshots of a page lie side by side; the newest is the one that was last seen
//! on the web. What doesn't have the SHA-256 that its name says is [`Damaged`], never trusted.

mod answers;
mod atomic;
mod entries;
mod error;
mod housekeeping;
mod layout;
mod provenance;
mod refusals;
mod store;
#[cfg(feature = "warc")]
pub mod warc;

pub use entries::Entry;
pub use error::{Damaged, Error};
pub use housekeeping::{Garbage, Verified};
#[cfg(feature = "fetch")]
pub(crate) use layout::hex;
pub(crate) use provenance::is_part;
pub use provenance::{MAX_BODY, Provenance, Snapshot};
pub use refusals::Refusal;
pub use store::Cache;
