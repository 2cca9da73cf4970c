//! Text without markup that remembers where in the file each part of it stands.

use crate::claims::written::{Piece, Written};
use crate::text::Span;

/// Text with white space folded, and the place of each part of it.
#[derive(Clone, Debug, Default)]
pub(in crate::claims) struct Prose {
    text: String,
    pieces: Vec<Piece>,
    /// White space that becomes a space once more text follows.
    gap: Option<Gap>,
    /// Something was cut out just before.
    after_cut: bool,
}

#[derive(Clone, Copy, Debug)]
struct Gap {
    file: Span,
    /// A line break, which is no space between characters that are written without.
    line_break: bool,
}

/// Where the parts of a text went when others were cut out.
#[derive(Debug, Default)]
pub(in crate::claims) struct Moves(Vec<(usize, usize, usize)>);

impl Moves {
    /// The new offset of what stood at `old`; of what was cut out, the end of what stood before.
    pub(in crate::claims) fn at(&self, old: usize) -> usize {
        let index = self.0.partition_point(|(from, _, _)| *from <= old);
        match index.checked_sub(1).map(|i| self.0[i]) {
            Some((from, to, len)) => to + (old - from).min(len),
            None => 0,
        }
    }
}

impl Prose {
    pub(in crate::claims) fn text(&self) -> &str {
        &self.text
    }

    pub(in crate::claims) fn len(&self) -> usize {
        self.text.len()
    }

    pub(in crate::claims) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds `text`, which the file has at `file`, whether in these words or in others.
    pub(in crate::claims) fn push(&mut self, text: &str, file: Span, source: &str) {
        self.push_part(text, file, file.of(source) == text, |_, _| {});
    }

    /// Adds a line break.
    pub(in crate::claims) fn push_break(&mut self, file: Span) {
        self.widen_gap(file, true);
    }

    /// Adds a space that the file needs not have.
    pub(in crate::claims) fn push_space(&mut self, at: usize) {
        self.widen_gap(Span::new(at, at), false);
    }

    fn widen_gap(&mut self, file: Span, line_break: bool) {
        if self.text.is_empty() {
            return;
        }
        self.gap = Some(match self.gap {
            None => Gap { file, line_break },
            Some(gap) => Gap {
                file: gap.file.join(file),
                line_break: gap.line_break && line_break,
            },
        });
    }

