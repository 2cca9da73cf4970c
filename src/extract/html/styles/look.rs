//! What declarations say of how an element looks, as far as it decides whether its text is seen.

use super::colour::Colour;

/// What declarations say; nothing where they say nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// `display` is not `none`.
    pub displayed: Option<bool>,
    /// `visibility` is `visible`.
    pub visible: Option<bool>,
    /// `opacity` is not 0, or nearly.
    pub opaque: Option<bool>,
    /// `font-size` is not 0, or nearly.
    pub sized: Option<bool>,
    /// `clip` leaves something of it.
    pub whole: Option<bool>,
    /// `position` takes it out of the text.
    pub apart: Option<bool>,
    /// Its place is within any screen.
    pub near: Option<bool>,
    /// Margins, `text-indent`, `transform` and `clip-path` leave the text where it can be seen.
    pub in_place: Option<bool>,
    /// Neither height nor width is 0.
    pub roomy: Option<bool>,
    /// `overflow` shows what has no room.
    pub overflows: Option<bool>,
    /// Its text is struck through.
    pub struck: Option<bool>,
    /// It is about to change: moved from its place, or with a time to do so.
    pub moves: Option<bool>,
    /// The colour of its text.
    pub ink: Option<Colour>,
    /// The colour behind its text.
    pub ground: Option<Colour>,
    /// Its background is cut to the shape of its letters.
    pub cut_out: Option<bool>,
}

/// Pixels from which a place is off any screen.
const FAR: f64 = 900.0;

/// Largest size of type, in pixels, that nobody reads.
const TINY: f64 = 1.0;

/// Largest opacity that nobody sees.
const FAINT: f64 = 0.05;

