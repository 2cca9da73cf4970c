//! The HTML report in a real browser: nothing is asked for, the console stays silent, it opens on the first
//! finding, filters and keys work, and it can be used at any width. Skipped with a word where there is no
//! Chromium, and in CI a failure.
//!
//! Pictures are kept in `target/tmp/screenshots` for a person to look at. With the environment
//! variable `CITECHECK_AXE` naming a copy of axe-core's `axe.min.js`, its accessibility checks run
//! too.

use std::fs;

use crate::support::browser::{Browser, program};
use crate::support::{story, tools};
use citecheck::report::{Format, Report, View};

/// A browser with the report open; none where there is no Chromium.
fn opened(report: &Report) -> Option<(Browser, tempfile::TempDir)> {
    opened_at(report, 1280)
}

fn opened_at(report: &Report, width: u32) -> Option<(Browser, tempfile::TempDir)> {
    let program = program()?;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.html");
    let mut out = Vec::new();
    Format::Html
        .writer()
        .write(report, &View::new(report), &mut out)
        .unwrap();
    fs::write(&file, out).unwrap();
    let mut browser = Browser::launch(&program);
    browser.resize(width, 900);
    browser.open(&file);
    Some((browser, folder))
}

fn count(browser: &mut Browser, selector: &str) -> u64 {
    let count = browser.value(&format!("document.querySelectorAll('{selector}').length"));
    count.as_u64().unwrap()
}

