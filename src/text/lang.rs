//! Languages, as far as stems and words without content need to know them.

/// A language whose inflections are known; for any other, words match by their form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// English, and what looks like no other.
    #[default]
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Italian.
    Italian,
    /// Portuguese.
    Portuguese,
    /// Dutch.
    Dutch,
    /// A language without stemmer here: Japanese, Chinese, and others.
    Other,
}

impl Lang {
    /// Bytes of a text that its language is told by: some 200 words.
    pub(crate) const SAMPLE: usize = 1200;

    /// Every language with a list of words without content.
    pub(crate) const LISTED: [Self; 7] = [
        Self::English,
        Self::German,
        Self::French,
        Self::Spanish,
        Self::Italian,
        Self::Portuguese,
        Self::Dutch,
    ];

    /// From a BCP 47 tag: its primary subtag decides.
    pub fn from_tag(tag: &str) -> Self {
        match tag
            .split(['-', '_'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase()
            .as_str()
        {
            "en" => Self::English,
            "de" => Self::German,
            "fr" => Self::French,
            "es" => Self::Spanish,
            "it" => Self::Italian,
            "pt" => Self::Portuguese,
            "nl" => Self::Dutch,
            _ => Self::Other,
        }
    }
}
