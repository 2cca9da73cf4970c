//! What the web answers, and what becomes of it.

mod archive;
mod changed;
mod charsets;
mod reasons;
