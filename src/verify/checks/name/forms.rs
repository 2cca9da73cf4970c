//! What in a name may be left out, and which words are forms of one name.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::{Lang, key, normal_form, sections, stem, stem_key, word_key};

const LISTS: &str = include_str!("../../data/names.txt");

#[derive(Default)]
struct Forms {
    titles: FxHashSet<u64>,
    after: FxHashSet<u64>,
    inside: FxHashSet<u64>,
    kinds: FxHashSet<u64>,
    events: FxHashSet<u64>,
    sayings: FxHashSet<u64>,
    tellings: FxHashSet<u64>,
    /// What well-known acronyms stand for, by their form: the stems of each way to write it out.
    aliases: FxHashMap<u64, Vec<Vec<u64>>>,
    /// Groups by the form of a member.
    same: FxHashMap<u64, Vec<u16>>,
    /// The members of each group.
    members: FxHashMap<u16, Vec<&'static str>>,
}

impl Forms {
    /// `gpu=graphics_card,graphics_processing_unit`
    fn add_alias(&mut self, entry: &str) {
        let Some((short, long)) = entry.split_once('=') else {
            return;
        };
        let stems = |phrase: &str| -> Vec<u64> {
            let words = phrase.split('_');
            words
                .map(|word| stem_key(&normal_form(word), Lang::English))
                .collect()
        };
        self.aliases
            .insert(key(short), long.split(',').map(stems).collect());
    }
}

fn forms() -> &'static Forms {
    static FORMS: OnceLock<Forms> = OnceLock::new();
    FORMS.get_or_init(|| {
        let mut forms = Forms::default();
        for (group, (tag, words)) in (0_u16..).zip(sections(LISTS)) {
            let keys = words.split_whitespace().map(word_key);
            match tag {
                "title" => forms.titles.extend(keys),
                "after" => forms.after.extend(keys),
                "inside" => forms.inside.extend(keys),
                "says" => forms.sayings.extend(keys),
                "tells" => {
                    forms.sayings.extend(keys.clone());
                    forms.tellings.extend(keys);
                }
                "kind" => forms.kinds.extend(keys),
                "event" => forms.events.extend(keys),
                "alias" => words
                    .split_whitespace()
                    .for_each(|entry| forms.add_alias(entry)),
                "same" => {
                    keys.for_each(|key| forms.same.entry(key).or_default().push(group));
                    forms
                        .members
                        .insert(group, words.split_whitespace().collect());
                }
                other => panic!("names.txt has no section [{other}]"),
            }
        }
        forms
    })
}

/// Well-known other forms of a word in normal form: of a given name, or of a place in other languages.
pub(super) fn others(word: &str) -> impl Iterator<Item = &'static str> {
    let forms = forms();
    let groups = forms.same.get(&key(word)).map_or(&[][..], Vec::as_slice);
    let members = groups.iter().filter_map(|group| forms.members.get(group));
    members
        .flatten()
        .copied()
        .filter(move |other| *other != word)
}

/// What the well-known acronym with key `form` stands for: the stems of each way to write it out, in English.
pub(super) fn written_out(form: u64) -> &'static [Vec<u64>] {
    forms().aliases.get(&form).map_or(&[], Vec::as_slice)
}

/// Whether the word with key `form` may stand before a name and be left out: "Mr", "Senator".
pub(super) fn is_title(form: u64) -> bool {
    forms().titles.contains(&form)
}

/// Whether it may stand behind a name and be left out: "Jr", "Inc".
pub(super) fn is_after(form: u64) -> bool {
    forms().after.contains(&form)
}

/// Whether it may stand between two words of a name: "of", "van".
pub(super) fn is_inside(form: u64) -> bool {
    forms().inside.contains(&form)
}

/// Whether it says what kind of thing a name is of: "University", "Festival".
pub(super) fn is_kind(form: u64) -> bool {
    is_body(form) || forms().events.contains(&form)
}

/// Whether it says what kind of body or place a name is of: "University", "River".
pub(super) fn is_body(form: u64) -> bool {
    forms().kinds.contains(&form)
}

/// Whether it says that someone says something: "said", "told".
pub(super) fn is_saying(form: u64) -> bool {
    forms().sayings.contains(&form)
}

/// Whether it is such a word that has the one who hears it behind it: "told".
pub(super) fn is_telling(form: u64) -> bool {
    forms().tellings.contains(&form)
}

/// Whether two words in normal form are forms of one name: another way of writing a foreign one
/// ("Zelenskyy"), a known short form ("Bill"), a derivation ("Libyan").
pub(super) fn are_forms(a: &str, b: &str) -> bool {
    let groups = |word: &str| forms().same.get(&key(word)).map_or(&[][..], Vec::as_slice);
    groups(a).iter().any(|group| groups(b).contains(group))
        || derived(a, b)
        || are_transliterations(a, b)
}

