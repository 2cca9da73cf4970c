//! Names at the two ends of a way: "from Porto to Tallinn" is not "from Tallinn to Porto".

use crate::text::{Lang, Token, end_words};
use crate::verify::checks::context::Context;
use crate::verify::checks::name::read::Name;
use crate::verify::outcome::Found;

/// Share of the rest of the claim that a passage must bear out for a way in it to be the claim's.
const SAME_SUBJECT: f64 = 0.4;

/// Tokens between the two names: "from Porto in the west to Tallinn".
const BETWEEN: usize = 6;

/// Where the source has the way of two of the claim's names the other way round, and nowhere as the claim: the way in the
/// claim, and the passage with it.
pub(super) fn reversed(context: &Context<'_>, names: &[Name]) -> Option<(Found, (usize, Found))> {
    let query = context.query;
    if query.lang == Lang::Other {
        return None;
    }
    names.windows(2).find_map(|pair| {
        let (from, to) = (&pair[0], &pair[1]);
        let way = way(&query.tokens, &query.text, query.lang, from, to)?;
        let subjects = context.subjects(way.0, way.1);
        let mut found = None;
        for (ranked, subject) in context.matches.ranked.iter().zip(subjects) {
            let (tokens, text) = (
                context.document.tokens(ranked.passage),
                context.document.text(ranked.passage),
            );
            let told = |from: &Name, to: &Name| self::way(tokens, text, query.lang, from, to);
            if told(from, to).is_some() {
                return None;
            }
            if found.is_none() && subject >= SAME_SUBJECT {
                found = told(to, from).map(|(first, end)| (ranked.passage, first, end));
            }
        }
        let (passage, first, end) = found?;
        let span = context.source_span(passage, first, end);
        Some((
            context.in_claim(way.0, way.1),
            (passage, context.in_source(passage, span)),
        ))
    })
}

/// The tokens of "from … to …" with the two names, in this order.
fn way(tokens: &[Token], text: &str, lang: Lang, from: &Name, to: &Name) -> Option<(usize, usize)> {
    let (from_words, to_words) = end_words(lang);
    let word = |at: usize| tokens[at].span.of(text).to_lowercase();
    (0..tokens.len()).find_map(|first| {
        if !from_words.contains(&&*word(first)) {
            return None;
        }
        let after = name_at(tokens, first + 1, from)?;
        let last = tokens.len().min(after + BETWEEN);
        let to_at = (after..last).find(|at| to_words.contains(&&*word(*at)))?;
        Some((first, name_at(tokens, to_at + 1, to)?))
    })
}

/// The end of the name where it begins at token `at`, or after a small word there.
fn name_at(tokens: &[Token], at: usize, name: &Name) -> Option<usize> {
    let at = at + usize::from(tokens.get(at)?.is_stop());
    let mut end = at;
    for word in &name.words {
        let here = end + usize::from(tokens.get(end)?.is_stop());
        if tokens.get(here)?.stem != word.stem {
            return None;
        }
        end = here + 1;
    }
    (end > at).then_some(end)
}
