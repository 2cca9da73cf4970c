//! From a WARC file to snapshots.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;
use sha2::{Digest, Sha256};

use super::http::{self, Answer};
use super::{PROVENANCE_TYPE, WarcError};
use crate::cache::layout::hex;
use crate::cache::{Cache, MAX_BODY, Provenance};
use crate::source::normalise;

/// Longest block that is held: a body with its head. Longer ones are passed over.
const MAX_BLOCK: u64 = MAX_BODY + (64 << 10);

/// Longest line of a record's head, in bytes.
const MAX_LINE: u64 = 64 << 10;

/// Most lines of a record's head.
const MAX_LINES: usize = 256;

/// Headers of an answer that go into the provenance of a snapshot from another tool.
const KEPT_HEADERS: [&str; 4] = ["content-language", "content-type", "etag", "last-modified"];

/// What became of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Snapshots that the cache did not have.
    pub added: usize,
    /// Snapshots that it had already.
    pub known: usize,
    /// Answers that were passed over: errors, redirects, and what `wanted` refuses.
    pub skipped: usize,
}

/// Reads a WARC file, compressed or not, into the cache: every answer with status 200 that is
/// `wanted`. What the cache has already stays as it is.
///
/// # Errors
/// The file is no WARC file or breaks off, or the cache can't be written; the records before are
/// then stored.
pub fn import(
    cache: &Cache,
    file: impl Read,
    wanted: impl Fn(&Provenance) -> bool,
) -> Result<Imported, WarcError> {
    let mut file = BufReader::new(file);
    let compressed = file.fill_buf()?.starts_with(&[0x1F, 0x8B]);
    let plain: Box<dyn BufRead + '_> = if compressed {
        Box::new(BufReader::new(MultiGzDecoder::new(file)))
    } else {
        Box::new(file)
    };
    let mut records = Records {
        from: plain,
        read: 0,
    };
    let mut import = Import {
        cache,
        wanted: &wanted,
        done: Imported::default(),
        waiting: None,
        stored: Vec::new(),
    };
    while let Some(record) = records.next()? {
        import.take(record)?;
    }
    import.store_waiting()?;
    for stored in &import.stored {
        cache.flush(stored)?;
    }
    Ok(import.done)
}

struct Import<'a> {
    cache: &'a Cache,
    wanted: &'a dyn Fn(&Provenance) -> bool,
    done: Imported,
    /// The last answer, until it is known whether the next record says more of it.
    waiting: Option<(String, Provenance, Vec<u8>)>,
    stored: Vec<Provenance>,
}

