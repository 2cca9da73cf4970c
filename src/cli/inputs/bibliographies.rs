//! Bibliographies whose works articles cite by key: those on the command line, those that an article names, and
//! those that lie beside it; each as it is, or as it was.

use std::path::{Component, Path, PathBuf};

use anyhow::bail;
use citecheck::claims::{self, Bibliography, Format};
use citecheck::files::Fence;
use citecheck::limits::INPUT_BYTES;

use crate::cli::inputs::changed::History;
use crate::cli::inputs::files::{InputFile, read_named};

/// Names under which a bibliography lies beside its article.
const USUAL: &[&str] = &[
    "references.bib",
    "bibliography.bib",
    "refs.bib",
    "references.json",
    "bibliography.json",
];

/// The works of the files that the command line names.
pub fn given(files: &[PathBuf]) -> anyhow::Result<Bibliography> {
    works_of(files.iter().map(|path| read_named(path, INPUT_BYTES)))
}

/// The same, as they were.
pub fn given_before(files: &[PathBuf], history: &History) -> anyhow::Result<Bibliography> {
    let before = |path| history.kept(path, || read_named(path, INPUT_BYTES));
    works_of(files.iter().filter_map(|path| before(path).transpose()))
}

/// The works of all these files; of two with one key, the first counts.
fn works_of<B: AsRef<[u8]>>(
    files: impl IntoIterator<Item = anyhow::Result<B>>,
) -> anyhow::Result<Bibliography> {
    let mut works = Bibliography::default();
    for bytes in files {
        works.add(Bibliography::parse(&String::from_utf8_lossy(
            bytes?.as_ref(),
        )));
    }
    Ok(works)
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// The bibliographies of one article.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    pub article: &'a InputFile,
    pub format: Format,
    /// Whether they may lie outside of its folder.
    pub anywhere: bool,
}

/// The `.bib` files in a folder, by name: a chapter's bibliography is named in another file of its book.
fn others_in(folder: &Path) -> Vec<PathBuf> {
    const MOST: usize = 20;
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "bib"))
        .collect();
    found.sort();
    found.truncate(MOST);
    found
}

impl Beside<'_> {
    /// The works of the bibliographies that the article, whose bytes are `bytes`, names; where it names none, of those
    /// that lie beside it. None where it cites no works by key, or there is no bibliography.
    pub fn works(&self, bytes: &[u8]) -> anyhow::Result<Option<Bibliography>> {
        let fence = if self.anywhere {
            Fence::nowhere()
        } else {
            Fence::around(self.article.folder())?
        };
        self.find(bytes, |path, named| {
            let there = named || path.is_file();
            there
                .then(|| Ok(fence.read(path, INPUT_BYTES)?))
                .transpose()
        })
    }

    /// The same for the article as it was, with its bibliographies as they were.
    pub fn works_before(
        &self,
        bytes: &[u8],
        history: &History,
    ) -> anyhow::Result<Option<Bibliography>> {
        // One that is no more, or was not yet, is none.
        self.find(bytes, |path, _| {
            history.kept(path, || Ok(Fence::of_named(path)?.read(path, INPUT_BYTES)?))
        })
    }

    /// `get` gives the bytes of a file, if it is there; with whether the article names it.
    fn find<B: AsRef<[u8]>>(
        &self,
        bytes: &[u8],
        get: impl Fn(&Path, bool) -> anyhow::Result<Option<B>>,
    ) -> anyhow::Result<Option<Bibliography>> {
        let by_key = match self.format {
            Format::Markdown | Format::Text => has(bytes, b"@") || has(bytes, b"cite"),
            Format::Latex => has(bytes, b"cite"),
            Format::Html => has(bytes, b"-cite "),
            _ => false,
        };
        if !by_key {
            return Ok(None);
        }
        let folder = self.article.folder();
        let names = claims::named_bibliographies(&String::from_utf8_lossy(bytes), self.format);
        let mut files: Vec<B> = Vec::new();
        for name in &names {
            let inside = Path::new(name)
                .components()
                .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
            if !inside && !self.anywhere {
                bail!(
                    "{}: its bibliography {name} lies outside of its folder: give --bibliography, or --allow-outside-paths",
                    self.article.name
                );
            }
            files.extend(get(&folder.join(name), true)?);
        }
        if names.is_empty() {
            let own = self.article.path.with_extension("bib");
            let usual = USUAL.iter().map(|name| folder.join(name));
            for path in usual.chain([own]) {
                files.extend(get(&path, false)?);
            }
            if files.is_empty() {
                for path in others_in(folder) {
                    files.extend(get(&path, false)?);
                }
            }
        }
        if files.is_empty() {
            return Ok(None);
        }
        works_of(files.into_iter().map(Ok)).map(Some)
    }
}
