//! The sources of a run, one a target, and their records.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};
use url::Url;

use super::given::{Gathered, Verified};
use crate::extract::Document;
use crate::report::fragment::Page;
use crate::report::model::{SourceRecord, SourceStatus};
use crate::source::Target;

/// The sources of a run, one a target.
pub(super) struct Sources<'a> {
    pub entries: Vec<Entry<'a>>,
    by_target: FxHashMap<&'a Target, usize>,
}

pub(super) struct Entry<'a> {
    /// As the report names it.
    pub id: String,
    gathered: Gathered<'a>,
    /// The address that links to passages lead to.
    address: Option<Url>,
    /// Made when the first link is asked for.
    page: OnceCell<Page<'a>>,
}

impl<'a> Sources<'a> {
    pub fn new(verified: &[Verified<'a>], gathered: &[Gathered<'a>]) -> Self {
        let mut names: FxHashMap<&Target, (String, &str)> = FxHashMap::default();
        let mut taken = FxHashSet::default();
        for input in verified.iter().map(|verified| verified.input) {
            for source in &input.sources {
                names.entry(&source.target).or_insert_with(|| {
                    let mut id = source.id.clone();
                    while !taken.insert(id.clone()) {
                        id = format!("{}#{id}", input.path);
                    }
                    (id, &input.path)
                });
            }
        }
        let mut sources = Self {
            entries: Vec::with_capacity(gathered.len()),
            by_target: FxHashMap::default(),
        };
        for one in gathered {
            let target = &one.source.target;
            if sources.by_target.contains_key(target) {
                continue;
            }
            let id = names
                .get(target)
                .map_or_else(|| one.source.id.clone(), |(id, _)| id.clone());
            sources.by_target.insert(target, sources.entries.len());
            sources.entries.push(Entry {
                id,
                gathered: *one,
                address: address(one),
                page: OnceCell::new(),
            });
        }
        sources
    }

    pub fn find(&self, target: &Target) -> Option<usize> {
        self.by_target.get(target).copied()
    }

    pub fn records(&self) -> Vec<SourceRecord> {
        let mut records: Vec<_> = self.entries.iter().map(Entry::record).collect();
        records.sort_by(|a, b| a.id.cmp(&b.id));
        records
    }
}

impl<'a> Entry<'a> {
    pub fn document(&self) -> Option<&'a Document> {
        self.gathered.outcome.ok()
    }

    pub fn link(&self, passage: usize) -> Option<String> {
        let address = self.address.as_ref()?;
        let document = self.document()?;
        let page = self.page.get_or_init(|| Page::new(document));
        Some(page.link(address, passage))
    }

    pub fn record(&self) -> SourceRecord {
        let Gathered {
            source,
            provenance,
            outcome,
        } = self.gathered;
        let refused = outcome.err();
        let document = outcome.ok();
        let date = document.and_then(|document| document.published.or(document.modified));
        SourceRecord {
            id: self.id.clone(),
            url: match &source.target {
                Target::Url(url) => Some(url.to_string()),
                Target::Path(_) | Target::Text(_) => None,
            },
            path: match &source.target {
                Target::Path(path) => Some(path.display().to_string().replace('\\', "/")),
                Target::Url(_) | Target::Text(_) => None,
            },
            status: match outcome {
                Ok(_) => SourceStatus::Read,
                Err(_) => SourceStatus::Unavailable,
            },
            reason: refused.map(|refused| refused.reason),
            detail: refused.map(|refused| refused.detail.clone()),
            http_status: refused
                .and_then(|refused| refused.http_status)
                .or_else(|| provenance.map(|provenance| provenance.status)),
            final_url: provenance.map(|provenance| provenance.final_url.clone()),
            sha256: provenance.map(|provenance| provenance.sha256.clone()),
            fetched_at: provenance.map(|provenance| provenance.fetched_at.clone()),
            archived_at: provenance.and_then(|provenance| provenance.archived_at.clone()),
            title: document
                .and_then(|document| document.title.clone())
                .or_else(|| source.title.clone()),
            date: date.map(|date| date.to_string()),
        }
    }
}

/// Where the text that was read can be seen: the source's address, or the archive's copy of it, when
/// that is what was read.
fn address(source: &Gathered<'_>) -> Option<Url> {
    let Target::Url(url) = &source.source.target else {
        return None;
    };
    let archived = source
        .provenance
        .filter(|provenance| provenance.archived_at.is_some())
        .and_then(|provenance| Url::parse(&provenance.final_url).ok());
    Some(archived.unwrap_or_else(|| url.clone()))
}
