//! PDF files, read by the child process as the program starts it.

use std::time::Duration;

use citecheck::extract::pdf::Reader;
use citecheck::extract::{Document, Hints, Region};
use citecheck::source::Reason;

fn reader() -> Reader {
    Reader::new(env!("CARGO_BIN_EXE_citecheck"))
}

/// The passages as text, one a line: region, place, text.
fn shown(document: &Document) -> String {
    let lines = document.passages.iter();
    let lines: Vec<String> = lines
        .map(|p| format!("{:11} {} {}", p.region.name(), p.path, p.text))
        .collect();
    lines.join("\n")
}

fn report() -> Vec<u8> {
    let footer = |n| (280, 30, 9, ["1", "2", "3"][n]);
    crate::support::pdf::file(&[
        vec![
            (72, 760, 9, "Harbour Office, Report 7"),
            (72, 700, 24, "Traffic in the harbour"),
            (
                72,
                650,
                11,
                "The harbour handled 48,200 containers in 2024, a tenth more than in the",
            ),
            (
                72,
                636,
                11,
                "year before. Most of them came by rail. The quay was length-",
            ),
            (72, 622, 11, "ened in spring."),
            (
                72,
                590,
                11,
                "Work on the eastern basin was not finished, since the contractor",
            ),
            footer(0),
        ],
        vec![
            (72, 760, 9, "Harbour Office, Report 7"),
            (72, 740, 11, "had to leave the site in November."),
            (72, 700, 16, "Figures"),
            (72, 670, 11, "Year"),
            (200, 670, 11, "Containers"),
            (72, 656, 11, "2023"),
            (200, 656, 11, "43,800"),
            (72, 620, 11, "•"),
            (90, 620, 11, "Rail carried more than"),
            (90, 606, 11, "lorries did."),
            footer(1),
        ],
        vec![
            (72, 760, 9, "Harbour Office, Report 7"),
            (72, 700, 11, "The next report appears in March."),
            footer(2),
        ],
    ])
}

#[test]
fn text_comes_by_page_in_paragraphs_with_headings_and_rows() {
    let document = reader().read(&report()).unwrap();
    assert_eq!(document.title.as_deref(), Some("Traffic in the harbour"));
    insta::assert_snapshot!(shown(&document));
}

#[test]
fn a_passage_knows_its_page_and_its_place_in_the_text() {
    let document = reader().read(&report()).unwrap();
    let text: Vec<char> = document.text().chars().collect();
    let mut body = 0;
    for passage in document.passages.iter().filter(|p| p.region.is_body()) {
        let end = passage.offset + passage.text.chars().count();
        assert_eq!(
            text[passage.offset..end].iter().collect::<String>(),
            passage.text
        );
        body += 1;
    }
    assert!(body >= 8);
}

#[test]
fn what_is_no_pdf_is_read_as_what_it_is() {
    let document = reader().extract(b"<p>A page.", &Hints::default()).unwrap();
    assert_eq!(document.text(), "A page.");
}

#[test]
fn a_broken_file_cannot_be_decoded() {
    let whole = report();
    let half = &whole[..whole.len() / 2];
    let garbage = [b"%PDF-1.7\n".as_slice(), &[0x9C; 4_000]].concat();
    let endless = crate::support::pdf::file(&[vec![]]);
    let endless = String::from_utf8(endless).unwrap();
    let endless = endless.replace("/Kids [ 5 0 R ]", "/Kids [ 2 0 R ]");
    for file in [half, &garbage, b"%PDF-"] {
        let why = reader().read(file).unwrap_err();
        assert_eq!(why.reason, Reason::Decode, "{why}");
    }
    // A page tree that contains itself ends, one way or the other.
    assert!(reader().read(endless.as_bytes()).is_err());
}

#[test]
fn deep_nesting_ends_the_child_and_not_the_program() {
    let deep = format!("[{}{}]", "[".repeat(200_000), "]".repeat(200_000));
    let file = String::from_utf8(report()).unwrap();
    let file = file.replace("[0 0 600 800]", &deep);
    assert!(reader().read(file.as_bytes()).is_err());
}

#[test]
fn a_file_without_text_is_empty() {
    let why = reader()
        .read(&crate::support::pdf::file(&[vec![]]))
        .unwrap_err();
    assert_eq!(why.reason, Reason::Empty);
}

#[test]
fn a_child_that_takes_too_long_is_ended() {
    let sleeper = Reader::with_arguments("sleep", ["60".into()]).timeout(Duration::from_millis(50));
    let why = sleeper.read(&report()).unwrap_err();
    assert_eq!(why.reason, Reason::Decode);
    assert!(why.detail.contains("longer"), "{why}");
}

#[test]
fn a_child_that_is_no_reader_is_told() {
    for program in ["/nowhere/citecheck", "true", "yes"] {
        let why = Reader::new(program).read(&report()).unwrap_err();
        assert_eq!(why.reason, Reason::Decode, "{program}");
    }
}

#[test]
fn running_titles_and_page_numbers_are_not_body() {
    let document = reader().read(&report()).unwrap();
    let running = document
        .passages
        .iter()
        .filter(|p| p.region == Region::Boilerplate);
    assert_eq!(running.count(), 6);
    assert!(!document.text().contains("Report 7"));
}

/// The parent holds the child's standard input open; a kill closes it.
#[test]
fn the_child_ends_with_its_parent() {
    use std::io::{Read as _, Write as _};
    use std::process::{Command, Stdio};

    let line = (72, 700, 11, "The harbour handled 48,200 containers.");
    let long = crate::support::pdf::file(&vec![vec![line; 40]; 400]);
    let length = (long.len() as u64).to_le_bytes();
    for sent in [long.len(), 100, 0] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_citecheck"))
            .arg(Reader::ARGUMENT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(&length).unwrap();
        stdin.write_all(&long[..sent]).unwrap();
        drop(stdin);
        let mut said = String::new();
        child
            .stdout
            .take()
            .unwrap()
            .read_to_string(&mut said)
            .unwrap();
        assert!(!child.wait().unwrap().success());
        assert!(!said.contains("done"), "{sent}");
    }
}
