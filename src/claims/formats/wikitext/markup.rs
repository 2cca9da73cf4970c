//! The elements of wikitext: where each begins and ends.

use rustc_hash::FxHashMap;

use crate::text::Span;

/// Elements whose inside is no text.
const OPAQUE: &[&str] = &[
    "nowiki",
    "math",
    "gallery",
    "syntaxhighlight",
    "source",
    "pre",
    "timeline",
    "score",
    "style",
    "templatestyles",
    "imagemap",
    "graph",
    "mapframe",
    "chem",
    // The references that such a list defines are read before all text.
    "references",
];

/// Name spaces whose links are no text: images and categories, in common languages.
const NO_TEXT: &[&str] = &[
    "file",
    "image",
    "category",
    "datei",
    "bild",
    "kategorie",
    "fichier",
    "catégorie",
    "archivo",
    "categoría",
    "ファイル",
    "画像",
    "カテゴリ",
    "media",
];

/// Whether a link is all of its line.
fn is_alone(source: &str, link: Span) -> bool {
    let before = &source[..link.start];
    let after = &source[link.end..];
    (before.is_empty() || before.ends_with('\n'))
        && (after.is_empty() || after.starts_with(['\n', '\r']))
}

/// Whether the target of a link is a page of some name space, in any language: "Kategori:Skip".
fn is_in_name_space(target: &str) -> bool {
    target.split_once(':').is_some_and(|(space, page)| {
        !space.is_empty()
            && space.chars().all(char::is_alphabetic)
            && !page.starts_with(char::is_whitespace)
    })
}

/// Bytes in which an external link ends.
const LONGEST_LINK: usize = 4_000;

/// Tags are short; a `<` without a `>` nearby is a less-than sign.
const LONGEST_TAG: usize = 400;

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::claims) enum Element {
    /// Markup that is not shown.
    Nothing,
    /// A comment; its inside.
    Comment(Span),
    /// A line break.
    Break,
    /// A reference, with its name and its body.
    Ref {
        name: Option<Span>,
        body: Option<Span>,
    },
    /// Markup that shows only a part of itself.
    Text(Span),
    /// A link to a page, and the words that are linked; they may be empty.
    Link { address: Span, words: Span },
    /// A template; its inside.
    Template(Span),
}

/// Where brackets close, found in one pass, so that unclosed ones cost nothing.
pub(in crate::claims) struct Elements {
    closes: FxHashMap<usize, usize>,
    /// Last place of each closing tag that is searched for.
    last_close: FxHashMap<&'static str, usize>,
}

