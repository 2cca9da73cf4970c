//! A draft to claims: sentences told apart, and bound to what they cite.

use std::path::{Component, Path, PathBuf};

use url::Url;

use super::draft::{Block, Draft, Kind, Ref};
use super::identity::{Names, derive};
use super::lines::Lines;
use super::marks::{self, Lifted};
use super::references::References;
use super::sources::Sources;
use super::{
    Article, Checkable, Citation, Claim, Input, LeftOut, Options, Scope, Warning, address,
    attribution, checkable,
};
use crate::text::{Span, sentences};

/// Sources that one claim can cite. Each is read for the claim; a list of more that holds for the
/// whole article is a bibliography, not the sources of each sentence.
const MAX_CITATIONS: usize = 50;

/// Reads `draft`, which came from `text`, into `input`.
pub(super) fn read(
    draft: Draft,
    text: &str,
    lines: &Lines,
    folder: &Path,
    options: &Options,
    input: &mut Input,
) {
    let mut draft = draft;
    let references = References::take(&mut draft);
    let mut assembler = Assembler {
        text,
        lines,
        folder,
        options,
        base: draft
            .article
            .url
            .as_deref()
            .and_then(|url| Url::parse(url).ok()),
        used: vec![false; references.entries.len()],
        references,
        sources: Sources::default(),
        statements: Vec::new(),
        warnings: Vec::new(),
        left_out: draft.left_out,
    };
    let title = draft
        .article
        .title
        .clone()
        .or_else(|| first_heading(&draft.blocks));
    for block in &draft.blocks {
        assembler.block(block);
    }
    let whole = assembler.article_sources();
    assembler.spread(&whole);
    assembler.unused();
    input.article = Article {
        title: title.clone(),
        url: draft.article.url,
    };
    assembler.finish(title.as_deref(), input);
}

fn first_heading(blocks: &[Block]) -> Option<String> {
    let level = |block: &&Block| match block.kind {
        Kind::Heading(level) => Some(level),
        _ => None,
    };
    let first = blocks.iter().find(|block| level(block) == Some(1));
    first.map(|block| block.prose.text().to_owned())
}

/// A sentence with what it cites.
struct Statement {
    /// Number of its block.
    block: usize,
    text: String,
    file: Span,
    citations: Vec<Citation>,
    /// Whether it cites anything itself.
    own: bool,
    /// Whether its citations stand at its end, so that they may hold for what is before them.
    at_end: bool,
    /// Whether paragraphs are made of sentences of its kind.
    in_paragraph: bool,
    /// The header of the table that it is a row of.
    header: Option<String>,
}

struct Assembler<'a> {
    text: &'a str,
    lines: &'a Lines,
    folder: &'a Path,
    options: &'a Options,
    /// The article's own address, for relative ones.
    base: Option<Url>,
    references: References,
    /// Which entries of the references are cited by number.
    used: Vec<bool>,
    sources: Sources,
    statements: Vec<Statement>,
    warnings: Vec<Warning>,
    left_out: LeftOut,
}

