//! What the checks look at: a claim aligned with a document.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::headed::{Headed, headed};
use super::row::{Row, is_sentence};
use super::twin::Twin;
use crate::matching::{Matches, Prepared, Query};
use crate::text::Span;
use crate::verify::outcome::{Check, Found, Kind, Status};

/// How many of the claim's words on either side of a value tell its role.
const NEIGHBOURS: usize = 4;

/// A claim aligned with one document.
pub(crate) struct Context<'a> {
    pub query: &'a Query,
    pub document: &'a Prepared,
    pub matches: &'a Matches,
    /// The passage that has the claim's words, if one has.
    pub twin: Option<Twin>,
    /// The passages that were read as rows, each once.
    rows: RefCell<FxHashMap<usize, Option<Rc<Row>>>>,
    /// What heads each ranked passage that is a row.
    headed: OnceCell<Vec<Option<Headed>>>,
}

impl<'a> Context<'a> {
    /// Takes a claim, a document and what [`Matches::find`] finds of the one in the other.
    pub fn new(query: &'a Query, document: &'a Prepared, matches: &'a Matches) -> Self {
        Self {
            query,
            document,
            matches,
            twin: Twin::find(query, document, matches),
            rows: RefCell::default(),
            headed: OnceCell::new(),
        }
    }

    /// Passage `passage` as a row of a table, if it is one.
    pub fn row(&self, passage: usize) -> Option<Rc<Row>> {
        let read = || {
            let document = self.document;
            let (tokens, text) = (document.tokens(passage), document.text(passage));
            Row::read(tokens, text, document.values(passage)).map(Rc::new)
        };
        self.rows
            .borrow_mut()
            .entry(passage)
            .or_insert_with(read)
            .clone()
    }

    /// Whether passage `passage` is a row, and no sentence with marks like one.
    pub fn is_row(&self, passage: usize) -> bool {
        !is_sentence(self.document.text(passage)) && self.row(passage).is_some()
    }

    /// How well what heads ranked passage `ranked` bears out term `term`, 0..1: 0 for what is no row.
    pub fn headed(&self, ranked: usize, term: usize) -> f64 {
        self.all_headed()[ranked]
            .as_ref()
            .map_or(0.0, |terms| terms[term])
    }

    fn all_headed(&self) -> &[Option<Headed>] {
        self.headed.get_or_init(|| {
            let ranked = self.matches.ranked.iter();
            ranked.map(|ranked| headed(self, ranked.passage)).collect()
        })
    }

    /// How much of the claim, without its tokens `first..end`, each ranked passage bears out, by what
    /// its words tell. 0..1.
    pub fn subjects(&self, first: usize, end: usize) -> Vec<f64> {
        self.borne_out(first, end, false, add_each)
    }

    /// As [`Self::subjects`], a row with what heads it: what tells whose its values are, and not one row from another.
    pub fn subjects_headed(&self, first: usize, end: usize) -> Vec<f64> {
        self.borne_out(first, end, true, add_each)
    }

    /// As [`Self::subjects`], by each ranked passage together with those within `reach` of it.
    pub fn subjects_around(&self, first: usize, end: usize, reach: usize) -> Vec<f64> {
        let ranked = &self.matches.ranked;
        self.borne_out(first, end, true, |shared, strengths, telling| {
            for (shared, here) in shared.iter_mut().zip(ranked) {
                let near = ranked.iter().zip(strengths);
                let near = near.filter(|(other, _)| other.passage.abs_diff(here.passage) <= reach);
                *shared += telling * near.map(|(_, strength)| *strength).fold(0.0, f64::max);
            }
        })
    }

    /// The sums that `add` makes for the ranked passages of each term outside of claim tokens `first..end`, by how well each
    /// passage bears it out, a row with what heads it where `is_headed`, and by what it tells, as shares of all that they tell.
    fn borne_out(
        &self,
        first: usize,
        end: usize,
        is_headed: bool,
        add: impl Fn(&mut [f64], &[f64], f64),
    ) -> Vec<f64> {
        let mut all = 0.0;
        let mut shared = vec![0.0_f64; self.matches.ranked.len()];
        let has_rows = is_headed && self.all_headed().iter().any(Option::is_some);
        let mut with_heads = Vec::new();
        let terms = self.query.terms.iter().zip(&self.matches.telling);
        for (index, (term, telling)) in terms.enumerate() {
            if !(first..end).contains(&term.token) {
                all += telling;
                let mut strengths = self.matches.table.strengths(index);
                if has_rows {
                    with_heads.clear();
                    let each = strengths.iter().enumerate();
                    with_heads.extend(each.map(|(at, own)| own.max(self.headed(at, index))));
                    strengths = &with_heads;
                }
                add(&mut shared, strengths, *telling);
            }
        }
        if all > 0.0 {
            for shared in &mut shared {
                *shared /= all;
            }
        }
        shared
    }

    /// The terms around claim tokens `first..end` that are no part of them, with their weight for
    /// telling a role.
    pub fn neighbours(&self, first: usize, end: usize) -> impl Iterator<Item = (usize, f64)> {
        let terms = &self.query.terms;
        let before = terms.iter().take_while(|term| term.token < first).count();
        let after = terms.iter().take_while(|term| term.token < end).count();
        let left = (before.saturating_sub(NEIGHBOURS)..before)
            .rev()
            .enumerate();
        let right = (after..(after + NEIGHBOURS).min(terms.len())).enumerate();
        left.chain(right).map(|(distance, term)| {
            (
                term,
                self.matches.telling[term] / (1.0 + 0.5 * distance as f64),
            )
        })
    }

    /// The words of claim tokens `first..end`.
    pub fn in_claim(&self, first: usize, end: usize) -> Found {
        let span = self.query.tokens[first]
            .span
            .join(self.query.tokens[end - 1].span);
        Found {
            text: span.of(&self.query.text).to_owned(),
            span,
        }
    }

    /// The words at `span` of passage `passage`.
    pub fn in_source(&self, passage: usize, span: Span) -> Found {
        Found {
            text: span.of(self.document.text(passage)).to_owned(),
            span,
        }
    }

    /// The span of tokens `from..to` of passage `passage`.
    pub fn source_span(&self, passage: usize, from: usize, to: usize) -> Span {
        let tokens = self.document.tokens(passage);
        tokens[from].span.join(tokens[to - 1].span)
    }
}

/// Adds to the sums of passages what a term that tells so much is borne out by each.
fn add_each(shared: &mut [f64], strengths: &[f64], telling: f64) {
    for (shared, strength) in shared.iter_mut().zip(strengths) {
        *shared += telling * strength;
    }
}

/// A check with its note.
pub(crate) fn check(
    kind: Kind,
    status: Status,
    claim: Found,
    source: Option<(usize, Found)>,
) -> Check {
    let note = match (status, &source) {
        (Status::Match, Some((_, source))) if source.text == claim.text => {
            format!("both say {}", claim.text)
        }
        (Status::Match, Some((_, source))) => format!(
            "claim says {}, source says {}: the same",
            claim.text, source.text
        ),
        (Status::Mismatch, Some((_, source))) => {
            format!("claim says {}, source says {}", claim.text, source.text)
        }
        (_, Some((_, source))) => format!(
            "claim says {}, source says only {}",
            claim.text, source.text
        ),
        (_, None) => format!("claim says {}, source does not", claim.text),
    };
    Check {
        kind,
        status,
        claim,
        at: source.as_ref().map(|(passage, _)| (0, *passage)),
        source: source.map(|(_, found)| found),
        closeness: 0.0,
        steps: None,
        note,
        rival: None,
        is_partial: false,
        refuses: false,
    }
}
