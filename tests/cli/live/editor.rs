//! `lsp`, driven over standard input and output as an editor does it.

use std::fs;

use serde_json::{Value, json};

use super::client::Editor;
use crate::support::server::{Reply, Server};

const PAGE: &str = "<title>The harbour of Lindholm</title><main><h1>The harbour of Lindholm</h1><p>The harbour at \
    Lindholm opened in May 2019, after four years of work *and* <b>delay</b>.</p><p>In the first year, 312 ships came \
    to the new quay.</p></main>";

/// The text after a change that an action makes of it.
fn changed(text: &str, action: &Value, uri: &str) -> String {
    let edits = action["edit"]["changes"][uri].as_array().unwrap();
    let [edit] = &edits[..] else {
        panic!("{edits:?}")
    };
    let offset = |position: &Value| {
        let line = usize::try_from(position["line"].as_u64().unwrap()).unwrap();
        let character = usize::try_from(position["character"].as_u64().unwrap()).unwrap();
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let units: Vec<u16> = text[start..].encode_utf16().take(character).collect();
        start + String::from_utf16(&units).unwrap().len()
    };
    let range = &edit["range"];
    let mut new = text.to_owned();
    new.replace_range(
        offset(&range["start"])..offset(&range["end"]),
        edit["newText"].as_str().unwrap(),
    );
    new
}

fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let mut found = actions.iter();
    let found = found.find(|action| action["title"].as_str().unwrap().starts_with(title));
    found.unwrap_or_else(|| panic!("{title}: {actions:?}"))
}

#[test]
fn an_editor_shows_findings_passages_and_what_to_do() {
    let server = Server::start(|_| Reply::html(PAGE));
    let folder = tempfile::tempdir().unwrap();
    let text = format!(
        "# Lindholm 𝄞\n\n𝄞 The harbour at Lindholm opened in May 2018 ([Page]({0})).\n\nIn the first year, 312 ships \
         came to the new quay ([Page]({0})).\n\nAll of it is told elsewhere [9].\n",
        server.url("/page")
    );
    let mut editor = Editor::open(folder.path(), &[]);
    let found = editor.opens("a.md", "markdown", &text);
    assert_eq!(found.len(), 2, "{found:?}");
    let contradicted = &found[0];
    assert_eq!(contradicted["code"], "contradicted");
    assert_eq!(contradicted["severity"], 1);
    assert_eq!(contradicted["source"], "citecheck");
    // The words that differ, counted as the protocol does: 𝄞 is two.
    let range = json!({"start": {"line": 2, "character": 37}, "end": {"line": 2, "character": 45}});
    assert_eq!(contradicted["range"], range);
    let message = contradicted["message"].as_str().unwrap();
    let (first, rest) = message.split_once('\n').unwrap();
    assert_eq!(
        first,
        "contradicted: claim says May 2018, source says May 2019"
    );
    assert!(
        rest.starts_with(
            "The harbour of Lindholm says: The harbour at Lindholm opened in May 2019"
        ),
        "{rest}"
    );
    assert_eq!(found[1]["code"], "broken-reference");

    let hover = editor.hover("a.md", 2, 10);
    let shown = hover["contents"]["value"].as_str().unwrap();
    assert_eq!(hover["contents"]["kind"], "markdown");
    insta::assert_snapshot!(shown.replace(&server.port().to_string(), "PORT"));
    // A claim that is borne out shows its passage too; what is no claim shows nothing.
    let supported = editor.hover("a.md", 4, 3);
    assert!(
        supported["contents"]["value"]
            .as_str()
            .unwrap()
            .starts_with("**supported**")
    );
    assert_eq!(editor.hover("a.md", 0, 3), Value::Null);

    let uri = editor.uri("a.md");
    let actions = editor.actions("a.md", &range);
    let fix = titled(&actions, "Write what the source says: May 2019");
    assert_eq!(fix["isPreferred"], true);
    assert_eq!(changed(&text, fix, &uri), text.replacen("2018", "2019", 1));
    let leave = titled(&actions, "Leave it");
    let left = changed(&text, leave, &uri);
    assert_eq!(
        left,
        text.replacen(")).\n", ")). <!-- citecheck: ignore -->\n", 1)
    );
    let open = titled(&actions, "Open the passage");
    editor.ask("workspace/executeCommand", &open["command"]);
    let asked = editor.requests.pop().expect("a page to show");
    assert_eq!(asked["method"], "window/showDocument");
    assert_eq!(asked["params"]["external"], true);
    assert!(
        asked["params"]["uri"]
            .as_str()
            .unwrap()
            .starts_with(&server.url("/page#:~:text="))
    );
    editor.message(&json!({"jsonrpc": "2.0", "id": asked["id"], "result": {"success": true}}));

    // What was written is checked without a further request; a reason that lacks is told.
    let mended = changed(&text, fix, &uri);
    editor.changes("a.md", 2, &mended);
    let found = editor.diagnostics("a.md", 2);
    assert_eq!(found.len(), 1, "{found:?}");
    editor.changes("a.md", 3, &left);
    let found = editor.diagnostics("a.md", 3);
    let told: Vec<_> = found
        .iter()
        .filter_map(|found| found["message"].as_str())
        .collect();
    assert!(
        told.iter()
            .any(|told| told.starts_with("`ignore` without a reason")),
        "{told:?}"
    );
    assert_eq!(server.count("/page"), 1);

    editor.tell(
        "textDocument/didClose",
        &json!({"textDocument": {"uri": uri}}),
    );
    let closed = editor.until(|message| message["method"] == "textDocument/publishDiagnostics");
    assert_eq!(closed["params"]["diagnostics"], json!([]));
    assert_eq!(editor.close(), Some(0));
}

