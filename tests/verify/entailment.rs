//! Words that say more bear out words that say less, and not the other way.

use citecheck::extract::Document;
use citecheck::verify::Prepared;
use citecheck::verify::{Judge, Weights, analyse};

/// How well the source bears out a word of the claim, 0..1.
fn borne_out(claim: &str, word: &str, source: &str) -> f64 {
    let page = Prepared::new(Document::from_passages([source.to_owned()]));
    let words = analyse(claim, None, &page, &Judge::lexical()).borne_out(Weights::built_in());
    let found = words.iter().find(|other| other.span.of(claim) == word);
    found
        .and_then(|word| word.by.as_ref())
        .map_or(0.0, |(_, _, strength)| *strength)
}

/// A frame, what says less, and what says more.
const ONE_WAY: [(&str, &str, &str); 8] = [
    ("The guard was _ in Lisbon.", "killed", "murdered"),
    ("The guard was _ in Lisbon.", "injured", "stabbed"),
    ("The office was _ in Lisbon.", "attacked", "bombed"),
    ("The company is a _ of Lisbon.", "lender", "bank"),
    ("The board _ Vera Lind.", "accused", "prosecuted"),
    ("Vera Lind is a _ from Lisbon.", "musician", "drummer"),
    ("A _ was found near Lisbon.", "weapon", "pistol"),
    ("The _ happened near Lisbon.", "accident", "derailment"),
];

#[test]
fn what_says_more_bears_out_what_says_less() {
    for (frame, less, more) in ONE_WAY {
        let (less_said, more_said) = (frame.replace('_', less), frame.replace('_', more));
        let forth = borne_out(&less_said, less, &more_said);
        assert!(forth >= 0.7, "{more} bears out {less}: {forth}");
        let back = borne_out(&more_said, more, &less_said);
        assert!(back < 0.5, "{less} does not bear out {more}: {back}");
    }
}

#[test]
fn who_plays_for_a_band_has_joined_it_and_has_not_left_it() {
    let source = "Vera Lind will be playing drums with the Harpers in Lisbon.";
    let joined = "Vera Lind joined the Harpers in Lisbon.";
    let left = "Vera Lind left the Harpers in Lisbon.";
    assert!(borne_out(joined, "joined", source) >= 0.7);
    assert!(borne_out(left, "left", source) < 0.5);
}

/// By itself a row says nothing that a model could read.
#[test]
fn a_row_is_read_with_what_heads_its_cells() {
    let page = Prepared::new(Document::from_passages([
        "Between 2015 and 2024 the number of boats that call Aster their home fell from 118 to 41."
            .to_owned(),
    ]));
    let judge = Judge::built_in();
    let told = |header| {
        let analysis = analyse("Aster | 118 | 41", header, &page, &judge);
        analysis.read.map(|read| read.told.probabilities()[0])
    };
    let header = Some("Port | Boats in 2015 | Boats in 2024");
    assert!(told(header) > told(None));
    assert_eq!(
        told(Some("Port | Boats")),
        told(None),
        "a header of other cells heads none"
    );
}
