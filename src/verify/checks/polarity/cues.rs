//! The words that deny and those that weaken a statement, by language.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::{Filter, Lang, Span, Token, key, normal_form, stem_key};

const LISTS: &str = include_str!("../../data/negations.txt");

/// How far around a cue a phrase of an unspaced script is sought, in bytes.
const WINDOW: usize = 36;

/// What a word is to a denial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// Denies: "not", "nobody".
    Plain,
    /// A verb that denies what it governs: "failed to sign".
    Verb,
    /// Amounts to a denial: "instead".
    Weak,
}

/// A phrase as the keys of its words, and as written.
struct Phrase {
    words: Vec<u64>,
    text: String,
}

/// The words of one language.
#[derive(Default)]
struct Lists {
    /// Plain and weak ones by form.
    forms: FxHashMap<u64, Cue>,
    /// The same as written.
    endings: Vec<String>,
    /// By stem.
    verbs: FxHashSet<u64>,
    border: FxHashSet<u64>,
    bridge: FxHashSet<u64>,
    open: FxHashSet<u64>,
    idle: Vec<Phrase>,
    /// By their first word.
    modal: FxHashMap<u64, Vec<Phrase>>,
    /// Of the forms, the verbs' stems and the first words of modal phrases.
    known: Filter<128>,
}

impl Lists {
    /// Whether a denying ending begins inside of the word.
    fn ends(&self, token: &Token, text: &str) -> bool {
        let word = token.span.of(text);
        !self.endings.is_empty()
            && word.chars().count() <= LONGEST_ENDING
            && word.char_indices().any(|(at, _)| {
                let rest = &text[token.span.start + at..];
                self.endings
                    .iter()
                    .any(|ending| rest.starts_with(ending.as_str()))
            })
    }
}

/// Letters of the longest word that may hold a denying ending.
const LONGEST_ENDING: usize = 8;

/// The words of `lang`.
fn lists(lang: Lang) -> &'static Lists {
    static LISTS_OF: OnceLock<Vec<Lists>> = OnceLock::new();
    &LISTS_OF.get_or_init(read)[lang as usize]
}

/// The lists of each language.
fn read() -> Vec<Lists> {
    let mut all: Vec<Lists> = Vec::new();
    all.resize_with(Lang::Other as usize + 1, Lists::default);
    let lines = LISTS
        .lines()
        .filter_map(|line| line.strip_prefix('[')?.split_once(']'));
    for (tag, words) in lines {
        let lang = Lang::from_tag(tag);
        let list = &mut all[lang as usize];
        let keys = || words.split_whitespace().map(|word| key(&normal_form(word)));
        match tag.split_once('-').map_or("", |(_, of)| of) {
            "" if lang == Lang::Other => {
                list.endings
                    .extend(words.split_whitespace().map(str::to_owned));
            }
            "" => list.forms.extend(keys().map(|form| (form, Cue::Plain))),
            "verb" => list.verbs.extend(
                words
                    .split_whitespace()
                    .map(|word| stem_key(&normal_form(word), lang)),
            ),
            "weak" => keys().for_each(|form| {
                list.forms.entry(form).or_insert(Cue::Weak);
            }),
            "border" => list.border.extend(keys()),
            "bridge" => list.bridge.extend(keys()),
            "open" => list.open.extend(keys()),
            "idle" => list.idle.extend(phrases(words)),
            _ => {
                for phrase in phrases(words).filter(|phrase| !phrase.words.is_empty()) {
                    let first = phrase.words[0];
                    list.modal.entry(first).or_default().push(phrase);
                }
            }
        }
    }
    for list in &mut all {
        let known = list.forms.keys().chain(&list.verbs);
        list.known = Filter::of(known.chain(list.modal.keys()).copied());
    }
    all
}

fn phrases(line: &str) -> impl Iterator<Item = Phrase> + '_ {
    line.split('|').map(|phrase| Phrase {
        words: phrase
            .split_whitespace()
            .map(|word| key(&normal_form(word)))
            .collect(),
        text: phrase.trim().to_owned(),
    })
}

/// What the word is to a denial, if anything.
pub(super) fn cue(token: &Token, text: &str, lang: Lang) -> Option<Cue> {
    let lists = lists(lang);
    let is_known = lists.known.may_have(token.form) || lists.known.may_have(token.stem);
    let is_contraction = lang == Lang::English && is_contraction(token, text);
    if !(is_known || is_contraction) && lists.endings.is_empty() {
        return None;
    }
    let by_form = lists.forms.get(&token.form).copied();
    if by_form == Some(Cue::Plain) || is_contraction || lists.ends(token, text) {
        Some(Cue::Plain)
    } else if lists.verbs.contains(&token.stem) {
        Some(Cue::Verb)
    } else {
        by_form
    }
}

