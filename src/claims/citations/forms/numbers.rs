//! Numbers without brackets that are marks: superscripts, and digits after a stop.

use crate::claims::blocks::draft::Ref;
use crate::claims::citations::found::Found;
use crate::claims::citations::syntax::{is_superscript, labels};

/// Characters of the longest superscript that is looked at.
const LONGEST_RUN: usize = 40;

/// A run of superscript digits. After a letter it is a mark only if the references have it, since
/// `m²` and `x³` are none.
pub(in crate::claims::citations) fn superscript(
    text: &str,
    at: usize,
    known: &dyn Fn(&Ref) -> bool,
) -> Option<Found> {
    let rest = &text[at..];
    let is_part = |c: char| is_superscript(c) || matches!(c, '˒' | '⸴' | '⁻');
    let mut run = rest
        .char_indices()
        .take(LONGEST_RUN)
        .skip_while(|(_, c)| is_part(*c));
    let end = match run.next() {
        Some((end, _)) => end,
        None if rest.chars().take(LONGEST_RUN).count() < LONGEST_RUN => rest.len(),
        None => return None,
    };
    let refs = labels(&rest[..end])?;
    let before = text[..at].chars().next_back().unwrap_or(' ');
    let resolved = refs.iter().all(known);
    let unit = matches!(&rest[..end], "²" | "³") && ends_with_unit(&text[..at]);
    let sound = match before {
        '.' | '!' | '?' | ',' | ';' | '”' | '"' | ')' | '»' => true,
        // "10⁻⁴" has an exponent.
        '0'..='9' | '⁻' | '⁺' => false,
        _ => resolved && !unit,
    };
    sound.then_some(Found::new(end, refs))
}

fn ends_with_unit(before: &str) -> bool {
    const UNITS: &[&str] = &[
        "m", "km", "cm", "mm", "ft", "in", "mi", "yd", "dm", "kpc", "Mpc",
    ];
    let word = before
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    UNITS.contains(&word)
}

/// A bare number right after a sentence's stop, as superscripts come out of word processors:
/// `… in 2019.4 The next`. Only if the references have it.
pub(in crate::claims::citations) fn digits(
    text: &str,
    at: usize,
    known: &dyn Fn(&Ref) -> bool,
) -> Option<Found> {
    if let Some(found) = digits_inside(text, at, known) {
        return Some(found);
    }
    let mut before = text[..at].chars().rev();
    let mut stop = before.next()?;
    if matches!(stop, '”' | '"' | ')' | '’') {
        stop = before.next()?;
    }
    if !matches!(stop, '.' | '!' | '?') || !before.next()?.is_alphanumeric() {
        return None;
    }
    let rest = &text[at..];
    let end = rest
        .find(|c: char| !c.is_ascii_digit() && c != ',')
        .unwrap_or(rest.len());
    let digits = rest[..end].trim_end_matches(',');
    let refs = labels(digits)?;
    let after = &rest[digits.len()..];
    let before_stop = text[..at].trim_end_matches(['”', '"', ')', '’', '.', '!', '?']);
    // "version 2.1": a number before the stop is a decimal unless a space and a capital follow.
    let digits_before = before_stop.len()
        - before_stop
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .len();
    // A year is no version and no amount.
    let decimal = digits_before > 0 && digits_before != 4;
    let mut following = after.chars();
    let ends = match following.next() {
        None => !decimal,
        Some(c) if c.is_whitespace() => following
            .next()
            .is_none_or(|c| !c.is_lowercase() && !decimal),
        Some(_) => false,
    };
    let resolved = refs.iter().all(known);
    (ends && resolved).then_some(Found::new(digits.len(), refs))
}

/// The same inside of a sentence: apart from what it closes, and before a comma, where no number of the sentence's own
/// can stand: `… called “Gulls” 3, which …`.
fn digits_inside(text: &str, at: usize, known: &dyn Fn(&Ref) -> bool) -> Option<Found> {
    let before = text[..at].strip_suffix(' ')?;
    let rest = &text[at..];
    let end = rest.bytes().take_while(u8::is_ascii_digit).count();
    let apart = before.ends_with(['”', '"', '»', ')', '%']);
    let ends = rest[end..].starts_with([',', ';']) && rest[end + 1..].starts_with(' ');
    let refs = labels(&rest[..end]).filter(|_| apart && ends)?;
    refs.iter().all(known).then_some(Found::new(end, refs))
}
