//! A body as it comes in: bounded, hashed, and in memory only while it is small.

use std::io::{self, Read, Seek, Write};

use sha2::{Digest, Sha256};
use tempfile::SpooledTempFile;

/// Bytes held in memory; what is longer goes to a temporary file. Over nine in ten pages are
/// shorter, and 64 at once then cost 32 MiB at most.
const IN_MEMORY: usize = 512 << 10;

/// The body of a page that was fetched, to be read once.
#[derive(Debug)]
pub struct Body(SpooledTempFile);

impl Read for Body {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

/// A body that is still coming in.
pub struct Incoming {
    file: SpooledTempFile,
    digest: Sha256,
    size: u64,
    most: u64,
}

/// Why a body can't be taken any further.
#[derive(Debug)]
pub enum Stop {
    /// It has more bytes than allowed.
    TooLarge,
    /// The temporary file can't be written.
    Disk(io::Error),
}

/// A body that came in whole.
pub struct Complete {
    pub body: Body,
    /// Lowercase hexadecimal.
    pub sha256: String,
    /// In bytes.
    pub size: u64,
}

impl Incoming {
    /// A body of at most `most` bytes.
    pub fn new(most: u64) -> Self {
        Self {
            file: SpooledTempFile::new(IN_MEMORY),
            digest: Sha256::new(),
            size: 0,
            most,
        }
    }

    /// Takes the next bytes.
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), Stop> {
        self.size = self.size.saturating_add(chunk.len() as u64);
        if self.size > self.most {
            return Err(Stop::TooLarge);
        }
        self.digest.update(chunk);
        self.file.write_all(chunk).map_err(Stop::Disk)
    }

    /// Ends the body.
    pub fn finish(mut self) -> io::Result<Complete> {
        self.file.rewind()?;
        let digest = self.digest.finalize();
        Ok(Complete {
            body: Body(self.file),
            sha256: crate::cache::hex(&digest),
            size: self.size,
        })
    }
}
