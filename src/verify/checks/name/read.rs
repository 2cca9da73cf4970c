//! The names in a claim.

use super::acronym;
use super::forms;
use crate::matching::rarity;
use crate::text::{Lang, Token, TokenKind, normal_form};
use crate::verify::checks::context::Context;
use crate::verify::checks::denial;

/// A run of tokens of the claim that is a name.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// Index of its first token.
    pub first: usize,
    /// One past the index of its last.
    pub end: usize,
    /// The words that make it this name: without titles, initials and what joins them.
    pub words: Vec<Word>,
    /// Whether its last word can be a family name: it has no "of" inside and no word of a kind of thing.
    pub has_surname: bool,
}

/// A word of a name.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Index of its token in the claim.
    pub token: usize,
    /// Key of its stem.
    pub stem: u64,
    /// Its normal form.
    pub form: String,
    /// What it tells among the name's words: "Studios" less than "Maker".
    pub weight: f64,
}

/// What a word tells that names a kind of thing, beside one that names this one.
const KIND: f64 = 0.3;

/// The least share of a name that may stand for all of it.
const MOST: f64 = 0.5;

impl Name {
    /// How much of the name's words the tokens are, by what they tell. 0..1.
    pub fn share(&self, tokens: &[Option<usize>]) -> f64 {
        let all: f64 = self.words.iter().map(|word| word.weight).sum();
        let here = self.words.iter().zip(tokens);
        let here = here.filter(|(_, token)| token.is_some());
        here.map(|(word, _)| word.weight).sum::<f64>() / all
    }

    /// Whether these of its words can stand for all: most of them, or a surname.
    pub fn is_short_form(&self, tokens: &[Option<usize>]) -> bool {
        let last = tokens.last().is_some_and(Option::is_some);
        last && self.has_surname || self.share(tokens) >= MOST
    }
}

/// Names of a claim that are looked at: more stand in lists only.
const MOST_NAMES: usize = 48;

/// Words of the longest name that is looked for; what is longer is a headline.
const LONGEST: usize = 12;

/// The names in the claim, in order.
pub(super) fn names(context: &Context<'_>) -> Vec<Name> {
    let tokens = &context.query.tokens;
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() && found.len() < MOST_NAMES {
        if !begins_name(context, at) {
            at += 1;
            continue;
        }
        let end = end_of_name(context, at);
        let words = words(context, at, end);
        if !(words.is_empty() || context.query.lang == Lang::German && is_noun(context, at, end)) {
            let of = |token: &Token| forms::is_inside(token.form) && token.is_stop();
            let has_surname =
                !tokens[at..end].iter().any(of) && words.iter().all(|word| word.weight >= 1.0);
            found.push(Name {
                first: at,
                end,
                words,
                has_surname,
            });
        }
        at = end;
    }
    found
}

/// The token after the name that begins at token `first`.
fn end_of_name(context: &Context<'_>, first: usize) -> usize {
    let tokens = &context.query.tokens;
    let mut end = first + 1;
    let mut next = end;
    while let Some(token) = tokens.get(next) {
        let numbered = token.kind == TokenKind::Number && token.is_glued() && next == end + 1;
        if is_capital_word(token) && !in_value(context, next) || numbered {
            next += 1;
            end = next;
        } else if next == end
            && (joins(context, next)
                && !is_complete(context, first, next)
                && !is_of_noun(context, first, next)
                || is_one_with_and(context, first, next))
        {
            next += 1;
        } else {
            break;
        }
    }
    end
}

/// Whether what stands before and after an "and" at `and` is one name, as the page's acronym of all of it tells: "Food
/// and Drug Administration".
fn is_one_with_and(context: &Context<'_>, first: usize, and: usize) -> bool {
    let tokens = &context.query.tokens;
    let text = &context.query.text;
    if !matches!(tokens[and].span.of(text), "and" | "&" | "und" | "et" | "y") {
        return false;
    }
    let after = tokens[and + 1..]
        .iter()
        .take_while(|token| is_capital_word(token))
        .count();
    let words = (first..and)
        .chain(and + 1..and + 1 + after)
        .filter(|at| is_capital_word(&tokens[*at]));
    let words: Vec<&str> = words.map(|at| tokens[at].span.of(text)).collect();
    after > 0 && acronym::is_shortened(context, &words)
}

