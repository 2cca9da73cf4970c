//! Claims and pages of more values than anybody reads: bounded work, and what was not read is told.
//!
//! Each is small enough for a debug build, and large enough for work by the square to be felt; the full
//! sizes are in `docs/benchmarks.md`.

use citecheck::claims::Claim;
use citecheck::extract::{Hints, extract};
use citecheck::verdict::Verdict;
use citecheck::verify::Prepared;
use citecheck::verify::{Judge, Need, Verification, verify};

const MONTHS: [&str; 4] = ["January", "May", "June", "October"];

fn judged(claim: &str, page: &str) -> Verification {
    let source = extract(page.as_bytes(), &Hints::default()).unwrap();
    verify(
        &Claim::of_text(claim),
        &[Ok(&Prepared::new(source))],
        Need::Any,
        &Judge::lexical(),
    )
}

/// `first` of each number below `count`, parted by commas, in a sentence that begins with `lead`.
fn listed(lead: &str, count: usize, value: impl Fn(usize) -> String) -> String {
    let values: Vec<String> = (0..count).map(value).collect();
    format!("{lead} {}.", values.join(", "))
}

fn amount(n: usize) -> String {
    format!("${} million", 3 + 7 * n)
}

fn date(n: usize) -> String {
    format!("{} {} {}", 1 + n % 28, MONTHS[n % 4], 1900 + n % 120)
}

fn day(n: usize) -> String {
    format!("{} {}", 1 + n % 28, MONTHS[n % 4])
}

/// Whether what stands at the claim's end is said to be open, and the claim is not borne out.
fn is_told(claim: &str, outcome: &Verification) -> bool {
    outcome.verdict != Verdict::Supported
        && outcome
            .unsupported
            .iter()
            .any(|span| span.end == claim.len())
        && outcome.why.contains("too long")
}

#[test]
fn hundreds_of_amounts_against_thousands_are_read_in_part_and_told() {
    let claim = listed("The firm paid", 400, amount);
    let outcome = judged(&claim, &listed("The firm paid", 2_000, amount));
    assert!(is_told(&claim, &outcome), "{outcome:?}");
}

#[test]
fn hundreds_of_dates_against_thousands_are_read_in_part_and_told() {
    let claim = listed("The council met on", 130, date);
    for page in [
        listed("The council met on", 3_000, date),
        listed("The council met on", 3_000, day),
    ] {
        let outcome = judged(&claim, &page);
        assert!(is_told(&claim, &outcome), "{outcome:?}");
    }
}

#[test]
fn a_long_list_that_a_person_might_write_is_read_to_its_end() {
    let claim = listed("The firm paid", 60, amount);
    let outcome = judged(&claim, &claim);
    assert_eq!(outcome.verdict, Verdict::Supported, "{}", outcome.why);
}
