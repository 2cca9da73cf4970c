//! What holds for any page: its own sentences are supported, a changed digit never is, and what a
//! reader cannot see changes nothing.

use citecheck::claims::Claim;
use citecheck::extract::Document;
use citecheck::verdict::Verdict;
use citecheck::verify::Prepared;
use citecheck::verify::{Judge, Need, Verification, verify};
use proptest::prelude::*;
use proptest::sample::select;
use unicode_normalization::UnicodeNormalization;

fn prepared(passages: &[String]) -> Prepared {
    Prepared::new(Document::from_passages(passages.iter().cloned()))
}

fn outcome(claim: &str, pages: &[&Prepared]) -> Verification {
    let sources: Vec<_> = pages.iter().map(|page| Ok(*page)).collect();
    verify(
        &Claim::of_text(claim),
        &sources,
        Need::Any,
        &Judge::lexical(),
    )
}

/// A sentence with exactly one number, and that number as written.
fn with_number() -> impl Strategy<Value = (String, String)> {
    let subject = select(vec![
        "The harbour of Ravenna",
        "The Okafor foundation",
        "A museum in Tartu",
        "Lindqvist Shipping",
        "The town of Élancourt",
        "The weekly Morgenblatt",
        "The Castellón orchestra",
    ]);
    let tail = select(vec![
        "during the long dry summer",
        "after the northern line closed",
        "despite an unusually cold spring",
        "without any help from the state",
        "according to its yearly report",
        "for the first exhibition abroad",
    ]);
    let number = prop_oneof![
        (2_u32..99).prop_map(|n| n.to_string()),
        (1_u32..999, 0_u32..999).prop_map(|(a, b)| format!("{a},{b:03}")),
        (1_u32..99, 1_u32..9).prop_map(|(a, b)| format!("{a}.{b} million")),
    ];
    let year = 1901_u32..2030;
    let money = (1_u32..999, 1_u32..9).prop_map(|(a, b)| format!("${a}.{b} million"));
    let percent = (1_u32..99).prop_map(|n| format!("{n}%"));
    let counted = select(vec![
        "sailors",
        "paintings",
        "letters",
        "old engines",
        "apple trees",
    ]);
    let verb = select(vec!["sold", "repaired", "received", "counted", "borrowed"]);
    (
        subject,
        tail,
        number,
        year,
        money,
        percent,
        counted,
        verb,
        0..5_u8,
    )
        .prop_map(
            |(subject, tail, number, year, money, percent, counted, verb, form)| match form {
                0 => (
                    format!("{subject} {verb} {number} {counted} {tail}."),
                    number,
                ),
                1 => (
                    format!("{subject} {verb} its {counted} in {year} {tail}."),
                    year.to_string(),
                ),
                2 => (
                    format!("{subject} paid {money} for the {counted} {tail}."),
                    money,
                ),
                3 => (
                    format!("{subject} lost {percent} of its {counted} {tail}."),
                    percent,
                ),
                _ => (
                    format!("In {year}, {subject} {verb} the {counted} {tail}."),
                    year.to_string(),
                ),
            },
        )
}

/// A page of such sentences between others without a number.
fn page() -> impl Strategy<Value = Vec<(String, String)>> {
    prop::collection::vec(with_number(), 1..8)
}

const FILLERS: [&str; 4] = [
    "Visitors are asked to leave their coats at the door.",
    "Nobody expected the ferry to return so early.",
    "The council will meet again when the snow has gone.",
    "Her brother had taught music at a school nearby.",
];

fn passages(page: &[(String, String)]) -> Vec<String> {
    let fillers = FILLERS.iter().cycle();
    page.iter()
        .zip(fillers)
        .flat_map(|((sentence, _), filler)| [sentence.clone(), (*filler).to_owned()])
        .collect()
}

