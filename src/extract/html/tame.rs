//! Cuts tags with absurdly many attributes, before anything parses them: the tokenizer compares
//! each attribute of a tag with all before it, so that a million in one tag never end.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memmem};

/// Attributes kept in one tag. Pages have at most some dozens.
const MAX_ATTRIBUTES: usize = 256;

/// Bytes below which a tag cannot hold more attributes than that.
const SHORT: usize = MAX_ATTRIBUTES * 2;

/// `markup` with every tag's attributes past the 256th left out.
pub fn tame(markup: &str) -> Cow<'_, str> {
    let bytes = markup.as_bytes();
    let mut kept = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(next) = memchr(b'<', &bytes[at..]) {
        at += next;
        let rest = &bytes[at..];
        if let Some(end) = raw_end(rest) {
            at += end;
            continue;
        }
        if !rest.get(1).is_some_and(u8::is_ascii_alphabetic) {
            at += 1;
            continue;
        }
        let near = memchr(b'>', &rest[..rest.len().min(SHORT)]);
        // A `>` in an open quotation is not the tag's end.
        let ends = near.filter(|near| {
            let odd = |quote: u8| memchr_iter(quote, &rest[..*near]).count() % 2 == 1;
            !odd(b'"') && !odd(b'\'')
        });
        if let Some(near) = ends {
            at += near + 1;
            continue;
        }
        let tag = measure(rest);
        if let Some(cut) = tag.cut {
            kept.push_str(&markup[copied..at + cut]);
            kept.push('>');
            copied = at + tag.end;
        }
        at += tag.end;
    }
    if copied == 0 {
        return Cow::Borrowed(markup);
    }
    kept.push_str(&markup[copied..]);
    Cow::Owned(kept)
}

/// Where a comment, script or style that begins here ends.
fn raw_end(rest: &[u8]) -> Option<usize> {
    if rest.starts_with(b"<!--") {
        return Some(memmem::find(rest, b"-->").map_or(rest.len(), |end| end + 3));
    }
    let named = |name: &[u8]| {
        rest.len() > name.len()
            && rest[1..=name.len()].eq_ignore_ascii_case(name)
            && !rest
                .get(name.len() + 1)
                .is_some_and(u8::is_ascii_alphanumeric)
    };
    let name: &[u8] = match rest.get(1)? {
        b's' | b'S' if named(b"script") => b"script",
        b's' | b'S' if named(b"style") => b"style",
        _ => return None,
    };
    let mut at = 1;
    while let Some(next) = memmem::find(&rest[at..], b"</") {
        at += next + 2;
        let closes = rest
            .get(at..at + name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name));
        if closes {
            return Some(at);
        }
    }
    Some(rest.len())
}

/// A tag's length, and where its attributes become too many.
struct Measured {
    end: usize,
    cut: Option<usize>,
}

/// Reads a tag from its `<` on, quoted values whole.
fn measure(rest: &[u8]) -> Measured {
    let mut attributes = 0;
    let mut cut = None;
    let mut at = 1;
    let mut after_equals = false;
    while at < rest.len() {
        match rest[at] {
            b'>' => return Measured { end: at + 1, cut },
            quote @ (b'"' | b'\'') if after_equals => {
                let close = memchr(quote, &rest[at + 1..]);
                at = close.map_or(rest.len(), |close| at + close + 2);
                after_equals = false;
                continue;
            }
            b'=' => after_equals = true,
            space if space.is_ascii_whitespace() || space == b'/' => {
                let begins = rest
                    .get(at + 1)
                    .is_some_and(|next| !next.is_ascii_whitespace() && !b"/=>".contains(next));
                if begins && !after_equals {
                    attributes += 1;
                    if attributes > MAX_ATTRIBUTES && cut.is_none() {
                        cut = Some(at);
                    }
                }
            }
            _ => after_equals = false,
        }
        at += 1;
    }
    Measured {
        end: rest.len(),
        cut,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_pass_untouched() {
        let long = format!("<p data-x='{}'>a > b</p><!-- <p a b> -->", "y ".repeat(900));
        assert!(matches!(tame(&long), Cow::Borrowed(_)));
    }

    #[test]
    fn attributes_past_the_cap_go_and_the_text_stays() {
        let many: Vec<String> = (0..1_000).map(|n| format!("a{n}=\"> {n}\"")).collect();
        let page = format!("<p {}>text</p>", many.join(" "));
        let tamed = tame(&page);
        assert!(tamed.ends_with("a255=\"> 255\">text</p>"), "{tamed}");
    }

    #[test]
    fn scripts_are_not_taken_for_tags() {
        let script = "<script>if (a<b) { ".to_owned() + &"x y ".repeat(2_000) + "}</script><p>text";
        assert!(matches!(tame(&script), Cow::Borrowed(_)));
    }
}
