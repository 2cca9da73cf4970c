//! Messages from bytes, and to bytes: JSON after a header that tells its length (protocol 3.17, "Base Protocol").

use std::io::{self, BufRead, Read as _, Write};

use lsp_server::{ErrorCode, Message};
use serde_json::json;

use crate::limits::EDITOR_MESSAGE_BYTES;

/// Bytes of the longest line of a header, of which two are known.
const LINE: u64 = 1_024;

/// Lines of the longest header.
const LINES: usize = 16;

/// What came.
#[derive(Debug)]
pub(super) enum Received {
    /// A message.
    Message(Message),
    /// Bytes of the length that was told, and no message; why.
    Malformed(String),
}

/// Reads the next message; none at the end.
///
/// # Errors
///
/// The bytes have no header that can be read, or end too early: nothing tells where the next message begins.
pub(super) fn read(from: &mut impl BufRead) -> io::Result<Option<Received>> {
    let Some(length) = header(from)? else {
        return Ok(None);
    };
    let mut body = Vec::new();
    from.take(length).read_to_end(&mut body)?;
    if body.len() as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let message = serde_json::from_slice(&body);
    Ok(Some(match message {
        Ok(message) => Received::Message(message),
        Err(error) => Received::Malformed(error.to_string()),
    }))
}

/// The length that a header tells; none at the end of the input.
fn header(from: &mut impl BufRead) -> io::Result<Option<u64>> {
    let wrong = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what.to_owned());
    let mut length = None;
    for count in 0..LINES {
        let mut line = Vec::new();
        from.take(LINE).read_until(b'\n', &mut line)?;
        if line.is_empty() && count == 0 {
            return Ok(None);
        }
        if line.pop() != Some(b'\n') {
            return Err(wrong("a line of its header does not end"));
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        if line.is_empty() {
            return match length {
                Some(length) if length <= EDITOR_MESSAGE_BYTES => Ok(Some(length)),
                Some(_) => Err(wrong("it is too long")),
                None => Err(wrong("its header tells no length")),
            };
        }
        if let Some((name, value)) = line.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            let value = value.trim().parse();
            length = Some(value.map_err(|_| wrong("its length is no number"))?);
        }
    }
    Err(wrong("its header does not end"))
}

/// Writes a message at once.
pub(super) fn write(to: &mut impl Write, message: &Message) -> io::Result<()> {
    message.write(to)
}

/// Answers what was no message.
pub(super) fn refuse(to: &mut impl Write, why: &str) -> io::Result<()> {
    let answer = json!({
        "jsonrpc": "2.0",
        "id": null,
        "error": { "code": ErrorCode::ParseError as i32, "message": why },
    });
    let text = answer.to_string();
    write!(to, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    to.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<String> {
        let mut from = bytes;
        let mut found = Vec::new();
        loop {
            match read(&mut from) {
                Ok(None) => return found,
                Ok(Some(Received::Message(Message::Notification(note)))) => found.push(note.method),
                Ok(Some(Received::Message(other))) => found.push(format!("{other:?}")),
                Ok(Some(Received::Malformed(_))) => found.push("malformed".to_owned()),
                Err(error) => {
                    found.push(error.to_string());
                    return found;
                }
            }
        }
    }

    #[test]
    fn a_broken_message_is_told_from_a_broken_stream() {
        let exit = "{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}";
        let message = format!(
            "content-length: {}\r\nContent-Type: x\r\n\r\n{exit}",
            exit.len()
        );
        assert_eq!(all(message.as_bytes()), ["exit"]);
        let twice = format!("Content-Length: 3\r\n\r\n{{}}]{message}");
        assert_eq!(all(twice.as_bytes()), ["malformed", "exit"]);
        let latin = [b"Content-Length: 4\n\n\"\xFF\xFE\"", message.as_bytes()].concat();
        assert_eq!(all(&latin), ["malformed", "exit"]);
        for (bytes, why) in [
            ("{\"method\":\"exit\"}", "a line of its header does not end"),
            ("Content-Length: -1\r\n\r\n", "its length is no number"),
            (
                "Content-Length: 99999999999999999\r\n\r\n",
                "it is too long",
            ),
            ("Content-Type: x\r\n\r\n{}", "its header tells no length"),
            ("Content-Length: 90\r\n\r\n{}", "unexpected end of file"),
        ] {
            assert_eq!(all(bytes.as_bytes()), [why], "{bytes}");
        }
        let long = "a: b\r\n".repeat(100);
        assert_eq!(all(long.as_bytes()), ["its header does not end"]);
    }
}
