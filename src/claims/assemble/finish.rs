//! Statements to claims, once all sources of an article are known.

use super::faults::MAX_BROKEN;
use super::ignores::{self, Orders};
use super::resolve::Resolver;
use super::scope::{holdings, spread, unused};
use super::statement::{Cited, MAX_CITATIONS, Statement, add_all};
use crate::claims::blocks::draft::{Draft, Kind};
use crate::claims::broken::Unresolved;
use crate::claims::claim::{Checkable, Citation, Claim, Scope};
use crate::claims::error::Warning;
use crate::claims::format::Format;
use crate::claims::input::Input;
use crate::claims::statements::attribution::{self, Attribution};
use crate::claims::statements::checkable::{self, Backing};
use crate::claims::statements::ids::{Names, derive};
use crate::claims::statements::naming::Called;
use crate::text::Span;

/// Warnings told of one input.
const MAX_WARNINGS: usize = 1_000;

/// Makes the claims of `input` of `statements`.
pub(super) fn finish(
    mut resolver: Resolver<'_>,
    mut statements: Vec<Statement>,
    draft: &Draft,
    input: &mut Input,
) {
    let mut warnings = Warnings::default();
    let holdings = holdings(&mut resolver, &draft.blocks, |file, message| {
        warnings.add(file, message);
    });
    let whole = whole(&mut resolver, draft);
    resolve_sites(&mut resolver, &mut statements);
    spread(&resolver, &mut statements, &holdings, &whole);
    unused(&resolver, |file, message| warnings.add(file, message));
    let called = Called::of(resolver.sources.as_slice());
    // In an encyclopedia's article who says something is a part of the statement; where it is said, the reference tells.
    let adds = input.format != Format::Wikitext;
    attribute(&mut statements, &resolver, &called, adds, &mut warnings);
    let mut told = warnings.told(&resolver);
    let judged: Vec<Checkable> = statements
        .iter()
        .map(|statement| checkable(statement, &resolver))
        .collect();
    let orders = orders(&resolver, &draft.comments, &statements, &judged, &mut told);
    input.claims = claims(&resolver, &statements, judged, &orders);
    told.sort_by_key(|warning| (warning.place.line, warning.place.column));
    if warnings.more > 0 {
        told.push(Warning {
            place: resolver.lines.place(resolver.text, resolver.text.len()),
            message: format!("and {} more warnings", warnings.more),
        });
    }
    if resolver.more_broken > 0 {
        told.push(Warning {
            place: resolver.lines.place(resolver.text, resolver.text.len()),
            message: format!(
                "the first {MAX_BROKEN} broken references are told; {} more marks name nothing",
                resolver.more_broken
            ),
        });
    }
    input.warnings = told;
    input.broken = resolver.broken;
    input
        .broken
        .sort_by_key(|broken| (broken.span, broken.fault.why));
    input.sources = resolver.sources.into_vec();
}

/// Warnings with their places in the file.
#[derive(Default)]
struct Warnings {
    list: Vec<(Span, String)>,
    more: usize,
}

impl Warnings {
    fn add(&mut self, file: Span, message: String) {
        if self.list.len() < MAX_WARNINGS {
            self.list.push((file, message));
        } else {
            self.more += 1;
        }
    }

    fn told(&self, resolver: &Resolver<'_>) -> Vec<Warning> {
        let told = |(file, message): &(Span, String)| Warning {
            place: resolver.lines.place(resolver.text, file.start),
            message: message.clone(),
        };
        self.list.iter().map(told).collect()
    }
}

/// The sources that hold for all of the article: those that the file names so, and those that the caller gives.
fn whole(resolver: &mut Resolver<'_>, draft: &Draft) -> Vec<usize> {
    let mut whole = Vec::new();
    for (file, target) in &draft.whole {
        let mut cited = Cited::default();
        resolver.cite(target, *file, Scope::Article, &mut cited);
        let found = cited.citations.iter();
        whole.extend(found.filter_map(|citation| resolver.sources.find(&citation.source)));
    }
    for source in &resolver.options.sources {
        let index = resolver.sources.declare(source.clone());
        whole.push(index.unwrap_or_else(|taken| taken));
    }
    whole.sort_unstable();
    whole.dedup();
    whole
}

/// Finds the pages of sites that are only named: `(reuters.com+2)`.
fn resolve_sites(resolver: &mut Resolver<'_>, statements: &mut [Statement]) {
    if statements
        .iter()
        .all(|statement| statement.cited.sites.is_empty())
    {
        return;
    }
    let called = Called::of(resolver.sources.as_slice());
    for statement in statements {
        for (name, file) in std::mem::take(&mut statement.cited.sites) {
            match called.only(&name) {
                Some(source) => {
                    let citation = resolver.citation(source, Scope::Sentence);
                    add_all(&mut statement.cited.citations, [citation]);
                }
                None => resolver.cite_unnamed(&name, file, &mut statement.cited),
            }
        }
    }
}

/// Puts first, of what each statement cites, the source that it attributes itself to; `adds` tells whether one that it
/// does not cite counts.
fn attribute(
    statements: &mut [Statement],
    resolver: &Resolver<'_>,
    called: &Called,
    adds: bool,
    warnings: &mut Warnings,
) {
    let mut unknown: Vec<String> = Vec::new();
    for index in 0..statements.len() {
        if let Some(intro) = statements[index].intro {
            introduce(statements, intro, index);
        }
        let statement = &mut statements[index];
        let found = attribution(statement, resolver, called);
        let Some(found) = found else { continue };
        if let Some(source) = found.source {
            let citations = &mut statement.cited.citations;
            let citation = resolver.citation(source, Scope::Sentence);
            if !adds && !citations.iter().any(|own| own.source == citation.source) {
                continue;
            }
            name_first(citations, &citation);
        } else if statement.speaker.is_some() && statement.cited.own {
            // A quotation's footer says where it is from, whatever its author's name is.
        } else if !unknown.contains(&found.name) && unknown.len() < MAX_CITATIONS {
            let message = format!(
                "attributed to “{}”, which is none of the sources",
                found.name
            );
            warnings.add(statement.file, message);
            unknown.push(found.name.clone());
        }
        statement.attribution = Some(found);
    }
}

