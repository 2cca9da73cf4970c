//! Pages that stand where the cited page should be: challenges, consent walls, empty shells that
//! wait for their scripts.

use super::intake::Parsed;
use crate::extract::{Document, Region};
use crate::source::{Reason, Unavailable};

/// Letters of body text below which a page may be a shell or a wall.
const LITTLE: usize = 250;

/// Letters of body text above which no phrase makes a page a wall.
const PLENTY: usize = 1_500;

/// What a bot wall says, lowercase. Each is a sentence that a page about something else would
/// hardly have as its main text.
const CHALLENGE: &[&str] = &[
    "checking your browser",
    "verify you are human",
    "verifying you are human",
    "verify that you are not a robot",
    "are you a robot",
    "you are not a robot",
    "you're not a robot",
    "unusual traffic",
    "needs to review the security of your connection",
    "enable javascript and cookies to continue",
    "access to this page has been denied",
    "complete the security check",
    "pardon our interruption",
    "attention required",
    "request blocked",
    "automated access",
];

/// What a page says that only its scripts can draw.
const SCRIPT_NEEDED: &[&str] = &[
    "enable javascript",
    "javascript is required",
    "requires javascript",
    "javascript is disabled",
    "turn on javascript",
    "activate javascript",
    "javascript aktivieren",
    "activer javascript",
    "activez javascript",
    "habilitar javascript",
    "javascriptを有効",
];

/// Why `document`, read from `parsed`, is not the page that was asked for.
pub fn find(parsed: &Parsed, document: &Document) -> Option<Unavailable> {
    let mut shown = 0;
    let mut consent = 0;
    let mut text = String::new();
    for passage in &document.passages {
        let size = passage.text.chars().filter(|c| c.is_alphanumeric()).count();
        if passage.region.is_shown() {
            shown += size;
        }
        if passage.region == Region::Consent {
            consent += size;
        }
        if text.len() < 16 * 1024 {
            text.push_str(&passage.text.to_lowercase());
            text.push('\n');
        }
    }
    if let Some(title) = &document.title {
        text.push_str(&title.to_lowercase());
    }
    if shown > PLENTY {
        return None;
    }
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| text.contains(phrase));
    if says(CHALLENGE) && shown < PLENTY {
        return Some(Unavailable::new(
            Reason::Blocked,
            "the page asks to prove that a person reads it",
        ));
    }
    if shown >= LITTLE {
        return None;
    }
    if says(SCRIPT_NEEDED) || (shown == 0 && parsed.scripts > 0 && parsed.script_bytes > 0) {
        return Some(Unavailable::new(
            Reason::NeedsJavascript,
            "the page holds no text until its scripts run",
        ));
    }
    if shown == 0 && consent > 0 {
        return Some(Unavailable::new(
            Reason::Blocked,
            "the page shows only a request for consent",
        ));
    }
    None
}
