//! Does the page you cite say what you say it says?
//!
//! citecheck reads an article or a claims file, fetches and caches every cited page, isolates each
//! page's body text, and tells claim by claim whether the page bears the claim out, showing the
//! passage and the one thing that differs. The modules are the data path, in order:
//!
//! | module | takes | gives |
//! |---|---|---|
//! | [`claims`] | a claims file or an article | [`claims::Claim`]s and their [`source::Source`]s |
//! | [`fetch`] | addresses | [`cache::Snapshot`]s; the only module that opens a socket |
//! | [`cache`] | snapshots | the same, from disk; the only module that writes snapshots |
//! | [`extract`] | a snapshot's bytes | an [`extract::Document`]: passages in reading order |
//! | [`library`] | the sources of a run | the same, read, and every claim verified against them |
//! | [`matching`] | a claim and a document | the passages that bear on it, aligned word by word |
//! | [`verify`] | a claim and documents | a [`verify::Verification`]: verdict, evidence, checks |
//! | [`pairs`] | a claim and a given source | the answer that `stream` writes |
//! | [`report`] | verifications | a [`report::Report`], its writers, and the diff of two |
//!
//! Everything but `fetch`, `cache` and `library` is pure: no clock, no network, no disk. What local
//! files they read and write, they read and write through [`files`], within [`limits`].

pub mod cache;
pub mod claims;
pub mod entailment;
pub mod extract;
#[cfg(feature = "fetch")]
pub mod fetch;
pub mod files;
pub mod library;
pub mod limits;
pub mod matching;
pub mod pairs;
pub mod report;
pub mod settings;
pub mod source;
pub mod text;
pub mod verdict;
pub mod verify;
