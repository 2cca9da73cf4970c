//! Whether the claim states what the source denies, or denies what it states.
//!
//! A denial is a cue and its scope (Morante and Daelemans, 2009): the words that it denies or takes back. The claim is
//! compared with the passage that bears most of it out: what both have must be denied in both, or in neither.

mod cues;

use std::ops::Range;

use super::context::{Context, check};
use crate::text::{Lang, Token, Value};
use crate::verify::outcome::{Check, Found, Kind, Status};
use cues::{Cue, Denial, Openness};

/// How much of the claim a passage must bear out for its denials to be about it.
const SAME_SUBJECT: f64 = 0.4;

/// How much of what is compared must be denied on one side only; and of the claim, for the source to deny it: of those with
/// less, as many are true as false.
const MOST: f64 = 0.5;

/// From this share of the claim on, a passage takes it back, or leaves it open, too plainly for it to be supported. Of the
/// development claims that meet the first, 5 of 5 are not supported; the second, 18 of 19. Between the two as many true
/// claims as false ones are taken back.
const TAKEN_BACK: f64 = 0.9;
const LEFT_OPEN: f64 = 0.7;

/// A hit this good is the same word.
const SAME: f64 = 0.7;

/// Tokens of a passage that are read; a longer one is no prose.
const LONGEST: usize = 2000;

/// Tokens from a cue to what it denies that are shown as one.
const SHOWN: usize = 6;

/// Whether the word denies by itself: "nobody", "not".
pub(super) fn is_denial(token: &Token, text: &str, lang: Lang) -> bool {
    cues::is_cue(token, text, lang)
}

/// The tokens of each cue that denies something in a text that has these values, or leaves it open.
pub(super) fn cues(
    (tokens, text): (&[Token], &str),
    lang: Lang,
    values: &[Value],
) -> Vec<Range<usize>> {
    let denials = cues::denials(tokens, text, lang, values).into_iter();
    denials.map(|denial| denial.cue).collect()
}

/// At most one check: of the first denial of the claim, or else of one that only the source makes.
pub(super) fn checks(context: &Context<'_>) -> Vec<Check> {
    let query = context.query;
    let mut claimed = cues::denials(&query.tokens, &query.text, query.lang, &query.values);
    let states = claimed.is_empty();
    claimed.retain(|denial| !matches!(denial.by, Cue::Open(_)));
    let ranked = context.matches.ranked.iter().enumerate();
    let best = ranked.max_by(|(_, a), (_, b)| a.coverage.total_cmp(&b.coverage));
    let Some((ranked, best)) = best.filter(|(_, best)| best.coverage >= SAME_SUBJECT) else {
        return Vec::new();
    };
    let tokens = context.document.tokens(best.passage);
    let tokens = &tokens[..tokens.len().min(LONGEST)];
    let mut source = cues::denials(
        tokens,
        context.document.text(best.passage),
        context.document.lang(),
        context.document.values(best.passage),
    );
    let is_plain = source.is_empty();
    // What the claim leaves open itself is not stated.
    let states = |how: Openness| states && !cues::hedges(&query.tokens, query.lang, how);
    source.retain(|denial| match denial.by {
        Cue::Open(how) => states(how),
        Cue::Proof => !claimed.is_empty() || states(Openness::Doubt),
        Cue::Word | Cue::Phrase => true,
    });
    let compared = Compared {
        context,
        ranked,
        passage: best.passage,
        source: &source,
        is_plain,
    };
    let found = match claimed.first() {
        Some(denial) => compared.of_claim(denial),
        None => compared.of_source(),
    };
    let is_settled = !claimed.is_empty() || found.as_ref().is_some_and(|check| check.refuses);
    if is_settled {
        return found.into_iter().collect();
    }
    // Within what a word denies, a phrase may take more of it back: "without the grant it would have closed".
    let is_phrase = |denial: &&Denial| denial.by != Cue::Word;
    let phrases: Vec<Denial> = source.iter().filter(is_phrase).cloned().collect();
    let by_phrase = Compared {
        source: &phrases,
        ..compared
    };
    let taken_back = by_phrase.of_source().filter(|check| check.refuses);
    taken_back.or(found).into_iter().collect()
}

