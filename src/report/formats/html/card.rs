//! The evidence for a claim: why the verdict, what the score means, what each source says.

use super::anchor::anchor;
use super::article::label;
use super::marks::{Marked, marked, named};
use super::quotes::{Quote, quotes};
use crate::claims::Format;
use crate::report::finding::{Finding, Standing};
use crate::report::model::{CheckRecord, ClaimRecord, Report};
use crate::report::reading::{Mark, SourceIndex, advice, claim_marks};
use crate::report::view::View;
use crate::text::{CharOffsets, printable_line};
use crate::verdict::Verdict;
use crate::verify::Status;

/// The evidence for a claim.
pub struct Card {
    pub anchor: String,
    pub class: &'static str,
    pub label: String,
    pub place: String,
    pub id: String,
    pub file: String,
    /// Whether there is something to accept.
    pub is_finding: bool,
    /// How its file notes that a person looked: `comment` or `field`; empty where it can't.
    pub ignore: &'static str,
    pub score: Option<Score>,
    pub claim: Marked,
    pub why: Marked,
    pub quotes: Vec<Quote>,
    pub checks: Vec<Check>,
    pub since: String,
    pub mended: Option<Change>,
    pub next: String,
    /// The command that does it, if there is one.
    pub command: String,
}

/// The claim as its source would have it.
pub struct Change {
    pub before: String,
    pub goes: String,
    pub comes: String,
    pub after: String,
}

impl Change {
    fn of(claim: &ClaimRecord) -> Option<Self> {
        let mended = claim.mended()?;
        Some(Self {
            before: printable_line(mended.before),
            goes: printable_line(mended.goes),
            comes: printable_line(mended.comes),
            after: printable_line(mended.after),
        })
    }
}

/// A score with what it means.
pub struct Score {
    pub value: f64,
    pub meaning: String,
}

/// A row of the table of checks.
pub struct Check {
    pub kind: &'static str,
    pub status: &'static str,
    pub claim: String,
    pub source: String,
}

/// A card for each claim, in the order of the report.
pub fn cards<'p>(
    report: &'p Report,
    view: &'p View,
    sources: &'p SourceIndex<'_>,
) -> impl Iterator<Item = Card> + 'p {
    let claims = report.claims.iter().enumerate();
    claims.map(move |(number, claim)| card(claim, view.standing(number), sources))
}

fn card(claim: &ClaimRecord, standing: &Standing, sources: &SourceIndex<'_>) -> Card {
    let concern = Finding::of(claim).filter(|finding| !finding.is_no_concern());
    let ignore = match Format::of_path(&claim.file) {
        Some(Format::Markdown | Format::Html | Format::Wikitext) => "comment",
        Some(Format::Toml | Format::Json | Format::JsonLines) => "field",
        _ => "",
    };
    let next = printable_line(&advice(claim, sources));
    let (next, command) = next
        .strip_suffix('`')
        .and_then(|next| next.split_once(": `"))
        .unwrap_or((&next, ""));
    Card {
        anchor: anchor(&claim.id),
        class: claim.verdict.name(),
        label: label(claim),
        place: printable_line(&format!("{}:{}:{}", claim.file, claim.line, claim.column)),
        id: printable_line(&claim.id),
        file: printable_line(&claim.file),
        is_finding: concern.is_some(),
        ignore,
        score: score(claim),
        claim: marked(&claim.text, &claim_marks(claim)),
        why: why(claim),
        quotes: quotes(claim, sources),
        checks: claim.checks.iter().map(check).collect(),
        since: standing
            .since()
            .map_or_else(String::new, |since| printable_line(&since)),
        mended: Change::of(claim),
        next: next.to_owned(),
        command: command.to_owned(),
    }
}

/// The reason, with what it names marked as in claim and passage: values of checks, and words that it quotes since
/// nothing bears them out.
fn why(claim: &ClaimRecord) -> Marked {
    let offsets = CharOffsets::new(&claim.text);
    let bare = claim
        .unsupported
        .iter()
        .map(|span| offsets.to_bytes(*span).of(&claim.text))
        .filter(|words| claim.why.contains(&format!("“{words}”")))
        .map(|words| (words, Mark::Bare));
    named(&claim.why, claim.checks.iter().flat_map(values).chain(bare))
}

/// The values of a check as a reason names them, with the marks that they have in claim and passage.
fn values(check: &CheckRecord) -> impl Iterator<Item = (&str, Mark)> {
    let mark = match check.status {
        Status::Mismatch => Some(Mark::Differs),
        Status::Absent => Some(Mark::Bare),
        Status::Match => None,
    };
    let source = check
        .source
        .as_deref()
        .filter(|_| check.status == Status::Mismatch);
    [Some(check.claim.as_str()), source]
        .into_iter()
        .flatten()
        .filter_map(move |value| Some((value, mark?)))
}

/// None where nothing was compared, so that there is nothing to be sure of.
fn score(claim: &ClaimRecord) -> Option<Score> {
    if matches!(claim.verdict, Verdict::Unavailable | Verdict::NotCheckable) {
        return None;
    }
    // A score is within 0..1, but a report may come from anywhere.
    let hundredth = (claim.score.clamp(0.0, 1.0) * 100.0).round();
    let share = match hundredth {
        0.0 => "fewer than 1 is".to_owned(),
        1.0 => "about 1 is".to_owned(),
        100.0 => "nearly all are".to_owned(),
        count => format!("about {count} are"),
    };
    Some(Score {
        value: claim.score,
        meaning: format!("of 100 claims with this score, {share} borne out in full"),
    })
}

fn check(check: &CheckRecord) -> Check {
    Check {
        kind: check.kind.name(),
        status: check.status.name(),
        claim: printable_line(&check.claim),
        source: check
            .source
            .as_deref()
            .map_or_else(|| "–".to_owned(), printable_line),
    }
}
