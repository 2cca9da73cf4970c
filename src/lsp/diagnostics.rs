//! What a document shows as wrong: findings, broken references, what its reader had to say, errors of claims files.

use lsp_types::{Diagnostic, DiagnosticSeverity, NumberOrString, Position, Range};

use super::documents::Document;
use super::markdown::shortened;
use super::{Checked, Outcome};
use crate::claims::{Claim, Errors};
use crate::report::{
    ClaimRecord, Finding, Rule, SourceIndex, Standing, advice, claim_marks, deciding, mend,
    source_name,
};
use crate::source::Reason;
use crate::text::Span;
use crate::verdict::Verdict;

/// The diagnostics of what is known of a document; while someone types, none of pages that are not asked for yet.
pub(super) fn diagnostics(document: &Document, typing: bool) -> Vec<Diagnostic> {
    match &document.known {
        None | Some(Outcome::Nothing) => Vec::new(),
        Some(Outcome::Failed(why)) => vec![diagnostic(
            Range::default(),
            DiagnosticSeverity::ERROR,
            None,
            shortened(why),
        )],
        Some(Outcome::Wrong(errors)) => wrong(document, errors),
        Some(Outcome::Checked(checked)) => {
            let mut all = findings(document, checked, typing);
            all.extend(broken(document, checked));
            all.extend(warnings(document, checked));
            all
        }
    }
}

fn diagnostic(
    range: Range,
    severity: DiagnosticSeverity,
    rule: Option<Rule>,
    message: String,
) -> Diagnostic {
    Diagnostic {
        range,
        severity: Some(severity),
        code: rule.map(|rule| NumberOrString::String(rule.name().to_owned())),
        source: Some("citecheck".to_owned()),
        message,
        ..Diagnostic::default()
    }
}

fn findings(document: &Document, checked: &Checked, typing: bool) -> Vec<Diagnostic> {
    let sources = SourceIndex::guided(&checked.report, checked.guide);
    let not_asked = |claim: &ClaimRecord| {
        let mut unread = sources.unread(claim);
        unread.any(|source| source.reason == Some(Reason::NotCached))
    };
    let records = checked.report.claims.iter().zip(&checked.standings);
    records
        .filter_map(|(record, standing)| {
            let finding = standing.finding.filter(|_| !standing.known)?;
            let is_shown = standing.fails || !finding.is_no_concern();
            let is_later = typing && record.verdict == Verdict::Unavailable && not_asked(record);
            let claim = checked
                .input
                .claims
                .iter()
                .find(|claim| claim.id == record.id)?;
            (is_shown && !is_later).then(|| {
                let mut found = diagnostic(
                    document
                        .lines
                        .range(&document.article.text, place(document, claim, record)),
                    severity(finding, standing),
                    Some(finding.rule()),
                    message(record, finding, &sources),
                );
                found.data = Some(serde_json::Value::String(record.id.clone()));
                found
            })
        })
        .collect()
}

fn severity(finding: Finding, standing: &Standing) -> DiagnosticSeverity {
    match finding {
        _ if standing.fails => DiagnosticSeverity::ERROR,
        Finding::Verdict(Verdict::Unavailable | Verdict::NotCheckable) => {
            DiagnosticSeverity::INFORMATION
        }
        _ => DiagnosticSeverity::WARNING,
    }
}

/// The words that differ, or that nothing bears out, where the file has them as they are; else the claim.
fn place(document: &Document, claim: &Claim, record: &ClaimRecord) -> Span {
    let text = &document.article.text;
    let marks = claim_marks(record);
    let places: Option<Vec<Span>> = marks
        .iter()
        .map(|(span, _)| claim.written.place(*span, &claim.text, text))
        .collect();
    let joined = places.and_then(|places| places.into_iter().reduce(Span::join));
    joined.unwrap_or(claim.span)
}

fn message(record: &ClaimRecord, finding: Finding, sources: &SourceIndex<'_>) -> String {
    let mut lines = vec![format!("{finding}: {}", shortened(&record.why))];
    if let Some(evidence) = deciding(record) {
        let source = sources.get(&evidence.source);
        let name = source.map_or(evidence.source.as_str(), source_name);
        lines.push(format!(
            "{} says: {}",
            shortened(name),
            shortened(&evidence.text)
        ));
    }
    let next = advice(record, sources);
    if !next.is_empty() {
        lines.push(format!("Next: {}", shortened(&next)));
    }
    lines.join("\n")
}

fn broken(document: &Document, checked: &Checked) -> Vec<Diagnostic> {
    let text = &document.article.text;
    let faults = checked.report.broken_references.iter().zip(&checked.broken);
    let places = checked.input.broken.iter();
    faults
        .zip(places)
        .filter(|((_, standing), _)| !standing.known)
        .map(|((record, standing), broken)| {
            let severity = if standing.fails {
                DiagnosticSeverity::ERROR
            } else {
                DiagnosticSeverity::WARNING
            };
            let message = format!(
                "{}: {}\nNext: {}",
                Rule::BrokenReference,
                shortened(&record.detail),
                shortened(&mend(record))
            );
            let range = document.lines.range(text, broken.span);
            diagnostic(range, severity, Some(Rule::BrokenReference), message)
        })
        .collect()
}

fn warnings(document: &Document, checked: &Checked) -> Vec<Diagnostic> {
    let warnings = checked.input.warnings.iter();
    warnings
        .map(|warning| {
            let at = point(document, warning.place.line, warning.place.column);
            let message = shortened(&warning.message);
            diagnostic(at, DiagnosticSeverity::WARNING, None, message)
        })
        .collect()
}

/// From a place that counts from 1 and in code points to the end of its line.
fn point(document: &Document, line: usize, column: usize) -> Range {
    let text = &document.article.text;
    let line = u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX);
    let start = document.lines.offset(text, Position::new(line, 0));
    let end = document.lines.offset(text, Position::new(line, u32::MAX));
    let mut chars = Span::new(start, end).of(text).char_indices();
    let at = chars.nth(column.saturating_sub(1));
    let from = at.map_or(end, |(at, _)| start + at);
    document.lines.range(text, Span::new(from, end))
}

fn wrong(document: &Document, errors: &Errors) -> Vec<Diagnostic> {
    let found = errors.errors.iter().map(|error| {
        let parts = [
            Some(error.message.as_str()),
            Some(error.label.as_str()),
            error.help.as_deref(),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .map(shortened)
            .collect();
        diagnostic(
            document.lines.range(&document.article.text, error.span),
            DiagnosticSeverity::ERROR,
            None,
            parts.join("\n"),
        )
    });
    found.collect()
}
