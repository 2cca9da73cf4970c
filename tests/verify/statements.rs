//! Claims of several statements: each is read by itself, and each must be borne out.

use std::sync::OnceLock;

use citecheck::claims::Claim;
use citecheck::extract::{Document, Region};
use citecheck::verdict::Verdict;
use citecheck::verify::{Judge, Need, Prepared, Verification, analyse, verify};

fn judge() -> &'static Judge {
    static JUDGE: OnceLock<Judge> = OnceLock::new();
    JUDGE.get_or_init(Judge::built_in)
}

fn page(passages: &[&str]) -> Prepared {
    let passages = passages.iter().map(|text| (*text).to_owned());
    Prepared::new(Document::from_passages(passages))
}

fn outcome(claim: &str, pages: &[&[&str]], need: Need) -> Verification {
    let pages: Vec<Prepared> = pages.iter().map(|passages| page(passages)).collect();
    let sources: Vec<_> = pages.iter().map(Ok).collect();
    verify(&Claim::of_text(claim), &sources, need, judge())
}

/// The statements that are read one by one, `|` between them.
fn read(claim: &str) -> String {
    let page = page(&[claim]);
    let analysis = analyse(claim, None, &page, judge());
    let statements = analysis.statements.iter();
    let read: Vec<&str> = statements.map(|one| one.span.of(claim)).collect();
    if read.is_empty() {
        claim.to_owned()
    } else {
        read.join(" | ")
    }
}

#[test]
fn a_claim_is_cut_where_a_clause_with_subject_and_verb_stands_on_both_sides() {
    for cut in [
        "The ferry was sold in May | the crew were told a week later.",
        "Lindholm paid for the quay | the state had promised to.",
        "Sales rose to 40 million | the profit fell.",
        "Der Hafen wurde 2019 eröffnet | die Stadt hat ihn bezahlt.",
        "Le port a ouvert en mai | il a coûté 40 millions.",
    ] {
        let (one, other) = cut.split_once(" | ").unwrap();
        for joint in [", and ", "; ", ", while "] {
            let german = one.starts_with("Der");
            let joint = match (joint, german, one.starts_with("Le")) {
                (", and ", true, _) => ", und ",
                (", and ", _, true) => ", et ",
                (", while ", true, _) => ", während ",
                (", while ", _, true) => ", tandis que ",
                (joint, ..) => joint,
            };
            assert_eq!(read(&format!("{one}{joint}{other}")), cut);
        }
    }
}

#[test]
fn what_is_no_statement_by_itself_stays_with_the_rest() {
    for claim in [
        "The harbour has a crane, a lighthouse, and a customs house that was built in 1911.",
        "If the vote passes, the mayor resigns, and the council is dissolved.",
        "“The ship was sold, and the crew was dismissed,” the owner said.",
        "The museum (it was closed in 2019, and the staff was dismissed) has 40 rooms.",
        "It costs 1,200 crowns, and rising.",
        "The bridge, which was built in 1931 and widened in 1960, is closed.",
    ] {
        assert_eq!(read(claim), claim);
    }
}

#[test]
fn a_statement_that_the_page_lacks_is_not_supported_beside_one_that_it_has() {
    let page: &[&str] = &[
        "The harbour of Lindholm was opened in May 2019 after four years of work.",
        "It has room for 310 boats.",
    ];
    let true_one = "Lindholm's harbour was opened in May 2019";
    for joint in [", and ", "; ", ", but "] {
        let both = format!("{true_one}{joint}it has room for 310 boats.");
        let told = outcome(&both, &[page], Need::Any);
        assert_eq!(told.verdict, Verdict::Supported, "{both}: {}", told.why);
        for other in [
            "the shipyard was closed a year later.",
            "its old lighthouse was turned into a hotel.",
            "it was paid for by a brewer.",
        ] {
            let claim = format!("{true_one}{joint}{other}");
            let told = outcome(&claim, &[page], Need::Any);
            assert_ne!(told.verdict, Verdict::Supported, "{claim}");
        }
    }
}

