//! A claim by its id.

use anyhow::bail;
use citecheck::claims::Input;
use citecheck::inner::nearest;

/// The claim with `id`: its input, and its index there. The beginning of an id is enough where no
/// other id begins so.
pub fn find<'i>(inputs: &'i [Input], id: &str) -> anyhow::Result<(&'i Input, usize)> {
    let claims = || {
        inputs.iter().flat_map(|input| {
            let claims = input.claims.iter().enumerate();
            claims.map(move |(index, claim)| (input, index, claim.id.as_str()))
        })
    };
    if let Some((input, index, _)) = claims().find(|(_, _, other)| *other == id) {
        return Ok((input, index));
    }
    let mut begun = claims().filter(|(_, _, other)| !id.is_empty() && other.starts_with(id));
    if let Some((input, index, first)) = begun.next() {
        let Some((_, _, second)) = begun.next() else {
            return Ok((input, index));
        };
        let more = begun.count();
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        bail!("several claims have ids that begin with `{id}`: {first}, {second}{more}");
    }
    match nearest(id, claims().map(|(_, _, id)| id)) {
        Some(other) => bail!("no claim has the id `{id}`; did you mean `{other}`?"),
        None => bail!("no claim has the id `{id}`; `citecheck claims` lists them"),
    }
}
