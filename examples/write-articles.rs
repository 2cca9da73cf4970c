//! Writes made-up articles to measure the reading of claims with:
//! `cargo run --example write-articles -- FOLDER COUNT` writes COUNT articles of about 1,000 words
//! each, Markdown and HTML by turns, with links, numbered references and tables. The same arguments
//! give the same files.

use std::fmt::Write as _;
use std::path::Path;

const SUBJECTS: &[&str] = &[
    "The harbour",
    "A new bridge",
    "The council",
    "Its operator",
    "According to the Ledger, the port",
    "The company",
];
const VERBS: &[&str] = &["handled", "paid", "announced", "reported", "lost", "built"];
const OBJECTS: &[&str] = &[
    "4.2 million tonnes of grain",
    "18 percent of its revenue",
    "a second basin by 2031",
    "about 310 people",
    "twelve kilometres of track",
];
const ENDS: &[&str] = &[
    "in May 2024",
    "after nine months of talks",
    "while prices fell",
    "for the first time since 1991",
    "despite the storm",
];

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "articles".to_owned());
    let count: u64 = arguments
        .next()
        .and_then(|count| count.parse().ok())
        .unwrap_or(10_000);
    std::fs::create_dir_all(&folder)?;
    for number in 0..count {
        let (name, text) = if number % 2 == 0 {
            ("md", markdown(number))
        } else {
            ("html", html(number))
        };
        std::fs::write(Path::new(&folder).join(format!("{number:05}.{name}")), text)?;
    }
    Ok(())
}

/// A number that looks random (Knuth's multiplicative hash).
const fn scatter(seed: u64, salt: u64) -> usize {
    ((seed
        .wrapping_mul(2_654_435_761)
        .wrapping_add(salt.wrapping_mul(40_503)))
        >> 7) as usize
}

fn sentence(article: u64, number: u64) -> String {
    let pick = |words: &[&'static str], salt: u64| {
        words[scatter(article * 97 + number, salt) % words.len()]
    };
    format!(
        "{} {} {} {}",
        pick(SUBJECTS, 1),
        pick(VERBS, 2),
        pick(OBJECTS, 3),
        pick(ENDS, 4)
    )
}

fn markdown(article: u64) -> String {
    let mut text = format!("# Article {article}\n\n");
    for number in 0..66 {
        let end = match number % 4 {
            0 => format!(" [{}].", number % 20 + 1),
            1 => format!(
                " ([page {number}](https://site{}.example/{article}/{number})).",
                number % 7
            ),
            _ => ".".to_owned(),
        };
        let stop = if number % 5 == 4 { "\n\n" } else { " " };
        let _ = write!(text, "{}{end}{stop}", sentence(article, number));
    }
    text.push_str("| Year | Tonnes |\n|------|--------|\n| 2023 | 4,100 [1] |\n| 2024 | 4,200 [2] |\n\n## References\n\n");
    for number in 1..=20 {
        let _ = writeln!(
            text,
            "{number}. Report {number} of the port, https://port.example/{article}/{number}"
        );
    }
    text
}

fn html(article: u64) -> String {
    let mut text = format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Article {article}</title></head><body><nav><a href=/>Home</a></nav><article><h1>Article {article}</h1>"
    );
    for number in 0..66 {
        let open = if number % 5 == 0 { "<p>" } else { " " };
        let end = match number % 4 {
            0 => format!(
                "<sup><a href=\"#n{}\">{}</a></sup>.",
                number % 20 + 1,
                number % 20 + 1
            ),
            1 => format!(
                " (<a href=\"https://site{}.example/{article}/{number}\">page</a>).",
                number % 7
            ),
            _ => ".".to_owned(),
        };
        let close = if number % 5 == 4 { "</p>\n" } else { "" };
        let _ = write!(text, "{open}{}{end}{close}", sentence(article, number));
    }
    text.push_str("<h2>Notes</h2><ol>");
    for number in 1..=20 {
        let _ = write!(
            text,
            "<li id=n{number}>Report {number}, <a href=\"https://port.example/{article}/{number}\">the port's page {number}</a>"
        );
    }
    text.push_str("</ol></article><footer>All rights reserved.</footer></body></html>\n");
    text
}
