//! A claims file's nodes to an [`Input`], with every error that they hold.

use std::path::Path;

use rustc_hash::FxHashMap;

use crate::claims::assemble::statement::MAX_CITATIONS;
use crate::claims::blocks::article::Article;
use crate::claims::broken::{Unresolved, Why};
use crate::claims::claim::{Checkable, Citation, Claim, Scope};
use crate::claims::error::Sink;
use crate::claims::error::Warning;
use crate::claims::file::cites::cites;
use crate::claims::file::fields::{Fields, inside_quotes, listed};
use crate::claims::file::node::{Node, Value};
use crate::claims::options::Options;
use crate::claims::references::sources::Sources;
use crate::claims::statements::attribution;
use crate::claims::statements::checkable;
use crate::claims::statements::checkable::Backing;
use crate::claims::statements::ids::{Names, derive};
use crate::claims::statements::naming::Called;
use crate::claims::written::Written;
use crate::source::{Source, normalise};
use crate::text::{Span, nearest};
use crate::verdict::Verdict;

const TOP: &[&str] = &["article", "source", "claim"];
const ARTICLE: &[&str] = &["title", "url"];
const CLAIM: &[&str] = &[
    "id",
    "text",
    "cites",
    "expect",
    "header",
    "not-checkable",
    "unresolved",
    "attributed-to",
];

const UNRESOLVED: &[&str] = &["written", "why", "detail", "meant"];

/// What a claims file holds.
pub(in crate::claims) struct Contents {
    pub(in crate::claims) article: Article,
    pub(in crate::claims) sources: Vec<Source>,
    pub(in crate::claims) claims: Vec<Claim>,
    pub(in crate::claims) warnings: Vec<Warning>,
}

/// Reads the tree of a claims file that stands in `folder`.
pub(in crate::claims) fn read(
    root: &Node,
    folder: &Path,
    options: &Options,
    sink: &mut Sink<'_>,
) -> Contents {
    let mut reader = Reader {
        folder,
        options,
        sink,
        sources: Sources::default(),
        declared: FxHashMap::default(),
        warnings: Vec::new(),
        of_the_file: 0,
    };
    let mut contents = Contents {
        article: Article::default(),
        sources: Vec::new(),
        claims: Vec::new(),
        warnings: Vec::new(),
    };
    let whole = Span::new(root.span.start, root.span.start);
    let mut claims = Vec::new();
    // A list of claims without anything around it is a claims file too.
    let fields = match &root.value {
        Value::List(items) => {
            claims = items.iter().collect();
            Fields::default()
        }
        _ => reader.sink.fields(root, "a claims file", TOP),
    };
    if let Some(article) = fields.get("article") {
        contents.article = reader.article(article);
    }
    for source in reader.sink.list(fields.get("source"), "source") {
        reader.source(source);
    }
    reader.given_sources();
    if claims.is_empty() {
        claims = reader.sink.list(fields.get("claim"), "claim");
    }
    let mut names = Names::default();
    let mut drafts = Vec::new();
    for claim in &claims {
        drafts.extend(reader.claim(claim, &mut names));
    }
    if claims.is_empty() {
        reader.sink.missing(
            whole,
            "the file holds no claims",
            "expected at least one claim",
            "a claim is a [[claim]] table with a `text`; in JSON, an object in the list \"claim\"",
        );
    }
    contents.claims = reader.finish(drafts, &mut names);
    contents.warnings = reader.warnings;
    contents.sources = reader.sources.into_vec();
    contents
}

/// A claim whose name may have to be made, once all given names are known.
struct Draft {
    named: bool,
    cites_all: bool,
    claim: Claim,
}

pub(super) struct Reader<'a, 'b> {
    pub(super) folder: &'a Path,
    pub(super) options: &'a Options,
    pub(super) sink: &'a mut Sink<'b>,
    pub(super) sources: Sources,
    /// Where each source's id stands.
    pub(super) declared: FxHashMap<String, Span>,
    pub(super) warnings: Vec<Warning>,
    /// How many sources the file or the caller names, before those that only one claim cites.
    pub(super) of_the_file: usize,
}

impl Reader<'_, '_> {
    fn article(&mut self, node: &Node) -> Article {
        let fields = self.sink.fields(node, "the article", ARTICLE);
        let title = self
            .sink
            .line(fields.get("title"), "title")
            .map(str::to_owned);
        let url = self.sink.line(fields.get("url"), "url").map(str::to_owned);
        if let (Some(url), Some(node)) = (&url, fields.get("url"))
            && let Err(wrong) = normalise(url)
        {
            self.bad_address(node.span, &wrong.to_string());
        }
        Article { title, url }
    }

