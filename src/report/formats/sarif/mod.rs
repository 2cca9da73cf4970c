//! The report as SARIF 2.1.0, for code scanning: a result for each finding, the source's passage as
//! a related location, fingerprints that survive a move to another line.
//!
//! Results are written one by one, so that memory does not grow with their number.

mod fixes;
mod model;
mod rules;

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::{self, Write};

use rustc_hash::FxHashMap;
use serde::ser::{SerializeMap as _, SerializeSeq as _};
use serde::{Serialize, Serializer};
use sha2::{Digest as _, Sha256};

use crate::report::finding::{BrokenStanding, Finding, Rule, Standing};
use crate::report::formats::github::level_of;
use crate::report::model::{BrokenRecord, ClaimRecord, Report, WarningRecord};
use crate::report::reading::{
    FileUri, SourceIndex, Stretch, advice, claim_marks, deciding, mend, project, source_name,
    source_place,
};
use crate::report::view::{ReportWriter, View};
use crate::text::{CharOffsets, printable};
use model::{
    ArtifactLocation, BrokenProperties, Driver, Fingerprints, Location, PhysicalLocation, Region,
    ResultProperties, SarifResult, Text,
};

/// Writes SARIF.
pub(in crate::report) struct Sarif;

impl ReportWriter for Sarif {
    fn write(&self, report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
        crate::report::formats::json::write_value(&Log { report, view }, out)
    }
}

struct Log<'r> {
    report: &'r Report,
    view: &'r View,
}

impl Serialize for Log<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut log = serializer.serialize_map(Some(3))?;
        log.serialize_entry("$schema", "https://json.schemastore.org/sarif-2.1.0.json")?;
        log.serialize_entry("version", "2.1.0")?;
        log.serialize_entry("runs", &[Run(self)])?;
        log.end()
    }
}

struct Run<'r>(&'r Log<'r>);

impl Serialize for Run<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut run = serializer.serialize_map(Some(3))?;
        let driver = Driver {
            name: "citecheck",
            information_uri: project::address(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            rules: rules::all(self.0.view.guide),
        };
        run.serialize_entry(
            "tool",
            &[("driver", driver)].into_iter().collect::<Entries<_>>(),
        )?;
        run.serialize_entry("columnKind", "unicodeCodePoints")?;
        run.serialize_entry("results", &Results(self.0))?;
        run.end()
    }
}

/// A map of a few entries in order.
struct Entries<V>(Vec<(&'static str, V)>);

impl<V> FromIterator<(&'static str, V)> for Entries<V> {
    fn from_iter<I: IntoIterator<Item = (&'static str, V)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

impl<V: Serialize> Serialize for Entries<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

struct Results<'r>(&'r Log<'r>);

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Log { report, view } = self.0;
        let sources = SourceIndex::guided(report, view.guide);
        let fingerprints = RefCell::new(Seen::default());
        let mut results = serializer.serialize_seq(None)?;
        for (claim, standing) in report.claims.iter().zip(&view.standings) {
            // Every claim is counted, so that equal ones keep their numbers.
            let fingerprint = fingerprints.borrow_mut().fingerprint(claim);
            if let Some(finding) = standing.finding
                && (standing.fails || !finding.is_no_concern())
            {
                let compared = view.baseline.is_some();
                results.serialize_element(&result(
                    (claim, standing, finding),
                    &sources,
                    fingerprint,
                    compared,
                ))?;
            }
        }
        let compared = view.baseline.is_some();
        for (broken, standing) in report.broken_references.iter().zip(&view.broken) {
            let words = [broken.file.as_str(), &broken.written, broken.reason.name()];
            let fingerprint = fingerprints.borrow_mut().of_words(words);
            results.serialize_element(&broken_result(
                (broken, *standing),
                fingerprint,
                compared,
            ))?;
        }
        for warning in &report.warnings {
            let words = [warning.file.as_str(), rules::WARNING, &warning.message];
            let fingerprint = fingerprints.borrow_mut().of_words(words);
            results.serialize_element(&warning_result(warning, fingerprint))?;
        }
        results.end()
    }
}

fn broken_result(
    (broken, standing): (&BrokenRecord, BrokenStanding),
    claim: String,
    compared: bool,
) -> SarifResult<'_, BrokenProperties<'_>> {
    let rule = Rule::BrokenReference;
    let text = plain(&format!("{rule}: {}", broken.detail))
        + &format!("\n\nNext: {}", plain(&mend(broken)));
    SarifResult {
        rule_id: rule.name(),
        rule_index: index_of(rule),
        level: if standing.fails { "error" } else { "warning" },
        message: Text { text: text.into() },
        locations: [location(
            &broken.file,
            Stretch::of_broken(broken),
            &broken.written,
        )],
        related_locations: Vec::new(),
        fixes: Vec::new(),
        partial_fingerprints: Fingerprints { claim },
        baseline_state: compared.then_some(if standing.known { "unchanged" } else { "new" }),
        properties: Some(BrokenProperties {
            reason: broken.reason.name(),
            meant: broken.meant.as_deref(),
            claims: &broken.claims,
        }),
    }
}

/// What the reader of an input had to say: no finding, but nobody should miss it.
fn warning_result(warning: &WarningRecord, claim: String) -> SarifResult<'_, ()> {
    let mut location = location(&warning.file, Stretch::of_warning(warning), "");
    if let Some(region) = &mut location.place.region {
        region.snippet = None;
    }
    SarifResult {
        rule_id: rules::WARNING,
        rule_index: Rule::ALL.len(),
        level: "warning",
        message: Text {
            text: plain(&warning.message).into(),
        },
        locations: [location],
        related_locations: Vec::new(),
        fixes: Vec::new(),
        partial_fingerprints: Fingerprints { claim },
        baseline_state: None,
        properties: None,
    }
}

/// Where something stands in an input, and its words.
fn location<'r>(file: &str, stretch: Stretch, words: &'r str) -> Location<'r> {
    Location {
        id: None,
        place: PhysicalLocation {
            artifact_location: file_location(file),
            region: Some(Region {
                start_line: stretch.line.max(1),
                start_column: Some(stretch.column.max(1)),
                end_line: stretch.end.map(|(line, _)| line),
                end_column: stretch.end.map(|(_, column)| column),
                snippet: Some(Text {
                    text: printable(words).into(),
                }),
            }),
        },
        message: None,
    }
}

