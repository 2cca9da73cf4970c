//! Pages that stand where the cited page should be: challenges, consent walls, paywalls, error
//! pages, shells that wait for their scripts. Told by what a page says and how it is built, never by
//! who built it; and only when it shows little else.

use super::data::Ld;
use super::intake::Parsed;
use super::page::Page;
use crate::extract::{Document, PageKind, Region};
use crate::source::{Reason, Unavailable};

/// Letters of body below which a page may be a shell.
const SHELL: usize = 100;

/// Letters of body below which a page may be a wall.
const LITTLE: usize = 250;

/// Letters of body above which no phrase makes a page a wall: a teaser is shorter.
const PLENTY: usize = 1_500;

/// Bytes of text in which phrases are looked for.
const LOOK: usize = 16 * 1024;

/// What a bot wall says, lowercase.
const CHALLENGE: &[&str] = &[
    "checking your browser",
    "checking if the site connection is secure",
    "verify you are human",
    "verifying you are human",
    "confirm you are human",
    "verify that you are not a robot",
    "are you a robot",
    "you are not a robot",
    "you're not a robot",
    "you’re not a robot",
    "unusual traffic",
    "unusual activity from your",
    "needs to review the security of your connection",
    "enable javascript and cookies to continue",
    "access to this page has been denied",
    "complete the security check",
    "pardon our interruption",
    "request blocked",
    "automated access",
    "sind sie ein mensch",
    "kein roboter",
    "êtes un humain",
    "n'êtes pas un robot",
    "no eres un robot",
    "ロボットではありません",
    "人机验证",
    "安全验证",
];

/// What a page says that only its scripts can draw.
const SCRIPT_NEEDED: &[&str] = &[
    "enable javascript",
    "javascript is required",
    "requires javascript",
    "javascript is disabled",
    "javascript to run this app",
    "turn on javascript",
    "activate javascript",
    "javascript aktivieren",
    "aktivieren sie javascript",
    "activer javascript",
    "activez javascript",
    "habilitar javascript",
    "habilite javascript",
    "javascriptを有効",
    "启用javascript",
    "启用 javascript",
];

/// What stands where the free part of a text ends.
const PAYWALL: &[&str] = &[
    "subscribe to read",
    "subscribe to continue",
    "to continue reading",
    "continue reading with",
    "to read the full",
    "already a subscriber",
    "this article is for subscribers",
    "for subscribers only",
    "subscriber-only",
    "subscribers only",
    "register to read",
    "unlock this article",
    "jetzt weiterlesen",
    "um weiterzulesen",
    "nur für abonnenten",
    "artikel freischalten",
    "réservé aux abonnés",
    "pour lire la suite",
    "déjà abonné",
    "exclusivo para suscriptores",
    "solo para suscriptores",
    "conteúdo exclusivo para assinantes",
    "riservato agli abbonati",
    "会員限定",
    "有料会員",
    "登录后阅读",
];

/// What an error page is titled.
const ERROR: &[&str] = &[
    "page not found",
    "404 not found",
    "error 404",
    "404 error",
    "page cannot be found",
    "page can't be found",
    "page doesn't exist",
    "seite nicht gefunden",
    "page introuvable",
    "página no encontrada",
    "página não encontrada",
    "pagina non trovata",
    "ページが見つかりません",
    "页面不存在",
    "找不到页面",
];

/// Why `document`, read from `parsed`, is not the page that was asked for.
pub fn find(parsed: &Parsed, page: &Page, ld: &Ld, document: &Document) -> Option<Unavailable> {
    let seen = Seen::of(document);
    if seen.shown > PLENTY {
        return None;
    }
    let no = |reason, detail: &str| Some(Unavailable::new(reason, detail));
    if seen.says(CHALLENGE) || (seen.shown < LITTLE && has_challenge(page, parsed)) {
        return no(
            Reason::Blocked,
            "the page asks to prove that a person reads it",
        );
    }
    if seen.says(PAYWALL) || (ld.free == Some(false) && seen.shown < LITTLE * 2) {
        return no(
            Reason::Paywalled,
            "the page shows a teaser and asks to subscribe for the rest",
        );
    }
    if seen.titled(ERROR) {
        return no(
            Reason::Empty,
            "the page says that the page asked for was not found",
        );
    }
    if seen.shown >= LITTLE {
        return None;
    }
    if seen.shown == 0 && seen.consent > 0 {
        return no(Reason::Blocked, "the page shows only a request for consent");
    }
    let shell = seen.shown < SHELL && parsed.scripts > 0 && document.kind == PageKind::Landing;
    if seen.says(SCRIPT_NEEDED) || (shell && (seen.shown == 0 || has_empty_root(page, parsed))) {
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

/// What a reader sees of a page.
struct Seen {
    shown: usize,
    consent: usize,
    /// The text of all regions, lowercase, as far as it is looked at.
    text: String,
    title: String,
}

impl Seen {
    fn of(document: &Document) -> Self {
        let mut seen = Self {
            shown: 0,
            consent: 0,
            text: String::new(),
            title: document.title.clone().unwrap_or_default().to_lowercase(),
        };
        for passage in &document.passages {
            let size = passage.text.chars().filter(|c| c.is_alphanumeric()).count();
            if passage.region.is_shown() {
                seen.shown += size;
            }
            match passage.region {
                Region::Consent => seen.consent += size,
                Region::Title => seen.title.push_str(&passage.text.to_lowercase()),
                // What others write or lead to says nothing of this page.
                Region::Comment | Region::Related | Region::Navigation => continue,
                _ => {}
            }
            if seen.text.len() < LOOK {
                seen.text.push_str(&passage.text.to_lowercase());
                seen.text.push(' ');
            }
        }
        seen
    }

    fn says(&self, phrases: &[&str]) -> bool {
        phrases
            .iter()
            .any(|phrase| self.text.contains(phrase) || self.title.contains(phrase))
    }

    fn titled(&self, phrases: &[&str]) -> bool {
        let title = self.title.trim();
        title == "404" || phrases.iter().any(|phrase| title.contains(phrase))
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
