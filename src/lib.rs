//! Does the page you cite say what you say it says?
//!
//! citecheck reads an article or a claims file, fetches and caches every cited page, isolates each
//! page's body text, and tells claim by claim whether the page bears the claim out, showing the
//! passage and the one thing that differs. For one claim and one page, [`check`] does it all:
//!
//! ```
//! use citecheck::verdict::Verdict;
//! let page = "<h1>Harbour</h1><p>The licence of the ferry company runs through 2032.</p>";
//! let outcome = citecheck::check("The licence of the ferry company runs through 2030.", page);
//! assert_eq!(outcome.verdict, Verdict::Contradicted);
//! assert_eq!(outcome.why, "claim says 2030, source says 2032");
//! ```
//!
//! For an article against the pages of a cache, [`library::Library::of_cache`] has the way from its text to a report, and
//! [`library::Library::of_documents`] that against pages of your own; for any number of pairs of a claim and a text,
//! there is [`pairs`].
//!
//! The modules are the data path, in order:
//!
//! | module | takes | gives |
//! |---|---|---|
//! | [`claims`] | a claims file or an article | [`claims::Claim`]s and their [`source::Source`]s |
//! | `fetch` | addresses | [`cache::Snapshot`]s; the only module that opens a socket |
//! | [`cache`] | snapshots | the same, from disk; the only module that writes snapshots |
//! | [`extract`] | a snapshot's bytes | an [`extract::Document`]: passages in reading order |
//! | [`library`] | the sources of a run | the same, read, and every claim verified against them |
//! | [`verify`] | a claim and documents | a [`verify::Verification`]: verdict, evidence, checks |
//! | [`pairs`] | a claim and a given source | the answer that `stream` writes |
//! | [`edit`] | an input and what is to be written in it | the changed bytes of its file |
//! | [`report`] | verifications | a [`report::Report`], its writers, and the diff of two |
//!
//! Everything but `fetch`, `cache` and `library` is pure: no clock, no network, no disk. What local
//! files they read and write, they read and write through [`files`], within [`limits`].
//!
//! # Features
//!
//! With `default-features = false` there is the pure core and the cache; `clap`, `tokio` and `zip` are not
//! compiled then.
//!
//! | feature | what it brings |
//! |---|---|
//! | `cli` (default) | the program `citecheck`; switches on everything below but `entailment` and `mcp` |
//! | `entailment` (default) | what runs the entailment model: [`entailment::Entailment`] has one to ask |
//! | `fetch` | `fetch`, which gets pages from the web |
//! | `pdf` | `extract::pdf::serve`, the child process that reads a PDF file for [`extract::pdf::Reader`] |
//! | `docx`, `wikitext` | articles as Word documents and in wikitext |
//! | `lsp` | `lsp`: findings for an editor, by the Language Server Protocol |
//! | `warc` | `cache::warc`: a cache to and from WARC files |
//! | `mcp` (default) | `citecheck mcp`, in the program alone |
//!
//! # Units and other crates' types
//!
//! A [`Span`] is in bytes of a UTF-8 text; [`CharOffsets`] turns it into the code points that reports speak of.
//! Scores are probabilities, 0..1. Addresses are `url::Url` and dates `jiff::civil::Date`, of the major versions in
//! `Cargo.toml`: whoever works with pages has both, and a type of ours would only be turned into them. No other crate's
//! type stands in a public field, argument or error; causes of errors come as `dyn Error`.
//!
//! What is given out may get more fields, and most enums more variants: these are `non_exhaustive`. What is handed in
//! (options, policies, sources) is made with `..Default::default()` or a constructor where there is one, and the records
//! of a [`report::Report`] have the fields of its schema.

pub mod cache;
pub mod claims;
pub mod edit;
pub mod entailment;
pub mod extract;
#[cfg(feature = "fetch")]
pub mod fetch;
pub mod files;
#[doc(hidden)]
pub mod inner;
pub mod library;
pub mod limits;
#[cfg(feature = "lsp")]
pub mod lsp;
mod matching;
pub mod pairs;
pub mod printable;
pub mod report;
pub mod settings;
mod single;
pub mod source;
mod text;
pub mod verdict;
pub mod verify;

pub use single::check;
pub use text::{CharOffsets, Span};
