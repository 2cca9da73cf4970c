//! German numbers in one word: "zweihundertfünfzig", "dreieinhalb".

/// Whether a German word may be a number of several parts.
pub(in crate::text::values) fn is_german_number(word: &str) -> bool {
    const PARTS: [&str; 8] = [
        "zehn", "zig", "ßig", "hundert", "tausend", "zwölf", "elf", "halb",
    ];
    PARTS.iter().any(|part| word.contains(part))
}

const GERMAN_ONES: [(&str, f64); 20] = [
    ("dreizehn", 13.0),
    ("vierzehn", 14.0),
    ("fünfzehn", 15.0),
    ("sechzehn", 16.0),
    ("siebzehn", 17.0),
    ("achtzehn", 18.0),
    ("neunzehn", 19.0),
    ("zehn", 10.0),
    ("elf", 11.0),
    ("zwölf", 12.0),
    ("ein", 1.0),
    ("zwei", 2.0),
    ("drei", 3.0),
    ("vier", 4.0),
    ("fünf", 5.0),
    ("sechs", 6.0),
    ("sieben", 7.0),
    ("acht", 8.0),
    ("neun", 9.0),
    ("eins", 1.0),
];

const GERMAN_TENS: [(&str, f64); 8] = [
    ("zwanzig", 20.0),
    ("dreißig", 30.0),
    ("vierzig", 40.0),
    ("fünfzig", 50.0),
    ("sechzig", 60.0),
    ("siebzig", 70.0),
    ("achtzig", 80.0),
    ("neunzig", 90.0),
];

/// "zweihundertfünfzig", "dreitausend", "einundzwanzig": thousands, hundreds and the rest.
pub(super) fn german_compound(word: &str) -> Option<f64> {
    if word.len() > 80 {
        return None;
    }
    // "zweieinhalb", "anderthalb"
    if let Some(whole) = word.trim_end_matches('e').strip_suffix("einhalb") {
        return Some(german_below_hundred(whole)? + 0.5);
    }
    if word.starts_with("anderthalb") {
        return Some(1.5);
    }
    if let Some((thousands, rest)) = word.split_once("tausend") {
        let many = if thousands.is_empty() {
            1.0
        } else {
            german_hundreds(thousands)?
        };
        let rest = if rest.is_empty() {
            0.0
        } else {
            german_hundreds(rest)?
        };
        return Some(many * 1e3 + rest);
    }
    german_hundreds(word)
}

fn german_hundreds(word: &str) -> Option<f64> {
    if let Some((hundreds, rest)) = word.split_once("hundert") {
        let many = if hundreds.is_empty() {
            1.0
        } else {
            german_below_hundred(hundreds)?
        };
        let rest = if rest.is_empty() {
            0.0
        } else {
            german_below_hundred(rest.strip_prefix("und").unwrap_or(rest))?
        };
        return Some(many * 1e2 + rest);
    }
    german_below_hundred(word)
}

fn german_below_hundred(word: &str) -> Option<f64> {
    let ones = |word: &str| {
        GERMAN_ONES
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, value)| *value)
    };
    let tens = |word: &str| {
        GERMAN_TENS
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, value)| *value)
    };
    if word == "ein" {
        return Some(1.0);
    }
    if let Some((one, ten)) = word.split_once("und") {
        return Some(ones(one)? + tens(ten)?);
    }
    ones(word).or_else(|| tens(word))
}
