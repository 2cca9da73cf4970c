//! `find_passage`: where a quotation stands.

use citecheck::files::Fence;
use citecheck::inner::{Lang, TokenKind, tokens};
use citecheck::printable::printable;
use citecheck::report::{CheckRecord, ClaimRecord, Report};
use citecheck::verify::{Kind, Status};
use rmcp::schemars::{self, JsonSchema};
use serde::{Deserialize, Serialize};

use super::Fault;
use super::answer::{Passage, Unread, passages};
use super::sources::{SourceArgument, input};
use crate::cli::commands::mcp::call::Call;
use crate::cli::commands::mcp::desk::Desk;

/// What models are told of it.
pub const ABOUT: &str = "Finds where a quotation stands in pages or given texts: word for word, or in other words, \
    which it shows. Use it before you put words into quotation marks.";

/// Words and where to look for them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(crate = "schemars")]
pub struct Arguments {
    /// The words, without quotation marks around them; an ellipsis (…) stands for what is left out.
    quotation: String,
    /// The pages to look in: addresses, or texts that are at hand as {"text": "…"}.
    sources: Vec<SourceArgument>,
}

/// Where a quotation stands.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(crate = "schemars")]
pub struct Answer {
    /// verbatim: a source has these words. different: it has others in their place, which `instead` shows. absent: no
    /// source has them. unavailable: no source could be read.
    #[schemars(extend("enum" = ["verbatim", "different", "absent", "unavailable"]))]
    found: &'static str,
    /// The source's words in the place of the quotation's, where they differ.
    instead: Option<String>,
    /// The passages, best first.
    passages: Vec<Passage>,
    /// Sources that could not be read, and what to do about it.
    unread: Vec<Unread>,
}

/// Marks that a model may put around the words all the same.
const MARKS: &[char] = &['"', '“', '”', '„', '«', '»', '‘', '’', '\''];

/// Gets the sources and looks for the words: a claim that is nothing but a quotation.
pub fn run(given: &Arguments, desk: &Desk, call: &Call) -> Result<Answer, Fault> {
    let words = given.quotation.trim().trim_matches(MARKS).trim();
    if words.is_empty() {
        return Err(Fault::Arguments("quotation: it is empty".to_owned()));
    }
    let quoted = format!("“{words}”");
    let inputs = [input(&[&quoted], &given.sources)?];
    let report = desk.report(&inputs, &Fence::default(), desk.need, call)?;
    match report.claims.first() {
        Some(claim) => Ok(Answer::of(&report, claim)),
        None => Err(Fault::Arguments("quotation: it has no words".to_owned())),
    }
}

impl Answer {
    fn of(report: &Report, claim: &ClaimRecord) -> Self {
        let quotations = || {
            claim
                .checks
                .iter()
                .filter(|check| check.kind == Kind::Quotation)
        };
        let with = |status: Status| quotations().find(|check| check.status == status);
        let unread: Vec<Unread> = report.sources.iter().filter_map(Unread::of).collect();
        // Few words are no quotation to a check, and stand somewhere all the same.
        let few = quotations().next().is_none();
        let (found, check) = if few
            && claim
                .evidence
                .iter()
                .any(|place| stand_in(&claim.text, &place.text))
        {
            ("verbatim", None)
        } else if with(Status::Mismatch).is_some() {
            ("different", with(Status::Mismatch))
        } else if with(Status::Match).is_some() && with(Status::Absent).is_none() {
            ("verbatim", with(Status::Match))
        } else if unread.len() == report.sources.len() {
            ("unavailable", None)
        } else {
            ("absent", None)
        };
        let instead = check.filter(|_| found == "different");
        Self {
            found,
            instead: instead.and_then(|check| check.source.as_deref().map(printable)),
            passages: sorted(passages(report, claim), report, check),
            unread,
        }
    }
}

/// Whether the words of `quotation` stand in `text` one after another, in any letters and without regard to signs.
fn stand_in(quotation: &str, text: &str) -> bool {
    let words = |text: &str| -> Vec<u64> {
        let tokens = tokens(text, Lang::detect(text)).into_iter();
        let words = tokens.filter(|token| token.kind != TokenKind::Symbol);
        words.map(|word| word.form).collect()
    };
    let wanted = words(quotation);
    let found = words(text);
    !wanted.is_empty() && found.windows(wanted.len()).any(|part| part == wanted)
}

/// The passage that has the words before the others.
fn sorted(
    mut passages: Vec<Passage>,
    report: &Report,
    check: Option<&CheckRecord>,
) -> Vec<Passage> {
    let has = |passage: &Passage| {
        let evidence = report.claims.iter().flat_map(|claim| &claim.evidence);
        let mut places = evidence.filter(|evidence| printable(&evidence.text) == passage.text);
        check.is_some_and(|check| places.any(|place| Some(place.passage) == check.passage))
    };
    passages.sort_by_key(|passage| !has(passage));
    passages
}
