//! Whatever stands in articles, claims files, pages, caches and reports, and whatever files are called:
//! no line that the program writes is a command to a CI system, and nothing in it moves a cursor or
//! reorders a line.

use std::fs;
use std::path::Path;

use crate::support::program::{Run, command};

/// Lines that CI systems obey: GitHub's runner (also Gitea's and Forgejo's), Azure's agent, `TeamCity`.
const COMMANDS: &[&str] = &[
    "::error::owned",
    "::set-output name=a::b",
    "::add-mask::x",
    "::stop-commands::x",
    "##[error]owned",
    "##vso[task.setvariable variable=a]b",
    "##teamcity[buildStatus text='x']",
];

/// What a terminal obeys or a reader is deceived by.
const CONTROLS: &str =
    "\u{1B}[2J\u{9B}31m\u{202E}desrever\u{2066}x\u{200B}\u{FEFF}\u{85}a\u{2028}b\u{7}\u{8}";

/// Every command that has an output, and every format of it.
const RUNS: &[&[&str]] = &[
    &["check", "--offline", "INPUT"],
    &["check", "--offline", "INPUT", "--verbose"],
    &[
        "check",
        "--offline",
        "INPUT",
        "--verbose",
        "--color",
        "always",
    ],
    &["check", "--offline", "INPUT", "--format", "json"],
    &["check", "--offline", "INPUT", "--format", "html"],
    &["check", "--offline", "INPUT", "--format", "markdown"],
    &["check", "--offline", "INPUT", "--format", "sarif"],
    &["check", "--offline", "INPUT", "--format", "junit"],
    &["check", "--offline", "INPUT", "--format", "csv"],
    &["claims", "INPUT"],
    &["claims", "INPUT", "--format", "json"],
    &["claims", "INPUT", "--format", "csv"],
    &["claims", "INPUT", "--format", "toml"],
    &["fetch", "--offline", "INPUT"],
    &["fetch", "--offline", "INPUT", "--format", "json"],
    &["explain", "--offline", "one", "INPUT"],
    &["extract", "PAGE"],
    &["extract", "PAGE", "--regions"],
    &["extract", "PAGE", "--format", "json"],
    &["extract", "PAGE", "--format", "markdown"],
    &["cache", "ls"],
    &["cache", "ls", "--json"],
    &["cache", "show", "https://news.example/a"],
    &["cache", "verify"],
    &["check", "--offline", "none-INPUT"],
    &["check", "--offline", "--no-such-INPUT"],
    &["extract", "none-INPUT"],
    &["extract", "--offline", "https://news.example/none?INPUT"],
    &["diff", "old.json", "new.json"],
    &["diff", "old.json", "new.json", "--format", "json"],
    &["diff", "old.json", "new.json", "--format", "markdown"],
    &["report", "new.json", "--baseline", "old.json"],
    &["report", "broken.json"],
    &["check", "--config", "broken.toml", "--print-config"],
    &["check", "--config", "host.toml", "--print-config"],
];

/// Whether a CI system takes a line for a command, as it stands and without the styles in it.
fn is_obeyed(line: &str) -> bool {
    let plain = anstream::adapter::strip_str(line).to_string();
    [line, &plain].iter().any(|line| {
        let bracket = line.match_indices('[').any(|(at, _)| {
            line[..at]
                .trim_end_matches(|c: char| c.is_ascii_alphanumeric())
                .ends_with("##")
        });
        bracket || line.trim_start().starts_with("::")
    })
}

fn is_dangerous(c: char) -> bool {
    (c.is_control() && !"\n\r\t".contains(c))
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200B}' | '\u{FEFF}' | '\u{2028}' | '\u{2029}')
}

/// Looks at all that a run wrote.
fn look(run: &Run, args: &[String], coloured: bool) {
    for text in [&run.stdout, &run.stderr] {
        for line in text.split(['\n', '\u{85}', '\u{2028}']) {
            assert!(!is_obeyed(line), "{args:?}: {line:?}");
        }
        let shown = if coloured {
            anstream::adapter::strip_str(text).to_string()
        } else {
            text.clone()
        };
        let found = shown.chars().find(|c| is_dangerous(*c));
        assert_eq!(found, None, "{args:?}: {shown}");
        assert!(
            !shown.replace("\r\n", "\n").contains('\r'),
            "{args:?}: {shown:?}"
        );
    }
}

