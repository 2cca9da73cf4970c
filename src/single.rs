//! One claim against one page, without a cache, an input or a report.

use std::sync::OnceLock;

use crate::claims::Claim;
use crate::entailment::Entailment;
use crate::extract::{Hints, extract};
use crate::matching::Prepared;
use crate::verify::{Judge, Need, Verification, verify};

/// Tells whether `page` says what `claim` says.
///
/// `page` is HTML, Markdown or plain text, as a string or as bytes, whose character set is told as a browser tells it. A page that can't stand as a
/// source (a bot wall, a PDF file, no text) gives the verdict `unavailable`, and `why` says what it is.
///
/// The judge is the one that the crate is built with. For many claims against one page, prepare the page once
/// ([`verify::Prepared`](crate::verify::Prepared)) and call [`verify`](verify()).
///
/// ```
/// use citecheck::verdict::Verdict;
/// let outcome = citecheck::check("The bridge has two lanes.", "The bridge has two lanes and a path for bicycles.");
/// assert_eq!(outcome.verdict, Verdict::Supported);
/// assert_eq!(outcome.evidence[0].text, "The bridge has two lanes and a path for bicycles.");
///
/// let outcome = citecheck::check("The bridge has two lanes.", b"%PDF-1.7");
/// assert_eq!(outcome.verdict, Verdict::Unavailable);
/// ```
pub fn check(claim: &str, page: impl AsRef<[u8]>) -> Verification {
    let prepared = extract(page.as_ref(), &Hints::default()).map(Prepared::new);
    verify(
        &Claim::of_text(claim),
        &[prepared.as_ref()],
        Need::Any,
        judge(),
    )
}

/// The built-in judge, which remembers nothing: nobody says when the last claim has come.
fn judge() -> &'static Judge {
    static JUDGE: OnceLock<Judge> = OnceLock::new();
    JUDGE.get_or_init(|| match Entailment::built_in() {
        Ok(entailment) => Judge::with(entailment.forgetting()),
        Err(_) => Judge::lexical(),
    })
}
