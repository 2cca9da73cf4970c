//! From a claim and documents to a verdict with its reasons.
//!
//! [`verify`] is the way in. For each document, in this order:
//!
//! | file or room | what |
//! |---|---|
//! | `analysis` | aligns the claim with the document (`matching`) and gathers what follows |
//! | `checks` | compares what can be compared exactly, each thing with what stands in the same role |
//! | `premise`, `hypothesis` | chooses the passages that the entailment model reads, and what it reads of the claim ([`crate::entailment`]) |
//! | `judge` | makes numbers of all that and weighs them into a calibrated score, by what was learned from labelled claims |
//! | `words` | tells which words nothing bears out |
//! | `decide` | gives the verdict: what must never happen is a rule here, the rest is the judge's |
//! | `evidence` | chooses the passages to show |
//! | `combine` | makes one outcome of those of several sources |
//! | `suggest` | tells what to write so that a claim says what its source says |

mod analysis;
mod checks;
mod combine;
mod decide;
mod evidence;
mod hypothesis;
mod judge;
mod outcome;
mod premise;
mod suggest;
mod words;

#[doc(hidden)]
pub use analysis::{Analysis, BorneOut, Read, Statement, analyse};
pub use combine::{Need, verify};
#[doc(hidden)]
pub use decide::Facts;
#[doc(hidden)]
pub use judge::features::{Feature, Features};
#[doc(hidden)]
pub use judge::logistic::{Coefficient, Logistic};
#[doc(hidden)]
pub use judge::rival::{Rival, RivalFeature};
#[doc(hidden)]
pub use judge::weights::{JudgeWeights, Weights};
#[doc(hidden)]
pub use judge::word_features::WordFeature;
pub use judge::{Judge, JudgeKind};
pub use outcome::{Check, Evidence, Found, Kind, Pair, Status, Suggestion, Verification};
#[doc(hidden)]
pub use premise::Premise;
pub use suggest::suggest;
#[doc(hidden)]
pub use words::{WordFeatures, in_place};

pub use crate::matching::Prepared;

/// Reads the tables of words that verifying an English claim takes. The first claim does so by itself; where
/// another thread does it meanwhile, last needed first, the claim waits less.
pub fn read_tables() {
    Weights::built_in();
    crate::matching::read_tables();
    crate::text::read_tables();
}