impl Elements {
    pub(in crate::claims) fn of(source: &str) -> Self {
        let bytes = source.as_bytes();
        let mut closes = FxHashMap::default();
        let mut curly: Vec<usize> = Vec::new();
        let mut square: Vec<usize> = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let double = bytes.get(at + 1) == Some(&bytes[at]);
            match bytes[at] {
                b'{' if double => curly.push(at),
                b'}' if double => {
                    if let Some(open) = curly.pop() {
                        closes.insert(open, at + 2);
                    }
                }
                b'[' if double => square.push(at),
                b']' if double => {
                    if let Some(open) = square.pop() {
                        closes.insert(open, at + 2);
                    }
                }
                _ => {}
            }
            let bracket = matches!(bytes[at], b'{' | b'}' | b'[' | b']');
            at += if bracket && double { 2 } else { 1 };
        }
        let mut last_close = FxHashMap::default();
        for name in OPAQUE.iter().chain(&["ref", "--"]) {
            let close = if *name == "--" {
                "-->".to_owned()
            } else {
                format!("</{name}")
            };
            if let Some(at) = source.rfind(&close) {
                last_close.insert(*name, at);
            }
        }
        Self { closes, last_close }
    }

    /// The element that begins at `at`, and all of its span.
    pub(in crate::claims) fn at(&self, source: &str, at: usize) -> Option<(Element, Span)> {
        let rest = &source[at..];
        match rest.as_bytes().first()? {
            b'<' => self.tag(source, at),
            b'{' => {
                let end = *self.closes.get(&at)?;
                Some((
                    Element::Template(Span::new(at + 2, end - 2)),
                    Span::new(at, end),
                ))
            }
            b'[' => self.bracket(source, at),
            b'\'' => {
                let quotes = rest.bytes().take_while(|b| *b == b'\'').count();
                (quotes >= 2).then(|| (Element::Nothing, Span::new(at, at + quotes)))
            }
            b'_' => ["__TOC__", "__NOTOC__", "__FORCETOC__", "__NOEDITSECTION__"]
                .iter()
                .find(|word| rest.starts_with(**word))
                .map(|word| (Element::Nothing, Span::new(at, at + word.len()))),
            _ => None,
        }
    }

    fn bracket(&self, source: &str, at: usize) -> Option<(Element, Span)> {
        let rest = &source[at..];
        if rest.starts_with("[[") {
            let end = *self.closes.get(&at)?;
            let inner = Span::new(at + 2, end - 2);
            let text = inner.of(source);
            let space = text
                .split(':')
                .next()
                .unwrap_or_default()
                .trim()
                .to_lowercase();
            let whole = Span::new(at, end);
            let named = text.contains(':') && NO_TEXT.contains(&space.as_str());
            if named || is_alone(source, whole) && is_in_name_space(text) {
                return Some((Element::Nothing, whole));
            }
            let words = text.rfind('|').map_or(0, |bar| bar + 1);
            return Some((
                Element::Text(Span::new(inner.start + words, inner.end)),
                whole,
            ));
        }
        let inner = rest.strip_prefix('[')?;
        let external = ["http://", "https://", "//"]
            .iter()
            .any(|scheme| inner.starts_with(scheme));
        if !external {
            return None;
        }
        let end = inner
            .bytes()
            .take(LONGEST_LINK)
            .position(|b| matches!(b, b']' | b'\n'))?;
        let line = inner;
        if !line[end..].starts_with(']') {
            return None;
        }
        let blank = line[..end].find(char::is_whitespace).unwrap_or(end);
        let address = Span::new(at + 1, at + 1 + blank);
        let words = Span::new(address.end, at + 1 + end);
        let lead = words.of(source).len() - words.of(source).trim_start().len();
        let words = Span::new(words.start + lead, words.end);
        Some((
            Element::Link { address, words },
            Span::new(at, at + end + 2),
        ))
    }

    fn tag(&self, source: &str, at: usize) -> Option<(Element, Span)> {
        let rest = &source[at..];
        if rest.starts_with("<!--") {
            let end = self.find(source, "--", "-->", at)?;
            return Some((
                Element::Comment(Span::new(at + 4, end)),
                Span::new(at, end + 3),
            ));
        }
        let name: String = rest[1..]
            .trim_start_matches('/')
            .chars()
            .take(20)
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        if name.is_empty() {
            return None;
        }
        let close = rest.bytes().take(LONGEST_TAG).position(|b| b == b'>')?;
        let tag = Span::new(at, at + close + 1);
        let closing = rest.starts_with("</");
        let alone = rest[..close].ends_with('/');
        if name == "ref" && !closing {
            let attributes = &rest[4.min(close)..close];
            let name = name_attribute(attributes).map(|span| span.shift(at + 4.min(close)));
            if alone {
                return Some((Element::Ref { name, body: None }, tag));
            }
            let end = self.find(source, "ref", "</ref", tag.end)?;
            let stop = source[end..]
                .find('>')
                .map_or(source.len(), |at| end + at + 1);
            let body = Some(Span::new(tag.end, end));
            return Some((Element::Ref { name, body }, Span::new(at, stop)));
        }
        if let Some(opaque) = OPAQUE.iter().find(|opaque| **opaque == name)
            && !closing
            && !alone
        {
            let end = self.find(source, opaque, &format!("</{opaque}"), tag.end)?;
            let stop = source[end..]
                .find('>')
                .map_or(source.len(), |at| end + at + 1);
            return Some((Element::Nothing, Span::new(at, stop)));
        }
        Some((
            if name == "br" {
                Element::Break
            } else {
                Element::Nothing
            },
            tag,
        ))
    }

    /// Where `close` stands next; a search that cannot succeed is not made.
    fn find(&self, source: &str, name: &str, close: &str, from: usize) -> Option<usize> {
        let last = *self.last_close.get(name)?;
        if from > last {
            return None;
        }
        source[from..].find(close).map(|at| from + at)
    }
}

/// The value of `name` in a tag's attributes.
fn name_attribute(attributes: &str) -> Option<Span> {
    let at = attributes.find("name")?;
    let rest = attributes[at + 4..].trim_start();
    let value = rest.strip_prefix('=')?.trim_start();
    let start = attributes.len() - value.len();
    if let Some(quote @ ('"' | '\'')) = value.chars().next() {
        let end = value[1..].find(quote)?;
        return Some(Span::new(start + 1, start + 1 + end));
    }
    let end = value
        .find(|c: char| c.is_whitespace() || c == '/')
        .unwrap_or(value.len());
    (end > 0).then(|| Span::new(start, start + end))
}
