//! How rare a word is in general, so that a short page does not distort it.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::text::key;

/// Document frequencies of English stems; made by `cargo run --example train -- background`.
const TABLE: &str = include_str!("../data/background.txt");

/// About how many stems the table has.
const STEMS: usize = 8_000;

struct Background {
    /// The rarity of each stem, and of what the table does not have.
    rarities: FxHashMap<u64, f64>,
    unknown: f64,
}

fn get() -> &'static Background {
    static BACKGROUND: OnceLock<Background> = OnceLock::new();
    BACKGROUND.get_or_init(|| {
        let lines = || {
            let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
            lines.filter_map(|line| {
                let (count, stems) = line.split_once(' ')?;
                Some((count.parse::<u32>().ok().map(f64::from)?, stems))
            })
        };
        // The first entry is the number of documents, under a name that is no stem.
        let documents = lines().find(|(_, stems)| *stems == "*");
        let documents = documents.map_or(1.0, |(count, _)| count);
        let most = idf(documents, NEVER);
        let rarity = |count: f64| (idf(documents, count) / most).clamp(0.0, 1.0);
        let mut rarities = FxHashMap::default();
        rarities.reserve(STEMS);
        for (count, stems) in lines() {
            let rarity = rarity(count);
            rarities.extend(stems.split(' ').map(|stem| (key(stem), rarity)));
        }
        Background {
            rarities,
            unknown: rarity(NEVER),
        }
    })
}

/// In how many documents a stem is taken to be that is in none of them.
const NEVER: f64 = 0.5;

fn idf(documents: f64, count: f64) -> f64 {
    ((documents - count + 0.5) / (count + 0.5)).ln_1p()
}

/// Rarity of a stem, 0 (in every document) to 1 (in none of them): the inverse document frequency
/// of Spärck Jones (1972), smoothed as in BM25, over its greatest value.
pub(crate) fn rarity(stem: u64) -> f64 {
    let background = get();
    let known = background.rarities.get(&stem);
    known.copied().unwrap_or(background.unknown)
}
