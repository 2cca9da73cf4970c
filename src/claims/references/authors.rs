//! Whom and when an entry is by, as marks name it: "(Okafor et al., 2019)", "Okafor, p. 4".

use super::entries::Entry;
use crate::claims::citations::forms::works::year_length;
use crate::claims::citations::syntax::{is_locator, is_pages};

/// The surname that a short footnote is by: one or two words with capitals, then the place in the work.
pub(super) fn short_name(text: &str) -> Option<&str> {
    const LONGEST: usize = 80;
    if text.len() > LONGEST {
        return None;
    }
    let (name, place) = text.split_once([',', ':'])?;
    let place = place.trim().trim_end_matches('.');
    let words = name.split(' ');
    let named = name.starts_with(char::is_uppercase)
        && words.clone().count() <= 2
        && words
            .clone()
            .all(|word| word.chars().all(|c| c.is_alphabetic() || "-'’".contains(c)));
    (named && (is_locator(place) || is_pages(place))).then_some(name)
}

/// What a label of letters and digits looks like: "A1" and "B2" are alike. None for other labels.
pub(super) fn shape_of(label: &str) -> Option<String> {
    let mixed = label.contains(|c: char| c.is_ascii_digit())
        && label.contains(char::is_alphabetic)
        && label.chars().all(char::is_alphanumeric);
    let look = |c: char| match c {
        c if c.is_ascii_digit() => '0',
        c if c.is_uppercase() => 'A',
        _ => 'a',
    };
    mixed.then(|| label.chars().map(look).collect())
}

/// The years that an entry has.
pub(super) fn years_of(text: &str) -> Vec<&str> {
    const MOST: usize = 6;
    let mut found: Vec<&str> = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if !before.is_alphanumeric()
            && let Some(length) = year_length(&text[at..])
            && !found.contains(&&text[at..at + length])
            && found.len() < MOST
        {
            found.push(&text[at..at + length]);
        }
        before = c;
    }
    found
}

/// Whether an entry is by these authors: the first stands at its beginning, all of them before the year or soon
/// after the beginning.
pub(super) fn is_by(entry: &Entry, names: &[String], year: &str) -> bool {
    const BEGINNING: usize = 60;
    const AUTHORS: usize = 300;
    let lower = entry.text.to_lowercase();
    let year = &year[..4.min(year.len())];
    let authors = lower.find(year).filter(|at| *at > 0).unwrap_or(AUTHORS);
    let place = |name: &String| {
        let name = name.to_lowercase();
        let found = lower.match_indices(name.as_str());
        let alone = |at: usize| {
            let after = &lower[at + name.len()..];
            !lower[..at].ends_with(char::is_alphanumeric)
                && !after.starts_with(char::is_alphanumeric)
        };
        found.map(|(at, _)| at).find(|at| alone(*at))
    };
    names.iter().enumerate().all(|(index, name)| {
        let limit = if index == 0 {
            BEGINNING.min(authors)
        } else {
            authors
        };
        place(name).is_some_and(|at| at <= limit)
    })
}
