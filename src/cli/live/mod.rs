//! Checking again and again: what was read stays, and nothing is fetched twice.

mod session;
pub mod watch;

pub use session::{Ask, Run, Session};
