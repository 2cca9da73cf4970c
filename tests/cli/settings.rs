//! `citecheck.toml`: found upwards, errors that point, a schema and an embedded file that are
//! current, and the order of flag, environment, file and default.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::story;
use citecheck::report::{Format, View};
use citecheck::settings::{DEFAULT, Settings};
use serde_json::Value;

fn schema() -> Value {
    serde_json::from_str(include_str!("../../docs/settings.schema.json")).unwrap()
}

fn valid(text: &str) -> Result<(), String> {
    let settings: toml::Table = toml::from_str(text).unwrap();
    let value = serde_json::to_value(settings).unwrap();
    let validator = jsonschema::validator_for(&schema()).unwrap();
    validator
        .validate(&value)
        .map_err(|error| error.to_string())
}

/// Runs the program in `folder`, without settings of the environment.
fn citecheck(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_citecheck"));
    let ours = std::env::vars()
        .map(|(name, _)| name)
        .filter(|name| name.starts_with("CITECHECK_"));
    for name in ours {
        command.env_remove(name);
    }
    let environment = environment.iter().copied();
    command
        .current_dir(folder)
        .args(arguments)
        .envs(environment)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn the_schema_knows_the_keys_that_the_program_knows_and_no_others() {
    let schema = schema();
    let keys = |value: &Value| -> BTreeSet<String> {
        value["properties"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect()
    };
    // The program lists what it knows when nothing resembles the key.
    let known = |section: &str| -> BTreeSet<String> {
        let text = format!("{section}\nzzzzzzzzzzzzzzzzzzzz = 1");
        let error = Settings::parse(&text).unwrap_err().errors.remove(0);
        let (_, list) = error.message.split_once("known here: ").unwrap();
        list.split(", ").map(str::to_owned).collect()
    };
    assert_eq!(keys(&schema), known(""));
    for section in ["input", "fetch", "check", "report"] {
        assert_eq!(
            keys(&schema["properties"][section]),
            known(&format!("[{section}]")),
            "{section}"
        );
    }
    for section in ["host", "path"] {
        let named = &schema["properties"][section]["additionalProperties"];
        assert_eq!(keys(named), known(&format!("[{section}.x]")), "{section}");
    }
}

#[test]
fn the_embedded_file_and_its_examples_fit_the_schema_and_name_every_key() {
    valid(DEFAULT).unwrap();
    let examples = toml::to_string(&Settings::examples()).unwrap();
    valid(&examples).unwrap();
    valid(&toml::to_string(&Settings::defaults()).unwrap()).unwrap();
    let schema = schema();
    let examples: toml::Table = toml::from_str(&examples).unwrap();
    for section in ["input", "fetch", "check", "report"] {
        let known: BTreeSet<_> = schema["properties"][section]["properties"]
            .as_object()
            .unwrap()
            .keys()
            .collect();
        let shown: BTreeSet<_> = examples[section].as_table().unwrap().keys().collect();
        assert_eq!(known, shown, "{section}");
    }
}

#[test]
fn defaults_in_the_schema_are_those_of_the_embedded_file() {
    let defaults = serde_json::to_value(Settings::defaults()).unwrap();
    for (name, section) in schema()["properties"].as_object().unwrap() {
        for (key, about) in section["properties"].as_object().into_iter().flatten() {
            assert_eq!(about["default"], defaults[name][key], "{name}.{key}");
        }
    }
}

#[test]
fn errors_name_file_line_column_and_the_nearest_key() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("citecheck.toml"),
        "[fetch]\noffline = true\nmax_agee = \"7d\"\n",
    )
    .unwrap();
    let output = citecheck(folder.path(), &["report", "none.json"], &[]);
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(text(&output.stderr), @r#"
    error: unknown key `max_agee`; did you mean `max-age`?
     --> citecheck.toml:3:1
      |
    3 | max_agee = "7d"
      | ^^^^^^^^
      = help: an example is: max-age = "7d"

    error: citecheck.toml cannot be used: 1 error
    "#);
}

#[test]
fn all_that_is_wrong_with_a_settings_file_is_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("citecheck.toml"),
        "offline = true\n[fetch]\ntimeout = \"soon\"\nretries = \"3\"\n[chek]\n[check]\npreset = \"generatd\"\n\
         fail-on = [\"partial\", \"contradictd\", 3]\n[host.\"news.example\"]\nconcurency = 2\n[path.\"a/**\"]\nfail-on = []\n",
    )
    .unwrap();
    // What is wrong is told where a flag goes before it too.
    let output = citecheck(
        folder.path(),
        &["report", "none.json", "--preset", "links"],
        &[],
    );
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(text(&output.stderr));
}

