//! How near to the matter of the claim a name stands on the page.

use super::place::Place;
use super::read::Name;
use crate::verify::checks::context::Context;

/// How far around a passage the rest of the claim may stand, in passages.
const REACH: usize = 1;

/// Passages at a page's top, which tell what it is about.
const TOP: usize = 4;

/// A name in so many passages is what the page is about.
const OFTEN: usize = 5;

/// How close a name is that the page is about, wherever it stands.
const TOPIC: f64 = 0.5;

/// Tells how close the places of one name are.
pub(super) struct Closeness<'a> {
    context: &'a Context<'a>,
    name: &'a Name,
    /// How far the page is about the name, 0..1.
    topic: f64,
}

impl<'a> Closeness<'a> {
    pub fn new(context: &'a Context<'a>, name: &'a Name, places: &[Place]) -> Self {
        let mut whole: Vec<usize> = places
            .iter()
            .filter(|place| place.others.is_empty())
            .map(|place| place.passage)
            .collect();
        whole.dedup();
        let at_top = places
            .iter()
            .any(|place| place.is_whole() && place.passage < TOP);
        let often = (whole.len().saturating_sub(1) as f64 / (OFTEN - 1) as f64).min(1.0);
        Self {
            context,
            name,
            topic: if at_top { 1.0 } else { often },
        }
    }

    /// How much of the rest of the claim stands in the place's passage or beside it, or how far the
    /// page is about the name; less for a part of the name. 0..1.
    pub fn of(&self, place: &Place) -> f64 {
        let share = place.count() as f64 / self.name.words.len() as f64;
        share * self.around(place).max(self.topic * TOPIC)
    }

    fn around(&self, place: &Place) -> f64 {
        let matches = self.context.matches;
        let near = || {
            let mut ranked = matches.ranked.iter();
            ranked.by_ref().filter(|ranked| ranked.passage.abs_diff(place.passage) <= REACH).collect::<Vec<_>>()
        };
        let near = near();
        if near.is_empty() {
            return 0.0;
        }
        let (mut all, mut shared) = (0.0, 0.0);
        for (index, telling) in matches.telling.iter().enumerate() {
            let token = self.context.query.terms[index].token;
            if !(self.name.first..self.name.end).contains(&token) {
                all += telling;
                let hits = near.iter().filter_map(|ranked| ranked.hits[index]);
                shared += telling * hits.map(|hit| hit.strength).fold(0.0, f64::max);
            }
        }
        if all > 0.0 { shared / all } else { 0.0 }
    }
}
