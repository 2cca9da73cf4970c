//! Which sentences state something that a source can bear out, by rules that can be told.

use crate::claims::claim::Checkable;

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

/// The same inside a sentence.
const INNER_OPINIONS: &[&str] = &[
    "in my opinion",
    "in my view",
    "in our opinion",
    "in our view",
    ", i think",
    ", i believe",
    "meiner meinung nach",
    "meines erachtens",
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

/// By what a statement's author says that a source bears it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::claims) enum Backing {
    /// By nothing.
    None,
    /// By a citation of its own, or by putting it into a claims file: instructions count as
    /// statements then. What its author thinks or means to do, no source can know.
    Cited,
    /// It is another's words: what they thought and promised can be looked up too.
    Quoted,
}

/// Whether the statement `text` can be checked.
pub(in crate::claims) fn judge(text: &str, backing: Backing) -> Checkable {
    let lower = text.to_lowercase();
    let bare = lower.trim_end_matches(['"', '”', '’', ')', '」', '»', ' ']);
    if bare.ends_with(['?', '？']) || bare.ends_with("か。") {
        return no("a question");
    }
    let begins = |phrases: &[&str]| {
        phrases.iter().any(|phrase| {
            lower
                .strip_prefix(phrase)
                .is_some_and(|rest| !goes_on(rest))
        })
    };
    if begins(POINTERS) {
        return no("an instruction");
    }
    if backing == Backing::Quoted {
        return Checkable::Yes;
    }
    if begins(OPINIONS) || holds_opinion(&lower) {
        return no("an opinion");
    }
    if begins(PROMISES) {
        return no("a promise");
    }
    if backing == Backing::None && begins(INSTRUCTIONS) && !lower.ends_with(':') {
        return no("an instruction");
    }
    Checkable::Yes
}

/// Whether a word goes on: "Visit’s code", "read-only", "checks".
fn goes_on(rest: &str) -> bool {
    rest.trim_start_matches(['-', '‑', '\'', '’'])
        .starts_with(char::is_alphanumeric)
}

/// Whether a sentence says inside that it is an opinion, and not in words that it quotes.
fn holds_opinion(lower: &str) -> bool {
    let quotes = lower.contains(['"', '“', '„', '«', '「']);
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let holds = |phrase: &&str| {
        let mut found = lower.match_indices(*phrase);
        found.any(|(at, _)| ends(&lower[at + phrase.len()..]))
    };
    !quotes && INNER_OPINIONS.iter().any(holds)
}

fn no(why: &str) -> Checkable {
    Checkable::No(why.to_owned())
}

/// Whether `text` is no statement at all: a by-line, a date, a share link, a few words without a
/// stop.
pub(in crate::claims) fn is_fragment(text: &str) -> bool {
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
