//! The settings file: found, read, held to what it may say, and shown.

mod by_path;
mod guards;
mod loaded;
mod print_config;
mod values;

pub use by_path::ByPath;
pub use loaded::{Loaded, SettingsArgs};
pub use print_config::Given;
