//! From a WARC file to snapshots.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;
use jiff::Timestamp;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::http::{self, Answer};
use super::{PROVENANCE_TYPE, WarcError};
use crate::cache::layout::hex;
use crate::cache::{Cache, MAX_BODY, Provenance};
use crate::source::normalise;

/// Longest block that is held: a body with its head. Longer ones are passed over.
const MAX_BLOCK: u64 = MAX_BODY + (64 << 10);

/// Longest block of a `metadata` record that is held; our provenance has under 2 KiB.
const MAX_METADATA: u64 = 1 << 20;

/// Longest line of a record's head, in bytes.
const MAX_LINE: u64 = 64 << 10;

/// Most lines of a record's head.
const MAX_LINES: usize = 256;

/// Snapshots that wait for the disk at once.
const FLUSHES: usize = 32;

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
/// `wanted`. What the cache has already stays as it is. All that is unpacked, records and bodies,
/// has `most` bytes at most: a small file can unpack to a thousand times its size.
///
/// # Errors
/// The file is no WARC file or breaks off, it unpacks to more, or the cache can't be written; the
/// records before are then stored.
pub fn import(
    cache: &Cache,
    file: impl Read,
    most: u64,
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
        most,
        left: most,
    };
    let mut import = Import {
        cache,
        wanted: &wanted,
        done: Imported::default(),
        waiting: None,
        held: FxHashMap::default(),
        stored: Vec::new(),
    };
    let read = import.take_all(&mut records);
    let flushed = flush(cache, &import.stored);
    read?;
    flushed?;
    Ok(import.done)
}

/// Flushes many snapshots at once: each waits for the disk, which writes together what waits together.
fn flush(cache: &Cache, stored: &[Provenance]) -> Result<(), WarcError> {
    let share = stored.len().div_ceil(FLUSHES).max(1);
    std::thread::scope(|scope| {
        let threads: Vec<_> = stored
            .chunks(share)
            .map(|share| {
                scope.spawn(move || share.iter().try_for_each(|stored| cache.flush(stored)))
            })
            .collect();
        for thread in threads {
            // It panics only where the cache has a mistake.
            thread.join().expect("flushing ends")?;
        }
        Ok(())
    })
}

struct Import<'a> {
    cache: &'a Cache,
    wanted: &'a dyn Fn(&Provenance) -> bool,
    done: Imported,
    /// The last answer, until it is known whether the next record says more of it.
    waiting: Option<(String, Provenance, Vec<u8>)>,
    /// The snapshots of each page met, those of this import included.
    held: FxHashMap<String, Held>,
    stored: Vec<Provenance>,
}

/// What is known of the snapshots of a page.
struct Held {
    /// Whether the cache had none before.
    is_new: bool,
    /// When each was last seen, by its digest.
    seen: FxHashMap<String, Option<Timestamp>>,
    /// When they were seen at places in the sequence, none of which a later one is below.
    places: BTreeMap<Option<Timestamp>, u32>,
}

impl Import<'_> {
    fn take_all(&mut self, records: &mut Records<'_>) -> Result<(), WarcError> {
        while let Some(head) = records.next_head()? {
            self.take(&head, records)?;
        }
        self.store_waiting()
    }

    fn take(&mut self, head: &Head, records: &mut Records<'_>) -> Result<(), WarcError> {
        match head.get("warc-type") {
            "response" | "resource" => {
                // Before the next body is held.
                self.store_waiting()?;
                let block = records.block(head, MAX_BLOCK)?;
                let packed = block.len();
                match snapshot(head, block) {
                    Some((provenance, body)) => {
                        records.count(body.len().saturating_sub(packed) as u64)?;
                        let id = head.get("warc-record-id").to_owned();
                        self.waiting = Some((id, provenance, body));
                    }
                    None => self.done.skipped += 1,
                }
            }
            "metadata" => {
                let block = records.block(head, MAX_METADATA)?;
                if let Some((id, provenance, body)) = &mut self.waiting
                    && head.get("warc-concurrent-to") == id
                    && head.get("content-type") == PROVENANCE_TYPE
                    && let Some(ours) = our_provenance(&block, body)
                {
                    *provenance = ours;
                }
            }
            _ => {
                records.block(head, 0)?;
            }
        }
        Ok(())
    }

    fn store_waiting(&mut self) -> Result<(), WarcError> {
        let Some((_, mut provenance, body)) = self.waiting.take() else {
            return Ok(());
        };
        if !(self.wanted)(&provenance) || provenance.validate().is_err() {
            self.done.skipped += 1;
            return Ok(());
        }
        let url = normalise(&provenance.url).map_err(crate::cache::Error::from)?;
        let held = self
            .held
            .entry(provenance.url.clone())
            .or_insert_with(|| Held::of(&self.cache.snapshots(&url)));
        let seen = provenance.seen();
        if held
            .seen
            .get(&provenance.sha256)
            .is_some_and(|held| *held >= seen)
        {
            self.done.known += 1;
            return Ok(());
        }
        if !held.is_new {
            provenance.sequence = held.place_at(seen);
        }
        held.note(&provenance);
        match self.cache.store_in_place(&provenance, &mut body.as_slice()) {
            Ok(()) => {
                self.done.added += 1;
                self.stored.push(provenance);
            }
            Err(error) => {
                // What is in the way of one page is no reason to give up the others.
                error.of_one_page()?;
                self.done.skipped += 1;
            }
        }
        Ok(())
    }
}

