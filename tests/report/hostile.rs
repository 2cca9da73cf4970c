//! Hostile claims and pages: whatever stands in them changes no format's structure and reaches no
//! terminal raw. Every text field of a report is filled with each attack, and each format is read
//! back by a parser that is not ours, or compared in structure with a harmless report.

use crate::support::story::{self, written};
use citecheck::extract::Region;
use citecheck::report::diff::{diff, write_markdown, write_terminal};
use citecheck::report::{CellRecord, Format, ParagraphRecord, Report, SuggestionRecord, Words};
use pulldown_cmark::{Event, Options, Parser, Tag};
use scraper::{Html, Selector};
use serde_json::Value;

/// What people try, each in a form that works somewhere.
const ATTACKS: &[&str] = &[
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</style></script></title></blockquote></details><svg onload=alert(1)>",
    "\" onmouseover=\"alert(1)\" x='",
    "\u{1b}[2J\u{1b}[31mred\u{1b}]8;;https://evil.example\u{7}link\u{1b}]8;;\u{7}\u{9b}31m\r\u{8}",
    "::error file=a::owned\n::set-output name=x::y\r\n##[error]owned ##vso[task.complete]",
    "%0A::warning::owned%0D%0A",
    "[text](https://evil.example) ![image](https://evil.example/x.png) <https://evil.example>",
    "# heading\n\n- item\n1. item\n> quote\n\n| a | b |\n|---|---|\n\n```\ncode\n```\n***\n",
    "https://evil.example www.evil.example a@evil.example @everyone #1 &copy; :smile: $x$ ~~gone~~",
    "=HYPERLINK(\"https://evil.example\",\"x\")",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "a,b;c\"d\ne",
    "\u{202e}desrever\u{202c}\u{2066}isolated\u{2069}\u{200f}\u{200b}\u{feff}\u{2028}\u{2029}",
    "\u{0}nul \u{fffe}\u{ffff} ]]> <![CDATA[ --> <!-- -->",
    "{{ 7 * 7 }} {% raw %} ${7*7} `id` $(id) \\u{41} \\",
    "javascript:alert(1)",
    "]](1) [1](2) \\[",
];

/// The report of the story with `attack` in every text that an attacker may choose.
fn attacked(attack: &str) -> Report {
    let mut report = story::report();
    for input in &mut report.inputs {
        input.title = Some(attack.to_owned());
        input.url = Some(attack.to_owned());
    }
    for source in &mut report.sources {
        source.title = Some(attack.to_owned());
        source.detail = Some(attack.to_owned());
        source.date = Some(attack.to_owned());
        source.url = source.url.as_ref().map(|url| format!("{url}?{attack}"));
    }
    for (index, claim) in report.claims.iter_mut().enumerate() {
        claim.id = format!("{attack}{index}");
        attack.clone_into(&mut claim.text);
        attack.clone_into(&mut claim.why);
        claim.attributed_to = Some(attack.to_owned());
        claim.unsupported = vec![[0, 3], [5, 1000]];
        claim.suggestion = Some(suggestion([1, 4], attack));
        for evidence in &mut claim.evidence {
            attack.clone_into(&mut evidence.text);
            evidence.headings = vec![attack.to_owned()];
            evidence.before = Some(attack.to_owned());
            evidence.after = Some(attack.to_owned());
            evidence.paragraph = (index % 2 == 0).then(|| ParagraphRecord {
                before: attack.to_owned(),
                after: attack.to_owned(),
            });
            if index % 4 == 1 {
                evidence.region = Region::Table;
                evidence.cells = [[0, 3], [5, 2], [4, 1000]]
                    .into_iter()
                    .map(|span| CellRecord {
                        heading: Some(attack.to_owned()),
                        span,
                    })
                    .collect();
            }
            // A web address is a link by right; anything else must not become one.
            evidence.url = Some(format!("x{attack}"));
        }
        for check in &mut claim.checks {
            attack.clone_into(&mut check.claim);
            check.source = Some(attack.to_owned());
            attack.clone_into(&mut check.note);
        }
    }
    for warning in &mut report.warnings {
        attack.clone_into(&mut warning.message);
    }
    report
}

