//! A draft to claims: sentences told apart, and bound to what they cite.

use std::path::Path;

use super::assembler::Assembler;
use super::finish::finish;
use super::resolve::Resolver;
use super::statement::{Cited, Statement};
use crate::claims::blocks::article::Article;
use crate::claims::blocks::draft::{Block, Draft, Kind, Link};
use crate::claims::citations::lift::{self, Known, Lifted};
use crate::claims::claim::Scope;
use crate::claims::input::Input;
use crate::claims::options::Options;
use crate::claims::positions::Positions;
use crate::claims::references::collection::References;
use crate::claims::references::headings::names_sources;
use crate::claims::references::looks::is_linked_entry;
use crate::claims::references::site::Site;
use crate::claims::statements::{captions, checkable, sentences, splitting};
use crate::source::normalise;
use crate::text::Span;

/// Claims of one input; a book has 10,000 sentences.
pub(in crate::claims) const MAX_CLAIMS: usize = 100_000;

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
    if let Some(address) = &options.address {
        draft.article.url = Some(address.to_string());
    }
    let base = draft
        .article
        .url
        .as_deref()
        .and_then(|url| normalise(url).ok());
    let site = Site::new(base, draft.site.as_deref());
    let title = draft
        .article
        .title
        .clone()
        .or_else(|| first_heading(&draft.blocks));
    let references = References::take(&mut draft, &site);
    let mut assembler = Assembler {
        resolver: Resolver::new(text, lines, folder, options, site, references),
        statements: Vec::new(),
        left_out: draft.left_out,
        origin: 0,
        before: None,
        stopped: paragraphs_end_with_stops(&draft.blocks),
    };
    for (origin, block) in draft.blocks.iter().enumerate() {
        assembler.origin = origin;
        assembler.block(block);
    }
    input.article = Article {
        title,
        url: draft.article.url.clone(),
    };
    input.left_out = assembler.left_out;
    finish(assembler.resolver, assembler.statements, &draft, input);
}

fn first_heading(blocks: &[Block]) -> Option<String> {
    let level = |block: &&Block| match block.kind {
        Kind::Heading(level) => Some(level),
        _ => None,
    };
    let first = blocks.iter().find(|block| level(block) == Some(1));
    let known = Known {
        has: &|_| true,
        authors: &|_| None,
    };
    let title = first.map(|block| lift::lift(block, known).prose.text().to_owned());
    title.filter(|title| !title.is_empty())
}

/// Whether the paragraphs of an article end with a stop, as a rule: then a line without one is no sentence of it,
/// but a caption, a by-line, the title of another article.
fn paragraphs_end_with_stops(blocks: &[Block]) -> bool {
    /// Paragraphs below which there is no rule to tell.
    const FEWEST: usize = 3;
    /// Share of paragraphs with a stop that makes it a rule.
    const SHARE: usize = 80;
    let paragraphs = blocks
        .iter()
        .filter(|block| block.kind == Kind::Paragraph && !block.prose.is_empty());
    let (mut all, mut stopped) = (0, 0);
    for block in paragraphs.filter(|block| block.prose.text().split(' ').nth(4).is_some()) {
        all += 1;
        stopped += usize::from(ends_with_stop(block.prose.text()));
    }
    stopped >= FEWEST && stopped * 100 >= SHARE * all
}

/// Whether a text ends as sentences do: with a stop, perhaps with marks and brackets after it.
fn ends_with_stop(text: &str) -> bool {
    let closers = |c: char| {
        !c.is_alphanumeric()
            && !matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | ':' | '：')
    };
    let bare = text.trim_end_matches(|c: char| closers(c) || c.is_ascii_digit());
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？', ':', '：'])
}

