//! Bytes to [`Document`]: body text in passages, everything else labelled.
//!
//! ```
//! use citecheck::extract::{Hints, extract};
//! let page = b"<html><body><nav><a href=/>Home</a></nav><article><h1>Bees</h1>
//!     <p>A colony holds up to 60,000 bees in summer. In winter it is far smaller.</p></article>";
//! let document = extract(page, &Hints::default()).unwrap();
//! assert_eq!(document.title.as_deref(), Some("Bees"));
//! assert_eq!(document.text(), "A colony holds up to 60,000 bees in summer. In winter it is far smaller.");
//! ```

mod charset;
mod controls;
mod dates;
mod document;
mod finish;
mod html;
mod markdown;
mod media;
pub mod pdf;
mod plain;
mod reading;
mod row;
mod words;

pub(crate) use charset::decode;
pub use document::{BodySource, Document, Hints, Origin, Origins, PageKind, Passage, Region};
pub use reading::Reading;

use crate::source::{Reason, Unavailable};
use media::Media;

/// Whether `bytes` are a PDF file, which [`extract`] refuses and [`pdf::Reader`] reads.
pub fn is_pdf(bytes: &[u8], hints: &Hints) -> bool {
    let content_type = hints.content_type.as_deref();
    media::tell(bytes, content_type, hints.location.as_deref()) == Media::Pdf
}

/// Reads `bytes`, of which `hints` tell what is known; pure, and bounded for any input.
///
/// Gives the document, with every block of the page labelled by [`Region`]. Refuses, with the
/// reason, what holds no text to match: an unsupported type, a page that is empty until its scripts
/// run, a bot wall, consent wall or paywall, a page without text.
pub fn extract(bytes: &[u8], hints: &Hints) -> Result<Document, Unavailable> {
    let reading = read(bytes, hints)?;
    match reading.wall {
        Some(wall) => Err(wall),
        None => Ok(reading.document),
    }
}

/// As [`extract`], but gives what a wall or a teaser says too, beside the reason. Refuses
/// unsupported types only.
pub fn read(bytes: &[u8], hints: &Hints) -> Result<Reading, Unavailable> {
    let content_type = hints.content_type.as_deref();
    let media = media::tell(bytes, content_type, hints.location.as_deref());
    let text = |html: bool| decode(bytes, content_type, html).text;
    let mut reading = match media {
        Media::Html => html::read(&text(true)),
        Media::Markdown => markdown::read(&text(false)).into(),
        Media::Text => plain::read(&text(false)).into(),
        Media::Pdf | Media::Other => {
            return Err(Unavailable::new(
                Reason::UnsupportedType,
                match content_type {
                    Some(name) if name.starts_with("text/") => {
                        format!("its bytes are no text, though its type is {name}")
                    }
                    Some(name) => format!("{name} is not text, HTML or Markdown"),
                    None => "the file is not text, HTML or Markdown".to_owned(),
                },
            ));
        }
    };
    if reading.document.passages.is_empty() && reading.wall.is_none() {
        reading.wall = Some(Unavailable::new(Reason::Empty, "the page holds no text"));
    }
    Ok(reading)
}
