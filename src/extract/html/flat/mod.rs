//! A tree laid flat: [`flatten`] walks it once and makes a [`page`], by what [`tags`], [`inline`] markup
//! and [`hints`] of names mean, [`table`] row by row.

pub mod flatten;
pub mod hints;
pub mod inline;
pub mod page;
pub mod table;
pub mod tags;
