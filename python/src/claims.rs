//! What a file claims.

use std::path::PathBuf;

use citecheck::claims::{Checkable, Format, Input, Options, read};
use citecheck::files;
use citecheck::limits::INPUT_BYTES;
use citecheck::source::Target;
use pyo3::exceptions::PyOSError;
use pyo3::prelude::*;

use crate::errors::{InputError, input};

/// One checkable statement of an article or a claims file.
#[pyclass(frozen, get_all, module = "citecheck")]
pub struct Claim {
    /// A name that is unique within the file and stable under edits elsewhere in it.
    id: String,
    /// The statement, without markup and marks of citations.
    text: String,
    /// The file.
    file: String,
    /// Its line, from 1.
    line: usize,
    /// Its column in code points, from 1.
    column: usize,
    /// Whether it can be checked.
    checkable: bool,
    /// Why it can't be; None where it can.
    why: Option<String>,
    /// The sources that it cites, in order.
    citations: Vec<Py<Citation>>,
    /// The name in "according to …".
    attributed_to: Option<String>,
    /// The verdict that the author expects.
    expect: Option<&'static str>,
}

#[pymethods]
impl Claim {
    fn __repr__(&self) -> String {
        let Self { id, text, .. } = self;
        format!("Claim(id={id:?}, text={text:?})")
    }
}

/// A source that a claim cites: one of `url`, `path` and `text` is there.
#[pyclass(frozen, get_all, module = "citecheck")]
pub struct Citation {
    /// Its address.
    url: Option<String>,
    /// Its file.
    path: Option<String>,
    /// Its text.
    text: Option<String>,
    /// How much of the text cites it: `sentence`, `paragraph` or `article`.
    scope: &'static str,
    /// Its title, as the file gives it.
    title: Option<String>,
}

#[pymethods]
impl Citation {
    fn __repr__(&self) -> String {
        let Self {
            url, path, scope, ..
        } = self;
        let target = match (url, path) {
            (Some(url), _) => format!("url={url:?}"),
            (None, Some(path)) => format!("path={path:?}"),
            (None, None) => "text=…".to_owned(),
        };
        format!("Citation({target}, scope={scope:?})")
    }
}

/// Reads the claims of an article or a claims file, with the sources that they cite.
///
/// The ending of `path` tells its kind; `format` names another: `toml`, `json`, `jsonl`, `csv`, `markdown`, `html`,
/// `wikitext`, `docx` or `text`. Opens no source. Raises `InputError` for a file that can't be understood, with line and
/// column, and `OSError` for one that can't be read.
#[pyfunction]
#[pyo3(signature = (path, *, format=None))]
pub fn claims(py: Python<'_>, path: PathBuf, format: Option<&str>) -> PyResult<Vec<Claim>> {
    let name = path.to_string_lossy();
    let format = match format {
        Some(format) => format.parse().map_err(|error| input(format!("{error}")))?,
        None => Format::of_path(&name).ok_or_else(|| {
            input(format!(
                "{name}: no ending that tells its kind; name it: format=\"markdown\""
            ))
        })?,
    };
    let read = py.detach(|| {
        let bytes = files::read(&path, INPUT_BYTES)
            .map_err(|error| PyOSError::new_err(error.to_string()))?;
        read(&name, &bytes, format, &Options::default())
            .map_err(|errors| InputError::new_err(errors.to_string()))
    });
    let found = read?;
    (0..found.claims.len())
        .map(|at| claim(py, &found, at))
        .collect()
}

fn claim(py: Python<'_>, input: &Input, at: usize) -> PyResult<Claim> {
    let claim = &input.claims[at];
    let citations = claim.citations.iter().filter_map(|citation| {
        let source = input
            .sources
            .iter()
            .find(|source| source.id == citation.source)?;
        let (mut url, mut path, mut text) = (None, None, None);
        match &source.target {
            Target::Url(target) => url = Some(target.to_string()),
            Target::Path(target) => path = Some(target.to_string_lossy().into_owned()),
            Target::Text(target) => text = Some(target.clone()),
        }
        let citation = Citation {
            url,
            path,
            text,
            scope: citation.scope.name(),
            title: source.title.clone(),
        };
        Some(Py::new(py, citation))
    });
    Ok(Claim {
        citations: citations.collect::<PyResult<_>>()?,
        id: claim.id.clone(),
        text: claim.text.clone(),
        file: claim.place.file.to_string(),
        line: claim.place.line,
        column: claim.place.column,
        checkable: claim.checkable == Checkable::Yes,
        why: match &claim.checkable {
            Checkable::Yes => None,
            Checkable::No(why) => Some(why.clone()),
        },
        attributed_to: claim.attributed_to.clone(),
        expect: claim.expect.map(citecheck::verdict::Verdict::name),
    })
}
