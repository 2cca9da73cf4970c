//! How likely a different value of a source is meant where the claim has one that the source lacks: learned, since no single
//! figure tells it.

use std::sync::OnceLock;

use super::logistic::{Logistic, features, probability};

/// Made by the `rivals` step of `examples/train`.
const DATA: &str = include_str!("data/rivals.json");

features! {
/// A number that tells whether the value of the source that stands closest to the claim's is the one that the claim means.
RivalFeature {
    /// The most of what stands around the claim's value that stands around one of the source's, 0..1.
    Role "role",
    /// How many of the claim's neighbouring words are neighbours in its passage, 0..1.
    Together "together",
    /// The logarithm of one more than the values of the source that may be meant.
    Count "count",
    /// 1 where it stands in the passage that matches best.
    First "first",
    /// 1 where it counts something else.
    Others "others",
    /// 1 where the claim's value is written in figures.
    Figures "figures",
    /// 1 where both are written in figures, or both in words.
    Written "written",
    /// How many values the claim has.
    Values "values",
    /// 1 for a date.
    Date "date",
    /// How many times the one is as large as the other, as the size of the logarithm, at most 3; 0 for dates and values of
    /// different kinds.
    Apart "apart",
    /// 1 where the claim's words ask for what several values give together: a sum, a difference, a mean.
    Asked "asked",
}
}

/// The value of a source that stands closest to a claim's, which the source lacks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rival {
    /// What is known of it, in the order of [`RivalFeature::ALL`].
    pub features: [f64; RivalFeature::ALL.len()],
}

/// From this probability on it is named, and below it contradicts nothing.
const LIKELY: f64 = 0.5;

impl Rival {
    /// Whether the claim means it, as far as can be told.
    pub fn is_likely(&self) -> bool {
        self.probability() >= LIKELY
    }

    /// The probability that the claim means it and is wrong, 0..1.
    ///
    /// # Panics
    /// Where the file of the numbers is not whole: it is part of the program, and its tests read it.
    pub fn probability(&self) -> f64 {
        static WEIGHTS: OnceLock<Logistic<RivalFeature>> = OnceLock::new();
        let weights =
            WEIGHTS.get_or_init(|| read(DATA).expect("data/rivals.json is part of the program"));
        probability(weights.log_odds(|feature| self.features[feature as usize]))
    }
}

fn read(json: &str) -> Result<Logistic<RivalFeature>, String> {
    let weights: Logistic<RivalFeature> =
        serde_json::from_str(json).map_err(|error| error.to_string())?;
    weights.check("rivals", &RivalFeature::ALL)?;
    Ok(weights)
}
