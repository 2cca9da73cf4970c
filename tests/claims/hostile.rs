//! Inputs that mean harm: bounded work, a clear message, no panic.
//!
//! The full-size figures are in `docs/benchmarks.md`; here each form is small enough for a debug
//! build, and large enough for quadratic work to be felt.

use citecheck::claims::{Bibliography, Errors, Format, Input, Options, read, to_csv, to_toml};
use proptest::prelude::*;

fn parse(text: &str, format: Format) -> Result<Input, Errors> {
    read("hostile", text.as_bytes(), format, &Options::default())
}

/// `line` once for each number to `count`, which stands for its `#`.
fn numbered(count: usize, line: &str) -> String {
    let lines: Vec<String> = (1..=count)
        .map(|n| line.replace('#', &n.to_string()))
        .collect();
    lines.concat()
}

const ARTICLES: &[Format] = &[
    Format::Markdown,
    Format::Html,
    Format::Wikitext,
    Format::Text,
];
const CLAIMS_FILES: &[Format] = &[Format::Toml, Format::Json, Format::JsonLines, Format::Csv];

#[test]
fn repeated_openers_end_and_every_place_is_inside_the_text() {
    let openers = [
        "[",
        "[[",
        "[1]",
        "[^1]",
        "[@",
        "(",
        "([a](https://a.example) ",
        "*a_",
        "> ",
        "- ",
        "<",
        "<b>",
        "<div>",
        "<a href=x>",
        "<sup>",
        "<ref>",
        "<ref name=a>",
        "<!--",
        "{{",
        "{{a|",
        "[[a|",
        "{|\n",
        "[https://a.example ",
        "'",
        "''",
        "=",
        "&amp;",
        "https://",
        "www.",
        "doi:1",
        "according to ",
        "According to Foo Bar ",
        "Foo said ",
        "「",
        "。",
        "\"",
        "'''",
        "¹",
        "a.1 ",
        "|",
        "!!",
        "\n\n",
        "\n- ",
        "\r",
    ];
    for opener in openers {
        let text = opener.repeat(6_000 / opener.len());
        for format in ARTICLES {
            for text in [&text, &format!("A claim is here [1]. {text}")] {
                // An article is always read, however it is written; only its bounds refuse.
                let Ok(input) = parse(text, *format) else {
                    panic!("{opener:?} as {format:?}");
                };
                for claim in &input.claims {
                    assert!(claim.span.start <= claim.span.end, "{opener:?}");
                    assert!(claim.span.end <= text.len(), "{opener:?}");
                    let known = |id: &String| input.sources.iter().any(|source| source.id == *id);
                    assert!(
                        claim.citations.iter().all(|cited| known(&cited.source)),
                        "{opener:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn deep_claims_files_are_refused_and_not_descended() {
    let deep = [
        ("[", Format::Json),
        ("{\"claim\":", Format::Json),
        ("{\"claim\":[", Format::JsonLines),
        ("x=[", Format::Toml),
        ("a.", Format::Toml),
        ("[", Format::Toml),
        ("x = {a=", Format::Toml),
    ];
    for (opener, format) in deep {
        assert!(parse(&opener.repeat(50_000), format).is_err(), "{opener}");
    }
}

#[test]
fn many_references_and_marks_stay_linear() {
    let marks: String = numbered(3_000, "Claim # is so [#]. ");
    let list: String = numbered(3_000, "#. Title # https://r.example/#\n");
    let input = parse(
        &format!("{marks}\n\n## References\n\n{list}"),
        Format::Markdown,
    )
    .unwrap();
    assert_eq!(input.claims.len(), 3_000);
    assert!(input.claims.iter().all(|claim| claim.citations.len() == 1));
}

#[test]
fn a_list_of_thousands_holds_for_the_article_only_in_part_and_says_so() {
    let list: String = numbered(2_000, "- [Title #](https://r.example/#)\n");
    let text = format!("It is so. It was so.\n\n## References\n\n{list}");
    let input = parse(&text, Format::Markdown).unwrap();
    assert_eq!(input.claims[0].citations.len(), 50);
    assert!(
        input
            .warnings
            .iter()
            .any(|warning| warning.message.contains("2000 sources"))
    );
}

#[test]
fn a_claim_that_cites_tens_of_thousands_of_sources_cites_the_first_of_them_and_says_so() {
    let sources: Vec<String> = (1..=40_000)
        .map(|n| format!(r#"{{"id":"s{n}","url":"https://r.example/{n}"}}"#))
        .collect();
    let cites: Vec<String> = (1..=40_000).map(|n| format!(r#""s{n}""#)).collect();
    let text = format!(
        r#"{{"source":[{}],"claim":[{{"text":"It is so.","cites":[{},"s1"]}}]}}"#,
        sources.join(","),
        cites.join(",")
    );
    let input = parse(&text, Format::Json).unwrap();
    let citations = &input.claims[0].citations;
    assert_eq!((citations.len(), &*citations[49].source), (50, "s50"));
    let warnings: Vec<&str> = input.warnings.iter().map(|w| &*w.message).collect();
    assert_eq!(
        warnings,
        ["the claim cites 40000 sources; the first 50 count"]
    );
}

#[test]
fn references_that_name_nothing_are_counted_beyond_those_that_are_told() {
    let marks = numbered(10_003, "Claim # is so [7].\n\n");
    let input = parse(
        &format!("{marks}## References\n\n0. Title https://r.example/0\n"),
        Format::Markdown,
    )
    .unwrap();
    assert_eq!(input.broken.len(), 10_000);
    let more = "the first 10000 broken references are told; 3 more marks name nothing";
    assert!(
        input.warnings.iter().any(|warning| warning.message == more),
        "{:?}",
        input.warnings
    );
}

#[test]
fn footnotes_in_a_circle_end() {
    let text = "A claim is here[^1].\n\n[^1]: see [^2]\n[^2]: see [^1] and [^3]\n[^3]: https://a.example\n";
    let input = parse(text, Format::Markdown).unwrap();
    assert_eq!(input.claims[0].citations[0].source, "https://a.example/");
    let circle = "A claim is here[^1].\n\n[^1]: see page 2, [^2]\n[^2]: see page 1, [^1]\n";
    let input = parse(circle, Format::Markdown).unwrap();
    assert_eq!(input.broken.len(), 1);
}

#[test]
fn too_many_statements_are_refused_with_what_to_do() {
    let errors = parse(&"It is. ".repeat(100_100), Format::Text).unwrap_err();
    assert_eq!(errors.errors[0].message, "more than 100000 claims");
    assert_eq!(errors.errors[0].help.as_deref(), Some("split the file"));
}

#[test]
fn a_bibliography_of_openers_costs_no_more_than_its_length() {
    for opener in [
        "@",
        "@a",
        "@a{",
        "@a{b",
        "@a{b,",
        "@a{b,c={",
        "@a{b,c=\"",
        "@ ",
        "@a(",
        "{",
        "@a\n",
    ] {
        let text = opener.repeat(200_000 / opener.len());
        assert!(
            Bibliography::parse(&text).is_empty() || opener.contains(','),
            "{opener}"
        );
        let text = format!("{text}\n@misc{{key, url = {{https://a.example}}}}");
        let _ = Bibliography::parse(&text);
    }
}

#[test]
fn names_that_are_missing_in_thousands_are_told_without_comparing_them_all() {
    let sources = numbered(
        20_000,
        "[[source]]\nid = \"s#\"\nurl = \"https://r.example/#\"\n",
    );
    let claims = numbered(
        2_000,
        "[[claim]]\ntext = \"It is so, number #.\"\ncites = [\"u#\"]\n",
    );
    let errors = parse(&(sources + &claims), Format::Toml).unwrap_err();
    assert_eq!((errors.errors.len(), errors.more), (50, 1_950));
}

#[test]
fn many_errors_are_counted_and_not_all_told() {
    let text = "{x\n".repeat(500);
    let errors = parse(&text, Format::JsonLines).unwrap_err();
    assert_eq!((errors.errors.len(), errors.more), (50, 450));
}

#[test]
fn bytes_that_are_no_document_are_refused() {
    for bytes in [
        b"".as_slice(),
        b"PK\x03\x04",
        b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
    ] {
        let errors = read("a.docx", bytes, Format::Docx, &Options::default()).unwrap_err();
        assert!(
            errors.errors[0].message.starts_with("not a Word document"),
            "{errors}"
        );
    }
}

#[test]
fn formulas_are_never_written_as_such() {
    for start in ["=", "+", "-", "@"] {
        let text = format!("text,cites\n\"{start}HYPERLINK(\"\"x\"\")\",https://a.example\n");
        let input = parse(&text, Format::Csv).unwrap();
        assert!(input.claims[0].text.starts_with(start));
        let written = to_csv(std::slice::from_ref(&input));
        assert!(written.contains(&format!(",\"'{start}")), "{written}");
        let again = parse(&written, Format::Csv).unwrap();
        assert_eq!(again.claims[0].text, input.claims[0].text);
    }
}

/// Text made of what the readers look for, so that random inputs reach deep.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "The sea rose by 3 percent",
        "It fell",
        "According to Foo Bar, it is so",
        "while the rest fell",
        ". ",
        "? ",
        "。",
        "、",
        " ",
        "\n",
        "\n\n",
        "[1]",
        "[2, 3]",
        "[^1]",
        "[^1]: ",
        "[1]: https://a.example\n",
        "¹",
        "<sup>1</sup>",
        "【1†x】",
        "([s](https://b.example))",
        "[Title](https://c.example \"t\")",
        "[](https://d.example)",
        "https://e.example/x.",
        "www.f.example",
        "# Sources\n",
        "Sources: ",
        "- ",
        "1. ",
        "> ",
        "|a|b|\n|-|-|\n|1|2|\n",
        "```\n",
        "---\n",
        "title: x\n",
        "<!-- citecheck: ignore x -->",
        "<!-- citecheck: ignore-start y -->",
        "<!-- citecheck: ignore-end -->",
        "<!-- citecheck: expect=partial -->",
        "<p>",
        "</p>",
        "<a href=\"https://g.example\">",
        "</a>",
        "<li id=fn1>",
        "<a href=\"#fn1\">1</a>",
        "<table><tr><td>",
        "</table>",
        "<blockquote cite=\"https://h.example\">",
        "<script type=\"application/ld+json\">",
        "{\"citation\":\"https://i.example\"}",
        "</script>",
        "<ref>",
        "<ref name=a>",
        "<ref name=a/>",
        "</ref>",
        "{{cite web|url=https://j.example|title=T}}",
        "{{",
        "}}",
        "[[",
        "]]",
        "{|\n",
        "|-\n",
        "| x || y\n",
        "|}\n",
        "== H ==\n",
        "''",
        "&amp;",
        "&nbsp;",
        "é",
        "「",
        "」",
        "日本語",
        "\u{202e}",
        "\u{0}",
        "\r\n",
        "\"",
        "'",
        ",",
        ";",
        ":",
        "{",
        "}",
        "[",
        "]",
        "=",
        "text",
        "cites",
        "claim",
        "[[claim]]\n",
        "[[source]]\n",
        "text = \"x\"\n",
        "id = \"a\"\n",
        "cites = [\"a\"]\n",
        "{\"text\":\"x\",\"cites\":\"https://k.example\"}",
        "{\"claim\":[",
        "]}",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_a_reader(text in pieces()) {
        for format in ARTICLES.iter().chain(CLAIMS_FILES) {
            match parse(&text, *format) {
                Err(errors) => prop_assert!(!errors.errors.is_empty()),
                Ok(input) => sound(&input, &text)?,
            }
        }
    }

    #[test]
    fn no_bytes_break_a_reader(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for format in Format::all() {
            let _ = read("x", &bytes, format, &Options::default());
        }
    }
}

/// What holds of every input that was read.
fn sound(input: &Input, text: &str) -> Result<(), TestCaseError> {
    let mut ids = std::collections::HashSet::new();
    for claim in &input.claims {
        prop_assert!(ids.insert(&claim.id), "{} twice", claim.id);
        prop_assert!(!claim.text.trim().is_empty());
        prop_assert!(claim.place.line > 0 && claim.place.column > 0);
        prop_assert!(claim.span.end <= text.len());
        for citation in &claim.citations {
            prop_assert!(
                input
                    .sources
                    .iter()
                    .any(|source| source.id == citation.source)
            );
        }
    }
    let written = to_toml(std::slice::from_ref(input));
    if !input.claims.is_empty() {
        let again = parse(&written, Format::Toml);
        prop_assert!(again.is_ok(), "{}\n{written}", again.unwrap_err());
        let again = again.unwrap();
        for (claim, expected) in again.claims.iter().zip(&input.claims) {
            prop_assert_eq!(&claim.id, &expected.id);
            prop_assert_eq!(&claim.text, &expected.text);
        }
    }
    Ok(())
}
