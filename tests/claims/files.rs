//! Claims files: what they give, and every error with its place.

use citecheck::claims::{Checkable, Errors, Format, Input, Options, Scope, read};
use citecheck::source::Target;

fn toml(text: &str) -> Result<Input, Errors> {
    read(
        "deal/claims.toml",
        text.as_bytes(),
        Format::Toml,
        &Options::default(),
    )
}

fn json(text: &str) -> Result<Input, Errors> {
    read(
        "claims.json",
        text.as_bytes(),
        Format::Json,
        &Options::default(),
    )
}

/// The one message of a file that has one error, without its place.
fn only_error(result: Result<Input, Errors>) -> String {
    let errors = result.unwrap_err();
    assert_eq!(errors.errors.len(), 1, "{errors}");
    errors.errors[0].message.clone()
}

const GOOD: &str = r#"
[article]
title = "The deal"

[[source]]
id = "openai"
url = "https://openai.example/deal#top"
title = "The next phase"

[[source]]
id = "notes"
path = "notes/interview.txt"

[[claim]]
id = "licence"
text = "The licence lasts until 2032."
cites = ["openai"]
expect = "supported"

[[claim]]
text = "Nobody knows the cap."

[[claim]]
text = "A third page says so."
cites = ["https://third.example/page", { source = "notes", scope = "paragraph" }]
"#;

#[test]
fn a_claim_has_its_place_and_its_citations() {
    let input = toml(GOOD).unwrap();
    assert_eq!(input.article.title.as_deref(), Some("The deal"));
    let licence = &input.claims[0];
    assert_eq!(
        (
            licence.id.as_str(),
            licence.place.line,
            licence.place.column
        ),
        ("licence", 16, 9)
    );
    assert_eq!(licence.span.of(GOOD), licence.text);
    assert_eq!(licence.citations[0].source, "openai");
    assert!(licence.expect.is_some());
    let third = &input.claims[2];
    assert_eq!(third.citations[0].source, "https://third.example/page");
    assert_eq!(third.citations[1].scope, Scope::Paragraph);
}

#[test]
fn a_claim_without_cites_cites_every_source_of_the_file() {
    let input = toml(GOOD).unwrap();
    let cited: Vec<&str> = input.claims[1]
        .citations
        .iter()
        .map(|c| c.source.as_str())
        .collect();
    assert_eq!(cited, ["openai", "notes"]);
}

#[test]
fn a_local_source_is_beside_the_claims_file() {
    let input = toml(GOOD).unwrap();
    let notes = Target::Path("deal/notes/interview.txt".into());
    assert_eq!(input.sources[1].target, notes);
}

#[test]
fn a_local_source_outside_of_the_folder_needs_the_callers_word() {
    let text = "[[source]]\npath = \"../secret.txt\"\n[[claim]]\ntext = \"It is so.\"\n";
    assert!(only_error(toml(text)).contains("leaves the claims file's folder"));
    let absolute = text.replace("../secret.txt", "/etc/passwd");
    assert!(only_error(toml(&absolute)).contains("leaves the claims file's folder"));
    let options = Options {
        allow_outside_paths: true,
        ..Options::default()
    };
    assert!(read("a/b.toml", text.as_bytes(), Format::Toml, &options).is_ok());
}

#[test]
fn a_claim_without_any_source_is_not_checkable() {
    let input = toml("[[claim]]\ntext = \"It is so.\"\n").unwrap();
    assert_eq!(
        input.claims[0].checkable,
        Checkable::No("cites no source".into())
    );
}

#[test]
fn json_means_the_same_as_toml() {
    let text = r#"{
  "article": {"title": "The deal"},
  "source": [{"id": "openai", "url": "https://openai.example/deal#top", "title": "The next phase"},
             {"id": "notes", "path": "notes/interview.txt"}],
  "claim": [
    {"id": "licence", "text": "The licence lasts until 2032.", "cites": ["openai"], "expect": "supported"},
    {"text": "Nobody knows the cap."},
    {"text": "A third page says so.", "cites": ["https://third.example/page", {"source": "notes", "scope": "paragraph"}]}
  ]
}"#;
    let json = read(
        "deal/claims.toml",
        text.as_bytes(),
        Format::Json,
        &Options::default(),
    )
    .unwrap();
    let toml = toml(GOOD).unwrap();
    assert_eq!(json.sources, toml.sources);
    assert_eq!(
        (json.claims[0].place.line, json.claims[0].place.column),
        (6, 32)
    );
    let bare = |mut input: Input| {
        for claim in &mut input.claims {
            claim.place = json.claims[0].place.clone();
            claim.end = json.claims[0].end.clone();
            claim.span = json.claims[0].span;
            claim.written = json.claims[0].written.clone();
        }
        input.claims
    };
    assert_eq!(bare(json.clone()), bare(toml));
}

#[test]
fn all_errors_of_a_file_are_told_at_once() {
    let text = r#"
[article]
titel = "x"

[[source]]
id = "openai"
url = "ftp://openai.example"

[[source]]
id = "microsoft"

[[source]]
id = "notes"
text = "some text"
url = "https://both.example"

[[source]]
id = "notes"
text = "again"

[[claim]]
id = "a"
text = "The first."
cites = ["opanai", "openai", "microsoft"]
expect = "suported"

[[claim]]
txt = "B"

[[claim]]
id = "a"
text = 5
cites = [7, { source = "notes", scope = "all" }]
"#;
    insta::assert_snapshot!(toml(text).unwrap_err().to_string());
}

#[test]
fn broken_toml_is_told_with_what_was_expected() {
    let text = "[[claim]]\ntext = \"It is so.\ncites = [\n";
    insta::assert_snapshot!(toml(text).unwrap_err().to_string());
}

#[test]
fn broken_json_is_told_with_its_place() {
    let errors = json("{\"claim\": [\n  {\"text\" \"x\"}]}").unwrap_err();
    let place = &errors.errors[0].place;
    assert_eq!((place.line, place.column), (2, 11), "{errors}");
    assert!(json("{\"claim\": {}} trailing").is_err());
    assert!(json("").is_err());
}

#[test]
fn a_claims_file_without_claims_is_an_error() {
    for text in [
        "",
        "# nothing\n",
        "[[source]]\nurl = \"https://a.example\"\n",
    ] {
        assert_eq!(only_error(toml(text)), "the file holds no claims");
    }
    assert_eq!(only_error(json("{}")), "the file holds no claims");
    assert_eq!(only_error(json("[]")), "the file holds no claims");
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let latin = read(
        "a.md",
        b"caf\xE9 au lait",
        Format::Markdown,
        &Options::default(),
    );
    assert!(only_error(latin).contains("not UTF-8"));
    let binary = read("a.toml", b"text\0", Format::Toml, &Options::default());
    assert!(only_error(binary).contains("NUL"));
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let input = read(
        "a.md",
        "\u{feff}It rose.".as_bytes(),
        Format::Markdown,
        &Options::default(),
    );
    let input = input.unwrap();
    assert_eq!(
        (input.claims[0].text.as_str(), input.claims[0].place.column),
        ("It rose.", 1)
    );
}