/// `write` in the place of `span`, with no place in the file.
fn suggestion(span: [usize; 2], write: &str) -> SuggestionRecord {
    SuggestionRecord {
        span,
        write: write.to_owned(),
        edit: None,
    }
}

/// Whether a terminal would obey `c`, or a reader be deceived by it.
fn is_dangerous(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200f}' | '\u{200b}' | '\u{feff}' | '\u{2028}' | '\u{2029}')
}

#[test]
fn no_format_for_people_passes_on_what_a_terminal_obeys() {
    for attack in ATTACKS {
        let report = attacked(attack);
        for format in ["terminal", "markdown", "html", "junit", "github"] {
            let text = written(format.parse().unwrap(), &report);
            assert_eq!(
                text.chars().find(|c| is_dangerous(*c)),
                None,
                "{format}: {attack:?}"
            );
        }
        let csv = written(Format::Csv, &report).replace("\r\n", "\n");
        assert_eq!(
            csv.chars().find(|c| is_dangerous(*c)),
            None,
            "csv: {attack:?}"
        );
    }
}

#[test]
fn a_ci_log_sees_no_command_but_ours() {
    for attack in ATTACKS {
        let report = attacked(attack);
        let changes = diff(&story::report(), &report);
        let mut terminal = written(Format::Terminal, &report).into_bytes();
        write_terminal(&changes, 100, false, &mut terminal).unwrap();
        for line in String::from_utf8(terminal).unwrap().lines() {
            let command = line.trim_start().starts_with("::")
                || line.contains("##[")
                || line.contains("##vso[");
            assert!(!command, "{attack:?} becomes {line:?}");
        }
        let harmless = written(Format::Github, &story::report());
        let commands = written(Format::Github, &report);
        assert_eq!(
            commands.lines().count(),
            harmless.lines().count(),
            "{attack:?}"
        );
        let properties = |line: &str| {
            let properties = line[2..].split("::").next().unwrap();
            properties.split(',').count()
        };
        for (line, harmless) in commands.lines().zip(harmless.lines()) {
            assert!(
                ["::error file=", "::warning file=", "::notice file="]
                    .iter()
                    .any(|start| line.starts_with(start))
            );
            assert!(line.matches("::").count() >= 2);
            assert_eq!(
                properties(line),
                properties(harmless),
                "{attack:?} adds a property: {line:?}"
            );
        }
    }
}

#[test]
fn html_has_the_elements_of_a_harmless_report_and_no_others() {
    let elements = |html: &str| -> Vec<String> {
        let page = Html::parse_document(html);
        let all = Selector::parse("*").unwrap();
        page.select(&all)
            .map(|element| {
                let mut attributes: Vec<_> =
                    element.value().attrs().map(|(name, _)| name).collect();
                attributes.sort_unstable();
                format!("{} {}", element.value().name(), attributes.join(" "))
            })
            .collect()
    };
    // With a harmless word in the same places.
    let harmless = elements(&written(Format::Html, &attacked("harmless")));
    let marks = |list: &[String]| {
        list.iter()
            .filter(|name| !name.starts_with("mark"))
            .cloned()
            .collect::<Vec<_>>()
    };
    for attack in ATTACKS {
        let html = written(Format::Html, &attacked(attack));
        assert_eq!(marks(&elements(&html)), marks(&harmless), "{attack:?}");
        let links = Selector::parse("a[href]").unwrap();
        let page = Html::parse_document(&html);
        for link in page.select(&links) {
            let address = link.attr("href").unwrap();
            assert!(
                ["#", "https://", "http://"]
                    .iter()
                    .any(|start| address.starts_with(start)),
                "{attack:?}: {address}"
            );
        }
    }
}

#[test]
fn markdown_keeps_its_structure() {
    let mut options = Options::all();
    options.remove(Options::ENABLE_SMART_PUNCTUATION);
    let shape = |markdown: &str| -> Vec<String> {
        Parser::new_ext(markdown, options)
            .filter_map(|event| match event {
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    assert!(!dest_url.starts_with("https://evil.example"), "{dest_url}");
                    Some("link".to_owned())
                }
                Event::Start(tag) => Some(format!("{tag:?}")),
                Event::Html(html) | Event::InlineHtml(html) => {
                    Some(tags(&html)).filter(|tags| !tags.is_empty())
                }
                Event::Code(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::FootnoteReference(_)
                | Event::Rule
                | Event::TaskListMarker(_) => Some("other".to_owned()),
                _ => None,
            })
            .collect()
    };
    let written = |report: &Report| {
        let mut text = written(Format::Markdown, report).into_bytes();
        write_markdown(&diff(&story::report(), report), &Words, &mut text).unwrap();
        String::from_utf8(text).unwrap()
    };
    let harmless = shape(&written(&attacked("harmless words")));
    for attack in ATTACKS {
        assert_eq!(shape(&written(&attacked(attack))), harmless, "{attack:?}");
    }
}

