//! What a page says.

use citecheck::extract::{Hints, extract as read};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

use crate::errors::unavailable;

/// A page made readable.
#[pyclass(frozen, get_all, module = "citecheck")]
pub struct Document {
    /// Its title, without the site's name.
    title: Option<String>,
    /// Who wrote it.
    authors: Vec<String>,
    /// The site or organisation that published it.
    publisher: Option<String>,
    /// When it was published, as YYYY-MM-DD.
    date: Option<String>,
    /// Its language, as a BCP 47 tag.
    lang: Option<String>,
    /// Its body text.
    text: String,
    /// Every passage of every part of the page, in reading order.
    passages: Vec<Py<Passage>>,
}

#[pymethods]
impl Document {
    fn __repr__(&self) -> String {
        let Self {
            title, passages, ..
        } = self;
        let title = title
            .as_deref()
            .map_or_else(|| "None".to_owned(), |title| format!("{title:?}"));
        format!("Document(title={title}, passages={})", passages.len())
    }
}

/// A sentence, table row, list item, heading or caption.
#[pyclass(frozen, get_all, module = "citecheck")]
pub struct Passage {
    /// The text.
    text: String,
    /// What part of the page it stands in: `body`, `heading`, `table`, `caption`, `comment`, `navigation`, …
    region: &'static str,
    /// Where it begins in `Document.text`, in code points.
    offset: usize,
    /// The headings above it, outermost first.
    headings: Vec<String>,
}

#[pymethods]
impl Passage {
    fn __repr__(&self) -> String {
        let Self { text, region, .. } = self;
        format!("Passage(region={region:?}, text={text:?})")
    }
}

/// Reads the body text of a page.
///
/// `page` is HTML as a string, or the bytes of HTML, Markdown or plain text, whose kind and character set
/// `content_type` and the ending of `url` tell. Raises `UnavailableError` for a page without a text: a bot wall, a page
/// that is drawn by scripts, a type that is not read.
#[pyfunction]
#[pyo3(signature = (page, *, content_type=None, url=None))]
pub fn extract(
    py: Python<'_>,
    page: &Bound<'_, PyAny>,
    content_type: Option<String>,
    url: Option<String>,
) -> PyResult<Document> {
    let (bytes, content_type) = if let Ok(text) = page.cast::<PyString>() {
        let html = content_type.unwrap_or_else(|| "text/html".to_owned());
        let kind = html.split(';').next().unwrap_or_default();
        (
            text.to_str()?.as_bytes().to_vec(),
            Some(format!("{kind}; charset=utf-8")),
        )
    } else if let Ok(bytes) = page.cast::<PyBytes>() {
        (bytes.as_bytes().to_vec(), content_type)
    } else {
        return Err(PyTypeError::new_err("a page is a str or bytes"));
    };
    let hints = Hints {
        content_type,
        location: url,
    };
    let document = py
        .detach(|| read(&bytes, &hints))
        .map_err(|why| unavailable(&why))?;
    let passages = document.passages.iter().map(|passage| {
        let passage = Passage {
            text: passage.text.clone(),
            region: passage.region.name(),
            offset: passage.offset,
            headings: passage.headings.to_vec(),
        };
        Py::new(py, passage)
    });
    Ok(Document {
        passages: passages.collect::<PyResult<_>>()?,
        text: document.text(),
        title: document.title,
        authors: document.authors,
        publisher: document.publisher,
        date: document.published.map(|date| date.to_string()),
        lang: document.lang,
    })
}
