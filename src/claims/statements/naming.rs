//! Whether a name in a text means a source.

use crate::source::{Source, Target};

/// Words inside a name that its initials leave out.
const SMALL: &[&str] = &[
    "of", "the", "and", "for", "de", "du", "del", "della", "di", "da", "do", "der", "des", "von",
    "&",
];

/// Sources, of those that a claim does not cite, that a name is looked for in. Articles have
/// hundreds of sources at most.
const MAX_LOOKED_AT: usize = 500;

/// What the sources of an input may be called.
pub(in crate::claims) struct Called(Vec<Forms>);

/// What one source may be called.
struct Forms {
    id: String,
    /// The name of its file.
    stem: Option<String>,
    host: Option<String>,
    /// The parts of its host that may be a name.
    labels: Vec<String>,
    title: Vec<String>,
    /// The title's letters, for names in scripts without spaces.
    title_letters: String,
}

/// A name in the forms in which it is compared.
struct Name {
    squashed: String,
    lower: String,
    words: Vec<String>,
    initials: String,
    /// "New York Times" as `nytimes`: initials of all words but the last, then the last.
    abbreviated: Option<String>,
}

impl Called {
    pub(in crate::claims) fn of(sources: &[Source]) -> Self {
        Self(sources.iter().map(Forms::of).collect())
    }

    /// The source that `name` means: of the `cited` ones first.
    pub(in crate::claims) fn find(&self, name: &str, cited: &[usize]) -> Option<usize> {
        let name = Name::of(name)?;
        let means = |index: &usize| self.0.get(*index).is_some_and(|forms| forms.answer(&name));
        let all = 0..self.0.len().min(MAX_LOOKED_AT);
        cited
            .iter()
            .copied()
            .find(means)
            .or_else(|| all.into_iter().find(means))
    }
}

impl Name {
    fn of(name: &str) -> Option<Self> {
        let name = name.strip_prefix("The ").unwrap_or(name);
        let squashed = squash(name);
        if squashed.chars().count() < 2 {
            return None;
        }
        let begin = |words: &[&str]| -> String {
            let letters = words.iter().filter_map(|word| word.chars().next());
            letters.flat_map(char::to_lowercase).collect()
        };
        let all: Vec<&str> = name.split_whitespace().collect();
        let large: Vec<&str> = all
            .iter()
            .copied()
            .filter(|word| !SMALL.contains(word))
            .collect();
        let abbreviated = all
            .split_last()
            .filter(|(_, rest)| rest.len() >= 2)
            .map(|(last, rest)| format!("{}{}", begin(rest), squash(last)));
        Some(Self {
            lower: name.to_lowercase(),
            words: words(name),
            initials: begin(&large),
            abbreviated,
            squashed,
        })
    }
}

impl Forms {
    fn of(source: &Source) -> Self {
        let host = match &source.target {
            Target::Url(url) => url
                .host_str()
                .map(|host| host.trim_start_matches("www.").to_owned()),
            _ => None,
        };
        let stem = match &source.target {
            Target::Path(path) => path.file_stem().map(|stem| squash(&stem.to_string_lossy())),
            _ => None,
        };
        let labels = host
            .iter()
            .flat_map(|host| host.split('.').rev().skip(1))
            .map(squash);
        Self {
            id: squash(&source.id),
            stem,
            labels: labels
                .filter(|label| label.len() > 1 && !matches!(label.as_str(), "com" | "co"))
                .collect(),
            host,
            title_letters: source.title.as_deref().map(squash).unwrap_or_default(),
            title: source.title.as_deref().map(words).unwrap_or_default(),
        }
    }

    /// Whether `name` may mean the source: its id, its file, its host, or words of its title.
    fn answer(&self, name: &Name) -> bool {
        self.id == name.squashed
            || self.stem.as_ref() == Some(&name.squashed)
            || (name.lower.contains('.') && self.host.as_ref() == Some(&name.lower))
            || self.labels.iter().any(|label| is_label(label, name))
            || (!name.squashed.is_ascii() && self.title_letters.contains(&name.squashed))
            || (!name.words.is_empty()
                && self
                    .title
                    .windows(name.words.len())
                    .any(|run| run == name.words))
    }
}

/// Whether a part of a host is the name, an abbreviation of it, or begins or ends with it.
fn is_label(label: &str, name: &Name) -> bool {
    let wanted = name.squashed.as_str();
    let bare = label.strip_prefix("the").unwrap_or(label);
    let initials = &name.initials;
    bare == wanted
        || label == wanted
        || (wanted.len() >= 4 && (label.starts_with(wanted) || label.ends_with(wanted)))
        || (bare.len() >= 4 && wanted.starts_with(bare))
        || (initials.len() >= 2
            && (label == initials || label.strip_suffix("news") == Some(initials)))
        || name.abbreviated.as_deref() == Some(label)
}

/// Letters and digits, lowercase.
fn squash(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The words of a text, lowercase.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;

    fn is_called(source: Source, name: &str) -> bool {
        Called::of(&[source]).find(name, &[]).is_some()
    }

    #[test]
    fn hosts_and_titles_answer_to_names() {
        let source = |url: &str, title: Option<&str>| Source {
            id: url.to_owned(),
            target: Target::Url(Url::parse(url).unwrap()),
            title: title.map(str::to_owned),
        };
        let cases = [
            ("https://arstechnica.com/ai/x", "Ars Technica"),
            ("https://www.nytimes.com/x", "New York Times"),
            ("https://www.nytimes.com/x", "The New York Times"),
            ("https://www.ft.com/x", "Financial Times"),
            ("https://apnews.com/x", "Associated Press"),
            ("https://www.theguardian.com/x", "the Guardian"),
            ("https://www.bbc.co.uk/x", "BBC"),
            ("https://blogs.microsoft.com/x", "Microsoft"),
            ("https://www.reuters.com/x", "Reuters"),
        ];
        for (url, name) in cases {
            assert!(is_called(source(url, None), name), "{name} {url}");
        }
        assert!(!is_called(
            source("https://www.reuters.com/x", None),
            "Ars Technica"
        ));
        assert!(is_called(
            source("https://a.example/x", Some("Deal ends | Ars Technica")),
            "Ars Technica"
        ));
    }
}
