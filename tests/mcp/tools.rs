//! What each tool answers.

use std::fs;

use serde_json::json;

use crate::client::Client;
use crate::support::server::{Reply, Server};

const PAGE: &str = "<html><head><title>The harbour</title></head><body><nav><a href=/>Home</a></nav><article>\
    <h1>The harbour</h1><p>The licence of the ferry company runs through 2032. Its boats carry 310 people.</p>\
    <p>“We will not sell the quay to anyone,” said the mayor, Ida Holm.</p></article></body></html>";

fn site() -> Server {
    Server::with_robots(|request| match request.path.as_str() {
        "/robots.txt" => Reply::new(200).body("User-agent: *\nDisallow: /private/\n"),
        "/gone" => Reply::new(404),
        _ => Reply::html(PAGE),
    })
}

#[test]
fn a_claim_is_answered_with_its_verdict_what_differs_and_a_link_to_the_passage() {
    let site = site();
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), &["--allow-private-network"]);
    let answer = client.call(
        "check_claim",
        json!({"claim": "The licence of the ferry company runs through 2030.", "sources": [site.url("/story")]}),
    );
    assert_eq!(answer["verdict"], "contradicted", "{answer}");
    assert_eq!(answer["differs"][0]["claim"], "2030");
    assert_eq!(answer["differs"][0]["source"], "2032");
    assert_eq!(
        answer["suggestion"],
        json!({
            "replace": "2030",
            "with": "2032",
            "claim": "The licence of the ferry company runs through 2032.",
        })
    );
    let passage = &answer["passages"][0];
    assert_eq!(
        passage["text"],
        "The licence of the ferry company runs through 2032."
    );
    assert_eq!(passage["source"], site.url("/story"));
    let link = passage["link"].as_str().unwrap();
    assert!(
        link.starts_with(&format!("{}#:~:text=The%20licence", site.url("/story"))),
        "{link}"
    );
    // The page is in the cache now, and isn't asked for again.
    let answer = client.call(
        "check_claim",
        json!({"claim": "Its boats carry 310 people.", "sources": [site.url("/story")]}),
    );
    assert_eq!(answer["verdict"], "supported", "{answer}");
    assert!(answer["suggestion"].is_null());
    assert_eq!(site.count("/story"), 1);
}

#[test]
fn texts_at_hand_are_sources_too_and_each_can_be_needed() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), &["--offline"]);
    let sources = json!([
        {"text": "The bridge opened in May 2031."},
        {"text": "Bees live in colonies.", "title": "On bees"}
    ]);
    let claim = "The bridge opened in May 2031.";
    let answer = client.call("check_claim", json!({"claim": claim, "sources": sources}));
    assert_eq!(answer["verdict"], "supported", "{answer}");
    assert_eq!(answer["passages"][0]["source"], "source-1");
    assert!(answer["passages"][0]["link"].is_null());
    let answer = client.call(
        "check_claim",
        json!({"claim": claim, "sources": sources, "need": "all"}),
    );
    assert_eq!(answer["verdict"], "not-found", "{answer}");
}

#[test]
fn a_page_that_is_not_read_says_why_and_what_to_do() {
    let site = site();
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), &["--allow-private-network"]);
    for (path, reason) in [("/gone", "http-status"), ("/private/a", "robots")] {
        let answer = client.call(
            "check_claim",
            json!({"claim": "The harbour has a quay.", "sources": [site.url(path)]}),
        );
        assert_eq!(answer["verdict"], "unavailable", "{answer}");
        assert_eq!(answer["unread"][0]["reason"], reason);
        assert_ne!(answer["unread"][0]["hint"], "");
    }
    assert_eq!(site.count("/private/a"), 0);
}

#[test]
fn the_guard_holds_for_models_as_for_everybody() {
    let site = site();
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), &[]);
    let claim = "The harbour has a quay.";
    for address in [
        site.url("/story"),
        "http://169.254.169.254/latest/meta-data".to_owned(),
    ] {
        let answer = client.call("check_claim", json!({"claim": claim, "sources": [address]}));
        assert_eq!(
            answer["unread"][0]["reason"], "forbidden-address",
            "{answer}"
        );
    }
    assert_eq!(site.count("/story"), 0);
}

