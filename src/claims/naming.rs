//! Whether a name in a text means a source.

use url::Url;

use crate::source::{Source, Target};

/// Words inside a name that its initials leave out.
const SMALL: &[&str] = &[
    "of", "the", "and", "for", "de", "du", "der", "des", "von", "&",
];

/// Whether `name` may mean `source`: its id, its title, its host or the publisher in its title.
pub(super) fn is_called(source: &Source, name: &str) -> bool {
    let wanted = squash(name.strip_prefix("The ").unwrap_or(name));
    if wanted.chars().count() < 2 {
        return false;
    }
    let by_title = || {
        source
            .title
            .as_deref()
            .is_some_and(|title| has_words(title, name.strip_prefix("The ").unwrap_or(name)))
    };
    let by_place = || match &source.target {
        Target::Url(url) => host_is(url, name, &wanted),
        Target::Path(path) => path
            .file_stem()
            .is_some_and(|stem| squash(&stem.to_string_lossy()) == wanted),
        Target::Text(_) => false,
    };
    squash(&source.id) == wanted || by_place() || by_title()
}

/// Whether a host's own label is the name, an abbreviation of it, or begins or ends with it.
fn host_is(url: &Url, name: &str, wanted: &str) -> bool {
    let Some(host) = url.host_str() else {
        return false;
    };
    if name.contains('.') && host.trim_start_matches("www.") == name.to_lowercase() {
        return true;
    }
    let initials: String = name
        .split_whitespace()
        .filter(|word| !SMALL.contains(word))
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_lowercase)
        .collect();
    host.split('.').rev().skip(1).any(|label| {
        let label = squash(label);
        if label.len() < 2 || label == "www" || label == "com" || label == "co" {
            return false;
        }
        let bare = label.strip_prefix("the").unwrap_or(&label);
        bare == wanted
            || label == wanted
            || (wanted.len() >= 4 && (label.starts_with(wanted) || label.ends_with(wanted)))
            || (label.len() >= 4 && wanted.starts_with(bare))
            || (initials.len() >= 2 && (label == initials || label == format!("{initials}news")))
            || abbreviated(name, &label)
    })
}

/// "New York Times" is `nytimes`: initials of all words but the last, then the last.
fn abbreviated(name: &str, label: &str) -> bool {
    let words: Vec<&str> = name
        .split_whitespace()
        .filter(|word| !word.eq_ignore_ascii_case("the"))
        .collect();
    let Some((last, rest)) = words.split_last() else {
        return false;
    };
    let initials: String = rest.iter().filter_map(|word| word.chars().next()).collect();
    rest.len() >= 2 && squash(&format!("{initials}{last}")) == label
}

/// Letters and digits, lowercase.
fn squash(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether the words of `name` stand together in `text`.
fn has_words(text: &str, name: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let name = words(name);
    !name.is_empty() && words(text).windows(name.len()).any(|run| run == name)
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert!(is_called(&source(url, None), name), "{name} {url}");
        }
        assert!(!is_called(
            &source("https://www.reuters.com/x", None),
            "Ars Technica"
        ));
        assert!(is_called(
            &source("https://a.example/x", Some("Deal ends | Ars Technica")),
            "Ars Technica"
        ));
    }
}