impl Look {
    /// Reads declarations: the value of a `style` attribute, or what stands in a rule's braces.
    pub fn read(declarations: &str) -> Self {
        let mut look = Self::default();
        let mut depth = 0_usize;
        let parts = declarations.split(|c| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            c == ';' && depth == 0
        });
        for declaration in parts {
            let Some((name, value)) = declaration.split_once(':') else {
                continue;
            };
            let (name, value) = (name.trim(), value.trim());
            if !value.is_empty() && name.len() <= LONGEST && is_read(name) {
                look.declare(&name.to_ascii_lowercase(), &value.to_ascii_lowercase());
            }
        }
        look
    }

    fn declare(&mut self, name: &str, value: &str) {
        let value = value.trim_end_matches("!important").trim_end();
        match name {
            "display" => self.displayed = Some(value != "none"),
            "content-visibility" => self.displayed = Some(value != "hidden"),
            "visibility" => self.visible = Some(!matches!(value, "hidden" | "collapse")),
            "opacity" => self.opaque = Some(number(value).is_none_or(|n| n > FAINT)),
            "font-size" => self.sized = Some(pixels(value).is_none_or(|px| px > TINY)),
            "font" => {
                let size = value.split([' ', '/']).find_map(length);
                self.sized = Some(size.is_none_or(|px| px > TINY));
            }
            "filter" => {
                let share = value
                    .strip_prefix("opacity(")
                    .map(|v| v.trim_end_matches(')'));
                self.opaque = Some(share.and_then(number).is_none_or(|n| n > FAINT));
            }
            "clip" => self.whole = Some(!is_cut_away(value)),
            "clip-path" => self.in_place = Some(!is_cut_away(value)),
            "position" => self.apart = Some(matches!(value, "absolute" | "fixed")),
            "left" | "right" | "top" | "bottom" | "inset" => {
                let far = pixels(value).is_some_and(|px| px <= -FAR);
                self.near = Some(self.near.unwrap_or(true) && !far);
            }
            "margin-left" | "margin-top" | "translate" => {
                self.in_place = Some(!value.split(' ').filter_map(pixels).any(|px| px <= -FAR));
            }
            "scale" => self.in_place = Some(number(value) != Some(0.0)),
            "text-indent" => self.in_place = Some(pixels(value).is_none_or(|px| px.abs() < FAR)),
            "transform" | "-webkit-transform" => {
                self.in_place = Some(!is_moved_away(value));
                self.moves = Some(self.moves.unwrap_or(false) || value != "none");
            }
            "height" | "max-height" | "width" | "max-width" => {
                let none = pixels(value).is_some_and(|px| px <= TINY);
                self.roomy = Some(self.roomy.unwrap_or(true) && !none);
            }
            "overflow" | "overflow-x" | "overflow-y" => {
                self.overflows = Some(!value.starts_with("hidden"));
            }
            "text-decoration" | "text-decoration-line" => {
                self.struck = Some(value.contains("line-through"));
            }
            "transition" | "animation" | "animation-name" => {
                self.moves = Some(self.moves.unwrap_or(false) || !value.starts_with("none"));
            }
            "color" => self.ink = Some(Colour::read(value)),
            "background-color" => self.ground = Some(Colour::read(value)),
            "background" => {
                let colour = value.split(' ').map(Colour::read);
                let known = colour.into_iter().find(|c| *c != Colour::Unknown);
                let picture = value.contains("url(") || value.contains("gradient");
                self.ground = Some(known.filter(|_| !picture).unwrap_or(Colour::Unknown));
                self.cut_out = Some(value.ends_with(" text"));
            }
            "background-image" if value != "none" => self.ground = Some(Colour::Unknown),
            "background-clip" | "-webkit-background-clip" => {
                self.cut_out = Some(value == "text");
            }
            _ => {}
        }
    }

    /// The same without colours and sizes of type.
    pub fn unpainted(self) -> Self {
        Self {
            sized: None,
            ink: None,
            ground: None,
            ..self
        }
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Puts what `over` says over what this says.
    pub fn cover(&mut self, over: &Self) {
        fn put<T: Copy>(under: &mut Option<T>, over: Option<T>) {
            *under = over.or(*under);
        }
        put(&mut self.displayed, over.displayed);
        put(&mut self.visible, over.visible);
        put(&mut self.opaque, over.opaque);
        put(&mut self.sized, over.sized);
        put(&mut self.whole, over.whole);
        put(&mut self.apart, over.apart);
        put(&mut self.near, over.near);
        put(&mut self.in_place, over.in_place);
        put(&mut self.roomy, over.roomy);
        put(&mut self.overflows, over.overflows);
        put(&mut self.struck, over.struck);
        put(&mut self.moves, over.moves);
        put(&mut self.ink, over.ink);
        put(&mut self.ground, over.ground);
        put(&mut self.cut_out, over.cut_out);
    }

    /// Takes back what hides where `perhaps`, which may hold too, says that it does not.
    pub fn allow(&mut self, perhaps: &Self) {
        fn allow(hides: &mut Option<bool>, perhaps: Option<bool>) {
            if perhaps == Some(true) {
                *hides = None;
            }
        }
        allow(&mut self.displayed, perhaps.displayed);
        allow(&mut self.visible, perhaps.visible);
        allow(&mut self.opaque, perhaps.opaque);
        allow(&mut self.sized, perhaps.sized);
        allow(&mut self.whole, perhaps.whole);
        allow(&mut self.near, perhaps.near);
        allow(&mut self.in_place, perhaps.in_place);
        allow(&mut self.roomy, perhaps.roomy);
        allow(&mut self.overflows, perhaps.overflows);
        for (colour, perhaps) in [
            (&mut self.ink, perhaps.ink),
            (&mut self.ground, perhaps.ground),
        ] {
            if perhaps.is_some() {
                *colour = Some(Colour::Unknown);
            }
        }
    }

    /// Whether an element that looks so is not seen, whatever stands around it.
    pub fn is_hidden(&self) -> bool {
        let not = |fact: Option<bool>| fact == Some(false);
        not(self.displayed)
            || not(self.visible)
            || (not(self.opaque) && self.moves != Some(true))
            || (self.apart == Some(true) && (not(self.whole) || not(self.near)))
            || not(self.in_place)
            || (not(self.roomy) && not(self.overflows) && self.moves != Some(true))
            || self.struck == Some(true)
    }
}

/// Longest name of a property that is read.
const LONGEST: usize = 24;

/// Whether a property is one of those above, by its first letter: most are not.
fn is_read(name: &str) -> bool {
    matches!(
        name.as_bytes().first().map(u8::to_ascii_lowercase),
        Some(
            b'd' | b'v'
                | b'o'
                | b'f'
                | b'c'
                | b'p'
                | b'l'
                | b'r'
                | b't'
                | b'b'
                | b'm'
                | b'i'
                | b'h'
                | b'a'
                | b's'
                | b'w'
                | b'-'
        )
    )
}

fn number(value: &str) -> Option<f64> {
    match value.strip_suffix('%') {
        Some(share) => share.parse::<f64>().ok().map(|share| share / 100.0),
        None => value.parse().ok(),
    }
}

/// A length in pixels, taken roughly: 16 to an em, 10 to a hundredth of the screen.
fn pixels(value: &str) -> Option<f64> {
    let value = value.split(' ').next()?;
    let unit = value.find(|c: char| c.is_ascii_alphabetic() || c == '%');
    let (figure, unit) = value.split_at(unit.unwrap_or(value.len()));
    let figure: f64 = figure.parse().ok()?;
    let each = match unit {
        "" | "px" => 1.0,
        "pt" => 1.33,
        "em" | "rem" | "ch" | "ex" => 16.0,
        "vw" | "vh" | "%" => 10.0,
        "cm" => 38.0,
        "mm" => 3.8,
        "in" => 96.0,
        _ => return None,
    };
    Some(figure * each)
}

