//! What a reader of the page does not see is never evidence: each way of hiding text, and beside it
//! what looks like one and is none.

use std::fmt::Write as _;
use std::path::Path;

use crate::support::program::citecheck;
use serde_json::Value;

/// What is on every page for all to see.
const SHOWN: &str = "<h1>The ferry to Holm</h1>
    <p>The ferry to Holm leaves the old pier at eight in the morning and returns at six.</p>
    <p>In winter it sails on weekdays only, since few people live on the island all year.</p>";

/// What is hidden, or is not.
const CLAIM: &str = "The council of Holm paid 730,000 crowns for a second ferry in spring 2021.";

/// Name, styles, and markup around `CLAIM` in place of `@`.
type Way = (&'static str, &'static str, &'static str);

const HIDDEN: &[Way] = &[
    ("hidden attribute", "", "<p hidden>@</p>"),
    (
        "display none",
        "",
        "<div style='display:none'><p>@</p></div>",
    ),
    (
        "display none, important",
        "",
        "<p style='Display: NONE !important'>@</p>",
    ),
    ("visibility", "", "<p style='visibility:hidden'>@</p>"),
    ("opacity", "", "<p style='opacity:0'>@</p>"),
    ("opacity, nearly", "", "<p style='opacity: .01'>@</p>"),
    (
        "opacity of a part of a line",
        "",
        "<p>Tickets: <span style='opacity:0'>@</span></p>",
    ),
    ("font size", "", "<p style='font-size:0'>@</p>"),
    (
        "font size of all around",
        "",
        "<div style='font-size:0px'><p>@</p></div>",
    ),
    (
        "off the screen",
        "",
        "<p style='position:absolute;left:-9999px'>@</p>",
    ),
    (
        "above the screen",
        "",
        "<p style='position:fixed; top:-200em'>@</p>",
    ),
    ("indented away", "", "<p style='text-indent:-9999px'>@</p>"),
    (
        "clip",
        "",
        "<p style='position:absolute;clip:rect(0 0 0 0)'>@</p>",
    ),
    (
        "clip path",
        "",
        "<p style='position:absolute;clip-path:inset(50%)'>@</p>",
    ),
    (
        "no height",
        "",
        "<div style='height:0;overflow:hidden'><p>@</p></div>",
    ),
    (
        "scaled to nothing",
        "",
        "<p style='transform:scale(0)'>@</p>",
    ),
    ("white on white", "", "<p style='color:#fff'>@</p>"),
    (
        "nearly white on white",
        "",
        "<p style='color:#fdfdfd;background:white'>@</p>",
    ),
    (
        "white on white by attribute",
        "",
        "<table bgcolor=white><tr><td><font color=white>@</font></table>",
    ),
    (
        "black on black",
        "",
        "<div style='background:#000'><p style='color:black'>@</p></div>",
    ),
    ("no colour", "", "<p style='color:transparent'>@</p>"),
    ("Bootstrap", "", "<p class='lead d-none'>@</p>"),
    ("Tailwind", "", "<p class='hidden'>@</p>"),
    ("for screen readers", "", "<p class='visually-hidden'>@</p>"),
    (
        "own rule, class",
        ".note{display:none}",
        "<p class=note>@</p>",
    ),
    (
        "own rule, id",
        "#note{visibility:hidden}",
        "<p id=note>@</p>",
    ),
    (
        "own rule, compound",
        "p.note.old{opacity:0}",
        "<p class='old note'>@</p>",
    ),
    (
        "own rule, later",
        ".note{display:block} .note{display:none}",
        "<p class=note>@</p>",
    ),
    (
        "own rule, colour",
        ".note{color:#ffffff}",
        "<p class=note>@</p>",
    ),
    (
        "own rule, off the screen",
        ".note{position:absolute;left:-99em}",
        "<p class=note>@</p>",
    ),
    (
        "no colour, by hue",
        "",
        "<p style='color:hsl(0 0% 100%)'>@</p>",
    ),
    (
        "beside the page",
        "",
        "<p style='margin-left:-9999px'>@</p>",
    ),
    (
        "no width",
        "",
        "<p style='width:0;overflow:hidden;white-space:nowrap'>@</p>",
    ),
    (
        "cut by a shape",
        "",
        "<p style='clip-path:polygon(0 0,0 0,0 0)'>@</p>",
    ),
    ("filtered away", "", "<p style='filter:opacity(0)'>@</p>"),
    (
        "not laid out",
        "",
        "<div style='content-visibility:hidden'><p>@</p></div>",
    ),
    (
        "shown on paper alone",
        "",
        "<p class='d-none d-print-block'>@</p>",
    ),
    (
        "own rule, inside of another",
        ".tale .note{display:none}",
        "<div class=tale><div><p class=note>@</p></div></div>",
    ),
    (
        "own rule, right inside of another",
        "section > p{visibility:hidden}",
        "<section><p>@</p></section>",
    ),
    (
        "own rule for screens",
        "@media screen{.note{DISPLAY:NONE}}",
        "<p class=note>@</p>",
    ),
    ("deleted", "", "<p><del>@</del></p>"),
    ("deleted, whole paragraphs", "", "<del><p>@</p></del>"),
    ("struck", "", "<p><s>@</s></p>"),
    ("struck, old markup", "", "<p><strike>@</strike></p>"),
    (
        "struck by style",
        "",
        "<p style='text-decoration:line-through'>@</p>",
    ),
    (
        "struck by own rule",
        ".old{text-decoration:line-through red}",
        "<p class=old>@</p>",
    ),
    ("template", "", "<template><p>@</p></template>"),
    (
        "more hidden than shown",
        "",
        "<div style='opacity:0'><p>@</p><p>@ @ @ @</p><p>@ @ @ @</p></div>",
    ),
];

const VISIBLE: &[Way] = &[
    ("half seen through", "", "<p style='opacity:.6'>@</p>"),
    (
        "about to appear",
        "",
        "<p style='opacity:0;transition:opacity .3s'>@</p>",
    ),
    ("until found", "", "<p hidden=until-found>@</p>"),
    (
        "folded",
        "",
        "<details><summary>More</summary><p>@</p></details>",
    ),
    (
        "opened by a button",
        "",
        "<button aria-controls=more>More</button><div id=more hidden><p>@</p></div>",
    ),
    (
        "unfolded by a click",
        ".fold{max-height:0;overflow:hidden;transition:max-height .2s}",
        "<button>More</button><div class=fold><p>@</p></div>",
    ),
    ("on wide screens", "", "<p class='d-none d-md-block'>@</p>"),
    (
        "on wide screens, Tailwind",
        "",
        "<p class='hidden lg:block'>@</p>",
    ),
    (
        "white on black",
        "",
        "<div style='background:#000'><p style='color:#fff'>@</p></div>",
    ),
    (
        "white on a picture",
        "",
        "<div style='background:url(a.png)'><p style='color:#fff'>@</p></div>",
    ),
    (
        "white on unknown styles",
        "<link rel=stylesheet href=a.css>",
        "<p style='color:#fff'>@</p>",
    ),
    ("small", "", "<p style='font-size:8px'>@</p>"),
    (
        "size set again inside",
        "",
        "<div style='font-size:0'><p style='font-size:16px'>@</p></div>",
    ),
    (
        "a little to the left",
        "",
        "<p style='position:relative;left:-20px'>@</p>",
    ),
    (
        "own rule for paper",
        "@media print{.note{display:none}}",
        "<p class=note>@</p>",
    ),
    (
        "own rule for small screens",
        "@media (max-width:20em){.note{display:none}}",
        "<p class=note>@</p>",
    ),
    (
        "own rule for others",
        ".menu .note{display:none}",
        "<p class=note>@</p>",
    ),
    (
        "own rule that is overruled",
        ".note{display:none} p.note{display:block}",
        "<p class=note>@</p>",
    ),
    (
        "own rule that a state takes back",
        ".note{display:none} .open .note{display:block}",
        "<p class=note>@</p>",
    ),
    (
        "without scripts",
        "<noscript><style>.note{display:none}</style></noscript>",
        "<p class=note>@</p>",
    ),
    ("inserted", "", "<p><ins>@</ins></p>"),
];

fn page((_, styles, markup): &Way) -> String {
    let styles = if styles.starts_with('<') || styles.is_empty() {
        (*styles).to_owned()
    } else {
        format!("<style>{styles}</style>")
    };
    let hidden = markup.replace('@', CLAIM);
    format!("<!doctype html><title>The ferry to Holm</title>{styles}<body>{SHOWN}\n{hidden}\n")
}

/// The verdict on `CLAIM` by each of the pages, and whether their text has it.
fn judged(pages: &[(String, Vec<u8>)]) -> Vec<(String, bool)> {
    let folder = tempfile::tempdir().unwrap();
    let mut claims = String::new();
    for (at, (ending, bytes)) in pages.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{at}.{ending}")), bytes).unwrap();
        write!(
            claims,
            "[[source]]\nid = \"s{at}\"\npath = \"{at}.{ending}\"\n\
             [[claim]]\nid = \"c{at}\"\ntext = \"{CLAIM}\"\ncites = [\"s{at}\"]\n"
        )
        .unwrap();
    }
    std::fs::write(folder.path().join("claims.toml"), claims).unwrap();
    let check = citecheck(
        folder.path(),
        &["check", "claims.toml", "--offline", "--format", "json"],
    );
    let report: Value = serde_json::from_str(&check.stdout).expect(&check.stderr);
    pages
        .iter()
        .enumerate()
        .map(|(at, (ending, _))| {
            let claims = report["claims"].as_array().unwrap();
            let id = format!("c{at}");
            let claim = claims.iter().find(|claim| claim["id"] == *id).unwrap();
            let text = shown(folder.path(), &format!("{at}.{ending}"));
            (
                claim["verdict"].as_str().unwrap().to_owned(),
                text.contains("730,000"),
            )
        })
        .collect()
}

