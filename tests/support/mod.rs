//! A web server on loopback that misbehaves as it is told, and the program under test.

pub mod program;
pub mod server;

pub use program::citecheck;
pub use server::{Reply, Server};
