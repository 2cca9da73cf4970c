//! Who a block quotation is from: its footer, the line before or after it.

use super::assembler::Assembler;
use super::statement::{Cited, Statement};
use crate::claims::blocks::draft::{Block, Kind};
use crate::claims::citations::lift::Lifted;
use crate::claims::references::headings::sources_lead;
use crate::claims::statements::runs::named_words;
use crate::claims::vocabulary::Words;
use crate::text::Span;

/// Words of the longest line that says who a quotation is from.
const LONGEST: usize = 30;

impl Assembler<'_> {
    /// Takes `block` as what says who the quotation before it is from, if it is that.
    pub(super) fn attributes_quotation(&mut self, block: &Block, lifted: &Lifted) -> bool {
        let Some(last) = self.statements.last() else {
            return false;
        };
        let told = block.kind == Kind::Attribution || is_attribution(lifted.prose.text());
        let same = block.quotation > 0 && block.quotation == last.quotation;
        let after = block.quotation == 0
            && last.kind == Kind::Quotation
            && matches!(block.kind, Kind::Paragraph | Kind::Attribution)
            && self.is_next(last.origin);
        if !told || !(same || after) {
            return false;
        }
        let quotation = last.quotation;
        let cited = self.cited_in(lifted, Span::new(0, lifted.prose.len()));
        let name = speaker(lifted.prose.text());
        self.attribute(quotation, &cited, name.as_deref());
        true
    }

    /// Takes the sentence at `span` as what says who its own quotation is from, if it is that: its last line,
    /// which begins with a dash.
    pub(super) fn ends_quotation(&mut self, block: &Block, lifted: &Lifted, span: Span) -> bool {
        let text = span.of(lifted.prose.text());
        let of_this = self
            .statements
            .last()
            .is_some_and(|last| last.origin == self.origin);
        let told = is_attribution(text) || is_byline(text, lifted, span);
        if block.kind != Kind::Quotation || !of_this || !told {
            return false;
        }
        let cited = self.cited_in(lifted, span);
        self.attribute(block.quotation, &cited, speaker(text).as_deref());
        true
    }

    /// Gives the statements of a quotation what its footer cites.
    fn attribute(&mut self, quotation: usize, cited: &Cited, name: Option<&str>) {
        let of_it = |statement: &&mut Statement| {
            statement.kind == Kind::Quotation && statement.quotation == quotation
        };
        for statement in self.statements.iter_mut().rev().take_while(of_it) {
            statement.cited.add(cited);
            statement.speaker = name.map(str::to_owned);
        }
    }

    /// The statement that introduces a quotation which begins now: the last of the paragraph right before it, where
    /// that ends with a colon or is nothing but the introduction.
    pub(super) fn introduction(&self) -> Option<usize> {
        let index = self.statements.len().checked_sub(1)?;
        let last = &self.statements[index];
        let alone = index == 0 || self.statements[index - 1].block != last.block;
        let colon = last.text.ends_with([':', '：', ',']);
        let before = last.kind == Kind::Paragraph && self.is_next(last.origin);
        (before && (colon || alone)).then_some(index)
    }

    /// Whether no other block stands between the block with this number and the one being read.
    fn is_next(&self, origin: usize) -> bool {
        self.origin == origin + 1
    }
}

/// Whether a text says who something is from: it begins with a dash, or with words such as "Source:".
fn is_attribution(text: &str) -> bool {
    let text = text.trim_start();
    let dash =
        text.starts_with(['—', '–', '―', '〜']) || text.starts_with("--") || text.starts_with("- ");
    (dash || sources_lead(text) > 0) && text.split_whitespace().count() <= LONGEST
}

/// Whether the end of a quotation is nothing but names and a link to where it is from: "Mayor Dunn, Record of 1947".
fn is_byline(text: &str, lifted: &Lifted, span: Span) -> bool {
    const MOST: usize = 15;
    let (words, named) = named_words(text);
    !text.ends_with(['.', '!', '?', '…', '。', '"', '”'])
        && span.end == lifted.prose.len()
        && !lifted.links_in(span).is_empty()
        && words <= MOST
        && named * 2 >= words
}

/// The name in "— Ada Holm, The Skyline".
fn speaker(text: &str) -> Option<String> {
    let text = &text[sources_lead(text)..];
    let dash = |c: char| matches!(c, '—' | '–' | '―' | '-' | '〜') || c.is_whitespace();
    let mut name = text
        .trim_start_matches(dash)
        .trim_end_matches(['.', ',', ' ']);
    // "Keeper Hale, quoted in [3]": what the mark leaves behind is no name.
    if let Some((before, after)) = name.rsplit_once(',')
        && Words::BetweenNames.has(after.rsplit(' ').next().unwrap_or_default())
    {
        name = before;
    }
    (!name.is_empty()).then(|| name.to_owned())
}
