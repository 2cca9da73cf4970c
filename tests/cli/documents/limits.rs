//! The bounds that `docs/limits.md` names are those of the code.
//!
//! Each row says where its number stands: a constant of a file below `src/`, or a key of the default
//! settings. Most are no part of the library's interface, so they are read as text.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A row of the table: its number as written, and where that stands.
struct Row {
    most: String,
    file: String,
    name: String,
}

fn rows() -> Vec<Row> {
    let text = fs::read_to_string(root().join("docs/limits.md")).unwrap();
    let (_, bounds) = text.split_once("## Bounds").unwrap();
    let rows = bounds.lines().filter_map(|line| {
        let cells: Vec<&str> = line.strip_prefix('|')?.split('|').map(str::trim).collect();
        let mut places = cells.get(3)?.split('`').skip(1).step_by(2);
        Some(Row {
            most: (*cells.get(1)?).to_owned(),
            file: places.next()?.to_owned(),
            name: places.next()?.to_owned(),
        })
    });
    rows.collect()
}

/// "32 MiB", "10 min", "100,000", "20MiB" as bytes, seconds or a count.
fn number(written: &str) -> Option<u64> {
    let plain = written.replace([',', ' '], "");
    let end = plain
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(plain.len());
    let unit = match &plain[end..] {
        "" | "B" | "s" => 1,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        "m" | "min" => 60,
        "h" => 3_600,
        _ => return None,
    };
    Some(plain[..end].parse::<u64>().ok()? * unit)
}

/// A constant's expression: numbers with shifts and products, and durations, in seconds.
fn value(expression: &str) -> Option<u64> {
    let seconds = [
        ("Duration::from_secs(", 1),
        ("Duration::from_mins(", 60),
        ("Duration::from_hours(", 3_600),
    ];
    for (function, unit) in seconds {
        if let Some(inner) = expression.strip_prefix(function) {
            return Some(value(inner.strip_suffix(')')?)? * unit);
        }
    }
    if let Some((left, right)) = expression.split_once("<<") {
        return Some(value(left.trim())? << value(right.trim())?);
    }
    if let Some((left, right)) = expression.split_once('*') {
        return Some(value(left.trim())? * value(right.trim())?);
    }
    expression.replace('_', "").parse().ok()
}

/// The value of constant or key `name` in a file below `src/`.
fn in_code(file: &str, name: &str) -> Option<u64> {
    let path: PathBuf = root().join("src").join(file);
    let text = fs::read_to_string(path).ok()?;
    if Path::new(file)
        .extension()
        .is_some_and(|ending| ending == "toml")
    {
        let start = format!("# {name} = ");
        let line = text.lines().find_map(|line| line.strip_prefix(&start))?;
        return number(line.trim_matches('"'));
    }
    let start = format!("const {name}: ");
    let (_, rest) = text.split_once(&start)?;
    let (_, expression) = rest.split_once(';')?.0.split_once('=')?;
    value(expression.trim())
}

#[test]
fn every_bound_is_the_one_of_the_code() {
    let rows = rows();
    assert!(rows.len() > 40, "{} rows", rows.len());
    for Row { most, file, name } in &rows {
        let there = in_code(file, name);
        assert!(there.is_some(), "src/{file} has no {name} that can be read");
        assert_eq!(
            number(most),
            there,
            "{most} in docs/limits.md, {name} in src/{file}"
        );
    }
}

#[test]
fn no_bound_of_the_list_is_left_out() {
    let rows = rows();
    let told: HashSet<&str> = rows
        .iter()
        .filter(|row| row.file == "limits.rs")
        .map(|row| row.name.as_str())
        .collect();
    let list = fs::read_to_string(root().join("src/limits.rs")).unwrap();
    let names = list.lines().filter_map(|line| {
        let (name, _) = line.strip_prefix("pub const ")?.split_once(':')?;
        Some(name)
    });
    let missing: Vec<&str> = names.filter(|name| !told.contains(name)).collect();
    assert_eq!(missing, [""; 0], "not in docs/limits.md");
}
