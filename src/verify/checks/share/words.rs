//! The words that tell a share, by language.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::text::{Lang, Token, sections, word_key};

const LISTS: &str = include_str!("../../data/shares.txt");

/// What a word tells of a kind of things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    All,
    Most,
    Minority,
    Some,
    None,
    /// Not all.
    Partly,
    /// All but the number that follows.
    But,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Told(Told),
    /// All, where it begins a clause.
    Each,
    Link,
    Idle,
}

/// By the first word of a phrase: the keys of all its words, and what it is.
type Phrases = FxHashMap<u64, Vec<(Vec<u64>, Sort)>>;

fn phrases(lang: Lang) -> &'static Phrases {
    static PHRASES: OnceLock<Vec<Phrases>> = OnceLock::new();
    &PHRASES.get_or_init(read)[lang as usize]
}

fn read() -> Vec<Phrases> {
    let mut all: Vec<Phrases> = Vec::new();
    all.resize_with(Lang::Other as usize + 1, Phrases::default);
    for (tag, words) in sections(LISTS) {
        let (tag, section) = tag.split_once('-').unwrap_or((tag, ""));
        let sort = match section {
            "all" => Sort::Told(Told::All),
            "each" => Sort::Each,
            "most" => Sort::Told(Told::Most),
            "minority" => Sort::Told(Told::Minority),
            "some" => Sort::Told(Told::Some),
            "none" => Sort::Told(Told::None),
            "partly" => Sort::Told(Told::Partly),
            "but" => Sort::Told(Told::But),
            "link" => Sort::Link,
            "idle" => Sort::Idle,
            other => panic!("shares.txt has no section [{tag}-{other}]"),
        };
        let of_language = &mut all[Lang::from_tag(tag) as usize];
        for phrase in words.split_whitespace() {
            let keys: Vec<u64> = phrase.split('_').map(word_key).collect();
            of_language.entry(keys[0]).or_default().push((keys, sort));
        }
    }
    for of_first in all.iter_mut().flat_map(FxHashMap::values_mut) {
        of_first.sort_by_key(|(keys, _)| std::cmp::Reverse(keys.len()));
    }
    all
}

fn at(tokens: &[Token], at: usize, lang: Lang) -> impl Iterator<Item = (usize, Sort)> {
    let of_first = tokens
        .get(at)
        .and_then(|token| phrases(lang).get(&token.form));
    of_first
        .into_iter()
        .flatten()
        .filter_map(move |(keys, sort)| {
            let there = tokens.get(at..at + keys.len())?;
            let same = there
                .iter()
                .zip(keys)
                .all(|(token, key)| token.form == *key);
            same.then_some((at + keys.len(), *sort))
        })
}

/// What the words at token `first` tell, and the token after them.
pub(super) fn told_at(tokens: &[Token], first: usize, lang: Lang) -> Option<(Told, usize)> {
    // "at all", "the most": the phrase may begin before.
    let covers =
        |from: usize| at(tokens, from, lang).any(|(end, sort)| sort == Sort::Idle && end > first);
    if (first.saturating_sub(2)..=first).any(covers) {
        return None;
    }
    let begins = first == 0 || !tokens[first - 1].is_text();
    at(tokens, first, lang).find_map(|(end, sort)| match sort {
        Sort::Told(told) => Some((told, end)),
        Sort::Each if begins => Some((Told::All, end)),
        _ => None,
    })
}

/// Whether the word may stand between such a word and what it is of.
pub(super) fn is_link(tokens: &[Token], first: usize, lang: Lang) -> bool {
    at(tokens, first, lang).any(|(_, sort)| sort == Sort::Link)
}
