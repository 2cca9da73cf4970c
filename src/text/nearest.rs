//! The known word that a misspelt one was meant to be.

/// Candidates that are looked at.
const MAX_NAMES: usize = 2_000;

/// The candidate nearest to `word`, when one is near enough to be worth suggesting: at most a third
/// of its letters differ. Case and the choice between `-` and `_` do not count. Of equally near
/// ones, the first. Of thousands of candidates, the first 2,000 are looked at: nobody wrote more names by hand.
///
/// ```
/// use citecheck::inner::nearest;
/// assert_eq!(nearest("max_agee", ["max-age", "max-size"]), Some("max-age"));
/// assert_eq!(nearest("colour", ["claim", "source"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = folded(word);
    let length = word.chars().count();
    candidates
        .into_iter()
        .take(MAX_NAMES)
        .filter(|candidate| !candidate.is_empty())
        .filter_map(|candidate| {
            let known = folded(candidate);
            let letters = known.chars().count();
            // Each letter that one has more than the other differs.
            if letters.abs_diff(length) * 3 > letters.max(3) {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&word, &known);
            Some((distance, letters, candidate))
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
