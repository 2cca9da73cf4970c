//! The rules of a page's own style sheets that say how single elements look.
//!
//! A selector of an element by its name, id and classes, and by those around it (`p.note`,
//! `#top > .old`), is followed as browsers follow it. What asks for more (elements beside, states,
//! sizes of the screen) may hold or not, so it can take back what hides, and never hide.

use std::cell::Cell;

use memchr::{memchr2, memmem};
use rustc_hash::FxHashMap;
use scraper::{ElementRef, Selector};

use super::look::Look;
use super::selector::{MAX_CLASSES, has, is_path, last_compound};

/// Bytes of styles read in one page: style sheets of whole frameworks have 300 KB.
const MOST: usize = 1 << 20;

/// Rules kept in one page.
const MAX_RULES: usize = 20_000;

/// Rules of one name looked at for one element.
const MAX_TRIES: usize = 64;

/// Selectors compared in one page with what is around an element.
const MAX_AROUND: usize = 100_000;

/// The rules of a page's style elements, by the name that each asks for.
#[derive(Default)]
pub struct Sheet {
    rules: FxHashMap<Box<str>, Vec<Rule>>,
    kept: usize,
    read: usize,
    /// How often what is around an element was looked at.
    around: Cell<usize>,
    /// Whether it draws on sheets that lie elsewhere.
    pub imports: bool,
}

struct Rule {
    /// What else the element must have: `#id`, `.class`, or its name.
    also: Vec<Box<str>>,
    /// Whether nothing more is asked.
    certain: bool,
    /// The whole selector, where it asks for elements around this one alone.
    around: Option<Selector>,
    /// How closely it names the element, then its place: the later of two equal ones holds.
    weight: (u8, u8, u8, usize),
    look: Look,
}

impl Sheet {
    /// Adds the rules of one style element.
    pub fn add(&mut self, styles: &str) {
        let room = MOST - self.read.min(MOST);
        if styles.len() > room {
            return;
        }
        self.read += styles.len();
        self.imports |= memmem::find(styles.as_bytes(), b"@import").is_some();
        let plain = without_comments(styles);
        self.rules_in(&plain);
    }

    /// Reads rules, and those inside of rules for some screens.
    fn rules_in(&mut self, styles: &str) {
        // For each open rule that holds others, whether these hold always.
        let mut inside: Vec<bool> = Vec::new();
        let mut at = 0;
        while let Some(next) = memchr2(b'{', b'}', &styles.as_bytes()[at..]) {
            let prelude = styles[at..at + next].rsplit(';').next().unwrap_or_default();
            let prelude = prelude.trim();
            at += next + 1;
            if styles.as_bytes()[at - 1] == b'}' {
                inside.pop();
                continue;
            }
            if let Some(name) = prelude.strip_prefix('@') {
                let name = name.to_ascii_lowercase();
                let holds_rules = ["media", "supports", "layer", "container"]
                    .iter()
                    .any(|group| name.starts_with(group));
                if holds_rules && !is_for_paper(&name) && inside.len() < 8 {
                    inside.push(is_for_all(&name));
                } else {
                    at = past_block(styles, at);
                }
                continue;
            }
            let end = past_block(styles, at);
            let body = styles[at..end].split(['{', '}']).next();
            let body = body.unwrap_or_default();
            at = end;
            if self.kept < MAX_RULES && may_hide(body) {
                let look = Look::read(body);
                if !look.is_empty() {
                    self.rule(prelude, &look, inside.iter().all(|always| *always));
                }
            }
        }
    }

    fn rule(&mut self, selectors: &str, look: &Look, always: bool) {
        for selector in selectors.split(',').take(64) {
            let Some((mut parts, certain)) = last_compound(selector) else {
                continue;
            };
            let around = (!certain && always && look.is_hidden() && is_path(selector))
                .then(|| Selector::parse(selector).ok())
                .flatten();
            let whole = if around.is_some() { selector } else { "" };
            let count = |sign: char| {
                let own = parts.iter().filter(|part| part.starts_with(sign)).count();
                u8::try_from(own.max(whole.matches(sign).count())).unwrap_or(u8::MAX)
            };
            let (ids, classes) = (count('#'), count('.'));
            let tag = u8::from(parts.iter().any(|part| !part.starts_with(['#', '.'])));
            let key = parts.swap_remove(0);
            self.kept += 1;
            self.rules.entry(key).or_default().push(Rule {
                also: parts,
                certain: certain && always,
                around,
                weight: (ids, classes, tag, self.kept),
                look: look.clone(),
            });
        }
    }

    /// How `element` looks by these rules, its own style aside.
    pub fn look(&self, at: ElementRef<'_>) -> Option<Look> {
        let element = at.value();
        if self.rules.is_empty() {
            return None;
        }
        let mut found: Vec<&Rule> = Vec::new();
        let mut key = String::new();
        let mut try_name = |sign: &str, name: &str| {
            key.clear();
            key.push_str(sign);
            key.push_str(name);
            let rules = self.rules.get(key.as_str()).map(Vec::as_slice);
            let rules = rules.unwrap_or_default().iter().rev().take(MAX_TRIES);
            found.extend(rules.filter(|rule| rule.also.iter().all(|part| has(element, part))));
        };
        try_name("", element.name());
        if let Some(id) = element.id() {
            try_name("#", id);
        }
        for class in element.classes().take(MAX_CLASSES) {
            try_name(".", class);
        }
        if found.is_empty() {
            return None;
        }
        found.sort_unstable_by_key(|rule| rule.weight);
        let mut look = Look::default();
        let mut perhaps = Vec::new();
        for rule in found {
            if rule.certain || self.stands_so(rule, at) {
                look.cover(&rule.look);
            } else {
                perhaps.push(rule);
            }
        }
        for rule in perhaps {
            look.allow(&rule.look);
        }
        Some(look)
    }

