//! What citations point to.

use std::path::{Component, Path, PathBuf};

use rustc_hash::FxHashMap;
use url::Url;

use super::statement::{Cited, MAX_CITATIONS};
use crate::claims::blocks::draft::Ref;
use crate::claims::broken::{Broken, Fault, Unresolved, Why};
use crate::claims::citations::address::{self, Address, classify};
use crate::claims::positions::Positions;
use crate::claims::references::collection::References;
use crate::claims::references::entries::{Entry, without_page};
use crate::claims::references::site::Site;
use crate::claims::references::sources::{Named, Sources};
use crate::claims::{Citation, Options, Scope};
use crate::files::other_than_file;
use crate::source::normalise_url;
use crate::text::{Span, nearest};

/// Broken references of one input that are told; a file of rubbish stays readable.
pub(super) const MAX_BROKEN: usize = 10_000;

/// Broken references for which the nearest right form is looked for.
const MAX_SUGGESTED: usize = 200;

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
    /// How many marks beyond [`MAX_BROKEN`] name nothing.
    pub(super) more_broken: usize,
    /// What was cited last.
    last: Cited,
    /// Broken references by their place: each is one, however often it is cited.
    broken_at: FxHashMap<(Span, Why), usize>,
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
            Ref::Key(key) => self.options.bibliography.has(key),
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
            self.add_broken(file, fault, cited);
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
                    Found::Broken(fault) => self.add_broken(file, fault, cited),
                }
            }
            Ref::Key(key) => self.cite_key(key, file, scope, cited),
            Ref::Site(name) => {
                cited.sites.push((name.clone(), file));
                cited.own = true;
            }
            Ref::Lacking | Ref::Same => cited.own = true,
            Ref::Faulty(fault) => self.add_broken(file, fault.clone(), cited),
            Ref::Label(_) | Ref::Note(_) | Ref::Work { .. } => {
                let entries = self.entries(target);
                if entries.is_empty() {
                    let fault = self.no_entry(target);
                    self.add_broken(file, fault, cited);
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

    fn add_broken(&mut self, file: Span, fault: Fault, cited: &mut Cited) {
        const WRITTEN: usize = 80;
        cited.own = true;
        let next = self.broken.len();
        if next >= MAX_BROKEN {
            self.more_broken += 1;
            return;
        }
        let number = *self.broken_at.entry((file, fault.why)).or_insert(next);
        if number == next {
            let words: Vec<&str> = file.of(self.text).split_whitespace().collect();
            let written = if words.is_empty() {
                // A footnote without a word.
                "…".to_owned()
            } else {
                words.join(" ")
            };
            self.broken.push(Broken {
                place: self.lines.place(self.text, file.start),
                end: self.lines.place(self.text, file.end),
                span: file,
                fault: Unresolved {
                    written: written.chars().take(WRITTEN).collect(),
                    why: fault.why,
                    detail: fault.detail,
                    meant: fault.meant,
                },
            });
        }
        if !cited.broken.contains(&number) && cited.broken.len() < MAX_CITATIONS {
            cited.broken.push(number);
        }
    }

    /// Tells that a site was named and no page of it.
    pub(super) fn cite_unnamed(&mut self, name: &str, file: Span, cited: &mut Cited) {
        let detail = format!("`{name}` names a site; which of its pages, the text does not say");
        self.add_broken(file, Fault::new(Why::NotExported, detail), cited);
    }

    /// The entries that a mark names.
    fn entries(&self, target: &Ref) -> Vec<usize> {
        match target {
            Ref::Label(label) => self.references.find(label).into_iter().collect(),
            Ref::Note(label) => self.references.note(label).into_iter().collect(),
            Ref::Work { names, year, .. } => self.references.works(names, year),
            _ => Vec::new(),
        }
    }

    /// Whether the nearest right form is still looked for: looking through all references costs more than is of
    /// use in a file of rubbish.
    fn suggests(&self) -> bool {
        self.broken.len() < MAX_SUGGESTED
    }

    /// What is wrong with a mark that names no entry.
    fn no_entry(&self, target: &Ref) -> Fault {
        let numbers = || -> Vec<u32> {
            let labels = self.references.labels().filter(|_| self.suggests());
            let mut numbers: Vec<u32> = labels.filter_map(|label| label.parse().ok()).collect();
            numbers.sort_unstable();
            numbers
        };
        match target {
            Ref::Label(label) if label.bytes().all(|b| b.is_ascii_digit()) => {
                let numbers = numbers();
                let wanted: u32 = label.parse().unwrap_or(u32::MAX);
                let fault = Fault::new(
                    Why::NoEntry,
                    match (numbers.first(), numbers.last()) {
                        (Some(first), Some(last)) => {
                            format!(
                                "no reference has the number {label}: they go from {first} to {last}"
                            )
                        }
                        _ => format!("no reference has the number {label}: the article lists none"),
                    },
                );
                match numbers.iter().min_by_key(|number| number.abs_diff(wanted)) {
                    Some(near) => fault.meaning(near.to_string()),
                    None => fault,
                }
            }
            Ref::Label(label) | Ref::Note(label) => {
                let fault = Fault::new(Why::NoEntry, format!("no reference is called `{label}`"));
                match nearest(label, self.references.labels().filter(|_| self.suggests())) {
                    Some(near) => fault.meaning(near),
                    None => fault,
                }
            }
            Ref::Work { names, year, .. } => {
                let names = names.join(", ");
                Fault::new(
                    Why::NoEntry,
                    format!("no reference is by {names} of {year}"),
                )
            }
            _ => Fault::new(Why::NoEntry, "no reference has this name"),
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

    /// Tells that an entry, which is cited at `mark`, has no address; a remark needs none.
    fn without_address(&mut self, index: usize, mark: Span, cited: &mut Cited) {
        let entry = &self.references.entries[index];
        // A footnote without a word of its own stands where its mark does.
        let place = |entry: &Entry| {
            if entry.file.is_empty() {
                mark
            } else {
                entry.file
            }
        };
        if entry.remark {
            return;
        }
        if !entry.addresses.is_empty() {
            // It has addresses, none of which is a page's: the article's own site, a mailbox.
            let broken = entry
                .addresses
                .iter()
                .find_map(|address| match classify(address) {
                    Address::Broken(fault) => Some(fault),
                    _ => None,
                });
            let file = place(entry);
            match broken {
                Some(fault) => self.add_broken(file, fault, cited),
                None => cited.own = true,
            }
            return;
        }
        let name = if entry.label.starts_with('#') {
            "the reference".to_owned()
        } else {
            format!("reference {}", entry.label)
        };
        let fault = entry.fault.clone().unwrap_or_else(|| {
            let detail = match without_page(&entry.text) {
                Some(number) => format!("{name} is a book ({number}), which has no page to read"),
                None => format!("{name} has no address"),
            };
            Fault::new(Why::NoAddress, detail)
        });
        let file = place(entry);
        self.add_broken(file, fault, cited);
    }

    /// Adds the work that the bibliography has under `key`.
    fn cite_key(&mut self, key: &str, file: Span, scope: Scope, cited: &mut Cited) {
        let bibliography = &self.options.bibliography;
        let Some(work) = bibliography.find(key) else {
            let known = nearest(key, bibliography.keys().filter(|_| self.suggests()));
            let fault = Fault::new(Why::NoEntry, format!("`{key}` is in no bibliography"));
            let fault = known.map_or(fault.clone(), |near| fault.meaning(near));
            self.add_broken(file, fault, cited);
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
                self.add_broken(file, fault, cited);
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
        let Some(path) = beside(self.folder, relative) else {
            return Found::Nothing;
        };
        match self.options.is_file {
            Some(is_file) if !is_file(&path) => {
                let shown = path.to_string_lossy().replace('\\', "/");
                let detail = match other_than_file(&path) {
                    Some(what) => format!("{shown} is {what}, not a file"),
                    None => format!("there is no file {shown}"),
                };
                let fault = Fault::new(Why::NoFile, detail);
                let other = ENDINGS
                    .iter()
                    .map(|ending| path.with_extension(ending))
                    .find(|other| is_file(other));
                let meant = other.and_then(|other| Some(other.extension()?.to_str()?.to_owned()));
                Found::Broken(match (meant, relative.rsplit_once('.')) {
                    (Some(ending), Some((stem, _))) => fault.meaning(format!("{stem}.{ending}")),
                    _ => fault,
                })
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

/// Endings of files that can be a source.
const ENDINGS: &[&str] = &["html", "htm", "md", "markdown", "txt", "pdf", "xhtml"];

/// A relative path beside the article, if it names a file that could be a source.
fn beside(folder: &Path, relative: &str) -> Option<PathBuf> {
    let relative = unescaped(relative);
    let mut inside = PathBuf::new();
    for part in Path::new(&relative).components() {
        match part {
            Component::Normal(name) => inside.push(name),
            Component::CurDir => {}
            Component::ParentDir if inside.pop() => {}
            _ => return None,
        }
    }
    let ending = inside.extension()?.to_str()?.to_lowercase();
    ENDINGS
        .contains(&ending.as_str())
        .then(|| folder.join(inside))
}

/// A path without percent-encoding (RFC 3986, 2.1), where it is one of UTF-8.
fn unescaped(path: &str) -> String {
    let bytes = path.as_bytes();
    let digit = |at: usize| {
        bytes
            .get(at)
            .and_then(|byte| char::from(*byte).to_digit(16))
    };
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                // Two digits of base 16 are less than 256.
                plain.push(u8::try_from(high * 16 + low).unwrap_or(b'%'));
                at += 3;
            }
            (byte, _, _) => {
                plain.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(plain).unwrap_or_else(|_| path.to_owned())
}
