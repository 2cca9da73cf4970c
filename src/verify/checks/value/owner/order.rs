//! Values that stand in the order of what they are of: "adults and children pay 9 and 5 euros, respectively".

use std::ops::Range;

use super::parts::is_joint;
use crate::text::Token;
use crate::verify::checks::held;

/// Words that say so.
const IN_ORDER: [&str; 6] = [
    "respectively",
    "beziehungsweise",
    "bzw",
    "respectivement",
    "respectivamente",
    "それぞれ",
];

/// Tokens between two values of such a list.
const APART: usize = 3;

/// Whether a text tells its values in such an order.
pub(super) fn tells_order(tokens: &[Token], text: &str) -> bool {
    tokens
        .iter()
        .any(|token| IN_ORDER.contains(&token.span.of(text)))
}

/// What each of `values`, the places of a list of them, is of: the words beside the joint and the commas before them. None where as
/// many things do not stand there.
pub(super) fn owners(
    tokens: &[Token],
    text: &str,
    values: &[(usize, usize)],
) -> Option<Vec<Range<usize>>> {
    let is_list = values.windows(2).all(|two| two[1].0 - two[0].1 <= APART);
    let first = values.first()?.0;
    if values.len() < 2 || !is_list {
        return None;
    }
    let joint = (0..first).rev().find(|at| is_joint(tokens, text, *at))?;
    let last = (joint + 1..first).find(|at| tokens[*at].is_content())?;
    let mut owners = Vec::with_capacity(values.len());
    owners.push(last..held::run_end(tokens, last).max(last + 1));
    let mut before = joint;
    loop {
        let end = (0..before).rev().find(|at| tokens[*at].is_text())? + 1;
        let start = start_of(tokens, end);
        owners.push(start..end);
        if owners.len() == values.len() {
            owners.reverse();
            return Some(owners);
        }
        // "the Aston plant, the Bex plant and the Corl plant"
        let is_article = |at: &usize| tokens[*at].is_text() && tokens[*at].is_stop();
        let edge = (0..start).rev().find(|at| !is_article(at))?;
        let is_comma = matches!(tokens[edge].span.of(text), "," | "、");
        before = Some(edge).filter(|_| is_comma)?;
    }
}

/// The first token of the name, or of the words that carry content, that end before token `end`.
fn start_of(tokens: &[Token], end: usize) -> usize {
    if held::is_name(&tokens[end - 1]) {
        return held::run_start(tokens, end - 1);
    }
    let carries = |token: &&Token| token.is_text() && token.is_content();
    let words = tokens[..end].iter().rev().take_while(carries).count();
    end - words.max(1)
}
