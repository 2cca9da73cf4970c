//! What commands take: groups of flags that several share, the settings file and the environment, each turned once into
//! what the library takes.

pub mod baseline;
pub mod fetch;
pub mod fetch_values;
pub mod guards;
pub mod implied;
pub mod judge;
pub mod print_config;
pub mod report;
pub mod setting_values;
pub mod settings;
pub mod units;
