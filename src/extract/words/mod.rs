//! The lists of words and phrases that extraction knows, read once from the files in `words/`.
//!
//! A file has lists, each under its name in brackets; entries are parted by commas, and a line that
//! begins with `#` is for people. Which lists there are is said by the code that asks for them.

use std::sync::LazyLock;

/// One file's lists, in its order.
pub struct Lists {
    lists: Vec<(&'static str, Vec<&'static str>)>,
}

/// Words in class and id names, the surest first.
pub static NAMES: LazyLock<Lists> = LazyLock::new(|| Lists::read(include_str!("names.txt")));

/// First words of labels, and the like.
pub static LABELS: LazyLock<Lists> = LazyLock::new(|| Lists::read(include_str!("labels.txt")));

/// What pages say that are not the page.
pub static WALLS: LazyLock<Lists> = LazyLock::new(|| Lists::read(include_str!("walls.txt")));

/// Names of months, under their numbers.
pub static MONTHS: LazyLock<Lists> = LazyLock::new(|| Lists::read(include_str!("months.txt")));

impl Lists {
    /// Reads a file; what stands before the first list is passed over, which a test forbids.
    fn read(text: &'static str) -> Self {
        let mut lists: Vec<(&str, Vec<&str>)> = Vec::new();
        for line in text.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                lists.push((name, Vec::new()));
            } else if let Some((_, entries)) = lists.last_mut() {
                let found = line.split(',').map(str::trim);
                entries.extend(found.filter(|entry| !entry.is_empty()));
            }
        }
        Self { lists }
    }

    /// The entries of a list; none when there is no such list.
    pub fn get(&self, name: &str) -> &[&'static str] {
        let list = self.lists.iter().find(|(own, _)| *own == name);
        list.map(|(_, entries)| entries.as_slice())
            .unwrap_or_default()
    }

    /// Every list with its name, in the file's order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &[&'static str])> {
        self.lists
            .iter()
            .map(|(name, entries)| (*name, entries.as_slice()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_list_is_known_and_no_entry_stands_twice() {
        let known = |lists: &Lists, names: &[&str]| {
            let own: Vec<&str> = lists.iter().map(|(name, _)| name).collect();
            assert_eq!(own, names);
            for (name, entries) in lists.iter() {
                let mut seen = HashSet::new();
                assert!(!entries.is_empty(), "{name}");
                for entry in entries {
                    assert!(seen.insert(entry), "{name} has {entry:?} twice");
                    assert_eq!(entry.to_lowercase(), *entry, "{name}");
                }
            }
        };
        let names = [
            "consent",
            "comment",
            "related",
            "navigation",
            "boilerplate",
            "footnote",
            "caption",
            "content",
            "lead",
            "metadata",
        ];
        known(&NAMES, &names);
        let labels = [
            "alone",
            "share",
            "commenting",
            "newsletter",
            "read-also",
            "credit",
            "by",
            "nobody",
            "press-release",
            "references",
            "perhaps-references",
            "entry",
        ];
        known(&LABELS, &labels);
        let walls = [
            "challenge",
            "script-needed",
            "paywall",
            "error",
            "login",
            "consent",
            "accept",
        ];
        known(&WALLS, &walls);
        let months: Vec<String> = (1..=12).map(|month| month.to_string()).collect();
        let months: Vec<&str> = months.iter().map(String::as_str).collect();
        known(&MONTHS, &months);
    }

    #[test]
    fn no_word_says_two_things() {
        for lists in [&*NAMES, &*MONTHS] {
            let mut seen = HashSet::new();
            for (name, entries) in lists.iter() {
                for entry in entries {
                    assert!(seen.insert(entry), "{name} has {entry:?}, as another list");
                }
            }
        }
    }
}
