//! Files beside an article that its links lead to.

use std::path::{Component, Path, PathBuf};

use crate::claims::broken::{Fault, Why};
use crate::files::other_than_file;

/// Endings of files that can be a source.
const ENDINGS: &[&str] = &["html", "htm", "md", "markdown", "txt", "pdf", "xhtml"];

/// A relative path beside the article, if it names a file that could be a source.
pub(super) fn beside(folder: &Path, relative: &str) -> Option<PathBuf> {
    let relative = unescaped(relative);
    let mut inside = PathBuf::new();
    for part in Path::new(&relative).components() {
        match part {
            Component::Normal(name) => inside.push(name),
            Component::CurDir => {}
            Component::ParentDir if inside.pop() => {}
            _ => return None,
        }
    }
    let ending = inside.extension()?.to_str()?.to_lowercase();
    ENDINGS
        .contains(&ending.as_str())
        .then(|| folder.join(inside))
}

/// What is wrong with a link to a file that is not there.
pub(super) fn missing(path: &Path, relative: &str, is_file: fn(&Path) -> bool) -> Fault {
    let shown = path.to_string_lossy().replace('\\', "/");
    let detail = match other_than_file(path) {
        Some(what) => format!("{shown} is {what}, not a file"),
        None => format!("there is no file {shown}"),
    };
    let fault = Fault::new(Why::NoFile, detail);
    let other = ENDINGS
        .iter()
        .map(|ending| path.with_extension(ending))
        .find(|other| is_file(other));
    let meant = other.and_then(|other| Some(other.extension()?.to_str()?.to_owned()));
    match (meant, relative.rsplit_once('.')) {
        (Some(ending), Some((stem, _))) => fault.meaning(format!("{stem}.{ending}")),
        _ => fault,
    }
}

/// A path without percent-encoding (RFC 3986, 2.1), where it is one of UTF-8.
fn unescaped(path: &str) -> String {
    let bytes = path.as_bytes();
    let digit = |at: usize| {
        bytes
            .get(at)
            .and_then(|byte| char::from(*byte).to_digit(16))
    };
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                // Two digits of base 16 are less than 256.
                plain.push(u8::try_from(high * 16 + low).unwrap_or(b'%'));
                at += 3;
            }
            (byte, _, _) => {
                plain.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(plain).unwrap_or_else(|_| path.to_owned())
}
