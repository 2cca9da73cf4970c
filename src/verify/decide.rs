//! From an analysis to a verdict: what must never happen is a rule here, and the rest is the judge's.

use super::analysis::Analysis;
use super::judge::features::Features;
use super::judge::weights::JudgeWeights;
use super::outcome::{Check, Kind, Status};
use crate::text::Span;
use crate::verdict::Verdict;

/// Share of the claim that one passage must bear out for a differing value in it to contradict the
/// claim: below that it speaks of something else.
const SAME_SUBJECT: f64 = 0.45;

/// Share of the claim, by weight, that the evidence must bear out for it to bear on the claim.
const FOUND: f64 = 0.3;

/// The same for it to be supported, however sure the model is: beside a page on another matter it takes up to one claim
/// in five to follow. This leaves a quarter to a third of those, and one or two in a hundred true claims fall.
const FOOTHOLD: f64 = 0.15;

/// The least score of a claim that is a passage of the source word for word. None of those of the
/// development data is unsupported; the rest is for what the words around may take back.
const VERBATIM: f64 = 0.97;

/// What the rules go by, and the judge weighs, of a claim or of one statement of it.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Facts {
    /// The claim was read to its end.
    pub is_read: bool,
    /// It is a passage of the source, word for word.
    pub is_verbatim: bool,
    /// A check mismatches, a quotation is not in the source, or the source takes back the claim's very words.
    pub fails: bool,
    /// One mismatches in a passage that speaks of the same thing.
    pub differs: bool,
    /// A quotation has other words in the source.
    pub misquotes: bool,
    /// The source speaks of the claim at all.
    pub is_found: bool,
    /// So much of it that the claim may be supported.
    pub has_foothold: bool,
    /// What the judge weighs.
    pub features: Features,
    /// The same of each statement of a claim of several; none of another.
    pub statements: Vec<Facts>,
}

impl Facts {
    /// The verdict by `weights`, and the score, 0..1: the calibrated probability that the source supports the whole
    /// claim, below the line where a rule refuses that.
    pub fn decide(&self, weights: &JudgeWeights) -> (Verdict, f64) {
        let probability = self.probability(weights);
        let score = if self.fails || !self.is_read {
            probability.min(weights.supported_line.next_down())
        } else if self.is_verbatim {
            probability.max(VERBATIM)
        } else if self.is_refused() {
            probability.min(weights.supported_line.next_down())
        } else {
            probability
        };
        let contradicts = || {
            let contradicted = weights.contradicted.probability(&self.features);
            let told_apart = self.differs && contradicted >= probability;
            self.misquotes || told_apart || contradicted >= weights.contradicted_line
        };
        let verdict = if score >= weights.supported_line {
            Verdict::Supported
        } else if self.is_read && contradicts() {
            Verdict::Contradicted
        } else if self.is_found {
            Verdict::Partial
        } else {
            Verdict::NotFound
        };
        (verdict, score)
    }

    /// What the judge gives. Of several statements the least one counts as much as the whole, in log odds: the model
    /// overlooks a false half beside a true one, and the least of several guesses is too low.
    fn probability(&self, weights: &JudgeWeights) -> f64 {
        let whole = weights.supported.probability(&self.features);
        let statements = self.statements.iter().map(|one| one.decide(weights).1);
        statements.min_by(f64::total_cmp).map_or(whole, |least| {
            let odds = |probability: f64| probability / (1.0 - probability).max(f64::EPSILON);
            let mean = (odds(whole) * odds(least)).sqrt();
            mean / (1.0 + mean)
        })
    }

    /// Whether a rule keeps it, or a statement of it, from being supported.
    pub fn is_refused(&self) -> bool {
        self.fails
            || !self.is_read
            || !self.is_verbatim && !self.has_foothold
            || self.statements.iter().any(Self::is_refused)
    }
}

impl Analysis<'_> {
    /// What the rules go by.
    pub fn facts(&self) -> Facts {
        // A word that denies is weighed like any other, and so is a phrase that takes back a part; a name, a value and a quotation
        // are what they are.
        let fails = |check: &Check| match check.kind {
            Kind::Negation => check.refuses,
            Kind::Quotation => check.status != Status::Match,
            _ => check.status == Status::Mismatch,
        };
        let covered = if self.matches.evidence.is_empty() {
            0.0
        } else {
            self.matches.covered(&self.query)
        };
        Facts {
            is_read: self.query.unread.is_none(),
            is_verbatim: self.is_verbatim,
            fails: self.checks.iter().any(fails),
            differs: self.differing().is_some(),
            misquotes: self
                .checks
                .iter()
                .any(|check| check.kind == Kind::Quotation && check.status == Status::Mismatch),
            is_found: covered >= FOUND,
            has_foothold: covered >= FOOTHOLD,
            features: self.features,
            statements: self
                .statements
                .iter()
                .map(|one| one.analysis.facts())
                .collect(),
        }
    }

    /// The mismatch that contradicts the claim: one in a passage that speaks of the same thing.
    fn differing(&self) -> Option<&Check> {
        let coverage = |passage: usize| {
            let mut ranked = self.matches.ranked.iter();
            ranked
                .find(|ranked| ranked.passage == passage)
                .map_or(0.0, |ranked| ranked.coverage)
        };
        let mut mismatches = self.checks.iter().filter(|check| check.differs());
        mismatches.find(|check| {
            check
                .at
                .is_some_and(|(_, passage)| coverage(passage) >= SAME_SUBJECT)
        })
    }

    /// Why the claim has `verdict`, in one sentence; `unsupported` are the words that nothing bears out.
    pub(super) fn why(&self, verdict: Verdict, unsupported: &[Span]) -> String {
        match verdict {
            Verdict::Supported => "the source bears it out".to_owned(),
            Verdict::NotFound => "no passage of the source speaks of it".to_owned(),
            Verdict::Contradicted => {
                let find = |is: &dyn Fn(&&Check) -> bool| self.checks.iter().find(is);
                let mismatch = || find(&|check| check.status == Status::Mismatch);
                // Another value stands there, and the claim's elsewhere: most likely that is it.
                let instead =
                    || find(&|check| check.status == Status::Absent && check.source.is_some());
                let told = self.differing().or_else(mismatch).or_else(instead);
                told.map_or_else(
                    || "the source says otherwise".to_owned(),
                    |check| check.note.clone(),
                )
            }
            _ if self.query.unread.is_some() => {
                "the claim is too long to be checked to its end; split it".to_owned()
            }
            _ => self.lack(unsupported),
        }
    }

    /// What a claim that is borne out in part lacks.
    fn lack(&self, unsupported: &[Span]) -> String {
        let of = |status: Status| self.checks.iter().find(|check| check.status == status);
        let check = of(Status::Mismatch).or_else(|| of(Status::Absent));
        let first = unsupported.first().map(|span| span.of(&self.query.text));
        match (check, first) {
            (Some(check), _) => check.note.clone(),
            (None, Some(words)) => format!("nothing bears out “{words}”"),
            (None, None) => "the source bears it out only in part".to_owned(),
        }
    }
}
