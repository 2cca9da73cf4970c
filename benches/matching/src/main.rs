//! How long verifying takes on one core, on made-up text: a further claim against a prepared document,
//! documents of growing length, and inputs made to be slow. Prints medians.
//!
//! ```text
//! cargo run --release --manifest-path benches/matching/Cargo.toml
//! ```

use std::hint::black_box;
use std::time::{Duration, Instant};

use citecheck::claims::Claim;
use citecheck::extract::Document;
use citecheck::verify::Prepared;
use citecheck::verify::{Judge, Need, verify};

const ROUNDS: usize = 9;

fn main() {
    let mut words = Words(1);
    println!("{:<52} {:>12}", "what", "median");
    further_claim(&mut words);
    // One claim for all lengths, and one with a date that is nowhere, which is looked for in every passage.
    let plain = "The kore of misan was with terlo and dersan in the gravo.";
    for (claim, passages) in [
        (plain, 100),
        (plain, 1_000),
        (plain, 10_000),
        (plain, 100_000),
        ("The kore of misan was with terlo in March 2043.", 100_000),
    ] {
        let document: Vec<String> = (0..passages).map(|_| words.sentence(18)).collect();
        let what = if claim == plain { "claim" } else { "claim with a date" };
        let claim = Claim::of_text(claim);
        let time = median(|| {
            let document = document.clone();
            let start = Instant::now();
            let prepared = Prepared::new(Document::from_passages(document));
            black_box(verify(&claim, &[Ok(&prepared)], Need::Any, &Judge::lexical()));
            start.elapsed()
        });
        let each = time / passages;
        println!("{:<52} {time:>12.1?} {each:>10.0?} a passage", format!("prepare {passages} passages, one {what}"));
    }
    let long = words.sentence(160_000);
    let size = long.len() as f64 / 1e6;
    let short = words.sentence(18);
    let ten_thousand = words.sentence(10_000);
    let hundred: Vec<String> = (0..100).map(|_| words.sentence(18)).collect();
    hostile(&format!("a sentence of {size:.1} MB as source"), &short, vec![long.clone()]);
    hostile(&format!("a sentence of {size:.1} MB as source and claim"), &long, vec![long.clone()]);
    hostile("a claim of 10,000 words, 100 passages", &ten_thousand, hundred);
    hostile("one word 150,000 times as source", "a word", vec!["word ".repeat(150_000)]);
    hostile("one word 150,000 times as source and claim", &"word ".repeat(150_000), vec!["word ".repeat(150_000)]);
    hostile("100,000 numbers as source", "They sold 4321 of them in 1999.", vec!["1999 4322 ".repeat(50_000)]);
    hostile("100,000 names as source", "Anna Alpha met Boris Beta in Gamma.", vec!["Anna Beta, Boris Alpha ".repeat(25_000)]);
}

/// A claim against a document of 200 passages that was prepared before.
fn further_claim(words: &mut Words) {
    let document: Vec<String> = (0..200).map(|_| words.sentence(18)).collect();
    let claims: Vec<Claim> = (0..200)
        .map(|index| {
            // Half of a passage and half of something else: neither found at once nor hopeless.
            let (head, _) = document[index].split_at(document[index].len() / 2);
            Claim::of_text(&format!("{head}{}", words.sentence(9)))
        })
        .collect();
    let prepared = Prepared::new(Document::from_passages(document));
    let time = median(|| {
        let start = Instant::now();
        for claim in &claims {
            black_box(verify(claim, &[Ok(&prepared)], Need::Any, &Judge::lexical()));
        }
        start.elapsed() / 200
    });
    println!("{:<52} {time:>12.1?}", "a further claim, 200 prepared passages");
}

fn hostile(what: &str, claim: &str, passages: Vec<String>) {
    let claim = Claim::of_text(claim);
    let start = Instant::now();
    let prepared = Prepared::new(Document::from_passages(passages));
    black_box(verify(&claim, &[Ok(&prepared)], Need::Any, &Judge::lexical()));
    println!("{what:<52} {:>12.1?}", start.elapsed());
}

fn median(mut run: impl FnMut() -> Duration) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS).map(|_| run()).collect();
    times.sort_unstable();
    times[ROUNDS / 2]
}

/// Made-up words, names and numbers, the same in every run: a linear congruential generator (Knuth,
/// MMIX).
struct Words(u64);

impl Words {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    fn word(&mut self) -> String {
        const SMALL: [&str; 10] = ["the", "of", "and", "a", "to", "in", "was", "for", "on", "with"];
        const SYLLABLES: [&str; 16] =
            ["ba", "re", "lo", "mi", "tu", "san", "der", "ko", "pel", "ni", "gra", "vo", "shi", "ter", "mon", "la"];
        match self.next(20) {
            0..8 => SMALL[self.next(10) as usize].to_owned(),
            8 => self.next(3000).to_string(),
            kind => {
                // Some words are common, most are not, as in any text.
                let seed = self.next(60) * self.next(60);
                let mut word: String = (0..2 + seed % 3)
                    .map(|index| SYLLABLES[((seed >> (2 * index)) % 16) as usize])
                    .collect();
                if kind == 9 {
                    word[..1].make_ascii_uppercase();
                }
                word
            }
        }
    }

    fn sentence(&mut self, words: usize) -> String {
        let words: Vec<String> = (0..words).map(|_| self.word()).collect();
        format!("{}.", words.join(" "))
    }
}
