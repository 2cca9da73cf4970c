//! Flags and commands belong to the program: whoever builds on the library has none.

use std::fs;
use std::path::{Path, PathBuf};

/// The library's source files.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_program = path.ends_with("src/cli") || path.ends_with("src/main.rs");
        if path.is_dir() && !is_program {
            files(&path, found);
        } else if !is_program && path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// The flag that a line of code names, if it does; comments may tell where a value comes from.
fn flag(line: &str) -> Option<&str> {
    let code = line.trim_start();
    if code.starts_with("//") {
        return None;
    }
    code.match_indices("--").find_map(|(at, _)| {
        let (before, after) = (&code[..at], &code[at + 2..]);
        let begins = before.ends_with([' ', '"', '`', '(', '\'']) && !before.ends_with("var(");
        let is_word = after.starts_with(|c: char| c.is_ascii_lowercase());
        (begins && is_word).then(|| &code[at..])
    })
}

/// The program's commands.
const COMMANDS: &[&str] = &[
    "accept", "baseline", "cache", "check", "claims", "diff", "explain", "extract", "fetch",
    "init", "lsp", "mcp", "report", "stream",
];

/// The command that a line of code names, if it does: `citecheck …` or a command's name at the beginning of what
/// stands between backticks.
fn command(line: &str) -> Option<&str> {
    let code = line.trim_start();
    if code.starts_with("//") {
        return None;
    }
    code.match_indices('`').find_map(|(at, _)| {
        let quoted = &code[at + 1..];
        let (first, rest) = quoted.split_once([' ', '`'])?;
        let is_one = first == "citecheck" || (COMMANDS.contains(&first) && !rest.is_empty());
        is_one.then(|| &code[at..])
    })
}

#[test]
fn no_message_of_the_library_names_a_flag_or_a_command() {
    let mut found = Vec::new();
    files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    assert!(found.len() > 100, "{}", found.len());
    for path in found {
        let text = fs::read_to_string(&path).unwrap();
        for (number, line) in text.lines().enumerate() {
            let place = format!("{}:{}", path.display(), number + 1);
            assert_eq!(flag(line), None, "{place}");
            assert_eq!(command(line), None, "{place}");
        }
    }
}

#[test]
fn a_flag_or_a_command_in_a_message_is_seen() {
    for line in [
        r#"    "run once without --offline","#,
        r#"(--archive wayback)" }"#,
        r#"format!("`--max-size` is {size}")"#,
    ] {
        assert!(flag(line).is_some(), "{line}");
    }
    for line in [
        r#""mark it with `citecheck cache init {}`""#,
        r#""`cache gc` may remove it""#,
        r#""what `fetch` got""#,
    ] {
        assert!(command(line).is_some(), "{line}");
    }
    for line in [
        r#""not a citecheck report: {0}""#,
        "/// What `citecheck check` writes.",
    ] {
        assert_eq!(command(line), None, "{line}");
    }
    for line in [
        "/// What --offline asks for.",
        r#"("var(--ink)", Unknown)"#,
        "a --> b",
    ] {
        assert_eq!(flag(line), None, "{line}");
    }
}
