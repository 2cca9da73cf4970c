//! Measures how well the judges do on pages that they did not learn from.

use std::collections::BTreeMap;

use citecheck::verdict::Verdict;
use citecheck::verify::JudgeWeights;

use crate::examples::{Example, load, part};
use crate::judge::{Kind, learn};
use crate::rank;
use crate::records::{Error, Set};
use crate::words::{self, bad_ranges, is_bad, placed};

const FOLDS: u64 = 8;
const SALTS: [u64; 2] = [1, 2];
const BINS: usize = 10;

/// A claim's verdict and score by numbers that were not learned from its page.
struct Scored<'a> {
    example: &'a Example,
    verdict: Verdict,
    score: f64,
}

pub fn run(bench: &str) -> Result<(), Error> {
    let loaded = load(bench)?;
    let all: Vec<&Example> = loaded.iter().collect();
    for kind in [Kind::Entailment, Kind::Lexical] {
        let takes = |one: &&&Example| {
            kind.takes(one)
                || one.record.set == Set::Flips && (kind == Kind::Lexical || one.record.is_fit)
        };
        let examples: Vec<&Example> = all.iter().filter(takes).copied().collect();
        let mut scored = Vec::new();
        for salt in SALTS {
            for fold in 0..FOLDS {
                let (seen, unseen) = part(&examples, fold, FOLDS, salt);
                let weights = learn(&seen, kind);
                scored.extend(unseen.into_iter().map(|example| judged(example, &weights)));
            }
        }
        println!("\n{kind:?}, on pages that it did not learn from\n");
        println!(
            "| set | claims | auc | balanced accuracy | true accepted | others let through | true called contradicted | contradictions named | f1 | calibration error |"
        );
        println!("|---|---|---|---|---|---|---|---|---|---|");
        for set in Set::ALL {
            let of_set: Vec<&Scored<'_>> = scored
                .iter()
                .filter(|one| one.example.record.set == set)
                .collect();
            if !of_set.is_empty() && set != Set::Flips {
                row(set, &of_set);
            }
        }
        kinds(&scored);
        edits(&scored);
    }
    words(&all);
    let labelled = all.iter().filter(|one| one.record.set == Set::Wice);
    rank::validate(labelled.map(|one| &one.record), FOLDS, &SALTS);
    Ok(())
}

fn judged<'a>(example: &'a Example, weights: &JudgeWeights) -> Scored<'a> {
    let (verdict, score) = example.facts.decide(weights);
    Scored {
        example,
        verdict,
        score,
    }
}

fn share<'a>(
    of: impl Iterator<Item = &'a &'a Scored<'a>>,
    is: impl Fn(&Scored<'_>) -> bool,
) -> f64 {
    let (mut all, mut count) = (0.0, 0.0);
    for one in of {
        all += 1.0;
        count += f64::from(u8::from(is(one)));
    }
    if all > 0.0 { count / all } else { f64::NAN }
}