#[test]
fn syntax_and_names_are_told_together() {
    let errors = Settings::parse("[fetch]\nofline = true\n[report]\nwidth == 3\n").unwrap_err();
    let lines: Vec<usize> = errors.errors.iter().map(|error| error.line).collect();
    assert!(lines.contains(&2) && lines.contains(&4), "{errors}");
    let many: Vec<String> = (0..80).map(|n| format!("key{n} = 1\n")).collect();
    let many = format!("[fetch]\n{}", many.concat());
    let errors = Settings::parse(&many).unwrap_err();
    assert_eq!((errors.errors.len(), errors.more), (50, 30));
}

#[test]
fn a_value_of_the_wrong_type_is_told_where_it_stands() {
    let first = |text: &str| Settings::parse(text).unwrap_err().errors.remove(0);
    let error = first("[fetch]\nretries = \"three\"\n");
    assert_eq!((error.line, error.column), (2, 11));
    assert_eq!(error.message, "`retries` is a text, not a whole number");
    assert_eq!(error.example.unwrap(), "retries = 3");
    assert_eq!(first("[report]\nwidth == 3\n").line, 2);
    // No setting holds it.
    assert_eq!(first("[report]\nwidth = -3\n").line, 2);
}

#[test]
fn init_writes_a_file_that_changes_nothing_and_keeps_one_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("citecheck.toml");
    assert_eq!(
        citecheck(folder.path(), &["init"], &[]).status.code(),
        Some(0)
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), DEFAULT);
    fs::write(&file, "# mine\n").unwrap();
    let output = citecheck(folder.path(), &["init"], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("--force overwrites it"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "# mine\n");
    assert_eq!(
        citecheck(folder.path(), &["init", "--force"], &[])
            .status
            .code(),
        Some(0)
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), DEFAULT);
    assert_eq!(
        text(&citecheck(folder.path(), &["init", "--stdout"], &[]).stdout),
        DEFAULT
    );
}

#[test]
fn flags_go_before_the_environment_the_file_and_the_defaults() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("citecheck.toml"),
        "[fetch]\nretries = 1\ntimeout = \"5s\"\n[report]\nformat = \"csv\"\n[host.\"news.example\"]\nconcurrency = 2\n",
    )
    .unwrap();
    let below = folder.path().join("articles/deep");
    fs::create_dir_all(&below).unwrap();
    let output = citecheck(
        &below,
        &[
            "check",
            "a.md",
            "--print-config",
            "--retries",
            "7",
            "--fail-on",
            "partial,contradicted",
        ],
        &[
            ("CITECHECK_RETRIES", "5"),
            ("CITECHECK_TIMEOUT", "9s"),
            ("CITECHECK_OFFLINE", "true"),
        ],
    );
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    let printed = text(&output.stdout);
    for line in [
        "retries = 7  # --retries",
        "timeout = \"9s\"  # CITECHECK_TIMEOUT",
        "offline = true  # CITECHECK_OFFLINE",
        "format = \"csv\"  # citecheck.toml",
        "max-size = \"20MiB\"  # default",
        "fail-on = [\"partial\", \"contradicted\"]  # --fail-on",
        "paths = [\"a.md\"]  # command line",
        "concurrency = 2  # citecheck.toml",
        "# baseline is not set",
    ] {
        assert!(
            printed.lines().any(|found| found == line),
            "{line} is not in:\n{printed}"
        );
    }
    // What is printed is a settings file itself.
    valid(&printed).unwrap();
    Settings::parse(&printed).unwrap();
}

