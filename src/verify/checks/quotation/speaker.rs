//! Who says a quotation, in the claim and in the source.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::super::context::{Context, check};
use super::super::held::{self, is_name, is_pronoun};
use crate::text::{Lang, Span, Token, normal_form, stem_key};
use crate::verify::outcome::{Check, Found, Kind, Status};

/// Verbs of saying, by language; our own list. A form stands beside its verb where its stem is another ("added").
const VERBS: [(Lang, &str); 4] = [
    (
        Lang::English,
        "say add added explain argue write state declare claim announce note remark reply respond \
         comment insist admit recall warn joke tweet conclude stress observe",
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

/// English verbs behind which stands whom or what the words are told to, or are of: "she told Ito", "Ito called Berg …".
const OF_OBJECT: &str = "tell call describe";

/// How far from a quotation its speaker may stand, in tokens.
const REACH: usize = 12;

/// How far from a verb of saying its subject may stand, in tokens.
const BESIDE: usize = 3;

/// Passages on either side of a quotation that may name its speaker.
const AROUND: usize = 2;

/// Occurrences of a name or role that are looked at, and how far from a name its role may stand, in tokens.
const OCCURRENCES: usize = 24;
const ROLE: usize = 8;

/// Words of a name that is told in full: "the CEO" may be whom the sentence before names.
const FULL: usize = 2;

/// Who says something: a name, or a role, "the mayor".
#[derive(Clone, Debug)]
enum Speaker {
    Name(Range<usize>),
    Role(Range<usize>),
}

impl Speaker {
    const fn range(&self) -> &Range<usize> {
        match self {
            Self::Name(range) | Self::Role(range) => range,
        }
    }
}

/// A claim that gives to one person the words that the source gives to another.
pub(super) fn checks(
    context: &Context<'_>,
    quotation: Span,
    passage: usize,
    place: Span,
) -> Option<Check> {
    let query = context.query;
    let claimed = speaker(&query.tokens, &query.text, quotation, query.lang)?;
    let document = context.document;
    let there = (passage, document.tokens(passage));
    let (from, real) = speaker(there.1, document.text(passage), place, document.lang())
        .map(|real| (passage, real))
        .or_else(|| before(context, passage, place))?;
    let (tokens, text) = (document.tokens(from), document.text(from));
    let status = match (&claimed, &real) {
        (Speaker::Name(claimed), Speaker::Name(real)) => {
            let real = &tokens[real.clone()];
            is_another_name(context, claimed, there, real).then_some(Status::Mismatch)
        }
        (Speaker::Name(claimed), Speaker::Role(role)) => {
            is_of_another(context, claimed, tokens[role.end - 1].stem).then_some(Status::Mismatch)
        }
        (Speaker::Role(role), Speaker::Name(real)) => {
            let names = held::holders(context, query.tokens[role.end - 1].stem);
            let real: Vec<u64> = tokens[real.clone()]
                .iter()
                .map(|token| token.form)
                .collect();
            let is_real = |name: &Vec<u64>| name.iter().any(|word| real.contains(word));
            (!names.is_empty() && !names.iter().any(is_real)).then_some(Status::Mismatch)
        }
        (Speaker::Role(claimed), Speaker::Role(real)) => {
            are_other_roles(context, claimed.end - 1, tokens[real.end - 1].stem)
        }
    }?;
    let (claimed, real) = (claimed.range(), real.range());
    let source = context.source_span(from, real.start, real.end);
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
        ..check(Kind::Quotation, status, claim, Some((from, found)))
    })
}

/// Whether the name of whom the claim gives the words to is neither `real`, whom the source gives them to, nor spoken of
/// right there: who says it is then not for us to tell, unless another is named in full.
fn is_another_name(
    context: &Context<'_>,
    claimed: &Range<usize>,
    (passage, tokens): (usize, &[Token]),
    real: &[Token],
) -> bool {
    let wanted: Vec<u64> = words(&context.query.tokens, claimed);
    let from = passage.saturating_sub(AROUND);
    let to = (passage + AROUND + 1).min(context.document.len());
    let has_name = |tokens: &[Token]| {
        let mut names = tokens.iter().filter(|token| token.is_capital());
        names.any(|token| wanted.contains(&token.form))
    };
    let is_named = has_name(tokens)
        || real.len() < FULL && (from..to).any(|index| has_name(context.document.tokens(index)));
    !is_named
}

