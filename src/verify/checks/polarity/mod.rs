//! Polarity: whether the source states what the claim states, denies it, says the opposite, or only
//! that it may come to be.
//!
//! | file | what |
//! |---|---|
//! | `cues` | the words that deny, by language |
//! | `denials` | the denials of a text, and what each denies |
//! | `opposites` | words that cannot both be true |
//! | `reading` | the claim and the passages that bear on it, read for polarity |
//! | `negation`, `direction`, `modality` | the comparisons |

mod cues;
mod denials;
mod direction;
mod modality;
mod negation;
mod opposites;
mod reading;

use super::context::Context;
use crate::text::{Lang, Token};
use crate::verify::outcome::{Check, Status};
use cues::Cue;
use reading::Reading;

/// Whether the word denies by itself: "nobody", "not".
pub(super) fn is_denial(token: &Token, text: &str, lang: Lang) -> bool {
    cues::cue(token, text, lang) == Some(Cue::Plain)
}

pub(super) fn checks(context: &Context<'_>) -> Vec<Check> {
    let reading = Reading::new(context);
    let mut found = negation::checks(&reading);
    found.extend(direction::checks(&reading));
    // A statement that differs is no plan of the same.
    if found.iter().all(|check| check.status != Status::Mismatch) {
        found.extend(modality::checks(&reading));
    }
    found
}

/// Reads the tables of English.
pub(super) fn read_tables() {
    opposites::entry(0, Lang::English);
    cues::is_open(0, Lang::English);
}
