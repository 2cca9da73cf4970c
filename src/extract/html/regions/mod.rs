//! Blocks to regions: what the markup says as far as it is believed ([`running`], [`zones`], [`teasers`]), which part
//! of the page holds its text ([`mainpart`]), what each block is ([`classify`], [`edges`], [`labels`],
//! [`references`]).

pub mod classify;
pub mod edges;
pub mod labels;
pub mod mainpart;
pub mod references;
pub mod running;
pub mod teasers;
pub mod zones;
