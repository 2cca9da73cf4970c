//! An editor that has one folder open, as `lsp` sees it.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};

use crate::support::program::command;

/// An editor that has one folder open.
pub struct Editor {
    child: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    folder: String,
    asked: i64,
    /// Requests of the server.
    pub requests: Vec<Value>,
}

impl Editor {
    pub fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = command(
            folder,
            &[&["lsp", "--allow-private-network"], arguments].concat(),
        )
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
        let folder = fs::canonicalize(folder).unwrap();
        Self {
            to: child.stdin.take(),
            from: BufReader::new(child.stdout.take().unwrap()),
            child,
            folder: format!("file://{}", folder.display()),
            asked: 0,
            requests: Vec::new(),
        }
    }

    /// The same, after what both sides say first.
    pub fn open(folder: &Path, arguments: &[&str]) -> Self {
        let mut editor = Self::start(folder, arguments);
        let root = editor.folder.clone();
        let capabilities = json!({
            "textDocument": {"hover": {"contentFormat": ["markdown", "plaintext"]}},
            "window": {"showDocument": {"support": true}},
        });
        let agreed = editor.ask(
            "initialize",
            &json!({"processId": null, "rootUri": root, "capabilities": capabilities}),
        );
        assert_eq!(agreed["capabilities"]["hoverProvider"], true);
        editor.tell("initialized", &json!({}));
        editor
    }

    pub fn send(&mut self, bytes: &[u8]) {
        let to = self.to.as_mut().unwrap();
        to.write_all(bytes).unwrap();
        to.flush().unwrap();
    }

    pub fn message(&mut self, message: &Value) {
        let text = message.to_string();
        self.send(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    pub fn tell(&mut self, method: &str, params: &Value) {
        self.message(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// What the server answers, be it an error.
    pub fn answer(&mut self, method: &str, params: &Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.message(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        self.until(|message| message["id"] == id && message["method"].is_null())
    }

    pub fn ask(&mut self, method: &str, params: &Value) -> Value {
        let answer = self.answer(method, params);
        assert!(answer["error"].is_null(), "{method}: {answer}");
        answer["result"].clone()
    }

    pub fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.receive().expect("a message");
            if wanted(&message) {
                return message;
            }
            if !message["id"].is_null() && !message["method"].is_null() {
                self.requests.push(message);
            }
        }
    }

    /// The next message; none at the end.
    pub fn receive(&mut self) -> Option<Value> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if self.from.read_line(&mut line).unwrap() == 0 {
                return None;
            }
            if line.trim().is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("Content-Length: ") {
                length = value.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        self.from.read_exact(&mut body).unwrap();
        Some(serde_json::from_slice(&body).unwrap())
    }

    pub fn uri(&self, name: &str) -> String {
        format!("{}/{name}", self.folder)
    }

    pub fn opens(&mut self, name: &str, language: &str, text: &str) -> Vec<Value> {
        let document =
            json!({"uri": self.uri(name), "languageId": language, "version": 1, "text": text});
        self.tell("textDocument/didOpen", &json!({"textDocument": document}));
        self.diagnostics(name, 1)
    }

    pub fn changes(&mut self, name: &str, version: i64, text: &str) {
        let params = json!({
            "textDocument": {"uri": self.uri(name), "version": version},
            "contentChanges": [{"text": text}],
        });
        self.tell("textDocument/didChange", &params);
    }

    pub fn saves(&mut self, name: &str) {
        let params = json!({"textDocument": {"uri": self.uri(name)}});
        self.tell("textDocument/didSave", &params);
    }

    /// What is told next of that version of a document.
    pub fn diagnostics(&mut self, name: &str, version: i64) -> Vec<Value> {
        let uri = self.uri(name);
        let found = self.until(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && message["params"]["version"] == version
        });
        found["params"]["diagnostics"].as_array().unwrap().clone()
    }

    pub fn hover(&mut self, name: &str, line: u32, character: u32) -> Value {
        let params = json!({
            "textDocument": {"uri": self.uri(name)},
            "position": {"line": line, "character": character},
        });
        self.ask("textDocument/hover", &params)
    }

    pub fn actions(&mut self, name: &str, range: &Value) -> Vec<Value> {
        let params = json!({
            "textDocument": {"uri": self.uri(name)},
            "range": range,
            "context": {"diagnostics": []},
        });
        self.ask("textDocument/codeAction", &params)
            .as_array()
            .unwrap()
            .clone()
    }

    /// Ends as the protocol has it.
    pub fn close(mut self) -> Option<i32> {
        assert_eq!(self.ask("shutdown", &Value::Null), Value::Null);
        self.tell("exit", &Value::Null);
        self.ended()
    }

    /// The exit code, once the server has read all that was sent.
    pub fn ended(mut self) -> Option<i32> {
        drop(self.to.take());
        while self.receive().is_some() {}
        self.child.wait().unwrap().code()
    }
}
