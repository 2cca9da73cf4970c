//! How well a name on the page fits the role that it has in the claim.

use super::forms;
use super::place::Place;
use super::read::{Name, begins, is_capital_word, is_name_inside};
use crate::text::{Token, key, normal_form};
use crate::verify::checks::context::Context;
use crate::verify::checks::headed::heads;
use crate::verify::checks::held::is_pronoun;

/// How far around a passage the rest of the claim may stand, in passages.
const REACH: usize = 1;

/// Passages at a page's top, which tell what it is about.
const TOP: usize = 4;

/// A name in so many passages is what the page is about.
const OFTEN: usize = 5;

/// Authors of a page, and words of its title, that are looked at.
const TOLD: usize = 40;

/// How far from a name its neighbours may stand, in tokens.
const NEAR: usize = 8;

/// What a neighbour counts that stands on the other side of the name.
const OTHER_SIDE: f64 = 0.5;

/// Tokens of a passage that are looked at for other names: longer "sentences" are lists or worse.
const LOOKED_AT: usize = 400;

/// Log odds that a name is in the claim's role, by what is seen of its place: fitted by logistic
/// regression on 400 names of supported claims against 290 names of the same pages put in their place
/// (the development data and a trial on 50 pages of news), and rounded. Cross-validated by claim, not
/// by page, they order .92 of the pairs rightly; the share of the claim around the name alone orders
/// .86. `SUBJECT` and `PRONOUN` were added by hand.
const BIAS: f64 = -2.4;
const AROUND: f64 = 1.8;
const RATIO: f64 = 2.1;
const SAME_BEFORE: f64 = 1.3;
const SAME_AFTER: f64 = 0.5;
const NEIGHBOURS: f64 = 1.0;
const RIVAL: f64 = -2.4;
const AT_TOP: f64 = 0.6;
const MANY: f64 = 0.8;

/// What it adds that the name begins the claim too: what a page is about is "he", "she" and "the
/// company" in the passages that say it.
const SUBJECT: f64 = 0.7;

/// What a pronoun in the name's place adds, where the name stands in one of the passages before.
const PRONOUN: f64 = 1.5;
const BEFORE: usize = 6;

/// Words by which a page speaks of those who made it: what they do is done by a name of the page,
/// wherever it stands.
const OWN: [u64; 10] = [
    key("we"),
    key("our"),
    key("us"),
    key("i"),
    key("my"),
    key("wir"),
    key("unser"),
    key("nous"),
    key("notre"),
    key("nuestro"),
];

/// Tells how close the places of one name are.
pub(super) struct Closeness<'a> {
    context: &'a Context<'a>,
    name: &'a Name,
    /// The terms beside the name, with their weight and whether they stand before it.
    neighbours: Vec<(usize, f64, bool)>,
    /// How much of the rest of the claim stands in each candidate passage.
    rest: &'a [f64],
    /// The candidate that has most of it, as an index into the ranked.
    best: Option<usize>,
    /// How well a name that the claim does not have fits there.
    rival: f64,
    /// How well a pronoun fits there: for a name said before, and for the page's own, or "the company".
    pronoun: f64,
    own: f64,
    /// Whether the page has the whole name.
    is_known: bool,
    /// What the page as a whole adds: it is about the name.
    topic: f64,
}

impl<'a> Closeness<'a> {
    /// Takes what [`Context::subjects`] gives for the name.
    pub fn new(
        context: &'a Context<'a>,
        name: &'a Name,
        places: &[Place],
        rest: &'a [f64],
    ) -> Self {
        let whole = || places.iter().filter(|place| place.is_whole());
        let mut passages: Vec<usize> = whole().map(|place| place.passage).collect();
        passages.dedup();
        let often = (passages.len().saturating_sub(1) as f64 / (OFTEN - 1) as f64).min(1.0);
        let at_top =
            passages.first().is_some_and(|first| *first < TOP) || is_of_page(context, name);
        let about = if at_top { 1.0 } else { often };
        let begins = context
            .query
            .terms
            .first()
            .is_none_or(|term| term.token >= name.first);
        let best = (0..rest.len()).max_by(|a, b| rest[*a].total_cmp(&rest[*b]).then(b.cmp(a)));
        let neighbours = context
            .neighbours(name.first, name.end)
            .map(|(term, weight)| (term, weight, context.query.terms[term].token < name.first))
            .collect();
        let mut closeness = Self {
            context,
            neighbours,
            name,
            rest,
            best,
            rival: 0.0,
            pronoun: 0.0,
            own: 0.0,
            is_known: !passages.is_empty(),
            topic: MANY * often
                + if at_top { AT_TOP } else { 0.0 }
                + if begins { SUBJECT * about } else { 0.0 },
        };
        if let Some(best) = best {
            closeness.look_in_stead(best);
        }
        closeness
    }