    /// Whether what a rule asks for stands around an element.
    fn stands_so(&self, rule: &Rule, at: ElementRef<'_>) -> bool {
        let Some(selector) = &rule.around else {
            return false;
        };
        self.around.set(self.around.get() + 1);
        self.around.get() <= MAX_AROUND && selector.matches(&at)
    }
}

/// Whether a rule for some screens holds on all of them.
fn is_for_all(name: &str) -> bool {
    let media = name.strip_prefix("media").map(str::trim);
    media.is_some_and(|media| matches!(media, "all" | "screen" | "only screen"))
}

/// Whether a rule for some screens is one for paper alone.
fn is_for_paper(name: &str) -> bool {
    name.strip_prefix("media")
        .is_some_and(|media| media.trim_start().starts_with("print") && !media.contains(','))
}

/// Where the block that begins at `at` ends, past its closing brace.
fn past_block(styles: &str, mut at: usize) -> usize {
    let mut depth = 1;
    while let Some(next) = memchr2(b'{', b'}', &styles.as_bytes()[at..]) {
        depth = if styles.as_bytes()[at + next] == b'{' {
            depth + 1
        } else {
            depth - 1
        };
        at += next + 1;
        if depth == 0 {
            return at;
        }
    }
    styles.len()
}

/// Whether declarations hold one of those that decide what is seen.
fn may_hide(body: &str) -> bool {
    let lower;
    let body = if body.bytes().any(|byte| byte.is_ascii_uppercase()) {
        lower = body.to_ascii_lowercase();
        &lower
    } else {
        body
    };
    [
        "display",
        "visib",
        "opac",
        "font",
        "clip",
        "position",
        "indent",
        "transform",
        "height",
        "overflow",
        "width",
        "margin",
        "translate",
        "scale",
        "filter",
        "color",
        "background",
        "decoration",
    ]
    .iter()
    .any(|name| memmem::find(body.as_bytes(), name.as_bytes()).is_some())
}

fn without_comments(styles: &str) -> std::borrow::Cow<'_, str> {
    if memmem::find(styles.as_bytes(), b"/*").is_none() {
        return styles.into();
    }
    let mut plain = String::with_capacity(styles.len());
    let mut rest = styles;
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain.into()
}

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::*;

    /// Whether the first `p` of `markup` is hidden by `styles`.
    fn hides(styles: &str, markup: &str) -> bool {
        let mut sheet = Sheet::default();
        sheet.add(styles);
        let html = Html::parse_fragment(markup);
        let mut elements = html.tree.nodes().filter_map(ElementRef::wrap);
        let element = elements
            .find(|element| element.value().name() == "p")
            .unwrap();
        sheet.look(element).is_some_and(|look| look.is_hidden())
    }

    #[test]
    fn rules_hide_what_they_name_and_no_more() {
        for (styles, hidden) in [
            (".a{display:none}", true),
            ("#b{display:none}", true),
            ("p.a { color: red; visibility: hidden }", true),
            (".x, .a{display:none}", true),
            ("/* .x{ */ .a{display:none}", true),
            (".a.c{opacity:0}", true),
            (".a{display:none} p{display:block}", true),
            (".a{display:none} .a{display:block}", false),
            ("#b{display:block} .a{display:none}", false),
            (".a.d{display:none}", false),
            ("div.a{display:none}", false),
            (".x .a{display:none}", false),
            (".y .a{display:none}", true),
            ("div > p{visibility:hidden}", true),
            ("section > p{visibility:hidden}", false),
            (".y .a{display:none} #b{display:block}", false),
            (".y .a{display:none} .a{display:block}", true),
            ("body .a{display:none}", false),
            (".no-js .a{display:none}", false),
            (".z + .a{display:none}", false),
            (".A{DISPLAY:NONE} .a{DISPLAY:NONE}", true),
            ("@media screen{.a{display:none}}", true),
            ("@media screen and (max-width:9em){.a{display:none}}", false),
            (".a:hover{display:none}", false),
            (".a::before{display:none}", false),
            (".a{display:none} .open .a{display:block}", false),
            (".a{display:none} .a:target{display:block}", false),
            ("@media (max-width:9em){.a{display:none}}", false),
            (
                ".a{display:none} @media (min-width:9em){.a{display:block}}",
                false,
            ),
            (".a{display:none} @media print{.a{display:block}}", true),
            ("@media print{.a{display:none}}", false),
            ("@font-face{x:y} @import 'x'; .a{display:none}", true),
            ("@media screen{.x{a:b}} .a{display:none}", true),
            (".a{display:none", true),
            ("}}{.a{display:none}", false),
        ] {
            assert_eq!(
                hides(styles, "<div class=y><p id=b class='a c'>t</p></div>"),
                hidden,
                "{styles}"
            );
        }
    }

    #[test]
    fn any_styles_are_read() {
        for styles in [
            "{",
            "}",
            "{}",
            ".{a:b}",
            "#,.a,{",
            "@",
            "@media{",
            "/*",
            ".a{:;}",
            "a{b{c{d:e}}}",
        ] {
            assert!(!hides(styles, "<p class=a>"), "{styles}");
        }
    }
}
