//! Rows to columns.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, Float64Array, Int32Array, ListArray, RecordBatch, StringArray, StructArray,
};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, Fields};
use citecheck::pairs::Answer;
use citecheck::report::CheckRecord;
use pyo3::PyResult;

use super::rows::Row;
use crate::errors::input;

/// Bytes of text in one column of a batch: what 32-bit offsets reach.
const COLUMN_BYTES: usize = i32::MAX as usize;

/// One row for each, with `verdict`, `score`, `why`, `passage`, `passage_index`, `checks`, `unsupported` and `error`. A
/// row with an error has nothing else.
pub fn table(rows: &[Row]) -> PyResult<RecordBatch> {
    let answers: Vec<Option<&Answer>> = rows.iter().map(|row| row.as_ref().ok()).collect();
    let best = answers
        .iter()
        .map(|answer| answer.as_ref()?.evidence.first());
    let score = answers.iter().map(|answer| Some(answer.as_ref()?.score));
    let index = best.clone().map(|best| Some(number(best?.passage)));
    let columns: Vec<(&str, ArrayRef)> = vec![
        (
            "verdict",
            texts(
                answers
                    .iter()
                    .map(|answer| Some(answer.as_ref()?.verdict.name())),
            )?,
        ),
        ("score", Arc::new(score.collect::<Float64Array>())),
        (
            "why",
            texts(answers.iter().map(|answer| Some(&*answer.as_ref()?.why)))?,
        ),
        ("passage", texts(best.map(|best| Some(&*best?.text)))?),
        ("passage_index", Arc::new(index.collect::<Int32Array>())),
        ("checks", checks(&answers)?),
        ("unsupported", unsupported(&answers)?),
        (
            "error",
            texts(rows.iter().map(|row| row.as_ref().err().map(AsRef::as_ref)))?,
        ),
    ];
    let fields: Vec<_> = columns
        .iter()
        .map(|(name, column)| Field::new(*name, column.data_type().clone(), true))
        .collect();
    let columns = columns.into_iter().map(|(_, column)| column).collect();
    RecordBatch::try_new(Arc::new(arrow_schema::Schema::new(fields)), columns)
        .map_err(|error| input(error.to_string()))
}

/// The checks of each row: `kind`, `status`, `claim`, `source`, `passage`, `note`.
fn checks(answers: &[Option<&Answer>]) -> PyResult<ArrayRef> {
    let all: Vec<&CheckRecord> = answers
        .iter()
        .flatten()
        .flat_map(|answer| &answer.checks)
        .collect();
    let passage = all.iter().map(|check| check.passage.map(number));
    let columns = vec![
        (
            "kind",
            texts(all.iter().map(|check| Some(check.kind.name())))?,
        ),
        (
            "status",
            texts(all.iter().map(|check| Some(check.status.name())))?,
        ),
        ("claim", texts(all.iter().map(|check| Some(&*check.claim)))?),
        (
            "source",
            texts(all.iter().map(|check| check.source.as_deref()))?,
        ),
        (
            "passage",
            Arc::new(passage.collect::<Int32Array>()) as ArrayRef,
        ),
        ("note", texts(all.iter().map(|check| Some(&*check.note)))?),
    ];
    lists(
        columns,
        answers
            .iter()
            .map(|answer| answer.map_or(0, |answer| answer.checks.len())),
    )
}

/// The spans of each row's claim that nothing bears out: `start`, `end`, in code points.
fn unsupported(answers: &[Option<&Answer>]) -> PyResult<ArrayRef> {
    let all: Vec<[usize; 2]> = answers
        .iter()
        .flatten()
        .flat_map(|answer| answer.unsupported.iter().copied())
        .collect();
    let end = |at: usize| -> ArrayRef {
        let numbers: Int32Array = all.iter().map(|span| Some(number(span[at]))).collect();
        Arc::new(numbers)
    };
    let lengths = answers
        .iter()
        .map(|answer| answer.map_or(0, |answer| answer.unsupported.len()));
    lists(vec![("start", end(0)), ("end", end(1))], lengths)
}

/// A column of lists of structs, of so many in each row.
fn lists(
    columns: Vec<(&str, ArrayRef)>,
    lengths: impl Iterator<Item = usize>,
) -> PyResult<ArrayRef> {
    let fields: Fields = columns
        .iter()
        .map(|(name, column)| Field::new(*name, column.data_type().clone(), true))
        .collect();
    let columns = columns.into_iter().map(|(_, column)| column).collect();
    let fail = |error: arrow_schema::ArrowError| input(error.to_string());
    let structs = StructArray::try_new(fields.clone(), columns, None).map_err(fail)?;
    let item = Arc::new(Field::new("item", DataType::Struct(fields), true));
    let offsets = OffsetBuffer::from_lengths(lengths);
    ListArray::try_new(item, offsets, Arc::new(structs), None)
        .map(|lists| Arc::new(lists) as ArrayRef)
        .map_err(fail)
}

fn texts<'a>(texts: impl Iterator<Item = Option<&'a str>> + Clone) -> PyResult<ArrayRef> {
    let size: usize = texts.clone().flatten().map(str::len).sum();
    if size > COLUMN_BYTES {
        return Err(input(
            "what comes of this batch has more than 2 GiB: give it in smaller batches",
        ));
    }
    Ok(Arc::new(texts.collect::<StringArray>()))
}

/// An index or an offset as Arrow's readers like it. None comes near the end of it: a row has 64 MiB.
fn number(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
