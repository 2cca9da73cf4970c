//! What is known while an article's blocks are read, one after the other.

use super::resolve::Resolver;
use super::statement::{Cited, Statement};
use crate::claims::blocks::article::LeftOut;
use crate::claims::blocks::draft::Link;
use crate::claims::citations::lift::Lifted;
use crate::claims::claim::Scope;
use crate::text::Span;

/// Makes statements of an article's blocks, one after the other.
pub(super) struct Assembler<'a> {
    pub(super) resolver: Resolver<'a>,
    pub(super) statements: Vec<Statement>,
    pub(super) left_out: LeftOut,
    /// Number of the block being read, among all blocks of the draft.
    pub(super) origin: usize,
    /// Number of the last block that had statements, while no heading came after it.
    pub(super) before: Option<usize>,
    /// Whether the article's paragraphs end with stops.
    pub(super) stopped: bool,
}

impl Assembler<'_> {
    /// The number of the next block that has statements.
    pub(super) fn next_block(&self) -> usize {
        self.statements.last().map_or(0, |last| last.block + 1)
    }

    /// Adds what a link of a text cites.
    pub(super) fn cite_link(
        &mut self,
        link: &Link,
        lifted: &Lifted,
        scope: Scope,
        cited: &mut Cited,
    ) {
        let target = link.target();
        let file = lifted.prose.in_file(link.span);
        self.resolver.cite(&target, file, scope, cited);
    }

    /// What the links and marks in a part of a text cite.
    pub(super) fn cited_in(&mut self, lifted: &Lifted, span: Span) -> Cited {
        let mut cited = Cited::default();
        for link in lifted.links_in(span) {
            self.cite_link(link, lifted, Scope::Sentence, &mut cited);
        }
        let inside = |at: usize| span.start <= at && at <= span.end;
        for mark in lifted.marks.iter().filter(|mark| inside(mark.span.start)) {
            for target in &mark.refs {
                self.resolver
                    .cite(target, mark.file, Scope::Sentence, &mut cited);
            }
        }
        cited
    }
}
