//! Templates of wikitext: their parameters, and the text that a few of them stand for.

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
    "quotation",
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

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.find(name).map(|(_, value, _)| value.as_str())
    }

    pub(super) fn find(&self, name: &str) -> Option<&(String, String, Span)> {
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

    /// Its parameters without names, in order.
    pub(super) fn unnamed(&self) -> impl Iterator<Item = &str> {
        let number = |name: &str| name.bytes().all(|b| b.is_ascii_digit());
        let unnamed = self
            .parameters
            .iter()
            .filter(move |(name, value, _)| number(name) && !value.is_empty());
        unnamed.map(|(_, value, _)| value.as_str())
    }

    /// Whether it is a footnote that explains something.
    pub(super) fn is_note(&self) -> bool {
        let name = self.name.as_str();
        name == "efn"
            || name.starts_with("efn-")
            || matches!(name, "refn" | "notetag" | "note tag" | "anmerkung" | "fn")
    }

    /// Whether it shows a quotation.
    pub(in crate::claims) fn is_quotation(&self) -> bool {
        matches!(
            self.name.as_str(),
            "quote" | "blockquote" | "cquote" | "zitat" | "quotation" | "rquote"
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
        // "{{lang-de|…}}" and its like show the words and say in which language they are.
        let parameter = if FIRST.contains(&name) || name.starts_with("lang-") {
            self.find("1").or_else(|| self.find("text"))?
        } else if SECOND.contains(&name) {
            self.find("2")?
        } else {
            return None;
        };
        let shown = shown(&parameter.1);
        Some(match name {
            "usd" | "us$" => (format!("${shown}"), parameter.2),
            "as of" if self.get("lc").is_some() => (format!("as of {shown}"), parameter.2),
            "as of" => (format!("As of {shown}"), parameter.2),
            _ => (shown, parameter.2),
        })
    }
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
