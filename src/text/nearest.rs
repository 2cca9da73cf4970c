//! The known word that a misspelt one was meant to be.

/// The candidate nearest to `word`, when one is near enough to be worth suggesting: at most a third
/// of its letters differ. Case and the choice between `-` and `_` do not count. Of equally near
/// ones, the first.
///
/// ```
/// use citecheck::text::nearest;
/// assert_eq!(nearest("max_agee", ["max-age", "max-size"]), Some("max-age"));
/// assert_eq!(nearest("colour", ["claim", "source"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = folded(word);
    candidates
        .into_iter()
        .map(|candidate| {
            let known = folded(candidate);
            let distance = strsim::damerau_levenshtein(&word, &known);
            (distance, known.chars().count(), candidate)
        })
        .filter(|(distance, letters, _)| distance * 3 <= (*letters).max(3))
        .min_by_key(|(distance, ..)| *distance)
        .map(|(.., candidate)| candidate)
}

/// At most the first 64 letters count: names are short, and a hostile one may be long.
fn folded(word: &str) -> String {
    word.chars()
        .take(64)
        .flat_map(char::to_lowercase)
        .map(|c| if c == '_' { '-' } else { c })
        .collect()
}
