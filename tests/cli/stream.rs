//! `stream`: the same answers in the order of the lines, whatever the number of threads, each as soon as it
//! is known, and each once where a run is cut short.

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

#[test]
fn a_page_that_comes_again_is_the_page_of_its_own_line() {
    let dir = tempfile::tempdir().unwrap();
    let page = "<p>The bridge opened in 1931.</p><p>It rose by 3 percent.</p>";
    let other = "<p>The bridge opened in 1932.</p>";
    let kinds = [
        json!({"html": page}),
        json!({"source": page}),
        json!({"passages": [page]}),
        json!({"html": other}),
        json!({"passages": ["The bridge opened in 1931.", "It rose by 3 percent."]}),
    ];
    let mut lines = Vec::new();
    for claim in ["The bridge opened in 1931.", "It rose by 4 percent.", " "] {
        for kind in &kinds {
            let mut record = kind.clone();
            record["claim"] = claim.into();
            record["id"] = lines.len().into();
            lines.push(record.to_string() + "\n");
        }
    }
    let told = |lines: &[String]| -> Vec<String> {
        fs::write(dir.path().join("in"), lines.concat()).unwrap();
        let (out, _) = answers(dir.path(), "in", "1");
        let text = String::from_utf8(out).unwrap();
        text.lines()
            .filter(|line| line.contains("verdict"))
            .map(str::to_owned)
            .collect()
    };
    // Each kind beside itself, each beside another, and each alone.
    let mixed = told(&lines);
    lines.sort_by_key(|line| line.replace(|c: char| c.is_ascii_digit(), ""));
    let mut sorted = told(&lines);
    let id = |line: &String| serde_json::from_str::<Value>(line).unwrap()["id"].as_u64();
    sorted.sort_by_key(id);
    assert_eq!(sorted, mixed);
    let mut alone: Vec<String> = lines
        .iter()
        .flat_map(|line| told(std::slice::from_ref(line)))
        .collect();
    alone.sort_by_key(id);
    assert_eq!(alone, mixed);
    assert_eq!(mixed.len(), 10);
}

/// Goes on with the answers in `file`: the exit code, and what is said on standard error.
fn resumed(dir: &Path, input: &str, file: &str) -> (Option<i32>, String) {
    let output = command(dir, &["stream", "--jobs", "2", "--resume", file])
        .stdin(File::open(dir.join(input)).unwrap())
        .output()
        .unwrap();
    assert!(output.stdout.is_empty());
    let told = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), told)
}

/// Lines of all kinds: with an id, without, blank, not to be read.
fn mixed() -> String {
    let bad = "{\"id\": {\"row\": 1.5}, \"claim\": \" \", \"source\": \"\"}\n\nno JSON\n";
    let nameless =
        "{\"claim\": \"It rose by 3 percent.\", \"source\": \"It rose by 4 percent. \u{e4}\"}\n";
    format!("{}{bad}{nameless}", records(3))
}

#[test]
fn a_stream_that_was_cut_short_at_any_byte_goes_on_to_the_same_answers() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("in"), mixed()).unwrap();
    let (whole, code) = answers(dir.path(), "in", "2");
    assert_eq!(code, Some(2));
    let file = dir.path().join("out.jsonl");
    let ends = whole.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    // Before, within and after each answer, and where one has only begun.
    let cuts = ends.flat_map(|(end, _)| [end, end + 1, end + 2, end + 5, end + 60]);
    for cut in [0, 1, 3].into_iter().chain(cuts) {
        let cut = cut.min(whole.len());
        fs::write(&file, &whole[..cut]).unwrap();
        let (code, told) = resumed(dir.path(), "in", "out.jsonl");
        assert_eq!(code, Some(2), "{told}");
        assert!(fs::read(&file).unwrap() == whole, "cut at {cut}");
    }
}

#[test]
fn answers_that_are_there_are_not_given_again() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("in"), records(4)).unwrap();
    let kept = "{\"id\":0,\"verdict\":\"kept\"}\n{\"id\":1,\"verdict\":\"kept\"}\n";
    fs::write(dir.path().join("out"), kept).unwrap();
    let (code, told) = resumed(dir.path(), "in", "out");
    assert_eq!(
        (code, told.as_str()),
        (Some(0), "going on after 2 answers in out\n")
    );
    let text = fs::read_to_string(dir.path().join("out")).unwrap();
    assert!(text.starts_with(kept));
    assert_eq!(text.lines().count(), 4);
    // More was asked for since.
    fs::write(dir.path().join("in"), records(5)).unwrap();
    assert_eq!(resumed(dir.path(), "in", "out").0, Some(0));
    let longer = fs::read_to_string(dir.path().join("out")).unwrap();
    assert!(longer.starts_with(&text) && longer.lines().count() == 5);
}

#[test]
fn a_killed_stream_goes_on_without_doing_a_pair_twice() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("in"), records(60)).unwrap();
    let whole = answers(dir.path(), "in", "2").0;
    let mut child = command(dir.path(), &["stream", "--jobs", "2", "--resume", "out"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    for line in records(60).lines().take(30) {
        writeln!(input, "{line}").unwrap();
    }
    let file = dir.path().join("out");
    while fs::read(&file).map_or(0, |text| text.split(|byte| *byte == b'\n').count()) < 13 {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    // Another run finds it in use, and leaves it alone.
    let (code, told) = resumed(dir.path(), "in", "out");
    assert_eq!(code, Some(2));
    assert!(told.contains("another run writes it"), "{told}");
    child.kill().unwrap();
    child.wait().unwrap();
    let left = fs::read(&file).unwrap();
    assert_eq!(resumed(dir.path(), "in", "out").0, Some(0));
    let after = fs::read(&file).unwrap();
    assert!(after == whole && after.starts_with(&left));
}

#[test]
fn a_file_of_something_else_and_answers_to_another_input_are_left_as_they_are() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("in"), records(3)).unwrap();
    let cases = [
        ("a letter", "out:1: not an answer of `stream`"),
        (
            "{\"id\":0,\"verdict\":\"supported\"}\n{\"id\":1}\n",
            "out:2: not an answer of `stream`",
        ),
        (
            "{\"id\":0,\"verdict\":\"supported\"}\n\0\0\0\0",
            "out:2: not an answer of `stream`",
        ),
        (
            "{\"id\":\"0\",\"verdict\":\"supported\"}\n",
            "out:1: the id of this answer is \"0\", and that of line 1 of the input is 0;",
        ),
        (
            "{\"line\":2,\"error\":\"\"}\n",
            "out:1: this is the answer to line 2 of the input, not to line 1;",
        ),
        (
            "{\"id\":0,\"verdict\":\"x\"}\n{\"id\":1,\"verdict\":\"x\"}\n{\"id\":2,\"verdict\":\"x\"}\n{\"id\":3,\"verdict\":\"x\"}\n",
            "out:4: the input has no line that this is the answer to;",
        ),
    ];
    for (there, wrong) in cases {
        fs::write(dir.path().join("out"), there).unwrap();
        let (code, told) = resumed(dir.path(), "in", "out");
        assert_eq!(code, Some(2), "{there}");
        assert!(told.contains(wrong), "{told}");
        assert_eq!(fs::read_to_string(dir.path().join("out")).unwrap(), there);
    }
    fs::create_dir(dir.path().join("folder")).unwrap();
    let (code, told) = resumed(dir.path(), "in", "folder");
    assert_eq!(code, Some(2));
    assert!(told.contains("cannot write folder"), "{told}");
}
