//! What a host is owed, and how long and how often it is asked.

pub(super) mod budget;
pub(super) mod hosts;
pub(super) mod retry;
pub(super) mod robots;
