//! Labelled rows on a screen of a given width: what every terminal rendering is made of.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr as _;

use super::cells::{Cell, cells, fit, wrap};
use super::paint::Paint;
use crate::report::reading::Mark;

/// Columns before a row's content: two of margin, the label, and a gap.
const GUTTER: usize = 13;
/// Fewer columns than this are taken for so many.
const NARROWEST: usize = 40;
/// Columns of an id, which is told whole; only a hostile file has longer ones.
pub const LONGEST_ID: usize = 200;
/// Ids told of a list.
const IDS_SHOWN: usize = 5;
/// More are not used: longer lines are hard to read.
const WIDEST: usize = 200;

/// Where a report for people is written.
pub struct Screen<'o> {
    /// Colours.
    pub paint: Paint,
    width: usize,
    out: &'o mut dyn Write,
}

impl<'o> Screen<'o> {
    /// A screen of `width` columns, taken as 40 at least and 200 at most.
    pub fn new(out: &'o mut dyn Write, width: usize, colour: bool) -> Self {
        Self {
            paint: Paint { colour },
            width: width.clamp(NARROWEST, WIDEST),
            out,
        }
    }

    /// Its columns.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Columns of a row's content.
    pub const fn room(&self) -> usize {
        self.width - GUTTER
    }

    /// A line as it is.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{text}")
    }

    /// What an entry is, with the columns that it takes; where it stands; what it is called: on one line where
    /// they fit, the name on its own where they don't.
    pub fn heading(
        &mut self,
        (columns, title): (usize, String),
        place: &str,
        name: &str,
    ) -> io::Result<()> {
        let columns = columns + place.width() + name.width() + 4;
        let (place, name) = (self.paint.bold(place), self.paint.dim(name));
        if columns <= self.width {
            self.line(&format!("{title}  {place}  {name}"))
        } else {
            self.line(&format!("{title}  {place}"))?;
            self.line(&format!("  {name}"))
        }
    }

    /// A sentence from the left edge, in as many lines as it needs.
    pub fn sentence(&mut self, text: &str) -> io::Result<()> {
        for line in wrap(&cells(text, &[]), self.width) {
            self.line(&text_of(line))?;
        }
        Ok(())
    }

    /// An empty line.
    pub fn gap(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// A sentence in as many lines as it needs, the label before the first.
    pub fn row(&mut self, label: &str, text: &str) -> io::Result<()> {
        let cells = cells(text, &[]);
        for (index, line) in wrap(&cells, self.room()).into_iter().enumerate() {
            self.label(if index == 0 { label } else { "" }, "  ")?;
            self.line(&text_of(line))?;
        }
        Ok(())
    }

    /// Parts with commas between them, in as many lines as they need; `paint` colours each.
    pub fn flow<T>(
        &mut self,
        start: &str,
        parts: impl IntoIterator<Item = (T, String)>,
        paint: impl Fn(Paint, T, &str) -> String,
    ) -> io::Result<()> {
        let mut line = start.to_owned();
        let mut columns = start.width();
        for (index, (kind, text)) in parts.into_iter().enumerate() {
            let wide = text.width() + 2;
            if index > 0 {
                line.push(',');
                if columns + wide >= self.width {
                    self.line(&line)?;
                    line.clear();
                    columns = 0;
                }
            }
            // Between parts, and before those of a further line.
            if index > 0 || !start.is_empty() {
                line.push(' ');
            }
            line += &paint(self.paint, kind, &text);
            columns += wide;
        }
        self.line(&line)
    }

    /// Something that must not be broken over lines, such as an address.
    pub fn whole(&mut self, label: &str, text: &str) -> io::Result<()> {
        self.label(label, "  ")?;
        writeln!(self.out, "{text}")
    }

    /// Ids, one a line, since people copy them; of many the first.
    pub fn ids(&mut self, label: &str, ids: &[String]) -> io::Result<()> {
        for (index, id) in ids.iter().take(IDS_SHOWN).enumerate() {
            self.whole(if index == 0 { label } else { "" }, &fit(id, LONGEST_ID))?;
        }
        match ids.len().saturating_sub(IDS_SHOWN) {
            0 => Ok(()),
            more => self.row("", &format!("and {more} more")),
        }
    }

    /// Quoted words behind a rule, their marks under them. The rule also keeps a line of a page
    /// from looking like a command to a CI log.
    pub fn quoted(&mut self, label: &str, words: &[Cell<'_>]) -> io::Result<()> {
        for (index, line) in wrap(words, self.room()).into_iter().enumerate() {
            self.label(if index == 0 { label } else { "" }, "│ ")?;
            self.runs(line, text_of)?;
            // What matches is told by its colour where there is one: fewer lines, and calmer.
            let least = if self.paint.colour {
                Mark::Bare
            } else {
                Mark::Same
            };
            let marked = |cell: &Cell<'_>| cell.mark.is_some_and(|mark| mark >= least);
            if let Some(last) = line.iter().rposition(marked) {
                self.label("", "│ ")?;
                self.runs(&line[..=last], |run| {
                    let columns = run.iter().map(|cell| cell.width).sum();
                    sign(run[0].mark.filter(|mark| *mark >= least)).repeat(columns)
                })?;
            }
        }
        Ok(())
    }

    /// Quoted words behind a rule, their marks told by colour alone.
    pub fn coloured(&mut self, label: &str, words: &[Cell<'_>]) -> io::Result<()> {
        for (index, line) in wrap(words, self.room()).into_iter().enumerate() {
            self.label(if index == 0 { label } else { "" }, "│ ")?;
            self.runs(line, text_of)?;
        }
        Ok(())
    }

    /// Writes what `text` makes of each run of equal marks, in the mark's colour, as one line.
    fn runs(&mut self, line: &[Cell<'_>], text: impl Fn(&[Cell<'_>]) -> String) -> io::Result<()> {
        for run in line.chunk_by(|a, b| a.mark == b.mark) {
            let text = text(run);
            let mark = run[0].mark.filter(|_| !text.trim().is_empty());
            write!(self.out, "{}", self.paint.mark(mark, text))?;
        }
        writeln!(self.out)
    }

    fn label(&mut self, label: &str, rule: &str) -> io::Result<()> {
        let label = fit(label, GUTTER - 4);
        let padded = format!("  {label:<width$}", width = GUTTER - 4);
        write!(
            self.out,
            "{}{}",
            self.paint.dim(padded),
            self.paint.dim(rule)
        )
    }
}

fn text_of(cells: &[Cell<'_>]) -> String {
    cells.iter().map(|cell| &*cell.text).collect()
}

const fn sign(mark: Option<Mark>) -> &'static str {
    match mark {
        None => " ",
        Some(Mark::Same) => "-",
        Some(Mark::Bare) => "~",
        Some(Mark::Differs) => "^",
    }
}