/// Takes a denial that only the claim makes as one of what the source states. Whether it is one the words cannot tell: of true
/// claims of development pages as many have one as of others, however much of what they deny the passage has. So it is
/// where the source says nothing else, or where the judge finds that it says the contrary.
pub(crate) fn contradict(denial: &mut Check) {
    denial.status = Status::Mismatch;
    denial.note = format!(
        "claim denies what the source states: “{}”",
        denial.claim.text
    );
}

/// How a passage says what the claim does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Alone,
    AmongOthers,
}

struct Compared<'a> {
    context: &'a Context<'a>,
    /// Index of the passage among the ranked, and in the document.
    ranked: usize,
    passage: usize,
    source: &'a [Denial],
    /// The passage denies nothing and leaves nothing open.
    is_plain: bool,
}

/// The denial that has token `at` in its scope.
fn denying(denials: &[Denial], at: usize) -> Option<&Denial> {
    denials.iter().find(|denial| denial.scope.contains(&at))
}

impl Compared<'_> {
    /// The claim's words in `tokens` that the passage has, names aside, and values where `valued`: weight, and the token there.
    fn shared(&self, tokens: Range<usize>, valued: bool) -> Vec<(f64, usize)> {
        let terms = self.context.query.terms.iter().enumerate();
        let within = terms.filter(|(_, term)| {
            (term.is_plain() || valued && !term.in_name) && tokens.contains(&term.token)
        });
        let hits = within.filter_map(|(index, term)| {
            let hit = self.context.matches.hit(self.ranked, index)?;
            (hit.strength >= SAME).then_some((term.weight, hit.token))
        });
        hits.collect()
    }

    /// How the passage says what the claim does, without the words of `cue`; none where not in one stretch.
    fn says_without(&self, cue: &Range<usize>) -> Option<Said> {
        let terms = self.context.query.terms.iter().enumerate();
        let rest = terms.filter(|(_, term)| !cue.contains(&term.token));
        let hits = rest.filter_map(|(index, _)| self.context.matches.hit(self.ranked, index));
        let hits: Vec<usize> = hits.map(|hit| hit.token).collect();
        let (first, last) = (*hits.iter().min()?, *hits.iter().max()?);
        let tokens = self.context.document.tokens(self.passage);
        let others: Vec<usize> = (0..tokens.len())
            .filter(|at| tokens[*at].is_content() && !hits.contains(at))
            .collect();
        let is_said = self.borne_out(|token| !cue.contains(&token)) >= TAKEN_BACK
            && !others.iter().any(|at| (first..last).contains(at));
        is_said.then_some(if others.is_empty() {
            Said::Alone
        } else {
            Said::AmongOthers
        })
    }

    /// How much of what the claim says in the tokens that are `read` the passage has, 0..1.
    fn borne_out(&self, read: impl Fn(usize) -> bool) -> f64 {
        let (mut all, mut sum) = (f64::MIN_POSITIVE, 0.0);
        for (index, term) in self.context.query.terms.iter().enumerate() {
            if read(term.token) {
                let hit = self.context.matches.hit(self.ranked, index);
                all += term.weight;
                sum += term.weight * hit.map_or(0.0, |hit| hit.strength);
            }
        }
        sum / all
    }

    /// How much of what both have the passage denies, 0..1, and the denial that it begins with.
    fn denied(&self, shared: &[(f64, usize)]) -> (f64, Option<&Denial>) {
        let all: f64 = shared.iter().map(|(weight, _)| weight).sum();
        let denied = || {
            shared
                .iter()
                .filter_map(|(weight, at)| Some((weight, denying(self.source, *at)?)))
        };
        let sum: f64 = denied().map(|(weight, _)| weight).sum();
        let first = denied()
            .map(|(_, denial)| denial)
            .min_by_key(|denial| denial.cue.start);
        (if all > 0.0 { sum / all } else { 0.0 }, first)
    }

    /// The claim denies: so must the passage what it has of that.
    fn of_claim(&self, denial: &Denial) -> Option<Check> {
        let shared = self.shared(denial.scope.clone(), false);
        let (share, there) = self.denied(&shared);
        let to = denial
            .scope
            .end
            .min(denial.cue.end + SHOWN)
            .max(denial.cue.end);
        let claim = self
            .context
            .in_claim(denial.cue.start.min(denial.scope.start), to);
        let found = match there {
            Some(there) => check(
                Kind::Negation,
                Status::Match,
                claim,
                Some(self.shown(there)),
            ),
            None if shared.is_empty() || !self.source.is_empty() => return None,
            None => {
                let at = shared[0].1;
                let source = self.context.source_span(self.passage, at, at + 1);
                let source = (self.passage, self.context.in_source(self.passage, source));
                // Refusing is told in many ways; "no proof" is not told by what it would prove.
                let said = self.says_without(&denial.cue);
                let refuses = self.is_plain
                    && (denial.by == Cue::Proof
                        && self.borne_out(|token| denial.scope.contains(&token)) >= TAKEN_BACK
                        || said == Some(Said::Alone));
                let note = format!("source does not say “{}”", claim.text);
                let mut alone = Check {
                    note,
                    refuses,
                    ..check(Kind::Negation, Status::Absent, claim, Some(source))
                };
                if refuses || said.is_some() {
                    contradict(&mut alone);
                }
                return Some(alone);
            }
        };
        Some(Check {
            closeness: share,
            ..found
        })
    }

    /// The claim denies nothing: so must the passage most of what it has of the claim, from the first denied word on; what
    /// the claim says it of stands before.
    fn of_source(&self) -> Option<Check> {
        let from = |valued: bool| {
            let mut shared = self.shared(0..self.context.query.tokens.len(), valued);
            let is_denied = |(_, at): &(f64, usize)| denying(self.source, *at).is_some();
            shared.drain(..shared.iter().position(is_denied)?);
            Some(shared)
        };
        // A value may be all that is said: "sales could double".
        let shared = from(false).or_else(|| from(true))?;
        let (share, there) = self.denied(&shared);
        let there = there.filter(|_| share >= MOST)?;
        let denied = shared.iter().find(|(_, at)| there.scope.contains(at))?;
        let terms = self.context.query.terms.iter().enumerate();
        let mut same = terms.filter(|(index, _)| {
            let hit = self.context.matches.hit(self.ranked, *index);
            hit.is_some_and(|hit| hit.token == denied.1)
        });
        let at = same.next()?.1.token;
        let claim = self.context.in_claim(at, at + 1);
        let source = self.shown(there);
        let says = match there.by {
            Cue::Word | Cue::Phrase | Cue::Proof => "claim states what the source denies",
            Cue::Open(_) => "claim states what the source leaves open",
        };
        let taken = share * self.context.matches.ranked[self.ranked].coverage;
        let refuses = match there.by {
            Cue::Word => false,
            Cue::Phrase | Cue::Proof => taken >= TAKEN_BACK,
            Cue::Open(_) => taken >= LEFT_OPEN,
        };
        let counts = match there.by {
            Cue::Word | Cue::Phrase | Cue::Proof => taken >= MOST,
            // Of a rule, a condition is no doubt: it counts where the claim says nothing else.
            Cue::Open(Openness::Condition) => refuses,
            Cue::Open(_) => true,
        };
        if !counts {
            return None;
        }
        let note = format!("{says}: “{}”", source.1.text);
        let found = check(Kind::Negation, Status::Mismatch, claim, Some(source));
        Some(Check {
            closeness: taken,
            refuses,
            note,
            ..found
        })
    }

    /// A denial of the passage, with the first words that it denies.
    fn shown(&self, denial: &Denial) -> (usize, Found) {
        let from = denial.cue.start.min(
            denial
                .scope
                .start
                .max(denial.cue.start.saturating_sub(SHOWN)),
        );
        let to = denial
            .cue
            .end
            .max(denial.scope.end.min(denial.cue.end + SHOWN));
        let span = self.context.source_span(self.passage, from, to);
        (self.passage, self.context.in_source(self.passage, span))
    }
}