/// Whether the page names who holds the role that the source gives the words to, and never the one of the claim; or gives
/// that one another role.
fn is_of_another(context: &Context<'_>, claimed: &Range<usize>, role: u64) -> bool {
    let wanted = words(&context.query.tokens, claimed);
    let holders = held::holders(context, role);
    let is_wanted = |name: &Vec<u64>| name.iter().any(|word| wanted.contains(word));
    if !holders.is_empty() {
        return !holders.iter().any(is_wanted);
    }
    let document = context.document;
    let last = &context.query.tokens[claimed.end - 1];
    let mut has_another = false;
    for occurrence in document.occurrences(last.stem).take(OCCURRENCES) {
        let (passage, at) = (document.passage_of(occurrence), document.within(occurrence));
        let (tokens, text) = (document.tokens(passage), document.text(passage));
        let near = at.saturating_sub(ROLE)..tokens.len().min(at + ROLE);
        for other in near.filter(|other| held::is_role(&tokens[*other])) {
            let holds = held::holder(tokens, text, other).is_some_and(|name| name.contains(&at));
            if holds && tokens[other].stem == role {
                return false;
            }
            has_another |= holds;
        }
    }
    has_another
}

/// How the two roles differ: where the page names who holds them, and no one holds both; or where each says something of its
/// own, but then one person may be spoken of by either.
fn are_other_roles(context: &Context<'_>, claimed: usize, real: u64) -> Option<Status> {
    let query = context.query;
    let wanted = query.tokens[claimed].stem;
    let mut terms = query.terms.iter().filter(|term| term.token == claimed);
    if wanted == real || terms.any(|term| term.borne_out_by(real).is_some()) {
        return None;
    }
    let (ours, theirs) = (held::holders(context, wanted), held::holders(context, real));
    let mut pairs = ours
        .iter()
        .flat_map(|one| theirs.iter().map(move |other| (one, other)));
    if pairs.any(|(one, other)| one.iter().any(|word| other.contains(word))) {
        return None;
    }
    if !ours.is_empty() && !theirs.is_empty() {
        return Some(Status::Mismatch);
    }
    // The other role is one of somebody with a name, or says something too.
    let document = context.document;
    let says = |occurrence: u32| {
        let (passage, at) = (document.passage_of(occurrence), document.within(occurrence));
        let tokens = document.tokens(passage);
        let beside = [at.checked_sub(2), at.checked_sub(1), Some(at + 1)];
        let mut beside = beside.into_iter().flatten().filter_map(|at| tokens.get(at));
        beside.any(|token| is_saying(token, document.lang()))
    };
    let speaks = document.occurrences(wanted).take(OCCURRENCES).any(says);
    (!ours.is_empty() || speaks).then_some(Status::Absent)
}

fn words(tokens: &[Token], range: &Range<usize>) -> Vec<u64> {
    let words = tokens[range.clone()].iter();
    words
        .filter(|token| token.is_text())
        .map(|token| token.form)
        .collect()
}

/// Whether a verb of saying stands right before or after the words at `quotation`.
pub(super) fn is_said(tokens: &[Token], quotation: Span, lang: Lang) -> bool {
    let first = tokens.partition_point(|token| token.span.start < quotation.start);
    let end = tokens.partition_point(|token| token.span.start < quotation.end);
    let near = first.saturating_sub(REACH / 2)..(end + REACH / 2).min(tokens.len());
    tokens[near].iter().any(|token| is_saying(token, lang))
}

