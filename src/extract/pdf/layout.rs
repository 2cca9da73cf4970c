//! Characters with their places on a page to lines of text.

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

use super::said::{Line, Page};

/// Gap between two characters that stands for a space, as a share of the size of the type: fonts
/// have spaces of a quarter, and letters are kerned by less than a tenth.
const SPACE: f64 = 0.12;

/// Gap that parts two cells of a table or two columns.
const CELL: f64 = 1.8;

/// Characters taken from one file. A thousand dense pages have four million.
const MAX_CHARS: usize = 20_000_000;

/// Smallest type, in points, that is more than a line: nobody reads less.
const MIN_SIZE: f64 = 0.5;

/// Collects the lines of a file's pages.
#[derive(Default)]
pub struct Layout {
    pub pages: Vec<Page>,
    chars: usize,
    /// The sides of the page at hand: left, low, right, high.
    sides: [f64; 4],
}

impl OutputDev for Layout {
    fn begin_page(
        &mut self,
        number: u32,
        media: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.sides = [
            media.llx.min(media.urx),
            media.lly.min(media.ury),
            media.llx.max(media.urx),
            media.lly.max(media.ury),
        ];
        self.pages.push(Page {
            number,
            height: (media.ury - media.lly).abs(),
            lines: Vec::new(),
        });
        Ok(())
    }

    fn output_character(
        &mut self,
        at: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        self.chars += text.len();
        let scale = (at.m11 * at.m22 - at.m12 * at.m21).abs().sqrt();
        let size = scale * font_size.abs();
        let (x, y) = (at.m31, at.m32);
        let end = x + width * size;
        let usable = [x, y, end, size].iter().all(|value| value.is_finite());
        let [left, low, right, high] = self.sides;
        // What stands beside the page is not printed on it.
        let off = end <= left || x >= right || y + size <= low || y >= high;
        if !usable || off || size < MIN_SIZE || self.chars > MAX_CHARS {
            return Ok(());
        }
        if let Some(page) = self.pages.last_mut() {
            page.add(x, y, end, size, text);
        }
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

impl Page {
    fn add(&mut self, x: f64, y: f64, end: f64, size: f64, text: &str) {
        if let Some(line) = self.lines.last_mut() {
            let larger = size.max(line.size);
            let gap = x - line.end;
            let level = (y - line.y).abs() < 0.2 * larger;
            // A mark for a footnote, or an exponent: apart from the word, so that no number grows.
            let raised = !level && size < 0.85 * line.size && (y - line.y).abs() < 0.7 * line.size;
            if (level || raised) && gap > -0.5 * larger && gap < CELL * larger {
                let apart = gap > SPACE * larger || raised;
                if apart && !line.text.ends_with(' ') && !text.starts_with(' ') {
                    line.text.push(' ');
                }
                line.text.push_str(text);
                line.end = line.end.max(end);
                return;
            }
        }
        if text.trim().is_empty() {
            return;
        }
        self.lines.push(Line {
            x,
            y,
            end,
            size,
            text: text.to_owned(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(chars: &[(f64, f64, f64, &str)]) -> Vec<String> {
        let mut page = Page::default();
        for (x, y, size, text) in chars {
            page.add(*x, *y, x + size * 0.5, *size, text);
        }
        page.lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn gaps_become_spaces_cells_and_lines() {
        let lines = page(&[
            (0.0, 700.0, 10.0, "a"),
            (5.0, 700.0, 10.0, "b"),
            (13.0, 700.0, 10.0, "c"),
            (60.0, 700.0, 10.0, "d"),
            (0.0, 688.0, 10.0, "e"),
        ]);
        assert_eq!(lines, ["ab c", "d", "e"]);
    }

    #[test]
    fn a_raised_mark_does_not_grow_the_number_before_it() {
        let lines = page(&[(0.0, 700.0, 10.0, "5"), (5.0, 704.0, 6.0, "2")]);
        assert_eq!(lines, ["5 2"]);
    }
}