impl Held {
    fn of(snapshots: &[Provenance]) -> Self {
        let mut held = Self {
            is_new: snapshots.is_empty(),
            seen: FxHashMap::default(),
            places: BTreeMap::new(),
        };
        for snapshot in snapshots {
            held.note(snapshot);
        }
        held
    }

    /// The place in the sequence of a snapshot seen at `time`: after those seen before, and before
    /// what the cache was given later.
    fn place_at(&self, time: Option<Timestamp>) -> u32 {
        let before = self.places.range(..=time).next_back();
        before.map_or(0, |(_, place)| *place)
    }

    fn note(&mut self, snapshot: &Provenance) {
        let time = snapshot.seen();
        self.seen.insert(snapshot.sha256.clone(), time);
        let place = self.place_at(time).max(snapshot.sequence);
        // What was seen later and stands lower has been fetched before: it doesn't count.
        while let Some((later, lower)) = self.places.range(time..).next()
            && *lower <= place
        {
            let later = *later;
            self.places.remove(&later);
        }
        self.places.insert(time, place);
    }
}

/// The snapshot in a record; nothing where there is none.
fn snapshot(head: &Head, block: Vec<u8>) -> Option<(Provenance, Vec<u8>)> {
    let target = head.get("warc-target-uri");
    let url = normalise(target.trim_matches(['<', '>'])).ok()?;
    let date: Timestamp = head.get("warc-date").parse().ok()?;
    let date = Timestamp::from_second(date.as_second()).ok()?;
    let answer = if head.get("warc-type") == "response" {
        http::parse(block)?
    } else {
        let content_type = head.get("content-type").to_owned();
        Answer {
            status: 200,
            headers: BTreeMap::from([("content-type".to_owned(), content_type)]),
            body: block,
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
        sequence: 0,
    };
    Some((provenance, answer.body))
}

/// The provenance that an export of ours put beside a body; nothing where it speaks of another.
fn our_provenance(json: &[u8], body: &[u8]) -> Option<Provenance> {
    let provenance: Provenance = serde_json::from_slice(json).ok()?;
    let same_body = provenance.sha256 == hex(&Sha256::digest(body));
    let sound = provenance.validate().is_ok();
    (sound && same_body && provenance.size == body.len() as u64).then_some(provenance)
}

/// The head of a record: headers by lowercase name.
struct Head(BTreeMap<String, String>);

impl Head {
    fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }
}

struct Records<'a> {
    from: Box<dyn BufRead + 'a>,
    read: usize,
    /// How many bytes may be unpacked in all, and how many still.
    most: u64,
    left: u64,
}

impl Records<'_> {
    fn next_head(&mut self) -> Result<Option<Head>, WarcError> {
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
                return Ok(Some(Head(headers)));
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
        self.count(line.len() as u64)?;
        if line.last() != Some(&b'\n') {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        Ok(String::from_utf8_lossy(&line).trim().to_owned())
    }

    /// The block of a record, or an empty one in the place of one with more than `most` bytes.
    fn block(&mut self, head: &Head, most: u64) -> Result<Vec<u8>, WarcError> {
        let length: u64 = head
            .get("content-length")
            .parse()
            .map_err(|_| self.malformed("it says no length"))?;
        self.count(length)?;
        let mut block = Vec::new();
        let mut from = self.from.by_ref().take(length);
        let read = if length > most {
            io::copy(&mut from, &mut io::sink())?
        } else {
            from.read_to_end(&mut block)? as u64
        };
        if read < length {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        Ok(block)
    }

    /// Counts bytes that are unpacked.
    fn count(&mut self, bytes: u64) -> Result<(), WarcError> {
        match self.left.checked_sub(bytes) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(WarcError::TooLarge { most: self.most }),
        }
    }

    fn malformed(&self, why: &str) -> WarcError {
        WarcError::Malformed {
            record: self.read,
            why: why.to_owned(),
        }
    }
}