    /// How well the place fits, 0..1: how much of the claim stands around it and where, whether it
    /// has the same neighbours, and whether the page is about the name.
    pub fn of(&self, place: &Place) -> f64 {
        let ranked = self.context.matches.ranked.iter();
        let ranked = ranked
            .into_iter()
            .position(|ranked| ranked.passage == place.passage);
        let most = self.best.map_or(0.0, |best| self.rest[best]);
        let here = ranked.map_or(0.0, |ranked| self.rest[ranked]);
        let ratio = if most > 0.0 { here / most } else { 0.0 };
        let (from, to) = place.range();
        let beside = ranked.map_or(0.0, |ranked| self.beside(ranked, from, to));
        let (before, after) = self.same_words(place, from, to);
        let odds = BIAS
            + AROUND * self.around(place)
            + RATIO * ratio
            + SAME_BEFORE * f64::from(u8::from(before))
            + SAME_AFTER * f64::from(u8::from(after))
            + NEIGHBOURS * beside
            + RIVAL * (self.rival - beside).max(0.0)
            + PRONOUN * self.referred(place)
            + self.topic;
        self.share(place) / (1.0 + (-odds).exp())
    }

    /// How much of the name stands in the place: all of it where the page has the whole name too, and
    /// this is a short form.
    fn share(&self, place: &Place) -> f64 {
        let stands_for_all = self.is_known && self.name.is_short_form(&place.tokens);
        if stands_for_all && place.is_capital {
            1.0
        } else {
            place.share
        }
    }

    /// How much of the rest of the claim stands in the place's passage or beside it, 0..1.
    fn around(&self, place: &Place) -> f64 {
        let matches = self.context.matches;
        let ranked = &matches.ranked;
        let mut near = (0..ranked.len())
            .filter(|index| ranked[*index].passage.abs_diff(place.passage) <= REACH);
        // As many as there are passages within reach.
        let near: [_; 2 * REACH + 1] = std::array::from_fn(|_| near.next());
        if near[0].is_none() {
            return 0.0;
        }
        let (mut all, mut shared) = (0.0, 0.0);
        for (index, telling) in matches.telling.iter().enumerate() {
            let token = self.context.query.terms[index].token;
            if !(self.name.first..self.name.end).contains(&token) {
                all += telling;
                let strengths = matches.table.strengths(index);
                let near = near.iter().flatten().map(|ranked| strengths[*ranked]);
                shared += telling * near.fold(0.0, f64::max);
            }
        }
        if all > 0.0 { shared / all } else { 0.0 }
    }

    /// How many of the claim's words beside the name stand beside tokens `from..to` of a candidate
    /// too, by weight, nearness and side. 0..1.
    fn beside(&self, ranked: usize, from: usize, to: usize) -> f64 {
        let matches = self.context.matches;
        let (mut all, mut shared) = (0.0, 0.0);
        for &(term, weight, on_left) in &self.neighbours {
            all += weight;
            let hit = matches.hit(ranked, term);
            let Some(hit) = hit.filter(|hit| !(from..to).contains(&hit.token)) else {
                continue;
            };
            let left = hit.token < from;
            let apart = if left {
                from - hit.token
            } else {
                hit.token + 1 - to
            };
            if apart <= NEAR {
                let side = if left == on_left { 1.0 } else { OTHER_SIDE };
                let nearness = 1.0 - 0.5 * apart as f64 / NEAR as f64;
                shared += weight * hit.strength * side * nearness;
            }
        }
        if all > 0.0 { shared / all } else { 0.0 }
    }

