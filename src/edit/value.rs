//! The source's value in the place of the claim's.

use super::Edit;
use crate::claims::{Claim, Format, Input};
use crate::text::Span;
use crate::verify::Suggestion;

/// The edit that `suggestion` for a claim of `input` is; none where the file does not have the claim's words as they
/// are (escapes, markup between them), or cannot have the source's without markup of its own.
pub fn suggested(input: &Input, claim: &Claim, suggestion: &Suggestion) -> Option<Edit> {
    if !input.is_plain {
        return None;
    }
    let (span, write) = differing(&claim.text, suggestion);
    let span = claim.written.place(span, &claim.text, &input.text)?;
    let write = as_written(write, input, claim)?;
    Some(Edit { span, write })
}

/// The words that differ: those around them, which both sides have, stay as they are in the file.
fn differing<'s>(claim: &str, suggestion: &'s Suggestion) -> (Span, &'s str) {
    let (span, write) = (suggestion.span, suggestion.write.as_str());
    let old = span.of(claim);
    let front = same_words(old.split_inclusive(' '), write.split_inclusive(' '));
    let back = same_words(ends(&old[front..]), ends(&write[front..]));
    let (old_end, new_end) = (old.len() - back, write.len() - back);
    if old_end <= front || new_end <= front {
        return (span, write);
    }
    let differs = Span::new(span.start + front, span.start + old_end);
    (differs, &write[front..new_end])
}

/// The words of a text from its end, each with the blank before it.
fn ends(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (before, word) = rest.split_at(rest.rfind(' ')?);
        rest = before;
        Some(word)
    })
}

/// Bytes of the words that both have, one after the other.
fn same_words<'a>(old: impl Iterator<Item = &'a str>, new: impl Iterator<Item = &'a str>) -> usize {
    let same = old.zip(new).take_while(|(old, new)| old == new);
    same.map(|(old, _)| old.len()).sum()
}

/// `value` as it has to be written where `claim` stands; none where it cannot be.
fn as_written(value: &str, input: &Input, claim: &Claim) -> Option<String> {
    let without = |markup: &[char]| (!value.contains(markup)).then(|| value.to_owned());
    let before = input.text.get(..claim.span.start)?;
    match input.format {
        Format::Text => Some(value.to_owned()),
        Format::Markdown => without(&[
            '\\', '`', '*', '_', '[', ']', '<', '>', '|', '#', '~', '^', '{', '}', '@',
        ]),
        Format::Wikitext if value.contains("''") => None,
        Format::Wikitext => without(&['[', ']', '{', '}', '<', '>', '|', '=', '~', '#', '*']),
        Format::Html => Some(
            value
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;"),
        ),
        Format::Toml if before.ends_with('\'') => without(&['\'']),
        Format::Toml | Format::Json | Format::JsonLines => {
            Some(value.replace('\\', "\\\\").replace('"', "\\\""))
        }
        Format::Csv if before.ends_with('"') => Some(value.replace('"', "\"\"")),
        Format::Csv => without(&['"', ',', ';', '\t']),
        Format::Latex => escaped_latex(value),
        Format::Docx => None,
    }
}

/// LaTeX, in which some characters are markup unless a backslash stands before them; others have no such form.
fn escaped_latex(value: &str) -> Option<String> {
    let mut text = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\\' | '{' | '}' | '~' | '^' | '`' | '\'' | '"' => return None,
            '&' | '%' | '$' | '#' | '_' => text.extend(['\\', c]),
            c => text.push(c),
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_words_that_differ_are_written() {
        let cases = [
            (
                "in November 2020 it",
                "November 2020",
                "May 2020",
                ("November", "May"),
            ),
            (
                "up to $15 billion in",
                "$15 billion",
                "$50 billion",
                ("$15", "$50"),
            ),
            (
                "of 30 percent now",
                "30 percent",
                "20 %",
                ("30 percent", "20 %"),
            ),
            ("of 2020 now", "2020", "May 2020", ("2020", "May 2020")),
        ];
        for (claim, value, write, expected) in cases {
            let at = claim.find(value).unwrap();
            let suggestion = Suggestion {
                span: Span::new(at, at + value.len()),
                write: write.to_owned(),
            };
            let (span, write) = differing(claim, &suggestion);
            assert_eq!((span.of(claim), write), expected);
        }
    }
}
