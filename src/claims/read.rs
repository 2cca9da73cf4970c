//! One input's bytes to an [`Input`].

use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::assemble::article;
use super::blocks::draft::{Decoded, Draft, MAX_BLOCKS};
use super::error::Warning;
use super::error::{Error, Errors, Sink};
use super::file::contents;
use super::file::node::Node;
use super::format::Format;
use super::format::Reader;
use super::input::Input;
use super::options::Options;
use super::positions::Positions;
use crate::text::Span;

/// Reads one input.
///
/// `path` is its name in places and errors; the relative paths that a claims file gives are
/// resolved against its folder. Nothing is opened: a source's file is read by who checks it.
///
/// # Errors
///
/// Everything that is wrong with the file: bytes that are no UTF-8, syntax, unknown fields and
/// words, citations of unknown sources, a claims file without claims. An article without claims is
/// no error here; that the run as a whole found none is for the caller to say.
///
/// ```
/// use citecheck::claims::{Format, Options, read};
/// let text = "The deal ends in 2032 ([Example News](https://news.example/deal)).";
/// let input = read("deal.md", text.as_bytes(), Format::Markdown, &Options::default())?;
/// assert_eq!(input.claims[0].text, "The deal ends in 2032.");
/// assert_eq!(input.claims[0].citations[0].source, "https://news.example/deal");
/// # Ok::<(), citecheck::claims::Errors>(())
/// ```
pub fn read(path: &str, bytes: &[u8], format: Format, options: &Options) -> Result<Input, Errors> {
    let path: Arc<str> = Arc::from(path.replace('\\', "/"));
    let (text, body) = match format.reader() {
        Reader::ClaimsFile(parse) => (decode(&path, bytes)?, Body::Claims(parse)),
        Reader::Text(parse) => {
            let text = decode(&path, bytes)?;
            let draft = parse(&text);
            (text, Body::Article(draft))
        }
        Reader::Page(parse) => parse(bytes, &path).into(),
        #[cfg(not(all(feature = "docx", feature = "wikitext")))]
        Reader::Left(feature) => {
            let message = format!(
                "this build reads no {format}: it was made without the cargo feature `{feature}`"
            );
            return Err(unreadable(&path, "", 0, &message, None));
        }
        #[cfg(feature = "docx")]
        Reader::Packed(parse) => parse(bytes)
            .map_err(|wrong| unreadable(&path, "", 0, &wrong, None))?
            .into(),
    };
    let text: Arc<str> = Arc::from(text);
    let lines = Positions::new(Arc::clone(&path), &text);
    let bare = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let mut input = Input {
        path: Arc::clone(&path),
        sha256: hex(&Sha256::digest(bytes)),
        format,
        is_plain: options.address.is_none() && bare == text.as_bytes(),
        text: Arc::clone(&text),
        article: super::Article::default(),
        sources: Vec::new(),
        claims: Vec::new(),
        broken: Vec::new(),
        warnings: Vec::new(),
        left_out: super::LeftOut::default(),
    };
    let folder = match &options.folder {
        Some(folder) => folder,
        None => Path::new(&*path).parent().unwrap_or(Path::new("")),
    };
    match body {
        Body::Claims(parse) => {
            let mut sink = Sink::new(&text, &lines);
            let root = parse(&text, &mut sink, &mut input.warnings);
            let contents = contents::read(&root, folder, options, &mut sink);
            sink.finish(&path)?;
            input.article = contents.article;
            input.sources = contents.sources;
            input.claims = contents.claims;
            input.warnings.extend(contents.warnings);
        }
        Body::Article(draft) if draft.too_many => {
            let message = format!("more than {MAX_BLOCKS} paragraphs");
            return Err(unreadable(&path, "", 0, &message, Some("split the file")));
        }
        Body::Article(draft) => article::read(draft, &text, &lines, folder, options, &mut input),
    }
    if input.claims.len() > article::MAX_CLAIMS {
        let message = format!("more than {} claims", article::MAX_CLAIMS);
        return Err(unreadable(&path, "", 0, &message, Some("split the file")));
    }
    Ok(input)
}

/// What some editors begin a file of UTF-8 with.
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What a text is to be read as.
enum Body {
    Claims(fn(&str, &mut Sink<'_>, &mut Vec<Warning>) -> Node),
    Article(Draft),
}

impl From<Decoded> for (String, Body) {
    fn from(decoded: Decoded) -> Self {
        (decoded.text, Body::Article(decoded.draft))
    }
}

/// The text of an input: UTF-8 with or without a byte order mark, or UTF-16 with one, as
/// spreadsheets write it.
fn decode(path: &Arc<str>, bytes: &[u8]) -> Result<String, Errors> {
    const HELP: Option<&str> = Some("save it as UTF-8 text");
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        let text = crate::extract::decode(bytes, None, false).text;
        return without_nul(path, text, HELP);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => without_nul(path, text.to_owned(), HELP),
        Err(error) => {
            let at = error.valid_up_to();
            let text = String::from_utf8_lossy(&bytes[..bytes.len().min(at + 200)]).into_owned();
            let byte = bytes[at];
            let message = format!("not UTF-8: the byte 0x{byte:02X} begins no character");
            Err(unreadable(path, &text, at, &message, HELP))
        }
    }
}

fn without_nul(path: &Arc<str>, text: String, help: Option<&str>) -> Result<String, Errors> {
    match memchr::memchr(0, text.as_bytes()) {
        None => Ok(text),
        Some(at) => {
            let message = "a NUL byte: this is no text file";
            Err(unreadable(path, &text, at, message, help))
        }
    }
}

fn unreadable(path: &Arc<str>, text: &str, at: usize, message: &str, help: Option<&str>) -> Errors {
    let span = Span::new(at, at);
    Errors {
        path: Arc::clone(path),
        text: Arc::from(text),
        errors: vec![Error {
            place: Positions::new(Arc::clone(path), text).place(text, at),
            span,
            message: message.to_owned(),
            label: String::new(),
            help: help.map(str::to_owned),
            lacks: None,
        }],
        more: 0,
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
