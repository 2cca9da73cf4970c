//! Where the words of a claim stand in the file that they were read from.

use crate::text::Span;

/// Which part of its file each part of a claim's text came from. The default knows of no part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pieces: Vec<Piece>,
}

/// A part of a text that came from one part of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::claims) struct Piece {
    /// Where it begins in the text; it reaches to the next piece.
    pub(in crate::claims) at: usize,
    pub(in crate::claims) file: Span,
    /// Whether the text is the file's, byte for byte.
    pub(in crate::claims) verbatim: bool,
}

impl Written {
    /// Where the file has the words at `span` of `text`, the claim's text, when `file` is the text of
    /// its input ([`super::Input::text`]). None where the file has them in other characters (escapes,
    /// character references), or something else between them, such as markup.
    pub fn place(&self, span: Span, text: &str, file: &str) -> Option<Span> {
        let last = span.end.checked_sub(1)?;
        let found = Span::new(
            self.offset(span.start)?,
            self.offset(last).map(|at| at + 1)?,
        );
        let words = span.of(text).split_whitespace();
        let same = !found.is_empty() && words.eq(found.of(file).split_whitespace());
        same.then_some(found)
    }

    /// Where the byte `at` of the text stands in the file.
    fn offset(&self, at: usize) -> Option<usize> {
        let index = self.pieces.partition_point(|piece| piece.at <= at);
        let piece = self.pieces.get(index.checked_sub(1)?)?;
        let found = piece.file.start + (at - piece.at);
        (piece.verbatim && found < piece.file.end).then_some(found)
    }

    pub(in crate::claims) fn push(&mut self, piece: Piece) {
        self.pieces.push(piece);
    }

    /// Adds what `other` knows of a text that begins at `at` of this one.
    pub(in crate::claims) fn append(&mut self, at: usize, other: &Self) {
        let pieces = other.pieces.iter().map(|piece| Piece {
            at: at + piece.at,
            ..*piece
        });
        self.pieces.extend(pieces);
    }

    /// Of a text with white space folded that the file has, perhaps with escapes, at `place`.
    pub(in crate::claims) fn of_folded(text: &str, place: Span, file: &str) -> Self {
        let raw = place.of(file);
        let mut written = Self::default();
        if text.split(' ').count() != raw.split_whitespace().count() {
            return written;
        }
        let mut at = 0;
        for (word, in_file) in text.split(' ').zip(raw.split_whitespace()) {
            // Both are slices of `raw`, so that the difference is the offset.
            let offset = (in_file.as_ptr() as usize).saturating_sub(raw.as_ptr() as usize);
            let file = Span::new(offset, offset + in_file.len()).shift(place.start);
            let verbatim = word == in_file;
            match written.pieces.last_mut() {
                Some(last) if verbatim && last.verbatim && last.file.end + 1 == file.start => {
                    last.file.end = file.end;
                }
                _ => written.push(Piece { at, file, verbatim }),
            }
            at += word.len() + 1;
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_the_file_has_them_and_nowhere_else() {
        let file = "text = \"Through  2032,\n say \\u201cwe\\u201d all\"";
        let place = Span::new(8, file.len() - 1);
        let text = "Through 2032, say “we” all";
        let written = Written::of_folded(text, place, file);
        let find = |words: &str| {
            let at = text.find(words).unwrap();
            let span = Span::new(at, at + words.len());
            Some(written.place(span, text, file)?.of(file))
        };
        assert_eq!(find("2032"), Some("2032"));
        assert_eq!(find("2032, say"), Some("2032,\n say"));
        assert_eq!(find("we"), None);
        assert_eq!(written.place(Span::new(3, 3), text, file), None);
    }
}
