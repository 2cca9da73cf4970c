//! The passage that says what the claim says word for word, but perhaps for its values: each of them has its counterpart
//! in its own place there, whatever stands elsewhere.

use crate::matching::{Matches, Prepared, Query};
use crate::text::{Agreement, Token, Value, compare};

/// A passage with the claim's words.
#[derive(Clone, Debug)]
pub(crate) struct Twin {
    /// Its index in the document.
    pub passage: usize,
    /// Whether its values too are written as the claim's.
    pub is_verbatim: bool,
    /// The first tokens of each word and value of the claim, and of its counterpart.
    places: Vec<(usize, usize)>,
    /// How many of the claim's values are the same there.
    equal: usize,
}

impl Twin {
    /// The candidate that has all words of the claim and no other; of several, one with its values.
    pub fn find(query: &Query, document: &Prepared, matches: &Matches) -> Option<Self> {
        let ranked = matches.ranked.iter();
        let twins = ranked.filter_map(|ranked| Self::new(query, document, ranked.passage));
        let rank = |twin: &Self| (twin.equal, twin.is_verbatim);
        twins.reduce(|best, next| {
            if rank(&next) > rank(&best) {
                next
            } else {
                best
            }
        })
    }

    fn new(query: &Query, document: &Prepared, passage: usize) -> Option<Self> {
        let mut claim = Units::new(&query.tokens, &query.values);
        let mut source = Units::new(document.tokens(passage), document.values(passage));
        let mut twin = Self {
            passage,
            is_verbatim: true,
            places: Vec::new(),
            equal: 0,
        };
        loop {
            let (one, other) = match (claim.next(), source.next()) {
                (None, None) => break,
                (Some(one), Some(other)) => (one, other),
                _ => return None,
            };
            let is_same_text = one.forms().eq(other.forms());
            match (one.value, other.value) {
                (Some(one), Some(other)) => match compare(one, other) {
                    Agreement::Unlike if !is_same_text => return None,
                    Agreement::Same => twin.equal += 1,
                    _ => {}
                },
                _ if is_same_text => {}
                _ => return None,
            }
            twin.is_verbatim &= is_same_text;
            twin.places.push((one.first, other.first));
        }
        // A value alone says nothing of what it is.
        (twin.places.len() > query.values.len()).then_some(twin)
    }

    /// The token of the passage in the place of the claim's token `first`, which begins a word or a value.
    pub fn counterpart(&self, first: usize) -> Option<usize> {
        let index = self
            .places
            .binary_search_by_key(&first, |(claim, _)| *claim);
        index.ok().map(|index| self.places[index].1)
    }
}

/// A word, or all words of a value.
struct Unit<'a> {
    /// Its first token in the text.
    first: usize,
    tokens: &'a [Token],
    value: Option<&'a Value>,
}

impl<'a> Unit<'a> {
    fn forms(&self) -> impl Iterator<Item = u64> + 'a {
        let words = self.tokens.iter().filter(|token| token.is_text());
        words.map(|token| token.form)
    }
}

/// The words and values of a text, in order, without its marks.
struct Units<'a> {
    tokens: &'a [Token],
    values: &'a [Value],
    at: usize,
}

impl<'a> Units<'a> {
    const fn new(tokens: &'a [Token], values: &'a [Value]) -> Self {
        Self {
            tokens,
            values,
            at: 0,
        }
    }
}

impl<'a> Iterator for Units<'a> {
    type Item = Unit<'a>;

    fn next(&mut self) -> Option<Unit<'a>> {
        loop {
            let first = self.at;
            let token = self.tokens.get(first)?;
            while self.values.first().is_some_and(|value| value.first < first) {
                self.values = &self.values[1..];
            }
            let value = self.values.first().filter(|value| value.first == first);
            let end = value.map_or(first + 1, |value| value.end.max(first + 1));
            self.at = end;
            if value.is_some() || token.is_text() {
                return Some(Unit {
                    first,
                    tokens: &self.tokens[first..end],
                    value,
                });
            }
        }
    }
}
