//! What a host answers: its body, or why there is none.

pub(super) mod blocked;
pub(super) mod body;
pub(super) mod failure;
pub(super) mod media;
