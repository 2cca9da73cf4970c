//! Claims as read, written again: as a claims file, or as a spreadsheet.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use crate::claims::broken::Unresolved;
use crate::claims::claim::{Checkable, Claim, Scope};
use crate::claims::input::Input;
use crate::claims::statements::attribution;
use crate::claims::statements::checkable::{Backing, judge};
use crate::source::{Source, Target, normalise};
use crate::verdict::Verdict;

/// The reason that a reader gives again by itself.
const UNCITED: &str = "cites no source";

/// `inputs` as one claims file in TOML, with every field, to be edited and kept. Reading it gives
/// the same claims with other places. Sources of several inputs that share a name are told apart by
/// a number.
///
/// ```
/// use citecheck::claims::{Format, Options, read, to_toml};
/// let options = Options::default();
/// let article = read("a.md", b"It rose ([A](https://a.example)).", Format::Markdown, &options)?;
/// let again = read("a.toml", to_toml(&[article.clone()]).as_bytes(), Format::Toml, &options)?;
/// assert_eq!(again.claims[0].id, article.claims[0].id);
/// assert_eq!(again.claims[0].citations, article.claims[0].citations);
/// # Ok::<(), citecheck::claims::Errors>(())
/// ```
pub fn to_toml(inputs: &[Input]) -> String {
    let mut text = String::new();
    if let [input] = inputs
        && (input.article.title.is_some() || input.article.url.is_some())
    {
        text.push_str("[article]\n");
        field(&mut text, "title", input.article.title.as_deref());
        // What an article calls its address need be none.
        let url = input.article.url.as_deref();
        field(&mut text, "url", url.filter(|url| normalise(url).is_ok()));
        text.push('\n');
    }
    let mut names = Names::default();
    for input in inputs {
        for source in &input.sources {
            if let Some(id) = names.declare(source) {
                write_source(&mut text, &id, source);
            }
        }
    }
    for input in inputs {
        let sources = by_id(input);
        for claim in &input.claims {
            write_claim(&mut text, &sources, claim, &names);
        }
    }
    text
}

type ById<'a> = FxHashMap<&'a str, &'a Source>;

fn by_id(input: &Input) -> ById<'_> {
    let pairs = input
        .sources
        .iter()
        .map(|source| (source.id.as_str(), source));
    pairs.collect()
}

/// The name of each source in the file that is written.
#[derive(Default)]
struct Names {
    taken: FxHashMap<String, Target>,
    of: FxHashMap<(String, Target), String>,
}

impl Names {
    /// The name under which `source` is to be written; none when it is there already.
    fn declare(&mut self, source: &Source) -> Option<String> {
        let key = (source.id.clone(), source.target.clone());
        if self.of.contains_key(&key) {
            return None;
        }
        let mut id = source.id.clone();
        let mut number = 1;
        while self.taken.contains_key(&id) {
            number += 1;
            id = format!("{}-{number}", source.id);
        }
        self.taken.insert(id.clone(), source.target.clone());
        self.of.insert(key, id.clone());
        Some(id)
    }

    fn of(&self, source: &Source) -> Option<&String> {
        self.of.get(&(source.id.clone(), source.target.clone()))
    }
}

fn write_source(text: &mut String, id: &str, source: &Source) {
    text.push_str("[[source]]\n");
    let (name, value) = match &source.target {
        Target::Url(url) => ("url", url.to_string()),
        Target::Path(path) => ("path", path.to_string_lossy().replace('\\', "/")),
        Target::Text(words) => ("text", words.clone()),
    };
    field(text, "id", Some(id).filter(|id| *id != value));
    field(text, name, Some(&value));
    field(text, "title", source.title.as_deref());
    field(text, "reference", source.reference.as_deref());
    text.push('\n');
}

