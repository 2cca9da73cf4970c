//! One claim against one given source: a line of `stream`, a row of a table.
//!
//! A [`Page`] is read once, from whatever was given, and then any number of claims is held against it; the
//! [`Answer`] is what `stream` writes.
//!
//! ```
//! use citecheck::pairs::{Page, answer};
//! use citecheck::verdict::Verdict;
//! use citecheck::verify::Judge;
//!
//! let page = Page::of_text("The licence of Microsoft is non-exclusive and runs through 2032.");
//! let answer = answer("The licence of Microsoft runs through 2030.", &page, &Judge::lexical());
//! assert_eq!(answer.verdict, Verdict::Contradicted);
//! assert_eq!(answer.evidence[0].passage, 0);
//! ```

use serde::Serialize;

use crate::cache::Cache;
use crate::claims::Claim;
use crate::extract::{Document, Hints, extract};
use crate::library::body;
use crate::limits::SOURCE_BYTES;
use crate::matching::Prepared;
use crate::report::CheckRecord;
use crate::source::{AddressError, Reason, Unavailable, normalise};
use crate::text::CharOffsets;
use crate::verdict::Verdict;
use crate::verify::{Judge, Need, Verification, verify};

/// Passages that an answer shows.
const SHOWN: usize = 5;

/// A given source, read and ready for any number of claims, or the reason why it can't be read.
#[derive(Debug)]
pub struct Page(Result<Prepared, Unavailable>);

impl Page {
    /// Passages that somebody else has cut, in reading order. Takes time linear in their length, as the others do.
    pub fn of_passages(passages: impl IntoIterator<Item = String>) -> Self {
        Self(Ok(Prepared::new(Document::from_passages(passages))))
    }

    /// Plain text, cut into its sentences.
    pub fn of_text(text: &str) -> Self {
        Self::read(text, "text/plain; charset=utf-8")
    }

    /// A page in HTML, of which the body text is read.
    pub fn of_html(html: &str) -> Self {
        Self::read(html, "text/html; charset=utf-8")
    }

    /// The newest snapshot of the page at `address` in `cache`. No socket is opened: a page that isn't there is
    /// `not-cached`. A PDF file is not read here, since that takes a process of its own.
    ///
    /// ```
    /// use citecheck::cache::Cache;
    /// use citecheck::pairs::{Page, answer};
    /// use citecheck::verify::Judge;
    ///
    /// let page = Page::of_cache(&Cache::open("cache")?, "https://openai.example/index/a-simpler-agreement-with-microsoft/");
    /// let there = answer("Microsoft's license runs through 2030.", &page, &Judge::lexical());
    /// assert_eq!(there.why, "source says 2032 where the claim says 2030, which it says elsewhere");
    /// let page = Page::of_cache(&Cache::open("cache")?, "https://elsewhere.example/");
    /// let absent = answer("Microsoft's license runs through 2030.", &page, &Judge::lexical());
    /// assert_eq!(absent.why, "https://elsewhere.example/ is not in cache");
    /// # Ok::<(), citecheck::cache::Error>(())
    /// ```
    pub fn of_cache(cache: &Cache, address: &str) -> Self {
        let read = || {
            let refused =
                |error: AddressError| Unavailable::new(Reason::ForbiddenAddress, error.to_string());
            let url = normalise(address).map_err(refused)?;
            let newest = cache.newest(&url)?.ok_or_else(|| {
                let folder = cache.dir().display();
                Unavailable::new(Reason::NotCached, format!("{url} is not in {folder}"))
            })?;
            let (body, hints) = body(&newest, cache, SOURCE_BYTES)?;
            extract(&body, &hints)
        };
        Self(read().map(Prepared::new))
    }

    /// A page that could not be got: it makes every claim `unavailable`, for the reason `why`.
    pub const fn unread(why: Unavailable) -> Self {
        Self(Err(why))
    }

    fn read(text: &str, content_type: &str) -> Self {
        let hints = Hints {
            content_type: Some(content_type.to_owned()),
            ..Hints::default()
        };
        Self(extract(text.as_bytes(), &hints).map(Prepared::new))
    }
}

/// What came of a claim, as `stream` writes it. Spans count code points, from `start` up to and without `end`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Answer {
    /// The outcome.
    pub verdict: Verdict,
    /// The calibrated probability that the source bears the whole claim out, 0..1, to four decimals.
    pub score: f64,
    /// The reason in a sentence.
    pub why: String,
    /// The passages that bear on the claim, best first, five at most.
    pub evidence: Vec<Shown>,
    /// What could be compared exactly. With several sources, `source_id` is the index of the one that has the value.
    pub checks: Vec<CheckRecord>,
    /// Spans of the claim that nothing bears out.
    pub unsupported: Vec<[usize; 2]>,
}

/// A passage that bears on a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Shown {
    /// The index of its source among those given, from 0. Not written: `stream` has one.
    #[serde(skip)]
    pub source: usize,
    /// Its index in the source, from 0.
    pub passage: usize,
    /// The passage.
    pub text: String,
    /// How much of the claim it bears out, 0..1, to four decimals.
    pub score: f64,
}

/// Holds `claim` against `page`. A claim without a word that says anything is `not-checkable`; a page that can't be
/// read makes it `unavailable`.
pub fn answer(claim: &str, page: &Page, judge: &Judge) -> Answer {
    answer_of(claim, &[page], Need::Any, judge)
}

/// Holds `claim` against several pages, of which one must bear it out, or each. Without any, it is `not-checkable`.
pub fn answer_of(claim: &str, pages: &[&Page], need: Need, judge: &Judge) -> Answer {
    let sources: Vec<_> = pages.iter().map(|page| page.0.as_ref()).collect();
    let verification = verify(&Claim::of_text(claim), &sources, need, judge);
    shown(claim, verification, &sources)
}

fn shown(
    claim: &str,
    verification: Verification,
    sources: &[Result<&Prepared, &Unavailable>],
) -> Answer {
    let offsets = CharOffsets::new(claim);
    let evidence = verification
        .evidence
        .into_iter()
        .take(SHOWN)
        .map(|evidence| Shown {
            source: evidence.source,
            passage: evidence.passage,
            text: evidence.text,
            score: rounded(evidence.score),
        })
        .collect();
    let checks = verification
        .checks
        .iter()
        .map(|check| {
            let text = check.at.and_then(|(source, passage)| {
                let document = sources.get(source)?.ok()?;
                Some(document.text(passage))
            });
            let record = CheckRecord::new(check, &offsets, text);
            let source = check.at.filter(|_| sources.len() > 1);
            CheckRecord {
                source_id: source.map(|(source, _)| source.to_string()),
                ..record
            }
        })
        .collect();
    Answer {
        verdict: verification.verdict,
        score: rounded(verification.score),
        why: verification.why,
        evidence,
        checks,
        unsupported: verification
            .unsupported
            .iter()
            .map(|span| offsets.to_chars(*span))
            .collect(),
    }
}

/// To four decimals: more is noise.
fn rounded(score: f64) -> f64 {
    (score * 1e4).round() / 1e4
}
