//! Fits what candidate passages are ranked by.

use citecheck::inner::{Matches, Query};
use citecheck::verify::Prepared;

use crate::examples::fold_of;
use crate::logistic::solve;
use crate::records::{Error, Record, Set, read};

/// Strength of the ridge penalty on the weights of the standardised figures; from .1 to 3 it ranks the
/// passages of unseen pages alike.
const PENALTY: f64 = 0.3;

const ROUNDS: usize = 100;

/// The candidates of one claim: their figures, and whether each bears the claim out.
type Candidates = Vec<(Vec<f64>, bool)>;

/// Prints the weights, so that the first three, what is there of the claim, add up to 1.
pub fn run(bench: &str) -> Result<(), Error> {
    let mut names = Vec::new();
    let mut claims: Vec<Candidates> = Vec::new();
    for record in read(bench)?
        .into_iter()
        .filter(|record| record.set == Set::Wice)
    {
        let (figures, candidates) = candidates(&record);
        if !candidates.is_empty() {
            names = figures;
        }
        claims.push(candidates);
    }
    let weights = fit(&claims.iter().collect::<Vec<_>>());
    let of_claim: f64 = weights.iter().take(3).sum();
    for (name, weight) in names.iter().zip(&weights) {
        println!("    (\"{name}\", {:.3}),", weight / of_claim);
    }
    Ok(())
}

/// Prints how often a passage that bears a claim out is ranked first, and among the first five, by weights
/// that were not learned from its page.
pub fn validate<'a>(records: impl Iterator<Item = &'a Record>, folds: u64, salts: &[u64]) {
    let marked =
        records.filter(|record| record.claim.support.iter().flatten().flatten().count() > 0);
    let claims: Vec<(&Record, Candidates)> = marked
        .map(|record| (record, candidates(record).1))
        .collect();
    let (mut first, mut five) = (0.0, 0.0);
    for salt in salts {
        for fold in 0..folds {
            let is_unseen = |record: &Record| fold_of(&record.passages, folds, *salt) == fold;
            let seen = claims.iter().filter(|(record, _)| !is_unseen(record));
            let weights = fit(&seen.map(|(_, candidates)| candidates).collect::<Vec<_>>());
            for (_, candidates) in claims.iter().filter(|(record, _)| is_unseen(record)) {
                let odds =
                    |row: &[f64]| -> f64 { row.iter().zip(&weights).map(|(x, w)| x * w).sum() };
                let mut ranked: Vec<(f64, bool)> = candidates
                    .iter()
                    .map(|(row, is)| (odds(row), *is))
                    .collect();
                ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
                let place = ranked.iter().position(|(_, is)| *is);
                first += f64::from(u8::from(place == Some(0)));
                five += f64::from(u8::from(place.is_some_and(|place| place < 5)));
            }
        }
    }
    let all = f64::max((claims.len() * salts.len()) as f64, 1.0);
    println!("| evidence ranked first | {:.3} |", first / all);
    println!("| evidence among the first five | {:.3} |", five / all);
}

/// The candidates of a labelled claim, with the names of their figures.
fn candidates(record: &Record) -> (Vec<&'static str>, Candidates) {
    let document = Prepared::new(record.document());
    let query = Query::new(&record.claim.text, document.lang());
    let ranked = Matches::find(&query, &document).ranked;
    let names = ranked.first().map_or(Vec::new(), |ranked| {
        ranked.figures.iter().map(|(name, _)| *name).collect()
    });
    let right = |passage: usize| {
        record
            .claim
            .support
            .iter()
            .flatten()
            .flatten()
            .any(|one| *one == passage)
    };
    let labelled = ranked.into_iter().map(|ranked| {
        let values = ranked.figures.iter().map(|(_, value)| *value).collect();
        (values, right(ranked.passage))
    });
    (names, labelled.collect())
}

/// Conditional logistic regression (`McFadden`, Conditional logit analysis of qualitative choice behavior,
/// 1974): the probability that the passage chosen of a claim's candidates is one that bears it out.
fn fit(claims: &[&Candidates]) -> Vec<f64> {
    let is_told = |candidates: &&&Candidates| {
        let right = candidates.iter().filter(|(_, is)| *is).count();
        right > 0 && right < candidates.len()
    };
    let claims: Vec<&Candidates> = claims.iter().filter(is_told).copied().collect();
    let size = claims.first().map_or(0, |candidates| candidates[0].0.len());
    let rows = || claims.iter().copied().flatten().map(|(figures, _)| figures);
    let count = rows().count() as f64;
    let mean = |figure: usize| rows().map(|row| row[figure]).sum::<f64>() / count;
    let scales: Vec<f64> = (0..size)
        .map(|figure| {
            let mean = mean(figure);
            let squares = rows().map(|row| (row[figure] - mean).powi(2));
            (squares.sum::<f64>() / count).sqrt().max(1e-9)
        })
        .collect();
    let mut weights = vec![0.0; size];
    for _ in 0..ROUNDS {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| -PENALTY * weight).collect();
        let mut curve: Vec<Vec<f64>> = (0..size)
            .map(|row| {
                (0..size)
                    .map(|column| if row == column { PENALTY } else { 0.0 })
                    .collect()
            })
            .collect();
        for candidates in &claims {
            add(candidates, &weights, &scales, &mut gradient, &mut curve);
        }
        // The curvature of all candidates bounds that of the likelihood, so that no step goes too far.
        let step = solve(curve, gradient);
        weights
            .iter_mut()
            .zip(step)
            .for_each(|(weight, step)| *weight += step);
    }
    weights
        .iter()
        .zip(scales)
        .map(|(weight, scale)| weight / scale)
        .collect()
}

/// Adds what one claim contributes to the gradient and to the bound of the curvature.
fn add(
    candidates: &Candidates,
    weights: &[f64],
    scales: &[f64],
    gradient: &mut [f64],
    curve: &mut [Vec<f64>],
) {
    let standard: Vec<Vec<f64>> = candidates
        .iter()
        .map(|(figures, _)| {
            figures
                .iter()
                .zip(scales)
                .map(|(value, scale)| value / scale)
                .collect()
        })
        .collect();
    let odds = |row: &Vec<f64>| row.iter().zip(weights).map(|(x, w)| x * w).sum::<f64>();
    let highest = standard.iter().map(odds).fold(f64::MIN, f64::max);
    let masses: Vec<f64> = standard
        .iter()
        .map(|row| (odds(row) - highest).exp())
        .collect();
    let expected = |takes: &dyn Fn(usize) -> bool| -> Vec<f64> {
        let taken: Vec<usize> = (0..masses.len()).filter(|row| takes(*row)).collect();
        let mass: f64 = taken.iter().map(|row| masses[*row]).sum();
        let mean = |figure: usize| {
            taken
                .iter()
                .map(|row| masses[*row] * standard[*row][figure])
                .sum::<f64>()
                / mass
        };
        (0..weights.len()).map(mean).collect()
    };
    let all = expected(&|_| true);
    let right = expected(&|row| candidates[row].1);
    let mass: f64 = masses.iter().sum();
    for i in 0..weights.len() {
        gradient[i] += right[i] - all[i];
        for (row, weight) in standard.iter().zip(&masses) {
            for j in 0..=i {
                curve[i][j] += weight / mass * (row[i] - all[i]) * (row[j] - all[j]);
            }
        }
    }
}