fn shown(folder: &Path, name: &str) -> String {
    let run = citecheck(folder, &["extract", name]);
    assert_eq!(run.code, Some(0), "{name}: {}", run.stderr);
    assert!(run.stdout.contains("leaves the old pier"), "{}", run.stdout);
    run.stdout
}

fn pages(ways: &[Way]) -> Vec<(String, Vec<u8>)> {
    let pages = ways.iter().map(page);
    pages
        .map(|page| ("html".to_owned(), page.into_bytes()))
        .collect()
}

#[test]
fn what_is_hidden_bears_nothing_out() {
    for ((name, ..), (verdict, in_text)) in HIDDEN.iter().zip(judged(&pages(HIDDEN))) {
        assert!(!in_text, "{name}: it is in the text");
        assert_ne!(verdict, "supported", "{name}");
    }
}

#[test]
fn what_is_seen_is_read() {
    for ((name, ..), (verdict, in_text)) in VISIBLE.iter().zip(judged(&pages(VISIBLE))) {
        assert!(in_text, "{name}: it is not in the text");
        assert_eq!(verdict, "supported", "{name}");
    }
}

#[test]
fn pages_of_a_pdf_show_what_is_printed_on_them() {
    let shown = (
        72,
        700,
        12,
        "The ferry to Holm leaves the old pier at eight in the morning.",
    );
    let claim = (72, 660, 12, CLAIM);
    let file = |lines: Vec<crate::support::pdf::Line<'_>>| crate::support::pdf::file(&[lines]);
    let with_mode = |mode: &str| {
        // The operator is as long as what it replaces, so that the file's table stays right.
        let text = String::from_utf8(file(vec![shown, claim])).unwrap();
        let place = text.rfind("/F1 12 Tf 1 0 0 1").unwrap();
        let (before, after) = text.split_at(place);
        let after = after.replacen("/F1 12 Tf 1 0 0 1 72 660 Tm", mode, 1);
        format!("{before}{after}").into_bytes()
    };
    let plain = "/F1 12 Tf 1 0 0 1 72 660 Tm";
    let unseen = "3 Tr/F1 12 Tf 0 -40 Td     ";
    assert_eq!(plain.len(), unseen.len());
    let pages = [
        file(vec![shown, claim]),
        with_mode(unseen),
        with_mode(&unseen.replace('3', "7")),
        with_mode(&unseen.replace('3', "0")),
        file(vec![shown, (72, -400, 12, CLAIM)]),
        file(vec![shown, (900, 660, 12, CLAIM)]),
    ];
    let pages = pages.map(|bytes| ("pdf".to_owned(), bytes));
    let found: Vec<bool> = judged(&pages)
        .into_iter()
        .map(|(_, in_text)| in_text)
        .collect();
    assert_eq!(found, [true, false, false, true, false, false]);
}

