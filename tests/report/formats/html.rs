//! The HTML report by its elements: what stands first, how evidence is shown, what links hold.

use std::fs;

use scraper::{ElementRef, Html, Selector};

use crate::support::desk::view;
use crate::support::program::citecheck;
use crate::support::story;
use citecheck::report::{Format, Report};

fn page(report: &Report) -> Html {
    let mut out = Vec::new();
    Format::Html
        .writer()
        .write(report, &view(report), &mut out)
        .unwrap();
    Html::parse_document(&String::from_utf8(out).unwrap())
}

fn all<'p>(page: &'p Html, selector: &str) -> Vec<ElementRef<'p>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

/// The words of the elements, blanks folded.
fn words(page: &Html, selector: &str) -> Vec<String> {
    all(page, selector).into_iter().map(folded).collect()
}

fn folded(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_needs_a_person_stands_first_a_line_each_worst_first() {
    let page = page(&story::report());
    let lines = words(&page, ".finding");
    assert_eq!(
        lines,
        [
            "contradicted …quay runs until 2032 and is not exclusive any more. source: 2030 Port Aster opens its new harbour",
            "contradicted …director said: “We built this for boats that are large.” source: We built this for the boats that are small, Port Aster opens its new harbour",
            "contradicted 港湾局は2024年5月13日に契約を結んだ。 source: 2024年5月3日 アスター港の新しい岸壁が完成",
            "not-found The lighthouse was painted red in 1931. 2 sources",
            "partial …Port Aster, and the owners of four hotels, asked for cheaper berths. Harbour deal leaves fishers uneasy",
            "unavailable The ferry company doubled its fares. blocked 403 https://wall.example/harbour",
            "unavailable The old pier was closed in 2011. http-status 404 https://old.example/port",
        ]
    );
    assert_eq!(words(&page, ".finding .words .differs")[0], "2032");
    let order: Vec<_> = all(&page, "#findings, main, #panel, .sources")
        .into_iter()
        .map(|part| part.value().id().unwrap_or("sources"))
        .collect();
    assert_eq!(order, ["findings", "claims", "sources", "panel"]);
}

#[test]
fn a_report_without_findings_says_that_nothing_needs_a_person() {
    let mut report = story::report();
    report.claims.truncate(1);
    let page = page(&report);
    assert_eq!(words(&page, "#findings"), ["What needs a person Nothing."]);
}

#[test]
fn a_long_list_is_folded_past_its_first_lines() {
    let mut report = story::report();
    let claim = report.claims[1].clone();
    report.claims = (0..40)
        .map(|number| {
            let mut claim = claim.clone();
            claim.id = format!("claim {number}");
            claim
        })
        .collect();
    let page = page(&report);
    assert_eq!(all(&page, "#findings > ol > .finding").len(), 12);
    assert_eq!(words(&page, "#findings summary"), ["28 more"]);
    assert_eq!(all(&page, "#findings details .finding").len(), 28);
}

#[test]
fn the_words_that_the_reason_names_are_marked_in_claim_reason_and_passage() {
    let page = page(&story::report());
    let marked = |part: &str| {
        words(
            &page,
            &format!("#evidence-licence-until-2032 {part} .differs"),
        )
    };
    assert_eq!(marked(".said"), ["2032"]);
    assert_eq!(marked(".why"), ["2032", "2030"]);
    assert_eq!(marked(".excerpt"), ["2030"]);
    let bare = |part: &str| {
        words(
            &page,
            &format!("#evidence-fishers-and-tourists {part} .bare"),
        )
    };
    assert_eq!(bare(".said"), ["and the owners of four hotels"]);
    assert_eq!(bare(".why"), ["and the owners of four hotels"]);
}

#[test]
fn a_value_is_marked_in_the_reason_where_it_stands_by_itself() {
    let mut report = story::report();
    let claim = &mut report.claims[1];
    "claim says 20, source says 2".clone_into(&mut claim.why);
    "20".clone_into(&mut claim.checks[0].claim);
    claim.checks[0].source = Some("2".to_owned());
    let page = page(&report);
    let marked = words(&page, "#evidence-licence-until-2032 .why .differs");
    assert_eq!(marked, ["20", "2"]);
}

#[test]
fn a_link_to_a_claim_holds_whatever_else_the_report_has() {
    let mut report = story::report();
    report.claims[0].id = "a name, with \"signs\" & 港".to_owned();
    let anchors = |report: &Report| {
        let page = page(report);
        let mut ids: Vec<_> = all(&page, ".claim, .card")
            .iter()
            .map(|part| part.value().id().unwrap().to_owned())
            .collect();
        for id in all(&page, ".claim")
            .iter()
            .map(|claim| claim.attr("href").unwrap())
        {
            assert!(ids.contains(&id[1..].to_owned()), "{id}");
        }
        ids.sort_unstable();
        ids
    };
    let before = anchors(&report);
    assert!(before.contains(&"claim-licence-until-2032".to_owned()));
    assert!(
        before.contains(&"claim-a%20name%2C%20with%20%22signs%22%20%26%20%E6%B8%AF".to_owned()),
        "{before:?}"
    );
    report.claims.reverse();
    assert_eq!(anchors(&report), before);
}

#[test]
fn what_a_score_means_is_told_beside_it_and_only_where_there_is_one() {
    let mut report = story::report();
    report.claims[1].score = 0.004;
    report.claims[2].score = 0.996;
    let page = page(&report);
    let score = |id: &str| words(&page, &format!("#evidence-{id} .score"));
    assert_eq!(
        score("fishers-and-tourists"),
        ["Score 0.41: of 100 claims with this score, about 41 are borne out in full."]
    );
    assert_eq!(
        score("licence-until-2032"),
        ["Score 0.004: of 100 claims with this score, fewer than 1 is borne out in full."]
    );
    assert_eq!(
        score("director-quote"),
        ["Score 0.996: of 100 claims with this score, nearly all are borne out in full."]
    );
    assert_eq!(score("page-gone"), Vec::<String>::new());
    assert_eq!(score("hope"), Vec::<String>::new());
}

/// A harbour's page, and what an article says of it.
const PAGE: &str = "<!doctype html><html lang=en><title>The harbour in figures</title><article>
<h1>The harbour in figures</h1>
<p>The harbour of Port Aster was opened in 1902. Its northern quay is 300 metres long. Small boats have a berth of their own.</p>
<h2>What is planned</h2>
<ul><li>A second crane for the southern quay by 2027.</li><li>A ferry that sails to Lund twice a day.</li><li>A school for young sailors in the old customs house.</li></ul>
<h2>Traffic</h2>
<table><thead><tr><th>Ships</th><th>2023</th><th>2024</th></tr></thead>
<tbody><tr><td>Ferries</td><td>120 arrivals</td><td>140 arrivals</td></tr><tr><td>Cargo ships</td><td>88 arrivals</td><td>93 arrivals</td></tr></tbody></table>
<p>The authority counts every ship that pays a fee, whatever its size and its flag.</p>
</article>";

const CLAIMS: &str = "[[source]]
id = \"figures\"
path = \"page.html\"

[[claim]]
id = \"quay\"
text = \"The northern quay is 400 metres long.\"

[[claim]]
id = \"ferry\"
text = \"A ferry sails to Lund twice a day.\"

[[claim]]
id = \"cargo\"
text = \"Cargo ships made 93 arrivals in 2024.\"
";

fn harbour(claims: &str) -> Html {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("page.html"), PAGE).unwrap();
    fs::write(folder.path().join("claims.toml"), claims).unwrap();
    let run = citecheck(
        folder.path(),
        &["check", "claims.toml", "--offline", "--format", "html"],
    );
    assert!(run.stderr.is_empty(), "{}", run.stderr);
    Html::parse_document(&run.stdout)
}