/// Whether the name in tokens `first..end` is one by itself, whatever "of" stands behind it: "Emilee
/// Lindner of MTV" has two names, "Bank of America" has one.
fn is_complete(context: &Context<'_>, first: usize, end: usize) -> bool {
    let tokens = &context.query.tokens[first..=end];
    let [.., last, joint] = tokens else {
        return false;
    };
    let before = tokens
        .iter()
        .filter(|token| is_capital_word(token) && token.span.len() > 1);
    let says = |token: &&Token| !forms::is_title(token.form) && !forms::is_kind(token.form);
    joint.is_stop() && says(&last) && before.filter(says).count() >= 2
}

/// Whether a German article at `joint` only tells whose an ordinary noun is: "Mitglied der Linnean Society" names the society.
fn is_of_noun(context: &Context<'_>, first: usize, joint: usize) -> bool {
    let query = context.query;
    let word = query.tokens[joint].span.of(&query.text);
    query.lang == Lang::German
        && matches!(word, "der" | "des" | "dem" | "den" | "die" | "das")
        && is_noun(context, first, joint)
}

/// Whether the token joins what stands around it to one name: "of", "&", a hyphen or the stop of an
/// initial.
fn joins(context: &Context<'_>, at: usize) -> bool {
    let token = &context.query.tokens[at];
    let after_initial = at > 0 && context.query.tokens[at - 1].span.len() == 1;
    match token.span.of(&context.query.text) {
        "-" | "–" => token.is_glued(),
        "." => after_initial,
        _ => forms::is_inside(token.form) && !is_capital_word(token),
    }
}

pub(super) fn is_capital_word(token: &Token) -> bool {
    token.kind == TokenKind::Word && token.is_capital()
}

/// Occurrences of a word that are looked at for a capital that makes it a name.
const OCCURRENCES: usize = 20;

/// Whether the page writes the word with a capital inside of a sentence, where neither that nor a cell begins.
pub(super) fn is_name_inside(context: &Context<'_>, stem: u64) -> bool {
    let document = context.document;
    let mut occurrences = document.occurrences(stem).take(OCCURRENCES);
    occurrences.any(|token| {
        let (passage, at) = (document.passage_of(token), document.within(token));
        document.token(token).is_capital() && !begins(context, passage, at)
    })
}

/// Whether token `at` of a passage has its capital from beginning a sentence or a cell.
pub(super) fn begins(context: &Context<'_>, passage: usize, at: usize) -> bool {
    let document = context.document;
    let (tokens, text) = (document.tokens(passage), document.text(passage));
    let begins_cell = || {
        let row = context.row(passage);
        row.is_some_and(|row| row.begins_cell(at))
    };
    is_first(tokens, text, at) || begins_cell()
}

/// Whether token `at` is the first of a text, of a sentence or of what stands apart in one.
pub(super) fn is_first(tokens: &[Token], text: &str, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| tokens[before].span.of(text));
    before.is_none_or(|before| {
        matches!(
            before,
            "." | "!" | "?" | ":" | "“" | "\"" | "#" | "—" | "–" | "|"
        )
    })
}

/// Whether a word with a capital is an ordinary one for all that the page shows: "Currently" is no name. The page writes it without
/// a capital, too, or it only begins sentences and cells, and is a word that pages have.
pub(super) fn is_word(context: &Context<'_>, passage: usize, at: usize) -> bool {
    let document = context.document;
    let token = document.tokens(passage)[at];
    let mut occurrences = document.occurrences(token.stem).take(OCCURRENCES);
    // In the address of a page a name has no capital.
    let is_small = |other: u32| {
        let other = document.token(other);
        !other.is_capital() && !other.is_glued()
    };
    let is_common = || context.query.lang != Lang::English || rarity(token.stem) < 1.0;
    !token.is_upper()
        && (occurrences.any(is_small)
            || is_common() && begins(context, passage, at) && !is_name_inside(context, token.stem))
}

fn in_value(context: &Context<'_>, at: usize) -> bool {
    let mut values = context.query.values.iter();
    values.any(|value| value.has(at))
}

