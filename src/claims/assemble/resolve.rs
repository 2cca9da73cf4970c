//! What citations point to.

use std::path::Path;

use rustc_hash::FxHashMap;
use url::Url;

use super::local;
use super::statement::{Cited, MAX_CITATIONS};
use crate::claims::blocks::draft::Ref;
use crate::claims::broken::{Broken, Fault, Why};
use crate::claims::citations::address::{self, Address, classify};
use crate::claims::claim::{Citation, Scope};
use crate::claims::options::Options;
use crate::claims::positions::Positions;
use crate::claims::references::collection::References;
use crate::claims::references::site::Site;
use crate::claims::references::sources::{Named, Sources};
use crate::source::normalise_url;
use crate::text::{Span, nearest};

/// Finds what citations point to, and keeps the sources and the broken references.
pub(super) struct Resolver<'a> {
    pub(super) text: &'a str,
    pub(super) lines: &'a Positions,
    pub(super) folder: &'a Path,
    pub(super) options: &'a Options,
    pub(super) site: Site,
    pub(super) references: References,
    /// Which entries of the references are cited by number.
    pub(super) used: Vec<bool>,
    pub(super) sources: Sources,
    pub(super) broken: Vec<Broken>,
    /// How many marks beyond [`MAX_BROKEN`](super::faults::MAX_BROKEN) name nothing.
    pub(super) more_broken: usize,
    /// What was cited last.
    last: Cited,
    /// Broken references by their place: each is one, however often it is cited.
    pub(super) broken_at: FxHashMap<(Span, Why), usize>,
}

/// What an address or an entry leads to.
enum Found {
    Source(usize),
    /// Somewhere that is no source: the article's own site, a share button, a place in the article.
    Nothing,
    Broken(Fault),
}

impl<'a> Resolver<'a> {
    pub(super) fn new(
        text: &'a str,
        lines: &'a Positions,
        folder: &'a Path,
        options: &'a Options,
        site: Site,
        references: References,
    ) -> Self {
        Self {
            text,
            lines,
            folder,
            options,
            site,
            used: vec![false; references.entries.len()],
            references,
            sources: Sources::default(),
            broken: Vec::new(),
            more_broken: 0,
            last: Cited::default(),
            broken_at: FxHashMap::default(),
        }
    }

    /// Whether a mark that may be none points to something.
    pub(super) fn knows(&self, target: &Ref) -> bool {
        match target {
            Ref::Label(label) => self.references.has(label) || self.references.has_like(label),
            Ref::Key(key) => {
                self.options.bibliography.has(key) || self.references.note(key).is_some()
            }
            Ref::Work {
                names,
                surely,
                year,
            } => {
                // Several authors and a year are a citation where works with years are listed, known or not; and so is
                // one author who has others listed.
                let author = names
                    .first()
                    .is_some_and(|name| self.references.has_author(name));
                let listed = self.references.has_years() && *surely || author;
                listed || !self.references.works(names, year).is_empty()
            }
            _ => true,
        }
    }

    /// Adds what `target`, which stands at `file`, points to.
    pub(super) fn cite(&mut self, target: &Ref, file: Span, scope: Scope, cited: &mut Cited) {
        if *target != Ref::Same {
            let mut found = Cited::default();
            self.point(target, file, scope, &mut found);
            cited.add(&found);
            if found.own {
                self.last = found;
            }
        } else if self.last.own {
            cited.add(&self.last);
        } else {
            let fault = Fault::new(Why::NoEntry, "nothing is cited before it");
            self.add_broken(file, &fault, cited);
        }
    }

    fn point(&mut self, target: &Ref, file: Span, scope: Scope, cited: &mut Cited) {
        match target {
            Ref::Address { address, title } => {
                let name = Named {
                    title: title.as_deref(),
                    reference: None,
                };
                match self.lead(address, name) {
                    Found::Source(source) => self.add(source, scope, cited),
                    Found::Nothing => {}
                    Found::Broken(fault) => self.add_broken(file, &fault, cited),
                }
            }
            // The article's own list comes before what lies beside it.
            Ref::Key(key) => match self.entries(target).first() {
                Some(entry) => self.cite_entry(*entry, file, scope, cited),
                None => self.cite_key(key, file, scope, cited),
            },
            Ref::Site(name) => {
                cited.sites.push((name.clone(), file));
                cited.own = true;
            }
            Ref::Lacking | Ref::Same => cited.own = true,
            Ref::Faulty(fault) => self.add_broken(file, fault, cited),
            Ref::Label(_) | Ref::Note(_) | Ref::Work { .. } => {
                let entries = self.entries(target);
                if entries.is_empty() {
                    let fault = self.no_entry(target);
                    self.add_broken(file, &fault, cited);
                }
                for entry in entries {
                    self.cite_entry(entry, file, scope, cited);
                }
            }
        }
    }

    fn add(&self, source: usize, scope: Scope, cited: &mut Cited) {
        let citation = self.citation(source, scope);
        super::statement::add_all(&mut cited.citations, [citation]);
        cited.own = true;
    }

    pub(super) fn citation(&self, source: usize, scope: Scope) -> Citation {
        let source = self.sources.get(source).id.clone();
        Citation { source, scope }
    }