#[test]
fn an_article_is_answered_with_the_sentences_to_mend() {
    let site = site();
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), &["--allow-private-network"]);
    let story = site.url("/story");
    let text = format!(
        "# The harbour\n\nIts boats carry 310 people ([a]({story})).\n\nThe licence of the ferry company runs through \
         2030 ([a]({story})).\n\nThe quay has a crane [7].\n"
    );
    let answer = client.call("check_article", json!({"text": text}));
    assert_eq!(answer["summary"]["supported"], 1, "{answer}");
    assert_eq!(answer["summary"]["contradicted"], 1);
    let claims = answer["claims"].as_array().unwrap();
    assert_eq!(claims.len(), 1);
    assert_eq!(claims[0]["line"], 5);
    assert_eq!(claims[0]["differs"][0]["source"], "2032");
    let answer = client.call("check_article", json!({"text": text, "all": true}));
    assert!(answer["claims"].as_array().unwrap().len() > 1);

    fs::write(folder.path().join("story.md"), text).unwrap();
    let by_path = client.call("check_article", json!({"path": "story.md", "all": true}));
    assert_eq!(by_path["summary"], answer["summary"]);
}

#[test]
fn no_article_outside_of_the_folder_is_read() {
    let above = tempfile::tempdir().unwrap();
    fs::write(
        above.path().join("secret.md"),
        "The harbour opened (https://news.example/a).",
    )
    .unwrap();
    let folder = above.path().join("project");
    fs::create_dir(&folder).unwrap();
    let mut client = Client::start(&folder, &["--offline"]);
    let absolute = above.path().join("secret.md");
    for path in ["../secret.md", absolute.to_str().unwrap()] {
        let result = client.result("check_article", json!({"path": path}));
        assert_eq!(result["isError"], true, "{result}");
        assert!(!result.to_string().contains("harbour"), "{result}");
    }
    // Nor is a file that a text cites.
    let answer = client.call(
        "check_article",
        json!({"text": "The harbour opened ([a](../secret.md)).", "all": true}),
    );
    assert_ne!(answer["claims"][0]["verdict"], "supported", "{answer}");
}

#[test]
fn a_quotation_is_found_word_for_word_or_shown_as_it_stands() {
    let site = site();
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), &["--allow-private-network"]);
    let find = |client: &mut Client, words: &str| {
        client.call(
            "find_passage",
            json!({"quotation": words, "sources": [site.url("/story")]}),
        )
    };
    let answer = find(&mut client, "We will not sell the quay to anyone");
    assert_eq!(answer["found"], "verbatim", "{answer}");
    let passage = &answer["passages"][0];
    assert!(
        passage["text"]
            .as_str()
            .unwrap()
            .contains("not sell the quay"),
        "{answer}"
    );
    assert!(
        passage["link"].as_str().unwrap().contains("#:~:text="),
        "{answer}"
    );

    let answer = find(&mut client, "“We will never sell the quay to anyone”");
    assert_eq!(answer["found"], "different", "{answer}");
    assert!(
        answer["instead"].as_str().unwrap().contains("not"),
        "{answer}"
    );

    let answer = find(&mut client, "The moon is made of cheese and honey");
    assert_eq!(answer["found"], "absent", "{answer}");

    // A few words are enough, and one.
    for words in ["not sell the quay", "Ida Holm", "mayor"] {
        assert_eq!(find(&mut client, words)["found"], "verbatim", "{words}");
    }
    for words in ["not buy the quay", "Ida Hol", "sheriff"] {
        assert_ne!(find(&mut client, words)["found"], "verbatim", "{words}");
    }

    let gone = json!({"quotation": "We will not sell the quay", "sources": [site.url("/gone")]});
    let answer = client.call("find_passage", gone);
    assert_eq!(answer["found"], "unavailable", "{answer}");
}

#[test]
fn a_page_is_read_in_parts() {
    let site = site();
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), &["--allow-private-network"]);
    let whole = client.call("read_page", json!({"url": site.url("/story")}));
    assert_eq!(whole["title"], "The harbour", "{whole}");
    let text = whole["text"].as_str().unwrap();
    assert!(
        text.contains("310 people") && !text.contains("Home"),
        "{text}"
    );
    assert!(whole["next_offset"].is_null());
    let mut parts = String::new();
    let mut offset = json!(0);
    while !offset.is_null() {
        let part = client.call(
            "read_page",
            json!({"url": site.url("/story"), "offset": offset, "length": 40}),
        );
        parts += part["text"].as_str().unwrap();
        offset = part["next_offset"].clone();
    }
    assert_eq!(parts, text);
    let result = client.result("read_page", json!({"url": site.url("/gone")}));
    assert_eq!(result["isError"], true);
    let why = result["content"][0]["text"].as_str().unwrap();
    assert!(why.contains("http-status"), "{why}");
}