/// A folder in which everything that a stranger may choose is `attack`.
fn folder(dir: &Path, attack: &str, name: &str) {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let lines = format!(
        "The harbour opened in May.\n\n{attack}\n\n {attack} to all of them.\n\u{A0}{attack}\n"
    );
    let one_line = attack.replace(['\n', '\r'], " ");
    let claims = format!(
        "[article]\ntitle = {title}\n\n[[source]]\nid = {id}\ntitle = {title}\ntext = {lines}\n\n\
         [[source]]\nid = \"cached\"\ntitle = {title}\nurl = \"https://news.example/a\"\n\n\
         [[claim]]\nid = \"one\"\ntext = {text}\ncites = [{id}, \"cached\"]\n\n\
         [[claim]]\nid = {id}\ntext = {title}\ncites = [{id}, \"https://news.example/b?{url}\"]\n",
        id = quoted(&one_line),
        title = quoted(&one_line),
        text = quoted(&format!("{one_line} to all of us in June.")),
        lines = quoted(&lines),
        url = one_line
            .replace([' ', '"', '\\'], "")
            .replace(|c: char| !c.is_ascii_graphic(), ""),
    );
    fs::write(dir.join(format!("{name}.toml")), claims).unwrap();
    let article = format!(
        "# {attack}\n\n{lines}\n\n- {attack}\n\nIt opened in June ([{one_line}]({name}.txt)).\n"
    );
    fs::write(dir.join(format!("{name}.md")), article).unwrap();
    fs::write(dir.join(format!("{name}.txt")), &lines).unwrap();
    fs::write(
        dir.join("broken.toml"),
        format!("[fetch]\n{} = 1\n", quoted(&one_line)),
    )
    .unwrap();
    fs::write(
        dir.join("host.toml"),
        format!("[host.{}]\nconcurrency = 1\n", quoted(&one_line)),
    )
    .unwrap();
    fs::write(
        dir.join("broken.json"),
        format!("{{\"schema\": {}}}", serde_json::json!(attack)),
    )
    .unwrap();
    let page = format!(
        "<title>{attack}</title><article><h1>{attack}</h1><p>{attack}<p>It opened.<pre>\n{attack}\n{attack}</pre>\
         <ul><li>{attack}<li>{attack}</ul><table><tr><td>{attack}<td>x</table></article>"
    );
    fs::write(dir.join("page.html"), page).unwrap();
}

/// Every run, on everything that is made of `attack`.
fn look_at_all(attack: &str, name: &str) {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    folder(dir, attack, name);
    let run = |args: &[&str]| -> Run { command(dir, args).output().unwrap().into() };
    let added = [
        "cache",
        "add",
        "https://news.example/a",
        "page.html",
        "--content-type",
        attack,
    ];
    look(&run(&added), &[], false);
    for (report, input) in [("old", "page.html"), ("new", &format!("{name}.toml"))] {
        let output = format!("json={report}.json");
        look(
            &run(&["check", "--offline", input, "--output", &output]),
            &[],
            false,
        );
    }
    for args in RUNS {
        for ending in ["toml", "md", "txt"] {
            if ending != "toml" && !(args[0] == "claims" || *args == RUNS[1]) {
                continue;
            }
            let args: Vec<String> = args
                .iter()
                .map(|arg| match *arg {
                    "INPUT" => format!("{name}.{ending}"),
                    "PAGE" => "page.html".to_owned(),
                    arg => arg.replace("INPUT", attack),
                })
                .collect();
            let borrowed: Vec<&str> = args.iter().map(String::as_str).collect();
            look(
                &run(&borrowed),
                &args,
                args.iter().any(|arg| arg == "always"),
            );
        }
    }
    for record in [
        serde_json::json!({"id": attack, "claim": attack, "source": format!("{attack}\n{attack}")}),
        serde_json::json!({"id": attack, "claim": "", "source": attack}),
        serde_json::json!({"claim": attack, attack: attack}),
    ] {
        let mut child = command(dir, &["stream"])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        std::io::Write::write_all(
            &mut child.stdin.take().unwrap(),
            record.to_string().as_bytes(),
        )
        .unwrap();
        look(
            &child.wait_with_output().unwrap().into(),
            &["stream".to_owned()],
            false,
        );
    }
}

#[test]
fn no_line_of_any_output_is_a_command_to_a_ci_system() {
    // Each of two kinds once at the start of what stands on one line.
    for first in ["::error::owned", "##vso[x]"] {
        look_at_all(&format!("{first}\n{}", COMMANDS.join("\n")), "article");
    }
}

#[test]
fn nothing_in_any_output_moves_a_cursor_or_reorders_a_line() {
    look_at_all(CONTROLS, "article");
}

/// File names are a stranger's too.
#[cfg(unix)]
#[test]
fn names_of_files_are_no_commands() {
    look_at_all("It opened.", "::error::##vso[x]");
    look_at_all("It opened.", "a\n::error::owned\u{202E}\u{1B}[2J");
}

#[test]
fn what_json_toml_and_csv_say_is_what_was_read() {
    let dir = tempfile::tempdir().unwrap();
    for attack in COMMANDS {
        folder(dir.path(), attack, "article");
        let read = |format: &str| -> String {
            let args = ["claims", "article.toml", "--format", format];
            let run: Run = command(dir.path(), &args).output().unwrap().into();
            assert_eq!(run.code, Some(0), "{run:?}");
            run.stdout
        };
        let json: serde_json::Value = serde_json::from_str(&read("json")).unwrap();
        assert_eq!(json[1]["id"], **attack);
        let table: toml::Table = toml::from_str(&read("toml")).unwrap();
        assert_eq!(table["claim"][1]["id"].as_str(), Some(*attack));
    }
}

