//! Pages in the charsets that the web still has, labelled, unlabelled and mislabelled, from the wire
//! to a verdict.

use std::fmt::Write as _;
use std::fs;

use encoding_rs::{EUC_JP, Encoding, GB18030, SHIFT_JIS, UTF_8, UTF_16LE, WINDOWS_1252};
use serde_json::Value;

use crate::support::program::citecheck;
use crate::support::server::{Reply, Server};

const JAPANESE: &str = "港湾局は二〇二四年に四万八千個のコンテナを取り扱った。";
const CHINESE: &str = "港口管理局在二零二四年处理了四万八千个集装箱。";
const GERMAN: &str =
    "Die Hafenbehörde schlug im Jahr 2024 über 48.200 Behälter um – „mehr als je zuvor“.";

/// A page: its name, what it says, how it is encoded, the header's label and the page's own.
type Page = (
    &'static str,
    &'static str,
    &'static Encoding,
    Option<&'static str>,
    Option<&'static str>,
);

const PAGES: [Page; 9] = [
    ("sjis-header", JAPANESE, SHIFT_JIS, Some("Shift_JIS"), None),
    ("sjis-meta", JAPANESE, SHIFT_JIS, None, Some("shift_jis")),
    ("sjis-unlabelled", JAPANESE, SHIFT_JIS, None, None),
    ("eucjp-meta", JAPANESE, EUC_JP, None, Some("euc-jp")),
    ("gb18030-header", CHINESE, GB18030, Some("gb2312"), None),
    (
        "latin-header",
        GERMAN,
        WINDOWS_1252,
        Some("iso-8859-1"),
        None,
    ),
    (
        "latin-mislabelled",
        GERMAN,
        WINDOWS_1252,
        Some("utf-8"),
        Some("utf-8"),
    ),
    ("utf8-mislabelled", GERMAN, UTF_8, Some("iso-8859-1"), None),
    ("utf8-unlabelled", CHINESE, UTF_8, None, None),
];

fn reply(page: &Page) -> Reply {
    let (_, text, encoding, header, meta) = page;
    let meta = meta.map_or_else(String::new, |label| format!("<meta charset=\"{label}\">"));
    // Detection needs some text to go by, as every real page has.
    let html = format!("<html><head>{meta}</head><body><p>{text}</p><p>{text}</p></body></html>");
    let (bytes, _, _) = encoding.encode(&html);
    let label = header.map_or_else(String::new, |label| format!("; charset={label}"));
    Reply::new(200)
        .header("content-type", &format!("text/html{label}"))
        .body(bytes.into_owned())
}

#[test]
fn every_page_bears_out_its_own_sentence() {
    let server = Server::start(|request| {
        if request.path == "/utf16-bom" {
            let utf16 = format!("\u{FEFF}<p>{GERMAN}")
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<_>>();
            return Reply::new(200)
                .header("content-type", "text/html")
                .body(utf16);
        }
        let page = PAGES.iter().find(|(name, ..)| request.path[1..] == **name);
        page.map_or_else(|| Reply::new(404), reply)
    });
    let dir = tempfile::tempdir().unwrap();
    let mut claims = String::new();
    let utf16: Page = ("utf16-bom", GERMAN, UTF_16LE, None, None);
    for (name, text, ..) in PAGES.iter().chain([&utf16]) {
        let url = server.url(&format!("/{name}"));
        write!(
            claims,
            "[[source]]\nid = \"{name}\"\nurl = \"{url}\"\n\n[[claim]]\nid = \"{name}\"\n\
             text = '''{text}'''\ncites = [\"{name}\"]\n\n"
        )
        .unwrap();
    }
    fs::write(dir.path().join("claims.toml"), claims).unwrap();
    let args = [
        "check",
        "claims.toml",
        "--format=json",
        "--allow-private-network",
        "--host-interval=0",
    ];
    let run = citecheck(dir.path(), &args);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    for claim in report["claims"].as_array().unwrap() {
        assert_eq!(
            claim["verdict"], "supported",
            "{}: {}",
            claim["id"], claim["why"]
        );
    }
    assert_eq!(report["claims"].as_array().unwrap().len(), PAGES.len() + 1);
}
