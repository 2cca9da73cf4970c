//! What a person or a CI run should act on, by kind, and which kinds fail the run.

use std::fmt;
use std::str::FromStr;

use crate::report::model::{CheckRecord, ClaimRecord};
use crate::text::nearest;
use crate::verdict::Verdict;
use crate::verify::{Kind, Status};

/// A claim's outcome that is not as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Finding {
    /// A verdict other than supported, on a claim that expects none.
    Verdict(Verdict),
    /// A verdict other than the one that the author expects.
    Expectation {
        /// What the author expects.
        expected: Verdict,
        /// What came out.
        got: Verdict,
    },
}

impl Finding {
    /// The finding of `claim`, if it is one. A verdict that the author expects is none.
    pub fn of(claim: &ClaimRecord) -> Option<Self> {
        match claim.expect {
            Some(expected) if expected != claim.verdict => Some(Self::Expectation {
                expected,
                got: claim.verdict,
            }),
            Some(_) => None,
            None if claim.verdict == Verdict::Supported => None,
            None => Some(Self::Verdict(claim.verdict)),
        }
    }

    /// Whether it is one only for those who ask: an article has many sentences that state nothing.
    pub const fn is_no_concern(self) -> bool {
        matches!(self, Self::Verdict(Verdict::NotCheckable))
    }

    /// The rule that it falls under, as `--fail-on` and machine formats name it.
    pub const fn rule(self) -> Rule {
        match self {
            Self::Verdict(verdict) => Rule::Verdict(verdict),
            Self::Expectation { .. } => Rule::Expectation,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Verdict(verdict) => verdict.fmt(f),
            Self::Expectation { expected, got } => write!(f, "{got}, expected {expected}"),
        }
    }
}

/// A kind of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// Claims with this verdict.
    Verdict(Verdict),
    /// Claims whose author expects another verdict.
    Expectation,
    /// Citations that name nothing.
    BrokenReference,
}

impl Rule {
    /// Every rule that a finding can have, worst first.
    pub const ALL: [Self; 7] = [
        Self::Expectation,
        Self::Verdict(Verdict::Contradicted),
        Self::Verdict(Verdict::NotFound),
        Self::BrokenReference,
        Self::Verdict(Verdict::Partial),
        Self::Verdict(Verdict::Unavailable),
        Self::Verdict(Verdict::NotCheckable),
    ];

    /// The name used in `--fail-on` and in machine formats.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verdict(verdict) => verdict.name(),
            Self::Expectation => "expectation",
            Self::BrokenReference => "broken-reference",
        }
    }

    fn bit(self) -> u8 {
        let index = Self::ALL.iter().position(|rule| *rule == self);
        index.map_or(0, |index| 1 << index)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The kinds of finding that fail a run: `--fail-on`.
///
/// ```
/// use citecheck::report::{FailOn, Rule};
/// use citecheck::verdict::Verdict;
/// let fail_on: FailOn = "contradicted,partial".parse().unwrap();
/// assert!(fail_on.includes(Rule::Verdict(Verdict::Partial)));
/// assert!(!fail_on.includes(Rule::Expectation));
/// // A partial claim whose number, name or quotation no source has, and no other partial claim.
/// assert_eq!("absent".parse::<FailOn>().unwrap().to_string(), "absent");
/// assert!("contradicto".parse::<FailOn>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FailOn(u8);

/// What `--fail-on` calls a check of a partial claim that is absent.
const ABSENT: &str = "absent";
/// Its bit, past those of the rules.
const ABSENT_BIT: u8 = 1 << Rule::ALL.len();

impl FailOn {
    /// Nothing fails the run: `none`.
    pub const NONE: Self = Self(0);

    /// The same, and partial claims in which a check is absent: a number, date, amount, name or quotation that no source
    /// has.
    #[must_use]
    pub const fn and_absent(self) -> Self {
        Self(self.0 | ABSENT_BIT)
    }

    /// Whether `finding`, which is that of `claim`, fails the run.
    pub fn fails(self, claim: &ClaimRecord, finding: Finding) -> bool {
        let lacks =
            |check: &CheckRecord| check.status == Status::Absent && check.kind != Kind::Negation;
        self.includes(finding.rule())
            || (self.0 & ABSENT_BIT != 0
                && finding == Finding::Verdict(Verdict::Partial)
                && claim.checks.iter().any(lacks))
    }

    /// Whether findings of `rule` fail the run.
    pub fn includes(self, rule: Rule) -> bool {
        self.0 & rule.bit() != 0
    }
}

impl Default for FailOn {
    /// Contradicted, not found, and expectations missed.
    fn default() -> Self {
        [
            Rule::Expectation,
            Rule::Verdict(Verdict::Contradicted),
            Rule::Verdict(Verdict::NotFound),
        ]
        .into_iter()
        .collect()
    }
}

impl FromIterator<Rule> for FailOn {
    fn from_iter<I: IntoIterator<Item = Rule>>(rules: I) -> Self {
        Self(rules.into_iter().fold(0, |bits, rule| bits | rule.bit()))
    }
}

impl fmt::Display for FailOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = Rule::ALL
            .into_iter()
            .filter(|rule| self.includes(*rule))
            .map(Rule::name)
            .chain((self.0 & ABSENT_BIT != 0).then_some(ABSENT))
            .collect();
        f.write_str(&if names.is_empty() {
            "none".to_owned()
        } else {
            names.join(",")
        })
    }
}

impl FromStr for FailOn {
    type Err = UnknownRule;

    /// Reads a list separated by commas; `none` alone is the empty one.
    fn from_str(list: &str) -> Result<Self, UnknownRule> {
        if list.trim() == "none" {
            return Ok(Self::NONE);
        }
        let mut fail_on = Self::NONE;
        for name in list.split(',').map(str::trim) {
            let rule = Rule::ALL.into_iter().find(|rule| rule.name() == name);
            fail_on.0 |= match rule {
                Some(rule) => rule.bit(),
                None if name == ABSENT => ABSENT_BIT,
                None => return Err(UnknownRule::new(name)),
            };
        }
        Ok(fail_on)
    }
}

/// A word that is no kind of finding.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is no kind of finding{}; they are contradicted, not-found, broken-reference, partial, absent, unavailable, not-checkable, expectation, or none", did_you_mean(.nearest.as_deref()))]
pub struct UnknownRule {
    /// The word.
    pub name: String,
    /// The kind that it resembles.
    pub nearest: Option<String>,
}

impl UnknownRule {
    fn new(name: &str) -> Self {
        let rules = Rule::ALL.iter().map(|rule| rule.name());
        let known = rules.chain([ABSENT, "none"]);
        Self {
            name: name.to_owned(),
            nearest: nearest(name, known).map(str::to_owned),
        }
    }
}

fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!(" (did you mean `{name}`?)"))
}
