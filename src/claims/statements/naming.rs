//! Whether a name in a text means a source.

use crate::claims::vocabulary::Words;
use crate::source::{Source, Target};

/// Sources, of those that a claim does not cite, that a name is looked for in. Articles have
/// hundreds of sources at most.
const MAX_LOOKED_AT: usize = 500;

/// Letters of a name of which a part of a host may be the beginning.
const LONG: usize = 4;

/// Words of a name that may stand anywhere in a title: shorter ones are its subject as often as its publisher.
const WORDS_OF_A_TITLE: usize = 3;

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
    /// The title, and its reference as the article lists it, in parts: site, publisher, authors.
    parts: Vec<Vec<String>>,
    title: Vec<String>,
    /// The title's letters, for names in scripts without spaces.
    title_letters: String,
}

/// How surely the words around a name mean a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::claims) enum Meant {
    /// "According to …": the title may be named too.
    Surely,
    /// "… said": only a site, a publisher or an author says something.
    Perhaps,
    /// A part of a longer name: only all of what a source is called will do.
    InPart,
}

/// A name in the forms in which it is compared.
struct Name {
    squashed: String,
    lower: String,
    words: Vec<String>,
    initials: String,
    /// "New York Times" as `nytimes`: initials of all words but the last, then the last.
    abbreviated: Option<String>,
    /// Whether it is nothing but capitals: "WHO".
    acronym: bool,
}

impl Called {
    pub(in crate::claims) fn of<'s>(sources: impl IntoIterator<Item = &'s Source>) -> Self {
        Self(sources.into_iter().map(Forms::of).collect())
    }

    /// The source that `name` means, of the `cited` ones; of all, where none is given.
    pub(in crate::claims) fn find(
        &self,
        name: &str,
        cited: &[usize],
        meant: Meant,
    ) -> Option<usize> {
        let name = Name::of(name)?;
        let answers = |index: &usize| {
            let forms = self.0.get(*index);
            forms.is_some_and(|forms| forms.answer(&name, meant))
        };
        if cited.is_empty() {
            return (0..self.0.len().min(MAX_LOOKED_AT)).find(answers);
        }
        cited.iter().copied().find(answers)
    }
}

impl Called {
    /// The source that is named in a clause, by the longest of the names that the clause has; of the `cited` ones, of
    /// all where none is given.
    pub(in crate::claims) fn find_in(&self, clause: &str, cited: &[usize]) -> Option<usize> {
        /// Words of a name that may stand anywhere in a clause.
        const FEWEST: usize = 2;
        let spoken = words(clause);
        let all: Vec<usize> = (0..self.0.len().min(MAX_LOOKED_AT)).collect();
        let looked = if cited.is_empty() { &all } else { cited };
        let told = looked.iter().flat_map(|index| {
            let parts = self
                .0
                .get(*index)
                .into_iter()
                .flat_map(|forms| &forms.parts);
            let lengths = parts.map(|part| {
                let is_told = spoken.windows(part.len()).any(|run| run == part.as_slice());
                if is_told { part.len() } else { 0 }
            });
            lengths.map(|length| (length, *index))
        });
        told.filter(|(length, _)| *length >= FEWEST)
            .max_by_key(|(length, index)| (*length, usize::MAX - index))
            .map(|(_, index)| index)
    }

    /// The only source that `name` means; none where it means several.
    pub(in crate::claims) fn only(&self, name: &str) -> Option<usize> {
        let name = Name::of(name)?;
        let meant = |index: &usize| self.0[*index].answer(&name, Meant::Perhaps);
        let mut found = (0..self.0.len().min(MAX_LOOKED_AT)).filter(meant);
        found.next().filter(|_| found.next().is_none())
    }
}

