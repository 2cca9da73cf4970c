//! Where in a document the words of a name stand together.

use super::forms;
use super::read::{Name, is_capital_word};
use crate::text::{Span, Token, TokenKind, normal_form};
use crate::verify::checks::context::Context;

/// Occurrences of each word that are looked at: a name that stands oftener is what the page is about.
const OCCURRENCES: usize = 48;

/// How far apart two neighbouring words of a name may stand: a middle name, "and his wife".
const GAP: usize = 4;

/// A hit this good is the same word or a synonym, not a word like it.
const SAME: f64 = 0.7;

/// Words of a name that stand together in a passage.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub passage: usize,
    /// For each word of the name, its token in the passage.
    pub tokens: Vec<Option<usize>>,
    /// Tokens of the passage that stand in the places of missing words: "Lindner" beside "Emilee",
    /// where the name is "Emilee Jones".
    pub others: Vec<usize>,
}

impl Place {
    pub fn count(&self) -> usize {
        self.tokens.iter().flatten().count()
    }

    pub fn is_whole(&self) -> bool {
        self.tokens.iter().all(Option::is_some)
    }

    pub fn has_first(&self) -> bool {
        self.tokens.first().is_some_and(Option::is_some)
    }

    pub fn has_last(&self) -> bool {
        self.tokens.last().is_some_and(Option::is_some)
    }

    /// First and one past the last token of the name and of what stands in its words' places.
    pub fn range(&self) -> (usize, usize) {
        let all = || self.tokens.iter().flatten().chain(&self.others).copied();
        (all().min().unwrap_or(0), all().max().unwrap_or(0) + 1)
    }

    pub fn span(&self, context: &Context<'_>) -> Span {
        let (from, to) = self.range();
        context.source_span(self.passage, from, to)
    }
}

/// An occurrence of a word of the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Spot {
    passage: usize,
    token: usize,
    /// Index of the word in the name.
    word: usize,
}

/// Every place where words of the name stand together, in the order of the document.
pub(super) fn places(context: &Context<'_>, name: &Name) -> Vec<Place> {
    let spots = spots(context, name);
    let mut found = Vec::new();
    let mut from = 0;
    for at in 1..=spots.len() {
        let ends = spots.get(at).is_none_or(|spot| {
            let before = spots[at - 1];
            spot.passage != before.passage || spot.token - before.token > GAP
        });
        if ends {
            found.extend(read_cluster(context, name, &spots[from..at]));
            from = at;
        }
    }
    found
}

fn spots(context: &Context<'_>, name: &Name) -> Vec<Spot> {
    let document = context.document;
    let mut spots = Vec::new();
    for (index, word) in name.words.iter().enumerate() {
        spots.extend(
            document
                .occurrences(word.stem)
                .take(OCCURRENCES)
                .map(|token| Spot {
                    passage: document.passage_of(token),
                    token: document.within(token),
                    word: index,
                }),
        );
        // Other forms of the word, as far as matching found them.
        let terms = &context.query.terms[..context.matches.hits.len()];
        let Some(term) = terms.iter().position(|term| term.token == word.token) else {
            continue;
        };
        for ranked in &context.matches.ranked {
            let Some(hit) = ranked.hits[term] else {
                continue;
            };
            let token = document.tokens(ranked.passage)[hit.token];
            let other = normal_form(token.span.of(document.text(ranked.passage)));
            let last = index + 1 == name.words.len();
            let is_form = hit.strength >= SAME
                || forms::are_forms(&word.form, &other)
                || !last && forms::are_given_forms(&word.form, &other);
            if (token.stem == word.stem || is_capital_word(&token) && is_form) {
                spots.push(Spot {
                    passage: ranked.passage,
                    token: hit.token,
                    word: index,
                });
            }
        }
    }
    spots.sort_unstable();
    spots.dedup();
    spots
}

