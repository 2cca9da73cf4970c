//! The settings of hosts that `docs/mcp.md` shows: each is what it says it is, and the program takes its arguments.

use std::process::{Command, Stdio};

use serde_json::Value;

const PAGE: &str = include_str!("../../docs/mcp.md");

/// The blocks of code of the page's part on hosts, with their languages.
fn blocks() -> Vec<(&'static str, &'static str)> {
    let start = PAGE.find("## Hosts").unwrap();
    let end = PAGE.find("**From Python**").unwrap();
    let mut parts = PAGE[start..end].split("```").skip(1).step_by(2);
    let mut blocks = Vec::new();
    for block in &mut parts {
        blocks.push(block.split_once('\n').unwrap());
    }
    blocks
}

/// The command line in a server's settings: `command` with `args`, or all of it in `command`.
fn command_line(server: &Value) -> Vec<String> {
    let texts = |value: &Value| -> Vec<String> {
        let items = value.as_array().unwrap().iter();
        items
            .map(|item| item.as_str().unwrap().to_owned())
            .collect()
    };
    match &server["command"] {
        Value::String(command) => {
            let mut line = vec![command.clone()];
            line.extend(texts(&server["args"]));
            line
        }
        line => texts(line),
    }
}

/// The settings of the server, whatever they stand in.
fn server(settings: &Value) -> &Value {
    let settings = settings.as_object().unwrap();
    settings.get("citecheck").unwrap_or_else(|| {
        assert_eq!(settings.len(), 1, "{settings:?}");
        server(settings.values().next().unwrap())
    })
}

fn lines() -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    for (language, code) in blocks() {
        match language {
            "json" => {
                let settings: Value = serde_json::from_str(code).expect(code);
                lines.push(command_line(server(&settings)));
            }
            "toml" => {
                let settings: Value = toml::from_str(code).expect(code);
                lines.push(command_line(server(&settings)));
            }
            "sh" => lines.extend(code.lines().map(|line| {
                let (_, ours) = line.split_once(" -- ").expect(line);
                ours.split(' ').map(str::to_owned).collect()
            })),
            other => panic!("a block of {other}"),
        }
    }
    lines
}

#[test]
fn every_host_starts_a_server_that_waits_for_its_client() {
    let lines = lines();
    assert!(lines.len() >= 8, "{lines:?}");
    let home = tempfile::tempdir().unwrap();
    for line in lines {
        assert_eq!(line[..2], ["citecheck", "mcp"], "{line:?}");
        let arguments = line[1..]
            .iter()
            .map(|argument| argument.replace("/home/me", home.path().to_str().unwrap()));
        let output = Command::new(env!("CARGO_BIN_EXE_citecheck"))
            .args(arguments)
            .current_dir(home.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        // A client that goes before it has said anything is no failure.
        assert_eq!(output.status.code(), Some(0), "{line:?}: {output:?}");
        assert!(output.stdout.is_empty(), "{line:?}");
    }
}
