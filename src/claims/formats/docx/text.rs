//! The text that a Word document's paragraphs are written into, one a line.

use crate::claims::blocks::draft::{Block, Kind, Mark, Ref};
use crate::claims::citations::syntax::labels;
use crate::text::Span;

/// Writes paragraphs, and makes a block of each.
#[derive(Default)]
pub(in crate::claims) struct Writer {
    /// The text so far.
    pub(in crate::claims) text: String,
    /// Where the open paragraph begins.
    start: usize,
    links: Vec<(Span, String)>,
    marks: Vec<(Span, Vec<Ref>)>,
}

impl Writer {
    /// Where the next text of the open paragraph goes.
    pub(in crate::claims) fn len(&self) -> usize {
        self.text.len()
    }

    pub(in crate::claims) fn push(&mut self, text: &str) {
        self.text.extend(
            text.chars()
                .map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }),
        );
    }

    pub(in crate::claims) fn mark(&mut self, target: Ref) {
        let at = self.len();
        self.marks.push((Span::new(at, at), vec![target]));
    }

    /// Ends a link that began at `start`.
    pub(in crate::claims) fn link(&mut self, start: usize, address: &str) {
        if start >= self.start {
            self.links
                .push((Span::new(start, self.len()), address.to_owned()));
        }
    }

    /// Ends a superscript that began at `start`: numbers are a citation mark.
    pub(in crate::claims) fn superscript(&mut self, start: usize) {
        let span = Span::new(start, self.len());
        if start >= self.start
            && let Some(refs) = labels(span.of(&self.text))
        {
            self.marks.push((span, refs));
        }
    }

    /// Ends the open paragraph; none where it is empty.
    pub(in crate::claims) fn close(&mut self, kind: Kind) -> Option<Block> {
        let line = Span::new(self.start, self.text.len());
        self.text.push('\n');
        self.start = self.text.len();
        let mut marks = std::mem::take(&mut self.marks);
        let mut links = std::mem::take(&mut self.links);
        marks.sort_by_key(|(span, _)| *span);
        links.sort_by_key(|(span, _)| *span);
        let mut block = Block::new(kind);
        // The text between the places where something begins or ends.
        let mut cuts: Vec<usize> = Vec::new();
        for span in links
            .iter()
            .map(|(span, _)| span)
            .chain(marks.iter().map(|(span, _)| span))
        {
            cuts.extend([span.start, span.end]);
        }
        cuts.push(line.end);
        cuts.sort_unstable();
        cuts.dedup();
        let mut from = line.start;
        let mut places = vec![(line.start, 0)];
        for cut in cuts {
            let run = Span::new(from, cut);
            block.prose.push(run.of(&self.text), run, &self.text);
            places.push((cut, block.prose.len()));
            from = cut;
        }
        let place = |at: usize| {
            let index = places
                .partition_point(|(old, _)| *old < at)
                .min(places.len() - 1);
            places[index].1
        };
        for (span, address) in links {
            let span_of_words = Span::new(place(span.start), place(span.end));
            let begin = span_of_words.start;
            let lead = usize::from(
                block.prose.text()[begin..].starts_with(' ') && !span_of_words.is_empty(),
            );
            block.links.push(crate::claims::blocks::draft::Link {
                span: Span::new(begin + lead, span_of_words.end),
                address,
                title: None,
            });
        }
        for (span, refs) in marks {
            block.marks.push(Mark {
                span: Span::new(place(span.start), place(span.end)),
                file: span,
                refs,
                shown: None,
            });
        }
        (!block.is_empty()).then_some(block)
    }
}
