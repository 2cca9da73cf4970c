//! The documents name what the program has: every setting, reason, verdict, kind of change, format.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use citecheck::report::diff::Kind;
use citecheck::report::{Format, Rule};
use citecheck::source::Reason;
use citecheck::verdict::Verdict;
use serde_json::Value;

fn document(name: &str) -> String {
    fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("docs")
            .join(name),
    )
    .unwrap()
}

/// What stands in code marks at the beginning of a table's rows.
fn rows(text: &str) -> BTreeSet<String> {
    text.lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_reference_has_a_row_for_every_setting_with_its_default() {
    let reference = document("reference.md");
    let schema: Value = serde_json::from_str(&document("settings.schema.json")).unwrap();
    for section in ["input", "fetch", "check", "report"] {
        for (key, about) in schema["properties"][section]["properties"]
            .as_object()
            .unwrap()
        {
            let row = format!("| `{key}` |");
            let line = reference
                .lines()
                .find(|line| line.starts_with(&row))
                .unwrap_or_else(|| panic!("{key}"));
            let default = match &about["default"] {
                Value::Null => continue,
                Value::Array(list) => list
                    .iter()
                    .map(|one| one.as_str().unwrap())
                    .collect::<Vec<_>>()
                    .join(", "),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            assert!(line.contains(&format!("| `{default}` |")), "{line}");
        }
    }
}

#[test]
fn every_reason_has_a_row_in_order() {
    let page = document("verdicts/unavailable.md");
    let listed: Vec<_> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    let known: Vec<_> = Reason::ALL.iter().map(|reason| reason.name()).collect();
    assert_eq!(listed, known);
}

#[test]
fn every_verdict_and_rule_has_a_page_with_what_to_do() {
    let names = Verdict::ALL.iter().map(|verdict| verdict.name());
    for name in names.chain(Rule::ALL.iter().map(|rule| rule.name())) {
        let page = document(&format!("verdicts/{name}.md"));
        assert!(page.starts_with(&format!("# {name}\n")), "{name}");
        assert!(page.contains("**What to do.**"), "{name}");
        assert!(
            document("verdicts/README.md").contains(&format!("({name}.md)")),
            "{name}"
        );
    }
}

#[test]
fn every_format_and_kind_of_change_is_explained() {
    let reports = document("reports.md");
    let listed = rows(&reports);
    for format in Format::all() {
        assert!(listed.contains(format.name()), "{format}");
    }
    for kind in Kind::ALL {
        assert!(reports.contains(&format!("`{kind}`")), "{kind}");
    }
}

#[test]
fn links_between_documents_lead_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pending = vec![root.to_owned(), root.join("docs")];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if folder != root {
                    pending.push(path);
                }
                continue;
            }
            if path.extension().is_none_or(|ending| ending != "md") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            // What stands in code shows how something is written.
            let text: String = text.split('`').step_by(2).collect();
            for link in text
                .split("](")
                .skip(1)
                .filter_map(|rest| rest.split(')').next())
            {
                let file = link.split('#').next().unwrap();
                if !file.is_empty() && !link.contains("://") {
                    assert!(folder.join(file).exists(), "{}: {link}", path.display());
                }
            }
        }
    }
}

#[test]
fn every_dependency_has_its_line_in_the_design() {
    let manifest = include_str!("../../../Cargo.toml");
    let manifest: toml::Table = toml::from_str(manifest).unwrap();
    let unix = &manifest["target"]["cfg(unix)"];
    let tables = [&manifest["dependencies"], &unix["dependencies"]];
    let used = tables
        .iter()
        .flat_map(|table| table.as_table().unwrap().keys());
    let used: BTreeSet<_> = used.cloned().collect();
    let page = document("design.md");
    let (_, table) = page.split_once("## Dependencies").unwrap();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| `"));
    let named = rows.flat_map(|row| row.split(" | ").next().unwrap().split(", "));
    let named: BTreeSet<_> = named.map(|name| name.replace('`', "")).collect();
    assert_eq!(named, used);
}