#[test]
fn pages_are_asked_for_when_a_document_is_saved_and_not_while_someone_types() {
    let server = Server::start(|_| Reply::html(PAGE));
    let folder = tempfile::tempdir().unwrap();
    let claim = |path: &str| {
        format!(
            "The harbour at Lindholm opened in May 2018 ([Page]({})).\n",
            server.url(path)
        )
    };
    let mut editor = Editor::open(folder.path(), &[]);
    assert!(editor.opens("a.md", "markdown", "# Lindholm\n").is_empty());
    for (version, path) in [(2, "/p"), (3, "/pa"), (4, "/page")] {
        editor.changes("a.md", version, &claim(path));
    }
    // Nothing is told of what was not asked for.
    assert!(editor.diagnostics("a.md", 4).is_empty());
    assert_eq!(server.requests().len(), 0);
    editor.saves("a.md");
    let found = editor.diagnostics("a.md", 4);
    assert_eq!(found[0]["code"], "contradicted");
    let asked: Vec<String> = server
        .requests()
        .into_iter()
        .map(|request| request.path)
        .collect();
    assert_eq!(asked, ["/page"]);
    assert_eq!(editor.close(), Some(0));
}

#[test]
fn every_format_that_people_write_is_checked_and_other_data_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("page.txt"),
        "The harbour at Lindholm opened in May 2019. In the first year, 312 ships came to the new quay.\n",
    )
    .unwrap();
    let claim = "The harbour at Lindholm opened in May 2018";
    let source = "[[source]]\nid = 'p'\npath = 'page.txt'\n";
    let mut editor = Editor::open(folder.path(), &["--offline"]);
    for (name, language, text) in [
        ("a.md", "markdown", format!("{claim} ([Page](page.txt)).\n")),
        (
            "b.html",
            "html",
            format!("<p>{claim} (<a href=\"page.txt\">Page</a>).</p>\n"),
        ),
        (
            "c.toml",
            "toml",
            format!("{source}\n[[claim]]\ntext = \"{claim}.\"\n"),
        ),
        (
            "d.json",
            "json",
            format!(
                "{{\"source\": {{\"id\": \"p\", \"path\": \"page.txt\"}}, \"claim\": [{{\"text\": \"{claim}.\"}}]}}\n"
            ),
        ),
    ] {
        let found = editor.opens(name, language, &text);
        assert_eq!(found.len(), 1, "{name}: {found:?}");
        assert_eq!(found[0]["code"], "contradicted", "{name}");
        let uri = editor.uri(name);
        let actions = editor.actions(name, &found[0]["range"]);
        let fixed = changed(&text, titled(&actions, "Write"), &uri);
        assert_eq!(fixed, text.replacen("2018", "2019", 1), "{name}");
        titled(&actions, "Leave it");
    }
    let wiki = "The harbour at Lindholm opened in May 2018.<ref>[https://a.example/ Page]</ref>\n";
    let found = editor.opens("e.wikitext", "wikitext", wiki);
    assert_eq!(found[0]["code"], "unavailable");
    assert_eq!(found[0]["severity"], 3);
    let broken = editor.opens(
        "f.toml",
        "toml",
        &format!("{source}\n[[claim]]\ntxt = \"{claim}.\"\n"),
    );
    let mut told = broken.iter().filter_map(|found| found["message"].as_str());
    assert!(
        told.any(|told| told.contains("unknown field `txt`")),
        "{broken:?}"
    );
    for (name, language, text) in [
        ("Cargo.toml", "toml", "[package]\nname = \"a\"\n"),
        ("package.json", "json", "{\"name\": \"a\"}\n"),
        ("main.rs", "rust", "fn main() {}\n"),
    ] {
        assert!(editor.opens(name, language, text).is_empty(), "{name}");
    }
    assert_eq!(editor.close(), Some(0));
}

