//! What a page says of itself: tags ([`head`]) and embedded [`data`], the facts in them ([`meta`]), the
//! [`kind`] of page.

pub mod data;
pub mod head;
pub mod kind;
pub mod meta;