fn text(browser: &mut Browser, expression: &str) -> String {
    browser
        .value(expression)
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

/// The id of the claim whose evidence is shown.
fn open_card(browser: &mut Browser) -> String {
    text(
        browser,
        "(document.querySelector('.card.open .id') || {}).textContent || ''",
    )
}

#[test]
fn the_page_asks_for_nothing_and_the_console_is_silent() {
    let Some((mut browser, _folder)) = opened(&story::report()) else {
        return;
    };
    browser.press("n");
    browser.value("new Promise((done) => setTimeout(done, 200))");
    assert_eq!(browser.requests(), Vec::<String>::new());
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn it_opens_on_the_first_finding_and_its_evidence() {
    for width in [1280, 375] {
        let Some((mut browser, _folder)) = opened_at(&story::report(), width) else {
            return;
        };
        browser.picture(&format!("opened-{width}"));
        assert_eq!(open_card(&mut browser), "licence-until-2032", "{width}");
        let seen = browser.value(
            "(() => { const box = document.querySelector('.card.open .why').getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; })()",
        );
        assert_eq!(seen, true, "{width}");
    }
}

#[test]
fn without_a_finding_a_hint_stands_in_the_place_of_evidence() {
    let mut report = story::report();
    report.claims.truncate(1);
    let Some((mut browser, _folder)) = opened(&report) else {
        return;
    };
    assert_eq!(open_card(&mut browser), "");
    assert_eq!(
        browser.value("document.getElementById('hint').hidden"),
        false
    );
}

#[test]
fn keys_walk_through_findings_and_sentences() {
    let Some((mut browser, _folder)) = opened(&story::report()) else {
        return;
    };
    browser.press("n");
    assert_eq!(open_card(&mut browser), "director-quote");
    browser.press("p");
    assert_eq!(open_card(&mut browser), "licence-until-2032");
    browser.press("k");
    assert_eq!(open_card(&mut browser), "contract-signed");
    browser.press("j");
    assert_eq!(open_card(&mut browser), "licence-until-2032");
    browser.picture("card");
    browser.press("?");
    assert_eq!(browser.value("document.getElementById('help').open"), true);
}

#[test]
fn supported_sentences_are_unmarked_until_asked_for() {
    let Some((mut browser, _folder)) = opened(&story::report()) else {
        return;
    };
    let ground =
        "getComputedStyle(document.getElementById('claim-contract-signed')).backgroundColor";
    let unmarked = text(&mut browser, ground);
    assert_eq!(unmarked, "rgba(0, 0, 0, 0)");
    browser.press("6");
    assert_ne!(text(&mut browser, ground), unmarked);
    browser.press("0");
    assert_eq!(text(&mut browser, ground), unmarked);
}

#[test]
fn filters_and_search_leave_what_fits() {
    let Some((mut browser, _folder)) = opened(&story::report()) else {
        return;
    };
    let sentences = |browser: &mut Browser| count(browser, ".claim:not(.out)");
    let findings = |browser: &mut Browser| count(browser, ".finding:not(.out)");
    assert_eq!((sentences(&mut browser), findings(&mut browser)), (10, 7));
    browser.press("1");
    assert_eq!(
        (sentences(&mut browser), findings(&mut browser)),
        (10, 4),
        "without the contradicted ones"
    );
    browser.press("1");
    browser.press("/");
    browser.call("Input.insertText", &serde_json::json!({"text": "FARES"}));
    assert_eq!((sentences(&mut browser), findings(&mut browser)), (1, 1));
    assert_eq!(
        browser.value("document.getElementById('shown').value"),
        "1 of 10 sentences, 1 of 7 findings shown"
    );
    browser.press("Escape");
    browser.press("0");
    assert_eq!(sentences(&mut browser), 10);
    browser.value("(() => { const s = document.getElementById('source'); s.value = '4'; s.dispatchEvent(new Event('input', {bubbles: true})); })()");
    assert_eq!(sentences(&mut browser), 4, "those that cite the notice");
}

#[test]
fn a_click_opens_the_evidence_and_the_address_leads_back_to_it() {
    let Some((mut browser, folder)) = opened(&story::report()) else {
        return;
    };
    browser.value("document.getElementById('claim-fishers-and-tourists').click()");
    assert_eq!(open_card(&mut browser), "fishers-and-tourists");
    assert_eq!(
        browser.value("location.hash"),
        "#claim-fishers-and-tourists"
    );
    browser.value("document.querySelector('.finding a').click()");
    assert_eq!(open_card(&mut browser), "licence-until-2032");
    browser.open(&folder.path().join("report.html"));
    browser.value("(() => { location.hash = '#claim-page-gone'; return new Promise((done) => setTimeout(done, 100)); })()");
    assert_eq!(open_card(&mut browser), "page-gone");
}

#[test]
fn the_keyboard_leads_into_the_evidence_and_back() {
    let Some((mut browser, _folder)) = opened(&story::report()) else {
        return;
    };
    browser.value("document.getElementById('claim-lighthouse').focus()");
    browser.press("Enter");
    assert_eq!(
        browser.value("document.activeElement.id"),
        "evidence-lighthouse"
    );
    browser.press("Escape");
    assert_eq!(
        browser.value("document.activeElement.id"),
        "claim-lighthouse"
    );
}

#[test]
fn on_a_telephone_filters_are_folded_and_the_evidence_stands_below_its_sentence() {
    let Some((mut browser, _folder)) = opened_at(&story::report(), 375) else {
        return;
    };
    assert_eq!(browser.value("document.getElementById('fold').open"), false);
    browser.value("document.getElementById('claim-fishers-and-tourists').click()");
    browser.picture("telephone");
    let places = browser.value(
        "(() => { const at = (selector) => document.querySelector(selector).getBoundingClientRect(); const [claim, card, close, said] = ['#claim-fishers-and-tourists', '.card.open', '.close', '.card.open .said'].map(at); return [claim.top >= 0, card.top >= claim.bottom, card.top < innerHeight, close.top >= card.top, close.bottom <= said.top, close.right <= card.right]; })()",
    );
    assert_eq!(
        places,
        serde_json::json!([true, true, true, true, true, true])
    );
    // Far down in the evidence, the sentence is still there.
    browser.value(
        "scrollBy(0, document.querySelector('.card.open').getBoundingClientRect().bottom - 200)",
    );
    let said = browser.value(
        "(() => { const box = document.querySelector('.card.open .said').getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight; })()",
    );
    assert_eq!(said, true);
    browser.value("document.querySelector('.close').click()");
    assert_eq!(open_card(&mut browser), "");
    assert_eq!(
        browser.value("document.activeElement.id"),
        "claim-fishers-and-tourists"
    );
}

#[test]
fn accepting_copies_the_comment_or_the_line_for_the_baseline() {
    let mut report = story::report();
    report.claims[1].id = "it's; rm -rf".to_owned();
    "notes/a b.md".clone_into(&mut report.claims[1].file);
    report.claims.truncate(2);
    let Some((mut browser, _folder)) = opened(&report) else {
        return;
    };
    let copied = |browser: &mut Browser, button: &str| -> String {
        browser.value(&format!("document.getElementById('{button}').click()"));
        text(
            browser,
            "new Promise((done) => setTimeout(() => done(document.getElementById('copied').value), 200))",
        )
    };
    let comment = copied(&mut browser, "copy-comment");
    assert!(
        comment.ends_with(": <!-- citecheck: ignore a person looked at it -->"),
        "{comment}"
    );
    browser.value("document.getElementById('reason').value = \"the page rounds, it's known\"");
    let line = copied(&mut browser, "copy-baseline");
    assert!(
        line.ends_with(
            r": citecheck accept --to baseline --reason 'the page rounds, it'\''s known' -- 'it'\''s; rm -rf' 'notes/a b.md'"
        ),
        "{line}"
    );
    browser.value("document.getElementById('reason').value = 'done --> <b>'");
    let refused = copied(&mut browser, "copy-comment");
    assert!(refused.starts_with("A reason is one line"), "{refused}");
}

#[test]
fn nothing_sticks_out_at_320_pixels_in_print_and_in_the_dark() {
    let Some((mut browser, _folder)) = opened(&story::report()) else {
        return;
    };
    for (name, width, medium, scheme) in [
        ("narrow", 320, "screen", "light"),
        ("dark", 1280, "screen", "dark"),
        ("print", 800, "print", "light"),
    ] {
        browser.resize(width, 900);
        browser.medium(medium, scheme);
        browser.picture(name);
        let wide = browser.value("document.documentElement.scrollWidth");
        assert!(
            wide.as_u64().unwrap() <= width.into(),
            "{name}: {wide} pixels wide"
        );
    }
    let hidden = browser.value("Array.from(document.querySelectorAll('.card')).filter((card) => card.offsetHeight === 0).length");
    assert_eq!(hidden, 0, "print shows every card");
    let folded = browser.value("Array.from(document.querySelectorAll('.others li')).filter((one) => !one.checkVisibility()).length");
    assert_eq!(folded, 0, "and what is folded");
}

#[test]
fn everything_can_be_read_without_script() {
    let Some((mut browser, folder)) = opened(&story::report()) else {
        return;
    };
    browser.call(
        "Emulation.setScriptExecutionDisabled",
        &serde_json::json!({"value": true}),
    );
    browser.open(&folder.path().join("report.html"));
    browser.picture("without-script");
    let hidden = browser.value("Array.from(document.querySelectorAll('.card')).filter((card) => card.offsetHeight === 0).length");
    assert_eq!(hidden, 0);
}

#[test]
fn axe_finds_nothing_serious() {
    let Some(axe) = std::env::var_os("CITECHECK_AXE") else {
        tools::told("axe-core, which CITECHECK_AXE names,");
        return;
    };
    let axe = fs::read_to_string(axe).unwrap();
    let Some((mut browser, _folder)) = opened(&story::report()) else {
        return;
    };
    for (width, scheme) in [
        (1280, "light"),
        (1280, "dark"),
        (375, "light"),
        (375, "dark"),
    ] {
        browser.resize(width, 900);
        browser.medium("screen", scheme);
        browser.value("document.getElementById('fold').open = true");
        browser.value(
            "for (const one of document.querySelectorAll('.card.open details')) one.open = true",
        );
        for key in ["n", "6"] {
            browser.press(key);
            browser.value(&format!("{axe}; true"));
            let found = browser.value(
                "axe.run().then((found) => found.violations.filter((one) => ['serious', 'critical'].includes(one.impact)).map((one) => one.id + ': ' + one.nodes.map((node) => node.html).join(' | ')))",
            );
            assert_eq!(found, serde_json::json!([]), "{width} {scheme}");
        }
    }
}

/// `cargo test --test report browser -- --ignored --nocapture`, with `CITECHECK_BIG` naming a report.
#[test]
#[ignore = "a measurement, for docs/benchmarks.md"]
fn how_long_a_big_report_takes_to_open() {
    let file = std::env::var_os("CITECHECK_BIG").expect("CITECHECK_BIG names a JSON report");
    let report = Report::from_json(&fs::read(file).unwrap()).unwrap();
    let Some((mut browser, folder)) = opened(&report) else {
        return;
    };
    for _ in 0..5 {
        browser.open(&folder.path().join("report.html"));
        let loaded =
            browser.value("performance.timing.loadEventEnd - performance.timing.navigationStart");
        let filter = browser.value("(() => { const from = performance.now(); const s = document.getElementById('search'); s.value = 'harbour'; s.dispatchEvent(new Event('input', {bubbles: true})); document.body.offsetHeight; return Math.round(performance.now() - from); })()");
        println!(
            "{} claims: loaded in {loaded} ms, first search in {filter} ms",
            report.claims.len()
        );
    }
}
