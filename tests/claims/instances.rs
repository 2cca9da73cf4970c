//! Instances of the forms in which articles cite: each claim of `fixtures/citations` cites what its line says, in
//! that order, and nothing else.
//!
//! `begins` is how the claim's text begins; where it ends with a stop, all of the text. `cites` has parts of
//! addresses, and `broken:REASON` for citations that name nothing. To add an instance, write it in words of your
//! own; its article may be as short as it likes.

use std::path::Path;

use citecheck::claims::{Bibliography, Claim, Options, read};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    instance: Vec<Instance>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Instance {
    format: String,
    text: String,
    #[serde(default)]
    bibliography: String,
    claims: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    begins: String,
    cites: Vec<String>,
}

/// What a claim cites: addresses, then what names nothing.
fn cited(claim: &Claim) -> Vec<String> {
    let sources = claim
        .citations
        .iter()
        .map(|citation| citation.source.clone());
    let broken = claim
        .unresolved
        .iter()
        .map(|found| format!("broken:{}", found.why));
    sources.chain(broken).collect()
}

/// What is wrong with the reading of an instance.
fn wrong(instance: &Instance) -> Vec<String> {
    let options = Options {
        bibliography: Bibliography::parse(&instance.bibliography),
        is_file: Some(Path::is_file),
        ..Options::default()
    };
    let format = instance.format.parse().unwrap();
    let input = read("article", instance.text.as_bytes(), format, &options).unwrap();
    let mut rest = input.claims.iter();
    let mut wrong = Vec::new();
    for expected in &instance.claims {
        let Some(claim) = rest.find(|claim| claim.text.starts_with(&expected.begins)) else {
            wrong.push(format!("no claim begins with {:?}", expected.begins));
            continue;
        };
        let found = cited(claim);
        let fits = found.len() == expected.cites.len()
            && found
                .iter()
                .zip(&expected.cites)
                .all(|(found, part)| found.contains(part));
        let whole = !expected.begins.ends_with('.') || claim.text == expected.begins;
        if !fits || !whole {
            wrong.push(format!(
                "{:?} cites {found:?}, not {:?}",
                claim.text, expected.cites
            ));
        }
    }
    wrong
}

#[test]
fn every_instance_cites_what_its_line_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/citations");
    let mut faults = Vec::new();
    let mut claims = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let table: Table = toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        for instance in &table.instance {
            claims += instance.claims.len();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            faults.extend(
                wrong(instance)
                    .into_iter()
                    .map(|fault| format!("{name}: {fault}")),
            );
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(claims >= 250, "{claims} claims");
}