fn begins_name(context: &Context<'_>, at: usize) -> bool {
    let token = &context.query.tokens[at];
    let denies = denial::is_denial(token, &context.query.text, context.query.lang);
    if !is_capital_word(token) || token.is_stop() || denies || in_value(context, at) {
        return false;
    }
    let next = context.query.tokens.get(at + 1);
    let is_initial =
        token.span.len() == 1 && next.is_some_and(|next| next.span.of(&context.query.text) == ".");
    if !begins_sentence(context, at) || token.is_upper() || is_initial {
        return true;
    }
    // The first word of a sentence is a name when the page writes it with a capital inside of
    // sentences, or when it is followed by one.
    let mut seen = false;
    for occurrence in context.document.occurrences(token.stem).take(20) {
        let other = context.document.token(occurrence);
        if !other.is_capital() {
            return false;
        }
        seen |= context.document.within(occurrence) > 0;
    }
    let hyphen = next.is_some_and(|next| next.is_glued() && !next.is_text());
    let next = context.query.tokens.get(at + if hyphen { 2 } else { 1 });
    seen || next.is_some_and(is_capital_word)
}

/// Whether token `at` of the claim is the first word of a sentence, whose capital tells nothing.
fn begins_sentence(context: &Context<'_>, at: usize) -> bool {
    let text = |token: &Token| token.span.of(&context.query.text);
    let before = &context.query.tokens[..at];
    let Some(last) = before.iter().rposition(Token::is_text) else {
        return true;
    };
    let ends = before[last + 1..]
        .iter()
        .any(|token| matches!(text(token), "." | "!" | "?"));
    // The stop of an initial or a title ends no sentence.
    let is_short = before[last].span.len() == 1 || forms::is_title(before[last].form);
    ends && !is_short
}

/// The words of the name in tokens `first..end`: all but titles, what may stand behind a name, single
/// initials and what joins them; all of its words where nothing else is left.
fn words(context: &Context<'_>, first: usize, end: usize) -> Vec<Word> {
    let tokens = &context.query.tokens;
    let text: Vec<usize> = (first..end)
        .filter(|at| {
            let token = &tokens[*at];
            let joins = token.is_stop() && !token.is_capital();
            token.is_text() && !joins && !forms::is_inside(token.form)
        })
        .collect();
    // A title stands before a name: "King Charles" has one, "Stephen King" has none.
    let titles = text
        .iter()
        .take_while(|at| forms::is_title(tokens[**at].form))
        .count();
    let named = text.get(titles).copied().unwrap_or(first);
    let is_core = |at: &usize| {
        let token = &tokens[*at];
        let left_out = *at < named
            || *at > first && forms::is_after(token.form)
            || token.kind == TokenKind::Word && token.span.len() == 1;
        !left_out
    };
    let mut chosen: Vec<usize> = text.iter().copied().filter(is_core).collect();
    if chosen.is_empty() {
        chosen = text;
    }
    chosen
        .into_iter()
        .take(LONGEST)
        .map(|token| Word {
            token,
            stem: tokens[token].stem,
            form: normal_form(tokens[token].span.of(&context.query.text)),
            weight: if forms::is_kind(tokens[token].form) {
                KIND
            } else {
                1.0
            },
        })
        .collect()
}

/// Whether a German word with a capital is an ordinary noun as far as one can tell: it stands alone,
/// is no acronym, and the page never has it right after another word with a capital, as it has "Tobisch"
/// after "Lotte": German joins its nouns to one word.
fn is_noun(context: &Context<'_>, first: usize, end: usize) -> bool {
    let tokens = &context.query.tokens[first..end];
    let capitals = || tokens.iter().filter(|token| is_capital_word(token));
    let Some(only) = capitals().next().filter(|_| capitals().count() < 2) else {
        return false;
    };
    let document = context.document;
    let after_name = |token: u32| {
        let passage = document.tokens(document.passage_of(token));
        let before = document
            .within(token)
            .checked_sub(1)
            .map(|before| passage[before]);
        before.is_some_and(|before| is_capital_word(&before) && !before.is_stop())
    };
    let mut occurrences = document.occurrences(only.stem).take(20);
    !only.is_upper() && !occurrences.any(after_name)
}
