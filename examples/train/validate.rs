//! Measures how well the judge does on pages that it did not learn from.

use std::collections::BTreeMap;

use crate::examples::{Example, Set, load, part};
use crate::judge::{learn, originals};
use crate::rank;
use crate::records::Error;
use crate::words::{bad_ranges, is_bad, placed};

const FOLDS: u64 = 8;
const SALTS: [u64; 3] = [1, 2, 3];
const BINS: usize = 10;

/// A claim's score, and whether it is called supported.
struct Scored<'a> {
    example: &'a Example,
    score: f64,
    accepted: bool,
}

pub fn run(files: &[String]) -> Result<(), Error> {
    let examples = load(files)?;
    let all: Vec<&Example> = examples.iter().collect();
    let originals = originals(&all);
    let mut scored = Vec::new();
    let mut marks = Counts::default();
    for salt in SALTS {
        for fold in 0..FOLDS {
            let (seen, unseen) = part(&all, fold, FOLDS, salt);
            let model = learn(&seen);
            for example in unseen {
                if example.set == Set::Words {
                    let bad = bad_ranges(example, &originals);
                    let words = placed(example, &model.word);
                    for (word, figures) in example.study.word_figures.iter().zip(words) {
                        let marked =
                            model.word_in_place.probability(&figures) >= model.unsupported_word;
                        marks.add(marked, is_bad(word.span.range(), &bad));
                    }
                    continue;
                }
                let score = model.score(&example.study.claim, example.study.standing);
                let accepted = score >= model.supported;
                scored.push(Scored {
                    example,
                    score,
                    accepted,
                });
            }
        }
    }
    report(&scored, &marks, &all);
    Ok(())
}

fn report(scored: &[Scored<'_>], marks: &Counts, all: &[&Example]) {
    let claims: Vec<&Scored<'_>> = scored
        .iter()
        .filter(|one| one.example.set == Set::Claim)
        .collect();
    let mut counts = Counts::default();
    for one in &claims {
        counts.add(one.accepted, one.example.is_supported());
    }
    println!("| measure, cross-validated | value |\n|---|---|");
    println!(
        "| auc_supported | {:.3} |",
        auc(&claims, Example::is_supported)
    );
    println!(
        "| auc_any_support | {:.3} |",
        auc(&claims, Example::has_support)
    );
    println!("| f1_supported | {:.3} |", counts.f1());
    println!("| words f1 | {:.3} |", marks.f1());
    let labelled = all.iter().filter(|one| one.set == Set::Claim);
    rank::validate(labelled.map(|one| &one.record), FOLDS, &SALTS);
    edits(scored);
    reliability(&claims);
}

/// How often an edit is noticed, and ranks below its original.
fn edits(scored: &[Scored<'_>]) {
    // Each pair stands in the list once for each salt, its members in the same part.
    let mut pairs: BTreeMap<&str, Vec<&Scored<'_>>> = BTreeMap::new();
    for one in scored
        .iter()
        .filter(|one| !one.example.record.pair.is_empty())
    {
        pairs.entry(&one.example.record.pair).or_default().push(one);
    }
    let mut kinds: BTreeMap<&str, [f64; 4]> = BTreeMap::new();
    let (mut accepted, mut all) = (0.0, 0.0);
    for members in pairs.values() {
        let is_original = |one: &&&Scored<'_>| one.example.set == Set::Original;
        let originals: Vec<&&Scored<'_>> = members.iter().filter(is_original).collect();
        for (round, original) in originals.iter().enumerate() {
            all += 1.0;
            accepted += f64::from(u8::from(original.accepted));
            let edits = members.iter().filter(|one| one.example.set == Set::Edit);
            let mut of_kind: BTreeMap<&str, usize> = BTreeMap::new();
            for edit in edits {
                let kind = edit.example.record.kind.as_str();
                let seen = of_kind.entry(kind).or_default();
                *seen += 1;
                if *seen - 1 != round {
                    continue;
                }
                let sums = kinds.entry(kind).or_default();
                sums[0] += 1.0;
                sums[1] += f64::from(u8::from(original.score > edit.score));
                if original.accepted {
                    sums[2] += 1.0;
                    sums[3] += f64::from(u8::from(!edit.accepted));
                }
            }
        }
    }
    println!(
        "| originals_supported | {:.3} |",
        accepted / f64::max(all, 1.0)
    );
    let caught = |sums: &[f64; 4]| sums[3] / f64::max(sums[2], 1.0);
    let mean = kinds.values().map(caught).sum::<f64>() / kinds.len().max(1) as f64;
    println!("| caught, mean of kinds | {mean:.3} |");
    println!("\n| kind | edits | pair_win | caught |\n|---|---|---|---|");
    for (kind, sums) in &kinds {
        let rounds = SALTS.len() as f64;
        println!(
            "| {kind} | {:.0} | {:.3} | {:.3} |",
            sums[0] / rounds,
            sums[1] / sums[0],
            caught(sums)
        );
    }
}

/// Of the claims scored so high, how many are supported; and the expected calibration error (Naeini et
/// al., 2015), over bins of equal width.
fn reliability(claims: &[&Scored<'_>]) {
    let mut bins = vec![[0.0_f64; 3]; BINS];
    for one in claims {
        let upper = |bin: &usize| one.score < (*bin + 1) as f64 / BINS as f64;
        let bin = (0..BINS).find(upper).unwrap_or(BINS - 1);
        bins[bin][0] += 1.0;
        bins[bin][1] += one.score;
        bins[bin][2] += f64::from(u8::from(one.example.is_supported()));
    }
    println!("\n| score | claims | mean score | supported |\n|---|---|---|---|");
    let mut error = 0.0;
    for (index, [count, score, are]) in bins.iter().enumerate().filter(|(_, bin)| bin[0] > 0.0) {
        error += (score - are).abs() / claims.len() as f64;
        let from = index as f64 / BINS as f64;
        let shown = count / SALTS.len() as f64;
        println!(
            "| {from:.1} to {:.1} | {shown:.0} | {:.2} | {:.2} |",
            from + 0.1,
            score / count,
            are / count
        );
    }
    println!("\nexpected calibration error: {error:.3}");
}

/// The probability that one of a kind scores above one that is not, ties counting half.
fn auc(claims: &[&Scored<'_>], is: impl Fn(&Example) -> bool) -> f64 {
    let (mut wins, mut pairs) = (0.0, 0.0);
    for one in claims.iter().filter(|one| is(one.example)) {
        for other in claims.iter().filter(|other| !is(other.example)) {
            pairs += 1.0;
            wins += match one.score.total_cmp(&other.score) {
                std::cmp::Ordering::Greater => 1.0,
                std::cmp::Ordering::Equal => 0.5,
                std::cmp::Ordering::Less => 0.0,
            };
        }
    }
    wins / f64::max(pairs, 1.0)
}

/// Right and wrong marks.
#[derive(Default)]
struct Counts {
    right: f64,
    wrong: f64,
    missed: f64,
}

impl Counts {
    fn add(&mut self, marked: bool, is: bool) {
        match (marked, is) {
            (true, true) => self.right += 1.0,
            (true, false) => self.wrong += 1.0,
            (false, true) => self.missed += 1.0,
            (false, false) => {}
        }
    }

    fn f1(&self) -> f64 {
        2.0 * self.right / f64::max(2.0 * self.right + self.wrong + self.missed, 1.0)
    }
}
