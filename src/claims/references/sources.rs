//! The sources of one input, each once.

use std::path::PathBuf;

use rustc_hash::FxHashMap;
use url::Url;

use crate::source::{Source, Target};

/// What an input calls a source.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::claims) struct Named<'n> {
    pub(in crate::claims) title: Option<&'n str>,
    /// The whole reference, as it is listed.
    pub(in crate::claims) reference: Option<&'n str>,
}

/// Gathers sources in order of appearance, and finds them by id or by where they are.
#[derive(Debug, Default)]
pub(in crate::claims) struct Sources {
    list: Vec<Source>,
    by_id: FxHashMap<String, usize>,
    by_target: FxHashMap<Target, usize>,
}

impl Sources {
    /// Adds a source that has a name of its own. When the name is taken, gives whose it is.
    pub(in crate::claims) fn declare(&mut self, source: Source) -> Result<usize, usize> {
        if let Some(taken) = self.by_id.get(&source.id) {
            return Err(*taken);
        }
        let index = self.list.len();
        self.by_id.insert(source.id.clone(), index);
        // Two names for one page stay two sources; the address means the first.
        self.by_target.entry(source.target.clone()).or_insert(index);
        self.list.push(source);
        Ok(index)
    }

    /// The source at `url`, added when there is none, with the address as its id.
    pub(in crate::claims) fn at_url(&mut self, url: Url, name: Named<'_>) -> usize {
        let id = url.to_string();
        self.at(Target::Url(url), id, name)
    }

    /// The source in the file at `path`, added when there is none, with the path as its id.
    pub(in crate::claims) fn at_path(&mut self, path: PathBuf, name: Named<'_>) -> usize {
        let id = path.to_string_lossy().replace('\\', "/");
        self.at(Target::Path(path), id, name)
    }

    fn at(&mut self, target: Target, mut id: String, name: Named<'_>) -> usize {
        let told = |text: Option<&str>| {
            let text = text.map(str::trim).filter(|text| !text.is_empty());
            text.map(str::to_owned)
        };
        let title = told(name.title);
        let reference = told(name.reference);
        if let Some(index) = self.by_target.get(&target) {
            let source = &mut self.list[*index];
            source.title = source.title.take().or(title);
            source.reference = source.reference.take().or(reference);
            return *index;
        }
        while self.by_id.contains_key(&id) {
            // Another source has this address for its name. A space is in no address.
            id.push_str(" (2)");
        }
        let source = Source {
            id: id.clone(),
            target,
            title,
            reference,
        };
        let index = self.list.len();
        self.by_id.insert(id, index);
        self.by_target.insert(source.target.clone(), index);
        self.list.push(source);
        index
    }

    pub(in crate::claims) fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    pub(in crate::claims) fn ids(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|source| source.id.as_str())
    }

    pub(in crate::claims) fn len(&self) -> usize {
        self.list.len()
    }

    pub(in crate::claims) fn get(&self, index: usize) -> &Source {
        &self.list[index]
    }

    pub(in crate::claims) fn as_slice(&self) -> &[Source] {
        &self.list
    }

    pub(in crate::claims) fn into_vec(self) -> Vec<Source> {
        self.list
    }
}
