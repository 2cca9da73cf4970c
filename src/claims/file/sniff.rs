//! Which data files are claims files.

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::claims::file::csv;
use crate::claims::format::Format;

/// Whether a file that was not named, but found in a folder, is a claims file.
///
/// Folders hold settings and data in these formats too. A claims file has `claim` at its top, or is a
/// list or lines of what has a `text`, or a spreadsheet one of whose columns is named as that of the
/// claims. One that is broken counts when it looks like one, so that the error is told. Articles
/// always count.
///
/// ```
/// use citecheck::claims::{Format, holds_claims};
/// assert!(holds_claims(b"claim;link\nIt rose.;https://news.example/\n", Format::Csv));
/// assert!(!holds_claims(b"year,tickets\n2026,4000000\n", Format::Csv));
/// ```
pub fn holds_claims(bytes: &[u8], format: Format) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match format {
        Format::Toml => in_toml(text),
        Format::Json => in_json(text),
        Format::JsonLines => in_json_lines(text),
        Format::Csv => csv::has_claims(&crate::extract::decode(bytes, None, false).text),
        _ => true,
    }
}

/// What tells a claims file, or a claim in a list of them.
#[derive(Deserialize)]
struct Fields {
    claim: Option<IgnoredAny>,
    text: Option<IgnoredAny>,
}

fn says(bytes: &[u8], word: &str) -> bool {
    memchr::memmem::find(bytes, word.as_bytes()).is_some()
}

fn in_toml(bytes: &[u8]) -> bool {
    let table = std::str::from_utf8(bytes).map(::toml::from_str::<Fields>);
    says(bytes, "claim")
        && match table {
            Ok(Ok(table)) => table.claim.is_some(),
            _ => says(bytes, "[claim"),
        }
}

fn in_json(bytes: &[u8]) -> bool {
    if bytes.trim_ascii_start().starts_with(b"[") {
        let list = serde_json::from_slice::<Vec<Fields>>(bytes);
        return says(bytes, "\"text\"")
            && list.map_or_else(
                |error| !error.is_data(),
                |list| list.first().is_some_and(|first| first.text.is_some()),
            );
    }
    says(bytes, "\"claim\"")
        && serde_json::from_slice::<Fields>(bytes)
            .map_or_else(|error| !error.is_data(), |fields| fields.claim.is_some())
}

/// The first line tells: a claims file has a claim in each.
fn in_json_lines(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let Some(first) = lines.find(|line| !line.is_empty()) else {
        return false;
    };
    says(first, "\"text\"")
        && serde_json::from_slice::<Fields>(first)
            .map_or_else(|error| !error.is_data(), |fields| fields.text.is_some())
}