const ACCOUNTS: &[&str] = &[
    "The town of Lindholm published its accounts on Monday.",
    "Lindholm spent 4.2 million crowns on its harbour in 2019, more than on all of its schools.",
];
const OPENING: &[&str] = &[
    "A brass band played at the quay.",
    "The minister Mara Aakre opened the harbour of Lindholm on 4 June 2019.",
];
const OTHER: &[&str] = &["The library of Norsund lends out 300 films."];
const BOTH: &str = "Lindholm spent 4.2 million crowns on its harbour, and the minister Mara Aakre opened it on 4 June 2019.";

#[test]
fn sources_bear_a_claim_out_together_and_show_which_bears_which_statement() {
    let told = outcome(BOTH, &[OTHER, ACCOUNTS, OPENING], Need::Any);
    assert_eq!(told.verdict, Verdict::Supported, "{}", told.why);
    assert_eq!(
        told.why,
        "its sources bear it out together, a statement each"
    );
    assert!(
        told.pairs
            .iter()
            .all(|pair| pair.verdict != Verdict::Supported)
    );
    let second = BOTH.find("the minister").unwrap();
    for evidence in &told.evidence {
        let of_second = evidence.claim_spans.iter().any(|span| span.start >= second);
        assert_eq!(evidence.source, if of_second { 2 } else { 1 });
    }
    for check in &told.checks {
        assert_eq!(check.claim.span.of(BOTH), check.claim.text);
        let (source, passage) = check.at.unwrap();
        let text = [OTHER, ACCOUNTS, OPENING][source][passage];
        let found = check.source.as_ref().unwrap();
        assert_eq!(found.span.of(text), found.text);
    }
}

#[test]
fn sources_together_bear_out_nothing_that_none_of_them_says() {
    let told = outcome(BOTH, &[ACCOUNTS, OPENING], Need::All);
    assert_ne!(told.verdict, Verdict::Supported, "each must bear out all");
    for claim in [
        "Lindholm spent 4.8 million crowns on its harbour, and the minister Mara Aakre opened it on 4 June 2019.",
        "Lindholm spent 4.2 million crowns on its harbour, and the minister Mara Aakre opened it on 4 July 2019.",
        "Lindholm spent 4.2 million crowns on its harbour, and the minister Mara Aakre closed it on 4 June 2019.",
        "Lindholm spent 4.2 million crowns on its harbour, and the mayor opened it on 4 June 2019.",
    ] {
        let told = outcome(claim, &[ACCOUNTS, OPENING], Need::Any);
        assert_ne!(told.verdict, Verdict::Supported, "{claim}");
    }
}

#[test]
fn a_source_that_hardly_speaks_of_a_claim_does_not_outvote_the_one_that_does() {
    let claim = Claim::of_text(
        "The old water mill by the fishing harbour was sold at auction in the spring of 1990 for 400 crowns.",
    );
    let close = page(&[
        "The old water mill by the fishing harbour was sold at auction in the spring of 1990 for 900 crowns.",
    ]);
    let distant = page(&["A mill in the hills was sold in the spring of 1990 for 400 crowns."]);
    let told = |pages: &[&Prepared]| {
        let sources: Vec<_> = pages.iter().map(|page| Ok(*page)).collect();
        verify(&claim, &sources, Need::Any, &Judge::lexical())
    };
    assert_eq!(told(&[&distant]).verdict, Verdict::Supported);
    for pages in [[&close, &distant], [&distant, &close]] {
        let told = told(&pages);
        assert_eq!(told.verdict, Verdict::Contradicted);
        assert_eq!(told.why, "claim says 400 crowns, source says 900 crowns");
        let supports = |pair: &citecheck::verify::Pair| pair.verdict == Verdict::Supported;
        assert!(!told.pairs.iter().any(supports));
    }
    // What only a reader's comment says makes no source the closest.
    let mut commented = Document::from_passages(
        ["The council of the town met about its budget.", &claim.text].map(str::to_owned),
    );
    commented.passages[1].region = Region::Comment;
    let commented = Prepared::new(commented);
    assert_eq!(told(&[&commented]).verdict, Verdict::Partial);
    assert_eq!(told(&[&commented, &distant]).verdict, Verdict::Supported);
    // Two that speak of it alike: one is enough.
    let same = page(&[
        "In the spring of 1990 the old water mill by the fishing harbour went at auction for 400 crowns.",
    ]);
    assert_eq!(told(&[&close, &same]).verdict, Verdict::Supported);
}
