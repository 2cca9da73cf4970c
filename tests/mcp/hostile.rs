//! What must not break the server: messages that are none, arguments that are wrong, pages that speak to the model.

use serde_json::json;

use crate::client::Client;
use crate::support::server::{Reply, Server};

#[test]
fn wrong_arguments_are_refused_with_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), &["--offline"]);
    let many: Vec<_> = (0..65)
        .map(|n| format!("https://news.example/{n}"))
        .collect();
    for (tool, arguments, why) in [
        ("check_claim", json!({}), "missing field"),
        (
            "check_claim",
            json!({"claim": "A.", "sources": []}),
            "at least one",
        ),
        (
            "check_claim",
            json!({"claim": "A bridge opened.", "sources": many}),
            "at most 64",
        ),
        (
            "check_claim",
            json!({"claim": "A bridge opened.", "sources": ["ftp://a.example/b"]}),
            "ftp",
        ),
        (
            "check_claim",
            json!({"claim": "A bridge opened.", "sources": ["/etc/passwd"]}),
            "address",
        ),
        (
            "check_claim",
            json!({"claim": "A bridge opened.", "sources": [7]}),
            "source",
        ),
        (
            "check_claim",
            json!({"claim": "A bridge opened.", "sources": [{"path": "/etc/passwd"}]}),
            "source",
        ),
        (
            "check_claim",
            json!({"claim": "A.", "source": []}),
            "unknown field `source`",
        ),
        ("check_article", json!({}), "one of them"),
        (
            "check_article",
            json!({"text": "A.", "path": "b.md"}),
            "one of them",
        ),
        (
            "check_article",
            json!({"text": "A.", "format": "pages"}),
            "format",
        ),
        (
            "find_passage",
            json!({"quotation": "“”", "sources": ["https://a.example/"]}),
            "empty",
        ),
        ("read_page", json!({"url": "file:///etc/passwd"}), "file"),
        (
            "read_page",
            json!({"url": "https://a.example/", "offset": -1}),
            "-1",
        ),
        ("no_such_tool", json!({}), "no_such_tool"),
    ] {
        let answer = client.request("tools/call", json!({"name": tool, "arguments": arguments}));
        let message = answer["error"]["message"].as_str().unwrap_or_default();
        assert_eq!(answer["error"]["code"], -32602, "{arguments}: {answer}");
        assert!(
            message.to_lowercase().contains(why),
            "{arguments}: {message}"
        );
    }
}

#[test]
fn lines_that_are_no_messages_end_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), &["--offline"]);
    for line in [
        "",
        "{",
        "[]",
        "null",
        "\u{1}\u{1b}[31m",
        "{\"jsonrpc\":\"2.0\",\"id\":null}",
        "{\"id\":[1]}",
    ] {
        client.write(line);
    }
    client.write(&format!("{{\"x\":\"{}\"}}", "y".repeat(1 << 20)));
    let answer = client.request("no/such/method", json!({}));
    assert_eq!(answer["error"]["code"], -32601, "{answer}");
    let answer = client.call(
        "check_claim",
        json!({"claim": "The bridge opened in 2031.", "sources": [{"text": "The bridge opened in 2031."}]}),
    );
    assert_eq!(answer["verdict"], "supported");
}

#[test]
fn what_a_page_hides_from_readers_is_shown_to_the_model() {
    let server = Server::start(|_| {
        Reply::html(
            "<title>A\u{E0041}\u{202E}b</title><p>The bridge opened in May 2031.\u{E0049}\u{E0067}\u{E006E}</p>",
        )
    });
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), &["--allow-private-network"]);
    let page = client.result("read_page", json!({"url": server.url("/a")}));
    let claim = client.result(
        "check_claim",
        json!({"claim": "The bridge opened in May 2031.", "sources": [server.url("/a")]}),
    );
    for answer in [page, claim] {
        let text = answer["content"][0]["text"].as_str().unwrap();
        assert!(text.contains("May 2031"), "{text}");
        assert!(
            text.chars().all(|c| !citecheck::printable::must_escape(c)),
            "{text:?}"
        );
    }
}
