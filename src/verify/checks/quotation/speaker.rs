//! Who says a quotation, in the claim and in the source.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::super::context::{Context, check};
use crate::text::{Lang, Span, Token, TokenKind, normal_form, stem_key};
use crate::verify::outcome::{Check, Found, Kind, Status};

/// Verbs of saying, by language; our own list.
const VERBS: [(Lang, &str); 4] = [
    (
        Lang::English,
        "say tell add explain argue write state declare claim announce note remark reply respond \
         comment insist admit recall warn call describe joke tweet conclude stress observe",
    ),
    (
        Lang::German,
        "sagte sagt erklärte erklärt betonte meinte schrieb fügte ergänzte",
    ),
    (
        Lang::French,
        "dit déclare déclaré affirme affirmé explique expliqué ajoute ajouté écrit",
    ),
    (
        Lang::Spanish,
        "dijo dice declaró afirmó explicó añadió señaló escribió",
    ),
];

/// How far from a quotation its speaker may stand, in tokens.
const REACH: usize = 12;

/// How far from a verb of saying its subject may stand, in tokens.
const BESIDE: usize = 3;

/// Passages on either side of a quotation that may name its speaker.
const AROUND: usize = 2;

/// Words of a name that is told in full: "the CEO" may be whom the sentence before names.
const FULL: usize = 2;

/// A claim that gives to one person the words that the source gives to another.
pub(super) fn checks(
    context: &Context<'_>,
    quotation: Span,
    passage: usize,
    place: Span,
) -> Option<Check> {
    let query = context.query;
    let lang = query.lang;
    let claimed = speaker(&query.tokens, &query.text, quotation, lang)?;
    let words = |tokens: &[Token], range: &Range<usize>| -> Vec<u64> {
        let words = tokens[range.clone()].iter();
        words
            .filter(|token| token.is_text())
            .map(|token| token.form)
            .collect()
    };
    let wanted = words(&query.tokens, &claimed);
    let from = passage.saturating_sub(AROUND);
    let to = (passage + AROUND + 1).min(context.document.len());
    let names_claimed = |index: usize| {
        let tokens = context.document.tokens(index);
        tokens
            .iter()
            .any(|token| token.is_capital() && wanted.contains(&token.form))
    };
    let tokens = context.document.tokens(passage);
    let text = context.document.text(passage);
    let real = speaker(tokens, text, place, context.document.lang())?;
    // The claimed speaker is spoken of right there: who says it is not for us to tell, unless another is named in full.
    let is_named = names_claimed(passage) || real.len() < FULL && (from..to).any(names_claimed);
    if is_named {
        return None;
    }
    let source = context.source_span(passage, real.start, real.end);
    let claim = context.in_claim(claimed.start, claimed.end);
    let found = Found {
        text: source.of(text).to_owned(),
        span: source,
    };
    let note = format!(
        "claim gives the words to {}, source gives them to {}",
        claim.text, found.text
    );
    Some(Check {
        note,
        ..check(
            Kind::Quotation,
            Status::Mismatch,
            claim,
            Some((passage, found)),
        )
    })
}

/// Whether a verb of saying stands right before or after the words at `quotation`.
pub(super) fn is_said(tokens: &[Token], quotation: Span, lang: Lang) -> bool {
    let first = tokens.partition_point(|token| token.span.start < quotation.start);
    let end = tokens.partition_point(|token| token.span.start < quotation.end);
    let near = first.saturating_sub(REACH / 2)..(end + REACH / 2).min(tokens.len());
    tokens[near].iter().any(|token| is_saying(token, lang))
}

