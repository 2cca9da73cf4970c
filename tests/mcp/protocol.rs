//! What a host relies on: the greeting, the list of tools, progress, cancellation, the end.

use serde_json::{Value, json};

use crate::client::Client;
use crate::support::server::{Reply, Server};

#[test]
fn the_tools_are_listed_with_schemas_for_what_they_take_and_give() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), &["--offline"]);
    let listed = client.request("tools/list", json!({}));
    let tools = listed["result"]["tools"].as_array().unwrap();
    let names: Vec<_> = tools
        .iter()
        .map(|tool| tool["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        ["check_claim", "check_article", "find_passage", "read_page"]
    );
    for tool in tools {
        for schema in ["inputSchema", "outputSchema"] {
            assert_eq!(tool[schema]["type"], "object", "{tool}");
            jsonschema::validator_for(&tool[schema]).unwrap();
            described(&tool[schema]);
        }
        assert_eq!(tool["annotations"]["readOnlyHint"], true);
        assert_eq!(tool["inputSchema"]["additionalProperties"], false, "{tool}");
    }
}

/// Every property says what it is: a model has nothing else to go by.
fn described(schema: &Value) {
    let properties = schema["properties"].as_object().into_iter().flatten();
    for (name, property) in properties {
        assert!(
            property["description"].is_string() || property["$ref"].is_string(),
            "{name}: {property}"
        );
    }
    let definitions = schema["$defs"].as_object().into_iter().flatten();
    for (_, definition) in definitions {
        described(definition);
    }
}

#[test]
fn a_call_tells_of_each_page_and_each_claim_where_the_client_asks() {
    let server = Server::start(|_| Reply::html("<p>The bridge opened in May 2031.</p>"));
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), &["--allow-private-network"]);
    let text = format!(
        "The bridge opened in May 2031 ([a]({})). It opened in May 2032 ([b]({})).",
        server.url("/a"),
        server.url("/b")
    );
    let answer = client.request(
        "tools/call",
        json!({"name": "check_article", "arguments": {"text": text}, "_meta": {"progressToken": "mine"}}),
    );
    assert_eq!(answer["result"]["isError"], false, "{answer}");
    let steps: Vec<_> = client
        .told
        .iter()
        .filter(|told| told["method"] == "notifications/progress")
        .map(|told| &told["params"])
        .collect();
    assert!(steps.iter().all(|step| step["progressToken"] == "mine"));
    let done: Vec<_> = steps
        .iter()
        .map(|step| step["progress"].as_f64().unwrap())
        .collect();
    assert_eq!(
        done,
        [1.0, 2.0, 3.0, 4.0],
        "two pages, two claims: {steps:?}"
    );
    assert_eq!(steps[3]["total"], 4.0);
}

#[test]
fn a_cancelled_call_asks_for_nothing_more_and_the_next_one_is_served() {
    let server = Server::start(|request| match request.path.as_str() {
        "/hangs" => Reply::hang(),
        _ => Reply::html("<p>The bridge opened in May 2031.</p>"),
    });
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(
        folder.path(),
        &[
            "--allow-private-network",
            "--timeout",
            "10m",
            "--idle-timeout",
            "10m",
        ],
    );
    let claim = "The bridge opened in May 2031.";
    let id = client.send(
        "tools/call",
        json!({"name": "check_claim", "arguments": {"claim": claim, "sources": [server.url("/hangs")]}}),
    );
    while server.count("/hangs") == 0 {
        std::thread::yield_now();
    }
    client.notify(
        "notifications/cancelled",
        json!({"requestId": id, "reason": "enough"}),
    );
    let answer = client.call(
        "check_claim",
        json!({"claim": claim, "sources": [server.url("/a")]}),
    );
    assert_eq!(answer["verdict"], "supported", "{answer}");
    // A thread that still waited for the page would keep the program for ten minutes.
    assert_eq!(client.close(), Some(0));
}

#[test]
fn calls_are_served_side_by_side() {
    let server = Server::start(|request| match request.path.as_str() {
        "/hangs" => Reply::hang(),
        _ => Reply::html("<p>The bridge opened in May 2031.</p>"),
    });
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), &["--allow-private-network"]);
    client.send(
        "tools/call",
        json!({"name": "read_page", "arguments": {"url": server.url("/hangs")}}),
    );
    let answer = client.call("read_page", json!({"url": server.url("/a")}));
    assert_eq!(answer["text"], "The bridge opened in May 2031.");
}

#[test]
fn the_server_ends_with_its_client() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        Client::start(folder.path(), &["--offline"]).close(),
        Some(0)
    );
    let silent = Client::without_greeting(folder.path(), &["--offline"]);
    assert_eq!(silent.close(), Some(0));
}
