//! Where sentences end. Each row is the sentences of a text, which is their join by a blank or, in
//! scripts without blanks, by nothing.

use citecheck::inner::sentences;
use proptest::prelude::*;

/// Texts whose sentences are joined by a blank.
const SPACED: &[&[&str]] = &[
    // Plain.
    &["It rained.", "The game went on."],
    &["Did it rain?", "It did!", "Nobody left."],
    &["It rained…", "Then it stopped."],
    &["What?!", "Nobody knew."],
    &["They waited... and waited.", "Nobody came."],
    // Titles, initials, abbreviations.
    &["Mr. Okafor met Mrs. Lindqvist.", "They agreed."],
    &["Dr. A. B. Okafor spoke.", "Prof. Lind listened."],
    &["J. R. Hartley wrote it.", "It sold well."],
    &["The U.S. Senate voted.", "It passed."],
    &["She lives in St. Louis.", "He does not."],
    &["He met Gen. Ruiz and Sen. Ode.", "Both left."],
    &["See fig. 3 and vol. 2 for more.", "The rest is online."],
    &["Acme Inc. was sold.", "Its name stays."],
    &["It was sold to Acme Inc.", "The price is unknown."],
    &["He moved to Acme Corp. in May.", "She stayed."],
    &["The shop opens at 5 p.m. every day.", "It is small."],
    &["The shop opens at 5 p.m.", "The bar opens later."],
    &[
        "Some tools, e.g. hammers, are heavy.",
        "Others, i.e. pens, are not.",
    ],
    &["Bread, milk etc. are sold.", "Wine is not."],
    &["It fell on Jan. 14.", "The court met on Feb. 2."],
    &["The vote was Ode v. Ruiz.", "Ode won."],
    &["He holds a Ph.D. in law.", "She does too."],
    &["No. 7 won.", "No. 3 came last."],
    // Numbers.
    &["It cost $4.6 million.", "That is 1.5 times more."],
    &["Version 2.0.1 is out.", "Update now."],
    &["The rate is 3.5.", "It was 4.1."],
    &["In 2019.", "In 2020."],
    &["Prices rose .5 percent.", "Wages did not."],
    &["Visit example.com for more.", "It is free."],
    // Quotations and brackets.
    &["“It rained,” she said.", "He nodded."],
    &["“Did it rain?” she asked.", "“It did.”", "He nodded."],
    &["She said: “It rained.”", "He nodded."],
    &["It rained (so they say).", "It stopped."],
    &["(It rained.)", "It stopped."],
    &["It rained.[3]", "It stopped.[4,5]"],
    &["It rained.”", "Then it stopped."],
    &["«Il pleut.»", "Il est parti."],
    // Names that begin with a small letter.
    &["It sold well.", "iPhones did too."],
    &["The path begins behind the mill.", "It is long."],
    // German.
    &[
        "Der Umsatz stieg um 5,6 Mio. Euro.",
        "Das war mehr als erwartet.",
    ],
    &["Sie arbeitet z. B. mit Holz.", "Er nicht."],
    &["Das gilt z.B. für Holz.", "Für Stein nicht."],
    &["Am 3. Oktober wird gefeiert.", "Am 4. nicht."],
    &["Das sind ca. 3 Mrd. Euro.", "Das ist viel."],
    &["Dr. Weiß kam bzw. ging.", "Niemand sah ihn."],
    &["Er belegte den 3. Platz.", "Sie gewann."],
    &["Das gilt u. a. für Holz.", "Für Stein nicht."],
    &["Der Behälter fasst 30 g.", "Er ist klein."],
    &["Er wurde im 19. Jahrhundert geboren.", "Sie auch."],
    &["Das war d. h. im Mai.", "Dann kam der Juni."],
    // French and Spanish.
    &["M. Dupont et Mme. Leroy ont signé.", "L’accord tient."],
    &["Cela vaut p. ex. pour le bois.", "Pas pour la pierre."],
    &["Il pleut !", "Il est parti."],
    &["El Sr. García llegó.", "La Sra. Ruiz no."],
    &["Los EE. UU. firmaron.", "El pacto sigue."],
    &["¿Llueve?", "¡Sí!", "Nadie salió."],
    &["La pág. 3 lo dice.", "La núm. 4 no."],
];

/// Texts whose sentences follow one another without a blank.
const UNSPACED: &[&[&str]] = &[
    &["雨が降った。", "試合は続いた。"],
    &["雨が降った！", "本当か？", "誰も知らない。"],
    &["彼は「雨が降った。」と言った。", "誰もいない。"],
    &["雨（昨日も降った。）が降った。", "試合は続いた。"],
    &["売上は3.5億円だ。", "利益は1.2億円だ。"],
    &["下雨了。", "比赛继续。"],
    &["他说：“下雨了。”", "没有人走。"],
];

fn split(text: &str) -> Vec<&str> {
    sentences(text).iter().map(|span| span.of(text)).collect()
}

fn check(rows: &[&[&str]], joint: &str) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let text = row.join(joint);
            let found = split(&text);
            (found != *row).then(|| format!("  want {row:?}\n   got {found:?}"))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        rows.len(),
        wrong.join("\n")
    );
}

#[test]
fn sentences_end_where_a_reader_ends_them() {
    check(SPACED, " ");
}

#[test]
fn japanese_and_chinese_stops_end_sentences_outside_of_brackets() {
    check(UNSPACED, "");
}

#[test]
fn headlines_and_list_items_stand_by_themselves() {
    let text =
        "Rain stops play\n\nIt rained. The game\nwent on.\n\n1. First item\n\n2. Second item";
    let want = [
        "Rain stops play",
        "It rained.",
        "The game\nwent on.",
        "1. First item",
        "2. Second item",
    ];
    assert_eq!(split(text), want);
}

proptest! {
    #[test]
    fn no_text_is_lost_and_sentences_stand_in_order(text in "(\\PC|\n|[.!?…。「」()\" A-Za-z0-9]){0,200}") {
        let spans = sentences(&text);
        let mut last = 0;
        let mut kept = String::new();
        for span in &spans {
            prop_assert!(span.start >= last && span.end > span.start);
            prop_assert!(text[last..span.start].trim().is_empty());
            kept.push_str(span.of(&text));
            last = span.end;
        }
        prop_assert!(text[last..].trim().is_empty());
        let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(visible(&kept), visible(&text));
    }

    #[test]
    fn plain_sentences_are_split_wherever_they_meet(words in prop::collection::vec("[A-Z][a-z]{3,8} [a-z]{3,8}", 1..8)) {
        let sentences: Vec<String> = words.iter().map(|words| format!("{words}ing.")).collect();
        let text = sentences.join(" ");
        prop_assert_eq!(split(&text), sentences);
    }
}

#[test]
fn a_text_without_stops_is_cut_at_blanks_and_one_without_blanks_anywhere() {
    for word in ["harbour ", "harbour", "港", "é "] {
        let text = word.repeat(10_000);
        let spans = sentences(&text);
        assert!(spans.len() > 4, "{word}");
        let mut end = 0;
        for span in &spans {
            assert!(span.end - span.start <= citecheck::inner::LONGEST_SENTENCE);
            assert!(text[end..span.start].trim().is_empty(), "nothing is lost");
            if word.ends_with(' ') {
                assert!(span.of(&text).ends_with(word.trim()));
            }
            end = span.end;
        }
        assert!(text[end..].trim().is_empty());
    }
}