/// The name beside a verb of saying, or after "according to", near the words at `quotation` and
/// outside of them.
fn speaker(tokens: &[Token], text: &str, quotation: Span, lang: Lang) -> Option<Range<usize>> {
    let first = tokens
        .iter()
        .position(|token| token.span.start >= quotation.start)?;
    let end = tokens
        .iter()
        .rposition(|token| token.span.end <= quotation.end)?
        + 1;
    let near =
        (end..(end + REACH).min(tokens.len())).chain((first.saturating_sub(REACH)..first).rev());
    for at in near {
        let ends_sentence = |at: usize| matches!(tokens[at].span.of(text), "." | "!" | "?");
        let (low, high) = if at >= end {
            (end, at)
        } else {
            (at + 1, first)
        };
        if (low..high).any(|at| ends_sentence(at) && !quotes_end(tokens, text, at)) {
            continue;
        }
        if is_saying(&tokens[at], lang) {
            // "she told Ito": whom it is told stands behind.
            let behind = || {
                let is_told = is_telling(&tokens[at], lang);
                (!is_told)
                    .then_some(at + 1)
                    .and_then(|from| name_after(tokens, text, from))
            };
            let name = name_before(tokens, text, at).or_else(behind);
            if let Some(name) = name.filter(|name| name.end <= first || name.start >= end) {
                return Some(name);
            }
        }
        if is_according(tokens, text, at) {
            return name_after(tokens, text, at + 2)
                .filter(|name| name.end <= first || name.start >= end);
        }
    }
    None
}

/// A stop right before a closing mark ends the quotation, not the sentence that tells who says it.
fn quotes_end(tokens: &[Token], text: &str, at: usize) -> bool {
    tokens
        .get(at + 1)
        .is_some_and(|next| matches!(next.span.of(text), "\"" | "”" | "»" | "“" | "’" | "'"))
}

fn is_according(tokens: &[Token], text: &str, at: usize) -> bool {
    let word = |at: usize| tokens.get(at).map(|token| token.span.of(text));
    matches!(word(at), Some("according" | "According")) && word(at + 1) == Some("to")
}

fn is_saying(token: &Token, lang: Lang) -> bool {
    static STEMS: OnceLock<FxHashSet<(Lang, u64)>> = OnceLock::new();
    let stems = STEMS.get_or_init(|| {
        let of = |(lang, words): (Lang, &'static str)| {
            words
                .split_whitespace()
                .map(move |word| (lang, stem_key(&normal_form(word), lang)))
        };
        VERBS.into_iter().flat_map(of).collect()
    });
    stems.contains(&(lang, token.stem))
}

fn is_telling(token: &Token, lang: Lang) -> bool {
    lang == Lang::English && token.stem == stem_key("tell", lang)
}

fn is_name(token: &Token) -> bool {
    token.kind == TokenKind::Word && token.is_capital() && !token.is_stop()
}

/// A name that ends right before token `at`, or some words before it, with its role between commas.
fn name_before(tokens: &[Token], text: &str, at: usize) -> Option<Range<usize>> {
    let mut last = at.checked_sub(1)?;
    if tokens[last].span.of(text) == "," {
        // "Ito, the mayor, said"
        last = (last.saturating_sub(REACH)..last)
            .rev()
            .find(|at| tokens[*at].span.of(text) == ",")?
            .checked_sub(1)?;
    }
    let last = (last.saturating_sub(BESIDE - 2)..=last)
        .rev()
        .find(|at| is_name(&tokens[*at]))?;
    let mut first = last;
    while first > 0 && is_name(&tokens[first - 1]) {
        first -= 1;
    }
    Some(first..last + 1)
}

/// A name that begins at token `from` or after a word or two ("said the mayor Ito"), and is not spoken to ("said to Ito").
fn name_after(tokens: &[Token], text: &str, from: usize) -> Option<Range<usize>> {
    let to = |at: usize| matches!(tokens[at].span.of(text), "to" | "zu" | "à" | "a");
    let first = (from..(from + BESIDE).min(tokens.len()))
        .take_while(|at| tokens[*at].is_text() && !to(*at))
        .find(|at| is_name(&tokens[*at]))?;
    let mut end = first + 1;
    while end < tokens.len() && is_name(&tokens[end]) {
        end += 1;
    }
    Some(first..end)
}