/// "didn't", "won’t".
fn is_contraction(token: &Token, text: &str) -> bool {
    let last = token
        .span
        .end
        .checked_sub(1)
        .map(|last| text.as_bytes()[last]);
    matches!(last, Some(b't' | b'T')) && {
        let word = token.span.of(text);
        word.ends_with("n't") || word.ends_with("n’t") || word.ends_with("N'T")
    }
}

/// Whether the word ends what a denial before it reaches.
pub(super) fn is_border(token: &Token, text: &str, lang: Lang) -> bool {
    if !token.is_text() {
        return matches!(
            token.span.of(text),
            "," | ";"
                | ":"
                | "."
                | "!"
                | "?"
                | "("
                | ")"
                | "–"
                | "—"
                | "、"
                | "。"
                | "，"
                | "；"
                | "¿"
        );
    }
    lists(lang).border.contains(&token.form)
}

/// Whether the word may stand between a denial and what it denies: "not yet officially opened".
pub(super) fn is_bridge(token: &Token, text: &str, lang: Lang) -> bool {
    let word = token.span.of(text);
    let adverb = match lang {
        Lang::English => word.len() > 5 && word.ends_with("ly"),
        Lang::French => word.len() > 6 && word.ends_with("ment"),
        Lang::Spanish | Lang::Italian | Lang::Portuguese => {
            word.len() > 6 && word.ends_with("mente")
        }
        _ => false,
    };
    adverb || lists(lang).bridge.contains(&token.form)
}

/// Whether the cue at `at` stands in a phrase that denies nothing: "not only", "no. 5".
pub(super) fn is_idle(tokens: &[Token], text: &str, at: usize, lang: Lang) -> bool {
    let is_number_sign = tokens[at].form == key("no") && {
        let next = tokens.get(at + 1).map(|next| next.span.of(text));
        let after = tokens.get(at + 2).map(|next| next.span.of(text));
        let digits = |word: Option<&str>| {
            word.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        };
        digits(next) || next == Some(".") && digits(after)
    };
    is_number_sign
        || lists(lang)
            .idle
            .iter()
            .any(|phrase| covers(phrase, tokens, text, at, lang))
}

fn covers(phrase: &Phrase, tokens: &[Token], text: &str, at: usize, lang: Lang) -> bool {
    if lang == Lang::Other {
        return stands_at(&phrase.text, text, tokens[at].span);
    }
    (0..phrase.words.len()).any(|offset| {
        phrase.words[offset] == tokens[at].form
            && at
                .checked_sub(offset)
                .is_some_and(|from| begins_at(phrase, tokens, from))
    })
}

fn begins_at(phrase: &Phrase, tokens: &[Token], from: usize) -> bool {
    tokens.len() >= from + phrase.words.len()
        && phrase
            .words
            .iter()
            .zip(&tokens[from..])
            .all(|(word, token)| *word == token.form)
}

/// Whether `phrase` stands in `text` over a part of `span`.
fn stands_at(phrase: &str, text: &str, span: Span) -> bool {
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let from = boundary(span.start.saturating_sub(WINDOW));
    let to = boundary((span.end + WINDOW).min(text.len()));
    text[from..to]
        .match_indices(phrase)
        .any(|(start, _)| Span::new(from + start, from + start + phrase.len()).overlaps(span))
}

/// The phrase at `from` that makes of a fact a plan or a possibility: the index after it.
pub(super) fn modal_end(tokens: &[Token], from: usize, lang: Lang) -> Option<usize> {
    let lists = lists(lang);
    if !lists.known.may_have(tokens[from].form) {
        return None;
    }
    lists
        .modal
        .get(&tokens[from].form)?
        .iter()
        .filter(|phrase| begins_at(phrase, tokens, from))
        // "May" is a month, but where a sentence begins.
        .filter(|phrase| phrase.words.len() > 1 || from == 0 || !tokens[from].is_capital())
        .map(|phrase| from + phrase.words.len())
        .max()
}

/// Whether the word with key `form` shows that a statement is open: a plan, a possibility, the future.
pub(super) fn is_open(form: u64, lang: Lang) -> bool {
    lists(lang).open.contains(&form)
}
