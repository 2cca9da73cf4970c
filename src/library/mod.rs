//! The sources of a run, read and ready to be matched.

mod changed;
mod held;

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::path::Path;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use url::Url;

use crate::cache::{Cache, Provenance, is_part};
use crate::claims::Input;
use crate::extract::pdf::Reader;
use crate::extract::{Document, Hints, extract};
use crate::files::{Fence, FileError};
use crate::limits::SOURCE_BYTES;
use crate::matching::Prepared;
use crate::report::{Gathered, Verified};
use crate::source::{Reason, Source, Target, Unavailable};
use crate::verify::{Judge, Need, Verification, suggest, verify};

/// One source as the run found it.
#[derive(Debug)]
struct Shelf {
    source: Source,
    provenance: Option<Provenance>,
    content: Result<Prepared, Unavailable>,
}

impl Shelf {
    fn gathered(&self) -> Gathered<'_> {
        Gathered {
            source: &self.source,
            provenance: self.provenance.as_ref(),
            outcome: self.content.as_ref().map(Prepared::document),
        }
    }
}

/// Who reads PDF files, and where local files may lie, where nothing is said of either.
static NO_READER: Reader = Reader::none();
static NOWHERE: Fence = Fence::nowhere();

/// What sources are read from, and within which bounds.
#[derive(Clone, Copy, Debug)]
pub struct Access<'a> {
    /// Where the snapshots of pages are.
    pub cache: &'a Cache,
    /// Who reads PDF files.
    pub reader: &'a Reader,
    /// Where local files may lie.
    pub fence: &'a Fence,
    /// Bytes of the largest page: a cache may hold what a larger bound let in, or a stranger put there.
    pub max_size: u64,
}

impl<'a> Access<'a> {
    /// Pages of `cache` of up to [`SOURCE_BYTES`], no PDF files and no local files.
    pub fn of_cache(cache: &'a Cache) -> Self {
        Self {
            cache,
            reader: &NO_READER,
            fence: &NOWHERE,
            max_size: SOURCE_BYTES,
        }
    }
}

/// Every source that a run's inputs cite, once each: read, or with the reason why not.
#[derive(Debug, Default)]
pub struct Library {
    shelves: Vec<Shelf>,
    by_target: FxHashMap<Target, usize>,
}

impl Library {
    /// The sources of `inputs`, each target once, in order of appearance: what [`Library::read`]
    /// will read.
    pub fn sources(inputs: &[Input]) -> Vec<Source> {
        let mut seen = rustc_hash::FxHashSet::default();
        inputs
            .iter()
            .flat_map(|input| &input.sources)
            .filter(|source| seen.insert(source.target.clone()))
            .cloned()
            .collect()
    }

