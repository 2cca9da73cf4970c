//! How a value follows from others.

/// A way from values of the source to the claim's.
pub(in crate::verify::checks::value) struct Way {
    /// As a person would write it: "30 − 20 = 10".
    pub steps: String,
    /// The passages of the two values.
    pub places: [usize; 2],
    /// Whether it is one that a writer takes, and not only how the value may have come about.
    pub is_certain: bool,
}

/// What dates say of the claim's value.
pub(in crate::verify::checks::value) enum Said {
    /// It follows.
    Follows(Way),
    /// Another one does: the steps, and in which passage.
    Another(String, usize),
}
