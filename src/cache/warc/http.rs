//! The HTTP answer in a `response` record: its head, and the body without the encodings around it.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::{MultiGzDecoder, ZlibDecoder};

/// An answer as it was recorded.
pub struct Answer {
    pub status: u16,
    /// By lowercase name; of a repeated one, the last.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

/// Longest body, in bytes, whose chunks or compression are undone, before and after: both are held.
const MAX_CODED: usize = 64 << 20;

/// Reads an answer; nothing where it is none, or its body has an encoding that is not read here.
pub fn parse(mut block: Vec<u8>) -> Option<Answer> {
    let (end, start) = split_head(&block)?;
    let head = String::from_utf8_lossy(&block[..end]).into_owned();
    block.drain(..start);
    let mut lines = head.lines();
    let mut status_line = lines.next()?.split_whitespace();
    if !status_line.next()?.starts_with("HTTP/") {
        return None;
    }
    let status = status_line.next()?.parse().ok()?;
    let headers: BTreeMap<String, String> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let encoding = |name: &str| headers.get(name).map(|value| value.to_ascii_lowercase());
    let body = match encoding("transfer-encoding").as_deref() {
        // Some tools record what came after the chunks were joined, and keep the header.
        Some("chunked") if block.len() <= MAX_CODED => unchunk(&block).unwrap_or(block),
        _ => block,
    };
    let body = match encoding("content-encoding").as_deref() {
        None | Some("" | "identity") => body,
        _ if body.len() > MAX_CODED => return None,
        Some("gzip" | "x-gzip") => inflate(MultiGzDecoder::new(body.as_slice()))?,
        Some("deflate") => inflate(ZlibDecoder::new(body.as_slice()))?,
        Some(_) => return None,
    };
    Some(Answer {
        status,
        headers,
        body,
    })
}

/// Where the head ends, without its last line break, and where what comes after it begins.
fn split_head(block: &[u8]) -> Option<(usize, usize)> {
    let crlf = memchr::memmem::find(block, b"\r\n\r\n").map(|at| (at, at + 4));
    let lf = memchr::memmem::find(block, b"\n\n").map(|at| (at, at + 2));
    [crlf, lf].into_iter().flatten().min()
}

/// The joined chunks (RFC 9112, 7.1); nothing where they are none.
fn unchunk(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = memchr::memmem::find(rest, b"\r\n")?;
        let size = std::str::from_utf8(&rest[..end]).ok()?;
        let size = size.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 2..];
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size.checked_add(2)?..)?;
    }
}

/// What `decoder` gives, if that is no more than a body may have.
fn inflate(decoder: impl Read) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    let most = MAX_CODED as u64 + 1;
    decoder.take(most).read_to_end(&mut body).ok()?;
    (body.len() <= MAX_CODED).then_some(body)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn chunks_are_joined_and_compression_is_undone() {
        let answer = parse(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n\
              5\r\n<p>He\r\n3;x=y\r\nllo\r\n0\r\n\r\n"
                .to_vec(),
        )
        .unwrap();
        assert_eq!(answer.body, b"<p>Hello");
        assert_eq!(answer.headers["content-type"], "text/html");
        assert!(parse(b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nx".to_vec()).is_none());
        assert!(parse(b"no answer".to_vec()).is_none());
    }

    proptest! {
        #[test]
        fn any_block_is_read_or_refused(block in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
            answer.extend(&block);
            let _ = parse(answer);
            let _ = parse(block);
        }
    }
}
