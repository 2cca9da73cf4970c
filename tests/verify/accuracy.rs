//! The accuracy gate: labelled claims of our own, on pages and in minimal pairs, of every kind and in five languages. Each
//! kind has a floor; to lower one is to print worse verdicts, and needs a reason in the changelog.

#![cfg(feature = "entailment")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use citecheck::claims::Claim;
use citecheck::extract::Document;
use citecheck::verdict::Verdict;
use citecheck::verify::Prepared;
use citecheck::verify::{Judge, Need, verify};
use rayon::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Page {
    passages: Vec<String>,
    claims: Vec<Labelled>,
}

#[derive(Clone, Deserialize)]
struct Labelled {
    kind: String,
    label: String,
    claim: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    lang: String,
}

/// A labelled claim with its verdict.
struct Judged {
    labelled: Labelled,
    verdict: Verdict,
}

impl Judged {
    fn is_true(&self) -> bool {
        self.labelled.label == "supported"
    }

    fn is_right(&self) -> bool {
        (self.verdict == Verdict::Supported) == self.is_true()
    }
}

fn lines<T: serde::de::DeserializeOwned>(text: &str) -> Vec<T> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn judged() -> Vec<Judged> {
    let judge = Judge::built_in();
    let mut all: Vec<(Document, Labelled)> = Vec::new();
    let pages = lines::<Page>(include_str!("../fixtures/accuracy/pages.jsonl"));
    for (page, next) in pages.iter().zip(pages.iter().cycle().skip(1)) {
        let document = Document::from_passages(page.passages.iter().cloned());
        let own = page.claims.iter().cloned();
        // What is said of one page is not borne out by another.
        let foreign = next.claims.iter().map(|claim| Labelled {
            kind: "foreign".to_owned(),
            label: "unsupported".to_owned(),
            ..claim.clone()
        });
        all.extend(own.chain(foreign).map(|claim| (document.clone(), claim)));
    }
    for pair in lines::<Labelled>(include_str!("../fixtures/accuracy/pairs.jsonl")) {
        all.push((Document::from_passages([pair.source.clone()]), pair));
    }
    let verdict = |(document, labelled): (Document, Labelled)| {
        let claim = Claim::of_text(&labelled.claim);
        let outcome = verify(&claim, &[Ok(&Prepared::new(document))], Need::Any, &judge);
        Judged {
            verdict: outcome.verdict,
            labelled,
        }
    };
    all.into_par_iter().map(verdict).collect()
}

/// Share of those that `is`, 0..1.
fn share<'a>(of: impl Iterator<Item = &'a Judged>, is: impl Fn(&Judged) -> bool) -> f64 {
    let (mut all, mut count) = (0.0, 0.0);
    for one in of {
        all += 1.0;
        count += f64::from(u8::from(is(one)));
    }
    count / all
}

/// Share of the claims of each kind that are called supported where they are, and not where they are not.
const FLOORS: &str = include_str!("../fixtures/accuracy/floors.txt");

#[test]
fn claims_of_every_kind_are_judged_as_well_as_they_were() {
    let all = judged();
    assert!(all.len() >= 300, "{} labelled claims", all.len());
    let mut kinds: BTreeMap<&str, Vec<&Judged>> = BTreeMap::new();
    for one in &all {
        kinds.entry(&one.labelled.kind).or_default().push(one);
        if !matches!(&*one.labelled.lang, "" | "en") {
            kinds.entry(&one.labelled.lang).or_default().push(one);
        }
    }
    let floors = FLOORS.lines().filter(|line| !line.starts_with('#'));
    let floors: BTreeMap<&str, f64> = floors
        .filter_map(|line| line.split_once(' '))
        .map(|(kind, floor)| (kind, floor.trim().parse().unwrap()))
        .collect();
    let mut table = String::new();
    let mut below = Vec::new();
    for (kind, of_kind) in &kinds {
        let right = share(of_kind.iter().copied(), Judged::is_right);
        writeln!(table, "{kind} {right:.2} of {}", of_kind.len()).unwrap();
        if right < floors.get(kind).copied().unwrap_or(1.0) {
            below.push(*kind);
        }
    }
    assert!(below.is_empty(), "below their floor: {below:?}\n{table}");
    let overall = ["true-accepted", "false-let-through", "true-contradicted"];
    let unknown = floors
        .keys()
        .filter(|kind| !kinds.contains_key(*kind) && !overall.contains(kind));
    let unknown: Vec<_> = unknown.collect();
    assert!(unknown.is_empty(), "no claims of {unknown:?}");
    let of = |is_true: bool| all.iter().filter(move |one| one.is_true() == is_true);
    let accepted = share(of(true), |one| one.verdict == Verdict::Supported);
    let passed = share(of(false), |one| one.verdict == Verdict::Supported);
    let denied = share(of(true), |one| one.verdict == Verdict::Contradicted);
    let told = format!(
        "true accepted {accepted:.2}, false let through {passed:.2}, true contradicted {denied:.2}\n{table}"
    );
    assert!(
        accepted >= floors["true-accepted"]
            && passed <= floors["false-let-through"]
            && denied <= floors["true-contradicted"],
        "{told}"
    );
}
