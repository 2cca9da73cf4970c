//! The sources of one input, each once.

use std::path::PathBuf;

use rustc_hash::FxHashMap;
use url::Url;

use crate::source::{Source, Target};

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
    pub(in crate::claims) fn at_url(&mut self, url: Url, title: Option<&str>) -> usize {
        let id = url.to_string();
        self.at(Target::Url(url), id, title)
    }

    /// The source in the file at `path`, added when there is none, with the path as its id.
    pub(in crate::claims) fn at_path(&mut self, path: PathBuf, title: Option<&str>) -> usize {
        let id = path.to_string_lossy().replace('\\', "/");
        self.at(Target::Path(path), id, title)
    }

    fn at(&mut self, target: Target, mut id: String, title: Option<&str>) -> usize {
        let title = title.map(str::trim).filter(|title| !title.is_empty());
        if let Some(index) = self.by_target.get(&target) {
            let source = &mut self.list[*index];
            source.title = source.title.take().or_else(|| title.map(str::to_owned));
            return *index;
        }
        while self.by_id.contains_key(&id) {
            // Another source has this address for its name. A space is in no address.
            id.push_str(" (2)");
        }
        let source = Source {
            id: id.clone(),
            target,
            title: title.map(str::to_owned),
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
