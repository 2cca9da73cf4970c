//! Numbers, and the readers of what they are written with.
//!
//! | file | what |
//! |---|---|
//! | `number` | what a number is, and how exactly it is meant |
//! | `digits` | numbers in digits, with their separators and scales, and in East Asian numerals |
//! | `words` | numbers in words |
//! | `sign` | minus signs, brackets and powers of ten around digits; whether a number is said to be a fall |
//! | `range` | the number at a place, with the other end of its range and the words that widen it |
//! | `ordinal` | ranks |

pub(super) mod digits;
pub(super) mod number;
pub(super) mod ordinal;
mod range;
pub(super) mod sign;
pub(super) mod words;

pub use number::{Bound, Number};
