//! Names of files and folders: every path follows from an address and a digest.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};
use url::Url;

/// Ending of a file of provenance. No body has it: see [`body_ending`].
pub const PROVENANCE_ENDING: &str = "json";

/// Ending given to an entry that was found damaged when a sound one took its place.
pub const DAMAGED_ENDING: &str = "damaged";

/// The file that marks a folder as a cache, so that nothing is ever removed from another.
pub const MARKER: &str = ".citecheck-cache";

/// What stands in it, for people.
pub const MARKER_TEXT: &str = "This folder is a cache of citecheck, which may remove snapshots from it when it is asked to.\n";

/// How files that are being written begin. A run that was killed leaves some behind; `gc` removes
/// them.
pub const TEMPORARY_PREFIX: &str = ".writing-";

/// How the files begin that hold the answers of entailment models.
pub const ANSWERS_PREFIX: &str = ".answers-";

/// The file of what the web said of pages that it did not give.
pub const REFUSALS_FILE: &str = ".refusals.jsonl";

/// Digits of a model's SHA-256 in the name of its file.
const MODEL_DIGITS: usize = 16;

/// The file of the answers of the model whose SHA-256 is `model`.
pub fn answers_file(model: &str) -> String {
    let digits: String = model.chars().take(MODEL_DIGITS).collect();
    format!("{ANSWERS_PREFIX}{digits}.jsonl")
}

/// Whether a file's name is one that [`answers_file`] gives.
pub fn is_answers(name: &str) -> bool {
    let digits = name
        .strip_prefix(ANSWERS_PREFIX)
        .and_then(|rest| rest.strip_suffix(".jsonl"));
    digits.is_some_and(|digits| {
        digits.len() == MODEL_DIGITS
            && digits
                .bytes()
                .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    })
}

/// Characters of a page's name that go into its folder's name: enough to recognise it by.
const NAME_CHARS: usize = 40;

/// Hexadecimal digits of the address's SHA-256 in the folder's name: 64 bits. Two addresses that
/// share them share the folder and stay apart by the address in their provenance.
const HASH_CHARS: usize = 16;

/// Longest name of a host's folder; a DNS name has at most 253 bytes (RFC 1035).
const HOST_CHARS: usize = 200;

/// The folder of an address's snapshots, below the cache's: host, then page.
pub fn folder(url: &Url) -> [String; 2] {
    let mut host = plain(url.host_str().unwrap_or_default(), HOST_CHARS, "._");
    if let Some(port) = url.port() {
        // Writing to a String cannot fail.
        let _ = write!(host, "+{port}");
    }
    let segment = url
        .path_segments()
        .and_then(|segments| segments.rev().find(|segment| !segment.is_empty()));
    let name = plain(segment.unwrap_or("index"), NAME_CHARS, "");
    let hash = hex(&Sha256::digest(url.as_str()));
    [host, format!("{name}-{}", &hash[..HASH_CHARS])]
}

/// Whether a folder's name is one that [`folder`] gives for a page.
pub fn is_page(name: &str) -> bool {
    name.rsplit_once('-').is_some_and(|(page, hash)| {
        let is_digit = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
        !page.is_empty() && hash.len() == HASH_CHARS && hash.bytes().all(is_digit)
    })
}

/// The digest that begins the name of a body or a provenance, damaged ones too; none for a file that
/// others made.
pub fn digest_of(name: &str) -> Option<&str> {
    let (digest, _) = name.split_once('.')?;
    is_sha256(digest).then_some(digest)
}

/// `text` as part of a name that every file system takes: lowercase ASCII letters, digits, hyphens
/// and the characters of `also`; anything else becomes one hyphen.
fn plain(text: &str, most: usize, also: &str) -> String {
    let mut name = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || also.contains(c) {
            name.push(c.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
        if name.len() >= most {
            break;
        }
    }
    let name = name.trim_matches(['-', '.']);
    if name.is_empty() { "_" } else { name }.to_owned()
}

/// Ending of a body's file, from its media type: for people and editors, the program reads the
/// header.
pub fn body_ending(content_type: Option<&str>) -> &'static str {
    let essence = content_type
        .and_then(|header| header.split(';').next())
        .map(|essence| essence.trim().to_ascii_lowercase());
    match essence.as_deref() {
        Some("text/html" | "application/xhtml+xml") => "html",
        Some("text/markdown" | "text/x-markdown") => "md",
        Some("application/pdf" | "application/x-pdf") => "pdf",
        Some("text/xml" | "application/xml") => "xml",
        Some(text) if text.starts_with("text/") => "txt",
        _ => "bin",
    }
}

/// Lowercase hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// Whether `text` is a SHA-256 as we write it.
pub fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str) -> String {
        folder(&Url::parse(address).unwrap()).join("/")
    }

    #[test]
    fn a_folder_says_which_page_it_holds() {
        let folder = of("https://news.example/2026/04/No-Longer-Exclusive/");
        assert!(
            folder.starts_with("news.example/no-longer-exclusive-"),
            "{folder}"
        );
        assert!(of("http://127.0.0.1:8080/").starts_with("127.0.0.1+8080/index-"));
        assert!(of("http://[::1]/%E6%97%A5").starts_with("1/e6-97-a5-"));
    }

    #[test]
    fn names_are_told_from_those_that_others_give() {
        for address in [
            "https://a.example/",
            "https://a.example/x-y",
            "http://[::1]/%E6%97%A5",
        ] {
            let [_, page] = folder(&Url::parse(address).unwrap());
            assert!(is_page(&page), "{page}");
        }
        for other in [
            "app",
            "src-0123456789abcde",
            "x-0123456789ABCDEF",
            "-0123456789abcdef",
        ] {
            assert!(!is_page(other), "{other}");
        }
        let digest = "0".repeat(64);
        assert_eq!(digest_of(&format!("{digest}.html.damaged")), Some(&*digest));
        assert_eq!(digest_of("main.rs"), None);
        assert_eq!(digest_of(&digest), None);
    }

    #[test]
    fn addresses_that_differ_in_a_query_have_folders_of_their_own() {
        assert_ne!(
            of("https://a.example/p?id=1"),
            of("https://a.example/p?id=2")
        );
    }

    #[test]
    fn endings_follow_the_media_type_and_are_never_that_of_provenance() {
        assert_eq!(body_ending(Some("Text/HTML; charset=utf-8")), "html");
        assert_eq!(body_ending(Some("application/json")), "bin");
        assert_eq!(body_ending(None), "bin");
    }
}
