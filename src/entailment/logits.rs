//! What the model says of a pair.

/// What the model makes of a pair: the logarithms of three shares that it gives to "the premise entails the
/// hypothesis", "it leaves it open" and "it contradicts it", up to a constant that is common to them.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Logits {
    /// The premise entails the hypothesis.
    pub entailed: f32,
    /// It leaves it open.
    pub neutral: f32,
    /// It contradicts it.
    pub contradicted: f32,
}

impl Logits {
    /// Whether all three are numbers.
    pub fn is_finite(self) -> bool {
        [self.entailed, self.neutral, self.contradicted]
            .into_iter()
            .all(f32::is_finite)
    }

    /// The shares themselves, each 0..1, 1 in all (softmax): entailed, neutral, contradicted.
    pub fn probabilities(self) -> [f64; 3] {
        let logits = [self.entailed, self.neutral, self.contradicted].map(f64::from);
        let most = logits.iter().copied().fold(f64::MIN, f64::max);
        let powers = logits.map(|logit| (logit - most).exp());
        let all: f64 = powers.iter().sum();
        powers.map(|power| power / all)
    }
}
