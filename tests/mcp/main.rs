//! The program as a tool of models: the Model Context Protocol over standard input and output, spoken here by hand.
//! `official.py` speaks it with an SDK that is not ours.

#[path = "../support/mod.rs"]
mod support;

mod client;
mod hostile;
mod hosts;
mod http;
mod protocol;
mod tools;
