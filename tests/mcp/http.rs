//! Serving over HTTP: for this machine alone, and for no page in a browser.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};

use serde_json::{Value, json};

use crate::support::program::{citecheck, command};

struct Listening {
    child: Child,
    address: String,
}

impl Drop for Listening {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn listen(folder: &Path) -> Listening {
    let mut child = command(folder, &["mcp", "--offline", "--listen", "0"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stderr.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let address = line.trim().strip_prefix("listening at http://").unwrap();
    let address = address.strip_suffix("/mcp").unwrap().to_owned();
    assert!(address.starts_with("127.0.0.1:"), "{address}");
    Listening { child, address }
}

/// Posts a message, and gives the answer's head and body.
fn post(server: &Listening, headers: &str, message: &Value) -> (String, String) {
    let body = message.to_string();
    let mut stream = TcpStream::connect(&server.address).unwrap();
    write!(
        stream,
        "POST /mcp HTTP/1.1\r\ncontent-type: application/json\r\naccept: application/json, text/event-stream\r\n\
         connection: close\r\ncontent-length: {}\r\n{headers}\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    // Some streams stay open; the head and the first event are what is looked at.
    let mut reader = BufReader::new(stream);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap() == 0 {
            break;
        }
        let ends = line.contains("\"result\"") || line.contains("\"error\"");
        answer += &line;
        if ends {
            break;
        }
        if !answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n\r\n") {
            let _ = reader.read_to_string(&mut answer);
            break;
        }
    }
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    (head.to_ascii_lowercase(), body.to_owned())
}

fn hello() -> Value {
    json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
        "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}})
}

#[test]
fn a_client_on_this_machine_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let server = listen(folder.path());
    let host = format!("host: {}\r\n", server.address);
    let (head, body) = post(&server, &host, &hello());
    assert!(head.starts_with("http/1.1 200"), "{head}\n{body}");
    assert!(body.contains("\"citecheck\""), "{body}");
    let session = head
        .lines()
        .find_map(|line| line.strip_prefix("mcp-session-id: "))
        .unwrap();
    let host = format!("{host}mcp-session-id: {session}\r\nmcp-protocol-version: 2025-06-18\r\n");
    post(
        &server,
        &host,
        &json!({"jsonrpc": "2.0", "method": "notifications/initialized"}),
    );
    fs_article(folder.path());
    let call = |tool: &str, arguments: Value| {
        let call = json!({"jsonrpc": "2.0", "id": 2, "method": "tools/call",
            "params": {"name": tool, "arguments": arguments}});
        post(&server, &host, &call).1
    };
    let body = call(
        "check_claim",
        json!({"claim": "The bridge opened in 2031.", "sources": [{"text": "The bridge opened in 2031."}]}),
    );
    assert!(body.contains("\"verdict\":\"supported\""), "{body}");
    let body = call("check_article", json!({"path": "a.md"}));
    assert!(body.contains("no file is read"), "{body}");
}

fn fs_article(folder: &Path) {
    std::fs::write(
        folder.join("a.md"),
        "The bridge opened (https://news.example/a).",
    )
    .unwrap();
}

#[test]
fn a_page_in_a_browser_and_a_name_that_is_not_ours_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let server = listen(folder.path());
    let own = format!("host: {}\r\n", server.address);
    for headers in [
        format!("{own}origin: https://evil.example\r\n"),
        format!("{own}origin: http://localhost:8000\r\n"),
        "host: evil.example\r\n".to_owned(),
    ] {
        let (head, body) = post(&server, &headers, &hello());
        assert!(
            head.starts_with("http/1.1 403"),
            "{headers}: {head}\n{body}"
        );
    }
}

#[test]
fn an_address_that_is_none_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    for address in ["here", "70000", "news.example:80", ""] {
        let run = citecheck(folder.path(), &["mcp", "--listen", address]);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.stderr.contains("127.0.0.1:8000"), "{}", run.stderr);
    }
}
