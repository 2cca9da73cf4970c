//! What a page's embedded data says: JSON-LD of an article, and the text in the state that a page's
//! scripts draw it from.

use serde_json::Value;

/// What JSON-LD says of the page's main thing.
#[derive(Default)]
pub struct Ld {
    /// Its schema.org type; empty when there is none.
    pub kind: &'static str,
    /// `headline`, or `name`.
    pub headline: Option<String>,
    /// `articleBody`, or `text`.
    pub body: Option<String>,
    /// `datePublished`.
    pub published: Option<String>,
    /// `dateModified`.
    pub modified: Option<String>,
    /// Names under `author`.
    pub authors: Vec<String>,
    /// The name under `publisher`.
    pub publisher: Option<String>,
    /// `inLanguage`.
    pub lang: Option<String>,
    /// `isAccessibleForFree`.
    pub free: Option<bool>,
}

/// Types that name a page's main thing, the more telling first.
const TYPES: &[&str] = &[
    "LiveBlogPosting",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BlogPosting",
    "TechArticle",
    "ScholarlyArticle",
    "MedicalScholarlyArticle",
    "Report",
    "Article",
    "DiscussionForumPosting",
    "QAPage",
    "Question",
    "Recipe",
    "Product",
    "VideoObject",
    "Event",
    "WebPage",
];

/// Values looked at in one page's data: far more than any article has.
const MAX_VALUES: usize = 200_000;

/// The main thing of a page's JSON-LD blocks; broken blocks are passed over.
pub fn json_ld(blocks: &[String]) -> Ld {
    let mut best: Option<(usize, Ld)> = None;
    for block in blocks {
        let Some(value) = parse(block) else { continue };
        for object in values(&value).filter(|value| value.is_object()) {
            let Some(rank) = rank(object) else {
                continue;
            };
            if best.as_ref().is_none_or(|(least, _)| rank < *least) {
                best = Some((rank, read(object, TYPES[rank])));
            }
        }
    }
    best.map(|(_, ld)| ld).unwrap_or_default()
}

/// JSON as pages have it: inside CDATA marks or comment marks, with line breaks in strings.
fn parse(block: &str) -> Option<Value> {
    let text = block.trim();
    let text = text.trim_start_matches("//").trim_start();
    let text = text
        .strip_prefix("<![CDATA[")
        .or_else(|| text.strip_prefix("<!--"))
        .unwrap_or(text);
    let start = text.find(['{', '['])?;
    let end = text.rfind(['}', ']'])? + 1;
    let text = text.get(start..end)?;
    serde_json::from_str(text).ok().or_else(|| {
        let clean: String = text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        serde_json::from_str(&clean).ok()
    })
}

/// Every value inside `value`, itself first, in document order, without recursion.
fn values(value: &Value) -> impl Iterator<Item = &Value> {
    let mut open = vec![value];
    std::iter::from_fn(move || {
        let next = open.pop()?;
        match next {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(fields) => open.extend(fields.values().rev()),
            _ => {}
        }
        Some(next)
    })
    .take(MAX_VALUES)
}

fn rank(object: &Value) -> Option<usize> {
    let named = |name: &str| {
        let name = name.rsplit(['/', ':']).next().unwrap_or(name);
        TYPES.iter().position(|kind| *kind == name)
    };
    match object.get("@type")? {
        Value::String(name) => named(name),
        Value::Array(all) => all.iter().filter_map(|name| named(name.as_str()?)).min(),
        _ => None,
    }
}

fn read(object: &Value, kind: &'static str) -> Ld {
    let text = |keys: &[&str]| {
        keys.iter()
            .find_map(|key| object.get(*key)?.as_str())
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    Ld {
        kind,
        headline: text(&["headline", "name"]),
        body: text(&["articleBody", "text"]),
        published: text(&["datePublished", "dateCreated", "uploadDate"]),
        modified: text(&["dateModified"]),
        authors: names(object.get("author")),
        publisher: names(object.get("publisher")).into_iter().next(),
        lang: text(&["inLanguage"]),
        free: match object.get("isAccessibleForFree") {
            Some(Value::Bool(free)) => Some(*free),
            Some(Value::String(free)) => match free.to_ascii_lowercase().as_str() {
                "false" => Some(false),
                "true" => Some(true),
                _ => None,
            },
            _ => None,
        },
    }
}

/// The names of one or several people or organisations.
fn names(value: Option<&Value>) -> Vec<String> {
    let name = |value: &Value| {
        let name = match value {
            Value::String(name) => Some(name.as_str()),
            Value::Object(fields) => fields.get("name").and_then(Value::as_str),
            _ => None,
        }?;
        let name = name.trim();
        (!name.is_empty() && name.len() < 200 && !name.starts_with("http")).then(|| name.to_owned())
    };
    match value {
        Some(Value::Array(items)) => items.iter().filter_map(name).collect(),
        Some(value) => name(value).into_iter().collect(),
        None => Vec::new(),
    }
}

/// Letters from which a string in a page's state is taken for text and not for a label.
const TEXT: usize = 200;

/// Bytes of texts looked through, over a whole page, for one that they hold already.
const MAX_SOUGHT: usize = 256 * 1024 * 1024;

/// The running texts in a page's state, in order, each once.
pub fn texts(blocks: &[String]) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut length = 0;
    let mut sought = 0;
    for block in blocks {
        let Some(value) = parse(block) else { continue };
        for text in values(&value).filter_map(Value::as_str) {
            let spaces = text.matches(' ').count();
            let prose = spaces * 12 > text.len() || !text.is_ascii();
            let code = text.contains("function(") || text.starts_with("http");
            if text.len() < TEXT || !prose || code {
                continue;
            }
            sought += length;
            if sought > MAX_SOUGHT || !texts.iter().any(|t| t.contains(text)) {
                length += text.len();
                texts.push(text.to_owned());
            }
        }
    }
    texts
}
