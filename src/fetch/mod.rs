//! The only sockets: a polite client with an address guard.
//!
//! [`acquire`] brings the snapshots of many addresses into a [`Cache`](crate::cache::Cache), each
//! asked for once; [`Fetcher`] gets a single one. What could not be got is
//! [`Unavailable`](crate::source::Unavailable), with a reason of the closed list.

mod acquire;
mod archive;
mod blocked;
mod body;
mod budget;
mod client;
mod failure;
mod guard;
mod held;
mod hosts;
mod media;
mod options;
mod progress;
mod retry;
mod robots;
mod visit;

pub use acquire::{Error as AcquireError, acquire, acquire_archived};
pub use archive::WAYBACK;
pub use body::Body;
pub use client::{Error, Fetched, Fetcher};
pub use failure::NotGot;
pub use guard::Resolver;
pub use held::Policy;
pub use media::is_readable;
pub use options::{Header, Options, PRODUCT, PerHost, Proxies, user_agent};
pub use progress::{Event, Outcome, Progress, Quiet};
