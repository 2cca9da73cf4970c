//! The words and phrases by which articles are read, from `data/words.txt`.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

const TEXT: &str = include_str!("data/words.txt");

/// A section of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    ListHeadings,
    Asides,
    Leads,
    Locators,
    Others,
    And,
    Particles,
    Lacking,
    Same,
    AddressLeads,
    Linked,
    According,
    Towards,
    Saying,
    Reporting,
    BeforeVerbs,
    That,
    BetweenNames,
    AfterNames,
    Days,
    Articles,
    Finite,
    Captions,
}

/// Each section with its heading in the file.
const SECTIONS: &[(Words, &str)] = &[
    (Words::ListHeadings, "list headings"),
    (Words::Asides, "asides"),
    (Words::Leads, "leads"),
    (Words::Locators, "locators"),
    (Words::Others, "others"),
    (Words::And, "and"),
    (Words::Particles, "particles"),
    (Words::Lacking, "lacking"),
    (Words::Same, "same"),
    (Words::AddressLeads, "address leads"),
    (Words::Linked, "linked"),
    (Words::According, "according"),
    (Words::Towards, "towards"),
    (Words::Saying, "saying"),
    (Words::Reporting, "reporting"),
    (Words::BeforeVerbs, "before verbs"),
    (Words::That, "that"),
    (Words::BetweenNames, "between names"),
    (Words::AfterNames, "after names"),
    (Words::Days, "days"),
    (Words::Articles, "articles"),
    (Words::Finite, "finite verbs"),
    (Words::Captions, "captions"),
];

impl Words {
    /// The entries of the section, of every language.
    pub(super) fn list(self) -> &'static [&'static str] {
        static LISTS: OnceLock<Vec<Vec<&'static str>>> = OnceLock::new();
        // The sections of the enum are those of the table, in its order.
        &LISTS.get_or_init(read)[self as usize]
    }

    /// Whether `word`, in lower case, is an entry.
    pub(super) fn has(self, word: &str) -> bool {
        let first = word.bytes().next();
        first.is_some_and(|first| self.beginning(first).contains(&word))
    }

    /// The entries that begin with this byte: what every word of an article is compared with.
    pub(super) fn beginning(self, first: u8) -> &'static [&'static str] {
        static INDEX: OnceLock<Vec<FxHashMap<u8, Vec<&'static str>>>> = OnceLock::new();
        let index = INDEX.get_or_init(|| read().into_iter().map(by_first).collect());
        index[self as usize].get(&first).map_or(&[], Vec::as_slice)
    }
}

fn by_first(list: Vec<&'static str>) -> FxHashMap<u8, Vec<&'static str>> {
    let mut found: FxHashMap<u8, Vec<&'static str>> = FxHashMap::default();
    for entry in list {
        if let Some(first) = entry.bytes().next() {
            found.entry(first).or_default().push(entry);
        }
    }
    found
}

fn read() -> Vec<Vec<&'static str>> {
    let mut lists = vec![Vec::new(); SECTIONS.len()];
    let mut open = None;
    for line in TEXT.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            open = SECTIONS.iter().position(|(_, known)| *known == name);
        } else if let (Some(section), Some((_, entries))) = (open, line.split_once(": "))
            && !line.starts_with('#')
        {
            lists[section].extend(entries.split(", ").map(str::trim));
        }
    }
    lists
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_file_is_understood() {
        let mut seen = Vec::new();
        for line in TEXT
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                assert!(SECTIONS.iter().any(|(_, known)| *known == name), "{name}");
                seen.push(name);
                continue;
            }
            let (language, entries) = line.split_once(": ").expect(line);
            assert!(!language.contains(' ') && !seen.is_empty(), "{line}");
            assert_eq!(entries, entries.to_lowercase(), "{line}");
        }
        assert_eq!(seen.len(), SECTIONS.len());
        for (index, (section, _)) in SECTIONS.iter().enumerate() {
            assert_eq!(*section as usize, index);
            assert!(!section.list().is_empty());
        }
    }
}