    /// Adds `text`, white space folded; `moved` is told of each run (offset in `text`, offset in
    /// the whole) that is written.
    fn push_part(
        &mut self,
        text: &str,
        file: Span,
        verbatim: bool,
        mut moved: impl FnMut(usize, Span),
    ) {
        let place = |start: usize, end: usize| {
            if verbatim {
                Span::new(file.start + start, file.start + end)
            } else {
                file
            }
        };
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let blank = rest.len() - rest.trim_start().len();
            if blank > 0 {
                let line_break = rest[..blank].contains('\n');
                self.widen_gap(place(at, at + blank), line_break);
                at += blank;
                continue;
            }
            // Single spaces inside a run need no folding, and runs stay long.
            let run = run_length(rest);
            self.write_gap(rest);
            let start = self.text.len();
            self.append(&rest[..run], place(at, at + run), verbatim);
            moved(at, Span::new(start, start + run));
            at += run;
        }
    }

    /// Writes the space that is due before `next`, if one is.
    fn write_gap(&mut self, next: &str) {
        let after_cut = std::mem::take(&mut self.after_cut);
        let first = next.chars().next().unwrap_or(' ');
        let last = self.text.chars().next_back().unwrap_or(' ');
        let Some(gap) = self.gap.take() else {
            if after_cut && matches!(last, '.' | '!' | '?' | '…') && first.is_alphabetic() {
                // "stop.[1]Next" has two sentences.
                let at = self.pieces.last().map_or(0, |piece| piece.file.end);
                self.append(" ", Span::new(at, at), false);
            }
            return;
        };
        if gap.line_break && is_unspaced(last) && is_unspaced(first) {
            return;
        }
        if after_cut
            && matches!(
                first,
                '.' | ',' | ';' | ':' | '!' | '?' | ')' | '。' | '、' | '，'
            )
        {
            // "text [1]." has no space before its stop.
            return;
        }
        if matches!(first, '.' | ',') && !next[1..].starts_with(|c: char| !c.is_whitespace()) {
            // Nor has any other text, whatever was left out of it; ".NET" begins a word.
            return;
        }
        self.append(" ", gap.file, gap.file.len() == 1 && !gap.line_break);
    }

    fn append(&mut self, text: &str, file: Span, verbatim: bool) {
        let at = self.text.len();
        self.text.push_str(text);
        if let Some(last) = self.pieces.last_mut()
            && verbatim
            && last.verbatim
            && last.file.end == file.start
        {
            last.file.end = file.end;
            return;
        }
        self.pieces.push(Piece { at, file, verbatim });
    }

    /// The smallest part of the file that `span` of the text came from.
    pub(in crate::claims) fn in_file(&self, span: Span) -> Span {
        let piece = |at: usize| {
            let index = self.pieces.partition_point(|piece| piece.at <= at);
            index.checked_sub(1).map(|i| self.pieces[i])
        };
        let start = match piece(span.start) {
            Some(piece) if piece.verbatim => {
                (piece.file.start + span.start - piece.at).min(piece.file.end)
            }
            Some(piece) => piece.file.start,
            None => 0,
        };
        if span.is_empty() {
            return Span::new(start, start);
        }
        let end = match piece(span.end - 1) {
            Some(piece) if piece.verbatim => piece.file.start + span.end - piece.at,
            Some(piece) => piece.file.end,
            None => start,
        };
        Span::new(start, end)
    }

    /// Where the file has each part of what stands at `span`.
    pub(in crate::claims) fn written(&self, span: Span) -> Written {
        let first = self
            .pieces
            .partition_point(|piece| piece.at <= span.start)
            .saturating_sub(1);
        let mut written = Written::default();
        for piece in self.pieces.iter().skip(first) {
            if piece.at >= span.end {
                break;
            }
            let cut = span.start.saturating_sub(piece.at);
            let from = if piece.verbatim { cut } else { 0 };
            written.push(Piece {
                at: (piece.at + cut) - span.start,
                file: Span::new(piece.file.start + from, piece.file.end),
                verbatim: piece.verbatim,
            });
        }
        written
    }

    /// The same without `cuts`, which are in order and don't overlap; each may have words in its place.
    pub(in crate::claims) fn without(&self, cuts: &[(Span, Option<&str>)]) -> (Self, Moves) {
        let mut kept = Self::default();
        let mut moves = Moves::default();
        let mut from = 0;
        for (cut, shown) in cuts {
            self.copy(Span::new(from, cut.start), &mut kept, &mut moves);
            match shown {
                Some(words) => kept.push_part(words, self.in_file(*cut), false, |at, run| {
                    if at == 0 {
                        moves.0.push((cut.start, run.start, 0));
                    }
                }),
                None => kept.after_cut = true,
            }
            from = cut.end;
        }
        self.copy(Span::new(from, self.text.len()), &mut kept, &mut moves);
        (kept, moves)
    }

    fn copy(&self, span: Span, to: &mut Self, moves: &mut Moves) {
        let first = self
            .pieces
            .partition_point(|piece| piece.at <= span.start)
            .saturating_sub(1);
        for (index, piece) in self.pieces.iter().enumerate().skip(first) {
            let end = self
                .pieces
                .get(index + 1)
                .map_or(self.text.len(), |next| next.at);
            let part = Span::new(piece.at.max(span.start), end.min(span.end));
            if piece.at >= span.end {
                break;
            }
            if part.is_empty() {
                continue;
            }
            let file = if piece.verbatim {
                let start = piece.file.start + part.start - piece.at;
                Span::new(start, start + part.len())
            } else {
                piece.file
            };
            to.push_part(part.of(&self.text), file, piece.verbatim, |at, run| {
                moves.0.push((part.start + at, run.start, run.len()));
            });
        }
    }
}

/// Length of the longest start of `text` that folding leaves as it is.
fn run_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b' ' => {
                let next = text[at + 1..].chars().next();
                if next.is_none_or(char::is_whitespace) {
                    return at;
                }
                at += 1;
            }
            byte if byte.is_ascii() => {
                if byte.is_ascii_whitespace() || byte == 0x0B {
                    return at;
                }
                at += 1;
            }
            _ => {
                let c = text[at..].chars().next().unwrap_or(' ');
                if c.is_whitespace() {
                    return at;
                }
                at += c.len_utf8();
            }
        }
    }
    at
}

/// Whether a character's script is written without spaces between words (Unicode blocks of
/// Chinese and Japanese, their punctuation and full-width forms).
const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{30FF}'
        | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(source: &str) -> Prose {
        let mut prose = Prose::default();
        prose.push(source, Span::new(0, source.len()), source);
        prose
    }

    #[test]
    fn folded_text_keeps_its_place() {
        let source = "  One \n two  three ";
        let prose = prose(source);
        assert_eq!(prose.text(), "One two three");
        let at = prose.text().find("two three").unwrap();
        let span = prose.in_file(Span::new(at, prose.len()));
        assert_eq!(span.of(source), "two  three");
    }

    #[test]
    fn lines_of_japanese_join_without_a_space() {
        assert_eq!(prose("契約は\n終わった。").text(), "契約は終わった。");
        assert_eq!(prose("a\nb").text(), "a b");
    }

    #[test]
    fn cutting_marks_leaves_clean_text_and_true_places() {
        let source = "It rose [1]. Then[2] it fell.[3]Again.";
        let whole = prose(source);
        let cuts: Vec<(Span, Option<&str>)> = ["[1]", "[2]", "[3]"]
            .iter()
            .map(|mark| {
                let at = source.find(mark).unwrap();
                (Span::new(at, at + 3), None)
            })
            .collect();
        let (clean, moves) = whole.without(&cuts);
        assert_eq!(clean.text(), "It rose. Then it fell. Again.");
        assert_eq!(moves.at(cuts[0].0.start), "It rose".len());
        let at = clean.text().find("Then it fell.").unwrap();
        let span = clean.in_file(Span::new(at, at + "Then it fell.".len()));
        assert_eq!(span.of(source), "Then[2] it fell.");
    }
}