/// A body goes out as it came, for other programs and for files; into the log of a CI system it goes
/// as text.
#[test]
fn a_body_is_text_in_a_ci_log_and_itself_elsewhere() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("page.txt"), "::error::owned\n\u{1B}[2J").unwrap();
    let url = "https://news.example/a";
    let add = command(dir.path(), &["cache", "add", url, "page.txt"])
        .output()
        .unwrap();
    assert!(add.status.success());
    let show = || command(dir.path(), &["cache", "show", "--body", url]);
    assert_eq!(show().output().unwrap().stdout, b"::error::owned\n\x1B[2J");
    let log: Run = show().env("CI", "true").output().unwrap().into();
    assert_eq!(log.stdout, ":\\u{3a}error::owned\n\\u{1b}[2J");
    let file = dir.path().join("body");
    let into_file = show()
        .env("CI", "true")
        .stdout(fs::File::create(&file).unwrap())
        .status();
    assert!(into_file.unwrap().success());
    #[cfg(unix)]
    assert_eq!(fs::read(file).unwrap(), b"::error::owned\n\x1B[2J");
}

/// A disk without room is played by a device that has none, and by a limit on the size of files.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_is_called_by_its_name_and_exits_with_two() {
    let dir = tempfile::tempdir().unwrap();
    folder(dir.path(), "It opened.", "article");
    let url = "https://news.example/a";
    command(dir.path(), &["cache", "add", url, "page.html"])
        .output()
        .unwrap();
    let json = [
        "check",
        "--offline",
        "article.toml",
        "--output",
        "json=old.json",
    ];
    command(dir.path(), &json).output().unwrap();
    fs::copy(dir.path().join("old.json"), dir.path().join("new.json")).unwrap();
    let mut stdins = vec![(
        vec!["stream".to_owned()],
        "{\"id\":1,\"claim\":\"a\",\"source\":\"a\"}",
    )];
    for args in RUNS {
        if args.iter().any(|arg| {
            arg.contains("none-")
                || arg.contains("no-such")
                || arg.contains("broken")
                || arg.contains("none?")
        }) {
            continue;
        }
        let args = args.iter().map(|arg| {
            arg.replace("INPUT", "article.toml")
                .replace("PAGE", "page.html")
        });
        stdins.push((args.collect(), ""));
    }
    stdins.push((vec!["--help".to_owned()], ""));
    stdins.push((
        vec!["cache".to_owned(), "export".to_owned(), "-".to_owned()],
        "",
    ));
    stdins.push((vec!["init".to_owned(), "--stdout".to_owned()], ""));
    for (args, input) in stdins {
        let borrowed: Vec<&str> = args.iter().map(String::as_str).collect();
        fs::write(dir.path().join("input"), input).unwrap();
        let run: Run = command(dir.path(), &borrowed)
            .stdin(fs::File::open(dir.path().join("input")).unwrap())
            .stdout(fs::File::create("/dev/full").unwrap())
            .output()
            .unwrap()
            .into();
        assert_eq!(run.code, Some(2), "{args:?}: {run:?}");
        assert!(
            run.stderr.contains("No space left") || args[0] == "--help",
            "{args:?}: {run:?}"
        );
    }
    let long = "It opened in May of that year, to all. ".repeat(5_000);
    fs::write(dir.path().join("long.txt"), long).unwrap();
    for arguments in [
        "extract long.txt > out",
        "claims long.txt > out",
        "check --offline claims.txt --output json=out",
        "baseline update --offline long.txt",
        "cache add https://news.example/long long.txt",
        "cache export out",
    ] {
        fs::copy(dir.path().join("long.txt"), dir.path().join("claims.txt")).unwrap();
        // Words that no compression makes small.
        let large: Vec<String> = (0..3_000_u32)
            .map(|n| format!("{:x} ", n.wrapping_mul(2_654_435_761)))
            .collect();
        fs::write(dir.path().join("large.txt"), large.concat()).unwrap();
        command(
            dir.path(),
            &["cache", "add", "https://news.example/large", "large.txt"],
        )
        .output()
        .unwrap();
        let script = format!(
            "ulimit -f 8; exec {} {arguments}",
            env!("CARGO_BIN_EXE_citecheck")
        );
        let run: Run = std::process::Command::new("sh")
            .args(["-c", &script])
            .current_dir(dir.path())
            .output()
            .unwrap()
            .into();
        assert_eq!(run.code, Some(2), "{arguments}: {run:?}");
        assert!(
            run.stderr.contains("File too large"),
            "{arguments}: {run:?}"
        );
    }
}
