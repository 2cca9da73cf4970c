//! Who judges, on how many threads.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use arrow_array::RecordBatch;
use arrow_pyarrow::PyArrowType;
use citecheck::entailment::{Entailment, ModelError as NoModel};
use citecheck::pairs::answer_of;
use citecheck::verify::{Judge, JudgeKind, Need};
use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::batch;
use crate::errors::{InputError, ModelError, input};
use crate::page::Page;
use crate::result;

/// A judge, and the threads on which it judges. One does for any number of claims and threads.
#[pyclass(frozen, subclass, module = "citecheck._citecheck", name = "Checker")]
pub struct Checker {
    judge: Arc<Judge>,
    need: Need,
    threads: Option<usize>,
    /// Made when first needed: a checker that is sent to a worker starts no threads where it was made.
    pool: OnceLock<ThreadPool>,
}

#[pymethods]
impl Checker {
    #[new]
    #[pyo3(signature = (judge, need, threads, model))]
    fn new(
        judge: &str,
        need: &str,
        threads: Option<usize>,
        model: Option<PathBuf>,
    ) -> PyResult<Self> {
        let kind: JudgeKind = judge.parse().map_err(InputError::new_err::<String>)?;
        let need = match need {
            "any" => Need::Any,
            "all" => Need::All,
            other => {
                let message = format!("unknown need {other:?}; there are 'any' and 'all'");
                return Err(input(message));
            }
        };
        if threads == Some(0) {
            return Err(input(
                "threads=0: give 1 or more, or None for one on each core",
            ));
        }
        let judge = match (kind, model) {
            (JudgeKind::Lexical, None) => Arc::new(Judge::lexical()),
            (JudgeKind::Lexical, Some(_)) => {
                return Err(input(
                    "model= is for judge='entailment': leave one of them out",
                ));
            }
            (JudgeKind::Entailment, None) => built_in()?,
            (JudgeKind::Entailment, Some(file)) => Arc::new(asking(Entailment::from_file(&file))?),
        };
        Ok(Self {
            judge,
            need,
            threads,
            pool: OnceLock::new(),
        })
    }

    /// The judge's name.
    #[getter]
    fn judge(&self) -> &'static str {
        self.judge.kind().name()
    }

    fn _check(
        &self,
        py: Python<'_>,
        claim: &str,
        pages: Vec<Py<Page>>,
    ) -> PyResult<result::Result> {
        if claim.trim().is_empty() {
            return Err(input("the claim is empty"));
        }
        let pages: Vec<_> = pages.iter().map(|page| &page.get().page).collect();
        let answer = py.detach(|| answer_of(claim, &pages, self.need, &self.judge));
        Ok(result::Result { answer })
    }

    fn _check_batch(
        &self,
        py: Python<'_>,
        batch: PyArrowType<RecordBatch>,
    ) -> PyResult<PyArrowType<RecordBatch>> {
        let columns = batch::Columns::of(&batch.0)?;
        let pool = self.threads.map(|threads| self.pool(threads)).transpose()?;
        let rows = py.detach(|| {
            let work = || batch::answers(&columns, &self.judge);
            pool.map_or_else(work, |pool| pool.install(work))
        });
        batch::table(&rows).map(PyArrowType)
    }
}

impl Checker {
    fn pool(&self, threads: usize) -> PyResult<&ThreadPool> {
        if self.pool.get().is_none() {
            let pool = ThreadPoolBuilder::new().num_threads(threads).build();
            let pool =
                pool.map_err(|error| input(format!("cannot start {threads} threads: {error}")))?;
            // Where another thread was first, its pool is as good.
            let _ = self.pool.set(pool);
        }
        self.pool.get().ok_or_else(|| input("no threads"))
    }
}

/// The judge with the model that is part of the package: loaded once a process, so that a checker costs nothing.
fn built_in() -> PyResult<Arc<Judge>> {
    static BUILT_IN: OnceLock<Arc<Judge>> = OnceLock::new();
    if let Some(judge) = BUILT_IN.get() {
        return Ok(Arc::clone(judge));
    }
    let judge = Arc::new(asking(Entailment::built_in())?);
    Ok(Arc::clone(BUILT_IN.get_or_init(|| judge)))
}

/// What the model answers is not kept, so that memory stays as it is after a million pairs.
fn asking(model: Result<Entailment, NoModel>) -> PyResult<Judge> {
    let model = model.map_err(|error| ModelError::new_err(error.to_string()))?;
    Ok(Judge::with(model.forgetting()))
}