impl Assembler<'_> {
    fn block(&mut self, block: &Block) {
        if matches!(block.kind, Kind::Heading(_)) {
            self.left_out.headings += usize::from(!block.is_empty());
            self.before = None;
            return;
        }
        if block.is_empty() {
            return;
        }
        let lifted = {
            let resolver = &self.resolver;
            let known = Known {
                has: &|target| resolver.knows(target),
                authors: &|key| resolver.options.bibliography.authors(key),
            };
            lift::lift(block, known)
        };
        if is_caption(block, &lifted) {
            self.left_out.headings += 1;
            return;
        }
        if is_title_of_page(block, &lifted) {
            self.left_out.entries += 1;
            return;
        }
        if self.attributes_quotation(block, &lifted) || self.cites_block_before(block, &lifted) {
            return;
        }
        let first = self.statements.len();
        if let Kind::Row(header) = &block.kind {
            self.row(&lifted, header);
        } else {
            self.sentences(block, &lifted);
            self.bind_marks(&lifted, first);
        }
        if let Some(last) = self.statements.get(first) {
            self.before = Some(last.block);
        }
    }

    fn sentences(&mut self, block: &Block, lifted: &Lifted) {
        let text = lifted.prose.text();
        let marks: Vec<usize> = lifted.marks.iter().map(|mark| mark.span.start).collect();
        let spans: Vec<Span> = sentences::split(text, &marks)
            .into_iter()
            .flat_map(|span| splitting::statements(lifted, span))
            .collect();
        if spans.len() == 1 && self.is_no_sentence(block, lifted) {
            self.left_out.boilerplate += 1;
            return;
        }
        let number = self.next_block();
        let first = self.statements.len();
        let intro = if block.kind == Kind::Quotation {
            self.introduced(block)
        } else {
            None
        };
        for span in spans {
            if !self.ends_quotation(block, lifted, span) {
                self.sentence(block, lifted, span, number, first);
            }
        }
        for statement in &mut self.statements[first..] {
            statement.intro = intro;
        }
    }

    /// The statement that introduces the quotation that `block` is a part of.
    fn introduced(&self, block: &Block) -> Option<usize> {
        match self.statements.last() {
            Some(last) if last.kind == Kind::Quotation && last.quotation == block.quotation => {
                last.intro
            }
            _ => self.introduction(),
        }
    }

    /// Whether a paragraph of a few lines is none of the article's sentences: no stop ends it, as one ends all
    /// others, and it cites nothing.
    fn is_no_sentence(&self, block: &Block, lifted: &Lifted) -> bool {
        const LINES: usize = 3;
        self.stopped
            && block.kind == Kind::Paragraph
            && block.breaks.len() < LINES
            && lifted.links.is_empty()
            && lifted.marks.is_empty()
            && !ends_with_stop(lifted.prose.text())
    }

    /// Adds the sentence at `span`, or what it cites to the sentence before when it is only links.
    fn sentence(
        &mut self,
        block: &Block,
        lifted: &Lifted,
        span: Span,
        number: usize,
        first: usize,
    ) {
        let text = span.of(lifted.prose.text());
        let links = lifted.links_in(span);
        let mut cited = Cited::default();
        for link in links {
            self.cite_link(link, lifted, Scope::Sentence, &mut cited);
        }
        let has_mark = has_mark(lifted, span);
        let noted = is_note(text) && (has_mark || !links.is_empty());
        let wordless = letters(text) == 0 && has_mark;
        let only_links = noted || wordless || !links.is_empty() && lifted.nothing_beside(span);
        if only_links && self.statements.len() > first {
            // "It rose. [Example News](…)": the link is the sentence's citation.
            if let Some(last) = self.statements.last_mut() {
                last.cited.add(&cited);
                last.at_end = true;
                last.file = last.file.join(lifted.prose.in_file(span));
            }
            return;
        }
        if is_labelled_address(text, lifted, links) {
            // "Data: https://…" says nothing.
            self.left_out.boilerplate += 1;
            return;
        }
        if self.statements.len() > MAX_CLAIMS {
            // The reading fails on that; there is no need to fill the memory first.
            return;
        }
        let fragment = if cited.own {
            letters(text) < 2
        } else {
            checkable::is_fragment(text) || captions::is_label(text)
        };
        if fragment && !has_mark {
            self.left_out.boilerplate += 1;
            return;
        }
        self.statements.push(Statement {
            block: number,
            origin: self.origin,
            span,
            text: text.to_owned(),
            file: lifted.prose.in_file(span),
            written: lifted.prose.written(span),
            cited,
            at_end: false,
            kind: block.kind.clone(),
            quotation: block.quotation,
            speaker: None,
            intro: None,
            attribution: None,
        });
    }

    /// Whether a block is nothing but links and marks: then they hold for the block before.
    fn cites_block_before(&mut self, block: &Block, lifted: &Lifted) -> bool {
        let whole = Span::new(0, lifted.prose.len());
        let nothing = lifted.links.is_empty() && lifted.marks.is_empty();
        if nothing || !matches!(block.kind, Kind::Paragraph | Kind::Quotation) {
            return false;
        }
        let beside = lifted.nothing_beside(whole) && !is_linked_sentence(lifted);
        if !beside && !is_linked_entry(block) {
            return false;
        }
        if is_bold_title(block) {
            self.left_out.headings += 1;
            self.before = None;
            return true;
        }
        let own = |link: &Link| self.resolver.site.is_own(&link.address);
        let leads_about = lifted.marks.is_empty() && lifted.links.iter().all(own);
        let Some(before) = self.before.filter(|_| !leads_about) else {
            // Where to go on, on the same site.
            self.left_out.boilerplate += 1;
            return true;
        };
        let mut cited = self.cited_in(lifted, whole).for_paragraph();
        cited.own = !cited.citations.is_empty() || !cited.broken.is_empty();
        let of_it = |statement: &&mut Statement| statement.block == before;
        for statement in self.statements.iter_mut().rev().take_while(of_it) {
            statement.cited.add(&cited);
        }
        true
    }

    /// Gives each mark of a block to the sentence that it stands in or after.
    fn bind_marks(&mut self, lifted: &Lifted, first: usize) {
        for mark in &lifted.marks {
            let mut cited = Cited::default();
            for target in &mark.refs {
                self.resolver
                    .cite(target, mark.file, Scope::Sentence, &mut cited);
            }
            let at = mark.span.start;
            let after =
                self.statements[first..].partition_point(|statement| statement.span.start < at);
            let Some(statement) = self.statements.get_mut(first + after.saturating_sub(1)) else {
                continue;
            };
            let end = statement.span.end;
            statement.at_end |= cited.own && at + 2 >= end;
            if at >= end {
                statement.file = statement.file.join(mark.file);
            }
            statement.cited.add(&cited);
        }
    }
}