fn row(set: Set, scored: &[&Scored<'_>]) {
    let is_true = |one: &&&Scored<'_>| one.example.record.is_supported();
    let accepted = |one: &Scored<'_>| one.verdict == Verdict::Supported;
    let denied = |one: &Scored<'_>| one.verdict == Verdict::Contradicted;
    let recall = share(scored.iter().filter(is_true), accepted);
    let passed = share(scored.iter().filter(|one| !is_true(one)), accepted);
    let precision = {
        let right = scored
            .iter()
            .filter(|one| is_true(one) && accepted(one))
            .count() as f64;
        right
            / f64::max(
                scored.iter().filter(|one| accepted(one)).count() as f64,
                1.0,
            )
    };
    println!(
        "| {} | {} | {:.3} | {:.3} | {recall:.3} | {passed:.3} | {:.3} | {:.3} | {:.3} | {:.3} |",
        set.name(),
        scored.len() / SALTS.len(),
        auc(scored),
        f64::midpoint(recall, 1.0 - passed),
        share(scored.iter().filter(is_true), denied),
        share(
            scored
                .iter()
                .filter(|one| one.example.record.is_contradicted()),
            denied
        ),
        2.0 * precision * recall / f64::max(precision + recall, 1e-9),
        calibration(scored),
    );
}

/// Of each kind, how many are right: called supported or not.
fn kinds(scored: &[Scored<'_>]) {
    println!("\n| set | kind | claims | right | contradicted |\n|---|---|---|---|---|");
    let mut kinds: BTreeMap<(Set, &str), Vec<&Scored<'_>>> = BTreeMap::new();
    for one in scored
        .iter()
        .filter(|one| matches!(one.example.record.set, Set::Pages | Set::Probes))
    {
        let record = &one.example.record;
        kinds
            .entry((record.set, &record.claim.kind))
            .or_default()
            .push(one);
    }
    for ((set, kind), of_kind) in kinds {
        let right = |one: &Scored<'_>| {
            (one.verdict == Verdict::Supported) == one.example.record.is_supported()
        };
        println!(
            "| {} | {kind} | {} | {:.2} | {:.2} |",
            set.name(),
            of_kind.len() / SALTS.len(),
            share(of_kind.iter(), right),
            share(of_kind.iter(), |one| one.verdict == Verdict::Contradicted),
        );
    }
}

/// How often an edit of an accepted claim is noticed.
fn edits(scored: &[Scored<'_>]) {
    let flips = || {
        scored
            .iter()
            .filter(|one| one.example.record.set == Set::Flips)
    };
    let is_accepted = |one: &Scored<'_>| one.verdict == Verdict::Supported;
    let accepted: Vec<&str> = flips()
        .filter(|one| one.example.record.is_supported() && is_accepted(one))
        .map(|one| &*one.example.record.claim.pair)
        .collect();
    let originals: Vec<&Scored<'_>> = flips()
        .filter(|one| one.example.record.is_supported())
        .collect();
    let mut kinds: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for one in flips().filter(|one| !one.example.record.is_supported()) {
        if accepted.contains(&&*one.example.record.claim.pair) {
            let sums = kinds.entry(&one.example.record.claim.kind).or_default();
            sums.0 += 1.0;
            sums.1 += f64::from(u8::from(!is_accepted(one)));
        }
    }
    let (all, caught) = kinds
        .values()
        .fold((0.0, 0.0), |sums, kind| (sums.0 + kind.0, sums.1 + kind.1));
    println!(
        "\nedits: {} originals, {:.3} supported, {:.3} called contradicted; of {all} edits of these {:.3} are noticed",
        originals.len() / SALTS.len(),
        share(originals.iter(), is_accepted),
        share(originals.iter(), |one| one.verdict == Verdict::Contradicted),
        caught / f64::max(all, 1.0),
    );
    for (kind, (all, caught)) in kinds {
        println!("  {kind}: {:.2} of {all}", caught / all);
    }
}

/// Right and wrong marks of words that nothing bears out.
fn words(all: &[&Example]) {
    let originals = words::originals(all);
    let (mut right, mut wrong, mut missed) = (0.0, 0.0, 0.0);
    for salt in SALTS {
        for fold in 0..FOLDS {
            let (seen, unseen) = part(all, fold, FOLDS, salt);
            let learned = words::learn(&seen);
            for example in unseen
                .into_iter()
                .filter(|one| one.record.set == Set::Words)
            {
                let bad = bad_ranges(example, &originals);
                for (word, features) in example.words.iter().zip(placed(example, &learned.alone)) {
                    let odds = learned
                        .in_place
                        .log_odds(|feature| features[feature as usize]);
                    let marked = 1.0 / (1.0 + (-odds).exp()) >= learned.marked;
                    match (marked, is_bad(word.span.range(), &bad)) {
                        (true, true) => right += 1.0,
                        (true, false) => wrong += 1.0,
                        (false, true) => missed += 1.0,
                        (false, false) => {}
                    }
                }
            }
        }
    }
    println!(
        "\nwords f1: {:.3}",
        2.0 * right / f64::max(2.0 * right + wrong + missed, 1.0)
    );
}

/// Expected calibration error (Naeini et al., 2015), over bins of equal width.
fn calibration(scored: &[&Scored<'_>]) -> f64 {
    let mut bins = [[0.0_f64; 2]; BINS];
    for one in scored {
        let upper = |bin: &usize| one.score < (*bin + 1) as f64 / BINS as f64;
        let bin = (0..BINS).find(upper).unwrap_or(BINS - 1);
        bins[bin][0] += one.score;
        bins[bin][1] += f64::from(u8::from(one.example.record.is_supported()));
    }
    bins.iter()
        .map(|[score, are]| (score - are).abs())
        .sum::<f64>()
        / scored.len() as f64
}

/// The probability that a supported claim scores above another, ties counting half (Mann and Whitney, 1947).
fn auc(scored: &[&Scored<'_>]) -> f64 {
    let mut sorted: Vec<(f64, bool)> = scored
        .iter()
        .map(|one| (one.score, one.example.record.is_supported()))
        .collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut below, mut wins, mut positive) = (0.0, 0.0, 0.0);
    for group in sorted.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let yes = group.iter().filter(|(_, is)| *is).count() as f64;
        let no = group.len() as f64 - yes;
        wins += yes * (below + 0.5 * no);
        below += no;
        positive += yes;
    }
    wins / f64::max(positive * below, 1.0)
}
