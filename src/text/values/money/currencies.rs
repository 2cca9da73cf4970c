//! The currencies: their codes, names and signs, and those that several of them share.

use rustc_hash::FxHashMap;

use crate::text::{key, sections, word_key};

const CURRENCIES: &str = include_str!("../../data/currencies.txt");

/// All currencies, read once. One is an ISO 4217 code, or the family of those that a name or sign is shared by: "dollar".
#[derive(Default)]
pub(crate) struct Currencies {
    codes: FxHashMap<u64, &'static str>,
    names: FxHashMap<u64, &'static str>,
    /// Names of hundredths, and of what they are.
    hundredths: FxHashMap<u64, &'static str>,
    /// By key of the sign with what belongs to it: "US$" is "us$".
    signs: FxHashMap<u64, &'static str>,
    /// Each with its codes.
    families: Vec<(&'static str, Vec<&'static str>)>,
    /// How words for a country begin, and the codes of its currencies.
    countries: Vec<(&'static str, &'static str)>,
}

impl Currencies {
    pub fn read() -> Self {
        let mut all = Self::default();
        for (tag, words) in sections(CURRENCIES) {
            for word in words.split_whitespace() {
                all.add(tag, word);
            }
        }
        all
    }

    fn add(&mut self, tag: &str, word: &'static str) {
        let Some((name, value)) = word.split_once('=') else {
            assert!(tag == "code", "currencies.txt: {word} stands for nothing");
            self.codes.insert(word_key(word), word);
            return;
        };
        match tag {
            "family" => self.families.push((name, value.split(',').collect())),
            "sign" => drop(self.signs.insert(key(name), value)),
            "name" => drop(self.names.insert(word_key(name), value)),
            "hundredth" => drop(self.hundredths.insert(word_key(name), value)),
            "country" => self.countries.push((name, value)),
            other => panic!("currencies.txt has no section [{other}]"),
        }
    }

    /// Whether the symbol with key `form` is a currency's sign.
    pub fn is_sign(&self, form: u64) -> bool {
        self.signs.contains_key(&form)
    }

    /// Whether the word with key `form` is the name of a currency or of its hundredths.
    pub fn is_name(&self, form: u64) -> bool {
        self.names.contains_key(&form) || self.hundredths.contains_key(&form)
    }

    pub(super) fn by_sign(&self, form: u64) -> Option<&'static str> {
        self.signs.get(&form).copied()
    }

    pub(super) fn by_name(&self, form: u64) -> Option<&'static str> {
        self.names.get(&form).copied()
    }

    pub(super) fn by_code(&self, form: u64) -> Option<&'static str> {
        self.codes.get(&form).copied()
    }

    pub(super) fn hundredth(&self, form: u64) -> Option<&'static str> {
        self.hundredths.get(&form).copied()
    }

    /// The currency that is meant by `family` in the country for which `word`, in lowercase, stands; none where that has none of
    /// the name.
    pub(super) fn of_country(&self, family: &str, word: &str) -> Option<&'static str> {
        let codes = self.codes_of(family)?;
        let of = |letters: &str| codes.iter().find(|code| code.starts_with(letters));
        let countries = self.countries.iter();
        let mut named = countries.filter(|(start, _)| word.starts_with(start));
        named.find_map(|(_, letters)| of(letters)).copied()
    }

    /// Whether `word`, in lowercase, stands for a country.
    pub(super) fn is_country(&self, word: &str) -> bool {
        let mut countries = self.countries.iter();
        countries.any(|(start, _)| word.starts_with(start))
    }

    /// The currency that is meant by `family` behind or before the two letters of a country: "MX" of "MX$".
    pub(super) fn of_letters(&self, family: &str, letters: &str) -> Option<&'static str> {
        let is_country =
            letters.len() == 2 && letters.bytes().all(|byte| byte.is_ascii_uppercase());
        let codes = self.codes_of(family).filter(|_| is_country)?;
        codes.iter().find(|code| code.starts_with(letters)).copied()
    }

    fn codes_of(&self, family: &str) -> Option<&[&'static str]> {
        let mut families = self.families.iter();
        families
            .find(|(name, _)| *name == family)
            .map(|(_, codes)| codes.as_slice())
    }

    /// Whether both may be the same currency: "dollar" and "AUD", and not "USD" and "AUD".
    pub fn may_be_one(&self, one: &str, other: &str) -> bool {
        let has = |family: &str, code: &str| {
            self.codes_of(family)
                .is_some_and(|codes| codes.contains(&code))
        };
        let share = || {
            let (one, other) = (self.codes_of(one)?, self.codes_of(other)?);
            Some(one.iter().any(|code| other.contains(code)))
        };
        one == other || has(one, other) || has(other, one) || share() == Some(true)
    }
}
