//! From what a run found to the report that it writes.

mod cited;
mod given;
mod quoted;
mod sources;
mod suggestions;

use rustc_hash::{FxHashMap, FxHashSet};

use self::cited::Cited;
pub use self::given::{Gathered, Verified};
use self::sources::Sources;
use self::suggestions::Suggestions;
use super::model::{BrokenRecord, InputRecord, Report, SCHEMA, Summary, Tool, WarningRecord};
use crate::claims::{Claim, Input, Unresolved};
use crate::verify::Judge;

/// Makes the report of a run by `judge`: spans in code points, scores to three decimals, sources by id,
/// claims by input and place, links to each passage. The same arguments give the same report.
///
/// Each target is one record. It has the id by which an input first names it; where inputs use one
/// id for two targets, the later one is called `input#id`.
pub fn assemble(verified: &[Verified<'_>], gathered: &[Gathered<'_>], judge: &Judge) -> Report {
    let sources = Sources::new(verified, gathered);
    let mut claims = Vec::new();
    let mut broken_references = Vec::new();
    let mut ids = FxHashSet::default();
    for Verified {
        input,
        verifications,
    } in verified
    {
        let of_input: FxHashMap<&str, usize> = input
            .sources
            .iter()
            .filter_map(|source| Some((source.id.as_str(), sources.find(&source.target)?)))
            .collect();
        let start = claims.len();
        let mut broken = broken(input);
        let alike = alike(input);
        let suggestions = Suggestions::new(input);
        for (claim, verification) in input.claims.iter().zip(*verifications) {
            let cited = Cited {
                claim,
                of_input: &of_input,
                sources: &sources,
            };
            let mut record = cited.record(verification);
            record.suggestion = suggestions.record(claim, verification);
            if !ids.insert(record.id.clone()) {
                record.id = format!("{}#{}", input.path, record.id);
                ids.insert(record.id.clone());
            }
            for index in broken_of(input, claim, &alike) {
                broken[index].claims.push(record.id.clone());
            }
            claims.push(record);
        }
        claims[start..].sort_by_key(|claim| (claim.line, claim.column));
        broken_references.extend(broken);
    }
    let warnings = verified
        .iter()
        .flat_map(|verified| &verified.input.warnings);
    Report {
        schema: SCHEMA,
        tool: Tool::this(judge),
        inputs: verified
            .iter()
            .map(|verified| input_record(verified.input))
            .collect(),
        summary: Summary {
            broken_references: broken_references.len(),
            ..Summary::count(claims.iter().map(|claim| claim.verdict))
        },
        sources: sources.records(),
        claims,
        broken_references,
        warnings: warnings
            .map(|warning| WarningRecord {
                file: warning.place.file.to_string(),
                line: warning.place.line,
                column: warning.place.column,
                message: warning.message.clone(),
            })
            .collect(),
    }
}

/// The broken references of an input, which no claim is known to cite yet.
fn broken(input: &Input) -> Vec<BrokenRecord> {
    let records = input.broken.iter().map(|broken| BrokenRecord {
        file: broken.place.file.to_string(),
        line: broken.place.line,
        column: broken.place.column,
        end_line: Some(broken.end.line),
        end_column: Some(broken.end.column),
        written: broken.fault.written.clone(),
        reason: broken.fault.why,
        detail: broken.fault.detail.clone(),
        meant: broken.fault.meant.clone(),
        claims: Vec::new(),
    });
    records.collect()
}

/// The broken references of an input, by what is wrong with them.
fn alike(input: &Input) -> FxHashMap<&Unresolved, Vec<usize>> {
    let mut alike: FxHashMap<&Unresolved, Vec<usize>> = FxHashMap::default();
    for (index, broken) in input.broken.iter().enumerate() {
        alike.entry(&broken.fault).or_default().push(index);
    }
    alike
}

/// The broken references that `claim` cites: of several that are written alike, those that stand in it.
fn broken_of<'b>(
    input: &'b Input,
    claim: &'b Claim,
    alike: &'b FxHashMap<&Unresolved, Vec<usize>>,
) -> impl Iterator<Item = usize> + 'b {
    let found = claim.unresolved.iter().filter_map(|fault| alike.get(fault));
    found.flat_map(|found| {
        let here = |index: &&usize| claim.span.overlaps(input.broken[**index].span);
        found
            .iter()
            .filter(move |index| found.len() == 1 || here(index))
            .copied()
    })
}

fn input_record(input: &Input) -> InputRecord {
    InputRecord {
        path: input.path.to_string(),
        sha256: input.sha256.clone(),
        title: input.article.title.clone(),
        url: input.article.url.clone(),
    }
}