/// A length with its unit, as the shorthand of `font` has one.
fn length(value: &str) -> Option<f64> {
    let unit = value.ends_with(|c: char| c.is_ascii_alphabetic() || c == '%') || value == "0";
    if unit { pixels(value) } else { None }
}

/// `rect(0, 0, 0, 0)`, `rect(1px 1px 1px 1px)`, `inset(50%)`, `circle(0)`.
fn is_cut_away(value: &str) -> bool {
    let Some((shape, sides)) = value.split_once('(') else {
        return false;
    };
    let sides = sides.trim_end_matches(')');
    let mut sides = sides
        .split([',', ' '])
        .filter(|side| !side.is_empty())
        .map(pixels);
    match shape {
        "rect" => sides.all(|side| side.is_some_and(|px| px.abs() <= TINY)),
        // Half from each side leaves nothing.
        "inset" => sides.next().flatten().is_some_and(|px| px >= 500.0),
        "circle" => sides.next().flatten() == Some(0.0),
        "polygon" => sides.all(|side| side == Some(0.0)),
        _ => false,
    }
}

/// `scale(0)`, `translate(-9999px)`.
fn is_moved_away(value: &str) -> bool {
    value.split(')').any(|step| {
        let Some((name, to)) = step.trim().split_once('(') else {
            return false;
        };
        let mut to = to.split(',').map(str::trim).map(pixels);
        match name {
            "scale" | "scale3d" | "scalex" | "scaley" => to.next().flatten() == Some(0.0),
            // In hundredths of its own width it is where scripts or readers bring it from.
            "translate" | "translatex" | "translatey" | "translate3d" => {
                !step.contains('%') && to.any(|px| px.is_some_and(|px| px.abs() >= FAR))
            }
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_that_hide_are_told_from_those_that_do_not() {
        for (style, hidden) in [
            ("display:none", true),
            ("DISPLAY : None !important", true),
            ("visibility: hidden", true),
            ("opacity:0", true),
            ("opacity: 0.00", true),
            ("opacity:0; transition: opacity 1s", false),
            ("opacity:.6", false),
            ("position:absolute; left:-9999px", true),
            ("position:absolute; top:-100em", true),
            ("left:-9999px", false),
            ("position:absolute; left:-20px", false),
            ("position:absolute; clip:rect(0,0,0,0)", true),
            ("position:absolute; clip: rect(1px 1px 1px 1px)", true),
            ("clip-path:inset(50%)", true),
            ("clip-path: polygon(0 0, 0 0, 0 0)", true),
            ("clip-path: polygon(0 0, 100% 0, 0 100%)", false),
            ("margin-left:-9999px", true),
            ("margin-left:-20px", false),
            ("translate:-9999px", true),
            ("scale: 0", true),
            ("filter:opacity(0)", true),
            ("filter:blur(2px)", false),
            ("content-visibility:hidden", true),
            ("width:0; overflow:hidden; white-space:nowrap", true),
            ("position:absolute; clip:auto", false),
            ("text-indent:-9999px", true),
            ("text-indent:2em", false),
            ("transform:scale(0)", true),
            ("transform: rotate(2deg) translateX(-2000px)", true),
            ("transform:translateX(-100%)", false),
            ("height:0; overflow:hidden", true),
            ("max-height:0;overflow:hidden", true),
            ("height:0", false),
            (
                "max-height:0;overflow:hidden;transition:max-height .2s",
                false,
            ),
            ("text-decoration: line-through", true),
            ("text-decoration: underline", false),
            ("display:none; display:block", false),
            ("background:url(data:a;display:none)", false),
            ("color:#fff", false),
            (";;:;display", false),
        ] {
            assert_eq!(Look::read(style).is_hidden(), hidden, "{style}");
        }
    }

    #[test]
    fn sizes_of_type_are_read() {
        for (style, sized) in [
            ("font-size:0", Some(false)),
            ("font-size:0.0em", Some(false)),
            ("font-size:1px", Some(false)),
            ("font-size:80%", Some(true)),
            ("font-size:small", Some(true)),
            ("font: 0/0 a", Some(false)),
            ("font: italic 700 12px/1.5 Georgia", Some(true)),
            ("color:red", None),
        ] {
            assert_eq!(Look::read(style).sized, sized, "{style}");
        }
    }
}
