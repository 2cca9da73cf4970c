//! What the rooms of the tests share: the program and a server to run, a report made by hand and a program that shows
//! it, tables of claim and source, a browser.

#![allow(dead_code, reason = "each room uses a part")]

pub mod browser;
pub mod desk;
pub mod page;
pub mod pdf;
pub mod program;
pub mod server;
pub mod story;
pub mod table;
pub mod tools;
