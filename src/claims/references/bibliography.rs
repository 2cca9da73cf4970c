//! Bibliographies beside an article: BibTeX and CSL-JSON, for citations such as `[@key]`.
//!
//! Of an entry only address and title matter here, and one bad entry must not lose the others, so
//! that BibTeX is read by a small scanner of our own rather than by a parser of all of it.

use rustc_hash::FxHashMap;
use serde_json::Value;

/// Works by the key that articles cite them with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bibliography {
    works: FxHashMap<String, Work>,
}

/// A work of a bibliography.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::claims) struct Work {
    /// Its address, or its DOI or arXiv number.
    pub(in crate::claims) address: Option<String>,
    pub(in crate::claims) title: Option<String>,
    /// Its authors, year and publisher.
    pub(in crate::claims) reference: Option<String>,
    /// The surnames of its authors.
    pub(in crate::claims) authors: Vec<String>,
}

impl Bibliography {
    /// Reads BibTeX or CSL-JSON; which of the two, its first character tells. What cannot be read
    /// is left out.
    ///
    /// ```
    /// use citecheck::claims::Bibliography;
    /// let works = Bibliography::parse("@misc{deal, title = {The deal}, url = {https://a.example/}}");
    /// assert!(works.has("deal"));
    /// ```
    pub fn parse(text: &str) -> Self {
        let mut bibliography = Self::default();
        if text.trim_start().starts_with(['[', '{']) {
            bibliography.read_csl(text);
        } else {
            bibliography.read_bibtex(text);
        }
        bibliography
    }

    /// Adds the works of `other`; of two with one key, the first stays.
    pub fn add(&mut self, other: Self) {
        for (key, work) in other.works {
            self.works.entry(key).or_insert(work);
        }
    }

    /// Whether it has a work with this key.
    pub fn has(&self, key: &str) -> bool {
        self.works.contains_key(key)
    }

    /// Whether it has no works.
    pub fn is_empty(&self) -> bool {
        self.works.is_empty()
    }

    /// The authors of a work as a sentence names them: "Hansen", "Hansen and Okada", "Hansen et al."
    pub(in crate::claims) fn authors(&self, key: &str) -> Option<String> {
        match self.works.get(key)?.authors.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            [one, two] => Some(format!("{one} and {two}")),
            [one, ..] => Some(format!("{one} et al.")),
        }
    }

    /// The keys of all works.
    pub(in crate::claims) fn keys(&self) -> impl Iterator<Item = &str> {
        self.works.keys().map(String::as_str)
    }

    pub(in crate::claims) fn find(&self, key: &str) -> Option<&Work> {
        self.works.get(key)
    }

    fn read_csl(&mut self, text: &str) {
        let Ok(root) = serde_json::from_str::<Value>(text) else {
            return;
        };
        let items = match &root {
            Value::Array(items) => items.as_slice(),
            Value::Object(fields) => match fields.get("items") {
                Some(Value::Array(items)) => items.as_slice(),
                _ => return,
            },
            _ => return,
        };
        for item in items {
            let text = |name: &str| item.get(name).and_then(Value::as_str).map(str::to_owned);
            let key = match item.get("id") {
                Some(Value::String(key)) => key.clone(),
                Some(Value::Number(key)) => key.to_string(),
                _ => continue,
            };
            let address = text("URL").or_else(|| text("DOI").map(|doi| format!("doi:{doi}")));
            let title = joined(
                text("title"),
                text("container-title").or_else(|| text("publisher")),
            );
            let reference = csl_reference(item);
            self.works.entry(key).or_insert(Work {
                address,
                title,
                reference,
                authors: csl_authors(item),
            });
        }
    }

    fn read_bibtex(&mut self, text: &str) {
        let mut at = 0;
        while let Some(start) = memchr::memchr(b'@', &text.as_bytes()[at..]).map(|i| at + i) {
            at = start + 1;
            let rest = &text[at..];
            // An entry's kind is one word: nothing is looked for beyond it, for the text may have no
            // brace at all.
            let name = |c: char| c.is_alphabetic() || c.is_whitespace();
            let Some((open, _)) = rest
                .char_indices()
                .take(LONGEST_KIND)
                .find(|(_, c)| !name(*c))
                .filter(|(_, c)| matches!(c, '{' | '('))
            else {
                continue;
            };
            let kind = rest[..open].trim().to_lowercase();
            if matches!(kind.as_str(), "comment" | "string" | "preamble" | "") {
                continue;
            }
            let (fields, end) = fields(text, at + open + 1);
            at = end;
            let Some((key, fields)) = fields else {
                continue;
            };
            let get = |name: &str| fields.get(name).filter(|value| !value.is_empty()).cloned();
            let address = get("url")
                .or_else(|| get("howpublished").filter(|value| value.contains("://")))
                .or_else(|| {
                    get("doi").map(|doi| {
                        if doi.contains("://") {
                            doi
                        } else {
                            format!("doi:{doi}")
                        }
                    })
                })
                .or_else(|| get("eprint").map(|id| format!("arxiv:{id}")));
            let work = get("journal")
                .or_else(|| get("journaltitle"))
                .or_else(|| get("publisher"))
                .or_else(|| get("organization"));
            let names = get("author").or_else(|| get("editor"));
            let year = get("year").or_else(|| get("date"));
            let authors = names.as_deref().map(surnames).unwrap_or_default();
            let reference = listed([names, year, work.clone()]);
            let title = joined(get("title"), work);
            self.works.entry(key).or_insert(Work {
                address,
                title,
                reference,
                authors,
            });
        }
    }
}

