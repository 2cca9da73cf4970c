//! The columns of a batch, as they lie in memory.
//!
//! Texts come as bytes: what another program wrote into a table is no UTF-8 until it was looked at, and one bad row
//! shall cost that row alone.

use std::borrow::Cow;
use std::ops::Range;

use arrow_array::cast::AsArray as _;
use arrow_array::{
    Array, ArrayRef, BinaryArray, BinaryViewArray, LargeBinaryArray, LargeListArray, ListArray,
    RecordBatch,
};
use arrow_schema::DataType;
use pyo3::PyResult;

use crate::errors::input;

/// Bytes of the longest row, as of the longest line of `stream`.
const ROW_BYTES: usize = 64 << 20;

/// What a row holds its claim against.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Given<'a> {
    Passages(Vec<&'a str>),
    Text(&'a str),
    Html(&'a str),
}

impl Given<'_> {
    /// Bytes of text.
    fn len(&self) -> usize {
        match self {
            Self::Passages(passages) => passages.iter().map(|passage| passage.len()).sum(),
            Self::Text(text) | Self::Html(text) => text.len(),
        }
    }
}

/// Why a row can't be answered.
pub type Refused = Cow<'static, str>;

/// The columns that are read.
pub struct Columns {
    rows: usize,
    claim: Texts,
    source: Option<Texts>,
    html: Option<Texts>,
    passages: Option<Lists>,
}

impl Columns {
    /// Those of `batch`. Copies no text.
    pub fn of(batch: &RecordBatch) -> PyResult<Self> {
        let texts = |name| {
            let column = batch.column_by_name(name);
            column.map(|column| Texts::of(name, column)).transpose()
        };
        let passages = batch.column_by_name("passages");
        Ok(Self {
            rows: batch.num_rows(),
            claim: texts("claim")?.ok_or_else(|| input("the table has no column \"claim\""))?,
            source: texts("source")?,
            html: texts("html")?,
            passages: passages.map(Lists::of).transpose()?,
        })
    }

    /// How many rows there are.
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// The claim of a row, and what it is held against.
    pub fn get(&self, row: usize) -> Result<(&str, Given<'_>), Refused> {
        let claim = utf8("claim", self.claim.get(row).unwrap_or_default())?;
        if claim.trim().is_empty() {
            return Err("\"claim\" is empty".into());
        }
        let passages = self.passages.as_ref().and_then(|lists| lists.get(row));
        let source = self.source.as_ref().and_then(|texts| texts.get(row));
        let html = self.html.as_ref().and_then(|texts| texts.get(row));
        let given = match (passages, source, html) {
            (Some((texts, range)), None, None) => Given::Passages(passages_of(texts, range)?),
            (None, Some(text), None) => Given::Text(utf8("source", text)?),
            (None, None, Some(html)) => Given::Html(utf8("html", html)?),
            _ => return Err("give one of \"passages\", \"source\" and \"html\"".into()),
        };
        if claim.len() + given.len() > ROW_BYTES {
            return Err(format!("the row has more than {ROW_BYTES} bytes").into());
        }
        Ok((claim, given))
    }
}

fn passages_of(texts: &Texts, range: Range<usize>) -> Result<Vec<&str>, Refused> {
    range
        .map(|at| {
            let text = texts.get(at).ok_or("\"passages\" has a null")?;
            utf8("passages", text)
        })
        .collect()
}

fn utf8<'a>(column: &str, bytes: &'a [u8]) -> Result<&'a str, Refused> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        format!("\"{column}\" is not UTF-8 from byte {at} on").into()
    })
}

/// A column of texts, as bytes.
enum Texts {
    Small(BinaryArray),
    Large(LargeBinaryArray),
    View(BinaryViewArray),
}

impl Texts {
    fn of(name: &str, column: &ArrayRef) -> PyResult<Self> {
        match column.data_type() {
            DataType::Binary => Ok(Self::Small(column.as_binary().clone())),
            DataType::LargeBinary => Ok(Self::Large(column.as_binary().clone())),
            DataType::BinaryView => Ok(Self::View(column.as_binary_view().clone())),
            other => Err(input(format!(
                "the column {name:?} has the type {other}; give strings"
            ))),
        }
    }

    /// None for a null.
    fn get(&self, row: usize) -> Option<&[u8]> {
        match self {
            Self::Small(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::Large(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::View(texts) => texts.is_valid(row).then(|| texts.value(row)),
        }
    }
}

/// A column of lists of texts.
struct Lists {
    lists: Offsets,
    texts: Texts,
}

enum Offsets {
    Small(ListArray),
    Large(LargeListArray),
}

impl Lists {
    fn of(column: &ArrayRef) -> PyResult<Self> {
        let (lists, texts) = match column.data_type() {
            DataType::List(_) => {
                let lists = column.as_list::<i32>();
                (Offsets::Small(lists.clone()), lists.values())
            }
            DataType::LargeList(_) => {
                let lists = column.as_list::<i64>();
                (Offsets::Large(lists.clone()), lists.values())
            }
            other => {
                let message =
                    format!("the column \"passages\" has the type {other}; give lists of strings");
                return Err(input(message));
            }
        };
        let texts = Texts::of("passages", texts)?;
        Ok(Self { lists, texts })
    }

    /// The texts of all rows, and which of them are this row's; none for a null.
    fn get(&self, row: usize) -> Option<(&Texts, Range<usize>)> {
        let range = match &self.lists {
            Offsets::Small(lists) => lists.is_valid(row).then(|| {
                let offsets = lists.value_offsets();
                // Never negative, as was looked at when the batch came in.
                offsets[row].unsigned_abs() as usize..offsets[row + 1].unsigned_abs() as usize
            }),
            Offsets::Large(lists) => lists.is_valid(row).then(|| {
                let offsets = lists.value_offsets();
                let at = |offset: i64| usize::try_from(offset).unwrap_or_default();
                at(offsets[row])..at(offsets[row + 1])
            }),
        };
        Some((&self.texts, range?))
    }
}
