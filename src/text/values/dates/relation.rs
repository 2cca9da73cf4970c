//! How something lies to a date, and the phrases that say so.

/// How something lies to a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Relation {
    /// "in", "on", or nothing.
    #[default]
    In,
    /// "before"
    Before,
    /// "after"
    After,
    /// "since", "from"
    Since,
    /// "until", "through"
    Until,
    /// "by", "no later than"
    By,
}

/// Phrases before a date, the longest first, lowercase, joined by a space.
pub(in crate::text::values) const BEFORE: [(&str, Relation); 58] = [
    ("no later than", Relation::By),
    ("not later than", Relation::By),
    ("at the latest by", Relation::By),
    ("a partir de", Relation::Since),
    ("à partir de", Relation::Since),
    ("à compter de", Relation::Since),
    ("avant la fin de", Relation::By),
    ("prior to", Relation::Before),
    ("ahead of", Relation::Before),
    ("earlier than", Relation::Before),
    ("later than", Relation::After),
    ("up to", Relation::Until),
    ("up until", Relation::Until),
    ("as of", Relation::Since),
    ("starting in", Relation::Since),
    ("starting on", Relation::Since),
    ("beginning in", Relation::Since),
    ("dating from", Relation::Since),
    ("antes de", Relation::Before),
    ("antes del", Relation::Before),
    ("después de", Relation::After),
    ("desde el", Relation::Since),
    ("jusqu’ en", Relation::Until),
    ("jusqu' en", Relation::Until),
    ("jusqu’en", Relation::Until),
    ("jusqu'en", Relation::Until),
    ("jusqu’ à", Relation::Until),
    ("jusqu' à", Relation::Until),
    ("jusqu’à", Relation::Until),
    ("jusqu'à", Relation::Until),
    ("jusque", Relation::Until),
    ("d’ ici", Relation::By),
    ("d' ici", Relation::By),
    ("before", Relation::Before),
    ("vor", Relation::Before),
    ("avant", Relation::Before),
    ("after", Relation::After),
    ("nach", Relation::After),
    ("après", Relation::After),
    ("since", Relation::Since),
    ("from", Relation::Since),
    ("seit", Relation::Since),
    ("ab", Relation::Since),
    ("depuis", Relation::Since),
    ("desde", Relation::Since),
    ("until", Relation::Until),
    ("till", Relation::Until),
    ("through", Relation::Until),
    ("thru", Relation::Until),
    ("bis", Relation::Until),
    ("hasta", Relation::Until),
    ("by", Relation::By),
    ("spätestens", Relation::By),
    ("para", Relation::By),
    ("fino al", Relation::Until),
    ("tras", Relation::After),
    ("dès", Relation::Since),
    ("from the", Relation::Since),
];
