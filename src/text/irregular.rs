//! Lemmas of irregular forms and of spelling variants, which a stemmer does not bring together.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::lang::Lang;

const FORMS: &str = include_str!("data/irregular.txt");

/// The lemma of an irregular form in normal form; none where the word is regular.
pub(crate) fn lemma(normal: &str, lang: Lang) -> Option<&'static str> {
    static LEMMAS: OnceLock<FxHashMap<&'static str, &'static str>> = OnceLock::new();
    if lang != Lang::English {
        return None;
    }
    LEMMAS.get_or_init(read).get(normal).copied()
}

fn read() -> FxHashMap<&'static str, &'static str> {
    let mut lemmas = FxHashMap::default();
    for line in FORMS.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let Some(lemma) = words.next() else { continue };
        for form in words {
            // The first lemma listed wins: "lay" is itself before it is a past of "lie".
            lemmas.entry(form).or_insert(lemma);
        }
    }
    lemmas
}