impl Assembler<'_> {
    fn block(&mut self, block: &Block) {
        if matches!(block.kind, Kind::Heading(_)) {
            self.left_out.headings += 1;
            return;
        }
        let number = self.statements.last().map_or(0, |last| last.block + 1);
        let lifted = marks::lift(block, &|label| self.references.has(label));
        if self.cites_block_before(block, &lifted) {
            return;
        }
        let text = lifted.prose.text();
        let spans = match block.kind {
            Kind::Row(_) => vec![Span::new(0, text.len())],
            _ => sentences(text),
        };
        let before = self.statements.len();
        for span in spans {
            self.sentence(block, &lifted, span, number, before);
        }
        self.bind_marks(&lifted, before, number);
    }

    /// Adds the sentence at `span`, or what it cites to the sentence before when it is only links.
    fn sentence(
        &mut self,
        block: &Block,
        lifted: &Lifted,
        span: Span,
        number: usize,
        before: usize,
    ) {
        let text = span.of(lifted.prose.text());
        let first = lifted
            .links
            .partition_point(|link| link.span.end <= span.start);
        let links: Vec<_> = lifted.links[first..]
            .iter()
            .take_while(|link| link.span.start < span.end)
            .collect();
        let mut citations = Vec::new();
        for link in &links {
            let target = Ref::Address {
                address: link.address.clone(),
                title: link.title.clone(),
            };
            let file = lifted.prose.in_file(link.span);
            self.cite(&target, file, Scope::Sentence, &mut citations);
        }
        let only_links = !links.is_empty() && marks::nothing_beside(lifted, span);
        if only_links && self.statements.len() > before {
            // "It rose. [Example News](…)": the link is the sentence's citation.
            if let Some(last) = self.statements.last_mut() {
                add_all(&mut last.citations, citations);
                last.own = true;
                last.at_end = true;
                last.file = last.file.join(lifted.prose.in_file(span));
            }
            return;
        }
        let own = !citations.is_empty();
        let fragment = if own {
            letters(text) < 2
        } else {
            checkable::is_fragment(text)
        };
        let mark = lifted
            .marks
            .partition_point(|mark| mark.span.start <= span.start);
        let has_mark = lifted
            .marks
            .get(mark)
            .is_some_and(|mark| mark.span.start <= span.end);
        if fragment && !has_mark {
            self.left_out.boilerplate += 1;
            return;
        }
        self.statements.push(Statement {
            block: number,
            text: text.to_owned(),
            file: lifted.prose.in_file(span),
            citations,
            own,
            at_end: false,
            in_paragraph: matches!(block.kind, Kind::Paragraph | Kind::Quotation),
            header: match &block.kind {
                Kind::Row(header) => Some(header.clone()),
                _ => None,
            },
        });
    }

    /// Whether a block is nothing but links and marks: then they hold for the block before.
    fn cites_block_before(&mut self, block: &Block, lifted: &Lifted) -> bool {
        let whole = Span::new(0, lifted.prose.len());
        let nothing = lifted.links.is_empty() && lifted.marks.is_empty();
        if nothing || !marks::nothing_beside(lifted, whole) {
            return false;
        }
        let Some(last) = self.statements.last().map(|last| last.block) else {
            return false;
        };
        if !matches!(block.kind, Kind::Paragraph | Kind::Quotation) {
            return false;
        }
        let mut citations = Vec::new();
        for link in &lifted.links {
            let target = Ref::Address {
                address: link.address.clone(),
                title: link.title.clone(),
            };
            self.cite(
                &target,
                lifted.prose.in_file(link.span),
                Scope::Paragraph,
                &mut citations,
            );
        }
        for mark in &lifted.marks {
            for target in &mark.refs {
                self.cite(target, mark.file, Scope::Paragraph, &mut citations);
            }
        }
        for statement in self
            .statements
            .iter_mut()
            .rev()
            .take_while(|s| s.block == last)
        {
            add_all(&mut statement.citations, citations.clone());
            statement.own |= !citations.is_empty();
        }
        true
    }

    /// Gives each mark of a block to the sentence that it stands in or after.
    fn bind_marks(&mut self, lifted: &Lifted, before: usize, number: usize) {
        if lifted.marks.is_empty() {
            return;
        }
        // Where the block's sentences are in its text: they were pushed in order.
        let ends = sentence_ends(lifted, &self.statements[before..]);
        for mark in &lifted.marks {
            let after = ends.partition_point(|(start, _)| *start < mark.span.start);
            let index = before + after.saturating_sub(1);
            let mut citations = Vec::new();
            for target in &mark.refs {
                self.cite(target, mark.file, Scope::Sentence, &mut citations);
            }
            let Some(statement) = self.statements.get_mut(index).filter(|s| s.block == number)
            else {
                continue;
            };
            let (_, end) = ends[after.saturating_sub(1)];
            statement.own |= !citations.is_empty();
            statement.at_end |= mark.span.start + 2 >= end;
            if mark.span.start >= end {
                statement.file = statement.file.join(mark.file);
            }
            add_all(&mut statement.citations, citations);
        }
    }

    /// Adds what `target` points to, or warns that it points to nothing.
    fn cite(&mut self, target: &Ref, file: Span, scope: Scope, citations: &mut Vec<Citation>) {
        let entry = match target {
            Ref::Address { address, title } => {
                let source = self.source(address, title.as_deref());
                citations.extend(source.map(|source| self.citation(source, scope)));
                return;
            }
            Ref::Label(label) => self.references.find(label),
            Ref::Note(label) => self.references.note(label),
        };
        let label = match target {
            Ref::Label(label) | Ref::Note(label) => label,
            Ref::Address { address, .. } => address,
        };
        let Some(index) = entry else {
            self.warn(file, format!("[{label}] names no reference of the article"));
            return;
        };
        self.used[index] = true;
        let sources = self.entry_sources(index);
        if sources.is_empty() {
            self.warn(file, format!("reference {label} has no address"));
        }
        for source in sources {
            add_all(citations, vec![self.citation(source, scope)]);
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
            return Some(self.sources.at_url(url, title));
        }
        let relative = address.split(['#', '?']).next().unwrap_or_default();
        if relative.is_empty() || relative.contains(':') {
            return None;
        }
        if let Some(url) = self.base.as_ref().and_then(|base| base.join(address).ok()) {
            let url = address::page(url.as_str()).ok()?;
            return Some(self.sources.at_url(url, title));
        }
        let path = beside(self.folder, relative)?;
        Some(self.sources.at_path(path, title))
    }

    /// The sources that hold for the whole article: of lists that no mark points into, and given.
    fn article_sources(&mut self) -> Vec<usize> {
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
        for source in &self.options.sources {
            let index = self.sources.declare(source.clone());
            whole.push(index.unwrap_or_else(|taken| taken));
        }
        whole.sort_unstable();
        whole.dedup();
        whole
    }

    /// Spreads citations over the text that they stand for.
    fn spread(&mut self, whole: &[usize]) {
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
            if !(last.own && last.at_end && last.in_paragraph) {
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
    fn unused(&mut self) {
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

    fn warn(&mut self, file: Span, message: String) {
        self.warnings.push(Warning {
            place: self.lines.place(self.text, file.start),
            message,
        });
    }

    fn finish(mut self, title: Option<&str>, input: &mut Input) {
        let mut names = Names::default();
        let mut unknown: Vec<String> = Vec::new();
        let mut claims: Vec<Claim> = Vec::with_capacity(self.statements.len());
        let statements = std::mem::take(&mut self.statements);
        for (index, statement) in statements.iter().enumerate() {
            let mut claim = self.claim(statement, &mut names);
            claim.context.extend(title.map(str::to_owned));
            if let Some(header) = &statement.header {
                claim.context.push(header.clone());
            } else if checkable::points_back(&claim.text)
                && let Some(before) = index.checked_sub(1).and_then(|i| statements.get(i))
            {
                claim.context.push(before.text.clone());
            }
            if let Some(name) = attribution::bind(&mut claim, self.sources.as_slice())
                && !unknown.contains(&name)
                && unknown.len() < MAX_CITATIONS
            {
                self.warn(
                    statement.file,
                    format!("attributed to “{name}”, which is none of the sources"),
                );
                unknown.push(name);
            }
            claims.push(claim);
        }
        self.warnings
            .sort_by_key(|warning| (warning.place.line, warning.place.column));
        input.claims = claims;
        input.sources = self.sources.into_vec();
        input.warnings = self.warnings;
        input.left_out = self.left_out;
    }

    fn claim(&self, statement: &Statement, names: &mut Names) -> Claim {
        let checkable = if statement.citations.is_empty() {
            Checkable::No("cites no source".to_owned())
        } else if self.options.all_sentences {
            Checkable::Yes
        } else {
            checkable::judge(&statement.text, statement.own)
        };
        Claim {
            id: names.make(derive(&statement.text)),
            text: statement.text.clone(),
            place: self.lines.place(self.text, statement.file.start),
            span: statement.file,
            checkable,
            citations: statement.citations.clone(),
            attributed_to: None,
            named: None,
            context: Vec::new(),
            expect: None,
        }
    }
}

/// Start and end of each statement in the text of its block.
fn sentence_ends(lifted: &Lifted, statements: &[Statement]) -> Vec<(usize, usize)> {
    let text = lifted.prose.text();
    let mut from = 0;
    statements
        .iter()
        .map(|statement| {
            let start = text[from..]
                .find(&statement.text)
                .map_or(from, |at| from + at);
            from = start + statement.text.len();
            (start, from)
        })
        .collect()
}

/// Adds the citations of sources that are not cited yet.
fn add_all(to: &mut Vec<Citation>, citations: Vec<Citation>) {
    for citation in citations {
        if to.len() < MAX_CITATIONS && !to.iter().any(|known| known.source == citation.source) {
            to.push(citation);
        }
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
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
