//! A draft to claims: sentences told apart, and bound to what they cite.

use std::path::Path;

use url::Url;

use crate::claims::assemble::ignores::{self, Orders};
use crate::claims::assemble::scope::{MAX_CITATIONS, add_all};
use crate::claims::blocks::draft::{Block, Draft, Kind, Ref};
use crate::claims::citations::marks::{self, Lifted};
use crate::claims::positions::Positions;
use crate::claims::references::collection::References;
use crate::claims::references::sources::Sources;
use crate::claims::statements::attribution;
use crate::claims::statements::checkable;
use crate::claims::statements::checkable::Backing;
use crate::claims::statements::ids::{Names, derive};
use crate::claims::statements::naming::Called;
use crate::claims::statements::splitting;
use crate::claims::{Article, Checkable, Citation, Claim, Input, LeftOut, Options, Scope, Warning};
use crate::source::normalise;
use crate::text::{Span, sentences};

/// Claims of one input; a book has 10,000 sentences.
pub(in crate::claims) const MAX_CLAIMS: usize = 100_000;

/// Warnings told of one input.
const MAX_WARNINGS: usize = 1_000;

/// Reads `draft`, which came from `text`, into `input`.
pub(in crate::claims) fn read(
    draft: Draft,
    text: &str,
    lines: &Positions,
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
            .and_then(|url| normalise(url).ok()),
        used: vec![false; references.entries.len()],
        references,
        sources: Sources::default(),
        statements: Vec::new(),
        warnings: Vec::new(),
        more_warnings: 0,
        left_out: draft.left_out,
        whole: std::mem::take(&mut draft.whole),
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
    let comments = std::mem::take(&mut draft.comments);
    assembler.finish(title.as_deref(), &comments, input);
}

fn first_heading(blocks: &[Block]) -> Option<String> {
    let level = |block: &&Block| match block.kind {
        Kind::Heading(level) => Some(level),
        _ => None,
    };
    let first = blocks.iter().find(|block| level(block) == Some(1));
    first.map(|block| marks::lift(block, &|_| true).prose.text().to_owned())
}

/// A sentence with what it cites.
pub(in crate::claims) struct Statement {
    /// Number of its block.
    pub(in crate::claims) block: usize,
    pub(in crate::claims) text: String,
    pub(in crate::claims) file: Span,
    pub(in crate::claims) citations: Vec<Citation>,
    /// Whether it cites anything itself.
    pub(in crate::claims) own: bool,
    /// Whether its citations stand at its end, so that they may hold for what is before them.
    pub(in crate::claims) at_end: bool,
    /// What the block is.
    pub(in crate::claims) kind: Kind,
}

pub(in crate::claims) struct Assembler<'a> {
    pub(in crate::claims) text: &'a str,
    pub(in crate::claims) lines: &'a Positions,
    pub(in crate::claims) folder: &'a Path,
    pub(in crate::claims) options: &'a Options,
    /// The article's own address, for relative ones.
    pub(in crate::claims) base: Option<Url>,
    pub(in crate::claims) references: References,
    /// Which entries of the references are cited by number.
    pub(in crate::claims) used: Vec<bool>,
    pub(in crate::claims) sources: Sources,
    pub(in crate::claims) statements: Vec<Statement>,
    pub(in crate::claims) warnings: Vec<Warning>,
    /// Warnings that are only counted.
    pub(in crate::claims) more_warnings: usize,
    pub(in crate::claims) left_out: LeftOut,
    /// Sources that the file names for all of it.
    pub(in crate::claims) whole: Vec<(Span, Ref)>,
}

