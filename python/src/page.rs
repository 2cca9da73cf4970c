//! How a source is given.

use std::path::PathBuf;

use citecheck::cache::Cache;
use citecheck::pairs;
use pyo3::prelude::*;

use crate::errors::input;

/// A source, read and ready for any number of claims.
///
/// It is made of a text, of HTML or of passages; which takes time in proportion to their length, and memory of some
/// times their length for as long as it is kept.
#[pyclass(frozen, module = "citecheck")]
pub struct Page {
    pub page: pairs::Page,
}

#[pymethods]
impl Page {
    /// A page of plain text, which is cut into its sentences.
    #[staticmethod]
    fn text(py: Python<'_>, text: &str) -> Self {
        let page = py.detach(|| pairs::Page::of_text(text));
        Self { page }
    }

    /// A page in HTML, of which the body text is read. A wall, or a page without text, makes every claim
    /// `unavailable`.
    #[staticmethod]
    fn html(py: Python<'_>, html: &str) -> Self {
        let page = py.detach(|| pairs::Page::of_html(html));
        Self { page }
    }

    /// The newest snapshot of the page at `url` in the cache in the folder `cache`. A page that isn't there, and a PDF file,
    /// makes every claim `unavailable`.
    #[staticmethod]
    fn cached(py: Python<'_>, cache: PathBuf, url: &str) -> PyResult<Self> {
        let cache = Cache::open(cache).map_err(|error| input(error.to_string()))?;
        let page = py.detach(|| pairs::Page::of_cache(&cache, url));
        Ok(Self { page })
    }

    /// Passages that somebody else has cut, in reading order; `Evidence.passage` is an index into them.
    #[staticmethod]
    fn passages(py: Python<'_>, passages: Vec<String>) -> Self {
        let page = py.detach(|| pairs::Page::of_passages(passages));
        Self { page }
    }
}