    /// Reads the sources of `inputs` as they are at hand: of pages the newest snapshots in the cache, and nothing is
    /// asked for. A page that isn't there is `not-cached`.
    ///
    /// ```
    /// use citecheck::cache::Cache;
    /// use citecheck::claims::{self, Format, Options};
    /// use citecheck::library::{Access, Library, verified};
    /// use citecheck::report::{self, View, assemble};
    /// use citecheck::verify::{Judge, Need};
    ///
    /// let article = "Its licence runs through 2030 ([notice](https://port.example/licence)).";
    /// let input = claims::read("article.md", article.as_bytes(), Format::Markdown, &Options::default())?;
    /// # let folder = tempfile::tempdir()?;
    /// let cache = Cache::open(folder.path().join("cache"))?;
    /// let url = citecheck::source::normalise("https://port.example/licence")?;
    /// let page = "<p>The ferry company: its licence runs through 2032.</p>";
    /// cache.add(&url, Some("text/html"), &mut page.as_bytes(), "2026-04-27T09:00:00Z")?;
    ///
    /// let inputs = [input];
    /// let library = Library::of_cache(&inputs, Access::of_cache(&cache));
    /// let judge = Judge::built_in();
    /// let outcomes = library.verify(&inputs, Need::Any, &judge);
    /// let report = assemble(&verified(&inputs, &outcomes), &library.gathered(), &judge);
    /// assert_eq!(report.claims[0].why, "claim says 2030, source says 2032");
    ///
    /// let mut html = Vec::new();
    /// report::Format::Html.writer().write(&report, &View::new(&report), &mut html)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of_cache(inputs: &[Input], access: Access<'_>) -> Self {
        let sources = Self::sources(inputs);
        let pages = sources.iter().filter_map(|source| match &source.target {
            Target::Url(url) => Some((url.to_string(), newest(access.cache, url))),
            Target::Path(_) | Target::Text(_) => None,
        });
        let acquired: FxHashMap<_, _> = pages.collect();
        Self::read(sources, &acquired, access)
    }

    /// Takes the sources of `inputs` from wherever they are: each page and file is what `read` gives for it, in parallel,
    /// and a text that an input gives is itself. Reports tell no provenance of such pages.
    ///
    /// ```
    /// use citecheck::claims::{self, Format, Options};
    /// use citecheck::extract::{Hints, extract};
    /// use citecheck::library::Library;
    /// use citecheck::source::{Reason, Target, Unavailable};
    /// use citecheck::verdict::Verdict;
    /// use citecheck::verify::{Judge, Need};
    ///
    /// let draft = "Its licence runs through 2030 ([notice](https://port.example/licence)).";
    /// let input = claims::read("draft.md", draft.as_bytes(), Format::Markdown, &Options::default())?;
    /// let library = Library::of_documents(&[input.clone()], |target| match target {
    ///     Target::Url(url) if url.path() == "/licence" => {
    ///         let page = "<p>The ferry company: its licence runs through 2032.</p>";
    ///         extract(page.as_bytes(), &Hints::default())
    ///     }
    ///     _ => Err(Unavailable::new(Reason::NotCached, "the desk has no such page")),
    /// });
    /// let outcome = library.verify_claim(&input, 0, Need::Any, &Judge::lexical());
    /// assert_eq!(outcome.verdict, Verdict::Contradicted);
    /// # Ok::<(), citecheck::claims::Errors>(())
    /// ```
    pub fn of_documents(
        inputs: &[Input],
        read: impl Fn(&Target) -> Result<Document, Unavailable> + Sync,
    ) -> Self {
        let sources = Self::sources(inputs);
        let shelves = sources.into_par_iter().map(|source| {
            let document = match &source.target {
                Target::Text(text) => given(text),
                target => read(target),
            };
            Shelf {
                content: document.map(Prepared::new),
                provenance: None,
                source,
            }
        });
        Self::of_shelves(shelves.collect())
    }

    fn of_shelves(shelves: Vec<Shelf>) -> Self {
        let by_target = shelves
            .iter()
            .enumerate()
            .map(|(index, shelf)| (shelf.source.target.clone(), index))
            .collect();
        Self { shelves, by_target }
    }

    /// Reads `sources`, in parallel: pages from the cache, as `acquired` tells for each address,
    /// local files from the disk, where the fence admits them. A source that cannot be read is kept
    /// with its reason.
    pub fn read(
        sources: Vec<Source>,
        acquired: &HashMap<String, Result<Provenance, Unavailable>, impl BuildHasher + Sync>,
        access: Access<'_>,
    ) -> Self {
        let shelves: Vec<Shelf> = sources
            .into_par_iter()
            .map(|source| {
                let (provenance, document) = match &source.target {
                    Target::Url(url) => match acquired.get(url.as_str()) {
                        Some(Ok(provenance)) => {
                            (Some(provenance.clone()), page(provenance, access))
                        }
                        Some(Err(unavailable)) => (None, Err(unavailable.clone())),
                        None => (
                            None,
                            Err(Unavailable::new(Reason::NotCached, "it was not asked for")),
                        ),
                    },
                    Target::Path(path) => (None, file(path, access)),
                    Target::Text(text) => (None, given(text)),
                };
                Shelf {
                    source,
                    provenance,
                    content: document.map(Prepared::new),
                }
            })
            .collect();
        Self::of_shelves(shelves)
    }

    /// The pages that were got and can't be read, with the reason.
    pub fn unreadable_pages(&self) -> Vec<(Url, &Provenance, Unavailable)> {
        self.shelves
            .iter()
            .filter_map(|shelf| match (&shelf.source.target, &shelf.content) {
                (Target::Url(url), Err(why)) => {
                    Some((url.clone(), shelf.provenance.as_ref()?, why.clone()))
                }
                _ => None,
            })
            .collect()
    }

    /// Takes the snapshot with `provenance` for the page at `url` instead of the one that it has.
    pub fn replace(&mut self, url: &Url, provenance: Provenance, access: Access<'_>) {
        if let Some(index) = self.by_target.get(&Target::Url(url.clone())) {
            let found = &mut self.shelves[*index];
            found.content = page(&provenance, access).map(Prepared::new);
            found.provenance = Some(provenance);
        }
    }

    /// What became of each source, for the report.
    pub fn gathered(&self) -> Vec<Gathered<'_>> {
        self.shelves.iter().map(Shelf::gathered).collect()
    }

    /// The content of the source with `target`.
    pub fn get(&self, target: &Target) -> Option<Result<&Prepared, &Unavailable>> {
        self.by_target
            .get(target)
            .map(|index| self.shelves[*index].content.as_ref())
    }

    /// For each citation of claim `claim` of `input`, its source's content.
    pub fn cited(&self, input: &Input, claim: usize) -> Vec<Result<&Prepared, &Unavailable>> {
        let of = |id: &str| {
            let source = input.sources.iter().find(|source| source.id == id)?;
            self.get(&source.target)
        };
        // Readers refuse a citation of an id that names no source, and all sources are read.
        input.claims[claim]
            .citations
            .iter()
            .filter_map(|citation| of(&citation.source))
            .collect()
    }

    /// Verifies every claim of `inputs` by `judge`, in parallel: for each input the outcomes, in the order of
    /// its claims.
    pub fn verify(&self, inputs: &[Input], need: Need, judge: &Judge) -> Vec<Vec<Verification>> {
        inputs
            .iter()
            .map(|input| {
                (0..input.claims.len())
                    .into_par_iter()
                    .map(|index| self.verify_claim(input, index, need, judge))
                    .collect()
            })
            .collect()
    }

    /// Verifies claim `claim` of `input` by `judge`, and looks for what to write in its place.
    pub fn verify_claim(
        &self,
        input: &Input,
        claim: usize,
        need: Need,
        judge: &Judge,
    ) -> Verification {
        let (sources, claim) = (self.cited(input, claim), &input.claims[claim]);
        let mut outcome = verify(claim, &sources, need, judge);
        outcome.suggestion = suggest(claim, &outcome, &sources);
        outcome
    }
}

