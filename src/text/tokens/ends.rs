//! Where a number or a word that begins at a place of a text ends.

use super::form::{is_apostrophe, is_ignorable};
use super::segment;

pub(super) fn char_at(text: &str, at: usize) -> char {
    // `at` is on a boundary inside the text wherever this is called.
    text[at..].chars().next().unwrap_or('\0')
}

/// ASCII and full-width digits; other scripts' digits are read as words.
pub(super) const fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

/// End of the number that starts at `at`: digits, with single separators between them.
pub(super) fn number_end(text: &str, at: usize) -> usize {
    // Most numbers are plain digits up to a blank or a mark that is no separator.
    let bytes = &text.as_bytes()[at..];
    let plain = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    match bytes.get(plain) {
        None => return at + plain,
        Some(next) if plain > 0 && next.is_ascii() && !b".,'".contains(next) => return at + plain,
        Some(_) => {}
    }
    let mut end = at;
    let mut chars = text[at..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let separator = matches!(
            c,
            '.' | ',' | '·' | '\'' | '’' | '\u{A0}' | '\u{202F}' | '\u{2009}'
        );
        if is_digit(c) {
            end = at + offset + c.len_utf8();
            continue;
        }
        let rest = &text[at + offset + c.len_utf8()..];
        let joins = next.is_some_and(is_digit)
            && match c {
                '.' | ',' => true,
                // "54·3", and not "3·10⁵".
                '·' => !is_power(rest),
                _ => three_digits_follow(rest),
            };
        if !(separator && joins) {
            break;
        }
    }
    end
}

/// Whether a power of ten comes next: "10⁵", "10^5".
fn is_power(rest: &str) -> bool {
    rest.strip_prefix("10")
        .is_some_and(|exponent| exponent.starts_with(|c| c == '^' || superscript(c).is_some()))
}

/// What a raised digit or minus sign is on the line.
pub(crate) const fn superscript(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        '⁻' => '-',
        _ => return None,
    })
}

/// Whether exactly three digits come next: after a space or apostrophe, only a group of thousands
/// belongs to the number.
fn three_digits_follow(rest: &str) -> bool {
    rest.chars().take_while(|c| is_digit(*c)).take(4).count() == 3
}

/// End of the word that starts at `at`: letters, marks and digits; apostrophes between letters
/// ("O’Brien", "don't") but not before a possessive "s"; stops between single letters ("U.S.").
pub(super) fn word_end(text: &str, at: usize) -> usize {
    // Most words are plain letters up to a blank or a mark that ends them.
    let bytes = &text.as_bytes()[at..];
    let plain = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    match bytes.get(plain) {
        None => return at + plain,
        Some(b'.') if plain == 1 => {}
        Some(b'+' | b'#') if plain > 0 => return marked_end(text, at + plain),
        Some(next) if plain > 0 && next.is_ascii() && *next != b'\'' => return at + plain,
        Some(_) => {}
    }
    let mut end = at;
    let mut letters = 0;
    let mut chars = text[at..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        if c.is_alphanumeric() && !segment::is_unspaced(c) || is_mark(c) {
            letters += 1;
            end = at + offset + c.len_utf8();
        } else if is_ignorable(c) {
            // Inside a word it vanishes; at its end it stays outside.
        } else if is_apostrophe(c) && next.is_some_and(char::is_alphabetic) {
            let rest = &text[at + offset + c.len_utf8()..];
            if is_possessive(rest) {
                break;
            }
            if letters <= 2
                && !text[at..end].starts_with(['O', 'D'])
                && !rest.starts_with(['t', 'm'])
            {
                // An elided article: "l’accord", "d’abord", "qu'il".
                return end + c.len_utf8();
            }
        } else if c == '.' && letters == 1 && next.is_some_and(char::is_alphabetic) {
            // "U.S.": single letters with stops, to the last letter that has one.
            return acronym_end(text, at).unwrap_or(end);
        } else {
            break;
        }
    }
    if text[at..end].ends_with(|c: char| c.is_ascii_alphanumeric()) {
        marked_end(text, end)
    } else {
        end
    }
}

/// End of a word that ends at `end` with the marks that are a part of it: "C++", "C#", "CD4+", "CD4−". None are
/// where something follows: "a+b", "#1".
fn marked_end(text: &str, end: usize) -> usize {
    let marks = text[end..].trim_start_matches(['+', '#', '−']);
    let ends = !marks.starts_with(|c: char| c.is_alphanumeric());
    let count = text[end..].len() - marks.len();
    if ends && count <= LONGEST_MARK {
        end + count
    } else {
        end
    }
}

/// Bytes of the longest mark at the end of a word.
const LONGEST_MARK: usize = 4;

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{65F}' | '\u{93A}'..='\u{94F}' | '\u{5B0}'..='\u{5C7}')
}

/// End of "U.S." or "p.m.", with its last stop only when another letter came before it.
fn acronym_end(text: &str, at: usize) -> Option<usize> {
    let mut end = None;
    let mut rest = text[at..].chars().peekable();
    let mut offset = at;
    let mut count = 0;
    while let Some(c) = rest.next() {
        if !c.is_alphabetic() || rest.peek() != Some(&'.') {
            break;
        }
        rest.next();
        offset += c.len_utf8() + 1;
        count += 1;
        if count >= 2 {
            end = Some(offset);
        }
    }
    // A letter right after means that this was "a.b.cd": an address or a file name.
    end.filter(|end| !text[*end..].starts_with(char::is_alphanumeric))
}

fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

pub(super) fn possessive_end(text: &str, at: usize, previous_end: usize) -> Option<usize> {
    let c = char_at(text, at);
    let rest = &text[at + c.len_utf8()..];
    (previous_end == at && is_apostrophe(c) && is_possessive(rest)).then(|| at + c.len_utf8() + 1)
}
