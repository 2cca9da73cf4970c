//! Finds the passages that bear on a claim, and aligns the two word by word.
