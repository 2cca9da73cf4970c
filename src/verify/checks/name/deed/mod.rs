//! Who does what to whom, and which way: names that are right, and have another part in it.
//!
//! | file | what |
//! |---|---|
//! | `swapped` | two names the other way round: "A beat B" |
//! | `route` | the way from one to the other |
//! | `doer` | another one who does it |

mod doer;
mod route;
mod swapped;

use super::place::Place;
use super::read::Name;
use crate::verify::checks::context::Context;
use crate::verify::outcome::Found;

/// What the claim says of its names that the source says of others, or the other way round: the span of the claim, and the
/// passage with its span.
pub(super) fn otherwise(
    context: &Context<'_>,
    names: &[Name],
    places: &[Vec<Place>],
) -> Option<(Found, (usize, Found))> {
    swapped::swapped(context, names, places)
        .or_else(|| route::reversed(context, names))
        .or_else(|| doer::another(context, names, places))
}
