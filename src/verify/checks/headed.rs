//! What a row of a table is about beside what it says itself: what the page's title, its first line, the headings and the line
//! above the rows name.

use super::context::Context;
use crate::text::{Token, tokens};

/// Rows above one among which the line that heads them all is looked for.
const ABOVE: usize = 60;

/// Tokens of a page's first passage, of its title, and of a line above rows that may name what they are about.
const LINE: usize = 24;

/// How well what heads the row at one passage bears out each of the claim's terms, 0..1.
pub(crate) type Headed = Vec<f64>;

/// Passages that head the row at `passage`: the page's first, unless it is one too, and the closest line above that is none.
pub(crate) fn heads(context: &Context<'_>, passage: usize) -> impl Iterator<Item = usize> {
    let document = context.document;
    let has_words = |at: &usize| !document.tokens(*at).is_empty();
    let first = (0..passage)
        .find(has_words)
        .filter(|at| !context.is_row(*at));
    let mut above = (passage.saturating_sub(ABOVE)..passage).rev();
    let line = above.find(|at| has_words(at) && !context.is_row(*at));
    let line = line.filter(|at| document.tokens(*at).len() <= LINE && Some(*at) != first);
    first.into_iter().chain(line)
}

/// How well what heads the row at `passage` bears out each term; none where there is no row.
pub(super) fn headed(context: &Context<'_>, passage: usize) -> Option<Headed> {
    if !context.is_row(passage) {
        return None;
    }
    let document = context.document;
    let lang = document.lang();
    let named = &document.document().passages[passage];
    let told = document
        .document()
        .title
        .iter()
        .chain(named.headings.iter());
    let told: Vec<Token> = told
        .flat_map(|text| tokens(text, lang).into_iter().take(LINE))
        .collect();
    let lines = heads(context, passage).flat_map(|at| document.tokens(at).iter().take(LINE));
    let all: Vec<&Token> = lines.chain(&told).collect();
    let terms = context.query.terms.iter().map(|term| {
        let strengths = all.iter().filter_map(|token| term.borne_out_by(token.stem));
        strengths.fold(0.0, f64::max)
    });
    Some(terms.collect())
}