/// As [`are_forms`], for a given name: an initial and a beginning of three letters count too ("J" and
/// "Joanne", "Tim" and "Timothy"). Family names are not shortened: "John" is not "Johnson".
pub(super) fn are_given_forms(a: &str, b: &str) -> bool {
    let shortens = |short: &str, long: &str| {
        let letters = short.chars().count();
        (letters == 1 || letters >= 3)
            && long.starts_with(short)
            && short.chars().all(char::is_alphabetic)
    };
    are_forms(a, b) || shortens(a, b) || shortens(b, a)
}

/// Endings that derive a word from a name whose last vowels may fall away: "Libyan", "Nazism".
const ENDINGS: [&str; 24] = [
    "s", "es", "n", "ns", "an", "ans", "ian", "ians", "ean", "eans", "ese", "i", "is", "ish", "ic",
    "er", "ers", "ism", "sm", "ist", "ists", "ite", "ites", "en",
];

/// Whether one word is derived from the other: "Libyan" from "Libya", "Nazism" from "Nazi".
pub(super) fn derived(a: &str, b: &str) -> bool {
    derives(a, b) || derives(b, a)
}

fn derives(long: &str, short: &str) -> bool {
    let root = short.trim_end_matches(is_vowel);
    if root.len() < 3 || !long.starts_with(root) {
        return false;
    }
    // One vowel after another falls away: "Italy", "Italian".
    let roots = (root.len()..=short.len()).filter_map(|end| short.get(..end));
    roots
        .filter_map(|root| long.strip_prefix(root))
        .any(|rest| ENDINGS.contains(&rest))
}

/// Letters that two words of one root have in common at least, and that each has behind them at most.
const ROOT: usize = 4;
const ENDING: usize = 3;

/// Whether two words in normal form may have one root: "Byzantium" and "Byzantine". Many that have none do too ("Mario",
/// "Maria"), so that they are no other name for certain, and not the same one either.
pub(super) fn may_share_root(a: &str, b: &str) -> bool {
    let longest = a.chars().count().max(b.chars().count());
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    common >= ROOT && longest <= common + ENDING
}

const fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// A name without what transliterations differ in: doubled letters, "y" for "i", "ph" for "f",
/// "q" for "k", and the like.
fn folded(word: &str) -> String {
    // A language without stemmer: accents alone are folded.
    let plain = stem(word, Lang::Other);
    let mut folded = String::with_capacity(plain.len());
    let mut chars = plain.chars().peekable();
    while let Some(c) = chars.next() {
        let two = chars.peek().map(|next| (c, *next));
        let pair = match two {
            Some(('p', 'h')) => Some('f'),
            Some(('k', 'h')) => Some('h'),
            Some(('c', 'k')) => Some('k'),
            Some(('t', 'h')) => Some('t'),
            Some(('k', 's')) => Some('x'),
            Some(('o' | 'u', 'u') | ('u', 'e')) => Some('u'),
            Some(('o', 'e')) => Some('o'),
            Some(('a', 'e')) => Some('a'),
            Some(('c', 'h')) if folded.ends_with('s') => Some('h'),
            _ => None,
        };
        if pair.is_some() {
            chars.next();
        }
        let letter = pair.unwrap_or(match c {
            'q' | 'c' => 'k',
            'y' | 'j' => 'i',
            'w' => 'v',
            'z' => 's',
            other => other,
        });
        if !folded.ends_with(letter) {
            folded.push(letter);
        }
    }
    if folded.ends_with('h') {
        folded.pop();
    }
    folded
}

/// Whether transliterations of one name may have written both.
pub(super) fn are_transliterations(a: &str, b: &str) -> bool {
    a.len().abs_diff(b.len()) <= FOLDED_AWAY && folded(a) == folded(b)
}

/// Bytes that two transliterations of one name differ by at most.
const FOLDED_AWAY: usize = 4;

#[cfg(test)]
mod tests {
    use super::{are_forms, are_given_forms, derived, may_share_root};

    #[test]
    fn forms_of_one_name_are_told_from_other_names() {
        for (a, b) in [
            ("bill", "william"),
            ("zelensky", "zelenskyy"),
            ("sergei", "sergey"),
            ("libya", "libyan"),
            ("müller", "mueller"),
            ("mohammed", "muhammad"),
        ] {
            assert!(are_forms(a, b) && are_forms(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("dennis", "denise"),
            ("anna", "maria"),
            ("iran", "iraq"),
            ("austria", "australia"),
            ("maiden", "medal"),
            ("john", "johnson"),
            ("maria", "mario"),
            ("institution", "institute"),
            ("nature", "natural"),
            ("indian", "indiana"),
        ] {
            assert!(!are_forms(a, b), "{a} {b}");
        }
        for (a, b) in [("byzantium", "byzantine"), ("carpentries", "carpentry")] {
            assert!(may_share_root(a, b) && may_share_root(b, a), "{a} {b}");
        }
        for (a, b) in [("austria", "australia"), ("iran", "iraq")] {
            assert!(!may_share_root(a, b), "{a} {b}");
        }
        assert!(derived("nazism", "nazi"));
        assert!(are_given_forms("j", "joanne") && are_given_forms("timothy", "tim"));
    }
}
