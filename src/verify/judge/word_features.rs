//! What tells whether anything bears a word out.

use super::logistic::features;

features! {
/// A number that tells whether anything bears a word out: first its own, then those from its neighbours.
WordFeature {
    /// 1 for a word that carries content.
    Content "content",
    /// How well the evidence bears it out, 0..1; so in all that follows where nothing else is said.
    Strength "strength",
    /// How well the best passage does.
    InBest "in-best",
    /// How well anything in the document does.
    Anywhere "anywhere",
    /// How much of the rest of the claim stands around its best occurrence.
    Company "company",
    /// Its rarity in general.
    Weight "weight",
    /// Its rarity, times what is missing to bear it out.
    Lost "lost",
    /// 1 for a part of a name.
    Name "name",
    /// 1 for a part of a value.
    Value "value",
    /// 1 for the ending of an English participle or past tense.
    Verb "verb",
    /// Strength of the next word with content.
    Next "next",
    /// Company of that.
    NextCompany "next-company",
    /// Strength of the last word with content before.
    Previous "previous",
    /// Company of that.
    PreviousCompany "previous-company",
    /// 1 where the next word stands beside it in the source too.
    BesideNext "beside-next",
    /// 1 where the one before does.
    BesidePrevious "beside-previous",
    /// 1 where a value that it is part of matches.
    ValueMatch "value-match",
    /// 1 where the source lacks that value.
    ValueAbsent "value-absent",
    /// 1 where it has another.
    ValueDiffers "value-differs",
    /// 1 where a name that it is part of matches.
    NameMatch "name-match",
    /// 1 where the source lacks that name.
    NameAbsent "name-absent",
    /// 1 where it has another.
    NameDiffers "name-differs",
    /// 1 in a quotation that matches.
    QuotationMatch "quotation-match",
    /// 1 for a word that only one of the two denies.
    DenialDiffers "denial-differs",
    /// The log odds that nothing bears it out, by the features above.
    Bare "bare",
    /// The same of the word before.
    BareBefore "bare-before",
    /// Of the word after.
    BareAfter "bare-after",
    /// Of the second before.
    BareSecondBefore "bare-second-before",
    /// Of the second after.
    BareSecondAfter "bare-second-after",
    /// The mean of all words.
    BareMean "bare-mean",
    /// The mean of all words with content.
    BareContentMean "bare-content-mean",
    /// Of this word or the next with content.
    BareNextContent "bare-next-content",
    /// Of this word or the last with content.
    BareLastContent "bare-last-content",
}
}

/// How many of the features are a word's own; the others come from its neighbours.
pub(in crate::verify) const OWN: usize = WordFeature::Bare as usize;

impl WordFeature {
    /// Those that a word has by itself.
    pub const OWN: &'static [Self] = Self::ALL.split_at(OWN).0;
}
