//! What is never called supported, however many of the claim's words the source has.

use std::sync::OnceLock;

use citecheck::claims::Claim;
use citecheck::extract::Document;
use citecheck::verdict::Verdict;
use citecheck::verify::Prepared;
use citecheck::verify::{Judge, Need, Verification, verify};

fn outcome(claim: &str, passages: &[&str]) -> Verification {
    static JUDGE: OnceLock<Judge> = OnceLock::new();
    let judge = JUDGE.get_or_init(Judge::built_in);
    let document = Document::from_passages(passages.iter().map(|text| (*text).to_owned()));
    let page = Prepared::new(document);
    verify(&Claim::of_text(claim), &[Ok(&page)], Need::Any, judge)
}

#[test]
fn a_clause_that_the_page_lacks_leaves_the_rest_partial() {
    let page = ["The ferry company Norsund bought two ships in 2019."];
    let told = outcome(
        "The ferry company Norsund bought two ships in 2019, while passengers complained bitterly.",
        &page,
    );
    assert_eq!(told.verdict, Verdict::Partial);
    assert!(!told.unsupported.is_empty());
}

#[test]
fn a_claim_too_long_to_be_read_to_its_end_is_not_supported() {
    let passage = "The ferry company Norsund bought two ships in 2019. ".repeat(80);
    let told = outcome(&passage, &[&passage]);
    assert_eq!(told.verdict, Verdict::Partial);
    assert!(told.why.contains("too long"), "{}", told.why);
}

#[test]
fn a_passage_word_for_word_is_supported_whatever_the_checks_can_make_of_it() {
    let passage =
        "Our ships sail first from Bergen, unless ice closes the port or a captain chooses not to.";
    assert_eq!(outcome(passage, &[passage]).verdict, Verdict::Supported);
}

#[test]
fn names_of_the_page_with_what_it_does_not_say_of_them_are_not_supported() {
    let page = [
        "Mara Lindqvist, who chairs the harbour board, met reporters in Bergen with Jonas Aakre.",
        "Jonas Aakre owns the ferry Norsund.",
    ];
    for claim in [
        "Jonas Aakre was arrested in Bergen.",
        "Mara Lindqvist sued Jonas Aakre over the Norsund.",
        "Mara Lindqvist said that Jonas Aakre had resigned.",
    ] {
        let told = outcome(claim, &page);
        assert_ne!(told.verdict, Verdict::Supported, "{claim}");
    }
    for claim in [
        "Mara Lindqvist and Jonas Aakre met journalists in Bergen.",
        "The Norsund belongs to Jonas Aakre, who owns the ferry.",
    ] {
        let told = outcome(claim, &page);
        assert_eq!(told.verdict, Verdict::Supported, "{claim}");
    }
}

#[test]
fn a_detail_whose_words_stand_here_and_there_is_not_supported() {
    let mut page = vec![
        "The ferry company Norsund bought two ships in 2019.",
        "Nobody was hurt.",
        "The route is old.",
        "A judge heard the case of a stowaway.",
        "Its boats are white.",
        "Every seat is taken.",
        "Every ticket bears a tax on fuel.",
        "Rain is common.",
        "Gulls follow it.",
        "A grant went to the pier.",
    ];
    let claim = "Norsund bought two ships in 2019, while judges guaranteed fuel grants.";
    assert_eq!(outcome(claim, &page).verdict, Verdict::Partial);
    page.insert(1, "Judges guaranteed the fuel grants.");
    assert_eq!(outcome(claim, &page).verdict, Verdict::Supported);
}

/// A page on which two people do two things, and two things have two causes.
const HARBOUR_WORKS: [&str; 8] = [
    "Hugo Vale resigned as head of Harbour Works last week.",
    "He also agreed to return the cash that he had received for the trade mark.",
    "A plan to sell shares was dropped in September.",
    "More job cuts will follow, said Marta Quill, who chairs the board of Harbour Works.",
    "Harbour shares reached a four-year high on hopes of a truce in the trade dispute.",
    "Nothing was decided at the talks in Ulm.",
    "The weather was calm for most of the week.",
    "Separately, the catch of the fleet beat all forecasts in October.",
];

#[test]
fn what_the_page_says_of_another_by_a_pronoun_is_not_said_of_whom_the_claim_names() {
    let of_another =
        "Marta Quill of Harbour Works agreed to return the cash received for the trade mark.";
    let told = outcome(of_another, &HARBOUR_WORKS);
    assert_ne!(told.verdict, Verdict::Supported, "{}", told.why);
    let right = "Hugo Vale of Harbour Works agreed to return the cash received for the trade mark.";
    // That "he" is he, the model can't always tell; it never says that he is not.
    assert_ne!(
        outcome(right, &HARBOUR_WORKS).verdict,
        Verdict::Contradicted
    );
}

#[test]
fn a_name_in_its_short_form_is_no_other() {
    let page = [
        "The Elbe Harbour Authority agreed to lower the fees for small boats in May.",
        "It was the first such step in years.",
    ];
    let told = outcome(
        "The EHA agreed to lower the fees for small boats in May.",
        &page,
    );
    assert_eq!(told.verdict, Verdict::Supported, "{}", told.why);
}
