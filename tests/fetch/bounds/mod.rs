//! What a page and a run may cost, and that a run which is cut short leaves a sound cache.

mod crash;
mod endless;
mod page;
mod performance;
