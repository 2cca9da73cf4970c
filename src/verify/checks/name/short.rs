//! Acronyms: "AWS" and "Amazon Web Services" are one name.

use super::acronym::{LETTERS, LOOKED_AT};
use super::forms;
use super::place::Place;
use super::read::{Name, Word, is_capital_word};
use crate::text::{Lang, Span, Token, TokenKind, key};
use crate::verify::checks::context::Context;
use crate::verify::checks::held::is_role;

/// Letters of an acronym that small words do not begin with by chance.
const CERTAIN: usize = 3;

/// Where the page has the acronym of the name, or the name that this acronym stands for.
pub(super) fn places(context: &Context<'_>, name: &Name) -> Vec<Place> {
    match &name.words[..] {
        [word] if context.query.tokens[word.token].is_upper() => written_out(context, &word.form),
        [_] | [] => Vec::new(),
        words => {
            let (query, last) = (context.query, words.len());
            let text = |word: &Word| query.tokens[word.token].span.of(&query.text);
            let first: String = words
                .iter()
                .filter_map(|word| initials(text(word)).next())
                .collect();
            let all: String = words.iter().flat_map(|word| initials(text(word))).collect();
            let mut found = shortened(context, &first, last);
            if all != first {
                found.extend(shortened(context, &all, last));
            }
            found
        }
    }
}

/// The acronym `letters` wherever it stands for a name of `words` words.
fn shortened(context: &Context<'_>, letters: &str, words: usize) -> Vec<Place> {
    let document = context.document;
    if !LETTERS.contains(&letters.chars().count()) {
        return Vec::new();
    }
    let found = document.occurrences(key(letters)).take(LOOKED_AT);
    found
        .filter(|token| document.token(*token).is_upper())
        .map(|token| Place {
            passage: document.passage_of(token),
            tokens: vec![Some(document.within(token)); words],
            others: Vec::new(),
            share: 1.0,
            is_capital: true,
        })
        .collect()
}

/// Runs of words with capitals in the candidates whose first letters are those of `acronym`.
fn written_out(context: &Context<'_>, acronym: &str) -> Vec<Place> {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphabetic()).collect();
    if !LETTERS.contains(&letters.len()) {
        return Vec::new();
    }
    let phrases = forms::written_out(key(acronym));
    let lang = context.document.lang();
    let is_romance = matches!(
        lang,
        Lang::French | Lang::Spanish | Lang::Italian | Lang::Portuguese
    );
    let small = is_romance && letters.len() >= CERTAIN;
    let mut found = Vec::new();
    for ranked in &context.matches.ranked {
        let text = context.document.text(ranked.passage);
        let tokens = context.document.tokens(ranked.passage);
        let tokens = &tokens[..tokens.len().min(LOOKED_AT)];
        for first in 0..tokens.len() {
            let known = phrases
                .iter()
                .find(|phrase| stands_at(phrase, tokens, first));
            let known = known.map(|phrase| first + phrase.len());
            if let Some(end) = known.or_else(|| spelt(&letters, tokens, (text, small), first)) {
                found.push(Place {
                    passage: ranked.passage,
                    tokens: vec![Some(first)],
                    others: (first + 1..end).collect(),
                    share: 1.0,
                    is_capital: true,
                });
            }
        }
    }
    found
}

/// Whether the words with these stems stand from token `first` on.
fn stands_at(phrase: &[u64], tokens: &[Token], first: usize) -> bool {
    let words = tokens.get(first..first + phrase.len());
    words.is_some_and(|words| {
        words
            .iter()
            .zip(phrase)
            .all(|(token, stem)| token.stem == *stem)
    })
}

/// One past the last of the words from token `first` on that begin with `letters`; small words that
/// join a name may stand between.
///
/// Where `small` says so, only the first of them has a capital letter: "Organisation mondiale de la santé".
fn spelt(
    letters: &[char],
    tokens: &[Token],
    (text, small): (&str, bool),
    first: usize,
) -> Option<usize> {
    let mut at = first;
    let mut left = letters;
    while let Some(letter) = left.first() {
        while at > first && tokens.get(at).is_some_and(is_joint) {
            at += 1;
        }
        let is_word =
            |token: &&Token| is_capital_word(token) || small && at > first && is_role(token);
        let token = tokens.get(at).filter(is_word)?;
        let initials: Vec<char> = initials(token.span.of(text)).collect();
        if initials.first() != Some(letter) || token.span.len() < 2 {
            return None;
        }
        left = left.strip_prefix(&initials[..]).unwrap_or(&left[1..]);
        at += 1;
    }
    (at - first > 1).then_some(at)
}

/// The first letter of a word and the capitals inside of it, small: h and t of "`HyperText`".
fn initials(word: &str) -> impl Iterator<Item = char> {
    let before = std::iter::once(None).chain(word.chars().map(Some));
    let is_initial = |before: Option<char>, letter: char| {
        before.is_none_or(|before| before.is_lowercase() && letter.is_uppercase())
    };
    word.chars()
        .zip(before)
        .filter(move |(letter, before)| is_initial(*before, *letter))
        .flat_map(|(letter, _)| letter.to_lowercase())
}

fn is_joint(token: &Token) -> bool {
    let small = token.kind == TokenKind::Word && !token.is_capital();
    small && (forms::is_inside(token.form) || token.is_stop())
}

/// Whether one of the claim's name and of the source's words is an acronym and the other is none: which of them stands
/// for which, the letters alone do not tell. Letters that begin some of as many words, and not the others, do: "WTO" is not
/// the World Health Organization.
pub(super) fn may_be_short(
    context: &Context<'_>,
    name: &Name,
    (passage, span): (usize, Span),
) -> bool {
    let query = context.query;
    let source = context.document.tokens(passage).iter();
    let there = source.filter(|token| span.contains(token.span));
    let tells = |token: &&Token| token.is_content();
    let here: Vec<&Token> = query.tokens[name.first..name.end]
        .iter()
        .filter(tells)
        .collect();
    let there: Vec<&Token> = there.filter(tells).collect();
    let here = (&here[..], query.text.as_str());
    let there = (&there[..], context.document.text(passage));
    let is_acronym = |tokens: &[&Token]| matches!(tokens, [word] if word.is_upper());
    let (short, long) = match (is_acronym(here.0), is_acronym(there.0)) {
        (true, false) => (here, there),
        (false, true) => (there, here),
        _ => return false,
    };
    let letters = short.0[0].span.of(short.1).chars();
    let begins = |(letter, word): (char, &&Token)| {
        let first = word.span.of(long.1).chars().next();
        first.is_some_and(|first| first.to_lowercase().eq(letter.to_lowercase()))
    };
    let same = letters
        .clone()
        .zip(long.0)
        .filter(|pair| begins(*pair))
        .count();
    letters.count() != long.0.len() || same == 0 || same == long.0.len()
}
