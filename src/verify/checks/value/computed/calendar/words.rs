//! The words that say how one date lies to another, by language.

use super::span::Span;
use crate::matching::Query;
use crate::text::{Lang, Value, key};

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

/// The words of one language that say which year, month or day lies beside a date, by their keys.
#[derive(Clone, Copy)]
pub(super) struct Beside {
    /// Before or behind its noun: "the following year", "l'année suivante".
    pub next: &'static [u64],
    pub last: &'static [u64],
    pub is_behind: bool,
    /// Nouns that say it by themselves, onwards (1) or back (−1): "Folgejahr".
    pub whole: &'static [(u64, Span, f64)],
}

/// Spans that one noun says.
const YEAR: Span = Span::Months(12.0);
const DAY: Span = Span::Days(1.0);

const BESIDE_ENGLISH: Beside = Beside {
    next: &[key("following"), key("next")],
    last: &[key("previous"), key("preceding")],
    is_behind: false,
    whole: &[],
};

const BESIDE_GERMAN: Beside = Beside {
    next: &[
        key("folgenden"),
        key("folgende"),
        key("nächsten"),
        key("darauffolgenden"),
    ],
    last: &[
        key("vorigen"),
        key("vorangegangenen"),
        key("vorhergehenden"),
    ],
    is_behind: false,
    whole: &[
        (key("folgejahr"), YEAR, 1.0),
        (key("vorjahr"), YEAR, -1.0),
        (key("folgetag"), DAY, 1.0),
        (key("vortag"), DAY, -1.0),
        (key("vorabend"), DAY, -1.0),
    ],
};

const BESIDE_FRENCH: Beside = Beside {
    next: &[key("suivant"), key("suivante")],
    last: &[key("précédent"), key("précédente")],
    is_behind: true,
    whole: &[(key("lendemain"), DAY, 1.0), (key("veille"), DAY, -1.0)],
};

const BESIDE_SPANISH: Beside = Beside {
    next: &[key("siguiente")],
    last: &[key("anterior")],
    is_behind: true,
    whole: &[],
};

/// None where the language has no list.
pub(super) const fn beside(lang: Lang) -> Option<Beside> {
    match lang {
        Lang::English => Some(BESIDE_ENGLISH),
        Lang::German => Some(BESIDE_GERMAN),
        Lang::French => Some(BESIDE_FRENCH),
        Lang::Spanish => Some(BESIDE_SPANISH),
        _ => None,
    }
}

/// The word behind a value of the claim, in small letters.
pub(super) fn word_behind(query: &Query, value: &Value) -> Option<String> {
    let next = query.tokens.get(value.end)?;
    Some(next.span.of(&query.text).to_lowercase())
}
