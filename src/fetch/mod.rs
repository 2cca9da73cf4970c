//! The only sockets: a polite client with an address guard.
//!
//! [`acquire`] brings the snapshots of many addresses into a [`Cache`](crate::cache::Cache), each
//! asked for once; [`Fetcher`] gets a single one. What could not be got is
//! [`Unavailable`](crate::source::Unavailable), with a reason of the closed list.

mod acquire;
mod answer;
mod archive;
mod client;
mod fetcher;
mod guard;
mod held;
mod options;
mod politeness;
mod progress;
mod visit;

pub use acquire::{Error as AcquireError, acquire, acquire_archived};
pub use answer::body::Body;
pub use answer::failure::NotGot;
pub use answer::media::is_readable;
pub use archive::WAYBACK;
pub use client::Error;
pub use fetcher::Fetcher;
pub use guard::Resolver;
pub use held::Policy;
pub use options::{Header, Options, PRODUCT, PerHost, Proxies, user_agent};
pub use progress::{Event, Outcome, Progress, Quiet};
pub use visit::Fetched;
