//! Whether something of a passage stands right beside the words that the claim's is beside.

use super::context::Context;

/// How near to it a word stands right beside it, in tokens; the next word after that may be as far again.
const BESIDE: usize = 3;

/// Share of the rest of the claim that a passage must bear out for what stands right beside the claim's very
/// words there to be meant as the claim's.
pub(super) const LITTLE_SUBJECT: f64 = 0.45;

/// A hit this good is an inflection of the same word.
const SAME: f64 = 0.9;

/// The claim's words on either side of a name or value, the nearest first. Other names and values do not
/// count: several of a page's statements share those.
pub(super) struct Beside<'a> {
    context: &'a Context<'a>,
    left: [Option<usize>; 2],
    right: [Option<usize>; 2],
}

/// How far the two nearest of them stand on one side, in tokens; none where they are not there.
type Distances = [Option<usize>; 2];

impl<'a> Beside<'a> {
    /// Of what stands at the claim's tokens `first..end`.
    pub fn new(context: &'a Context<'a>, first: usize, end: usize) -> Self {
        let terms = &context.query.terms;
        let plain = |index: &usize| terms[*index].is_plain();
        let before = terms.iter().take_while(|term| term.token < first).count();
        let until = terms.iter().take_while(|term| term.token < end).count();
        let mut left = (0..before).rev().filter(plain);
        let mut right = (until..terms.len()).filter(plain);
        Self {
            context,
            left: [left.next(), left.next()],
            right: [right.next(), right.next()],
        }
    }

    /// Whether the same words stand right beside tokens `from..to` of candidate `ranked`: the nearest on
    /// either side, or the two nearest on one.
    pub fn is_tight(&self, ranked: usize, from: usize, to: usize) -> bool {
        let (left, right) = self.distances(ranked, from, to);
        let follows = |side: &Distances| side[1] > side[0] && side[1] <= Some(2 * BESIDE);
        touches(&left) && (touches(&right) || follows(&left)) || touches(&right) && follows(&right)
    }

    /// Whether the nearest word on one side at least stands right beside tokens `from..to` of candidate
    /// `ranked`.
    pub fn touches(&self, ranked: usize, from: usize, to: usize) -> bool {
        let (left, right) = self.distances(ranked, from, to);
        touches(&left) || touches(&right)
    }

    fn distances(&self, ranked: usize, from: usize, to: usize) -> (Distances, Distances) {
        let at = |term: Option<usize>| {
            let hit = self.context.matches.hit(ranked, term?)?;
            (hit.strength >= SAME).then_some(hit.token)
        };
        let before = |term| from.checked_sub(at(term)?).filter(|near| *near > 0);
        let after = |term| Some(at(term)?.checked_sub(to)? + 1);
        (self.left.map(before), self.right.map(after))
    }
}

fn touches(side: &Distances) -> bool {
    side[0].is_some_and(|near| near <= BESIDE)
}