/// The surnames of a list of names as BibTeX has it: "Hansen, Ida and Ren Okada".
fn surnames(names: &str) -> Vec<String> {
    names
        .split(" and ")
        .map(|name| match name.split_once(',') {
            Some((last, _)) => last.trim(),
            None => name.trim().rsplit(' ').next().unwrap_or_default(),
        })
        .filter(|name| !name.is_empty() && *name != "others")
        .map(str::to_owned)
        .collect()
}

/// The surnames of the authors of an item of CSL-JSON.
fn csl_authors(item: &Value) -> Vec<String> {
    let authors = item.get("author").and_then(Value::as_array);
    let names = authors.into_iter().flatten().filter_map(|author| {
        let text = |name: &str| author.get(name).and_then(Value::as_str);
        text("family")
            .or_else(|| text("literal"))
            .map(str::to_owned)
    });
    names.collect()
}

/// Authors and publisher of an item of CSL-JSON.
fn csl_reference(item: &Value) -> Option<String> {
    let names = csl_authors(item).into_iter();
    let publisher = item.get("publisher").and_then(Value::as_str);
    listed(names.map(Some).chain([publisher.map(str::to_owned)]))
}

/// Those of the parts that are there, parted by commas.
fn listed(parts: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", ").replace(" and ", ", "))
}

fn joined(title: Option<String>, work: Option<String>) -> Option<String> {
    match (title, work) {
        (Some(title), Some(work)) => Some(format!("{title} – {work}")),
        (title, work) => title.or(work),
    }
}

/// Characters of the longest kind of an entry, with the space around it, and bytes of the longest key.
const LONGEST_KIND: usize = 64;
const LONGEST_KEY: usize = 512;

type Entry = (String, FxHashMap<String, String>);

/// The key and the fields of an entry whose inside begins at `at`, and where it ends.
fn fields(text: &str, at: usize) -> (Option<Entry>, usize) {
    let bytes = text.as_bytes();
    let near = &bytes[at..bytes.len().min(at + LONGEST_KEY)];
    let Some(comma) = memchr::memchr2(b',', b'}', near).map(|i| at + i) else {
        return (None, at);
    };
    let key = text[at..comma].trim().to_owned();
    if key.is_empty() || key.contains(|c: char| c.is_whitespace() || "@{}\"=".contains(c)) {
        // No entry: another may begin inside of what looked like one.
        return (None, at);
    }
    let mut fields = FxHashMap::default();
    let mut from = comma;
    while bytes.get(from) == Some(&b',') {
        let Some(equals) = memchr::memchr3(b'=', b'}', b'@', &bytes[from..]).map(|i| from + i)
        else {
            return (None, text.len());
        };
        if bytes[equals] != b'=' {
            from = equals;
            break;
        }
        let name = text[from + 1..equals].trim().to_lowercase();
        let tilde = matches!(name.as_str(), "url" | "doi" | "howpublished" | "eprint");
        let (value, end) = value(text, equals + 1, tilde);
        fields.entry(name).or_insert(value);
        from = end;
    }
    (Some((key, fields)), from)
}

/// A field's value: in braces, in quotation marks, or bare; and where it ends. `tilde` tells whether `~` is itself,
/// as in addresses, and no space.
fn value(text: &str, at: usize, tilde: bool) -> (String, usize) {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut quoted = false;
    let mut end = at;
    while let Some(byte) = bytes.get(end) {
        match byte {
            b'\\' => end += 1,
            b'{' => depth += 1,
            b'}' if depth == 0 => break,
            b'}' => depth -= 1,
            b'"' if depth == 0 => quoted = !quoted,
            b',' if depth == 0 && !quoted => break,
            _ => {}
        }
        end += 1;
    }
    let mut end = end.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    (plain(&text[at..end], tilde), end)
}

/// A value without braces, quotation marks and TeX commands.
fn plain(value: &str, tilde: bool) -> String {
    let value = value.trim().trim_matches('"');
    let mut text = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '{' | '}' => {}
            '~' if !tilde => text.push(' '),
            '\\' => {
                // `\&`, `\_`: the character; `\url`, `\emph`: nothing; accents: the letter alone.
                if let Some(next) = chars.peek().copied() {
                    if next.is_alphabetic() {
                        while chars.next_if(|c| c.is_alphabetic()).is_some() {}
                    } else {
                        chars.next();
                        if matches!(next, '&' | '%' | '_' | '#' | '$') {
                            text.push(next);
                        }
                    }
                }
            }
            c => text.push(c),
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bibtex_entries_survive_bad_neighbours() {
        let text = "@string{x = \"y\"}\n@article{doe2020,\n title = {{The} Deal \\& more}, doi = \"10.1234/abc\",\n journal={J. Ex.}}\n@bad{\n@misc{two, url={https://two.example/~a_b}, note = {a, b}}";
        let works = Bibliography::parse(text);
        let doe = works.find("doe2020").unwrap();
        assert_eq!(doe.title.as_deref(), Some("The Deal & more – J. Ex."));
        assert_eq!(doe.address.as_deref(), Some("doi:10.1234/abc"));
        assert_eq!(
            works.find("two").unwrap().address.as_deref(),
            Some("https://two.example/~a_b")
        );
    }

    #[test]
    fn csl_json_has_the_same_fields() {
        let text = r#"[{"id":"doe","title":"The Deal","container-title":"J","URL":"https://a.example"},{"id":7,"DOI":"10.1/x"},{"no":"id"}]"#;
        let works = Bibliography::parse(text);
        assert_eq!(
            works.find("doe").unwrap().title.as_deref(),
            Some("The Deal – J")
        );
        assert!(works.has("7"));
        assert!(Bibliography::parse("[[[").is_empty());
    }
}