/// The place of a rule in the list of rules.
fn index_of(rule: Rule) -> usize {
    let mut all = Rule::ALL.iter();
    all.position(|known| *known == rule).unwrap_or(0)
}

fn result<'r>(
    (claim, standing, finding): (&'r ClaimRecord, &Standing, Finding),
    sources: &SourceIndex<'_>,
    claim_fingerprint: String,
    compared: bool,
) -> SarifResult<'r, ResultProperties<'r>> {
    let rule = finding.rule();
    let offsets = CharOffsets::new(&claim.text);
    SarifResult {
        rule_id: rule.name(),
        rule_index: index_of(rule),
        level: match level_of(finding, standing.fails) {
            "notice" => "note",
            level => level,
        },
        message: Text {
            text: Cow::Owned(message(claim, finding, sources)),
        },
        locations: [location(&claim.file, Stretch::of_claim(claim), &claim.text)],
        related_locations: passages(claim, sources),
        fixes: fixes::of(claim, file_location(&claim.file)),
        partial_fingerprints: Fingerprints {
            claim: claim_fingerprint,
        },
        baseline_state: compared.then_some(match standing {
            Standing { known: true, .. } => "unchanged",
            Standing { was: Some(_), .. } => "updated",
            _ => "new",
        }),
        properties: Some(ResultProperties {
            claim: &claim.id,
            verdict: claim.verdict.name(),
            score: claim.score,
            spans: claim_marks(claim)
                .into_iter()
                .map(|(span, _)| offsets.to_chars(span))
                .collect(),
        }),
    }
}

/// Plain text. In SARIF a bracket begins a link, so those of the page are escaped.
fn message(claim: &ClaimRecord, finding: Finding, sources: &SourceIndex<'_>) -> String {
    let mut text = plain(&format!("{finding}: {}", claim.why));
    if let Some(evidence) = deciding(claim) {
        let name = sources
            .get(&evidence.source)
            .map_or(evidence.source.as_str(), source_name);
        let linked = if related_uri(claim, sources).is_some() {
            "[the source](1)"
        } else {
            "the source"
        };
        let _ = write!(
            text,
            "\n\n{linked}, {}, says: {}",
            plain(name),
            plain(&evidence.text)
        );
    }
    let next = advice(claim, sources);
    if !next.is_empty() {
        let _ = write!(text, "\n\nNext: {}", plain(&next));
    }
    text
}

fn plain(text: &str) -> String {
    printable(text)
        .replace('\\', "\\\\")
        .replace('[', "\\[")
        .replace(']', "\\]")
}

fn related_uri(claim: &ClaimRecord, sources: &SourceIndex<'_>) -> Option<ArtifactLocation> {
    let evidence = deciding(claim)?;
    if let Some(link) = &evidence.url {
        return Some(ArtifactLocation {
            uri: link.clone(),
            uri_base_id: None,
        });
    }
    let source = sources.get(&evidence.source)?;
    match (&source.url, source_place(source)) {
        (Some(url), _) => Some(ArtifactLocation {
            uri: url.clone(),
            uri_base_id: None,
        }),
        (None, Some(path)) => Some(file_location(path)),
        (None, None) => None,
    }
}

/// The passage that decides, on its page: a page has no lines, so the passage is quoted.
fn passages<'r>(claim: &'r ClaimRecord, sources: &SourceIndex<'_>) -> Vec<Location<'r>> {
    let Some((evidence, artifact_location)) = deciding(claim).zip(related_uri(claim, sources))
    else {
        return Vec::new();
    };
    vec![Location {
        id: Some(1),
        place: PhysicalLocation {
            artifact_location,
            region: None,
        },
        message: Some(Text {
            text: plain(&evidence.text).into(),
        }),
    }]
}

/// A path, from the repository's root where it is relative.
fn file_location(path: &str) -> ArtifactLocation {
    match FileUri::of(path) {
        FileUri::Absolute(uri) => ArtifactLocation {
            uri,
            uri_base_id: None,
        },
        FileUri::Relative(uri) => ArtifactLocation {
            uri,
            uri_base_id: Some("%SRCROOT%"),
        },
    }
}

/// Numbers claims of one file with the same words.
#[derive(Default)]
struct Seen(FxHashMap<[u8; 32], usize>);

impl Seen {
    /// A name for the claim that depends on its file, its words and what it cites, and on nothing
    /// that stands elsewhere in the file.
    fn fingerprint(&mut self, claim: &ClaimRecord) -> String {
        let words = [&claim.file, &claim.text]
            .into_iter()
            .chain(&claim.citations);
        self.of_words(words.map(String::as_str))
    }

    /// A name for what these words tell.
    fn of_words<'w>(&mut self, words: impl IntoIterator<Item = &'w str>) -> String {
        let mut hash = Sha256::new();
        for part in words {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        let digest: [u8; 32] = hash.finalize().into();
        let count = self.0.entry(digest).or_default();
        *count += 1;
        let mut hex = String::with_capacity(32);
        for byte in &digest[..16] {
            let _ = write!(hex, "{byte:02x}");
        }
        format!("{hex}:{count}")
    }
}
