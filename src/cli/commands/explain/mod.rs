//! `citecheck explain`.

mod find;
mod topics;

use std::io::{self, Write};

use anyhow::Context as _;
use citecheck::claims::Claim;
use citecheck::printable::printable_line;
use citecheck::source::Unavailable;
use citecheck::verify::Prepared;
use citecheck::verify::{Analysis, Judge, Verification, Weights, analyse, verify};

use crate::cli::args::checking::Checking;
use crate::cli::args::settings::SettingsArgs;
use crate::cli::exit::Exit;
use crate::cli::guide::hint;
use crate::cli::output::{self, Kind};
pub use find::find;

/// Show one claim in full: candidates, words, checks, and what each adds to the score; or tell what a word of a
/// report means.
#[derive(clap::Args)]
pub struct Args {
    /// Id of the claim, as reports and `citecheck claims` show it, or the beginning of one. Without an INPUT also a
    /// verdict, a reason, a check or its status: `explain partial`, `explain http-status`, `explain quotation`.
    #[arg(value_name = "CLAIM-ID")]
    id: String,
    #[command(flatten)]
    checking: Checking,
    #[command(flatten)]
    settings: SettingsArgs,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    if let Some(text) = topics::of(&args.id).filter(|_| !args.checking.names_inputs()) {
        output::stdout(Kind::Text, |out| out.write_all(text.as_bytes()))
            .context("cannot write to standard output")?;
        return Ok(Exit::Clean);
    }
    let loaded = args.settings.load()?;
    let gathered = args.checking.gather(&loaded)?;
    let (input, index) = find(&gathered.inputs, &args.id)?;
    let sources = gathered.library.cited(input, index);
    let claim = &input.claims[index];
    let outcome = verify(claim, &sources, gathered.need, &gathered.judge);
    output::stdout(Kind::Text, |out| {
        show(out, claim, &outcome, &sources, &gathered.judge)
    })
    .context("cannot write to standard output")?;
    Ok(Exit::Clean)
}

type Cited<'a> = [Result<&'a Prepared, &'a Unavailable>];

fn show(
    out: &mut dyn Write,
    claim: &Claim,
    outcome: &Verification,
    sources: &Cited<'_>,
    judge: &Judge,
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
    let header = claim.header.as_deref();
    for ((citation, source), pair) in claim.citations.iter().zip(sources).zip(&outcome.pairs) {
        writeln!(out, "\nsource {}", printable_line(&citation.source))?;
        match source {
            Err(why) => {
                writeln!(out, "  {}", printable_line(&why.to_string()))?;
                writeln!(out, "  next: {}", hint(why))?;
            }
            Ok(document) => {
                writeln!(out, "  {}, score {:.3}", pair.verdict, pair.score)?;
                let mut analysis = analyse(&claim.text, header, document, judge);
                analysis.decide();
                show_analysis(out, &analysis)?;
                if let Some(outside) = document.outside() {
                    show_outside(
                        out,
                        &analyse(&claim.text, header, outside, &Judge::lexical()),
                    )?;
                }
            }
        }
    }
    Ok(())
}

/// The passages outside of the body that have words of the claim: what is found only there is told, and supports nothing.
fn show_outside(out: &mut dyn Write, analysis: &Analysis<'_>) -> io::Result<()> {
    if analysis.matches.ranked.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n  outside of the body")?;
    show_passages(out, analysis)
}

fn show_analysis(out: &mut dyn Write, analysis: &Analysis<'_>) -> io::Result<()> {
    writeln!(
        out,
        "\n  passages: coverage, neighbours kept (* together they are the evidence)"
    )?;
    show_passages(out, analysis)?;
    show_words(out, analysis)?;
    if !analysis.checks.is_empty() {
        writeln!(out, "\n  checks")?;
    }
    for check in &analysis.checks {
        writeln!(
            out,
            "    {:<10} {:<9} {}",
            check.kind.name(),
            check.status.name(),
            printable_line(&check.note)
        )?;
    }
    if let Some(read) = &analysis.read {
        let [entailed, neutral, contradicted] = read.told.probabilities();
        let passages: Vec<String> = read.premise.passages.iter().map(usize::to_string).collect();
        writeln!(
            out,
            "\n  the model, which read passages {}: entailed {entailed:.3}, open {neutral:.3}, contradicted {contradicted:.3}",
            passages.join(" ")
        )?;
    }
    show_score(out, analysis)
}

fn show_passages(out: &mut dyn Write, analysis: &Analysis<'_>) -> io::Result<()> {
    let matches = &analysis.matches;
    for (index, ranked) in matches.ranked.iter().enumerate() {
        let mark = if matches.evidence.contains(&index) {
            '*'
        } else {
            ' '
        };
        let text = printable_line(analysis.document.text(ranked.passage));
        writeln!(
            out,
            "  {mark} {:.2} {:.2}  [{}] {text}",
            ranked.coverage, ranked.together, ranked.passage
        )?;
    }
    Ok(())
}

fn show_words(out: &mut dyn Write, analysis: &Analysis<'_>) -> io::Result<()> {
    writeln!(
        out,
        "\n  words: rarity, how well borne out, by what, probability that nothing does"
    )?;
    for word in analysis.borne_out(Weights::built_in()) {
        let text = printable_line(word.span.of(&analysis.query.text));
        let rarity = word
            .rarity
            .map_or_else(|| "   -".to_owned(), |rarity| format!("{rarity:.2}"));
        let (strength, by) = match &word.by {
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
    Ok(())
}

/// What the score is made of, and what the rules make of it.
fn show_score(out: &mut dyn Write, analysis: &Analysis<'_>) -> io::Result<()> {
    let weights = analysis.weights();
    let facts = analysis.facts();
    for statement in &analysis.statements {
        let (verdict, score) = statement.analysis.facts().decide(weights);
        let text = printable_line(statement.span.of(&analysis.query.text));
        writeln!(
            out,
            "\n  its statement “{text}”, by itself: {verdict}, {score:.3}"
        )?;
    }
    let rule = if facts.fails {
        Some("never supported: a check does not match")
    } else if !facts.is_read {
        Some("never supported: the claim is too long to be read to its end")
    } else if facts.is_verbatim {
        Some("supported: it is a passage of the source, word for word")
    } else if !facts.has_foothold {
        Some("never supported: hardly a word of it is in the source")
    } else if facts.is_refused() {
        Some("never supported: one of its statements is not, by a rule")
    } else {
        None
    };
    if let Some(rule) = rule {
        writeln!(out, "\n  {rule}")?;
    }
    for (name, logistic, line) in [
        ("supported", &weights.supported, weights.supported_line),
        (
            "contradicted",
            &weights.contradicted,
            weights.contradicted_line,
        ),
    ] {
        writeln!(
            out,
            "\n  {name} {:.3}, of {line:.3}, from log odds {:+.2} and",
            logistic.probability(&analysis.features),
            logistic.bias
        )?;
        let value = |feature| analysis.features.get(feature);
        let mut parts: Vec<_> = logistic.parts(value).collect();
        parts.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        for (feature, part) in parts {
            writeln!(
                out,
                "    {part:+.2}  {} = {:.2}",
                feature.name(),
                value(feature)
            )?;
        }
    }
    Ok(())
}
