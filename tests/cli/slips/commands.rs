//! Flags, settings and arguments of the commands.

use std::fs;

use super::{CLAIMS, NOTES, UNCACHED, folder, refuses};
use crate::support::program::{Run, citecheck, command};

#[test]
fn a_value_of_the_environment_is_told_with_its_variable() {
    let dir = folder(&[("c.toml", UNCACHED)]);
    let run = |args: &[&str]| -> Run {
        let mut command = command(dir.path(), args);
        command
            .env("CITECHECK_TIMEOUT", "abc")
            .output()
            .unwrap()
            .into()
    };
    let told = run(&["check", "c.toml", "--offline"]);
    assert_eq!(told.code, Some(2));
    assert!(
        told.stderr
            .contains("environment variable CITECHECK_TIMEOUT"),
        "{told:?}"
    );
    let told = run(&["check", "c.toml", "--offline", "--timeout", "xabc"]);
    assert_eq!(told.code, Some(2));
    assert!(!told.stderr.contains("environment"), "{told:?}");
    let help = citecheck(dir.path(), &["--help"]);
    assert_eq!((help.code, help.stderr.as_str()), (Some(0), ""));
}

#[test]
fn a_setting_in_the_wrong_place_is_told_where_it_belongs() {
    for (text, told) in [
        (
            "timeout = \"5s\"\n",
            "unknown key `timeout` here; it belongs under [fetch]",
        ),
        (
            "offlin = true\n",
            "unknown key `offlin`; did you mean `offline`, under [fetch]?",
        ),
        (
            "[check]\noffline = true\n",
            "unknown key `offline` here; it belongs under [fetch]",
        ),
        (
            "[fetch]\nofline = true\n",
            "unknown key `ofline`; did you mean `offline`?",
        ),
        ("[fetsh]\n", "unknown key `fetsh`; did you mean `fetch`?"),
        ("[fetch]\nmax-concurrency = 0\n", "it is at least 1"),
        (
            "[fetch]\ntimeout = \"0s\"\n",
            "nought leaves no time at all",
        ),
    ] {
        let dir = folder(&[
            ("c.toml", UNCACHED),
            ("citecheck.toml", text),
            ("cache/x", ""),
        ]);
        refuses(dir.path(), &["check", "c.toml"], &[told]);
    }
}

#[test]
fn nought_of_what_is_needed_is_refused() {
    let dir = folder(&[("c.toml", UNCACHED)]);
    for flag in [
        "--max-concurrency=0",
        "--timeout=0",
        "--idle-timeout=0ms",
        "--connect-timeout=0",
        "--max-size=0",
        "--host-concurrency=0",
    ] {
        let name = flag.split('=').next().unwrap();
        refuses(dir.path(), &["check", "c.toml", "--offline", flag], &[name]);
    }
    refuses(
        dir.path(),
        &["stream", "--jobs", "0"],
        &["--jobs", "at least 1"],
    );
    let fine = [
        "check",
        "c.toml",
        "--offline",
        "--max-age=0",
        "--host-interval=0",
        "--retries=0",
        "--timeout=5",
    ];
    assert_eq!(citecheck(dir.path(), &fine).code, Some(0));
}

#[test]
fn what_cannot_go_together_or_is_no_proxy_is_refused() {
    let dir = folder(&[("c.toml", UNCACHED)]);
    refuses(
        dir.path(),
        &["check", "c.toml", "--offline", "--refresh"],
        &["--offline", "--refresh"],
    );
    refuses(
        dir.path(),
        &["check", "c.toml", "--proxy", "::"],
        &["'::'", "--proxy", "http://proxy.example:3128"],
    );
    let mut command = command(dir.path(), &["check", "c.toml"]);
    let run: Run = command
        .env("http_proxy", "http://u:secret@")
        .output()
        .unwrap()
        .into();
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("http_proxy") && !run.stderr.contains("secret"),
        "{run:?}"
    );
}

