//! What kind of document bytes are, by content type, by their beginning, by the file's ending.

/// The kinds that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// HTML or XHTML.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
    /// PDF.
    Pdf,
    /// Anything else.
    Other,
}

/// Bytes looked at to tell the kind (WHATWG MIME Sniffing, "resource header").
const SNIFF: usize = 1_445;

/// Tells the kind of `bytes`.
pub fn tell(bytes: &[u8], content_type: Option<&str>, location: Option<&str>) -> Media {
    let start = &bytes[..bytes.len().min(SNIFF)];
    let media = by_signature(start).unwrap_or_else(|| declared(start, content_type, location));
    let is_text = matches!(media, Media::Text | Media::Markdown);
    if is_text && start.contains(&0) && !is_wide(start, content_type) {
        return Media::Other;
    }
    media
}

/// Whether text has NUL bytes by right: UTF-16 or UTF-32, by its mark or its declared charset.
fn is_wide(start: &[u8], content_type: Option<&str>) -> bool {
    let declared = content_type.is_some_and(|header| {
        let header = header.to_ascii_lowercase();
        ["utf-16", "utf-32", "ucs-2", "unicode"]
            .iter()
            .any(|name| header.contains(name))
    });
    declared || has_utf16_mark(start)
}

fn has_utf16_mark(start: &[u8]) -> bool {
    start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff")
}

/// The kind that type or ending name, else that the bytes look like.
fn declared(start: &[u8], content_type: Option<&str>, location: Option<&str>) -> Media {
    let essence = content_type
        .and_then(|header| header.split(';').next())
        .map(|essence| essence.trim().to_ascii_lowercase())
        .unwrap_or_default();
    match essence.as_str() {
        "text/html" | "application/xhtml+xml" => return Media::Html,
        "text/markdown" | "text/x-markdown" => return Media::Markdown,
        "application/pdf" | "application/x-pdf" => return Media::Pdf,
        "text/plain" => {
            return match by_ending(location) {
                Some(Media::Markdown) => Media::Markdown,
                _ => Media::Text,
            };
        }
        "" | "application/octet-stream" | "binary/octet-stream" | "unknown/unknown" => {}
        _ if essence.starts_with("image/")
            || essence.starts_with("audio/")
            || essence.starts_with("video/")
            || essence.starts_with("font/") =>
        {
            return Media::Other;
        }
        "application/xml" | "text/xml" if looks_like_html(start) => return Media::Html,
        _ if essence.starts_with("text/") => return Media::Text,
        _ if looks_like_html(start) => return Media::Html,
        _ => return Media::Other,
    }
    if let Some(media) = by_ending(location) {
        return media;
    }
    if looks_like_html(start) {
        return Media::Html;
    }
    if is_binary(start) {
        Media::Other
    } else {
        Media::Text
    }
}

/// Formats that name themselves in their first bytes, whatever a server calls them.
fn by_signature(start: &[u8]) -> Option<Media> {
    const OTHERS: &[&[u8]] = &[
        b"PK\x03\x04",
        b"\x1f\x8b",
        b"\x89PNG\r\n",
        b"\xff\xd8\xff",
        b"GIF8",
        b"\x7fELF",
        b"OggS",
        b"ID3",
        b"Rar!",
        b"7z\xbc\xaf",
        b"wOFF",
        b"\xd0\xcf\x11\xe0",
        b"%!PS",
    ];
    if start.starts_with(b"%PDF-") {
        return Some(Media::Pdf);
    }
    OTHERS
        .iter()
        .any(|signature| start.starts_with(signature))
        .then_some(Media::Other)
}

fn by_ending(location: Option<&str>) -> Option<Media> {
    let location = location?;
    let path = location.split(['?', '#']).next().unwrap_or(location);
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let (_, ending) = name.rsplit_once('.')?;
    Some(match ending.to_ascii_lowercase().as_str() {
        "html" | "htm" | "xhtml" | "xht" => Media::Html,
        "md" | "markdown" => Media::Markdown,
        "txt" | "text" => Media::Text,
        "pdf" => Media::Pdf,
        _ => return None,
    })
}

fn looks_like_html(start: &[u8]) -> bool {
    const TAGS: &[&[u8]] = &[
        b"<!doctype html",
        b"<html",
        b"<head",
        b"<body",
        b"<title",
        b"<meta",
        b"<script",
        b"<div",
        b"<p>",
        b"<p ",
        b"<table",
        b"<h1",
        b"<a ",
        b"<br",
        b"<!--",
        b"<article",
        b"<main",
    ];
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let at = text.iter().position(|b| !b.is_ascii_whitespace());
    let text = at.map_or(&[][..], |at| &text[at..]);
    let lower = text.to_ascii_lowercase();
    TAGS.iter().any(|tag| lower.starts_with(tag))
        || (lower.starts_with(b"<?xml") && memchr::memmem::find(&lower, b"<html").is_some())
}

/// Control bytes that no text holds (WHATWG MIME Sniffing, "binary data byte"), and no UTF-16 mark.
fn is_binary(start: &[u8]) -> bool {
    !has_utf16_mark(start)
        && start
            .iter()
            .any(|b| matches!(b, 0..=8 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f))
}
