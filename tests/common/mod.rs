//! What several test files share: a small run about a harbour that does not exist, with every
//! verdict, built by hand from the library's types so that no test here depends on how claims are
//! read or judged.

#![allow(dead_code, reason = "each test file uses a part")]

pub mod browser;
pub mod story;
