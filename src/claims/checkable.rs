//! Which sentences state something that a source can bear out, by rules that can be told.

use super::Checkable;

/// First words of sentences that ask the reader to do something.
const INSTRUCTIONS: &[&str] = &[
    "see",
    "click",
    "read",
    "visit",
    "download",
    "subscribe",
    "sign",
    "check",
    "note",
    "try",
    "install",
    "open",
    "follow",
    "share",
    "contact",
    "join",
    "register",
    "watch",
    "listen",
    "learn",
    "please",
    "remember",
    "consider",
    "let's",
    "let’s",
    "make",
    "run",
    "use",
    "avoid",
    "ensure",
];

/// First words of sentences that send the reader to a page: the page is no source of theirs.
const POINTERS: &[&str] = &[
    "see also",
    "see the",
    "see our",
    "click",
    "read more",
    "read the",
    "read our",
    "visit",
    "download",
    "subscribe",
    "watch",
    "listen",
    "more on",
    "more information",
    "siehe auch",
];

/// Beginnings of opinions.
const OPINIONS: &[&str] = &[
    "i think",
    "i believe",
    "i feel",
    "i hope",
    "i wish",
    "i doubt",
    "we think",
    "we believe",
    "we feel",
    "we hope",
    "in my opinion",
    "in my view",
    "in our view",
    "in our opinion",
    "personally",
    "hopefully",
    "unfortunately, i",
    "ich denke",
    "ich glaube",
    "ich finde",
    "meiner meinung nach",
    "je pense",
    "à mon avis",
];

/// Beginnings of promises and announcements of the author's own.
const PROMISES: &[&str] = &[
    "we will",
    "we'll",
    "we’ll",
    "i will",
    "i'll",
    "i’ll",
    "we plan to",
    "i plan to",
    "we promise",
    "i promise",
    "stay tuned",
    "in this article",
    "in this post",
    "in this report",
    "this article will",
    "this report will",
    "below, we",
    "wir werden",
    "ich werde",
];

/// Whether the statement `text` can be checked; `cited` when it carries a citation of its own, by
/// which its author says that a source bears it out.
pub(super) fn judge(text: &str, cited: bool) -> Checkable {
    let lower = text.to_lowercase();
    let bare = lower.trim_end_matches(['"', '”', '’', ')', '」', '»', ' ']);
    if bare.ends_with(['?', '？']) || bare.ends_with("か。") {
        return no("a question");
    }
    let begins = |phrases: &[&str]| {
        phrases.iter().any(|phrase| {
            lower
                .strip_prefix(phrase)
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    };
    if begins(POINTERS) {
        return no("an instruction");
    }
    if cited {
        return Checkable::Yes;
    }
    if begins(OPINIONS) {
        return no("an opinion");
    }
    if begins(PROMISES) {
        return no("a promise");
    }
    if begins(INSTRUCTIONS) && !lower.ends_with(':') {
        return no("an instruction");
    }
    Checkable::Yes
}

fn no(why: &str) -> Checkable {
    Checkable::No(why.to_owned())
}

/// Whether `text` is no statement at all: a by-line, a date, a share link, a few words without a
/// stop.
pub(super) fn is_fragment(text: &str) -> bool {
    const BYLINE_WORDS: usize = 12;
    const BYLINES: &[&str] = &[
        "by",
        "von",
        "par",
        "por",
        "published",
        "updated",
        "posted",
        "last",
        "photo",
        "foto",
        "©",
    ];
    const FEW_WORDS: usize = 4;
    const FEW_LETTERS: usize = 10;
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2 {
        return true;
    }
    let stopped = text
        .trim_end_matches(['"', '”', '’', ')', '」', '»', ' '])
        .ends_with(['.', '!', '?', '。', '！', '？', '…']);
    let words = text.split_whitespace().count();
    let first = text
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_lowercase();
    if !stopped && words <= BYLINE_WORDS && BYLINES.contains(&first.trim_end_matches(':')) {
        return true;
    }
    !stopped && words <= FEW_WORDS && (text.is_ascii() || letters <= FEW_LETTERS)
}

/// Words by which a statement points back to the one before.
const ANAPHORS: &[&str] = &[
    "it",
    "its",
    "he",
    "his",
    "she",
    "her",
    "they",
    "their",
    "this",
    "these",
    "that",
    "those",
    "both",
    "such",
    "the company",
    "the firm",
    "the group",
    "the agency",
    "the study",
    "the report",
    "the bank",
    "the court",
    "the team",
    "the authors",
    "the former",
    "the latter",
    "the two",
    "er",
    "sie",
    "es",
    "ihr",
    "sein",
    "seine",
    "ihre",
    "dieser",
    "diese",
    "dieses",
    "das unternehmen",
    "il",
    "elle",
    "ils",
    "elles",
    "cette",
    "ce",
    "同社",
    "同氏",
    "これ",
    "それ",
    "彼",
    "彼女",
    "両社",
];

/// Whether `text` needs the sentence before to say what it is about.
pub(super) fn points_back(text: &str) -> bool {
    let lower = text.to_lowercase();
    // What a statement is about stands near its beginning.
    let start: String = lower
        .split_whitespace()
        .take(12)
        .collect::<Vec<_>>()
        .join(" ");
    ANAPHORS.iter().any(|word| {
        if word.is_ascii() {
            start.match_indices(word).any(|(at, _)| {
                !start[..at].ends_with(char::is_alphanumeric)
                    && !start[at + word.len()..].starts_with(char::is_alphanumeric)
            })
        } else {
            start.starts_with(word)
        }
    })
}