impl Assembler<'_> {
    fn block(&mut self, block: &Block) {
        if matches!(block.kind, Kind::Heading(_)) {
            self.left_out.headings += 1;
            return;
        }
        let number = self.statements.last().map_or(0, |last| last.block + 1);
        let lifted = marks::lift(block, &|target| self.knows(target));
        if self.cites_block_before(block, &lifted) {
            return;
        }
        let text = lifted.prose.text();
        let spans = match block.kind {
            Kind::Row(_) => vec![Span::new(0, text.trim_end_matches([' ', '|']).len())],
            _ => sentences(text)
                .into_iter()
                .flat_map(|span| splitting::statements(&lifted, span))
                .collect(),
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
        if self.statements.len() > MAX_CLAIMS {
            // The reading fails on that; there is no need to fill the memory first.
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
            kind: block.kind.clone(),
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

    pub(in crate::claims) fn warn(&mut self, file: Span, message: String) {
        if self.warnings.len() < MAX_WARNINGS {
            self.warnings.push(Warning {
                place: self.lines.place(self.text, file.start),
                message,
            });
        } else {
            self.more_warnings += 1;
        }
    }

    fn finish(mut self, title: Option<&str>, comments: &[(Span, String)], input: &mut Input) {
        let called = Called::of(self.sources.as_slice());
        let mut names = Names::default();
        let mut unknown: Vec<String> = Vec::new();
        let mut claims: Vec<Claim> = Vec::with_capacity(self.statements.len());
        let statements = std::mem::take(&mut self.statements);
        let orders = self.orders(comments, &statements);
        for (index, statement) in statements.iter().enumerate() {
            let mut claim = self.claim(statement, &mut names);
            claim.expect = orders[index].expect;
            if let Some(reason) = &orders[index].ignored {
                let reason = if reason.is_empty() {
                    "no reason given"
                } else {
                    reason
                };
                claim.checkable = Checkable::No(format!("ignored: {reason}"));
            }
            claim.context.extend(title.map(str::to_owned));
            if let Kind::Row(header) = &statement.kind {
                claim
                    .context
                    .extend(Some(header.clone()).filter(|h| !h.is_empty()));
            } else if checkable::points_back(&claim.text)
                && let Some(before) = before(&statements[..index])
            {
                claim.context.push(before.text.clone());
            }
            if let Some(name) = attribution::bind(&mut claim, &self.sources, &called)
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
        if self.more_warnings > 0 {
            self.warnings.push(Warning {
                place: self.lines.place(self.text, self.text.len()),
                message: format!("and {} more warnings", self.more_warnings),
            });
        }
        input.claims = claims;
        input.sources = self.sources.into_vec();
        input.warnings = self.warnings;
        input.left_out = self.left_out;
    }

    /// Whether a mark that may be none points to something.
    fn knows(&self, target: &Ref) -> bool {
        match target {
            Ref::Label(label) => self.references.has(label),
            Ref::Key(key) => self.options.bibliography.has(key),
            Ref::Note(_) | Ref::Address { .. } => true,
        }
    }

    /// What the article's comments say of each statement.
    fn orders(&mut self, comments: &[(Span, String)], statements: &[Statement]) -> Vec<Orders> {
        let spans: Vec<Span> = statements.iter().map(|statement| statement.file).collect();
        let checked: Vec<bool> = statements
            .iter()
            .map(|statement| self.checkable(statement) == Checkable::Yes)
            .collect();
        let warnings = &mut self.warnings;
        ignores::read(comments, &spans, &checked, self.text, self.lines, warnings)
    }

    fn checkable(&self, statement: &Statement) -> Checkable {
        let backing = match (&statement.kind, statement.own) {
            (Kind::Quotation, _) => Backing::Quoted,
            (_, true) => Backing::Cited,
            (_, false) => Backing::None,
        };
        match checkable::judge(&statement.text, backing) {
            Checkable::No(why) if !self.options.all_sentences => Checkable::No(why),
            _ if statement.citations.is_empty() => Checkable::No("cites no source".to_owned()),
            _ => Checkable::Yes,
        }
    }

    fn claim(&self, statement: &Statement, names: &mut Names) -> Claim {
        Claim {
            id: names.make(derive(&statement.text)),
            text: statement.text.clone(),
            place: self.lines.place(self.text, statement.file.start),
            span: statement.file,
            checkable: self.checkable(statement),
            citations: statement.citations.clone(),
            attributed_to: None,
            named: None,
            context: Vec::new(),
            expect: None,
        }
    }
}

/// The statement that the next one may point back to: the last that is no question and no row.
fn before(statements: &[Statement]) -> Option<&Statement> {
    const NEAR: usize = 3;
    let tells = |statement: &&Statement| {
        !matches!(statement.kind, Kind::Row(_)) && !statement.text.ends_with(['?', '？'])
    };
    statements.iter().rev().take(NEAR).find(tells)
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

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}
