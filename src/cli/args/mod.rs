//! What commands take: groups of flags that several share, the settings file and the environment, each turned once into
//! what the library takes.

pub mod baseline;
pub mod checking;
pub mod fetch;
pub mod implied;
pub mod judge;
pub mod report;
pub mod settings;
pub mod units;
