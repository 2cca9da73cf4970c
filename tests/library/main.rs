//! The library as others build on it: what it compiles, and its face. No test here needs the program, so that the room
//! runs in every build: `cargo test --no-default-features --test library`.

mod article;
mod flags;
mod single;
mod weight;