fn write_claim(text: &mut String, sources: &ById<'_>, claim: &Claim, names: &Names) {
    let place = &claim.place;
    let file = place.file.replace(char::is_control, " ");
    // Writing to a String cannot fail.
    let _ = writeln!(text, "[[claim]] # {file}:{}:{}", place.line, place.column);
    field(text, "id", Some(&claim.id));
    field(text, "text", Some(&claim.text));
    let cites = claim.citations.iter().filter_map(|citation| {
        let source = sources.get(citation.source.as_str())?;
        let id = quoted(names.of(source)?);
        Some(match citation.scope {
            Scope::Sentence => id,
            scope => format!("{{ source = {id}, scope = \"{}\" }}", scope.name()),
        })
    });
    let cites: Vec<String> = cites.collect();
    let _ = writeln!(text, "cites = [{}]", cites.join(", "));
    if !claim.unresolved.is_empty() {
        let unresolved: Vec<String> = claim.unresolved.iter().map(unresolved).collect();
        let _ = writeln!(text, "unresolved = [{}]", unresolved.join(", "));
    }
    let name = claim.attributed_to.as_deref();
    field(
        text,
        "attributed-to",
        name.filter(|name| !attribution::says(&claim.text, name)),
    );
    field(text, "header", claim.header.as_deref());
    match &claim.checkable {
        Checkable::No(why) => field(
            text,
            "not-checkable",
            Some(why.as_str()).filter(|why| *why != UNCITED),
        ),
        // It sounds like an opinion, and was quoted, or asked to be checked.
        Checkable::Yes if judge(&claim.text, Backing::Cited) != Checkable::Yes => {
            text.push_str("not-checkable = false\n");
        }
        Checkable::Yes => {}
    }
    field(text, "expect", claim.expect.map(Verdict::name));
    text.push('\n');
}

/// A citation that names nothing, as an inline table.
fn unresolved(found: &Unresolved) -> String {
    let meant = found
        .meant
        .as_ref()
        .map_or_else(String::new, |meant| format!(", meant = {}", quoted(meant)));
    format!(
        "{{ written = {}, why = \"{}\", detail = {}{meant} }}",
        quoted(&found.written),
        found.why,
        quoted(&found.detail)
    )
}

/// Writes a field, on one line where a claims file wants one, as it does everywhere but in texts.
fn field(text: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        let folded;
        let value = if name == "text" || !value.contains(['\n', '\r']) {
            value
        } else {
            folded = value.split_whitespace().collect::<Vec<_>>().join(" ");
            &folded
        };
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{name} = {}", quoted(value));
    }
}

/// A text as a TOML basic string (TOML 1.0, "String").
fn quoted(value: &str) -> String {
    let mut text = String::with_capacity(value.len() + 2);
    text.push('"');
    for c in value.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\t' => text.push_str("\\t"),
            c if crate::text::must_escape(c) => {
                // Writing to a String cannot fail.
                let _ = write!(text, "\\U{:08X}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text.push('"');
    text
}

/// `inputs` as CSV (RFC 4180), one claim a row, with a header. A cell that a spreadsheet would take
/// for a formula begins with an apostrophe.
pub fn to_csv(inputs: &[Input]) -> String {
    let header = [
        "id",
        "text",
        "cites",
        "expect",
        "not-checkable",
        "attributed to",
        "file",
        "line",
        "column",
    ];
    let mut text = row(header.iter().map(|name| (*name).to_owned()));
    for input in inputs {
        let sources = by_id(input);
        for claim in &input.claims {
            let cites: Vec<String> = claim
                .citations
                .iter()
                .filter_map(|citation| sources.get(citation.source.as_str()))
                .map(|source| match &source.target {
                    Target::Url(url) => url.to_string(),
                    Target::Path(path) => path.to_string_lossy().replace('\\', "/"),
                    Target::Text(_) => source.id.clone(),
                })
                .collect();
            let why = match &claim.checkable {
                Checkable::Yes => String::new(),
                Checkable::No(why) => why.clone(),
            };
            text.push_str(&row([
                claim.id.clone(),
                claim.text.clone(),
                cites.join(" "),
                claim
                    .expect
                    .map_or_else(String::new, |verdict| verdict.name().to_owned()),
                why,
                claim.attributed_to.clone().unwrap_or_default(),
                claim.place.file.to_string(),
                claim.place.line.to_string(),
                claim.place.column.to_string(),
            ]
            .into_iter()));
        }
    }
    text
}

fn row(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|cell| csv_cell(&cell)).collect();
    cells.join(",") + "\r\n"
}

/// A cell, quoted where it must be. What begins like a formula would be run by a spreadsheet
/// (OWASP, "CSV Injection").
fn csv_cell(value: &str) -> String {
    let formula = value.len() > 1 && value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let value = if formula {
        format!("'{value}")
    } else {
        value.to_owned()
    };
    if formula || value.contains(['"', ',', '\n', '\r', ';']) {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value
    }
}
