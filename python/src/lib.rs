//! What of the Python package `citecheck` is Rust: the module `citecheck._citecheck`.
//!
//! | file | its question |
//! |---|---|
//! | `errors` | which exceptions are there? |
//! | `page` | how is a source given? |
//! | `fetcher` | who gets pages from the web? |
//! | `result` | what comes of a claim? |
//! | `checker` | who judges, on how many threads? |
//! | `batch` | a table in, a table out |
//! | `document` | what does a page say? |
//! | `claims` | what does a file claim? |
//!
//! What is easier said in Python, such as which column of a table goes where, is in `package/citecheck/`.

mod batch;
mod checker;
mod claims;
mod document;
mod errors;
mod fetcher;
mod page;
mod result;

/// The compiled part of citecheck. Import `citecheck` instead.
#[pyo3::pymodule]
mod _citecheck {
    #[pymodule_export]
    use crate::checker::Checker;
    #[pymodule_export]
    use crate::claims::{Citation, Claim, claims};
    #[pymodule_export]
    use crate::document::{Document, Passage, extract};
    #[pymodule_export]
    use crate::errors::{InputError, ModelError, UnavailableError};
    #[pymodule_export]
    use crate::fetcher::Fetcher;
    #[pymodule_export]
    use crate::page::Page;
    #[pymodule_export]
    use crate::result::{Check, Evidence, Result};

    #[pymodule_export]
    #[allow(non_upper_case_globals)]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
