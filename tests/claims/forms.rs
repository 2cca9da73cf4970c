//! The list of forms of citations in `docs/inputs.md`: each instance is read as its row says.

use std::path::Path;

use citecheck::claims::{Bibliography, Format, Input, Options, read};
use citecheck::source::Target;

const SENTENCE: &str = "The lake is deep.";

/// A table of the page: the format of its instances, and its rows.
struct Table {
    format: Format,
    /// What stands after each instance.
    after: String,
    rows: Vec<(String, String)>,
}

/// The tables of forms, each with the block of code before it.
fn tables() -> Vec<Table> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/inputs.md");
    let page = std::fs::read_to_string(page).unwrap();
    let section = page.split("## Forms of citations\n").nth(1).unwrap();
    let section = section.split("\n## Ids\n").next().unwrap();
    let mut tables: Vec<Table> = Vec::new();
    let mut code: Option<String> = None;
    let mut after = String::new();
    for line in section.lines() {
        if line.starts_with("```") {
            match code.take() {
                None => code = Some(String::new()),
                Some(whole) => after = whole,
            }
        } else if let Some(code) = &mut code {
            code.push_str(line);
            code.push('\n');
        } else if let Some(title) = line.strip_prefix("| written in ") {
            let name = title.split(' ').next().unwrap();
            tables.push(Table {
                format: name.to_lowercase().parse().unwrap(),
                after: after.clone(),
                rows: Vec::new(),
            });
        } else if line.starts_with("| `") {
            let line = line.replace("\\|", "\u{1}");
            let mut cells = line.trim_matches('|').split(" | ");
            let cell = |cell: Option<&str>| cell.unwrap().trim().replace('\u{1}', "|");
            let written = cell(cells.next());
            let ticks = if written.starts_with("``") { "``" } else { "`" };
            let written = written
                .strip_prefix(ticks)
                .and_then(|rest| rest.strip_suffix(ticks));
            let row = (written.unwrap().to_owned(), cell(cells.next()));
            tables.last_mut().unwrap().rows.push(row);
        }
    }
    tables
}

/// The hosts that a claim cites, or the reasons for which its citations name nothing.
fn cited(input: &Input) -> String {
    let claim = &input.claims[0];
    let host = |id: &str| {
        let source = input.sources.iter().find(|source| source.id == id).unwrap();
        match &source.target {
            Target::Url(url) => url.host_str().unwrap().to_owned(),
            other => format!("{other:?}"),
        }
    };
    let mut found: Vec<String> = claim.citations.iter().map(|c| host(&c.source)).collect();
    found.extend(
        claim
            .unresolved
            .iter()
            .map(|u| format!("broken: {}", u.why)),
    );
    found.join(", ")
}

#[test]
fn every_form_is_read_as_the_documentation_says() {
    let options = Options {
        bibliography: Bibliography::parse("@book{okafor2019, url = {https://bib.example/lakes}}"),
        is_file: Some(Path::is_file),
        ..Options::default()
    };
    let mut wrong = Vec::new();
    let mut count = 0;
    for table in tables() {
        for (written, expected) in &table.rows {
            count += 1;
            let article = format!("{written}\n\n{}", table.after);
            let input = read("a", article.as_bytes(), table.format, &options).unwrap();
            let text = input.claims.first().map_or("", |claim| &claim.text);
            let plain = text.replace(" survey.", ".").replace(" (survey).", ".");
            let told = input
                .claims
                .first()
                .map_or_else(String::new, |_| cited(&input));
            if plain.trim_end_matches('.') != SENTENCE.trim_end_matches('.') || told != *expected {
                wrong.push(format!(
                    "{written}\n    {text} -> {told}, expected {expected}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 70, "{count} forms");
}
