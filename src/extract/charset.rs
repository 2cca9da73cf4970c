//! Bytes to text: byte order mark, header, `meta` prescan, then detection, in the order of the
//! HTML standard, with a second look where the label cannot be right.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Bytes in which a `meta` tag may name the character set (HTML standard, "prescan").
const PRESCAN: usize = 1_024;

/// Bytes that detection looks at: what it cannot tell from these it cannot tell.
const DETECT: usize = 256 * 1024;

/// Text, and the character set that it was read as.
pub struct Decoded {
    /// The text; bytes that mean nothing became U+FFFD.
    pub text: String,
    /// Number of U+FFFD that decoding put in.
    pub replaced: usize,
}

/// Decodes `bytes`, whose `Content-Type` header is `content_type`; `html` says whether a `meta` tag
/// may speak.
pub fn decode(bytes: &[u8], content_type: Option<&str>, html: bool) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return read_as(encoding, &bytes[mark..]);
    }
    let named = content_type
        .and_then(charset_parameter)
        .or_else(|| html.then(|| prescan(bytes)).flatten());
    // Pages in UTF-8 under another label are common, and other text is all but never valid UTF-8.
    let utf8 = || std::str::from_utf8(bytes).is_ok();
    if named != Some(UTF_8) && !is_stateful(named, bytes) && utf8() {
        return read_as(UTF_8, bytes);
    }
    let Some(encoding) = named else {
        return read_as(detect(bytes), bytes);
    };
    let decoded = read_as(encoding, bytes);
    // A few bad bytes are a slip in the page; many say that the label is wrong.
    if decoded.replaced * 100 > 1 + decoded.text.len() / 10 && encoding == UTF_8 {
        let found = detect(bytes);
        let again = read_as(found, bytes);
        if again.replaced < decoded.replaced {
            return again;
        }
    }
    decoded
}

/// UTF-16 and ISO-2022-JP may be valid UTF-8 to the eye: what is in the one has nulls, and what is in
/// the other escapes.
fn is_stateful(named: Option<&'static Encoding>, bytes: &[u8]) -> bool {
    named.is_some_and(|encoding| !encoding.is_ascii_compatible())
        && memchr::memchr2(0, b'\x1B', bytes).is_some()
}

fn read_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, bad) = encoding.decode_without_bom_handling(bytes);
    let replaced = if bad {
        text.matches('\u{FFFD}').count()
    } else {
        0
    };
    Decoded {
        text: text.into_owned(),
        replaced,
    }
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let part = &bytes[..bytes.len().min(DETECT)];
    detector.feed(part, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// The `charset` of a `Content-Type` header.
fn charset_parameter(header: &str) -> Option<&'static Encoding> {
    header.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        name.trim()
            .eq_ignore_ascii_case("charset")
            .then(|| Encoding::for_label(value.as_bytes()))
            .flatten()
    })
}

/// The character set that a page names in its first bytes; a label of UTF-16 there means UTF-8,
/// since the bytes that name it are ASCII.
fn prescan(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(PRESCAN * 4)];
    let lower = start.to_ascii_lowercase();
    let mut from = 0;
    while let Some(at) = find(&lower[from..], b"charset") {
        let rest = &lower[from + at + 7..];
        from += at + 7;
        let rest = trim_start(rest);
        let Some(rest) = rest.strip_prefix(b"=") else {
            continue;
        };
        let rest = trim_start(rest);
        let rest = match rest.first() {
            Some(b'"' | b'\'') => &rest[1..],
            _ => rest,
        };
        let end = rest
            .iter()
            .position(|b| matches!(b, b'"' | b'\'' | b';' | b'>' | b'/') || b.is_ascii_whitespace())
            .unwrap_or(rest.len());
        if let Some(encoding) = Encoding::for_label(&rest[..end]) {
            return Some(match encoding.name() {
                "UTF-16LE" | "UTF-16BE" => UTF_8,
                "x-user-defined" => WINDOWS_1252,
                _ => encoding,
            });
        }
    }
    find(&lower, b"<?xml").and_then(|at| {
        let rest = &lower[at..];
        let end = find(rest, b"?>")?;
        let declared = find(&rest[..end], b"encoding=")?;
        let value = &rest[declared + 9..end];
        let quote = *value.first()?;
        let close = value[1..].iter().position(|b| *b == quote)?;
        Encoding::for_label(&value[1..=close])
    })
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, what)
}

fn trim_start(bytes: &[u8]) -> &[u8] {
    let start = bytes
        .iter()
        .position(|b| !b.is_ascii_whitespace())
        .unwrap_or(bytes.len());
    &bytes[start..]
}
