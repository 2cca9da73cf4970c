//! How a report is to be read, the same in every format: which passage decides, which words carry the difference, what
//! to do about it, and where it stands.

pub mod advice;
mod claim;
mod guide;
mod marks;
mod mended;
mod place;
pub mod project;
mod sources;

pub use advice::{advice, command, mend, unavailable, with_step};
pub use claim::{day, deciding, difference, is_misattributed, is_telling, outside_body};
pub use guide::{Guide, Step, Words};
pub use marks::{Mark, claim_marks, passage_marks};
pub use mended::Mended;
pub use place::{FileUri, Stretch};
pub use sources::{SourceIndex, reason_words, source_name, source_place, unread_reason};
