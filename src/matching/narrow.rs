//! Indices of tokens and passages in half the memory.

/// Documents are capped far below 2^32 tokens by the fetcher's size limit.
pub(super) fn as_u32(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