#[test]
fn paths_in_the_file_are_relative_to_it_and_flags_to_the_working_folder() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("citecheck.toml"),
        "[report]\noutput = [\"csv=out.csv\"]\nquiet = true\n",
    )
    .unwrap();
    let below = folder.path().join("below");
    fs::create_dir(&below).unwrap();
    write_report(&below.join("report.json"));
    citecheck(&below, &["report", "report.json"], &[]);
    assert!(folder.path().join("out.csv").is_file());
    citecheck(
        &below,
        &["report", "report.json", "--output", "csv=out.csv"],
        &[],
    );
    assert!(below.join("out.csv").is_file());
}

#[test]
fn what_fails_may_differ_by_path() {
    let folder = tempfile::tempdir().unwrap();
    write_report(&folder.path().join("report.json"));
    let with = |settings: &str, flags: &[&str]| {
        fs::write(folder.path().join("citecheck.toml"), settings).unwrap();
        let arguments = [&["report", "report.json", "--quiet"], flags].concat();
        citecheck(folder.path(), &arguments, &[]).status.code()
    };
    assert_eq!(with("", &[]), Some(1));
    assert_eq!(with("[check]\nfail-on = []\n", &[]), Some(0));
    assert_eq!(with("[path.\"articles/**\"]\nfail-on = []\n", &[]), Some(0));
    assert_eq!(
        with("[path.\"articles/*.toml\"]\nfail-on = []\n", &[]),
        Some(1),
        "the Markdown article fails"
    );
    assert_eq!(
        with(
            "[path.\"articles/**\"]\nfail-on = []\n",
            &["--fail-on", "partial"]
        ),
        Some(1),
        "a flag is for all"
    );
    assert_eq!(
        with("[path.\"articles/**\"]\nfail-on = [\"contradictd\"]\n", &[]),
        Some(2)
    );
    assert_eq!(with("[path.\"a[\"]\nfail-on = []\n", &[]), Some(2));
}

#[test]
fn what_is_checked_may_stand_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("below");
    fs::create_dir(&below).unwrap();
    let claims = "[[source]]\nid = \"notice\"\ntext = \"The harbour opened in May.\"\n\n[[claim]]\ntext = \"The harbour opened in May.\"\ncites = [\"notice\"]\n";
    fs::write(folder.path().join("claims.toml"), claims).unwrap();
    let none = citecheck(&below, &["check", "--offline"], &[]);
    assert_eq!(none.status.code(), Some(2));
    assert!(
        text(&none.stderr).contains("no INPUT"),
        "{}",
        text(&none.stderr)
    );
    fs::write(
        folder.path().join("citecheck.toml"),
        "[input]\npaths = [\"claims.toml\"]\n",
    )
    .unwrap();
    let found = citecheck(&below, &["check", "--offline", "--quiet"], &[]);
    assert_eq!(
        text(&found.stdout),
        "1 claim: 1 supported\n",
        "{}",
        text(&found.stderr)
    );
    // Nothing is made that was not asked for.
    assert!(!folder.path().join("baseline.json").exists());
}

#[test]
fn no_config_reads_none_and_config_reads_another() {
    let folder = tempfile::tempdir().unwrap();
    write_report(&folder.path().join("report.json"));
    fs::write(
        folder.path().join("citecheck.toml"),
        "[check]\nfail-on = []\n",
    )
    .unwrap();
    fs::write(
        folder.path().join("strict.toml"),
        "[check]\nfail-on = [\"partial\"]\n",
    )
    .unwrap();
    let code = |flags: &[&str]| {
        let arguments = [&["report", "report.json", "--quiet"], flags].concat();
        citecheck(folder.path(), &arguments, &[]).status.code()
    };
    assert_eq!(code(&[]), Some(0));
    assert_eq!(code(&["--no-config"]), Some(1));
    assert_eq!(code(&["--config", "strict.toml"]), Some(1));
    assert_eq!(code(&["--config", "none.toml"]), Some(2));
}

fn write_report(file: &Path) {
    let report = story::report();
    let mut out = Vec::new();
    Format::Json
        .writer()
        .write(&report, &View::new(&report), &mut out)
        .unwrap();
    fs::write(file, out).unwrap();
}
