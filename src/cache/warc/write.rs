//! From snapshots to a WARC file.

use std::fmt::Write as _;
use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use super::{PROVENANCE_TYPE, WarcError};
use crate::cache::layout::hex;
use crate::cache::{Cache, Damaged, Provenance, Snapshot};

/// What became of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exported {
    /// Snapshots written.
    pub written: usize,
    /// Entries that are not what was stored, and were left out.
    pub damaged: Vec<Damaged>,
}

/// Writes the snapshots that are `wanted` to `out`, in the order of their paths in the cache. The
/// same cache gives the same bytes.
///
/// # Errors
/// The cache can't be read, or `out` can't be written.
pub fn export(
    cache: &Cache,
    wanted: impl Fn(&Provenance) -> bool,
    out: &mut dyn Write,
) -> Result<Exported, WarcError> {
    let mut exported = Exported::default();
    let mut begun = false;
    for entry in cache.entries()? {
        if entry.provenance.as_ref().is_ok_and(|page| !wanted(page)) {
            continue;
        }
        match entry.read() {
            Ok(snapshot) => {
                if !begun {
                    write_info(out, &snapshot.provenance)?;
                    begun = true;
                }
                write_snapshot(out, &snapshot)?;
                exported.written += 1;
            }
            Err(damaged) => exported.damaged.push(damaged),
        }
    }
    out.flush()?;
    Ok(exported)
}

/// The record that says what the file is.
fn write_info(out: &mut dyn Write, first: &Provenance) -> io::Result<()> {
    let block = format!(
        "software: citecheck/{}\r\nformat: WARC file version 1.1\r\n",
        env!("CARGO_PKG_VERSION")
    );
    let record = Record {
        kind: "warcinfo",
        id: id(&["warcinfo", &first.url, &first.sha256]),
        date: &first.fetched_at,
        content_type: "application/warc-fields",
        more: Vec::new(),
    };
    record.write(out, &[block.as_bytes()])
}

fn write_snapshot(out: &mut dyn Write, snapshot: &Snapshot) -> io::Result<()> {
    let Snapshot { provenance, body } = snapshot;
    let key = [&provenance.url, &provenance.sha256, &provenance.fetched_at];
    let response = id(&["response", key[0], key[1], key[2]]);
    let head = http_head(provenance);
    let record = Record {
        kind: "response",
        id: response.clone(),
        date: &provenance.fetched_at,
        content_type: "application/http;msgtype=response",
        more: vec![
            ("WARC-Target-URI", provenance.final_url.clone()),
            (
                "WARC-Payload-Digest",
                format!("sha256:{}", provenance.sha256),
            ),
        ],
    };
    record.write(out, &[head.as_bytes(), body])?;

    let json = serde_json::to_vec_pretty(provenance)?;
    let record = Record {
        kind: "metadata",
        id: id(&["metadata", key[0], key[1], key[2]]),
        date: &provenance.fetched_at,
        content_type: PROVENANCE_TYPE,
        more: vec![
            ("WARC-Target-URI", provenance.final_url.clone()),
            ("WARC-Concurrent-To", response),
        ],
    };
    record.write(out, &[&json])
}

/// The head of the answer, as far as the provenance kept it. The body stands as it does in the
/// cache, with no encoding around it.
fn http_head(provenance: &Provenance) -> String {
    let mut head = format!("HTTP/1.1 {} \r\n", provenance.status);
    for (name, value) in &provenance.headers {
        // Writing to a String cannot fail.
        let _ = write!(head, "{}: {}\r\n", one_line(name), one_line(value));
    }
    let _ = write!(head, "content-length: {}\r\n\r\n", provenance.size);
    head
}

struct Record<'a> {
    kind: &'static str,
    id: String,
    date: &'a str,
    content_type: &'static str,
    more: Vec<(&'static str, String)>,
}

impl Record<'_> {
    /// Writes the record as a gzip member of its own, so that tools can begin anywhere.
    fn write(&self, out: &mut dyn Write, block: &[&[u8]]) -> io::Result<()> {
        let length: usize = block.iter().map(|part| part.len()).sum();
        let mut head = format!(
            "WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\n",
            self.kind,
            self.id,
            one_line(self.date),
        );
        for (name, value) in &self.more {
            // Writing to a String cannot fail.
            let _ = write!(head, "{name}: {}\r\n", one_line(value));
        }
        let _ = write!(
            head,
            "Content-Type: {}\r\nContent-Length: {length}\r\n\r\n",
            self.content_type
        );
        let mut member = GzEncoder::new(out, Compression::default());
        member.write_all(head.as_bytes())?;
        for part in block {
            member.write_all(part)?;
        }
        member.write_all(b"\r\n\r\n")?;
        member.finish()?;
        Ok(())
    }
}

/// A record's name: a UUID (RFC 9562, version 8) that follows from what the record holds, so that
/// exporting twice gives the same file.
fn id(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part);
        digest.update([0]);
    }
    let mut bytes = digest.finalize();
    bytes[6] = bytes[6] & 0x0F | 0x80;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let hex = hex(&bytes[..16]);
    format!(
        "<urn:uuid:{}-{}-{}-{}-{}>",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    )
}

/// A value that can't break out of its line.
fn one_line(value: &str) -> String {
    value.replace(|c: char| c.is_control(), " ")
}
