//! The HTML report in a real browser: nothing is asked for, the console stays silent, filters and
//! keys work, and it can be used at any width. Skipped with a word where there is no Chromium.
//!
//! Pictures are kept in `target/tmp/screenshots` for a person to look at. With the environment
//! variable `CITECHECK_AXE` naming a copy of axe-core's `axe.min.js`, its accessibility checks run
//! too.

use std::fs;

use crate::support::browser::{Browser, program};
use crate::support::story;
use citecheck::report::{Format, Report, View};

/// A browser with the report open; none where there is no Chromium.
fn opened(report: &Report) -> Option<(Browser, tempfile::TempDir)> {
    let Some(program) = program() else {
        eprintln!("skipped: no Chromium on this machine");
        return None;
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.html");
    let mut out = Vec::new();
    Format::Html
        .writer()
        .write(report, &View::new(report), &mut out)
        .unwrap();
    fs::write(&file, out).unwrap();
    let mut browser = Browser::launch(&program);
    browser.resize(1280, 900);
    browser.open(&file);
    Some((browser, folder))
}

fn shown(browser: &mut Browser) -> usize {
    let count = browser.value("document.querySelectorAll('.claim:not(.off)').length");
    usize::try_from(count.as_u64().unwrap()).unwrap()
}

fn open_card(browser: &mut Browser) -> String {
    let id = browser.value("(document.querySelector('.card.open .id') || {}).textContent || ''");
    id.as_str()
        .unwrap()
        .split(' ')
        .next()
        .unwrap_or_default()
        .to_owned()
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
fn keys_walk_through_claims_and_findings() {
    let Some((mut browser, _folder)) = opened(&story::report()) else {
        return;
    };
    browser.press("j");
    assert_eq!(open_card(&mut browser), "contract-signed");
    browser.press("n");
    assert_eq!(open_card(&mut browser), "licence-until-2032");
    browser.press("j");
    assert_eq!(open_card(&mut browser), "director-quote");
    browser.press("k");
    assert_eq!(open_card(&mut browser), "licence-until-2032");
    browser.picture("card");
    browser.press("Escape");
    assert_eq!(open_card(&mut browser), "");
    browser.press("?");
    assert_eq!(browser.value("document.getElementById('help').open"), true);
}

#[test]
fn filters_and_search_leave_what_fits() {
    let Some((mut browser, _folder)) = opened(&story::report()) else {
        return;
    };
    assert_eq!(shown(&mut browser), 10);
    browser.press("6");
    assert_eq!(shown(&mut browser), 8, "without the supported ones");
    browser.press("/");
    browser.call("Input.insertText", &serde_json::json!({"text": "FARES"}));
    assert_eq!(shown(&mut browser), 1);
    assert_eq!(
        browser.value("document.getElementById('shown').value"),
        "1 of 10 claims shown"
    );
    browser.press("Escape");
    browser.press("0");
    assert_eq!(shown(&mut browser), 10);
    browser.value("(() => { const s = document.getElementById('source'); s.value = '4'; s.dispatchEvent(new Event('input', {bubbles: true})); })()");
    assert_eq!(shown(&mut browser), 4, "those that cite the notice");
}

#[test]
fn a_click_opens_the_evidence_and_the_address_remembers_it() {
    let Some((mut browser, _folder)) = opened(&story::report()) else {
        return;
    };
    browser.value("document.getElementById('c3').click()");
    assert_eq!(open_card(&mut browser), "fishers-and-tourists");
    assert_eq!(browser.value("location.hash"), "#c3");
}

#[test]
fn the_keyboard_leads_into_the_evidence_and_back() {
    let Some((mut browser, _folder)) = opened(&story::report()) else {
        return;
    };
    browser.value("document.getElementById('c1').focus()");
    browser.press("Enter");
    assert_eq!(browser.value("document.activeElement.id"), "e1");
    browser.press("Escape");
    assert_eq!(browser.value("document.activeElement.id"), "c1");
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
        eprintln!("skipped: CITECHECK_AXE names no axe.min.js");
        return;
    };
    let axe = fs::read_to_string(axe).unwrap();
    let Some((mut browser, _folder)) = opened(&story::report()) else {
        return;
    };
    for (width, scheme) in [(1280, "light"), (1280, "dark"), (320, "light")] {
        browser.resize(width, 900);
        browser.medium("screen", scheme);
        browser.press("n");
        browser.value(&format!("{axe}; true"));
        let found = browser.value(
            "axe.run().then((found) => found.violations.filter((one) => ['serious', 'critical'].includes(one.impact)).map((one) => one.id + ': ' + one.nodes.map((node) => node.html).join(' | ')))",
        );
        assert_eq!(found, serde_json::json!([]), "{width} {scheme}");
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
