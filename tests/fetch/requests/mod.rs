//! What is asked of the web, and what is not.

mod guard;
mod offline;
mod once;
mod politeness;
mod retries;
