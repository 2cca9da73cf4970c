//! `check --watch`: a report after each change, and nothing fetched twice.

use std::fs;
use std::io::{BufRead as _, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStdout, Stdio};

use crate::support::program::{citecheck, command};
use crate::support::server::{Reply, Server};

/// A run that watches; it ends with the test.
struct Watch {
    child: Child,
    reports: Lines<BufReader<ChildStdout>>,
}

impl Watch {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let flags = ["check", "--watch", "-q", "--allow-private-network"];
        let mut child = command(folder, &[&flags, arguments].concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let reports = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, reports }
    }

    /// The next report, which is one line.
    fn next(&mut self) -> String {
        self.reports.next().expect("a report").unwrap()
    }
}

/// Puts a file in its place whole, as editors do: no reader sees half of it.
fn put(path: &Path, text: &str) {
    let beside = path.with_extension("new");
    fs::write(&beside, text).unwrap();
    fs::rename(&beside, path).unwrap();
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn each_change_is_checked_and_no_page_is_asked_for_twice() {
    let server = Server::start(|request| match request.path.as_str() {
        "/page" => Reply::html(
            "<p>The harbour at Lindholm opened in May 2019, after four years of work.</p>",
        ),
        _ => Reply::new(404),
    });
    let folder = tempfile::tempdir().unwrap();
    let write = |year: &str, more: &str| {
        let text = format!(
            "The harbour at Lindholm opened in May {year} ([Page]({})).\n\nThe town paid for it ([Gone]({})).\n{more}",
            server.url("/page"),
            server.url("/gone")
        );
        put(&folder.path().join("a.md"), &text);
    };
    write("2018", "");
    let mut watch = Watch::start(folder.path(), &["a.md"]);
    assert_eq!(watch.next(), "2 claims: 1 contradicted, 1 unavailable");
    write("2019", "");
    assert_eq!(watch.next(), "2 claims: 1 unavailable, 1 supported");
    write("2018", "\nIt opened in May ([Page](notes.txt)).\n");
    assert_eq!(
        watch.next(),
        "3 claims: 1 contradicted, 1 unavailable, 1 not-checkable"
    );
    assert_eq!((server.count("/page"), server.count("/gone")), (1, 1));
}

#[test]
fn a_file_that_is_no_input_for_a_while_ends_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.toml");
    let source = "[[source]]\nid = 'p'\ntext = 'The harbour opened in May 2019.'\n\n[[claim]]\n";
    fs::write(
        &file,
        format!("{source}text = 'The harbour opened in May 2018.'\n"),
    )
    .unwrap();
    let mut watch = Watch::start(folder.path(), &["a.toml"]);
    assert_eq!(watch.next(), "1 claim: 1 contradicted");
    fs::write(&file, format!("{source}text = 'The harb")).unwrap();
    // Only the last of these is a report, whether the broken one was seen or not.
    put(
        &file,
        &format!("{source}text = 'The harbour opened in May, in the year 2019.'\n"),
    );
    assert_eq!(watch.next(), "1 claim: 1 supported");
}

#[test]
fn what_cannot_be_watched_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let missing = citecheck(folder.path(), &["check", "--watch", "missing.md"]);
    assert_eq!(missing.code, Some(2), "{}", missing.stderr);
    fs::write(
        folder.path().join("a.md"),
        "It rose ([Page](https://a.example/)).\n",
    )
    .unwrap();
    let both = citecheck(folder.path(), &["check", "--watch", "--fix", "a.md"]);
    assert_eq!(both.code, Some(2), "{}", both.stderr);
}
