//! Colours as styles write them, and whether one can be seen on another.

/// Contrast below which text can't be told from what is behind it. Black on white has 21, the least
/// that the WCAG ask for is 4.5, equal colours have 1.
const LEAST_CONTRAST: f64 = 1.1;

/// A colour, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Red, green and blue, 0 to 255.
    Known([u8; 3]),
    /// None at all.
    Clear,
    /// One that is computed: a variable, a gradient, a picture.
    Unknown,
}

impl Colour {
    /// The colour of paper.
    pub const WHITE: Self = Self::Known([255; 3]);

    /// The colour of ink.
    pub const BLACK: Self = Self::Known([0; 3]);

    /// Reads a value: names, `#fff`, `#ffffff`, `rgb(…)`, `hsl(…)`.
    pub fn read(value: &str) -> Self {
        let value = value.trim();
        if let Some(digits) = value.strip_prefix('#') {
            return hex(digits).unwrap_or(Self::Unknown);
        }
        if let Some((name, parts)) = value.split_once('(') {
            return match name {
                "rgb" | "rgba" => rgb(parts).unwrap_or(Self::Unknown),
                "hsl" | "hsla" => hsl(parts).unwrap_or(Self::Unknown),
                _ => Self::Unknown,
            };
        }
        let named = NAMES.iter().find(|(name, _)| *name == value);
        match named {
            Some((_, rgb)) => Self::Known(*rgb),
            None if value == "transparent" => Self::Clear,
            None => Self::Unknown,
        }
    }

    /// Whether text in this colour is lost on `ground`.
    pub fn is_lost_on(self, ground: Self) -> bool {
        match (self, ground) {
            (Self::Clear, _) => true,
            (Self::Known(ink), Self::Known(ground)) => contrast(ink, ground) < LEAST_CONTRAST,
            _ => false,
        }
    }
}

/// The sixteen names of HTML 4 and a few light ones.
const NAMES: [(&str, [u8; 3]); 20] = [
    ("white", [255, 255, 255]),
    ("black", [0, 0, 0]),
    ("silver", [192, 192, 192]),
    ("gray", [128, 128, 128]),
    ("grey", [128, 128, 128]),
    ("maroon", [128, 0, 0]),
    ("red", [255, 0, 0]),
    ("purple", [128, 0, 128]),
    ("fuchsia", [255, 0, 255]),
    ("green", [0, 128, 0]),
    ("lime", [0, 255, 0]),
    ("olive", [128, 128, 0]),
    ("yellow", [255, 255, 0]),
    ("navy", [0, 0, 128]),
    ("blue", [0, 0, 255]),
    ("teal", [0, 128, 128]),
    ("aqua", [0, 255, 255]),
    ("snow", [255, 250, 250]),
    ("ivory", [255, 255, 240]),
    ("whitesmoke", [245, 245, 245]),
];

fn hex(digits: &str) -> Option<Colour> {
    let digit = |at: usize| u8::from_str_radix(digits.get(at..=at)?, 16).ok();
    let pair = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    match digits.len() {
        3 | 4 => {
            if digits.len() == 4 && digit(3)? == 0 {
                return Some(Colour::Clear);
            }
            Some(Colour::Known([
                digit(0)? * 17,
                digit(1)? * 17,
                digit(2)? * 17,
            ]))
        }
        6 | 8 => {
            if digits.len() == 8 && pair(6)? == 0 {
                return Some(Colour::Clear);
            }
            Some(Colour::Known([pair(0)?, pair(2)?, pair(4)?]))
        }
        _ => None,
    }
}

/// `255, 255, 255, .5)` and `100% 100% 100% / 50%)`.
fn rgb(parts: &str) -> Option<Colour> {
    let parts = parts.trim_end().strip_suffix(')')?;
    let mut numbers = parts
        .split([',', ' ', '/'])
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let mut channel = || {
        let part = numbers.next()?;
        let value: f64 = match part.strip_suffix('%') {
            Some(share) => share.parse::<f64>().ok()? * 2.55,
            None => part.parse().ok()?,
        };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped
        Some(value.clamp(0.0, 255.0).round() as u8)
    };
    let rgb = [channel()?, channel()?, channel()?];
    let alpha: f64 = match numbers.next() {
        Some(part) => part.trim_end_matches('%').parse().ok()?,
        None => 1.0,
    };
    Some(if alpha == 0.0 {
        Colour::Clear
    } else {
        Colour::Known(rgb)
    })
}

/// `210, 50%, 40%)` and `210deg 50% 40% / 0)`: hue, saturation, lightness (CSS Color 4, "HSL to sRGB").
fn hsl(parts: &str) -> Option<Colour> {
    let parts = parts.trim_end().strip_suffix(')')?;
    let mut numbers = parts
        .split([',', ' ', '/'])
        .filter(|part| !part.is_empty())
        .map(|part| part.trim_end_matches(['%', 'd', 'e', 'g']).parse::<f64>());
    let mut next = || numbers.next()?.ok();
    let (hue, saturation, lightness) = (next()?, next()? / 100.0, next()? / 100.0);
    if next() == Some(0.0) {
        return Some(Colour::Clear);
    }
    let reach = saturation * lightness.min(1.0 - lightness);
    let channel = |shift: f64| {
        let turn = (shift + hue / 30.0).rem_euclid(12.0);
        let share = lightness - reach * (turn - 3.0).min(9.0 - turn).clamp(-1.0, 1.0);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped
        let level = (share * 255.0).clamp(0.0, 255.0).round() as u8;
        level
    };
    Some(Colour::Known([channel(0.0), channel(8.0), channel(4.0)]))
}

/// Contrast ratio, 1 to 21 (WCAG 2.2, "contrast ratio" and "relative luminance").
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let luminance = |rgb: [u8; 3]| {
        let [red, green, blue] = rgb.map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_styles_write_them() {
        for (value, expected) in [
            ("white", Colour::WHITE),
            ("#FFF", Colour::WHITE),
            ("#ffffff80", Colour::WHITE),
            ("#fff0", Colour::Clear),
            ("rgb(255, 255, 255)", Colour::WHITE),
            ("rgb(100% 100% 100% / 50%)", Colour::WHITE),
            ("rgba(0,0,0,0)", Colour::Clear),
            ("hsl(0, 0%, 100%)", Colour::WHITE),
            ("hsl(120deg 100% 50%)", Colour::Known([0, 255, 0])),
            ("hsla(0,0%,0%,0)", Colour::Clear),
            ("transparent", Colour::Clear),
            ("var(--ink)", Colour::Unknown),
            ("#ggg", Colour::Unknown),
            ("rgb(", Colour::Unknown),
        ] {
            assert_eq!(Colour::read(value), expected, "{value}");
        }
    }

    #[test]
    fn only_what_is_nearly_the_same_colour_is_lost() {
        let lost = |ink: &str, ground: &str| Colour::read(ink).is_lost_on(Colour::read(ground));
        assert!(lost("#fefefe", "white"));
        assert!(lost("black", "#010101"));
        assert!(lost("transparent", "red"));
        assert!(!lost("#ddd", "white"));
        assert!(!lost("white", "var(--ground)"));
    }
}
