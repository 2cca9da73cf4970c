//! Pages that stand where the cited page should be: challenges, consent walls, paywalls, error
//! pages, shells that wait for their scripts. Told by what a page says and how it is built, never by
//! who built it; and only when it shows little else.

use crate::extract::document::{Document, Region};
use crate::extract::html::facts::data::Ld;
use crate::extract::html::flat::page::Page;
use crate::extract::html::fold::fold;
use crate::extract::html::parse::intake::Parsed;
use crate::extract::words::WALLS;
use crate::source::{Reason, Unavailable};

/// Letters of body below which a page may be a shell.
const SHELL: usize = 100;

/// Letters of body below which a page may be a wall.
const LITTLE: usize = 250;

/// Letters of body above which no page asks to prove that a person reads it: such requests are short.
const REQUEST: usize = 600;

/// Letters of body above which no phrase makes a page a wall: a teaser is shorter.
const PLENTY: usize = 1_500;

/// Letters of what stands on a button.
const BUTTON: usize = 40;

/// Bytes of text in which phrases are looked for.
const LOOK: usize = 16 * 1024;

/// Why `document`, read from `parsed`, is not the page that was asked for.
pub fn find(parsed: &Parsed, page: &Page, ld: &Ld, document: &Document) -> Option<Unavailable> {
    let seen = Seen::of(document);
    if seen.shown > PLENTY {
        return None;
    }
    let no = |reason, detail: &str| Some(Unavailable::new(reason, detail));
    let riddle = seen.shown < SHELL && has_challenge(page, parsed);
    if riddle || (seen.shown < REQUEST && seen.says("challenge")) {
        return no(
            Reason::Blocked,
            "the page asks to prove that a person reads it",
        );
    }
    if is_teaser(&seen, ld, document) {
        return no(
            Reason::Paywalled,
            "the page shows a teaser and asks to subscribe for the rest",
        );
    }
    if seen.is_titled("error") {
        return no(
            Reason::Empty,
            "the page says that the page asked for was not found",
        );
    }
    let banner_alone = seen.shown == 0 && seen.banner > 0;
    let request = seen.shown < REQUEST && seen.consent * 2 > seen.shown && seen.accepts;
    if banner_alone || request {
        return no(Reason::Blocked, "the page shows only a request for consent");
    }
    if seen.shown >= LITTLE {
        return None;
    }
    if seen.is_titled("login") && parsed.passwords > 0 {
        return no(Reason::Blocked, "the page asks to log in");
    }
    let shell = seen.shown < SHELL && seen.all < LITTLE && parsed.scripts > 0;
    if shell && (seen.shown == 0 || has_empty_root(page, parsed) || seen.says("script-needed")) {
        return no(
            Reason::NeedsJavascript,
            "the page holds no text until its scripts run",
        );
    }
    if seen.shown == 0 && document.title.is_none() {
        return no(Reason::Empty, "the page holds no text of its own");
    }
    None
}

/// Whether a page shows only the beginning of its text: it says so itself, and something besides.
fn is_teaser(seen: &Seen, ld: &Ld, document: &Document) -> bool {
    let closed = ld.free == Some(false) || document.paywalled;
    let asks = seen.says("paywall");
    (asks && (closed || seen.breaks_off || seen.shown < LITTLE))
        || (ld.free == Some(false) && seen.shown < LITTLE * 2)
}

/// What a reader sees of a page.
struct Seen {
    /// Letters of the body.
    shown: usize,
    /// Letters of all that is not hidden.
    all: usize,
    /// Letters of what the markup calls a request for consent.
    banner: usize,
    /// Letters of the body that speak of consent.
    consent: usize,
    /// Whether a short text beside it gives consent: a button's.
    accepts: bool,
    /// Whether the body ends amid a sentence.
    breaks_off: bool,
    /// The text of all regions, lowercase, as far as it is looked at.
    text: String,
    /// The page's title, folded.
    title: String,
}

impl Seen {
    fn of(document: &Document) -> Self {
        let mut seen = Self {
            shown: 0,
            all: 0,
            banner: 0,
            consent: 0,
            accepts: false,
            breaks_off: false,
            text: String::new(),
            title: fold(document.title.as_deref().unwrap_or_default()),
        };
        for passage in &document.passages {
            let size = passage.text.chars().filter(|c| c.is_alphanumeric()).count();
            let lower = passage.text.to_lowercase();
            let holds = |list: &str| WALLS.get(list).iter().any(|word| lower.contains(word));
            seen.accepts |= size <= BUTTON && holds("accept");
            if passage.region != Region::Hidden {
                seen.all += size;
            }
            if passage.region.is_shown() {
                seen.shown += size;
                if passage.region == Region::Body {
                    let text = passage.text.trim_end();
                    seen.breaks_off = text.ends_with('…') || text.ends_with("...");
                }
                if holds("consent") {
                    seen.consent += size;
                }
            }
            match passage.region {
                Region::Consent => seen.banner += size,
                // What others write or lead to says nothing of this page.
                Region::Comment | Region::Related | Region::Navigation => continue,
                _ => {}
            }
            if seen.text.len() < LOOK {
                seen.text.push_str(&lower);
                seen.text.push(' ');
            }
        }
        seen
    }

    fn says(&self, list: &str) -> bool {
        let mut phrases = WALLS.get(list).iter();
        phrases.any(|phrase| self.text.contains(phrase))
    }

    /// Whether the title is one of these phrases, with little besides.
    fn is_titled(&self, list: &str) -> bool {
        let mut phrases = WALLS.get(list).iter();
        phrases.any(|phrase| {
            let phrase = fold(phrase);
            self.title.contains(&phrase) && phrase.len() * 5 >= self.title.len() * 2
        })
    }
}

/// An element that is named after a riddle for robots.
fn has_challenge(page: &Page, parsed: &Parsed) -> bool {
    named(page, parsed, |name| {
        name.contains("captcha") || name.contains("challenge")
    })
}

/// The empty element into which scripts draw a page, by the names that frameworks give it.
fn has_empty_root(page: &Page, parsed: &Parsed) -> bool {
    const ROOTS: &[&str] = &[
        "root",
        "app",
        "__next",
        "__nuxt",
        "___gatsby",
        "main",
        "application",
    ];
    named(page, parsed, |name| ROOTS.contains(&name))
}

/// Whether an element without much text has an id or class that `test` accepts.
fn named(page: &Page, parsed: &Parsed, test: impl Fn(&str) -> bool) -> bool {
    page.elements.iter().any(|element| {
        let size: usize = page.blocks[element.blocks.clone()]
            .iter()
            .map(|b| b.size)
            .sum();
        let node = element.node.and_then(|id| parsed.html.tree.get(id));
        let Some(tag) = node.as_ref().and_then(|node| node.value().as_element()) else {
            return false;
        };
        size < SHELL
            && tag
                .attrs
                .iter()
                .filter(|(name, _)| matches!(&*name.local, "id" | "class"))
                .flat_map(|(_, value)| value.split_ascii_whitespace())
                .any(|name| test(&name.to_ascii_lowercase()))
    })
}