/// Pairs each input with its outcomes, for the report.
pub fn verified<'a>(inputs: &'a [Input], outcomes: &'a [Vec<Verification>]) -> Vec<Verified<'a>> {
    inputs
        .iter()
        .zip(outcomes)
        .map(|(input, verifications)| Verified {
            input,
            verifications,
        })
        .collect()
}

/// The newest snapshot of the page at `url`.
fn newest(cache: &Cache, url: &Url) -> Result<Provenance, Unavailable> {
    let missing = || Unavailable::new(Reason::NotCached, "the cache holds no snapshot of the page");
    cache.newest(url)?.ok_or_else(missing)
}

/// Reads a cached page.
fn page(provenance: &Provenance, access: Access<'_>) -> Result<Document, Unavailable> {
    let (body, hints) = body(provenance, access.cache, access.max_size)?;
    access.reader.extract(&body, &hints)
}

/// The bytes of a cached page, of which there are `most` at most, and what is known of them. A snapshot of an error page
/// is no page: nothing is ever matched with it.
pub(crate) fn body(
    provenance: &Provenance,
    cache: &Cache,
    most: u64,
) -> Result<(Vec<u8>, Hints), Unavailable> {
    let status = provenance.status;
    if !(200..300).contains(&status) {
        let detail = format!("the server answered {status} when the page was fetched");
        return Err(Unavailable::new(Reason::HttpStatus, detail).with_status(status));
    }
    if is_part(status) {
        let detail = format!("the server answered {status}: a part of the page, not the page");
        return Err(Unavailable::new(Reason::Incomplete, detail).with_status(status));
    }
    if provenance.size > most {
        let detail = format!("the page has more than {most} bytes");
        return Err(Unavailable::new(Reason::TooLarge, detail));
    }
    let hints = Hints {
        content_type: provenance.content_type().map(str::to_owned),
        location: Some(provenance.final_url.clone()),
    };
    Ok((cache.read(provenance)?.body, hints))
}

/// Reads a local file.
fn file(path: &Path, access: Access<'_>) -> Result<Document, Unavailable> {
    let bytes = access.fence.read(path, SOURCE_BYTES).map_err(unreadable)?;
    let hints = Hints {
        content_type: None,
        location: Some(path.to_string_lossy().into_owned()),
    };
    access.reader.extract(&bytes, &hints)
}

/// Without the folder that the file should stay in: a report should not depend on where that is.
fn unreadable(error: FileError) -> Unavailable {
    let (reason, detail) = match error {
        FileError::TooLarge { .. } => (Reason::TooLarge, error.to_string()),
        FileError::NoFile { .. } => (Reason::UnreadableFile, error.to_string()),
        FileError::Io { ref source, .. } => (Reason::UnreadableFile, format!("{error}: {source}")),
        FileError::Outside { path, .. } => (
            Reason::UnreadableFile,
            format!(
                "{} leads out of the folder of the file that cites it",
                path.display()
            ),
        ),
    };
    Unavailable::new(reason, detail)
}

/// Reads text that an input gave.
fn given(text: &str) -> Result<Document, Unavailable> {
    let hints = Hints {
        content_type: Some("text/plain; charset=utf-8".to_owned()),
        location: None,
    };
    extract(text.as_bytes(), &hints)
}