    /// The entries that a mark names.
    fn entries(&self, target: &Ref) -> Vec<usize> {
        match target {
            Ref::Label(label) => self.references.find(label).into_iter().collect(),
            // LaTeX's lists have the keys that others have in bibliographies.
            Ref::Note(label) | Ref::Key(label) => self.references.note(label).into_iter().collect(),
            Ref::Work { names, year, .. } => self.references.works(names, year),
            _ => Vec::new(),
        }
    }

    /// Adds the sources of an entry, which is cited at `file`; of one without any, those of the ones that it refers to.
    fn cite_entry(&mut self, entry: usize, file: Span, scope: Scope, cited: &mut Cited) {
        let mut seen = vec![entry];
        let mut next = 0;
        while let Some(index) = seen.get(next).copied() {
            self.used[index] = true;
            let sources = self.entry_sources(index);
            if !sources.is_empty() {
                for source in sources {
                    self.add(source, scope, cited);
                }
                return;
            }
            let short = self.references.short(&self.references.entries[index].text);
            if let Some(found) = short.filter(|found| !seen.contains(found)) {
                seen.push(found);
            }
            for target in self.references.entries[index].also.clone() {
                if let Ref::Key(key) = &target
                    && self.options.bibliography.has(key)
                {
                    let file = self.references.entries[index].file;
                    self.cite_key(key, file, scope, cited);
                    return;
                }
                for found in self.entries(&target) {
                    // A circle of footnotes ends here.
                    if !seen.contains(&found) && seen.len() < MAX_CITATIONS {
                        seen.push(found);
                    }
                }
            }
            next += 1;
        }
        // The last that was looked at is what has no address: the book that a short footnote names.
        let last = seen[seen.len() - 1];
        self.without_address(last, file, cited);
    }

    /// Adds the work that the bibliography has under `key`.
    fn cite_key(&mut self, key: &str, file: Span, scope: Scope, cited: &mut Cited) {
        let bibliography = &self.options.bibliography;
        let Some(work) = bibliography.find(key) else {
            let keys = bibliography.keys().chain(self.references.labels());
            let known = nearest(key, keys.filter(|_| self.suggests()));
            let fault = Fault::new(Why::NoEntry, format!("`{key}` is in no bibliography"));
            let fault = known.map_or(fault.clone(), |near| fault.meaning(near));
            self.add_broken(file, &fault, cited);
            return;
        };
        let address = work.address.as_deref().unwrap_or_default();
        let name = Named {
            title: work.title.as_deref(),
            reference: work.reference.as_deref(),
        };
        match self.lead(address, name) {
            Found::Source(source) => self.add(source, scope, cited),
            Found::Nothing => cited.own = true,
            Found::Broken(fault) => {
                let fault = Fault {
                    why: Why::NoAddress,
                    detail: if address.is_empty() {
                        format!("`{key}` has no address in the bibliography")
                    } else {
                        fault.detail
                    },
                    meant: fault.meant,
                };
                self.add_broken(file, &fault, cited);
            }
        }
    }

    /// The sources of an entry: of its addresses, those that lead to pages or files.
    pub(super) fn entry_sources(&mut self, index: usize) -> Vec<usize> {
        let entry = self.references.entries[index].clone();
        let name = Named {
            title: entry.title.as_deref(),
            reference: Some(entry.text.as_str()).filter(|_| entry.tells_more),
        };
        entry
            .addresses
            .iter()
            .filter_map(|address| match self.lead(address, name) {
                Found::Source(source) => Some(source),
                _ => None,
            })
            .collect()
    }

    /// What an address leads to: a page, or a file beside the article.
    fn lead(&mut self, address: &str, name: Named<'_>) -> Found {
        match classify(address) {
            Address::Page(url) => self.page(url, name),
            Address::Elsewhere => Found::Nothing,
            Address::Broken(fault) => Found::Broken(fault),
            Address::Relative => self.relative(address, name),
        }
    }

    /// What a relative address leads to.
    fn relative(&mut self, address: &str, name: Named<'_>) -> Found {
        let relative = address.split(['#', '?']).next().unwrap_or_default();
        if let Some(base) = &self.site.base {
            let url = base
                .join(address)
                .ok()
                .and_then(|url| normalise_url(url).ok());
            return url.map_or(Found::Nothing, |url| self.page(url, name));
        }
        let Some(path) = local::beside(self.folder, relative) else {
            return Found::Nothing;
        };
        match self.options.is_file {
            Some(is_file) if !is_file(&path) => {
                Found::Broken(local::missing(&path, relative, is_file))
            }
            _ => Found::Source(self.sources.at_path(path, name)),
        }
    }

    /// The source at `url`, unless it is no page that could bear anything out: the article itself, an
    /// index of its site, a share button, a profile.
    fn page(&mut self, url: Url, name: Named<'_>) -> Found {
        if let Some(base) = &self.site.base
            && (url == *base || address::is_index(&url, base))
        {
            return Found::Nothing;
        }
        if address::is_social(&url) {
            return Found::Nothing;
        }
        Found::Source(self.sources.at_url(url, name))
    }
}
