//! What comes of the rows of a batch.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use citecheck::pairs::{Answer, Page, answer};
use citecheck::verify::Judge;
use rayon::prelude::*;

use super::columns::{Columns, Given, Refused};

/// What comes of one row.
pub type Row = Result<Answer, Refused>;

/// The outcome of each row, in order. A page that several rows have is read once, and let go after the last of them.
/// All threads of the pool that this runs in have a part in it.
pub fn answers(columns: &Columns, judge: &Judge) -> Vec<Row> {
    let mut rows: Vec<Option<Row>> = vec![None; columns.rows()];
    let mut pages: HashMap<Given<'_>, Vec<(usize, &str)>> = HashMap::new();
    for (row, outcome) in rows.iter_mut().enumerate() {
        match columns.get(row) {
            Ok((claim, given)) => pages.entry(given).or_default().push((row, claim)),
            Err(refused) => *outcome = Some(Err(refused)),
        }
    }
    // From the first row on, so that memory is let go as it was asked for.
    let mut pages: Vec<_> = pages.into_iter().collect();
    pages.sort_unstable_by_key(|(_, claims)| claims[0].0);
    let answered: Vec<(usize, Row)> = pages
        .into_par_iter()
        .flat_map_iter(|(given, claims)| of_page(&given, &claims, judge))
        .collect();
    for (row, outcome) in answered {
        rows[row] = Some(outcome);
    }
    let none = || Err(Refused::from("not answered"));
    rows.into_iter()
        .map(|row| row.unwrap_or_else(none))
        .collect()
}

/// The outcomes of the claims, with their rows, that are held against one page.
fn of_page(given: &Given<'_>, claims: &[(usize, &str)], judge: &Judge) -> Vec<(usize, Row)> {
    let page = guarded(|| read(given));
    claims
        .par_iter()
        .map(|(row, claim)| {
            let outcome = match &page {
                Ok(page) => guarded(|| answer(claim, page, judge)),
                Err(why) => Err(why.clone()),
            };
            (*row, outcome)
        })
        .collect()
}

fn read(given: &Given<'_>) -> Page {
    match given {
        Given::Passages(passages) => {
            Page::of_passages(passages.iter().map(|text| (*text).to_owned()))
        }
        Given::Text(text) => Page::of_text(text),
        Given::Html(html) => Page::of_html(html),
    }
}

/// A panic is a fault of ours. It costs the row that brought it about, not a job of a million others.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Refused> {
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|_| "a fault of citecheck: please report this row".into())
}
