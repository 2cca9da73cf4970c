//! Which elements a reader does not see.

use rustc_hash::FxHashSet;
use scraper::{ElementRef, Html, Node};

use super::colour::Colour;
use super::look::Look;
use super::sheet::Sheet;

/// What decides whether text is seen, as it passes from an element to those inside of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paint {
    ink: Colour,
    ground: Colour,
    /// Whether its type has a size.
    sized: bool,
    /// Whether it has the colour of what is behind it.
    lost: bool,
}

impl Paint {
    /// Whether text that is painted so can be read.
    pub const fn is_seen(self) -> bool {
        self.sized && !self.lost
    }
}

/// How an element is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// As what is around it.
    Same,
    /// Not at all, whatever is inside of it.
    Hidden,
    /// In other colours or another size.
    Painted(Paint),
}

/// What a page says of how its elements look.
pub struct Styles<'p> {
    sheet: Sheet,
    /// Ids of what a reader can open.
    opened: FxHashSet<&'p str>,
    /// Whether all of the page's styles are known.
    complete: bool,
}

impl<'p> Styles<'p> {
    /// The styles of `html`, of which `sheets` are the contents of its style elements; `scripts` says
    /// whether there are any, which could bring more.
    pub fn of(html: &'p Html, sheets: &[String], scripts: bool) -> Self {
        let mut sheet = Sheet::default();
        for styles in sheets {
            sheet.add(styles);
        }
        let mut opened = FxHashSet::default();
        let mut complete = !scripts && !sheet.imports;
        for element in html.tree.values().filter_map(Node::as_element) {
            match element.name() {
                "link" => {
                    complete &= !element.attr("rel").is_some_and(|rel| {
                        let rel = rel.to_ascii_lowercase();
                        rel.contains("stylesheet") || rel.contains("preload")
                    });
                }
                _ => {
                    for name in ["aria-controls", "data-target", "data-bs-target"] {
                        let ids = element.attr(name).unwrap_or_default();
                        opened.extend(
                            ids.split_ascii_whitespace()
                                .map(|id| id.trim_start_matches('#')),
                        );
                    }
                }
            }
        }
        Self {
            sheet,
            opened,
            complete,
        }
    }

    /// Whether what the styles hide stays hidden, since no script and no other sheet can show it.
    pub const fn are_final(&self) -> bool {
        self.complete
    }

    /// What the page's text is painted with where nothing is said of it.
    pub fn paper(&self) -> Paint {
        let known = |colour| {
            if self.complete {
                colour
            } else {
                Colour::Unknown
            }
        };
        Paint {
            ink: known(Colour::BLACK),
            ground: known(Colour::WHITE),
            sized: true,
            lost: false,
        }
    }

    /// How `element` is seen, where the text around it is painted with `around`.
    pub fn sight(&self, element: ElementRef<'_>, around: Paint) -> Sight {
        let mut look = self.sheet.look(element);
        if !self.complete {
            // Other sheets set colours and sizes for what is inside.
            look = look.map(Look::unpainted);
        }
        let (mut named, mut id) = (false, "");
        for (name, value) in &element.value().attrs {
            match &*name.local {
                "class" => named |= is_hidden_name(value),
                "hidden" => named |= &**value != "until-found",
                "id" => id = value,
                "style" => look.get_or_insert_default().cover(&Look::read(value)),
                "bgcolor" => {
                    let ground = Colour::read(&value.to_ascii_lowercase());
                    look.get_or_insert_default().ground = Some(ground);
                }
                _ => {}
            }
        }
        if named || look.as_ref().is_some_and(Look::is_hidden) {
            let opens = self.opened.contains(id);
            return if opens { Sight::Same } else { Sight::Hidden };
        }
        look.map_or(Sight::Same, |look| self.painted(&look, around))
    }

    fn painted(&self, look: &Look, around: Paint) -> Sight {
        let mut paint = Paint {
            sized: look.sized.unwrap_or(around.sized),
            ..around
        };
        if look.ink.is_some() || look.ground.is_some() {
            paint.ink = look.ink.unwrap_or(around.ink);
            if let Some(ground) = look.ground.filter(|ground| *ground != Colour::Clear) {
                paint.ground = ground;
            }
            // A picture, or a sheet that lies elsewhere, may stand behind what looks like white on white.
            let own = look.ink.is_some() && paint.ground != around.ground;
            let judged = (self.complete || own) && look.cut_out != Some(true);
            paint.lost = judged && paint.ink.is_lost_on(paint.ground);
        }
        if paint == around {
            Sight::Same
        } else {
            Sight::Painted(paint)
        }
    }
}

/// Whether class names are those by which frameworks hide an element on every screen.
pub fn is_hidden_name(classes: &str) -> bool {
    /// Bootstrap, Tailwind, Foundation, Bulma, `UIkit`, `WordPress`, Drupal, HTML5 Boilerplate.
    const HIDDEN: [&str; 20] = [
        "hidden",
        "hide",
        "d-none",
        "is-hidden",
        "uk-hidden",
        "invisible",
        "element-invisible",
        "is-invisible",
        "sr-only",
        "is-sr-only",
        "show-for-sr",
        "visually-hidden",
        "visuallyhidden",
        "is-visually-hidden",
        "u-visually-hidden",
        "screen-reader-text",
        "screen-reader-only",
        "screenreader",
        "offscreen",
        "display-none",
    ];
    let hides = |name: &str| HIDDEN.contains(&name);
    // "d-none d-md-block", "hidden lg:flex": only on some screens.
    let shows = |name: &str| {
        let screen =
            name.contains(':') || (name.starts_with("d-") && name.matches('-').count() == 2);
        screen && !name.starts_with("print:") && !name.starts_with("d-print-")
    };
    let names = || classes.split_ascii_whitespace();
    names().any(hides) && !names().any(shows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_frameworks_hide_on_every_screen() {
        for (classes, hidden) in [
            ("note d-none", true),
            ("d-none d-md-block", false),
            ("d-none d-print-block", true),
            ("hidden print:block", true),
            ("hidden", true),
            ("hidden md:block", false),
            ("md:hidden", false),
            ("not-hidden", false),
            ("sr-only", true),
            ("sr-only focus:not-sr-only", false),
            ("", false),
        ] {
            assert_eq!(is_hidden_name(classes), hidden, "{classes}");
        }
    }
}