const ENTRIES: &[(&str, &str)] = &[
    (
        "a heading",
        "<h2>References</h2><ol><li>@</li><li>Ferries of the north. A survey.</li></ol>",
    ),
    (
        "a heading with a number",
        "<h2>7. References</h2><ul><li>@</li></ul>",
    ),
    (
        "further reading",
        "<h2>Further reading</h2><ul><li>@</li><li>Old piers.</li></ul>",
    ),
    ("German", "<h2>Einzelnachweise</h2><ol><li>@</li></ol>"),
    (
        "a line each",
        "<h4>Works cited</h4><div>@</div><div>Old piers.</div>",
    ),
    (
        "Spanish",
        "<h2>Referencias bibliográficas</h2><ol><li>@</li></ol>",
    ),
    (
        "notes with signs",
        "<h2>Notes</h2><ol><li>^ @</li><li>^ Old piers, p. 3.</li></ol>",
    ),
    (
        "numbers in brackets",
        "<p>[1] @</p><p>[2] T. Berg, Old piers, 2019.</p><p>[3] A. Holm, Boats, 2018.</p>",
    ),
    (
        "no heading element",
        "<p><b>Bibliography</b></p><ul><li>@</li></ul>",
    ),
    (
        "the shape alone",
        "<ol><li>Lind, K. (2019). Harbours of the sound. Journal of Islands, vol. 3.</li>
         <li>Holm, A. (2022). @ Retrieved 3 May 2022.</li>
         <li>Berg, T. (2021). On ferries. ISBN 978-0-00-000000-2.</li></ol>",
    ),
];

