//! Words in quotation marks: verbatim up to normalisation, ellipses and bracketed changes; and who
//! says them.

mod fold;
mod marks;
mod speaker;
mod verbatim;

use std::ops::Range;

use self::fold::Folded;
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::context::{Context, check};
use crate::text::{Span, Token};
use crate::verify::outcome::{Check, Found, Kind, Status};

/// Fewer words in quotation marks are a title, a term or a way of speaking rather than a
/// quotation, unless the claim says of someone that they said them; they are matched like any
/// other words.
const LEAST: usize = 4;

/// Verbs that a title has with a capital letter, if at all.
const VERBS: [&str; 24] = [
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "did",
    "does", "ist", "sind", "war", "hat", "est", "sont", "était", "es", "son", "fue", "era",
];

/// Share of a quotation's words that must stand in a passage for it to be its real wording.
const NEARLY: f64 = 0.7;

/// Words of the longest passage that is compared word by word: longer ones are no prose.
const LONGEST: usize = 400;

pub(super) fn checks(context: &Context<'_>) -> Vec<Check> {
    let quotations = marks::quotations(&context.query.text);
    if quotations.is_empty() {
        return Vec::new();
    }
    let folded = Folded::of_document(context);
    quotations
        .into_iter()
        .flat_map(|span| of_quotation(context, &folded, span))
        .collect()
}

fn of_quotation(context: &Context<'_>, folded: &Folded, span: Span) -> Vec<Check> {
    let query = context.query;
    let within = |token: &Token| span.contains(token.span);
    let first = query.tokens.iter().position(within).unwrap_or(0);
    let end = query
        .tokens
        .iter()
        .rposition(within)
        .map_or(first, |last| last + 1);
    // With the signs that say something, and without what points to a source.
    let telling: Vec<usize> = fold::forms(&query.tokens, &query.text, first..end)
        .map(|(at, _)| at)
        .collect();
    let words: Vec<&Token> = telling
        .iter()
        .map(|at| &query.tokens[*at])
        .filter(|token| token.is_text())
        .collect();
    if words.is_empty() || is_title(&words, &query.text) {
        return Vec::new();
    }
    let found = trimmed(&query.text, span);
    let parts = marks::parts(&query.text, span, &query.tokens, &telling);
    let Some((passage, place)) = verbatim::place(context, folded, &parts) else {
        // A single word, or words that nobody is said to have said, may be put so by the claim.
        let said = words.len() >= LEAST
            || words.len() > 1
                && speaker::is_said(&query.tokens, span, query.lang)
                && !stands_apart(context, &words);
        return if said && !parts.is_empty() {
            vec![altered(context, &telling, found)]
        } else {
            Vec::new()
        };
    };
    if words.len() < LEAST {
        return Vec::new();
    }
    let source = Some((passage, context.in_source(passage, place)));
    let mut checks = vec![check(Kind::Quotation, Status::Match, found, source)];
    checks.extend(speaker::checks(context, span, passage, place));
    checks
}

/// The words of a quotation without the spaces that French sets inside of its marks.
fn trimmed(text: &str, span: Span) -> Found {
    let inside = span.of(text);
    let start = span.start + inside.len() - inside.trim_start().len();
    let span = Span::new(start, start + inside.trim().len());
    Found {
        text: span.of(text).to_owned(),
        span,
    }
}

/// Whether the evidence has each of the words, if not one after another: a term put otherwise.
fn stands_apart(context: &Context<'_>, words: &[&Token]) -> bool {
    let mut telling = words.iter().filter(|token| token.is_content());
    telling.all(|word| {
        context.matches.evidence.iter().any(|index| {
            let passage = context.matches.ranked[*index].passage;
            let tokens = context.document.tokens(passage);
            tokens.iter().any(|token| token.form == word.form)
        })
    })
}

/// Whether the words in quotation marks are the title of a work: most of them, without those that
/// titles leave small, begin with a capital letter. A small verb makes a sentence of them.
fn is_title(words: &[&Token], text: &str) -> bool {
    let is_verb = |token: &&&Token| VERBS.contains(&token.span.of(text));
    if words.len() >= LEAST && words.iter().any(|word| is_verb(&word)) {
        return false;
    }
    let content = || words.iter().filter(|token| token.is_content());
    let capital = content().filter(|token| token.is_capital()).count();
    capital > 1 && capital * 10 >= content().count() * 7
}

