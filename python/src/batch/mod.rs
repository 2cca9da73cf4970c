//! A table in, a table out: the `columns` of a batch, the `rows` that come of them, and the `table` of those.

mod columns;
mod rows;
mod table;

pub use columns::Columns;
pub use rows::answers;
pub use table::table;
