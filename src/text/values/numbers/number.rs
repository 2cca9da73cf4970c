//! What a number is, and how exactly it is meant.

/// A number with how exactly it is meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// What it is.
    pub value: f64,
    /// Another reading of the same digits, where the separator is ambiguous: "1.234".
    pub other: Option<f64>,
    /// Second end of a range, "10 to 15"; smaller than `value` in a score, "3–1".
    pub upto: Option<f64>,
    /// Unit of its last significant digit: 0.01e12 for "7.95 trillion", 1000 for "8,000".
    pub step: f64,
    /// Whether it is meant as a bound.
    pub bound: Bound,
    /// Whether it counts in millions or another scale word, or has a fraction: such numbers are
    /// usually rounded.
    pub rounded: bool,
    /// Whether it is said to be a fall or a rise.
    pub course: Course,
    /// Whether it only tells its size, "thousands": from the least that it may be to the most, `step` being the scale.
    pub is_size: bool,
}

/// Whether a number is said to be a change downwards or upwards; both where words for both stand around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// A fall or a loss, which may be written with a minus sign too.
    pub falls: bool,
    /// A rise or a gain.
    pub rises: bool,
}

/// Whether a number is meant exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// As it stands.
    Exact,
    /// "about": near it, on either side.
    About,
    /// "nearly": near it, and below.
    Nearly,
    /// "just over": near it, and above.
    JustOver,
    /// "more than"
    Over,
    /// "at least"
    AtLeast,
    /// "less than"
    Under,
    /// "up to"
    AtMost,
}

impl Bound {
    /// Whether the number is meant as it stands, or nearly so.
    pub(crate) const fn is_near(self) -> bool {
        matches!(self, Self::Exact | Self::About | Self::Nearly)
    }
}

impl Number {
    /// `value`, meant exactly.
    pub const fn exact(value: f64) -> Self {
        Self {
            value,
            other: None,
            upto: None,
            step: 1.0,
            bound: Bound::Exact,
            rounded: false,
            course: Course {
                falls: false,
                rises: false,
            },
            is_size: false,
        }
    }

    /// `above` parts out of `below`: "two thirds".
    pub(super) fn fraction(above: f64, below: f64) -> Self {
        let value = above / below;
        Self {
            step: value / 20.0,
            rounded: true,
            ..Self::exact(value)
        }
    }

    /// Whether it is one number, meant as it stands or nearly so, and neither a bound nor a range.
    pub(crate) const fn is_near(&self) -> bool {
        self.bound.is_near() && self.upto.is_none()
    }

    /// Whether it is a part of a whole, and no count: "two thirds".
    pub(crate) fn is_share(&self) -> bool {
        self.value < 1.0 && self.rounded && (self.step - self.value / 20.0).abs() < 1e-9
    }

    /// The same number in units `factor` times as small.
    #[must_use]
    pub fn times(mut self, factor: f64) -> Self {
        self.value *= factor;
        self.other = self.other.map(|other| other * factor);
        self.upto = self.upto.map(|upto| upto * factor);
        self.step *= factor.abs();
        self
    }
}