impl Name {
    fn of(name: &str) -> Option<Self> {
        let name = name
            .strip_prefix("The ")
            .or_else(|| name.strip_prefix("the "))
            .unwrap_or(name);
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
            .filter(|word| !Words::Particles.has(word))
            .collect();
        let abbreviated = all
            .split_last()
            .filter(|(_, rest)| rest.len() >= 2)
            .map(|(last, rest)| format!("{}{}", begin(rest), squash(last)));
        Some(Self {
            lower: name.to_lowercase(),
            words: words(name),
            initials: begin(&large),
            acronym: name.chars().all(|c| c.is_uppercase() || c == '.'),
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
        let title = source.title.as_deref().unwrap_or_default();
        let reference = source.reference.as_deref().unwrap_or_default();
        let untitled = match title {
            "" => reference.to_owned(),
            title => reference.replace(title, "|"),
        };
        Self {
            id: squash(&source.id),
            stem,
            labels: labels
                .filter(|label| label.len() > 1 && !matches!(label.as_str(), "com" | "co"))
                .collect(),
            host,
            parts: title_parts(title).chain(parts(&untitled)).collect(),
            title_letters: squash(title),
            title: words(title),
        }
    }

    /// Whether `name` may mean the source: its id, its file, its host, its title or a part of it, or who wrote
    /// or published it.
    fn answer(&self, name: &Name, meant: Meant) -> bool {
        let exact = meant == Meant::InPart;
        self.id == name.squashed
            || self.stem.as_ref() == Some(&name.squashed)
            || (name.lower.contains('.') && self.host.as_ref() == Some(&name.lower))
            || self.labels.iter().any(|label| is_label(label, name, exact))
            || self.parts.iter().any(|part| is_part(part, name))
            || (meant == Meant::Surely && self.is_titled(name))
    }

    /// Whether the title has the name in it.
    fn is_titled(&self, name: &Name) -> bool {
        (!name.squashed.is_ascii() && self.title_letters.contains(&name.squashed))
            || (name.words.len() >= WORDS_OF_A_TITLE
                && self
                    .title
                    .windows(name.words.len())
                    .any(|run| run == name.words))
    }
}

/// Whether a part of a title or reference is the name: in full, by its initials, or by the surname alone.
fn is_part(part: &[String], name: &Name) -> bool {
    let initials = || -> String {
        let large = part.iter().filter(|word| !Words::Particles.has(word));
        large.filter_map(|word| word.chars().next()).collect()
    };
    let surname = name.words.len() == 2 && part.len() == 1 && part.last() == name.words.last();
    part == name.words
        || surname && part[0].len() >= LONG
        || (name.acronym && part.len() >= 2 && initials() == name.squashed)
}

/// What a page's title has besides the title itself: the site's name after a bar or a dash, or before a colon.
fn title_parts(title: &str) -> impl Iterator<Item = Vec<String>> + '_ {
    let spaced = title
        .replace(['–', '—', '|', '·'], "|")
        .replace(" - ", "|")
        .replace(": ", "|");
    names(&spaced, &['|', '：'])
}

/// The parts of a reference that may be a name: between stops, commas, dashes, quotation marks and brackets.
fn parts(reference: &str) -> impl Iterator<Item = Vec<String>> + '_ {
    let spaced = reference.replace(['–', '—', '·'], "|");
    let spaced = spaced
        .replace(" - ", "|")
        .replace(". ", "|")
        .replace(": ", "|");
    names(
        &spaced,
        &[
            '|', ',', ';', '(', ')', '"', '“', '”', '„', '«', '»', '：', '、', '/',
        ],
    )
}

/// The parts of `text` that are short enough for a name, without their article.
fn names(text: &str, separators: &[char]) -> impl Iterator<Item = Vec<String>> + use<> {
    const LONGEST: usize = 8;
    let split: Vec<Vec<String>> = text
        .split(separators)
        .map(|part| {
            let mut part = words(part);
            // "by Ada Holm", "the Skyline"
            let leads =
                |first: &String| matches!(first.as_str(), "the" | "by" | "von" | "par" | "por");
            if part.len() > 1 && part.first().is_some_and(leads) {
                part.remove(0);
            }
            part
        })
        .filter(|part| (1..=LONGEST).contains(&part.len()))
        .collect();
    split.into_iter()
}

/// Whether a part of a host is the name, an abbreviation of it, or begins or ends with it.
fn is_label(label: &str, name: &Name, exact: bool) -> bool {
    let wanted = name.squashed.as_str();
    let bare = label.strip_prefix("the").unwrap_or(label);
    let initials = &name.initials;
    let partly = || {
        (wanted.len() >= LONG && (label.starts_with(wanted) || label.ends_with(wanted)))
            || (bare.len() >= LONG && wanted.starts_with(bare))
    };
    bare == wanted
        || label == wanted
        || (initials.len() >= 2
            && (label == initials || label.strip_suffix("news") == Some(initials)))
        || name.abbreviated.as_deref() == Some(label)
        || (!exact && partly())
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

    fn source(url: &str, title: Option<&str>, reference: Option<&str>) -> Source {
        Source {
            id: url.to_owned(),
            target: Target::Url(Url::parse(url).unwrap()),
            title: title.map(str::to_owned),
            reference: reference.map(str::to_owned),
        }
    }

    fn is_called(source: &Source, name: &str, meant: Meant) -> bool {
        Called::of([source]).find(name, &[], meant).is_some()
    }

    #[test]
    fn hosts_titles_and_references_answer_to_names() {
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
            assert!(
                is_called(&source(url, None, None), name, Meant::Perhaps),
                "{name} {url}"
            );
        }
        let page = |title, reference| source("https://a.example/x", title, reference);
        let titled = page(Some("Deal ends with Norrland | Ars Technica"), None);
        assert!(is_called(&titled, "Ars Technica", Meant::Perhaps));
        assert!(
            !is_called(&titled, "Norrland", Meant::Surely),
            "a title's subject"
        );
        let listed = page(
            None,
            Some("Okafor, J. (2019). Sleep of bees. World Hive Council"),
        );
        for name in [
            "Ines Okafor",
            "Okafor",
            "World Hive Council",
            "WHC",
            "the World Hive Council",
        ] {
            assert!(is_called(&listed, name, Meant::Perhaps), "{name}");
        }
        assert!(!is_called(&listed, "Hive", Meant::Surely));
    }
}
