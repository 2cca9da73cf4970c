//! From bytes to text: which kind of document they are, and in which character set.

use citecheck::extract::{Document, Hints, extract};
use citecheck::source::Reason;
use encoding_rs::{EUC_JP, Encoding, GB18030, SHIFT_JIS, WINDOWS_1252};

fn hints(content_type: &str, location: &str) -> Hints {
    Hints {
        content_type: Some(content_type.to_owned()).filter(|text| !text.is_empty()),
        location: Some(location.to_owned()).filter(|text| !text.is_empty()),
    }
}

fn read_as(bytes: &[u8], content_type: &str) -> Document {
    extract(bytes, &hints(content_type, "")).unwrap()
}

const JAPANESE: &str = "町の図書館は四月から夜九時まで開く。休館日は月曜だけになった。";
const CHINESE: &str = "图书馆从四月起开放到晚上九点。闭馆日只有星期一。";
const GERMAN: &str = "Die Bücherei öffnet ab April bis neun Uhr abends. Geschlossen ist nur noch montags – für alle.";

fn encoded(text: &str, encoding: &'static Encoding, label: &str) -> Vec<u8> {
    let page = format!("<html><head>{label}</head><body><p>{text}</p></body></html>");
    encoding.encode(&page).0.into_owned()
}

#[test]
fn the_header_the_meta_tag_and_detection_name_the_character_set() {
    for (text, encoding, name) in [
        (JAPANESE, SHIFT_JIS, "Shift_JIS"),
        (JAPANESE, EUC_JP, "EUC-JP"),
        (CHINESE, GB18030, "gb18030"),
        (GERMAN, WINDOWS_1252, "windows-1252"),
    ] {
        let bare = encoded(text, encoding, "");
        let header = format!("text/html; charset=\"{name}\"");
        assert!(
            read_as(&bare, &header).text().starts_with(&text[..30]),
            "{name} by header"
        );
        let meta = encoded(text, encoding, &format!("<meta charset={name}>"));
        assert!(
            read_as(&meta, "text/html").text().starts_with(&text[..30]),
            "{name} by meta"
        );
        let long = encoded(&text.repeat(8), encoding, "");
        assert!(
            read_as(&long, "text/html").text().starts_with(&text[..30]),
            "{name} by detection"
        );
    }
}

#[test]
fn a_wrong_label_gives_way() {
    let utf8 = encoded(GERMAN, encoding_rs::UTF_8, "<meta charset=iso-8859-1>");
    assert!(
        read_as(&utf8, "text/html")
            .text()
            .contains("Bücherei öffnet")
    );
    assert!(
        read_as(&utf8, "text/html; charset=windows-1252")
            .text()
            .contains("Bücherei öffnet")
    );
    let latin = encoded(&GERMAN.repeat(8), WINDOWS_1252, "<meta charset=utf-8>");
    assert!(
        read_as(&latin, "text/html; charset=utf-8")
            .text()
            .contains("Bücherei öffnet")
    );
}

#[test]
fn one_bad_byte_in_utf8_spoils_one_letter() {
    let mut bytes = GERMAN.repeat(20).into_bytes();
    bytes[4] = 0xff;
    let page = [b"<p>".as_slice(), &bytes].concat();
    let text = read_as(&page, "text/html; charset=utf-8").text();
    assert!(text.starts_with("Die \u{FFFD}"));
    assert!(text.contains("Bücherei"));
}