/// The tags of a piece of HTML in Markdown, without those that only mark words.
fn tags(html: &str) -> String {
    let names = html
        .split('<')
        .skip(1)
        .map(|rest| rest.split(['>', ' ']).next().unwrap_or(rest));
    let structure =
        names.filter(|name| !["b", "/b", "!--", "del", "/del", "ins", "/ins"].contains(name));
    structure.collect::<Vec<_>>().join(" ")
}

#[test]
fn xml_stays_well_formed_with_the_same_elements() {
    let elements = |xml: &str| -> Vec<String> {
        // Strict about what HTML is not: every `<` begins a tag of ours, every `&` a reference.
        let mut names = Vec::new();
        for rest in xml.split('<').skip(1) {
            let tag = rest.split(['>', ' ']).next().unwrap();
            assert!(
                [
                    "?xml",
                    "testsuites",
                    "/testsuites",
                    "testsuite",
                    "/testsuite",
                    "testcase",
                    "/testcase",
                    "failure",
                    "/failure",
                    "skipped",
                    "properties/",
                    "system-out/",
                    "system-err/",
                    "system-err",
                    "/system-err"
                ]
                .contains(&tag),
                "{tag}"
            );
            names.push(tag.to_owned());
        }
        for rest in xml.split('&').skip(1) {
            assert!(
                ["lt;", "gt;", "amp;", "quot;"]
                    .iter()
                    .any(|name| rest.starts_with(name)),
                "{rest}"
            );
        }
        assert!(!xml.contains(['\u{0}', '\u{fffe}', '\u{ffff}', '\u{1b}']));
        names
    };
    let harmless = elements(&written(Format::Junit, &attacked("harmless")));
    for attack in ATTACKS {
        assert_eq!(
            elements(&written(Format::Junit, &attacked(attack))),
            harmless,
            "{attack:?}"
        );
    }
}

#[test]
fn csv_has_the_same_cells_and_no_formula() {
    for attack in ATTACKS {
        let report = attacked(attack);
        let text = written(Format::Csv, &report);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        let told = report.claims.len() + report.broken_references.len() + report.warnings.len();
        assert_eq!(rows.len(), told + 1, "{attack:?}");
        for cell in rows.iter().flatten() {
            assert!(
                !cell
                    .trim_start()
                    .starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{attack:?}: {cell:?}"
            );
        }
    }
}

#[test]
fn json_and_sarif_read_back_as_json_with_the_same_texts() {
    for attack in ATTACKS {
        let report = attacked(attack);
        let back = Report::from_json(written(Format::Json, &report).as_bytes()).unwrap();
        assert_eq!(back, report, "{attack:?}");
        let log: Value = serde_json::from_str(&written(Format::Sarif, &report)).unwrap();
        for result in log["runs"][0]["results"].as_array().unwrap() {
            // The only link in a message is ours, to the related location.
            let message = result["message"]["text"].as_str().unwrap();
            let links = message
                .match_indices("](")
                .filter(|(at, _)| !message[..*at].ends_with('\\'));
            for (at, _) in links {
                assert!(
                    message[..at].ends_with("[the source"),
                    "{attack:?}: {message}"
                );
            }
        }
    }
}

#[test]
fn spans_beyond_the_text_are_harmless() {
    let mut report = story::report();
    for claim in &mut report.claims {
        claim.unsupported = vec![[7, 3], [usize::MAX - 1, usize::MAX], [0, usize::MAX]];
        claim.suggestion = Some(suggestion([usize::MAX, 1], "2032"));
        for evidence in &mut claim.evidence {
            evidence.spans = vec![[3, 1], [0, usize::MAX], [2, 2]];
        }
        for check in &mut claim.checks {
            check.claim_span = [usize::MAX, 0];
            check.source_span = Some([1, usize::MAX]);
        }
    }
    for format in Format::all() {
        assert!(!written(format, &report).is_empty());
    }
}