#[test]
fn a_passage_is_shown_in_its_paragraph_its_list_and_its_table() {
    let page = harbour(CLAIMS);
    assert_eq!(
        words(&page, "#evidence-quay blockquote.excerpt"),
        [
            "The harbour of Port Aster was opened in 1902. Its northern quay is 300 metres long. Small boats have a berth of their own."
        ]
    );
    assert_eq!(
        words(&page, "#evidence-quay .excerpt .context"),
        [
            "The harbour of Port Aster was opened in 1902.",
            "Small boats have a berth of their own."
        ]
    );
    assert_eq!(
        words(&page, "#evidence-ferry .headings"),
        ["What is planned"]
    );
    assert_eq!(
        words(&page, "#evidence-ferry ul.excerpt > li"),
        [
            "A second crane for the southern quay by 2027.",
            "A ferry that sails to Lund twice a day.",
            "A school for young sailors in the old customs house."
        ]
    );
    assert_eq!(words(&page, "#evidence-cargo .headings"), ["Traffic"]);
    assert_eq!(
        words(&page, "#evidence-cargo .excerpt th"),
        ["", "2023", "2024"]
    );
    assert_eq!(
        words(&page, "#evidence-cargo .excerpt td"),
        ["Cargo ships", "88 arrivals", "93 arrivals"]
    );
    assert!(words(&page, "#evidence-cargo .excerpt td .same").contains(&"93 arrivals".to_owned()));
}

