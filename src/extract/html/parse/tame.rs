//! Takes out of the markup what would cost the parser much and give the text nothing: scripts,
//! styles, comments, and attributes without end. The tokenizer reads scripts letter by letter, and
//! compares each attribute of a tag with all before it, so that a million in one tag never end.

use html5ever::tendril::StrTendril;
use memchr::{memchr, memchr_iter, memmem};

/// Attributes kept in one tag. Pages have at most some dozens.
const MAX_ATTRIBUTES: usize = 256;

/// Bytes below which a tag cannot hold more attributes than that.
const SHORT: usize = MAX_ATTRIBUTES * 2;

/// Markup without its costly parts.
pub struct Tamed {
    /// What is left for the parser.
    pub markup: StrTendril,
    /// Contents of the style elements that hold for a reader with scripts and a screen.
    pub styles: Vec<String>,
}

/// Takes the costly parts out of `markup`.
pub fn tame(markup: &str) -> Tamed {
    let bytes = markup.as_bytes();
    let mut tamed = StrTendril::new();
    let mut styles = Vec::new();
    let mut unscripted = false;
    let mut copied = 0;
    let mut at = 0;
    while let Some(next) = memchr(b'<', &bytes[at..]) {
        at += next;
        let rest = &bytes[at..];
        if rest.starts_with(b"<!--") {
            // One that never ends is left to the parser, which knows what to show of it.
            let Some(end) = comment_end(rest) else {
                break;
            };
            tamed.push_slice(&markup[copied..at]);
            at += end;
            copied = at;
            continue;
        }
        if !rest.get(1).is_some_and(u8::is_ascii_alphabetic) {
            unscripted &= !is_named(rest, b"</noscript");
            at += 1;
            continue;
        }
        let tag = tag_end(rest);
        if let Some(cut) = tag.cut {
            tamed.push_slice(&markup[copied..at + cut]);
            tamed.push_slice(">");
            copied = at + tag.end;
        }
        let opening = &rest[..tag.end];
        unscripted |= is_named(opening, b"<noscript");
        at += tag.end;
        if let Some(raw) = raw_name(opening) {
            let Some(end) = closing_tag(&bytes[at..], raw) else {
                break;
            };
            let data = raw == b"script" && memmem::find(opening, b"json").is_some();
            let printed = memmem::find(opening, b"print").is_some();
            if raw == b"style" && !unscripted && !printed {
                styles.push(markup[at..at + end].to_owned());
            }
            if !data {
                tamed.push_slice(&markup[copied..at]);
                copied = at + end;
            }
            at += end;
        }
    }
    tamed.push_slice(&markup[copied..]);
    Tamed {
        markup: tamed,
        styles,
    }
}

/// Whether a tag begins here whose beginning is `name`.
fn is_named(rest: &[u8], name: &[u8]) -> bool {
    rest.get(..name.len())
        .is_some_and(|begins| begins.eq_ignore_ascii_case(name))
}

/// Where a comment that begins here ends.
fn comment_end(rest: &[u8]) -> Option<usize> {
    if rest.starts_with(b"<!-->") {
        return Some(5);
    }
    memmem::find(&rest[2..], b"-->").map(|end| end + 5)
}

/// The name of an opening tag whose content is not markup.
fn raw_name(opening: &[u8]) -> Option<&'static [u8]> {
    let named = |name: &[u8]| {
        opening.len() > name.len() + 1
            && opening[1..=name.len()].eq_ignore_ascii_case(name)
            && !opening[name.len() + 1].is_ascii_alphanumeric()
    };
    match opening.get(1)? {
        b's' | b'S' if named(b"script") => Some(b"script"),
        b's' | b'S' if named(b"style") => Some(b"style"),
        _ => None,
    }
}

/// Where the closing tag of `name` begins.
fn closing_tag(rest: &[u8], name: &[u8]) -> Option<usize> {
    memmem::find_iter(rest, b"</").find(|at| {
        let found = rest.get(at + 2..at + 2 + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name))
    })
}

/// Where a tag that begins here ends.
fn tag_end(rest: &[u8]) -> Measured {
    let near = memchr(b'>', &rest[..rest.len().min(SHORT)]);
    // A `>` in an open quotation is not the tag's end.
    let ends = near.filter(|near| {
        let odd = |quote: u8| memchr_iter(quote, &rest[..*near]).count() % 2 == 1;
        !odd(b'"') && !odd(b'\'')
    });
    match ends {
        Some(near) => Measured {
            end: near + 1,
            cut: None,
        },
        None => measure(rest),
    }
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

    fn markup(page: &str) -> String {
        tame(page).markup.to_string()
    }

    #[test]
    fn ordinary_markup_passes_untouched() {
        let long = format!(
            "<p data-x='{}'>a > b</p><textarea><p></textarea",
            "y ".repeat(900)
        );
        assert_eq!(markup(&long), long);
    }

    #[test]
    fn attributes_past_the_cap_go_and_the_text_stays() {
        let many: Vec<String> = (0..1_000).map(|n| format!("a{n}=\"> {n}\"")).collect();
        let page = format!("<p {}>text</p>", many.join(" "));
        assert!(markup(&page).ends_with("a255=\"> 255\">text</p>"));
    }

    #[test]
    fn scripts_styles_and_comments_go_and_data_stays() {
        let page = "<SCRIPT>if (a<b) {\"</p>\"}</Script><style>p{}</style><!-- a --> b -->\
                    <script type=\"application/ld+json\">{}</script><p>text<!-->";
        let kept = "<SCRIPT></Script><style></style> b -->\
                    <script type=\"application/ld+json\">{}</script><p>text";
        assert_eq!(markup(page), kept);
    }

    #[test]
    fn what_never_ends_is_left_to_the_parser() {
        for page in ["<p>a<script>b", "<p>a<!-- b", "<p>a<p b='", "<style", "<!-"] {
            assert_eq!(markup(page), page);
        }
    }

    #[test]
    fn scripts_in_quoted_attributes_are_text() {
        let page = "<a title=\"<script>\">b</a><p>c</p><script>d</script>";
        assert_eq!(
            markup(page),
            "<a title=\"<script>\">b</a><p>c</p><script></script>"
        );
    }
}
