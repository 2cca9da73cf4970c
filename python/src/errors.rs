//! The exceptions.

use citecheck::source::Unavailable;
use pyo3::PyErr;
use pyo3::create_exception;
use pyo3::exceptions::{PyRuntimeError, PyValueError};

create_exception!(
    citecheck,
    InputError,
    PyValueError,
    "What was given can't be worked with: an argument, a table's columns, a file of claims. The message says what to do."
);
create_exception!(
    citecheck,
    ModelError,
    PyRuntimeError,
    "There is no entailment model, or it can't be run."
);
create_exception!(
    citecheck,
    UnavailableError,
    PyValueError,
    "A page has no text to read. `args` are the reason, one word of the list in the reports, and a sentence."
);

/// What can't be worked with, in a sentence.
pub fn input(message: impl Into<String>) -> PyErr {
    InputError::new_err(message.into())
}

/// Why a page has no text.
pub fn unavailable(why: &Unavailable) -> PyErr {
    UnavailableError::new_err((why.reason.name(), why.detail.clone()))
}
