//! The documents say what the program does: its names, its bounds, what it prints.

mod demo;
mod limits;
mod names;
mod readme;
