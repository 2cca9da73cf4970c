//! The registry of input formats, and what must follow it: documentation, help and errors.

use std::path::Path;
use std::process::Command;

use citecheck::claims::{Format, Options, read};

#[test]
fn the_documentation_has_a_row_for_each_format() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/inputs.md");
    let docs = std::fs::read_to_string(docs).unwrap();
    let rows: Vec<&str> = docs
        .lines()
        .skip_while(|line| !line.starts_with("| ending |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .collect();
    let expected: Vec<String> = Format::all()
        .map(|format| {
            let endings: Vec<String> = format
                .endings()
                .iter()
                .map(|ending| format!("`.{ending}`"))
                .collect();
            format!(
                "| {} | {} | `{}` |",
                endings.join(", "),
                format.what(),
                format.name()
            )
        })
        .collect();
    assert_eq!(rows, expected);
}

#[test]
fn help_names_every_format() {
    let help = Command::new(env!("CARGO_BIN_EXE_citecheck"))
        .args(["claims", "--help"])
        .output()
        .unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let words: Vec<&str> = help
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    for format in Format::all() {
        assert!(words.contains(&format.name()), "{format}");
    }
}

#[test]
fn names_and_endings_are_told_apart() {
    for format in Format::all() {
        assert_eq!(format.name().parse(), Ok(format));
        for ending in format.endings() {
            assert_eq!(Format::of_path(&format!("a.{ending}")), Some(format));
            assert_eq!(ending.parse(), Ok(format));
        }
    }
}

#[test]
fn no_format_panics_on_the_bytes_of_another() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/articles");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for format in Format::all() {
            // Whether it can be read is no matter here.
            let _ = read(&path.to_string_lossy(), &bytes, format, &Options::default());
        }
    }
}
