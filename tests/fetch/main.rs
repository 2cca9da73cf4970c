//! Fetching, against a server on loopback that plays what the web does.
//!
//! Every test starts a server of its own ([`crate::support::server::Server`]) and says how it answers. Most go
//! through the library ([`setup`]); what concerns flags, sockets and whole runs goes through the
//! program. No test measures time, save to see that something ended at all.

#[path = "../support/mod.rs"]
mod support;

mod answers;
mod bounds;
mod command;
mod requests;
mod setup;
