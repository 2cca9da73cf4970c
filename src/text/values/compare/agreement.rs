//! How two values compare, in one word.

/// How two values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// The source's value bears the claim's out.
    Same,
    /// The source's value agrees as far as it goes, and says less: "July" for "July 5", "4 million"
    /// for "more than 4 million".
    Less,
    /// The two differ.
    Differs,
    /// The two measure different things.
    Unlike,
}

pub(super) const fn same(same: bool) -> Agreement {
    if same {
        Agreement::Same
    } else {
        Agreement::Differs
    }
}
