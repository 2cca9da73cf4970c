//! The terminal report: what people read, as snapshots; what must hold for any report, as
//! promises.

use crate::support::desk::view;
use crate::support::story;
use citecheck::report::{BaselineFacts, Format, RunFacts, Verbosity, View};
use proptest::prelude::*;

fn rendered(change: impl FnOnce(&mut View)) -> String {
    let report = story::report();
    let mut view = view(&report);
    change(&mut view);
    let mut out = Vec::new();
    Format::Terminal
        .writer()
        .write(&report, &view, &mut out)
        .unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn worst_findings_come_first_with_place_passage_and_difference() {
    insta::assert_snapshot!(rendered(|_| {}));
}

#[test]
fn verbose_shows_supported_claims_every_check_and_links() {
    insta::assert_snapshot!(rendered(|view| view.verbosity = Verbosity::Verbose));
}

#[test]
fn quiet_is_one_line() {
    insta::assert_snapshot!(rendered(|view| view.verbosity = Verbosity::Quiet), @"10 claims: 3 contradicted, 1 not-found, 1 partial, 2 unavailable, 1 not-checkable, 2 supported");
}

#[test]
fn sixty_columns_are_enough() {
    insta::assert_snapshot!(rendered(|view| view.width = 60));
}

#[test]
fn no_line_is_wider_than_the_terminal_but_for_addresses_and_commands() {
    for width in 60..=200 {
        for line in
            rendered(|view| (view.width, view.verbosity) = (width, Verbosity::Verbose)).lines()
        {
            let wide = unicode_width::UnicodeWidthStr::width(line);
            assert!(
                wide <= width || line.contains("https://"),
                "{wide} of {width}: {line}"
            );
        }
    }
}

#[test]
fn marks_stand_under_the_words_that_they_mark() {
    let text = rendered(|_| {});
    let lines: Vec<&str> = text.lines().collect();
    let column = |line: &str, mark: char| {
        let at = line.find(mark)?;
        Some(unicode_width::UnicodeWidthStr::width(&line[..at]))
    };
    let (at, claim) = lines
        .iter()
        .enumerate()
        .find(|(_, line)| line.contains("港湾局は2024年5月13日"))
        .unwrap();
    let year = claim.find("2024").unwrap();
    assert_eq!(
        column(lines[at + 1], '^'),
        Some(unicode_width::UnicodeWidthStr::width(&claim[..year]))
    );
}

#[test]
fn colour_takes_the_place_of_marks_under_what_matches_and_of_nothing_else() {
    let plain = rendered(|_| {});
    let coloured = rendered(|view| view.colour = true);
    assert!(coloured.contains("\u{1b}[31m") && !plain.contains('\u{1b}'));
    let words = |text: &str| -> Vec<String> {
        let lines = text
            .lines()
            .map(|line| line.replace('-', " ").trim_end().to_owned());
        lines.filter(|line| line.trim() != "│").collect()
    };
    let stripped = anstream::adapter::strip_str(&coloured).to_string();
    assert_eq!(words(&stripped), words(&plain));
}

#[test]
fn the_summary_tells_cost_and_known_findings() {
    let text = rendered(|view| {
        view.run = Some(RunFacts {
            elapsed: std::time::Duration::from_millis(1234),
            from_cache: 3,
            fetched: 1,
        });
        view.baseline = Some(BaselineFacts {
            known: 2,
            unneeded: vec!["old-claim".to_owned()],
        });
    });
    let tail: Vec<_> = text.lines().rev().take(5).collect();
    insta::assert_snapshot!(tail.into_iter().rev().collect::<Vec<_>>().join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_fits_any_width(text in "\\PC{0,200}", passage in "\\PC{0,400}", width in 60_usize..200, a in 0_usize..200, b in 0_usize..200) {
        let mut report = story::report();
        report.claims.truncate(3);
        for claim in &mut report.claims {
            claim.text.clone_from(&text);
            claim.unsupported = vec![[a.min(b), a.max(b)]];
            for evidence in &mut claim.evidence {
                evidence.text.clone_from(&passage);
                evidence.spans = vec![[b.min(a), a.max(b) + 5]];
            }
        }
        let mut view = view(&report);
        view.width = width;
        let mut out = Vec::new();
        Format::Terminal.writer().write(&report, &view, &mut out).unwrap();
        for line in String::from_utf8(out).unwrap().lines() {
            let wide = unicode_width::UnicodeWidthStr::width(line);
            prop_assert!(wide <= width || line.contains("https://"), "{} of {}: {}", wide, width, line);
        }
    }
}