#[test]
fn the_value_that_differs_is_marked_in_every_source_that_has_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("page.html"), PAGE).unwrap();
    fs::write(
        folder.path().join("letter.txt"),
        "The harbour of Port Aster was opened in 1902, as everyone in the town knows.\n",
    )
    .unwrap();
    let claims = "[[source]]\nid = \"page\"\npath = \"page.html\"\n[[source]]\nid = \"letter\"\npath = \"letter.txt\"\n\
                  [[claim]]\nid = \"opened\"\ntext = \"The harbour of Port Aster was opened in 1912.\"\n";
    fs::write(folder.path().join("claims.toml"), claims).unwrap();
    let run = citecheck(
        folder.path(),
        &["check", "claims.toml", "--offline", "--format", "html"],
    );
    let page = Html::parse_document(&run.stdout);
    assert_eq!(
        words(&page, "#evidence-opened .quote .badge"),
        ["contradicted", "contradicted"]
    );
    assert_eq!(
        words(&page, "#evidence-opened .excerpt .differs"),
        ["1902", "1902"]
    );
    let mended = &all(&page, "#evidence-opened .mended")[0];
    insta::assert_snapshot!(mended.html(), @r#"<p class="mended" dir="auto"><b>As the source has it:</b> The harbour of Port Aster was opened in <del>1912</del> <ins>1902</ins>.</p>"#);
}

#[test]
fn a_page_is_named_once_beside_its_passages() {
    let page = harbour(CLAIMS);
    for id in ["quay", "ferry", "cargo"] {
        let card = words(&page, &format!("#evidence-{id}"));
        let count = card[0].matches("The harbour in figures").count();
        assert_eq!(count, 1, "{}", card[0]);
    }
}

#[test]
fn what_could_not_be_read_and_what_names_nothing_stand_first_in_the_table_of_sources() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("page.html"), PAGE).unwrap();
    fs::write(
        folder.path().join("article.md"),
        "# Port Aster\n\nA ferry sails to Lund twice a day ([figures](page.html)). The pier was closed in 2011 \
         ([notice](https://gone.example/pier)). The quay is long [7].\n",
    )
    .unwrap();
    let run = citecheck(
        folder.path(),
        &["check", "article.md", "--offline", "--format", "html"],
    );
    let page = Html::parse_document(&run.stdout);
    let cell = Selector::parse("th, td").unwrap();
    let rows: Vec<_> = all(&page, ".sources tbody tr")
        .into_iter()
        .map(|row| {
            row.select(&cell)
                .map(folded)
                .collect::<Vec<_>>()
                .join(" | ")
        })
        .collect();
    let begins = |at: usize, start: &str| assert!(rows[at].starts_with(start), "{rows:#?}");
    begins(0, "[7] | 1 | broken-reference article.md:3:");
    begins(1, "https://gone.example/pier | 1 | not-cached ");
    begins(2, "The harbour in figures | 1 | 1 supported");
    assert_eq!(rows.len(), 3);
    let line = words(&page, ".finding.broken-reference");
    assert!(line[0].starts_with("broken-reference [7]"), "{line:?}");
    let target = all(&page, ".finding.broken-reference a")[0]
        .attr("href")
        .unwrap();
    assert_eq!(target, "#broken-%5B7%5D");
    assert_eq!(all(&page, "[id='broken-%5B7%5D']").len(), 1);
}
