//! What a page's structured data (schema.org, JSON-LD) says of citations and reviewed claims.

use serde_json::Value;

use crate::claims::blocks::draft::{Block, Kind, Mark, Ref};
use crate::text::Span;

/// Values looked at in one script; articles have hundreds.
const MAX_VALUES: usize = 20_000;

/// Citations and reviews kept of one script.
const MAX_FOUND: usize = 200;

/// What a script holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::claims) struct Data {
    /// Addresses of `citation`s, with their names.
    pub(in crate::claims) citations: Vec<(String, Option<String>)>,
    pub(in crate::claims) reviews: Vec<Review>,
}

/// A `ClaimReview`.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::claims) struct Review {
    /// `claimReviewed`.
    pub(in crate::claims) text: String,
    /// Where the claim was made.
    pub(in crate::claims) addresses: Vec<String>,
}

impl Review {
    /// The review as a block of its own, which stands in the script at `script` of `source`.
    pub(in crate::claims) fn block(self, script: Span, source: &str) -> Block {
        let place = script.of(source).find(&self.text).map_or(script, |at| {
            Span::new(script.start + at, script.start + at + self.text.len())
        });
        let mut block = Block::new(Kind::Row(String::new()));
        block.prose.push(&self.text, place, source);
        let at = block.prose.len();
        let refs = self.addresses.into_iter().map(|address| Ref::Address {
            address,
            title: None,
        });
        block.marks.push(Mark {
            span: Span::new(at, at),
            file: place,
            refs: refs.collect(),
            shown: None,
        });
        block
    }
}

/// Reads a script's JSON; what is no JSON holds nothing.
pub(in crate::claims) fn read(script: &str) -> Data {
    let mut data = Data::default();
    let Ok(root) = serde_json::from_str::<Value>(script) else {
        return data;
    };
    let mut pending = vec![&root];
    let mut seen = 0;
    while let Some(value) = pending.pop() {
        seen += 1;
        if seen > MAX_VALUES {
            break;
        }
        match value {
            Value::Array(items) => pending.extend(items.iter().rev()),
            Value::Object(fields) => {
                if let Some(text) = fields.get("claimReviewed").and_then(Value::as_str)
                    && data.reviews.len() < MAX_FOUND
                {
                    let mut addresses = Vec::new();
                    let item = fields.get("itemReviewed");
                    for name in ["appearance", "firstAppearance", "url", "sameAs"] {
                        collect(item.and_then(|item| item.get(name)), &mut addresses);
                    }
                    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                    data.reviews.push(Review {
                        text,
                        addresses: addresses.into_iter().map(|(address, _)| address).collect(),
                    });
                }
                collect(fields.get("citation"), &mut data.citations);
                collect(fields.get("isBasedOn"), &mut data.citations);
                pending.extend(fields.values().rev());
            }
            _ => {}
        }
    }
    data
}

/// The addresses of a work, or of a list of works, with their names.
fn collect(value: Option<&Value>, found: &mut Vec<(String, Option<String>)>) {
    let works = match value {
        Some(Value::Array(items)) => items.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    for work in works {
        let (address, name) = match work {
            Value::String(address) => (Some(address.as_str()), None),
            Value::Object(fields) => {
                let text = |name: &str| fields.get(name).and_then(Value::as_str);
                (
                    text("url").or_else(|| text("@id")),
                    text("name").or_else(|| text("headline")),
                )
            }
            _ => (None, None),
        };
        if let Some(address) = address.filter(|address| address.contains("://"))
            && found.len() < MAX_FOUND
            && !found.iter().any(|(known, _)| known == address)
        {
            found.push((address.to_owned(), name.map(str::to_owned)));
        }
    }
}
