//! Which answers can be read at all, told before their body is downloaded.

/// Bytes looked at to tell a text from a binary file: the WHATWG's "resource header".
pub const SNIFF_BYTES: usize = 1_445;

/// Whether a declared type is worth downloading: text of any kind, HTML, PDF, or one that says
/// nothing, which the first bytes then decide.
pub fn is_readable(content_type: Option<&str>) -> bool {
    let Some(essence) = content_type.map(essence).filter(|e| !e.is_empty()) else {
        return true;
    };
    match essence.as_str() {
        "application/xhtml+xml"
        | "application/xml"
        | "application/pdf"
        | "application/x-pdf"
        | "application/octet-stream"
        | "application/x-download"
        | "binary/octet-stream" => true,
        "text/css" | "text/javascript" | "text/ecmascript" | "text/event-stream"
        | "text/calendar" | "text/vcard" => false,
        other => other.starts_with("text/") || !other.contains('/'),
    }
}

/// Whether the first bytes of a body are those of a text or a PDF. The check for bytes that no text
/// has is the WHATWG's (MIME Sniffing, 7.2).
pub fn looks_readable(prefix: &[u8]) -> bool {
    let prefix = &prefix[..prefix.len().min(SNIFF_BYTES)];
    let wide = prefix.starts_with(&[0xFE, 0xFF]) || prefix.starts_with(&[0xFF, 0xFE]);
    prefix.starts_with(b"%PDF-")
        || wide
        || !prefix
            .iter()
            .any(|b| matches!(b, 0..=8 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F))
}

/// A media type without its parameters, in lower case.
fn essence(content_type: &str) -> String {
    let essence = content_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_texts_and_pdfs_are_downloaded() {
        for readable in [
            "text/html; charset=Shift_JIS",
            "Application/XHTML+XML",
            "text/markdown",
            "application/pdf",
            "application/octet-stream",
            "",
            "html",
        ] {
            assert!(is_readable(Some(readable)), "{readable}");
        }
        assert!(is_readable(None));
        for other in [
            "image/png",
            "application/zip",
            "video/mp4",
            "text/css",
            "application/json",
        ] {
            assert!(!is_readable(Some(other)), "{other}");
        }
    }

    #[test]
    fn a_binary_file_is_told_by_its_first_bytes() {
        assert!(looks_readable(b"%PDF-1.7\n%\x00\x01"));
        assert!(looks_readable("Grüße\r\n\t日本".as_bytes()));
        assert!(looks_readable(b"\xFF\xFEh\x00i\x00"));
        assert!(looks_readable(b""));
        assert!(!looks_readable(b"\x89PNG\r\n\x1A\n\x00\x00"));
        assert!(!looks_readable(b"PK\x03\x04"));
    }
}