    /// Whether the place heads the row that has most of the rest of the claim, so that it is what the row is about.
    pub fn is_head(&self, place: &Place) -> bool {
        let best = self
            .best
            .map(|best| self.context.matches.ranked[best].passage);
        best.is_some_and(|row| {
            self.context.is_row(row) && heads(self.context, row).any(|above| above == place.passage)
        })
    }

    /// How well a pronoun in the best passage stands for the name of this place, 0..1.
    fn referred(&self, place: &Place) -> f64 {
        let best = self
            .best
            .map(|best| self.context.matches.ranked[best].passage);
        let is_before = best.and_then(|best| best.checked_sub(place.passage));
        match is_before {
            Some(1..=BEFORE) => self.pronoun.max(self.own),
            _ => self.own,
        }
    }

    /// Finds how well names that the claim does not have, and pronouns, fit into candidate `ranked`.
    fn look_in_stead(&mut self, ranked: usize) {
        let passage = self.context.matches.ranked[ranked].passage;
        let tokens = self.context.document.tokens(passage);
        let tokens = &tokens[..tokens.len().min(LOOKED_AT)];
        let claim = &self.context.query;
        let terms = &claim.terms;
        let of_claim = |stem: u64| {
            terms
                .iter()
                .any(|term| claim.tokens[term.token].stem == stem)
        };
        let (mut rival, mut pronoun, mut own) = (0.0_f64, 0.0_f64, 0.0_f64);
        for (at, token) in tokens.iter().enumerate() {
            if is_pronoun(token) {
                pronoun = pronoun.max(self.beside(ranked, at, at + 1));
            } else if OWN.contains(&token.form) || is_the_body(tokens, at) {
                own = own.max(self.beside(ranked, at, at + 1));
            } else if is_capital_word(token) && !token.is_stop() && !forms::is_title(token.form) {
                let is_name = || {
                    !begins(self.context, passage, at) || is_name_inside(self.context, token.stem)
                };
                if !of_claim(token.stem) && is_name() {
                    rival = rival.max(self.beside(ranked, at, at + 1));
                }
            }
        }
        (self.rival, self.pronoun, self.own) = (rival, pronoun, own);
    }

    /// Whether the word before the name, and the one after it, are the claim's: "in", "by".
    fn same_words(&self, place: &Place, from: usize, to: usize) -> (bool, bool) {
        let claim = &self.context.query.tokens;
        let source = self.context.document.tokens(place.passage);
        let before = self.name.first.checked_sub(1).zip(from.checked_sub(1));
        let after = claim.get(self.name.end).zip(source.get(to));
        (
            before.is_some_and(|(one, other)| claim[one].form == source[other].form),
            after.is_some_and(|(one, other)| one.stem == other.stem),
        )
    }
}

/// Whether token `at` stands for a known body or place: "the company", "the city".
fn is_the_body(tokens: &[Token], at: usize) -> bool {
    const THE: [u64; 9] = [
        key("the"),
        key("this"),
        key("der"),
        key("die"),
        key("das"),
        key("le"),
        key("la"),
        key("el"),
        key("il"),
    ];
    let is_known = at > 0 && THE.contains(&tokens[at - 1].form);
    is_known && !tokens[at].is_capital() && forms::is_body(tokens[at].form)
}

/// Whether the page's title, its publisher or an author has the whole name.
fn is_of_page(context: &Context<'_>, name: &Name) -> bool {
    let document = context.document.document();
    let mut told = document
        .title
        .iter()
        .chain(&document.publisher)
        .chain(&document.authors)
        .take(TOLD);
    told.any(|text| {
        let words = || text.split(|c: char| !c.is_alphanumeric()).take(TOLD);
        let has =
            |form: &str| words().any(|word| word.len() == form.len() && normal_form(word) == form);
        name.words.iter().all(|word| has(&word.form))
    })
}
