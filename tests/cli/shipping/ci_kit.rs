//! The CI kit: `ci/check.sh` keeps the exit code, writes the reports and the job summary, and takes
//! nothing that it is given for shell.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Runs the script in `folder` with the program on the path.
fn check(folder: &Path, arguments: &str, github: bool) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let program = PathBuf::from(env!("CARGO_BIN_EXE_citecheck"));
    let path = format!(
        "{}:{}",
        program.parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    let mut command = Command::new(root.join("ci/check.sh"));
    command
        .current_dir(root)
        .env("PATH", path)
        .env("CITECHECK_ARGS", arguments)
        .env("CITECHECK_REPORTS", folder.join("reports"))
        .env_remove("GITHUB_STEP_SUMMARY")
        .env_remove("GITHUB_OUTPUT")
        .env_remove("GITHUB_ACTIONS");
    if github {
        command
            .env("GITHUB_ACTIONS", "true")
            .env("GITHUB_STEP_SUMMARY", folder.join("summary"))
            .env("GITHUB_OUTPUT", folder.join("output"));
    }
    command.output().unwrap()
}

#[test]
fn the_exit_code_is_handed_on_and_every_report_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let output = check(folder.path(), "claims/demo.toml\n--offline", true);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let outputs = fs::read_to_string(folder.path().join("output")).unwrap();
    assert!(outputs.starts_with("exit-code=1\nreports="), "{outputs}");
    let summary = fs::read_to_string(folder.path().join("summary")).unwrap();
    assert!(summary.starts_with("### citecheck: "), "{summary}");
    for file in [
        "report.json",
        "report.sarif",
        "report.md",
        "report.html",
        "report.xml",
    ] {
        assert!(folder.path().join("reports").join(file).is_file(), "{file}");
    }
    let log = String::from_utf8(output.stdout).unwrap();
    assert!(log.starts_with("::error file=claims/demo.toml"), "{log}");
}

#[test]
fn outside_of_github_the_exit_code_is_that_of_the_program() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        check(folder.path(), "claims/demo.toml\n--offline", false)
            .status
            .code(),
        Some(1)
    );
    assert_eq!(
        check(
            folder.path(),
            "claims/demo.toml\n--offline\n--fail-on\nnone",
            false
        )
        .status
        .code(),
        Some(0)
    );
    assert_eq!(
        check(folder.path(), "missing.toml", false).status.code(),
        Some(2)
    );
    assert_eq!(check(folder.path(), "", false).status.code(), Some(2));
}

#[test]
fn arguments_are_no_shell() {
    let folder = tempfile::tempdir().unwrap();
    let mark = folder.path().join("mark");
    let attack = format!(
        "claims/demo.toml; touch {0}\n$(touch {0})\n`touch {0}`\n--offline",
        mark.display()
    );
    let output = check(folder.path(), &attack, false);
    assert_eq!(output.status.code(), Some(2));
    assert!(!mark.exists());
}

#[test]
fn what_a_branch_put_in_the_place_of_a_report_is_in_no_summary() {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("reports");
    fs::create_dir(&reports).unwrap();
    fs::write(folder.path().join("secret"), "tangerine").unwrap();
    std::os::unix::fs::symlink("../secret", reports.join("report.md")).unwrap();
    fs::write(reports.join("report.json"), "{}").unwrap();
    let output = check(folder.path(), "none.toml\n--offline", true);
    assert_eq!(output.status.code(), Some(0));
    let outputs = fs::read_to_string(folder.path().join("output")).unwrap();
    assert!(outputs.starts_with("exit-code=2\n"), "{outputs}");
    assert!(!folder.path().join("summary").exists());
    assert!(!reports.join("report.json").exists());
}
