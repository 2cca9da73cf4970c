//! The words that say how one date lies to another, by language.

use crate::text::Lang;

/// The words of one language.
#[derive(Clone, Copy)]
pub(super) struct Words {
    /// After a span of time, counted from a date before it: "two years later".
    pub later: &'static [&'static str],
    pub earlier: &'static [&'static str],
    /// Between a span of time and what it is counted from: "two years after the fire".
    pub after: &'static [&'static str],
    pub before: &'static [&'static str],
    /// Before a number that is somebody's age, and after it.
    pub aged: &'static [&'static str],
    pub old: &'static [&'static str],
    /// What an age is called.
    pub age: &'static [&'static str],
    /// Before and after a bare age: "was 24 when".
    pub was: &'static [&'static str],
    pub when: &'static [&'static str],
    /// Before how long something lasted, and after it.
    pub lasting: &'static [&'static str],
    pub between: &'static [&'static str],
    /// Before the date of a birth.
    pub born: &'static [&'static str],
}

const ENGLISH: Words = Words {
    later: &["later", "afterwards", "thereafter", "afterward", "hence"],
    earlier: &["earlier", "previously", "beforehand"],
    after: &["after", "following", "from", "since"],
    before: &["before", "prior"],
    aged: &["aged", "age", "of", "at"],
    old: &["old", "year-old"],
    age: &["age", "aged"],
    was: &["was", "were", "is", "turned"],
    when: &["when", "at", "in"],
    lasting: &[
        "for", "after", "last", "lasts", "lasted", "lasting", "take", "takes", "took", "within",
        "over", "spent", "spend", "spends", "needed", "until", "span", "spans", "spanned", "run",
        "runs", "ran", "stretch",
    ],
    between: &["between", "long", "passed", "elapsed", "to"],
    born: &["born", "birth", "b."],
};

const GERMAN: Words = Words {
    later: &["später", "danach", "darauf"],
    earlier: &["früher", "zuvor", "vorher", "davor"],
    after: &["nach"],
    before: &["vor"],
    aged: &["alter", "mit", "von"],
    old: &["alt", "jährige", "jähriger"],
    age: &["alter"],
    was: &["war", "ist"],
    when: &["als", "bei"],
    lasting: &[
        "für", "nach", "dauerte", "dauert", "läuft", "lief", "regierte", "währte", "über",
        "binnen", "seit",
    ],
    between: &["lang", "zwischen", "vergingen"],
    born: &["geboren", "geborene", "geborener", "geburt"],
};

const FRENCH: Words = Words {
    later: &["tard"],
    earlier: &["tôt", "auparavant"],
    after: &["après"],
    before: &["avant"],
    aged: &["de", "à"],
    old: &[],
    age: &["âge", "âgé", "âgée"],
    was: &["avait", "a"],
    when: &["lorsque", "quand", "lors"],
    lasting: &["pendant", "durant", "après", "duré", "dure", "depuis"],
    between: &["entre"],
    born: &["né", "née", "naît", "naissance"],
};

const SPANISH: Words = Words {
    later: &["después", "tarde"],
    earlier: &["antes"],
    after: &["tras"],
    before: &[],
    aged: &["de", "con", "los"],
    old: &[],
    age: &["edad"],
    was: &["tenía", "tiene"],
    when: &["cuando", "al"],
    lasting: &["durante", "tras", "duró", "dura", "después"],
    between: &["entre"],
    born: &["nació", "nacido", "nacida", "nacimiento"],
};

const NONE: Words = Words {
    later: &[],
    earlier: &[],
    after: &[],
    before: &[],
    aged: &[],
    old: &[],
    age: &[],
    was: &[],
    when: &[],
    lasting: &[],
    between: &[],
    born: &[],
};

pub(super) const fn words(lang: Lang) -> Words {
    match lang {
        Lang::English => ENGLISH,
        Lang::German => GERMAN,
        Lang::French => FRENCH,
        Lang::Spanish => SPANISH,
        _ => NONE,
    }
}
