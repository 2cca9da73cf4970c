//! `stream`: the same answers in the order of the lines, whatever the number of threads, each as soon as it
//! is known.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::support::program::command;

/// The answers to the lines in `file` by so many threads, and the exit code.
fn answers(dir: &Path, file: &str, jobs: &str) -> (Vec<u8>, Option<i32>) {
    let output = command(dir, &["stream", "--jobs", jobs])
        .stdin(File::open(dir.join(file)).unwrap())
        .output()
        .unwrap();
    (output.stdout, output.status.code())
}

/// Records of very different length, so that threads overtake one another: every seventh is a hundred times
/// as long.
fn records(count: usize) -> String {
    let record = |number: usize| {
        let year = 1990 + number % 30;
        let mut passages = vec![format!(
            "Anna Weber opened bridge {number} over the Elm in {year}."
        )];
        let filling = if number.is_multiple_of(7) { 600 } else { 6 };
        let street = |at: usize| {
            format!("The council repaired street {at} and closed {at} markets near the harbour.")
        };
        passages.extend((0..filling).map(street));
        let said = year + number % 2;
        let claim = format!("Anna Weber opened the bridge over the Elm in {said}.");
        json!({"id": number, "claim": claim, "passages": passages})
    };
    (0..count).fold(String::new(), |lines, number| {
        lines + &record(number).to_string() + "\n"
    })
}

#[test]
fn answers_are_the_same_bytes_in_the_order_of_the_lines_on_any_number_of_threads() {
    let dir = tempfile::tempdir().unwrap();
    let mut lines = records(300);
    lines.push_str("{\"id\": \"bad\"}\n\n");
    lines.push_str(&records(20));
    fs::write(dir.path().join("in"), lines).unwrap();
    let (alone, code) = answers(dir.path(), "in", "1");
    assert_eq!(code, Some(2));
    let told: Vec<Value> = alone
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect();
    assert_eq!(told.len(), 321);
    for (number, answer) in told[..300].iter().enumerate() {
        assert_eq!(answer["id"], number);
        let verdict = ["supported", "contradicted"][number % 2];
        assert_eq!(answer["verdict"], verdict, "{answer}");
    }
    assert_eq!(told[300]["line"], 301);
    for jobs in ["2", "3", "8"] {
        assert!(answers(dir.path(), "in", jobs) == (alone.clone(), Some(2)));
    }
}

#[test]
fn each_line_is_answered_before_the_next_is_asked() {
    let dir = tempfile::tempdir().unwrap();
    let mut child = command(dir.path(), &["stream", "--jobs", "2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for line in records(5).lines() {
        writeln!(input, "{line}").unwrap();
        let mut answer = String::new();
        output.read_line(&mut answer).unwrap();
        let (asked, answer): (Value, Value) = (
            serde_json::from_str(line).unwrap(),
            serde_json::from_str(&answer).unwrap(),
        );
        assert_eq!(asked["id"], answer["id"]);
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_byte_order_mark_breaks_no_line() {
    let dir = tempfile::tempdir().unwrap();
    let line = "{\"id\":1,\"claim\":\"It rose.\",\"source\":\"It rose.\"}\n";
    fs::write(dir.path().join("with"), format!("\u{FEFF}{line}{line}")).unwrap();
    fs::write(dir.path().join("without"), format!("{line}{line}")).unwrap();
    let with = answers(dir.path(), "with", "2");
    assert_eq!(with, answers(dir.path(), "without", "2"));
    assert_eq!(with.1, Some(0));
}
