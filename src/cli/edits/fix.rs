//! `citecheck check --fix`: the source's value in the place of the claim's.

use citecheck::claims::{Claim, Input};
use citecheck::edit::{Edit, suggested};
use citecheck::verify::{Suggestion, Verification};

use super::files::Changed;
use crate::cli::inputs::InputArgs;
use crate::cli::live::Run;
use crate::cli::output;

/// A claim, and what to write in it.
struct Fix<'r> {
    claim: usize,
    suggestion: &'r Suggestion,
    edit: Edit,
}

/// Shows on standard error what can be written in the inputs of `run`, which `args` name, and writes it where `write`
/// says so.
pub fn offer(run: &Run, args: &InputArgs, write: bool) -> anyhow::Result<()> {
    let (mut count, mut inputs) = (0, 0);
    for (input, outcomes) in run.inputs.iter().zip(&run.outcomes) {
        let wanted = fixes(input, outcomes);
        if wanted.is_empty() || &*input.path == "-" {
            continue;
        }
        let Some((changed, fixed)) = change(input, wanted, args)? else {
            continue;
        };
        changed.show();
        if write {
            changed.write()?;
        }
        count += fixed;
        inputs += 1;
    }
    output::tell(&told(count, inputs, write));
    Ok(())
}

fn told(changes: usize, files: usize, write: bool) -> String {
    if changes == 0 {
        return "nothing to fix: no finding is one value that differs in one place".to_owned();
    }
    let count = |number: usize, name: &str| {
        format!("{number} {name}{}", if number == 1 { "" } else { "s" })
    };
    let what = format!("{} in {}", count(changes, "change"), count(files, "file"));
    if write {
        format!("wrote {what}: check again")
    } else {
        format!("{what}, not written: --fix --write writes them")
    }
}

/// What can be written in `input`, in the order of the file; of two at one place, the first.
fn fixes<'r>(input: &Input, outcomes: &'r [Verification]) -> Vec<Fix<'r>> {
    let mut fixes: Vec<Fix<'r>> = Vec::new();
    for (index, (claim, outcome)) in input.claims.iter().zip(outcomes).enumerate() {
        let wanted = outcome
            .suggestion
            .as_ref()
            .filter(|_| claim.expect.is_none());
        if let Some(suggestion) = wanted
            && let Some(edit) = suggested(input, claim, suggestion)
        {
            fixes.push(Fix {
                claim: index,
                suggestion,
                edit,
            });
        }
    }
    fixes.sort_by_key(|fix| fix.edit.span);
    fixes.dedup_by(|next, fix| fix.edit.span.overlaps(next.edit.span));
    fixes
}

/// The file with as many fixes as leave everything else of it as it was read, and how many these are.
fn change(
    input: &Input,
    fixes: Vec<Fix<'_>>,
    args: &InputArgs,
) -> anyhow::Result<Option<(Changed, usize)>> {
    let all = apply(input, &fixes)?;
    if says(&all, input, &fixes, args)? {
        return Ok(Some((all, fixes.len())));
    }
    let mut kept = Vec::new();
    for fix in fixes {
        let alone = [fix];
        if says(&apply(input, &alone)?, input, &alone, args)? {
            kept.extend(alone);
        }
    }
    if kept.is_empty() {
        return Ok(None);
    }
    Ok(Some((apply(input, &kept)?, kept.len())))
}

fn apply(input: &Input, fixes: &[Fix<'_>]) -> anyhow::Result<Changed> {
    let edits: Vec<Edit> = fixes.iter().map(|fix| fix.edit.clone()).collect();
    Changed::new(input, &edits)
}

/// Whether the changed file, read again, has the same claims but for what was written.
fn says(
    changed: &Changed,
    input: &Input,
    fixes: &[Fix<'_>],
    args: &InputArgs,
) -> anyhow::Result<bool> {
    let Some(now) = changed.read_again(args)? else {
        return Ok(false);
    };
    let mut expected: Vec<String> = input
        .claims
        .iter()
        .map(|claim| claim.text.clone())
        .collect();
    for fix in fixes {
        let span = fix.suggestion.span;
        expected[fix.claim].replace_range(span.range(), &fix.suggestion.write);
    }
    let texts = now.claims.iter().map(|claim: &Claim| &claim.text);
    Ok(texts.eq(expected.iter()))
}