/// The source's wording that comes nearest to a quotation.
struct Nearest {
    /// Share of the quotation's words that it has, in order.
    share: f64,
    passage: usize,
    /// The first words that differ: as ranges of the quotation's words and of the passage's.
    differs: (Range<usize>, Range<usize>),
    /// All of it, as a range of the passage's words.
    whole: Range<usize>,
}

/// A quotation that is not in the source: its nearest real wording, if there is one, and the words
/// that differ.
fn altered(context: &Context<'_>, words: &[usize], found: Found) -> Check {
    let query = context.query;
    let wanted: Vec<String> = words
        .iter()
        .map(|at| fold::form(&query.tokens, &query.text, *at))
        .collect();
    let nearest = context
        .matches
        .ranked
        .iter()
        .filter_map(|ranked| nearest(context, ranked.passage, &wanted))
        .max_by(|a, b| a.share.total_cmp(&b.share).then(b.passage.cmp(&a.passage)));
    let Some(nearest) = nearest.filter(|nearest| nearest.share >= NEARLY) else {
        let note = format!("the source has no “{}”", found.text);
        return Check {
            note,
            ..check(Kind::Quotation, Status::Absent, found, None)
        };
    };
    let passage_words = word_spans(context, nearest.passage);
    let text = context.document.text(nearest.passage);
    let whole = passage_words[nearest.whole.start].join(passage_words[nearest.whole.end - 1]);
    let (ours, theirs) = nearest.differs;
    // Words that only one side has: the other shows the word before them.
    let claim_span = joined(&ours, |at| query.tokens[words[at]].span);
    let source_span = joined(&theirs, |at| passage_words[at]);
    let claim = Found {
        text: claim_span.of(&context.query.text).to_owned(),
        span: claim_span,
    };
    let source = context.in_source(nearest.passage, source_span);
    let note = match (ours.is_empty(), theirs.is_empty()) {
        (false, false) => format!(
            "claim quotes “{}”, source has “{}”",
            claim.text, source.text
        ),
        (false, true) => format!(
            "claim quotes “{}”, which the source does not have",
            claim.text
        ),
        (true, _) => format!("claim leaves out words of “{}”", whole.of(text)),
    };
    Check {
        note,
        ..check(
            Kind::Quotation,
            Status::Mismatch,
            claim,
            Some((nearest.passage, source)),
        )
    }
}

/// The spans of words `range`, as one; for an empty range that of the word before it.
fn joined(range: &Range<usize>, span: impl Fn(usize) -> Span) -> Span {
    if range.is_empty() {
        span(range.start.saturating_sub(1))
    } else {
        span(range.start).join(span(range.end - 1))
    }
}

fn word_spans(context: &Context<'_>, passage: usize) -> Vec<Span> {
    let (tokens, text) = (
        context.document.tokens(passage),
        context.document.text(passage),
    );
    fold::forms(tokens, text, 0..tokens.len())
        .map(|(at, _)| tokens[at].span)
        .collect()
}

/// Compares the quotation's words with those of one passage (Myers 1986, as `similar` has it).
fn nearest(context: &Context<'_>, passage: usize, ours: &[String]) -> Option<Nearest> {
    let (tokens, text) = (
        context.document.tokens(passage),
        context.document.text(passage),
    );
    let theirs: Vec<String> = fold::forms(tokens, text, 0..tokens.len())
        .map(|(_, form)| form)
        .collect();
    if theirs.len() > LONGEST {
        return None;
    }
    let ops = capture_diff_slices(Algorithm::Myers, ours, &theirs);
    let equal = || ops.iter().filter(|op| op.tag() == DiffTag::Equal);
    let first = equal().next()?.new_range().start;
    let last = equal().next_back()?.new_range().end;
    let shared: usize = equal().map(|op| op.old_range().len()).sum();
    let differs = ops
        .iter()
        .filter(|op| op.tag() != DiffTag::Equal)
        .map(|op| (op.old_range(), op.new_range()))
        // What stands around the wording in the passage is no part of it.
        .map(|(ours, theirs)| {
            (
                ours,
                theirs.start.max(first)
                    ..theirs
                        .end
                        .min(last.max(theirs.start + 1))
                        .max(theirs.start.max(first)),
            )
        })
        .find(|(ours, theirs)| !ours.is_empty() || !theirs.is_empty())?;
    Some(Nearest {
        share: shared as f64 / ours.len() as f64,
        passage,
        whole: first..last,
        differs,
    })
}
