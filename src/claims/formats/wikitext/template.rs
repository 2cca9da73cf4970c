//! Templates of wikitext: the works that they cite, and the text that a few of them stand for.

use crate::claims::blocks::draft::{Block, Kind};
use crate::claims::formats::wikitext::markup::{Element, Elements};
use crate::text::Span;

/// Templates that show their first parameter.
const FIRST: &[&str] = &[
    "nowrap",
    "nobr",
    "small",
    "big",
    "abbr",
    "tooltip",
    "lang-de",
    "lang-fr",
    "lang-es",
    "lang-ja",
    "date",
    "start date",
    "usd",
    "us$",
    "as of",
    "circa",
    "c.",
    "formatnum",
    "formatnum:",
    "val",
    "quote",
    "blockquote",
    "cquote",
    "zitat",
    "citation needed span",
    "sic",
    "visible anchor",
];

/// Templates that show their second parameter.
const SECOND: &[&str] = &["lang", "langx", "transl", "color", "link", "ill"];

/// A template's name and parameters.
pub(in crate::claims) struct Template {
    /// Lowercase, `_` as a space.
    pub(in crate::claims) name: String,
    /// Name, or number from 1, and value with its place.
    parameters: Vec<(String, String, Span)>,
}

impl Template {
    /// Reads the inside of a template at `inner` of `source`.
    pub(in crate::claims) fn read(source: &str, inner: Span) -> Self {
        let mut parts = split(inner.of(source))
            .into_iter()
            .map(|part| part.shift(inner.start));
        let name = parts
            .next()
            .unwrap_or_default()
            .of(source)
            .trim()
            .to_lowercase();
        let mut number = 0;
        let parameters = parts
            .map(|part| {
                let text = part.of(source);
                let (name, value) = match text.split_once('=') {
                    Some((name, value)) if !name.contains(['[', '{', '<', '/']) => {
                        (name.trim().to_lowercase(), value)
                    }
                    _ => {
                        number += 1;
                        (number.to_string(), text)
                    }
                };
                let lead = value.len() - value.trim_start().len();
                let start = part.end - value.len() + lead;
                let place = Span::new(start, start + value.trim().len());
                (name, value.trim().to_owned(), place)
            })
            .collect();
        Self {
            name: name.replace('_', " "),
            parameters,
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.find(name).map(|(_, value, _)| value.as_str())
    }

    fn find(&self, name: &str) -> Option<&(String, String, Span)> {
        self.parameters
            .iter()
            .find(|(known, value, _)| known == name && !value.is_empty())
    }

    /// Whether it names a work: `{{cite web}}`, `{{Internetquelle}}`, `{{Citation}}`.
    pub(in crate::claims) fn is_citation(&self) -> bool {
        self.name.starts_with("cite ")
            || self.name.starts_with("citation")
            || matches!(
                self.name.as_str(),
                "internetquelle"
                    | "literatur"
                    | "lien web"
                    | "article"
                    | "ouvrage"
                    | "cita web"
                    | "cite"
            )
    }

    /// Whether it shows a quotation.
    pub(in crate::claims) fn is_quotation(&self) -> bool {
        matches!(
            self.name.as_str(),
            "quote" | "blockquote" | "cquote" | "zitat"
        )
    }

    /// The text that it stands for, with its place.
    pub(in crate::claims) fn text(&self) -> Option<(String, Span)> {
        let name = self.name.as_str();
        if name == "convert" || name == "cvt" {
            let (_, value, place) = self.find("1")?;
            let unit = self.get("2")?;
            return Some((format!("{value} {unit}"), *place));
        }
        if let Some(value) = name.strip_prefix("formatnum:") {
            let place = self.parameters.first().map_or(Span::default(), |p| p.2);
            return Some((value.trim().to_owned(), place));
        }
        let parameter = if FIRST.contains(&name) {
            self.find("1").or_else(|| self.find("text"))?
        } else if SECOND.contains(&name) {
            self.find("2")?
        } else {
            return None;
        };
        let shown = shown(&parameter.1);
        Some(match name {
            "usd" | "us$" => (format!("${shown}"), parameter.2),
            "as of" => (format!("as of {shown}"), parameter.2),
            _ => (shown, parameter.2),
        })
    }

    /// Addresses of the work, the archived copy last.
    fn addresses(&self) -> Vec<String> {
        let mut found = Vec::new();
        for name in [
            "url",
            "chapter-url",
            "article-url",
            "archive-url",
            "archiveurl",
            "archiv-url",
        ] {
            found.extend(self.get(name).map(str::to_owned));
        }
        if found.is_empty() {
            found.extend(self.get("doi").map(|doi| format!("doi:{doi}")));
            found.extend(
                self.get("arxiv")
                    .or_else(|| self.get("eprint"))
                    .map(|id| format!("arxiv:{id}")),
            );
        }
        found
    }

    /// Title, then work or publisher, which "according to …" may name.
    fn title(&self) -> String {
        let title = ["title", "titel", "titre", "título"]
            .iter()
            .find_map(|name| self.get(name));
        let work = [
            "work",
            "website",
            "newspaper",
            "magazine",
            "journal",
            "werk",
            "publisher",
            "agency",
            "hrsg",
            "site",
            "periódico",
        ]
        .iter()
        .find_map(|name| self.get(name));
        let parts: Vec<String> = [title, work].into_iter().flatten().map(shown).collect();
        parts.join(" – ")
    }
}

/// Adds a cited work to a block, as a link with its title for its words.
pub(in crate::claims) fn push_citation(
    block: &mut Block,
    template: &Template,
    source: &str,
    place: Span,
) {
    let addresses = template.addresses();
    let title = template.title();
    block.prose.push_space(place.start);
    let start = block.prose.len();
    if title.is_empty() && addresses.is_empty() {
        return;
    }
    let words = if title.is_empty() { "source" } else { &title };
    block.prose.push(words, place, source);
    for (index, address) in addresses.iter().enumerate() {
        if index == 0 {
            block.push_link(start, address, "");
        } else {
            let end = block.prose.len();
            block.push_link(end, address, "");
        }
    }
}

/// A reference's body as the block of a footnote.
pub(in crate::claims) fn note(source: &str, body: Span) -> Block {
    let mut block = Block::new(Kind::Paragraph);
    let inner = body.of(source);
    let elements = Elements::of(inner);
    let mut at = 0;
    while at < inner.len() {
        let here = Span::new(
            at,
            at + inner[at..].chars().next().map_or(1, char::len_utf8),
        );
        let Some((element, span)) = elements.at(inner, at) else {
            let end = inner[here.end..]
                .find(['<', '{', '[', '\''])
                .map_or(inner.len(), |next| here.end + next);
            let run = Span::new(at, end);
            block
                .prose
                .push(run.of(inner), run.shift(body.start), source);
            at = end;
            continue;
        };
        match element {
            Element::Template(content) => {
                let template = Template::read(source, content.shift(body.start));
                if template.is_citation() {
                    push_citation(&mut block, &template, source, span.shift(body.start));
                } else if let Some((text, place)) = template.text() {
                    block.prose.push(&text, place, source);
                }
            }
            Element::Link { address, words } => {
                let start = block.prose.len();
                let words = if words.is_empty() { address } else { words };
                block
                    .prose
                    .push(words.of(inner), words.shift(body.start), source);
                block.push_link(start, address.of(inner), "");
            }
            Element::Text(words) => {
                block
                    .prose
                    .push(words.of(inner), words.shift(body.start), source);
            }
            _ => {}
        }
        at = span.end.max(here.end);
    }
    block
}

/// The parts of a template's inside, at the bars that belong to no inner bracket.
fn split(inner: &str) -> Vec<Span> {
    let bytes = inner.as_bytes();
    let mut parts = Vec::new();
    let (mut depth, mut start, mut at) = (0_usize, 0, 0);
    while at < bytes.len() {
        let double = bytes.get(at + 1) == Some(&bytes[at]);
        match bytes[at] {
            b'{' | b'[' if double => {
                depth += 1;
                at += 1;
            }
            b'}' | b']' if double => {
                depth = depth.saturating_sub(1);
                at += 1;
            }
            b'|' if depth == 0 => {
                parts.push(Span::new(start, at));
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    parts.push(Span::new(start, inner.len()));
    parts
}

/// A parameter without markup of its own: links as their words, emphasis and templates left out.
pub(in crate::claims) fn shown(value: &str) -> String {
    let elements = Elements::of(value);
    let mut text = String::new();
    let mut at = 0;
    while let Some(c) = value[at..].chars().next() {
        match elements.at(value, at) {
            Some((Element::Text(words) | Element::Link { words, .. }, span)) => {
                text.push_str(words.of(value));
                at = span.end;
            }
            Some((_, span)) => at = span.end,
            None => {
                text.push(c);
                at += c.len_utf8();
            }
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a character reference stands for, of those that are common in wikitext.
pub(in crate::claims) fn character(reference: &str) -> Option<&'static str> {
    Some(match reference {
        "&nbsp;" | "&thinsp;" | "&ensp;" | "&#160;" => " ",
        "&ndash;" | "&#8211;" => "–",
        "&mdash;" | "&#8212;" => "—",
        "&amp;" => "&",
        "&lt;" => "<",
        "&gt;" => ">",
        "&quot;" => "\"",
        "&minus;" => "−",
        "&times;" => "×",
        "&euro;" => "€",
        "&pound;" => "£",
        "&deg;" => "°",
        "&hellip;" => "…",
        "&shy;" => "",
        _ => return None,
    })
}
