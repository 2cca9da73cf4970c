//! Any bytes read without panic, in time and memory bounded by their number. The same entry point
//! as the fuzz target `extract`.

use std::fmt::Write as _;

use citecheck::extract::{Document, Hints, read};
use citecheck::source::Reason;
use proptest::prelude::*;

fn html() -> Hints {
    Hints {
        content_type: Some("text/html".to_owned()),
        location: None,
    }
}

/// Reads a page, and checks what holds of any document.
fn sound(bytes: &[u8]) -> Document {
    let document = read(bytes, &html()).unwrap().document;
    let text: Vec<char> = document.text().chars().collect();
    let mut block = 0;
    for passage in &document.passages {
        assert!(!passage.text.trim().is_empty());
        assert!(passage.block >= block, "blocks rise");
        block = passage.block;
        if passage.region.is_shown() {
            let shown: Vec<char> = passage.as_shown().chars().collect();
            let at = passage.offset;
            assert_eq!(
                text.get(at..at + shown.len()),
                Some(&shown[..]),
                "offsets point"
            );
        }
    }
    document
}

#[test]
fn tags_nested_without_end_are_flattened() {
    for tag in [
        "div",
        "p",
        "b",
        "a href=x",
        "li",
        "ul",
        "blockquote",
        "span",
        "font",
        "form",
        "object",
        "svg",
        "math",
        "select",
        "button",
        "ruby",
        "x-y",
        "dl",
        "h1",
        "pre",
        "center",
        "template",
        "noscript",
        "table><tr><td",
    ] {
        let page = format!("<{tag}>").repeat(20_000) + "The end of all this nesting is here.";
        sound(page.as_bytes());
    }
}

#[test]
fn formatting_left_open_does_not_multiply() {
    let mut page = String::new();
    for n in 0..20_000 {
        write!(page, "<p><b id={n}><i class=a{n}>word").unwrap();
    }
    assert_eq!(sound(page.as_bytes()).passages.len(), 20_000);
}

#[test]
fn one_tag_with_a_hundred_thousand_attributes_ends() {
    let mut page = "<p".to_owned();
    for n in 0..100_000 {
        write!(page, " a{n}='>'").unwrap();
    }
    page.push_str(">The text after them all.</p>");
    assert_eq!(sound(page.as_bytes()).text(), "The text after them all.");
}

#[test]
fn parts_that_never_end_lose_nothing_before_them() {
    for tail in [
        "<script>var a = 1;",
        "<style>p {",
        "<!-- ",
        "<p title='",
        "<a href=\"",
        "<textarea>",
        "<title>",
        "<svg><path d='M0 0",
        "<![CDATA[",
        "&#x",
        "<",
    ] {
        let page = format!("<p>The text before it stays where it was.</p>{tail}");
        let text = sound(page.as_bytes()).text();
        assert!(
            text.starts_with("The text before it stays where it was."),
            "{tail}: {text}"
        );
    }
}

#[test]
fn wide_tables_with_long_spans_read_row_by_row() {
    let row = "<tr>".to_owned() + &"<td colspan=1000 rowspan=1000>x".repeat(500);
    let page = "<table>".to_owned() + &row.repeat(20);
    assert!(sound(page.as_bytes()).passages.len() >= 20);
}

#[test]
fn nulls_and_broken_utf8_stand_in_no_word() {
    let mut page = b"<p>One w\0ord, and another \xff\xfe\xc0 word.</p>".to_vec();
    page.extend_from_slice(&[0xf0, 0x9f]);
    let text = sound(&page).text();
    assert!(text.starts_with("One word, and another"), "{text}");
}

#[test]
fn data_nested_too_deep_is_passed_over() {
    let page = format!(
        "<script type='application/ld+json'>{}</script><p>The text of the page itself.</p>",
        "[".repeat(100_000)
    );
    assert_eq!(
        sound(page.as_bytes()).text(),
        "The text of the page itself."
    );
}

/// Pieces of pages, in any order.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9 .,!?<>&;\"'=/-]{0,40}",
        "\\PC{0,20}",
        Just("<p>".to_owned()),
        Just("</div>".to_owned()),
        Just("<table><tr><th>A<th>B<tr><td>1<td>2</table>".to_owned()),
        Just("<table><tr><td><table>".to_owned()),
        Just("<dl><dt>Term<dd>What it is.".to_owned()),
        Just("<h2>Heading<a href='#'>¶</a></h2>".to_owned()),
        Just("<sup><a href=#>[1]</a></sup>".to_owned()),
        Just("<pre>a\n  b\n</pre>".to_owned()),
        Just("<div class='related comments footer' style='display: none'>".to_owned()),
        Just("<article><h1>T</h1>".to_owned()),
        Just("<figure><img alt='A boat'><figcaption>Boat</figure>".to_owned()),
        Just("<br><br>".to_owned()),
        Just("<ruby>漢<rt>かん</rt></ruby>字。".to_owned()),
        Just("A sentence of running text that says something of 12 things. ".to_owned()),
        Just("<!--".to_owned()),
        Just("<script type=application/ld+json>{\"@type\":\"NewsArticle\"}</script>".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        match read(&bytes, &html()) {
            Ok(_) => drop(sound(&bytes)),
            Err(why) => prop_assert_eq!(why.reason, Reason::UnsupportedType),
        }
        let _ = read(&bytes, &Hints::default());
    }

    #[test]
    fn any_order_of_pieces_reads(pieces in proptest::collection::vec(piece(), 0..40)) {
        sound(pieces.concat().as_bytes());
    }

    #[test]
    fn no_word_of_a_plain_page_is_lost_or_torn(words in proptest::collection::vec("[a-z]{2,8}", 30..80)) {
        let page = format!("<body><article><p>{}.</p></article>", words.join(" <i>x</i>"));
        let expected = words.join(" x");
        prop_assert_eq!(sound(page.as_bytes()).text(), format!("{expected}."));
    }
}