/// Who stands beside a verb of saying, or after "according to", near the words at `quotation` and
/// outside of them: a name, or else a role.
fn speaker(tokens: &[Token], text: &str, quotation: Span, lang: Lang) -> Option<Speaker> {
    let first = tokens
        .iter()
        .position(|token| token.span.start >= quotation.start)?;
    let end = tokens
        .iter()
        .rposition(|token| token.span.end <= quotation.end)?
        + 1;
    let is_outside = |range: &Range<usize>| range.end <= first || range.start >= end;
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
            if let Some(name) = name_beside(tokens, text, at, lang).filter(is_outside) {
                return Some(Speaker::Name(name));
            }
            let role = held::role_before(tokens, text, at).or_else(|| {
                let is_behind = !has_object(&tokens[at], lang);
                is_behind.then(|| held::role_at(tokens, text, at + 1, tokens.len()))?
            });
            if let Some(role) = role.filter(is_outside) {
                return Some(Speaker::Role(role));
            }
        }
        if is_according(tokens, text, at) {
            return name_after(tokens, text, at + 2)
                .filter(is_outside)
                .map(Speaker::Name);
        }
    }
    None
}

/// Who says words that go on with what was said before them in the same paragraph: "…," said Ito, who built it. "The second words."
/// The passage where a name stands beside the last verb of saying outside of marks, with that name. No whole sentence may stand
/// between; where the last verb has no name ("he said"), who speaks is not told.
fn before(context: &Context<'_>, passage: usize, place: Span) -> Option<(usize, Speaker)> {
    let document = context.document;
    let block = |at: usize| document.document().passages[at].block;
    let paragraph = (0..=passage)
        .rev()
        .take_while(|at| block(*at) == block(passage));
    let (mut told, mut ends, mut is_open) = (None, 0, false);
    for at in paragraph.last()?..=passage {
        let (tokens, text) = (document.tokens(at), document.text(at));
        for (index, token) in tokens.iter().enumerate() {
            if at == passage && token.span.start >= place.start {
                return told.filter(|_| is_open && ends <= 1);
            }
            match token.span.of(text) {
                "\"" => is_open = !is_open,
                "“" | "„" | "«" => is_open = true,
                "”" | "»" => is_open = false,
                _ if is_open => {}
                "." | "!" | "?" => ends += 1,
                _ if is_saying(token, document.lang()) => {
                    let name = name_beside(tokens, text, index, document.lang());
                    // One word with a capital may begin its sentence: "Later he added".
                    let is_inside = |first: usize| first > 0 && tokens[first - 1].is_text();
                    let name = name.filter(|name| name.len() >= FULL || is_inside(name.start));
                    told = name.map(|name| (at, Speaker::Name(name)));
                    ends = 0;
                }
                _ => {}
            }
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
    let stems = STEMS.get_or_init(|| VERBS.into_iter().flat_map(stems).collect());
    stems.contains(&(lang, token.stem)) || has_object(token, lang)
}

fn has_object(token: &Token, lang: Lang) -> bool {
    static STEMS: OnceLock<FxHashSet<(Lang, u64)>> = OnceLock::new();
    let stems = STEMS.get_or_init(|| stems((Lang::English, OF_OBJECT)).collect());
    stems.contains(&(lang, token.stem))
}

fn stems((lang, words): (Lang, &'static str)) -> impl Iterator<Item = (Lang, u64)> {
    let stem = move |word| (lang, stem_key(&normal_form(word), lang));
    words.split_whitespace().map(stem)
}

/// The name of who says it by the verb of saying at token `at`: before it, or behind it where that is not whom the words are told to.
fn name_beside(tokens: &[Token], text: &str, at: usize, lang: Lang) -> Option<Range<usize>> {
    let behind = || name_after(tokens, text, at + 1);
    name_before(tokens, text, at)
        .or_else(|| (!has_object(&tokens[at], lang)).then(behind).flatten())
}

/// A name that ends right before token `at`, or some words before it, with its role between commas.
fn name_before(tokens: &[Token], text: &str, at: usize) -> Option<Range<usize>> {
    let mut last = at.checked_sub(1)?;
    if tokens[last].span.of(text) == "," {
        let comma = |at: &usize| tokens[*at].span.of(text) == ",";
        let before = (last.saturating_sub(REACH)..last).rev().find(comma)?;
        // "The mayor, Ito, said", "Ito, the mayor, said"
        let is_aside = before + 1 < last && (before + 1..last).all(|at| is_name(&tokens[at]));
        last = if is_aside { last } else { before }.checked_sub(1)?;
    }
    // "Later he added": a word before a pronoun is not who says it.
    let last = (last.saturating_sub(BESIDE - 2)..=last)
        .rev()
        .take_while(|at| !is_pronoun(&tokens[*at]))
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