/// Whether a paragraph is the caption of a figure or a table, and cites nothing: "Figure 2. Boats by year".
fn is_caption(block: &Block, lifted: &Lifted) -> bool {
    let cites = !lifted.links.is_empty() || !lifted.marks.is_empty();
    block.kind == Kind::Paragraph && !cites && captions::is_caption(lifted.prose.text())
}

/// Whether an item is nothing but a link whose words are a title: it says where to go on.
fn is_title_of_page(block: &Block, lifted: &Lifted) -> bool {
    let whole = Span::new(0, lifted.prose.len());
    matches!(block.kind, Kind::Item(_))
        && lifted.marks.is_empty()
        && !lifted.links.is_empty()
        && lifted.nothing_beside(whole)
        && !is_linked_sentence(lifted)
}

/// Whether a paragraph is bold from end to end, and does not say that it names sources.
fn is_bold_title(block: &Block) -> bool {
    let text = block.prose.text();
    let bold = |span: &Span| letters(span.of(text)) == letters(text);
    block.marks.is_empty() && block.strong.iter().any(bold) && !names_sources(text)
}

/// Whether a citation mark stands in a part of the text or after it.
fn has_mark(lifted: &Lifted, span: Span) -> bool {
    let next = lifted
        .marks
        .partition_point(|mark| mark.span.start <= span.start);
    let mark = lifted.marks.get(next);
    mark.is_some_and(|mark| mark.span.start <= span.end)
}

/// Whether a text is a few words in brackets without a stop: who says what stands before it, "(Minutes of the council)".
fn is_note(text: &str) -> bool {
    const WORDS: usize = 12;
    let inner = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    inner.is_some_and(|inner| {
        !inner.ends_with(['.', '!', '?', '。']) && inner.split_whitespace().count() <= WORDS
    })
}

/// Whether a text is a word or two and an address: "Data: https://…".
fn is_labelled_address(text: &str, lifted: &Lifted, links: &[Link]) -> bool {
    const WORDS: usize = 3;
    let [link] = links else { return false };
    let words = link.span.of(lifted.prose.text());
    words.contains("://")
        && text.ends_with(words)
        && text.split_whitespace().count() <= WORDS
        && text[..text.len() - words.len()]
            .trim_end()
            .ends_with([':', '：'])
}

/// Whether a text is a sentence that is linked as a whole: a statement, and no mere citation.
fn is_linked_sentence(lifted: &Lifted) -> bool {
    const WORDS: usize = 6;
    let text = lifted.prose.text();
    text.ends_with(['.', '。']) && text.split_whitespace().count() >= WORDS
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}