#[test]
fn format_has_its_short_flag_everywhere() {
    let dir = folder(&[("notes.txt", NOTES), ("c.toml", CLAIMS)]);
    for args in [
        ["claims", "c.toml", "-f", "json"],
        ["check", "c.toml", "-f", "json"],
        ["extract", "notes.txt", "-f", "json"],
    ] {
        let run = citecheck(dir.path(), &args);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(run.stdout.contains("\"text\""), "{run:?}");
    }
    let run = citecheck(dir.path(), &["fetch", "c.toml", "-f", "json"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
}

#[test]
fn what_extract_cannot_read_is_one_cause() {
    let dir = folder(&[("text/x", "")]);
    fs::write(
        dir.path().join("random.md"),
        b"# Title\n\nA\0\x01\xFF\xFE words",
    )
    .unwrap();
    fs::write(
        dir.path().join("wide.txt"),
        b"\xFF\xFEI\0t\0 \0r\0o\0s\0e\0.\0",
    )
    .unwrap();
    let run = refuses(dir.path(), &["extract", "nowhere.txt"], &[]);
    assert_eq!(
        run.stderr,
        "error: cannot read nowhere.txt\n  because No such file or directory (os error 2)\n"
    );
    refuses(
        dir.path(),
        &["extract", "text"],
        &["error: cannot read text: it is a folder, not a file\n"],
    );
    refuses(
        dir.path(),
        &["extract", "random.md"],
        &["error: random.md\n  because unavailable: unsupported-type"],
    );
    assert_eq!(
        citecheck(dir.path(), &["extract", "wide.txt"]).stdout,
        "It rose.\n"
    );
}

#[test]
fn what_is_no_report_is_told_in_our_words() {
    let dir = folder(&[("c.toml", CLAIMS), ("list.json", "[1]"), ("empty.json", "")]);
    refuses(
        dir.path(),
        &["report", "c.toml"],
        &[
            "c.toml cannot be used",
            "not a citecheck report: it is no JSON from line 1, column 3, on",
        ],
    );
    refuses(dir.path(), &["report", "empty.json"], &["it is no JSON"]);
    refuses(
        dir.path(),
        &["report", "list.json"],
        &["not a citecheck report"],
    );
}

#[test]
fn the_beginning_of_an_id_is_enough_to_explain_a_claim() {
    let text = "source = [{ id = \"n\", text = \"The licence runs until 2032.\" }]\nclaim = [\n{ id = \"licence-a\", text = \"The licence runs until 2032.\" },\n{ id = \"licence-b\", text = \"The licence runs.\" },\n{ id = \"licence\", text = \"It is a licence.\" },\n]\n";
    let dir = folder(&[("c.toml", text)]);
    let explained = |id: &str| citecheck(dir.path(), &["explain", id, "c.toml"]);
    assert!(
        explained("licence-b")
            .stdout
            .contains("  The licence runs.\n")
    );
    assert!(explained("licence").stdout.contains("  It is a licence.\n"));
    refuses(
        dir.path(),
        &["explain", "lic", "c.toml"],
        &["begin with `lic`: licence-a, licence-b and 1 more"],
    );
    refuses(
        dir.path(),
        &["explain", "licnece-a", "c.toml"],
        &["did you mean `licence-a`?"],
    );
    fs::write(
        dir.path().join("d.toml"),
        text.replace("licence-b", "other"),
    )
    .unwrap();
    let one = citecheck(dir.path(), &["explain", "oth", "d.toml"]);
    assert!(one.stdout.contains("  The licence runs.\n"), "{one:?}");
}

#[test]
fn a_cache_that_is_not_there_is_no_empty_one() {
    let dir = folder(&[("page.html", "<p>It rose.")]);
    for action in ["ls", "verify", "gc"] {
        refuses(
            dir.path(),
            &["cache", action, "--cache", "nowhere"],
            &["no cache in nowhere"],
        );
        let run = citecheck(dir.path(), &["cache", action]);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(
            run.stderr.contains("there is no cache yet in cache"),
            "{run:?}"
        );
    }
}

#[test]
fn a_listing_of_the_cache_tells_a_body_of_another_length() {
    let dir = folder(&[("page.html", "<p>It rose.")]);
    let added = citecheck(
        dir.path(),
        &["cache", "add", "https://film.example/x", "page.html"],
    );
    assert_eq!(added.code, Some(0), "{added:?}");
    for host in fs::read_dir(dir.path().join("cache")).unwrap() {
        let Ok(pages) = fs::read_dir(host.unwrap().path()) else {
            continue;
        };
        for file in fs::read_dir(pages.last().unwrap().unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "html") {
                fs::write(path, "cut").unwrap();
            }
        }
    }
    let listed = citecheck(dir.path(), &["cache", "ls"]);
    assert_eq!(
        (listed.code, listed.stdout.as_str()),
        (Some(1), ""),
        "{listed:?}"
    );
    assert!(
        listed.stderr.contains("has 3 bytes, 11 were stored"),
        "{listed:?}"
    );
}

#[test]
fn generating_all_needs_a_folder() {
    let dir = folder(&[]);
    refuses(dir.path(), &["generate", "all"], &["generate --dir DIR"]);
    let help = citecheck(dir.path(), &["--help"]).stdout;
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        help.contains("with --dir, write all of them to a folder"),
        "{help}"
    );
    assert_eq!(
        citecheck(dir.path(), &["generate", "--dir", "made"]).code,
        Some(0)
    );
}

#[test]
fn an_input_without_a_command_is_checked() {
    let dir = folder(&[
        ("notes.txt", NOTES),
        ("c.toml", CLAIMS),
        ("articles/a.md", "It rose ([notes](../notes.txt)).\n"),
    ]);
    for args in [
        &["c.toml", "--offline", "--quiet"][..],
        &["--offline", "--quiet", "c.toml"],
        &["-q", "c.toml"],
    ] {
        let run = citecheck(dir.path(), args);
        assert_eq!(run.stdout, "1 claim: 1 supported\n", "{args:?}: {run:?}");
    }
    // A folder, an address, and what ends as an input does and isn't there: all of them mean a check.
    let run = citecheck(
        dir.path(),
        &["articles", "--offline", "--allow-outside-paths"],
    );
    assert!(run.stdout.contains("1 claim"), "{run:?}");
    refuses(dir.path(), &["d.toml"], &["d.toml"]);
    refuses(
        dir.path(),
        &["https://film.example/a", "--offline"],
        &["https://film.example/a"],
    );
    // What looks like a command's name is taken for a slip of one.
    refuses(
        dir.path(),
        &["chek", "c.toml"],
        &["unrecognized subcommand 'chek'", "'check'"],
    );
    refuses(
        dir.path(),
        &["--offline", "check", "c.toml"],
        &["--offline"],
    );
    refuses(dir.path(), &["--offlin"], &["--offlin"]);
    let help = citecheck(dir.path(), &["--help"]);
    assert!(
        help.stdout
            .contains("`citecheck INPUT…` means `citecheck check INPUT…`."),
        "{help:?}"
    );
}