    fn claim(&mut self, node: &Node, names: &mut Names) -> Option<Draft> {
        let fields = self.sink.fields(node, "a claim", CLAIM);
        let id = self.sink.line(fields.get("id"), "id");
        if let (Some(id), Some(node)) = (id, fields.get("id"))
            && !names.give(id)
        {
            self.sink.add(
                node.span,
                format!("two claims have the id `{id}`"),
                "expected a name that no other claim of the file has",
            );
        }
        let citations = fields.get("cites").map(|node| self.cites(node));
        let speaker = self.sink.line(fields.get("attributed-to"), "attributed-to");
        let unresolved = self.sink.list(fields.get("unresolved"), "unresolved");
        let unresolved = unresolved
            .into_iter()
            .filter_map(|node| self.unresolved(node))
            .collect();
        let expect = self.expect(fields.get("expect"));
        let header = self
            .sink
            .line(fields.get("header"), "header")
            .map(str::to_owned);
        let not_checkable = fields.get("not-checkable");
        let is_claim = not_checkable.is_some_and(|node| matches!(node.value, Value::Flag(false)));
        let why = self
            .sink
            .line(not_checkable.filter(|_| !is_claim), "not-checkable");
        if fields.get("text").is_none() && matches!(node.value, Value::Table(_)) {
            self.sink.missing(
                node.span,
                "a claim without text",
                "expected `text`",
                "write the statement to check: text = \"…\"",
            );
        }
        let text_node = fields.get("text");
        let text = self.sink.text(text_node, "text")?;
        let span = inside_quotes(
            self.sink.text,
            text_node.map_or(node.span, |node| node.span),
        );
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Draft {
            named: id.is_some(),
            cites_all: citations.is_none(),
            claim: Claim {
                id: id.map_or_else(|| derive(&text), str::to_owned),
                place: self.sink.lines.place(self.sink.text, span.start),
                end: self.sink.lines.place(self.sink.text, span.end),
                span,
                written: Written::of_folded(&text, span, self.sink.text),
                checkable: match why {
                    Some(why) => Checkable::No(why.to_owned()),
                    None if is_claim || self.options.all_sentences => Checkable::Yes,
                    None => checkable::judge(&text, Backing::Cited),
                },
                citations: citations.unwrap_or_default(),
                unresolved,
                attributed_to: speaker.map(str::to_owned),
                named: None,
                attribution: None,
                header,
                expect,
                text,
            },
        })
    }

    /// What a claim cites; of more than a claim can cite the first.
    fn cites(&mut self, node: &Node) -> Vec<Citation> {
        let (citations, given) = cites(node, self.sink, &mut self.sources, &self.declared);
        if given > MAX_CITATIONS {
            self.warnings.push(Warning {
                place: self.sink.lines.place(self.sink.text, node.span.start),
                message: format!(
                    "the claim cites {given} sources; the first {MAX_CITATIONS} count"
                ),
            });
        }
        citations
    }

    /// A citation that names nothing, as `claims --format toml` writes it.
    fn unresolved(&mut self, node: &Node) -> Option<Unresolved> {
        let fields = self.sink.fields(node, "an unresolved citation", UNRESOLVED);
        let why = self.sink.line(fields.get("why"), "why")?;
        let known = why.parse::<Why>().ok();
        if let (None, Some(node)) = (known, fields.get("why")) {
            let names = Why::ALL.map(Why::name);
            let help = nearest(why, names).map(|name| format!("did you mean `{name}`?"));
            let label = format!("expected {}", listed(&names));
            self.sink
                .add_with_help(node.span, format!("no such reason: `{why}`"), label, help);
        }
        let mut text = |name: &str| self.sink.line(fields.get(name), name).map(str::to_owned);
        Some(Unresolved {
            written: text("written").unwrap_or_default(),
            detail: text("detail").unwrap_or_default(),
            meant: text("meant"),
            why: known?,
        })
    }

    fn expect(&mut self, node: Option<&Node>) -> Option<Verdict> {
        let word = self.sink.line(node, "expect")?;
        let verdict = word.parse().ok();
        if let (None, Some(node)) = (verdict, node) {
            let names = Verdict::ALL.map(Verdict::name);
            let help = nearest(word, names).map(|name| format!("did you mean `{name}`?"));
            self.sink.add_with_help(
                node.span,
                format!("no such verdict: `{word}`"),
                format!("expected {}", listed(&names)),
                help,
            );
        }
        verdict
    }

    /// Names the claims that have no name, and gives those without `cites` every source.
    fn finish(&mut self, drafts: Vec<Draft>, names: &mut Names) -> Vec<Claim> {
        let all: Vec<Citation> = self
            .sources
            .ids()
            .take(self.of_the_file.min(MAX_CITATIONS))
            .map(|id| Citation {
                source: id.to_owned(),
                scope: Scope::Article,
            })
            .collect();
        let cites_all = drafts.iter().find(|draft| draft.cites_all);
        if let Some(draft) = cites_all.filter(|_| self.of_the_file > MAX_CITATIONS) {
            let message = format!(
                "a claim without `cites` cites the first {MAX_CITATIONS} of the file's {} sources",
                self.of_the_file
            );
            let place = draft.claim.place.clone();
            self.warnings.push(Warning { place, message });
        }
        let called = Called::of(self.sources.as_slice());
        let mut claims = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let mut claim = draft.claim;
            if !draft.named {
                claim.id = names.make(claim.id);
            }
            if draft.cites_all {
                claim.citations.clone_from(&all);
            }
            if claim.citations.is_empty() && claim.checkable == Checkable::Yes {
                claim.checkable = Checkable::No("cites no source".to_owned());
            }
            attribute(&mut claim, &self.sources, &called);
            claims.push(claim);
        }
        claims
    }
}

/// Puts first the source that a claim attributes itself to. That a name is none of the sources is no news here.
fn attribute(claim: &mut Claim, sources: &Sources, called: &Called) {
    let cited: Vec<usize> = claim
        .citations
        .iter()
        .filter_map(|citation| sources.find(&citation.source))
        .collect();
    let found = match &claim.attributed_to {
        Some(name) => Some(attribution::of(name, &cited, called)),
        None => attribution::find(&claim.text, &cited, called),
    };
    let Some(found) = found else {
        return;
    };
    claim.attributed_to = Some(found.name);
    let Some(source) = found.source else {
        return;
    };
    let id = &sources.get(source).id;
    claim.named = Some(id.clone());
    claim.attribution = found.words;
    let place = claim
        .citations
        .iter()
        .position(|citation| citation.source == *id);
    let citation = match place {
        Some(index) => claim.citations.remove(index),
        None => Citation {
            source: id.clone(),
            scope: Scope::Sentence,
        },
    };
    claim.citations.insert(0, citation);
}
