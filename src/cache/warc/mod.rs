//! Snapshots as WARC 1.1 (ISO 28500:2017), the format of web archives, each record a gzip member.
//!
//! A snapshot is a `response` record, which other tools read, and a `metadata` record beside it with
//! our provenance, which brings it back as it was. Files of other tools are read too: their answers
//! with status 200 become snapshots.

mod http;
mod read;
mod write;

use std::io;

pub use read::{Imported, import};
pub use write::{Exported, export};

use super::Error;

/// Media type of the `metadata` records that hold a provenance.
const PROVENANCE_TYPE: &str = "application/vnd.citecheck.provenance+json";

/// Why a WARC file could not be written or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WarcError {
    /// The cache could not be read or written.
    #[error(transparent)]
    Cache(#[from] Error),
    /// The file could not be read or written.
    #[error("the WARC file breaks off or can't be used")]
    File(#[from] io::Error),
    /// It unpacks to more than is taken.
    #[error("it unpacks to more than {most} bytes")]
    TooLarge {
        /// How many bytes are taken.
        most: u64,
    },
    /// A record is not as the standard says.
    #[error("record {record} is no WARC record: {why}")]
    Malformed {
        /// Which, counted from 1.
        record: usize,
        /// What is wrong.
        why: String,
    },
}
