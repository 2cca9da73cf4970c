//! The bibliographies that an article names.

use std::path::Path;

use crate::claims::citations::forms::tex;
use crate::claims::format::Format;

/// The files that an article names as its bibliography: in LaTeX `\bibliography{refs}` and
/// `\addbibresource{refs.bib}`, in HTML
/// `<d-bibliography src="refs.bib">`, elsewhere `bibliography: refs.bib` in its front matter, also as a list.
///
/// ```
/// use citecheck::claims::{Format, named_bibliographies};
/// let article = "---\nbibliography:\n  - a.bib\n  - \"b.json\"\n---\nText.";
/// assert_eq!(named_bibliographies(article, Format::Markdown), ["a.bib", "b.json"]);
/// assert_eq!(named_bibliographies(r"Text. \bibliography{a,b}", Format::Latex), ["a.bib", "b.bib"]);
/// ```
pub fn named_bibliographies(article: &str, format: Format) -> Vec<String> {
    match format {
        Format::Latex => in_commands(article),
        Format::Html => in_tags(article),
        _ => in_front_matter(article),
    }
}

/// Bibliographies of one article; a book has one a chapter.
const MOST: usize = 200;

fn in_commands(article: &str) -> Vec<String> {
    let mut names = Vec::new();
    for command in ["\\bibliography{", "\\addbibresource{"] {
        for (at, _) in article.match_indices(command).take(MOST) {
            let line = article[..at].rsplit('\n').next().unwrap_or_default();
            let inside = tex::group(article, at + command.len() - 1);
            let Some(inside) = inside.filter(|_| !line.contains('%')) else {
                continue;
            };
            let files = inside.of(article).split(',').map(str::trim).take(MOST);
            names.extend(files.filter(|file| !file.is_empty()).map(|file| {
                let whole = Path::new(file).extension().is_some();
                format!("{file}{}", if whole { "" } else { ".bib" })
            }));
        }
    }
    names
}

fn in_tags(article: &str) -> Vec<String> {
    let found = article.match_indices("<d-bibliography").take(MOST);
    let source = |(at, _): (usize, &str)| {
        let tag = article[at..].split('>').next()?;
        let value = tag.split("src=").nth(1)?.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        value[1..].split(quote).next().map(str::to_owned)
    };
    found.filter_map(source).collect()
}

fn in_front_matter(article: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut lines = article.lines();
    if lines.next().is_none_or(|line| line.trim_end() != "---") {
        return names;
    }
    let mut listing = false;
    for line in lines.take_while(|line| !matches!(line.trim_end(), "---" | "...")) {
        let value = if let Some(value) = line.strip_prefix("bibliography:") {
            listing = true;
            value
        } else if listing && line.trim_start().starts_with("- ") {
            &line.trim_start()[2..]
        } else {
            listing = false;
            continue;
        };
        let parts = value.trim().trim_matches(['[', ']']).split(',');
        let parts = parts.map(|part| part.trim().trim_matches(['"', '\'']));
        names.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
    }
    names
}