/// The places in a run of spots that stand near one another: one for each occurrence of the name's
/// words in order, and the whole run where they all stand there in any order.
fn read_cluster(context: &Context<'_>, name: &Name, spots: &[Spot]) -> Vec<Place> {
    let Some(first) = spots.first() else {
        return Vec::new();
    };
    let size = name.words.len();
    let empty = || Place {
        passage: first.passage,
        tokens: vec![None; size],
        others: Vec::new(),
    };
    let mut found: Vec<Place> = Vec::new();
    let mut current = empty();
    let mut last: Option<Spot> = None;
    for spot in spots {
        let goes_on = last.is_none_or(|last| spot.word > last.word && spot.token > last.token);
        if !goes_on {
            found.push(std::mem::replace(&mut current, empty()));
        }
        current.tokens[spot.word] = Some(spot.token);
        last = Some(*spot);
    }
    found.push(current);
    let any_order = (0..size).map(|word| spots.iter().find(|spot| spot.word == word));
    let tokens: Vec<Option<usize>> = any_order.map(|spot| spot.map(|spot| spot.token)).collect();
    let distinct = {
        let mut all: Vec<usize> = tokens.iter().flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        all.len()
    };
    if distinct == size && !found.iter().any(Place::is_whole) {
        found.push(Place { tokens, ..empty() });
    }
    for place in &mut found {
        place.others = others(context, place);
    }
    found
}

/// The capitalised words that stand where words of the name are missing.
fn others(context: &Context<'_>, place: &Place) -> Vec<usize> {
    let tokens = context.document.tokens(place.passage);
    let text = context.document.text(place.passage);
    let mut found = Vec::new();
    let here: Vec<usize> = place.tokens.iter().flatten().copied().collect();
    let (Some(first), Some(last)) = (here.first(), here.last()) else {
        return found;
    };
    let neighbours = Neighbours { tokens, text };
    for (word, _) in place.tokens.iter().enumerate().filter(|(_, token)| token.is_none()) {
        let before = place.tokens[..word].iter().rev().flatten().next();
        let after = place.tokens[word + 1..].iter().flatten().next();
        match (before, after) {
            (Some(before), Some(after)) => found.extend(
                (before + 1..*after).filter(|at| neighbours.is_name(*at) && !here.contains(at)),
            ),
            (None, Some(_)) => found.extend(neighbours.before(*first)),
            (Some(_), None) => found.extend(neighbours.after(*last)),
            (None, None) => {}
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The words around a name in a passage.
struct Neighbours<'d> {
    tokens: &'d [Token],
    text: &'d str,
}

impl Neighbours<'_> {
    /// Whether the token is a word that makes a name: capital, no title, no initial.
    fn is_name(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        is_capital_word(token)
            && !token.is_stop()
            && !forms::is_title(token.form)
            && !forms::is_after(token.form)
            && token.span.len() > 1
    }

    fn is_joint(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        forms::is_inside(token.form) && !is_capital_word(token)
            || matches!(token.span.of(self.text), "-" | "–") && token.is_glued()
    }

    /// The word of the same name right before token `at`. A capital that begins a sentence may be an
    /// ordinary word's.
    fn before(&self, at: usize) -> Option<usize> {
        let joint = at.checked_sub(1).filter(|joint| self.is_joint(*joint));
        let at = joint.unwrap_or(at).checked_sub(1)?;
        let is_number = self.tokens[at].kind == TokenKind::Number && joint.is_none();
        if is_number {
            return None;
        }
        let title = joint.is_some() && forms::is_title(self.tokens[at].form);
        if !(self.is_name(at) || title) {
            return None;
        }
        let begins = at == 0
            || matches!(
                self.tokens[at - 1].span.of(self.text),
                "." | "!" | "?" | ":" | "“" | "\"" | "#" | "—" | "–" | "|"
            );
        let joined = joint.is_some_and(|joint| !self.tokens[joint].is_text());
        (!begins || joined).then_some(at)
    }

    /// The word of the same name right after token `at`, or the number of its model: "4" in "GPT-4".
    fn after(&self, at: usize) -> Option<usize> {
        let joint = self.tokens.get(at + 1).is_some_and(|_| self.is_joint(at + 1));
        let at = at + 1 + usize::from(joint);
        let token = self.tokens.get(at)?;
        let numbered = token.kind == TokenKind::Number && token.is_glued() && joint;
        (self.is_name(at) || numbered).then_some(at)
    }
}