#[test]
fn a_hostile_page_and_claims_file_go_through_the_whole_program() {
    let folder = tempfile::tempdir().unwrap();
    let mut claims = toml::Table::new();
    let list = |name: &str, make: &dyn Fn(usize, &str) -> toml::Table| {
        let attacks = ATTACKS.iter().enumerate();
        let all = attacks.map(|(index, attack)| toml::Value::Table(make(index, attack)));
        (name.to_owned(), toml::Value::Array(all.collect()))
    };
    claims.extend([
        list("source", &|index, attack| {
            let page = format!("The harbour says {attack} to all. The harbour opened in May 2024.");
            toml::toml! { id = (format!("s{index}")) text = (page) title = (attack.replace(['\n', '\r'], " ")) }
        }),
        list("claim", &|index, attack| {
            let claim = format!("The harbour says {attack} to everyone in May 2025.");
            toml::toml! { text = (claim.replace(['\n', '\r'], " ")) cites = [(format!("s{index}"))] }
        }),
    ]);
    std::fs::write(
        folder.path().join("claims.toml"),
        toml::to_string(&claims).unwrap(),
    )
    .unwrap();
    let run = |format: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_citecheck"))
            .current_dir(folder.path())
            .args([
                "check",
                "claims.toml",
                "--offline",
                "--no-config",
                "--verbose",
                "--format",
                format,
            ])
            .output()
            .unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(
            matches!(output.status.code(), Some(0 | 1)),
            "{format}: {errors}"
        );
        assert!(!errors.chars().any(is_dangerous), "{format}: {errors}");
        String::from_utf8(output.stdout).unwrap()
    };
    for format in ["terminal", "markdown", "html", "junit", "github"] {
        let text = run(format);
        assert_eq!(text.chars().find(|c| is_dangerous(*c)), None, "{format}");
        let tagged = text.contains("<script>alert") || text.contains("<img src=x");
        assert!(
            !tagged || ["terminal", "github"].contains(&format),
            "{format}"
        );
    }
    for line in run("terminal").lines() {
        assert!(!line.trim_start().starts_with("::"), "{line}");
    }
    let report = Report::from_json(run("json").as_bytes()).unwrap();
    assert_eq!(report.claims.len(), ATTACKS.len());
}

/// A page without stops, and one under a heading as long as a book.
#[test]
fn what_is_quoted_is_bounded_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let long = "the crane lifted cargo at the quay and ".repeat(3_000);
    let above = "of gates, vessels and tides by night ".repeat(3_000);
    let pages = [
        ("stops.txt", long),
        (
            "heading.md",
            format!(
                "# Harbour\n\nIt is old.\n\n## {above}\n\nThe crane lifted cargo at the quay.\n"
            ),
        ),
    ];
    for (name, page) in pages {
        std::fs::write(folder.path().join(name), page).unwrap();
        let claims = format!(
            "[[source]]\nid = \"page\"\npath = \"{name}\"\n\n\
             [[claim]]\ntext = \"The crane lifted cargo at the quay.\"\n"
        );
        std::fs::write(folder.path().join("claims.toml"), claims).unwrap();
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_citecheck"))
            .current_dir(folder.path())
            .args(["check", "claims.toml", "--offline", "--no-config"])
            .args(["--format", "json"])
            .output()
            .unwrap();
        let report = Report::from_json(&output.stdout).unwrap();
        let best = &report.claims[0].evidence[0];
        let (text, above) = (&best.text, best.headings.concat());
        if name == "stops.txt" {
            assert!(text.ends_with(" …") && text.len() < 5_000, "{text}");
        } else {
            assert!(above.ends_with(" …") && above.len() < 2_000, "{above}");
        }
    }
}

#[test]
fn an_annotation_is_cut_where_nobody_reads_on() {
    let report = attacked(&"The harbour opened in May. ".repeat(400_000));
    let text = written(Format::Github, &report);
    for line in text.lines() {
        assert!(line.len() < 20_000, "{} bytes", line.len());
        assert!(line.contains('…'));
    }
}
