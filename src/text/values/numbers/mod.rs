//! Numbers, and the readers of what they are written with.
//!
//! | file | what |
//! |---|---|
//! | `number` | what a number is, and how exactly it is meant |
//! | `figures` | what is written in digits, with their separators, or in East Asian numerals |
//! | `words` | numbers in words |
//! | `german` | German numbers, which are one word |
//! | `digits` | numbers that begin with digits: their parts, powers of ten and scales |
//! | `sign` | minus signs and brackets around digits; whether a number is said to be a fall |
//! | `range` | the number at a place, with the other end of its range and the words that widen it |
//! | `parts` | parts of so many, and scores, with what has them between their numbers |
//! | `several` | numbers that only tell their size: "thousands" |
//! | `ordinal` | ranks |

mod digits;
pub(super) mod figures;
pub(super) mod german;
pub(super) mod number;
pub(super) mod ordinal;
mod parts;
mod range;
mod several;
pub(super) mod sign;
mod words;

pub use number::{Bound, Course, Number};