/// `text` with the digit number `at` of its first occurrence of `number` changed by `by`.
fn with_changed_digit(text: &str, number: &str, at: usize, by: u8) -> String {
    let start = text.find(number).unwrap();
    let digits: Vec<usize> = (start..start + number.len())
        .filter(|index| text.as_bytes()[*index].is_ascii_digit())
        .collect();
    let place = digits[at % digits.len()];
    let digit = text.as_bytes()[place] - b'0';
    // The first digit never becomes a nought, which would change how the number is written.
    let changed = if place == digits[0] {
        (digit + by - 1) % 9 + 1
    } else {
        (digit + by) % 10
    };
    let changed = if changed == digit {
        digit % 9 + 1
    } else {
        changed
    };
    format!(
        "{}{}{}",
        &text[..place],
        char::from(b'0' + changed),
        &text[place + 1..]
    )
}

/// A Unicode normal form, by its name.
type Form = (&'static str, fn(&str) -> String);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_sentence_of_the_page_is_supported(page in page(), at in any::<prop::sample::Index>()) {
        let (claim, _) = &page[at.index(page.len())];
        let found = outcome(claim, &[&prepared(&passages(&page))]);
        prop_assert_eq!(found.verdict, Verdict::Supported, "{}: {}", claim, found.why);
    }

    #[test]
    fn a_changed_digit_never_leaves_it_supported(
        page in page(), at in any::<prop::sample::Index>(), digit in 0..9_usize, by in 1..9_u8,
    ) {
        let (sentence, number) = &page[at.index(page.len())];
        let claim = with_changed_digit(sentence, number, digit, by);
        prop_assume!(!page.iter().any(|(other, _)| *other == claim));
        let found = outcome(&claim, &[&prepared(&passages(&page))]);
        prop_assert_ne!(found.verdict, Verdict::Supported, "{} for {}", claim, sentence);
    }

    #[test]
    fn the_order_of_the_pages_changes_no_verdict(
        one in page(), other in page(), third in page(), at in any::<prop::sample::Index>(),
    ) {
        let (claim, _) = &one[at.index(one.len())];
        let pages = [&one, &other, &third].map(|page| prepared(&passages(page)));
        let [a, b, c] = [&pages[0], &pages[1], &pages[2]];
        let first = outcome(claim, &[a, b, c]);
        for order in [[c, b, a], [b, c, a], [c, a, b]] {
            let found = outcome(claim, &order);
            prop_assert_eq!((found.verdict, found.score), (first.verdict, first.score));
        }
    }

    #[test]
    fn white_space_and_unicode_form_change_no_verdict(
        page in page(), at in any::<prop::sample::Index>(), digit in 0..9_usize, by in 0..9_u8,
    ) {
        let (sentence, number) = &page[at.index(page.len())];
        let claim = if by == 0 { sentence.clone() } else { with_changed_digit(sentence, number, digit, by) };
        let passages = passages(&page);
        let plain = outcome(&claim, &[&prepared(&passages)]);
        let spaced = |text: &str| text.replace(' ', " \t\u{A0}");
        let forms: [Form; 4] = [
            ("NFC", |text| text.nfc().collect()),
            ("NFD", |text| text.nfd().collect()),
            ("NFKC", |text| text.nfkc().collect()),
            ("NFKD", |text| text.nfkd().collect()),
        ];
        for (name, form) in forms {
            let page: Vec<String> = passages.iter().map(|passage| form(passage)).collect();
            let of_page = outcome(&claim, &[&prepared(&page)]);
            let of_claim = outcome(&form(&claim), &[&prepared(&passages)]);
            prop_assert_eq!(of_page.verdict, plain.verdict, "{} of the page: {}", name, claim);
            prop_assert_eq!(of_claim.verdict, plain.verdict, "{} of the claim: {}", name, claim);
        }
        let page: Vec<String> = passages.iter().map(|passage| spaced(passage)).collect();
        let found = outcome(&spaced(&claim), &[&prepared(&page)]);
        prop_assert_eq!(found.verdict, plain.verdict, "white space: {}", claim);
    }
}
