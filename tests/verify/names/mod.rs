//! Names of people, organisations, places and works: which names a check takes for the same, which
//! for another, and which it leaves alone.
//!
//! Each row has a claim, the page's passages, the name in the claim, and what its check must say.
//! The people and firms are made up.

mod rows;

use Says::{Absent, Match, Mismatch, Nothing};
use citecheck::claims::Claim;
use citecheck::extract::Document;
use citecheck::verify::Prepared;
use citecheck::verify::{Check, Judge, Kind, Need, Status, verify};
use rows::{ELSEWHERE, NO_NAMES, OTHER_FORMS, REPLACED, Row, Says};

fn checks(claim: &str, passages: &[&str]) -> Vec<Check> {
    let passages = passages.iter().map(|text| (*text).to_owned());
    let page = Prepared::new(Document::from_passages(passages));
    let outcome = verify(
        &Claim::of_text(claim),
        &[Ok(&page)],
        Need::Any,
        &Judge::lexical(),
    );
    let names = outcome.checks.into_iter();
    names.filter(|check| check.kind == Kind::Name).collect()
}

/// The rows that come out otherwise, told one a line.
fn failures(rows: &[Row]) -> String {
    let mut failures = Vec::new();
    for (claim, passages, name, says) in rows {
        let checks = checks(claim, passages);
        let check = checks.iter().find(|check| check.claim.text == *name);
        let source = |check: &Check| check.source.as_ref().map(|source| source.text.clone());
        let holds = match (says, check) {
            (Nothing, None) => true,
            (Match(text), Some(check)) => {
                check.status == Status::Match && source(check).as_deref() == Some(*text)
            }
            (Mismatch(text), Some(check)) => {
                check.status == Status::Mismatch && source(check).as_deref() == Some(*text)
            }
            (Absent, Some(check)) => check.status == Status::Absent,
            _ => false,
        };
        if !holds {
            let got: Vec<_> = checks
                .iter()
                .map(|check| {
                    (
                        &check.claim.text,
                        check.status,
                        source(check),
                        check.closeness,
                    )
                })
                .collect();
            failures.push(format!("{claim}\n    {name}: wanted {says:?}, got {got:?}"));
        }
    }
    failures.join("\n")
}

#[test]
fn names_in_another_form_match() {
    let failures = failures(OTHER_FORMS);
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn another_name_in_its_place_is_a_mismatch() {
    let failures = failures(REPLACED);
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn a_name_from_elsewhere_on_the_page_is_not_in_this_role() {
    let failures = failures(ELSEWHERE);
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn what_is_no_name_is_not_compared() {
    let failures = failures(NO_NAMES);
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn names_the_same_either_way_round_are_not_swapped() {
    for (claim, page) in [
        (
            "Lund met Malmo in the final.",
            "In the final, Malmo met Lund.",
        ),
        (
            "Ada Finch married Leo Rook in 1950.",
            "Leo Rook married Ada Finch in 1950.",
        ),
        (
            "Lund defeated Malmo in the final.",
            "Malmo was defeated by Lund in the final.",
        ),
        (
            "Moss told Crane that the deal was off.",
            "Crane told Moss about the deal, which was off.",
        ),
        (
            "Redfield bought Stanhope.",
            "Redfield has bought Stanhope, which once bought Redfield's mill.",
        ),
    ] {
        let checks = checks(claim, &[page]);
        let mismatch = checks.iter().find(|check| check.status == Status::Mismatch);
        assert!(mismatch.is_none(), "{claim}: {mismatch:?}");
    }
}

#[test]
fn a_name_fits_better_beside_its_own_words_than_elsewhere() {
    let page = [
        "Owen Sharpe coaches the rowers of Lismore.",
        "His brother is a baker.",
        "The club was founded by fishermen.",
        "Boats are stored in a shed.",
        "Ewan Tait sells the oars.",
    ];
    let fit = |claim: &str| checks(claim, &page)[0].closeness;
    let own = fit("Owen Sharpe coaches the rowers of Lismore.");
    let other = fit("Ewan Tait coaches the rowers of Lismore.");
    assert!(own > 0.7 && other < 0.15, "{own} {other}");
}

#[test]
fn an_endless_sentence_and_a_claim_of_a_thousand_names_are_checked() {
    let page: Vec<String> = (0..6_000)
        .map(|n| format!("Ana{} Beto{}", n % 700, n % 900))
        .collect();
    let claim: Vec<String> = (0..500).map(|n| format!("Ana{n} met Beto{n}")).collect();
    assert!(!checks(&claim.join(" and "), &[&page.join(" ")]).is_empty());
}
