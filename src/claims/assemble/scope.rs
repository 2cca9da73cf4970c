//! What citations point to, and how much of an article each stands for.

use std::path::{Component, Path, PathBuf};

use url::Url;

use crate::claims::assemble::article::Assembler;
use crate::claims::blocks::draft::{Kind, Ref};
use crate::claims::citations::address;
use crate::claims::{Citation, Scope};
use crate::source::normalise_url;
use crate::text::Span;

/// Sources that one claim can cite. Each is read for the claim; a list of more that holds for the
/// whole article is a bibliography, not the sources of each sentence.
pub(in crate::claims) const MAX_CITATIONS: usize = 50;

impl Assembler<'_> {
    /// Adds what `target` points to, or warns that it points to nothing.
    pub(in crate::claims) fn cite(
        &mut self,
        target: &Ref,
        file: Span,
        scope: Scope,
        citations: &mut Vec<Citation>,
    ) {
        let entry = match target {
            Ref::Address { address, title } => {
                let source = self.source(address, title.as_deref());
                citations.extend(source.map(|source| self.citation(source, scope)));
                return;
            }
            Ref::Key(key) => {
                self.cite_work(key, file, scope, citations);
                return;
            }
            Ref::Label(label) => self.references.find(label),
            Ref::Note(label) => self.references.note(label),
        };
        let label = match target {
            Ref::Label(label) | Ref::Note(label) | Ref::Key(label) => label,
            Ref::Address { address, .. } => address,
        };
        let Some(index) = entry else {
            self.warn(file, format!("[{label}] names no reference of the article"));
            return;
        };
        let sources = self.reached(index);
        if sources.is_empty() {
            let label = if label.starts_with('#') {
                "the reference"
            } else {
                &format!("reference {label}")
            };
            self.warn(file, format!("{label} has no address"));
        }
        for source in sources {
            add_all(citations, vec![self.citation(source, scope)]);
        }
    }

    /// The sources of an entry; of a footnote without any, those of the ones that it refers to.
    fn reached(&mut self, entry: usize) -> Vec<usize> {
        let mut seen = vec![entry];
        let mut next = 0;
        while let Some(index) = seen.get(next).copied() {
            self.used[index] = true;
            let sources = self.entry_sources(index);
            if !sources.is_empty() {
                return sources;
            }
            for target in self.references.entries[index].also.clone() {
                let found = match &target {
                    Ref::Note(label) => self.references.note(label),
                    Ref::Label(label) => self.references.find(label),
                    _ => None,
                };
                // A circle of footnotes ends here.
                seen.extend(
                    found.filter(|found| !seen.contains(found) && seen.len() < MAX_CITATIONS),
                );
            }
            next += 1;
        }
        Vec::new()
    }

    /// Adds the work that the bibliography has under `key`.
    fn cite_work(&mut self, key: &str, file: Span, scope: Scope, citations: &mut Vec<Citation>) {
        let Some(work) = self.options.bibliography.find(key) else {
            self.warn(file, format!("@{key} is in no bibliography"));
            return;
        };
        let address = work.address.as_deref().unwrap_or_default();
        match self.source(address, work.title.as_deref()) {
            Some(source) => add_all(citations, vec![self.citation(source, scope)]),
            None => self.warn(file, format!("@{key} has no address")),
        }
    }

    fn entry_sources(&mut self, index: usize) -> Vec<usize> {
        let addresses = self.references.entries[index].addresses.clone();
        let title = self.references.entries[index].title.clone();
        addresses
            .iter()
            .filter_map(|address| self.source(address, title.as_deref()))
            .collect()
    }

    fn citation(&self, source: usize, scope: Scope) -> Citation {
        let source = self.sources.get(source).id.clone();
        Citation { source, scope }
    }

    /// The source at an address: a page's, or a file's beside the article.
    fn source(&mut self, address: &str, title: Option<&str>) -> Option<usize> {
        if let Some(url) = address::loose(address) {
            return self.page(url, title);
        }
        let relative = address.split(['#', '?']).next().unwrap_or_default();
        if relative.is_empty() || relative.contains(':') {
            return None;
        }
        if let Some(url) = self.base.as_ref().and_then(|base| base.join(address).ok()) {
            return self.page(normalise_url(url).ok()?, title);
        }
        let path = beside(self.folder, relative)?;
        Some(self.sources.at_path(path, title))
    }

    /// The source at `url`, unless it is no page that could bear anything out: the article itself, an
    /// index of its site, a share button, a profile.
    fn page(&mut self, url: Url, title: Option<&str>) -> Option<usize> {
        if let Some(base) = &self.base
            && (url == *base || address::is_index(&url, base))
        {
            return None;
        }
        (!address::is_social(&url)).then(|| self.sources.at_url(url, title))
    }

    /// The sources that hold for the whole article: of lists that no mark points into, and given.
    pub(in crate::claims) fn article_sources(&mut self) -> Vec<usize> {
        let mut whole = Vec::new();
        for list in self.references.lists.clone() {
            if self.used[list.range()].contains(&true) {
                continue;
            }
            let shown = list.len().min(MAX_CITATIONS);
            if shown < list.len() {
                let file = self.references.entries[list.start].file;
                let message = format!(
                    "a list of {} sources that nothing cites by number: the first {shown} hold for the article",
                    list.len()
                );
                self.warn(file, message);
            }
            for index in list.start..list.start + shown {
                self.used[index] = true;
                whole.extend(self.entry_sources(index));
            }
        }
        for (file, target) in std::mem::take(&mut self.whole) {
            let mut citations = Vec::new();
            self.cite(&target, file, Scope::Article, &mut citations);
            whole.extend(
                citations
                    .iter()
                    .filter_map(|c| self.sources.find(&c.source)),
            );
        }
        for source in &self.options.sources {
            let index = self.sources.declare(source.clone());
            whole.push(index.unwrap_or_else(|taken| taken));
        }
        whole.sort_unstable();
        whole.dedup();
        whole
    }

    /// Spreads citations over the text that they stand for.
    pub(in crate::claims) fn spread(&mut self, whole: &[usize]) {
        let scope = self.options.scope;
        if scope != Some(Scope::Sentence) {
            self.spread_over_paragraphs(scope.is_some());
        }
        let whole: Vec<usize> = match scope {
            Some(Scope::Article) => (0..self.sources.len().min(MAX_CITATIONS)).collect(),
            _ => whole.to_vec(),
        };
        let citations: Vec<Citation> = whole
            .iter()
            .map(|source| self.citation(*source, Scope::Article))
            .collect();
        for statement in &mut self.statements {
            if statement.citations.is_empty() || scope == Some(Scope::Article) {
                add_all(&mut statement.citations, citations.clone());
            }
        }
    }

    /// A citation at a paragraph's end holds for the sentences before it that have none, back to
    /// the last that has; with `all`, every citation holds for all of its paragraph.
    fn spread_over_paragraphs(&mut self, all: bool) {
        let mut end = self.statements.len();
        while end > 0 {
            let block = self.statements[end - 1].block;
            let start = self.statements[..end].partition_point(|s| s.block < block);
            let paragraph = &mut self.statements[start..end];
            end = start;
            if all {
                let mut citations = Vec::new();
                for statement in paragraph.iter() {
                    add_all(&mut citations, statement.citations.clone());
                }
                for citation in &mut citations {
                    citation.scope = Scope::Paragraph;
                }
                citations.truncate(MAX_CITATIONS);
                for statement in paragraph {
                    add_all(&mut statement.citations, citations.clone());
                }
                continue;
            }
            let Some((last, rest)) = paragraph.split_last_mut() else {
                continue;
            };
            if !(last.own && last.at_end && matches!(last.kind, Kind::Paragraph | Kind::Quotation))
            {
                continue;
            }
            let mut citations = last.citations.clone();
            for citation in &mut citations {
                citation.scope = Scope::Paragraph;
            }
            for statement in rest.iter_mut().rev().take_while(|s| !s.own) {
                statement.citations.clone_from(&citations);
            }
        }
    }

    /// Warns of entries that nothing cites, in lists of which others are cited.
    pub(in crate::claims) fn unused(&mut self) {
        for list in self.references.lists.clone() {
            for index in list.range() {
                if !self.used[index] {
                    let entry = &self.references.entries[index];
                    let message = format!("reference {} is cited nowhere", entry.label);
                    self.warn(entry.file, message);
                }
            }
        }
    }
}

/// Adds the citations of sources that are not cited yet.
pub(in crate::claims) fn add_all(to: &mut Vec<Citation>, citations: Vec<Citation>) {
    for citation in citations {
        if to.len() < MAX_CITATIONS && !to.iter().any(|known| known.source == citation.source) {
            to.push(citation);
        }
    }
}

/// A relative path beside the article, if it names a file that could be a source.
fn beside(folder: &Path, relative: &str) -> Option<PathBuf> {
    const ENDINGS: &[&str] = &["html", "htm", "md", "markdown", "txt", "pdf", "xhtml"];
    let mut inside = PathBuf::new();
    for part in Path::new(relative).components() {
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