/// Gives a quotation that cites nothing what the statement that introduces it cites.
fn introduce(statements: &mut [Statement], intro: usize, index: usize) {
    let (before, from) = statements.split_at_mut(index);
    let (intro, quotation) = (&before[intro], &mut from[0]);
    let named = intro
        .attribution
        .as_ref()
        .is_some_and(|found| found.source.is_some());
    if quotation.cited.own || quotation.speaker.is_some() || !(intro.cited.own || named) {
        return;
    }
    quotation.cited = intro.cited.clone();
    if let (true, Some(first)) = (named, intro.cited.citations.first()) {
        quotation.cited.citations = vec![first.clone()];
    }
    quotation.cited.own = true;
}

/// Who a statement is from: a quotation's footer says, else its own words. A statement that cites something itself is
/// from one of these or from none.
fn attribution(
    statement: &Statement,
    resolver: &Resolver<'_>,
    called: &Called,
) -> Option<Attribution> {
    let cited: Vec<usize> = statement
        .cited
        .citations
        .iter()
        .filter_map(|citation| resolver.sources.find(&citation.source))
        .collect();
    if let Some(speaker) = &statement.speaker {
        let own: &[usize] = if statement.cited.own { &cited } else { &[] };
        return Some(attribution::of(speaker, own, called));
    }
    if statement.cited.own {
        let found = attribution::find(&statement.text, &cited, called)?;
        // A name that is none of the sources that the statement cites itself is no news.
        return (!cited.is_empty() || found.source.is_none()).then_some(found);
    }
    attribution::find(&statement.text, &[], called)
}

/// Puts the citation of a source first; one that is not there is added.
fn name_first(citations: &mut Vec<Citation>, citation: &Citation) {
    let place = citations
        .iter()
        .position(|known| known.source == citation.source);
    let first = match place {
        Some(index) => citations.remove(index),
        None => citation.clone(),
    };
    citations.insert(0, first);
}

/// What the article's comments say of each statement.
fn orders(
    resolver: &Resolver<'_>,
    comments: &[(Span, String)],
    statements: &[Statement],
    judged: &[Checkable],
    warnings: &mut Vec<Warning>,
) -> Vec<Orders> {
    let spans: Vec<Span> = statements.iter().map(|statement| statement.file).collect();
    let checked: Vec<bool> = judged.iter().map(|one| *one == Checkable::Yes).collect();
    ignores::read(
        comments,
        &spans,
        &checked,
        resolver.text,
        resolver.lines,
        warnings,
    )
}

fn checkable(statement: &Statement, resolver: &Resolver<'_>) -> Checkable {
    let backing = match (&statement.kind, statement.cited.own) {
        (Kind::Quotation, _) => Backing::Quoted,
        (_, true) => Backing::Cited,
        (_, false) => Backing::None,
    };
    match checkable::judge(&statement.text, backing) {
        Checkable::No(why) if !resolver.options.all_sentences => Checkable::No(why),
        _ if statement.cited.citations.is_empty() => Checkable::No(uncited(statement, resolver)),
        _ => Checkable::Yes,
    }
}

/// Why a statement without source has none.
fn uncited(statement: &Statement, resolver: &Resolver<'_>) -> String {
    match statement.cited.broken.first() {
        Some(first) => format!(
            "cites no source that can be read: {}",
            resolver.broken[*first].fault.detail
        ),
        None => "cites no source".to_owned(),
    }
}

fn claims(
    resolver: &Resolver<'_>,
    statements: &[Statement],
    judged: Vec<Checkable>,
    orders: &[Orders],
) -> Vec<Claim> {
    let mut ids = Names::default();
    let mut claims = Vec::with_capacity(statements.len());
    for ((statement, checkable), orders) in statements.iter().zip(judged).zip(orders) {
        let attribution = statement.attribution.as_ref();
        let source = attribution.and_then(|found| found.source);
        let mut claim = Claim {
            id: ids.make(derive(&statement.text)),
            text: statement.text.clone(),
            place: resolver.lines.place(resolver.text, statement.file.start),
            end: resolver.lines.place(resolver.text, statement.file.end),
            span: statement.file,
            written: statement.written.clone(),
            checkable,
            citations: statement.cited.citations.clone(),
            unresolved: unresolved(statement, resolver),
            attributed_to: attribution.map(|found| found.name.clone()),
            named: source.map(|source| resolver.sources.get(source).id.clone()),
            attribution: attribution
                .filter(|_| source.is_some())
                .and_then(|found| found.words),
            header: match &statement.kind {
                Kind::Row(header) => Some(header.clone()).filter(|header| !header.is_empty()),
                _ => None,
            },
            expect: orders.expect,
        };
        if let Some(reason) = &orders.ignored {
            let reason = if reason.is_empty() {
                "no reason given"
            } else {
                reason
            };
            claim.checkable = Checkable::No(format!("ignored: {reason}"));
        }
        claims.push(claim);
    }
    claims
}

/// The citations of a statement that name nothing.
fn unresolved(statement: &Statement, resolver: &Resolver<'_>) -> Vec<Unresolved> {
    let broken = statement.cited.broken.iter();
    broken
        .map(|number| resolver.broken[*number].fault.clone())
        .collect()
}
