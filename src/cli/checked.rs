//! How much of a run was checked, and what fails it by what is checked.

use std::fmt;
use std::str::FromStr;

use citecheck::inner::nearest;
use citecheck::report::{FailOn, Finding, Report, Rule};
use citecheck::verdict::Verdict;

/// What fails a run, by what is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Text that a machine wrote: a reference that names nothing, and a value, name or quotation that no page has, are
    /// the marks of invented ones.
    Generated,
    /// Text on its way to print: what is borne out in part has to be mended too.
    Editorial,
    /// The references alone.
    Links,
}

impl Preset {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Generated, "generated"),
        (Self::Editorial, "editorial"),
        (Self::Links, "links"),
    ];

    /// The findings that fail the run.
    pub fn fail_on(self) -> FailOn {
        let claims = [
            Rule::Expectation,
            Rule::Verdict(Verdict::Contradicted),
            Rule::Verdict(Verdict::NotFound),
        ];
        let more: &[Rule] = match self {
            Self::Generated => &[Rule::BrokenReference],
            Self::Editorial => &[Rule::BrokenReference, Rule::Verdict(Verdict::Partial)],
            Self::Links => {
                let links = [Rule::BrokenReference, Rule::Verdict(Verdict::Unavailable)];
                return links.into_iter().collect();
            }
        };
        let all: FailOn = claims.iter().chain(more).copied().collect();
        match self {
            Self::Generated => all.and_absent(),
            Self::Editorial | Self::Links => all,
        }
    }
}

impl FromStr for Preset {
    type Err = anyhow::Error;

    fn from_str(name: &str) -> anyhow::Result<Self> {
        let known = Self::ALL.into_iter().find(|(_, known)| *known == name);
        known.map(|(preset, _)| preset).ok_or_else(|| {
            let near = nearest(name, Self::ALL.into_iter().map(|(_, known)| known));
            let near = near.map_or_else(String::new, |near| format!(" (did you mean `{near}`?)"));
            anyhow::anyhow!("`{name}` is no preset{near}; they are generated, editorial, links")
        })
    }
}

/// A share in whole per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percent(u8);

impl FromStr for Percent {
    type Err = anyhow::Error;

    /// Reads `80%` or `80`.
    fn from_str(text: &str) -> anyhow::Result<Self> {
        let number = text.trim().trim_end_matches('%').trim_end();
        let percent = number.parse().ok().filter(|percent| *percent <= 100);
        percent
            .map(Self)
            .ok_or_else(|| anyhow::anyhow!("`{text}` is no share; write it as 80%"))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.0)
    }
}

/// How many of a run's claims were checked: compared with a page that could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    compared: usize,
    claims: usize,
    /// Claims whose sources could not be read: that fails a run only when asked.
    unread: usize,
    /// Claims whose author expects what came out, though nothing was compared.
    expected: usize,
}

impl Checked {
    pub fn of(report: &Report) -> Self {
        let summary = &report.summary;
        let expected = |verdict: Verdict| {
            let of_verdict = report
                .claims
                .iter()
                .filter(|claim| claim.verdict == verdict);
            let expected =
                of_verdict.filter(|claim| claim.expect.is_some() && Finding::of(claim).is_none());
            expected.count()
        };
        Self {
            compared: summary.supported
                + summary.partial
                + summary.contradicted
                + summary.not_found,
            claims: summary.claims,
            unread: summary.unavailable,
            expected: expected(Verdict::Unavailable) + expected(Verdict::NotCheckable),
        }
    }

    /// Whether there was nothing to compare any of the claims with.
    pub const fn is_nothing(self) -> bool {
        self.compared + self.unread + self.expected == 0 && self.claims > 0
    }

    /// Whether at least `least` of the claims were checked.
    pub const fn reaches(self, least: Percent) -> bool {
        (self.compared + self.expected) * 100 >= least.0 as usize * self.claims
    }

    /// Why nothing was checked.
    pub fn why(self, report: &Report) -> String {
        let claims = if self.claims == 1 {
            "the claim".to_owned()
        } else {
            format!("any of the {} claims", self.claims)
        };
        let why = match (report.sources.len(), report.summary.broken_references) {
            (_, 0) => "none that states something cites a source".to_owned(),
            (0, broken) => format!("what they cite names nothing ({broken} broken references)"),
            _ => "none that states something cites a source that it names".to_owned(),
        };
        format!("could not check {claims}: {why}")
    }
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            compared, claims, ..
        } = self;
        let percent = (compared * 100).checked_div(*claims).unwrap_or(100);
        write!(f, "{compared} of {claims} claims checked ({percent} %)")
    }
}
