//! Which sentence cites what?
//!
//! `article` makes statements (`statement`) of a draft's blocks, gathered in `assembler`, with `rows` for tables
//! and `quotations` for block quotations; `resolve` finds what each citation points to, `local` the files beside
//! the article, `faults` what is wrong with one that names nothing, and keeps it; `scope` spreads citations over the text that
//! they stand for; `finish` makes claims of statements, and `ignores` reads the article's comments to citecheck.

pub(in crate::claims) mod article;
mod assembler;
mod faults;
mod finish;
pub(in crate::claims) mod ignores;
mod local;
mod quotations;
mod resolve;
mod rows;
mod scope;
pub(in crate::claims) mod statement;
