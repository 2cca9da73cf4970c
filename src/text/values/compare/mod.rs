//! Whether a value of a source bears out a value of a claim.
//!
//! | file | what |
//! |---|---|
//! | `rates` | so much for each of one thing beside so much for each of another |
//! | `meanings` | amounts, whatever each of has them |
//! | `across` | values of different kinds: what measures them otherwise or not at all |
//! | `ends` | one end of a stretch or range |
//! | `numbers`, `dates` | numbers with their rounding and bounds; stretches of time |
//! | `resolved` | what "last year" is on a page of some day |
//! | `agreement` | what comes out |

mod across;
mod agreement;
mod dates;
mod ends;
mod meanings;
mod numbers;
mod rates;
mod resolved;

use super::{Meaning, Value};
use meanings::amount;
use rates::{amounts, is_interval, is_of_longer, often, rates};

pub use agreement::Agreement;
pub(crate) use ends::at_end;
pub(crate) use resolved::resolved;

/// How the source's value bears on the claim's.
///
/// ```
/// use citecheck::inner::{Agreement, Lang, compare, tokens, values};
/// let first = |text: &str| values(text, &tokens(text, Lang::English), Lang::English).remove(0);
/// assert_eq!(compare(&first("about 8 trillion"), &first("7.95 trillion")), Agreement::Same);
/// assert_eq!(compare(&first("July 5, 2019"), &first("July 2019")), Agreement::Less);
/// assert_eq!(compare(&first("2032"), &first("2030")), Agreement::Differs);
/// assert_eq!(compare(&first("$5"), &first("5 %")), Agreement::Unlike);
/// ```
pub fn compare(claim: &Value, source: &Value) -> Agreement {
    if let (Meaning::Factor(one), Meaning::Factor(other)) = (&claim.meaning, &source.meaning) {
        return often((*one, claim.each), (*other, source.each));
    }
    // "the two-year rule" of what is done "every two years"
    if claim.is_often() || source.is_often() {
        return if is_interval(claim, source) || is_interval(source, claim) {
            Agreement::Same
        } else {
            Agreement::Unlike
        };
    }
    if claim.turns(source).is_some() {
        return Agreement::Differs;
    }
    match (claim.each, source.each) {
        (Some(a), Some(b)) if a != b && amounts(claim, source) => rates(claim, a, source, b),
        // "0.5 ml per kilogram" is no other dose than "2 ml".
        (Some(one), None) | (None, Some(one))
            if !one.is_time() && matches!(claim.meaning, Meaning::Quantity { .. }) =>
        {
            match amount(claim, source) {
                Agreement::Differs => Agreement::Unlike,
                other => other,
            }
        }
        (Some(each), None) | (None, Some(each)) if is_of_longer(claim, source, each) => {
            Agreement::Unlike
        }
        _ => amount(claim, source),
    }
}
