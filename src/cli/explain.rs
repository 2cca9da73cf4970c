//! `citecheck explain`.

use std::io::{self, Write};

use anyhow::{Context as _, bail};
use citecheck::claims::{Claim, Input};
use citecheck::matching::Prepared;
use citecheck::source::Unavailable;
use citecheck::text::{nearest, printable_line};
use citecheck::verify::study::{Logistic, Model, Standing, Study, study};
use citecheck::verify::{Verification, verify};

use super::check::Checking;
use super::exit::Exit;
use super::output::{self, Kind};
use super::settings::SettingsArgs;

/// Show one claim in full: candidates, words, checks, and what each adds to the score.
#[derive(clap::Args)]
pub struct Args {
    /// Id of the claim, as reports and `citecheck claims` show it, or the beginning of one.
    #[arg(value_name = "CLAIM-ID")]
    id: String,
    #[command(flatten)]
    checking: Checking,
    #[command(flatten)]
    settings: SettingsArgs,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let loaded = args.settings.load()?;
    let gathered = args.checking.gather(&loaded)?;
    let (input, index) = find(&gathered.inputs, &args.id)?;
    let sources = gathered.gotten.library.cited(input, index);
    let claim = &input.claims[index];
    let outcome = verify(claim, &sources, gathered.need);
    output::stdout(Kind::Text, |out| show(out, claim, &outcome, &sources))
        .context("cannot write to standard output")?;
    Ok(Exit::Clean)
}

/// The claim with `id`: its input, and its index there. The beginning of an id is enough where no
/// other id begins so.
fn find<'i>(inputs: &'i [Input], id: &str) -> anyhow::Result<(&'i Input, usize)> {
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

type Cited<'a> = [Result<&'a Prepared, &'a Unavailable>];

fn show(
    out: &mut dyn Write,
    claim: &Claim,
    outcome: &Verification,
    sources: &Cited<'_>,
) -> io::Result<()> {
    let place = &claim.place;
    writeln!(
        out,
        "{}:{}:{}  {}",
        printable_line(&place.file),
        place.line,
        place.column,
        printable_line(&claim.id)
    )?;
    writeln!(out, "  {}", printable_line(&claim.text))?;
    writeln!(
        out,
        "  {}, score {:.3}: {}",
        outcome.verdict,
        outcome.score,
        printable_line(&outcome.why)
    )?;
    for ((citation, source), pair) in claim.citations.iter().zip(sources).zip(&outcome.pairs) {
        writeln!(out, "\nsource {}", printable_line(&citation.source))?;
        match source {
            Err(unavailable) => writeln!(out, "  {}", printable_line(&unavailable.to_string()))?,
            Ok(document) => {
                writeln!(out, "  {}, score {:.3}", pair.verdict, pair.score)?;
                show_study(out, claim, document, &study(&claim.text, document))?;
            }
        }
    }
    Ok(())
}

fn show_study(
    out: &mut dyn Write,
    claim: &Claim,
    document: &Prepared,
    study: &Study,
) -> io::Result<()> {
    writeln!(
        out,
        "\n  passages: coverage, neighbours kept (* together they are the evidence)"
    )?;
    for candidate in &study.candidates {
        let mark = if candidate.chosen { '*' } else { ' ' };
        let text = printable_line(document.text(candidate.passage));
        writeln!(
            out,
            "  {mark} {:.2} {:.2}  [{}] {text}",
            candidate.coverage, candidate.together, candidate.passage
        )?;
    }
    writeln!(
        out,
        "\n  words: rarity, how well borne out, by what, probability that nothing does"
    )?;
    let model = Model::built_in();
    for word in &study.words {
        let text = printable_line(word.span.of(&claim.text));
        let rarity = word
            .weight
            .map_or_else(|| "   -".to_owned(), |weight| format!("{weight:.2}"));
        let (strength, by) = match &word.borne_out {
            Some((passage, found, strength)) => (
                *strength,
                format!("{} [{passage}]", printable_line(&found.text)),
            ),
            None => (0.0, "-".to_owned()),
        };
        let bare = word.bare;
        writeln!(
            out,
            "    {text:<20} {rarity} {strength:.2}  {by:<24} {bare:.2}"
        )?;
    }
    if !study.checks.is_empty() {
        writeln!(out, "\n  checks")?;
    }
    for check in &study.checks {
        let status = format!("{:?}", check.status).to_lowercase();
        writeln!(
            out,
            "    {:<10} {status:<9} {}",
            check.kind.name(),
            printable_line(&check.note)
        )?;
    }
    if let Some(why) = study.refused {
        let then = if study.standing == Standing::Doubted {
            "then stays below the line".to_owned()
        } else {
            format!("then counts {:.2} times", model.refused)
        };
        writeln!(out, "\n  never supported: {why}; what follows {then}")?;
    }
    let any = model.any_support.probability(&study.claim);
    let mut parts = parts(&model.claim, study);
    parts.push(("any_support", any, model.little_support(&study.claim)));
    writeln!(
        out,
        "\n  probability {:.3} from log odds {:+.2} and",
        model.probability(&study.claim),
        model.claim.bias
    )?;
    write_parts(out, parts)?;
    writeln!(
        out,
        "\n  any_support {any:.3} from log odds {:+.2} and",
        model.any_support.bias
    )?;
    write_parts(out, self::parts(&model.any_support, study))
}

/// The figures that `model` weighs, with their values and what each adds to the log odds.
fn parts(model: &Logistic, study: &Study) -> Vec<(&'static str, f64, f64)> {
    let value = |name: &str| {
        let mut figures = study.claim.iter();
        figures
            .find(|(other, _)| *other == name)
            .map_or(0.0, |(_, value)| *value)
    };
    let parts = model.parts(&study.claim);
    parts
        .map(|(name, part)| (name, value(name), part))
        .collect()
}

/// Writes what each figure adds, the greatest first.
fn write_parts(out: &mut dyn Write, mut parts: Vec<(&'static str, f64, f64)>) -> io::Result<()> {
    parts.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()));
    for (name, value, part) in parts {
        writeln!(out, "    {part:+.2}  {name} = {value:.2}")?;
    }
    Ok(())
}