#[test]
fn utf16_is_told_by_its_mark() {
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(GERMAN.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(read_as(&bytes, "text/plain").passages.len(), 2);
}

#[test]
fn kinds_are_told_by_content_type_beginning_and_ending() {
    let page = b"<!doctype html><p>A page of some words.</p>";
    for hints in [
        hints("", ""),
        hints("application/octet-stream", ""),
        hints("", "a.htm"),
    ] {
        assert_eq!(
            extract(page, &hints).unwrap().text(),
            "A page of some words."
        );
    }
    let notes = b"# Notes\n\nSome *words* here.\n\n- one\n- two\n";
    let document = extract(notes, &hints("", "notes.md")).unwrap();
    assert_eq!(document.title.as_deref(), Some("Notes"));
    assert_eq!(document.text(), "Some words here.\none\ntwo");
    let plain = extract(notes, &hints("text/plain", "")).unwrap();
    assert!(plain.text().starts_with("# Notes"));
}

#[test]
fn what_holds_no_text_is_refused_with_its_reason() {
    for (bytes, content_type, reason) in [
        (
            b"\x89PNG\r\n\x1a\n".as_slice(),
            "text/html",
            Reason::UnsupportedType,
        ),
        (b"PK\x03\x04", "application/zip", Reason::UnsupportedType),
        (b"\x00\x01\x02\x03", "", Reason::UnsupportedType),
        (b"{}", "application/json", Reason::UnsupportedType),
        (b"", "text/html", Reason::Empty),
        (b" \n ", "text/plain", Reason::Empty),
        (
            b"<html><body><div></div></body></html>",
            "text/html",
            Reason::Empty,
        ),
    ] {
        let refused = extract(bytes, &hints(content_type, "")).unwrap_err();
        assert_eq!(refused.reason, reason, "{content_type}: {refused}");
    }
}

#[test]
fn sentences_of_plain_text_keep_their_paragraphs() {
    let document = read_as(b"One two.\r\nThree\r\nfour.\r\n\r\nFive.", "text/plain");
    let passages: Vec<(&str, usize, usize)> = document
        .passages
        .iter()
        .map(|passage| (passage.text.as_str(), passage.block, passage.offset))
        .collect();
    assert_eq!(
        passages,
        [("One two.", 0, 0), ("Three four.", 0, 9), ("Five.", 1, 21)]
    );
    assert_eq!(document.text(), "One two. Three four.\nFive.");
}

#[test]
fn lines_of_plain_text_are_joined_only_where_a_width_broke_them() {
    let texts = |text: &str| -> Vec<String> {
        let document = read_as(text.as_bytes(), "text/plain");
        let passages = document.passages.iter();
        passages.map(|passage| passage.text.clone()).collect()
    };
    let list = "Heron 4\nFounded: 1974\nHeadquarters: Graz, Austria\nRange: up to 95 km (Calm), up to 50 km (Brisk)";
    assert_eq!(texts(list), list.lines().collect::<Vec<_>>());
    let bullets =
        "Changes:\n- the export of long tables to a file, which took minutes before\n- the search";
    assert_eq!(texts(bullets).len(), 3);
    let wrapped = "The library of Arden lends tools, toys and seeds as well as\nBooks on Wheels to the villages around, as far as the border\nwith Holm.";
    assert_eq!(texts(wrapped).len(), 1);
    let narrow = "The president of\nthe club, who was\nborn in Arden,\nArden said, left.";
    assert_eq!(texts(narrow).len(), 1);
}

#[test]
fn lines_of_as_many_cells_are_the_rows_of_a_table() {
    let rows = [
        // Bars, tabs and columns of blanks part cells; the first row heads the others.
        (
            "Name | Type | Required\nuser | string | yes\nlimit | integer | no",
            "Name; Type; Required\nuser; Type: string; Required: yes\nlimit; Type: integer; Required: no",
        ),
        (
            "| Plan | Users |\n|------|------:|\n| lite | few |",
            "Plan; Users\nlite; Users: few",
        ),
        (
            "Plan\tUsers\tPrice\nLite\t5\t$9\nTeam\t50\t$49",
            "Plan; Users; Price\nLite; Users: 5; Price: $9\nTeam; Users: 50; Price: $49",
        ),
        (
            "Hut      Altitude    Beds\nLower       800 m      12\nUpper     2,100 m       8",
            "Hut; Altitude; Beds\nLower; Altitude: 800 m; Beds: 12\nUpper; Altitude: 2,100 m; Beds: 8",
        ),
        (
            "Costs\t2024\t2025\nRent\t310\t325",
            "Costs; 2024; 2025\nRent; 2024: 310; 2025: 325",
        ),
        // Nothing heads these.
        (
            "Weight   1.8 kg\nLength   210 mm",
            "Weight; 1.8 kg\nLength; 210 mm",
        ),
        ("Mon\t9–17\nSat\t9–12", "Mon; 9–17\nSat; 9–12"),
        // Two blanks behind a stop, or here and there in a line, make no cells.
        (
            "It was late.  They had walked\nfor hours.  Nobody spoke of it",
            "It was late.\nThey had walked for hours.\nNobody spoke of it",
        ),
        (
            "the quick brown fox  jumps over the lazy\ndog and the  cat",
            "the quick brown fox jumps over the lazy dog and the cat",
        ),
        // A row of dots leads from a name to what it has; four of them may be of words left out.
        (
            "Loans\nBooks ........ 4 weeks, renewable\nFilms .......... 1 week",
            "Loans\nBooks: 4 weeks, renewable\nFilms: 1 week",
        ),
        ("It was late....and dark", "It was late....and dark"),
        // Entries with small heads stand by themselves, too.
        ("timeout: 30 s\nretries: 5", "timeout: 30 s\nretries: 5"),
    ];
    for (text, wanted) in rows {
        let document = read_as(text.as_bytes(), "text/plain");
        let read: Vec<&str> = document
            .passages
            .iter()
            .map(|passage| passage.text.as_str())
            .collect();
        assert_eq!(read.join("\n"), wanted);
    }
    let table = read_as(b"Plan\tUsers\nLite\t5", "text/plain");
    assert_eq!(table.text(), "Plan | Users\nLite | 5");
}

#[test]
fn a_label_that_yields_garbage_gives_way_to_sound_utf8() {
    for label in ["utf-16", "utf-16be", "iso-2022-jp", "iso-2022-kr"] {
        let page = encoded(GERMAN, encoding_rs::UTF_8, "");
        let text = read_as(&page, &format!("text/html; charset={label}")).text();
        assert!(text.contains("Bücherei öffnet"), "{label}: {text}");
    }
    let japanese = encoded(JAPANESE, encoding_rs::ISO_2022_JP, "");
    let text = read_as(&japanese, "text/html; charset=iso-2022-jp").text();
    assert!(text.starts_with("町の図書館"), "{text}");
    let wide: Vec<u8> = GERMAN.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let text = read_as(&wide, "text/plain; charset=utf-16le").text();
    assert!(text.contains("Bücherei öffnet"), "{text}");
}
