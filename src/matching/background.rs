//! How rare a word is in general, so that a short page does not distort it.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::text::key;

/// Document frequencies of English stems; made by `cargo run --example train -- background`.
const TABLE: &str = include_str!("data/background.txt");

/// About how many stems the table has.
const STEMS: usize = 8_000;

struct Background {
    documents: f64,
    /// The inverse document frequency of what is in none of them.
    most: f64,
    counts: FxHashMap<u64, u32>,
}

fn get() -> &'static Background {
    static BACKGROUND: OnceLock<Background> = OnceLock::new();
    BACKGROUND.get_or_init(|| {
        let mut documents = 1.0;
        let mut counts = FxHashMap::default();
        counts.reserve(STEMS);
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let Some((count, stems)) = line.split_once(' ') else {
                continue;
            };
            let Ok(count) = count.parse::<u32>() else {
                continue;
            };
            for stem in stems.split(' ') {
                // The first entry is the number of documents, under a name that is no stem.
                if stem == "*" {
                    documents = f64::from(count);
                } else {
                    counts.insert(key(stem), count);
                }
            }
        }
        let mut background = Background {
            documents,
            most: 1.0,
            counts,
        };
        background.most = background.idf(0.5);
        background
    })
}

impl Background {
    fn idf(&self, count: f64) -> f64 {
        ((self.documents - count + 0.5) / (count + 0.5)).ln_1p()
    }
}

/// Rarity of a stem, 0 (in every document) to 1 (in none of them): the inverse document frequency
/// of Spärck Jones (1972), smoothed as in BM25, over its greatest value.
pub(crate) fn rarity(stem: u64) -> f64 {
    let background = get();
    let count = background.counts.get(&stem).copied().map_or(0.5, f64::from);
    (background.idf(count) / background.most).clamp(0.0, 1.0)
}