#[test]
fn the_settings_of_the_editors_folder_hold() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("citecheck.toml"),
        "[check]\nfail-on = [\"unavailable\"]\n",
    )
    .unwrap();
    let mut editor = Editor::open(folder.path(), &["--offline"]);
    let found = editor.opens(
        "a.md",
        "markdown",
        "It rose by 5 percent ([Page](https://a.example/)).\n",
    );
    assert_eq!(found[0]["severity"], 1);
    assert_eq!(editor.close(), Some(0));
    fs::write(
        folder.path().join("citecheck.toml"),
        "[check]\nfailon = []\n",
    )
    .unwrap();
    let mut editor = Editor::open(folder.path(), &["--offline"]);
    let found = editor.opens("a.md", "markdown", "It rose.\n");
    assert!(
        found[0]["message"]
            .as_str()
            .unwrap()
            .contains("citecheck.toml"),
        "{found:?}"
    );
    assert_eq!(editor.close(), Some(0));
}

#[test]
fn text_of_pages_is_no_markup_in_the_editor() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("page.txt"),
        "The harbour at Lindholm opened in May 2019 with [a link](command:evil) <img src=x> `code` \u{202e}and \u{1b}[31m more.\n",
    )
    .unwrap();
    let mut editor = Editor::open(folder.path(), &["--offline"]);
    let text = "The harbour at Lindholm opened in May 2018 ([Page](page.txt)).\n";
    let found = editor.opens("a.md", "markdown", text);
    let message = found[0]["message"].as_str().unwrap().to_owned();
    let hover = editor.hover("a.md", 0, 3)["contents"]["value"]
        .as_str()
        .unwrap()
        .to_owned();
    for shown in [&message, &hover] {
        assert!(!shown.contains(['\u{202e}', '\u{1b}']), "{shown}");
    }
    assert!(
        hover.contains(r"\[a link\](command:evil) \<img src\=x\> \`code\`"),
        "{hover}"
    );
    assert_eq!(editor.close(), Some(0));
}

#[test]
fn a_broken_message_is_refused_and_the_conversation_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut editor = Editor::start(folder.path(), &["--offline"]);
    let code = |answer: &Value| answer["error"]["code"].as_i64();
    let early = editor.answer("textDocument/hover", &json!({}));
    assert_eq!(code(&early), Some(-32002));
    editor.tell("textDocument/didOpen", &json!({"textDocument": 7}));
    editor.send(b"Content-Length: 5\r\n\r\n{\"a\":");
    assert_eq!(code(&editor.receive().unwrap()), Some(-32700));
    editor.send(b"Content-Length: 2\r\n\r\n\xFF\xFE");
    assert_eq!(code(&editor.receive().unwrap()), Some(-32700));
    let wrong = editor.answer("initialize", &json!({"capabilities": 1}));
    assert_eq!(code(&wrong), Some(-32602));
    editor.ask("initialize", &json!({"capabilities": {}}));
    for (method, params, expected) in [
        ("initialize", json!({"capabilities": {}}), -32601),
        ("textDocument/hover", json!({"position": "here"}), -32602),
        ("textDocument/codeAction", json!(null), -32602),
        ("textDocument/completion", json!({}), -32601),
        (
            "workspace/executeCommand",
            json!({"command": "rm", "arguments": ["/"]}),
            -32602,
        ),
        (
            "workspace/executeCommand",
            json!({"command": "citecheck.open", "arguments": ["file:///etc/passwd"]}),
            -32602,
        ),
    ] {
        let answer = editor.answer(method, &params);
        assert_eq!(code(&answer), Some(expected), "{method}");
    }
    for (method, params) in [
        ("textDocument/didOpen", json!({"textDocument": {"uri": 5}})),
        (
            "textDocument/didChange",
            json!({"textDocument": {"uri": "file:///nowhere.md", "version": 9}, "contentChanges": []}),
        ),
        ("textDocument/didClose", json!([])),
        ("$/cancelRequest", json!({"id": 99})),
        ("no/such", json!("thing")),
    ] {
        editor.tell(method, &params);
    }
    // A place that the document does not have, and a document that is not open.
    assert!(editor.opens("a.md", "markdown", "# One\n").is_empty());
    assert_eq!(
        editor.hover("a.md", 4_000_000_000, 4_000_000_000),
        Value::Null
    );
    assert_eq!(editor.hover("b.md", 0, 0), Value::Null);
    assert_eq!(editor.close(), Some(0));
}

#[test]
fn a_stream_that_has_lost_its_way_ends_with_an_error() {
    let folder = tempfile::tempdir().unwrap();
    for (bytes, code) in [
        (&b"hello\r\n\r\n"[..], 2),
        (b"Content-Length: 99999999999999999999999\r\n\r\n", 2),
        (b"Content-Length: 4000000000000\r\n\r\n{", 2),
        (b"Content-Length: 40\r\n\r\n{", 2),
        // No word of goodbye.
        (b"", 1),
    ] {
        let mut editor = Editor::start(folder.path(), &[]);
        editor.send(bytes);
        assert_eq!(
            editor.ended(),
            Some(code),
            "{}",
            String::from_utf8_lossy(bytes)
        );
    }
    let mut editor = Editor::open(folder.path(), &["--offline"]);
    editor.tell("exit", &Value::Null);
    assert_eq!(editor.ended(), Some(1));
}
