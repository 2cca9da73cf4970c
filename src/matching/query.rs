//! A claim read for matching.

use super::words;
use crate::text::{self, Lang, Meaning, Span, Token, TokenKind, Value};

/// A claim read in the language of a document.
#[derive(Clone, Debug)]
pub struct Query {
    /// The claim's words.
    pub text: String,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Its words and numbers with content, in order.
    pub terms: Vec<Term>,
    /// Its typed values.
    pub values: Vec<Value>,
    /// Its language.
    pub lang: Lang,
    /// What is left of a claim that is too long to be read to its end.
    pub unread: Option<Span>,
}

/// A word or number of a claim that carries content.
#[derive(Clone, Debug)]
pub struct Term {
    /// Index of its token.
    pub token: usize,
    /// Its place in the claim.
    pub span: Span,
    /// Rarity of its stem in general, 0..1: what it tells about where to look.
    pub rarity: f64,
    /// What it counts for in what the claim says, 0..1: its rarity, and the same for all names and numbers.
    pub weight: f64,
    /// Whether it is a number or part of a typed value.
    pub in_value: bool,
    /// Whether it looks like part of a name: capital where a sentence does not begin.
    pub in_name: bool,
    /// Keys that bear it out, best first, with how well (0..1).
    pub(crate) keys: Vec<(u64, f64)>,
}

impl Term {
    /// Whether it is part of neither a name nor a value.
    pub const fn is_plain(&self) -> bool {
        !self.in_name && !self.in_value
    }

    /// How well a word with this stem bears it out, 0..1; none where it does not.
    pub(crate) fn borne_out_by(&self, stem: u64) -> Option<f64> {
        let mut keys = self.keys.iter();
        keys.find(|(key, _)| *key == stem)
            .map(|(_, strength)| *strength)
    }
}

/// Rarity of a word of a language without a table: that of a word which is neither common nor a name.
const UNKNOWN: f64 = 0.7;

/// What a number or a name counts for, whichever it is: each is one of many that could stand there, and were
/// the rare ones to count for more, another name of the page in its place would be borne out better.
const ONE_OF_MANY: f64 = 0.8;

/// How well a synonym bears a word out.
const SYNONYM: f64 = 0.75;

/// Words with content that a claim is read to: no statement has so many, and it bounds the time that a
/// hostile one takes.
pub(crate) const LONGEST: usize = 400;

/// Numbers, dates and amounts that a claim is read to, since each is compared with each of a passage.
pub(crate) const VALUES: usize = 64;

impl Query {
    /// Reads `text` in `lang`. Of a claim of over 400 words with content, or over 64 values, what comes
    /// before the next is read.
    pub fn new(text: &str, lang: Lang) -> Self {
        let mut tokens = text::tokens(text, lang);
        let contents = (0..tokens.len()).filter(|index| tokens[*index].is_content());
        let mut unread = contents.skip(LONGEST).min();
        let mut values = text::values(text, &tokens[..unread.unwrap_or(tokens.len())], lang);
        if let Some(value) = values.get(VALUES) {
            let first = value.lead.min(value.first);
            values = text::values(text, &tokens[..first], lang);
            unread = Some(first);
        }
        let unread = unread.map(|first| {
            let rest = tokens[first].span.join(tokens[tokens.len() - 1].span);
            tokens.truncate(first);
            rest
        });
        let mut in_value = vec![false; tokens.len()];
        for value in &values {
            in_value[value.first..value.end].fill(true);
        }
        let mut begins = true;
        let mut terms = Vec::with_capacity(tokens.len());
        for (index, token) in tokens.iter().enumerate() {
            if !token.is_text() {
                begins |= matches!(token.span.of(text), "." | "!" | "?" | ":" | "“");
                continue;
            }
            if token.is_content() {
                let in_name = token.is_capital()
                    && !(begins && !token.is_upper() && !followed_by_capital(&tokens, index));
                let rarity = rarity(token, lang);
                terms.push(Term {
                    token: index,
                    span: token.span,
                    rarity,
                    weight: if in_name { ONE_OF_MANY } else { rarity },
                    in_value: in_value[index] || token.kind == TokenKind::Number,
                    in_name,
                    keys: keys(token, &values, index, lang),
                });
            }
            begins = false;
        }
        Self {
            text: text.to_owned(),
            tokens,
            terms,
            values,
            lang,
            unread,
        }
    }
}

fn followed_by_capital(tokens: &[Token], index: usize) -> bool {
    tokens.get(index + 1).is_some_and(Token::is_capital)
}

fn rarity(token: &Token, lang: Lang) -> f64 {
    match token.kind {
        TokenKind::Number => ONE_OF_MANY,
        // The table is of English; how common another language's word is, it cannot tell.
        _ if lang != Lang::English => UNKNOWN,
        _ => words::rarity(token.stem).max(0.02),
    }
}

/// Keys that most words have no more of.
const KEYS: usize = 6;

fn keys(token: &Token, values: &[Value], index: usize, lang: Lang) -> Vec<(u64, f64)> {
    let mut keys = Vec::with_capacity(KEYS);
    keys.push((token.stem, 1.0));
    if lang == Lang::English && token.kind == TokenKind::Word {
        for stem in words::bearing_out(token.stem) {
            // Several groups may have it.
            if keys.iter().all(|(key, _)| *key != stem) {
                keys.push((stem, SYNONYM));
            }
        }
    }
    // A number of one token is borne out by its digits and by its word.
    if let Some(value) = values
        .iter()
        .find(|value| value.first <= index && index < value.end)
    {
        let number = match &value.meaning {
            Meaning::Number(number) if value.end - value.first == 1 => Some(number.value),
            Meaning::Ordinal(rank) => Some(*rank),
            _ => None,
        };
        if let Some(number) =
            number.filter(|number| number.fract() == 0.0 && (0.0..=100.0).contains(number))
        {
            keys.extend(text::number_keys(number, lang).map(|key| (key, 0.95)));
        }
    }
    keys.dedup_by_key(|(key, _)| *key);
    keys
}