impl Import<'_> {
    fn take(&mut self, record: Record) -> Result<(), WarcError> {
        match record.header("warc-type") {
            "response" | "resource" => {
                self.store_waiting()?;
                let id = record.header("warc-record-id").to_owned();
                match snapshot(record) {
                    Some((provenance, body)) => self.waiting = Some((id, provenance, body)),
                    None => self.done.skipped += 1,
                }
            }
            "metadata" => {
                if let Some((id, provenance, body)) = &mut self.waiting
                    && record.header("warc-concurrent-to") == id
                    && record.header("content-type") == PROVENANCE_TYPE
                    && let Some(ours) = our_provenance(&record.block, body)
                {
                    *provenance = ours;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn store_waiting(&mut self) -> Result<(), WarcError> {
        let Some((_, provenance, body)) = self.waiting.take() else {
            return Ok(());
        };
        if !(self.wanted)(&provenance) {
            self.done.skipped += 1;
            return Ok(());
        }
        let url = normalise(&provenance.url).map_err(crate::cache::Error::from)?;
        let held = self.cache.snapshots(&url);
        let known = held
            .iter()
            .any(|held| held.sha256 == provenance.sha256 && held.seen_at() >= provenance.seen_at());
        if known {
            self.done.known += 1;
        } else {
            self.cache.store(&provenance, &mut body.as_slice())?;
            self.done.added += 1;
            self.stored.push(provenance);
        }
        Ok(())
    }
}

/// The snapshot in a record; nothing where there is none.
fn snapshot(record: Record) -> Option<(Provenance, Vec<u8>)> {
    let target = record.header("warc-target-uri");
    let url = normalise(target.trim_matches(['<', '>'])).ok()?;
    let date: jiff::Timestamp = record.header("warc-date").parse().ok()?;
    let date = jiff::Timestamp::from_second(date.as_second()).ok()?;
    let answer = if record.header("warc-type") == "response" {
        http::parse(&record.block)?
    } else {
        let content_type = record.header("content-type").to_owned();
        Answer {
            status: 200,
            headers: BTreeMap::from([("content-type".to_owned(), content_type)]),
            body: record.block,
        }
    };
    if answer.status != 200 || answer.body.is_empty() {
        return None;
    }
    let mut headers = answer.headers;
    headers.retain(|name, value| KEPT_HEADERS.contains(&name.as_str()) && !value.is_empty());
    let provenance = Provenance {
        url: url.to_string(),
        final_url: url.into(),
        redirects: Vec::new(),
        status: answer.status,
        headers,
        fetched_at: date.to_string(),
        checked_at: None,
        sha256: hex(&Sha256::digest(&answer.body)),
        size: answer.body.len() as u64,
        archived_at: None,
        added: true,
    };
    Some((provenance, answer.body))
}

/// The provenance that an export of ours put beside a body; nothing where it speaks of another.
fn our_provenance(json: &[u8], body: &[u8]) -> Option<Provenance> {
    let provenance: Provenance = serde_json::from_slice(json).ok()?;
    let same_url = normalise(&provenance.url).is_ok_and(|url| url.as_str() == provenance.url);
    let same_body = provenance.sha256 == hex(&Sha256::digest(body));
    (same_url && same_body && provenance.size == body.len() as u64).then_some(provenance)
}

struct Record {
    /// By lowercase name.
    headers: BTreeMap<String, String>,
    block: Vec<u8>,
}

impl Record {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

struct Records<'a> {
    from: Box<dyn BufRead + 'a>,
    read: usize,
}

impl Records<'_> {
    fn next(&mut self) -> Result<Option<Record>, WarcError> {
        let Some(first) = self.first_line()? else {
            return Ok(None);
        };
        self.read += 1;
        if !first.starts_with("WARC/1.") {
            return Err(self.malformed("it doesn't begin with WARC/1.0 or WARC/1.1"));
        }
        let mut headers = BTreeMap::new();
        for _ in 0..MAX_LINES {
            let line = self.line()?;
            if line.is_empty() {
                let length = self.length(&headers)?;
                let block = self.block(length)?;
                return Ok(Some(Record { headers, block }));
            }
            if let Some((name, value)) = line.split_once(':') {
                headers.insert(name.trim().to_ascii_lowercase(), value.trim().to_owned());
            }
        }
        Err(self.malformed("its head is too long"))
    }

    /// The first line of a record, past the empty lines that end the one before.
    fn first_line(&mut self) -> Result<Option<String>, WarcError> {
        loop {
            if self.from.fill_buf()?.is_empty() {
                return Ok(None);
            }
            let line = self.line()?;
            if !line.is_empty() {
                return Ok(Some(line));
            }
        }
    }

    fn line(&mut self) -> Result<String, WarcError> {
        let mut line = Vec::new();
        self.from
            .by_ref()
            .take(MAX_LINE)
            .read_until(b'\n', &mut line)?;
        if line.last() != Some(&b'\n') {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        Ok(String::from_utf8_lossy(&line).trim().to_owned())
    }

    fn length(&self, headers: &BTreeMap<String, String>) -> Result<u64, WarcError> {
        headers
            .get("content-length")
            .and_then(|length| length.parse().ok())
            .ok_or_else(|| self.malformed("it says no length"))
    }

    /// The block, or an empty one in the place of one that is too long.
    fn block(&mut self, length: u64) -> Result<Vec<u8>, WarcError> {
        let mut block = Vec::new();
        let mut from = self.from.by_ref().take(length);
        let read = if length > MAX_BLOCK {
            io::copy(&mut from, &mut io::sink())?
        } else {
            from.read_to_end(&mut block)? as u64
        };
        if read < length {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        Ok(block)
    }

    fn malformed(&self, why: &str) -> WarcError {
        WarcError::Malformed {
            record: self.read,
            why: why.to_owned(),
        }
    }
}