#[test]
fn lists_of_references_bear_nothing_out() {
    let pages: Vec<(String, Vec<u8>)> = ENTRIES
        .iter()
        .map(|(_, markup)| ("html".to_owned(), page(&("", "", markup)).into_bytes()))
        .collect();
    for ((name, _), (verdict, in_text)) in ENTRIES.iter().zip(judged(&pages)) {
        assert!(!in_text, "{name}: it is in the text");
        assert_ne!(verdict, "supported", "{name}");
    }
}

const TEXTS: &[(&str, &str)] = &[
    (
        "a list",
        "<h2>What changed</h2><ul><li>@</li><li>A new pier was built in 2020.</li></ul>",
    ),
    (
        "a section on references",
        "<h2>References</h2><p>A name refers to a boat, as the register has it, and does not own it. \
         The register of Holm keeps one name for each boat, and a boat may have several of them over \
         the years, which is why the year stands beside it.</p><p>@ It says so in the register, which \
         anyone may read at the pier in the morning, and where the names of all boats stand since \
         the year of the great storm, beside those of their owners and crews.</p>",
    ),
    ("money", "<h2>Sources of money</h2><p>@</p>"),
    ("notes of another kind", "<h2>Notes</h2><p>@</p>"),
    (
        "years",
        "<ul><li>2019: The pier burned down.</li><li>2020: It was built again.</li><li>2021: @</li></ul>",
    ),
    (
        "after the references",
        "<h2>References</h2><ul><li>Old piers. A book.</li></ul><h2>Ferries</h2><p>@</p>",
    ),
];

#[test]
fn lists_that_are_text_are_read() {
    let pages: Vec<(String, Vec<u8>)> = TEXTS
        .iter()
        .map(|(_, markup)| ("html".to_owned(), page(&("", "", markup)).into_bytes()))
        .collect();
    for ((name, _), (verdict, in_text)) in TEXTS.iter().zip(judged(&pages)) {
        assert!(in_text, "{name}: it is not in the text");
        assert_eq!(verdict, "supported", "{name}");
    }
}
