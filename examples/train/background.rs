//! Counts in how many documents each stem stands.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Write;

use citecheck::inner::{Lang, normal_form, stem, tokens};

use crate::records::{Error, read};

/// Stems in fewer documents are as rare as unknown ones, and would only make the file long.
const LEAST: u32 = 4;

/// A page stands under several claims; its first passages tell it.
const SAME_PAGE: usize = 6;

pub fn run(bench: &str) -> Result<(), Error> {
    let mut seen = HashSet::new();
    let mut counts: HashMap<String, u32> = HashMap::new();
    let mut documents = 0_u32;
    for record in read(bench)? {
        let head: Vec<String> = record.passages.iter().take(SAME_PAGE).cloned().collect();
        if !seen.insert(head) {
            continue;
        }
        documents += 1;
        let mut stems = HashSet::new();
        for passage in &record.passages {
            for token in tokens(passage, Lang::English) {
                let word = token.span.of(passage);
                if token.is_content() && word.chars().all(char::is_alphabetic) {
                    stems.insert(stem(&normal_form(word), Lang::English));
                }
            }
        }
        for stem in stems {
            *counts.entry(stem).or_default() += 1;
        }
    }
    let mut by_count: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for (stem, count) in counts {
        if count >= LEAST && stem.is_ascii() {
            by_count.entry(count).or_default().push(stem);
        }
    }
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "# Documents that each stem stands in; made by the `background` step of examples/train."
    )?;
    writeln!(out, "{documents} *")?;
    for (count, mut stems) in by_count.into_iter().rev() {
        stems.sort_unstable();
        writeln!(out, "{count} {}", stems.join(" "))?;
    }
    Ok(())
}
