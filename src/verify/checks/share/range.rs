//! Shares of a whole as ranges, and how one bears on another.

use super::words::Told;
use crate::text::{Bound, Number};
use crate::verify::outcome::Status;

/// What an end that does not belong to a range leaves out: no share of things that can be counted is so small.
const OPEN: f64 = 1e-4;

/// How far off a share is that is told as a fraction: "half" for 12 of 25.
const ROUND: f64 = 0.04;

/// How far below a fraction "nearly" reaches, and above it "just over".
const NEARLY: f64 = 0.1;

/// A range of shares, 0..1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Range {
    low: f64,
    high: f64,
}

impl Range {
    const fn new(low: f64, high: f64) -> Self {
        Self { low, high }
    }

    /// What a claim allows that tells so.
    pub const fn claimed(told: Told) -> Self {
        match told {
            Told::All => Self::new(1.0, 1.0),
            Told::Most => Self::new(0.5 + OPEN, 1.0),
            Told::Minority => Self::new(OPEN, 0.5 - OPEN),
            Told::Some => Self::new(OPEN, 1.0),
            Told::None => Self::new(0.0, 0.0),
            Told::Partly | Told::But => Self::new(0.0, 1.0 - OPEN),
        }
    }

    /// What a source means that tells so: who says "most" does not mean all.
    pub const fn meant(told: Told) -> Self {
        match told {
            Told::Most | Told::But => Self::new(0.5 + OPEN, 1.0 - OPEN),
            Told::Partly => Self::new(OPEN, 1.0 - OPEN),
            told => Self::claimed(told),
        }
    }

    /// Of a fraction, as exactly as it is meant.
    pub fn of_fraction(number: &Number) -> Self {
        let share = number.value;
        match number.bound {
            Bound::Exact | Bound::About => Self::new(share - ROUND, share + ROUND),
            bound => Self::bounded(share, bound),
        }
    }

    /// Of so many out of so many.
    pub fn of_count(number: &Number, whole: f64) -> Self {
        Self::bounded(number.value / whole, number.bound)
    }

    fn bounded(share: f64, bound: Bound) -> Self {
        match bound {
            Bound::Exact => Self::new(share, share),
            Bound::About => Self::new(share - ROUND, share + ROUND),
            Bound::Nearly => Self::new(share - NEARLY, share - OPEN),
            Bound::JustOver => Self::new(share + OPEN, share + NEARLY),
            Bound::Over => Self::new(share + OPEN, 1.0),
            Bound::AtLeast => Self::new(share, 1.0),
            Bound::Under => Self::new(0.0, share - OPEN),
            Bound::AtMost => Self::new(0.0, share),
        }
    }

    /// How a source that means `source` bears on a claim that allows this: it matches where all of it is allowed, and
    /// mismatches where nothing is.
    pub fn status(self, source: Self) -> Status {
        let near = OPEN / 2.0;
        if source.low >= self.low - near && source.high <= self.high + near {
            Status::Match
        } else if source.low > self.high + near || source.high < self.low - near {
            Status::Mismatch
        } else {
            Status::Absent
        }
    }
}
