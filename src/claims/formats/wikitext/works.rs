//! The works that templates and footnotes of wikitext name.

use super::markup::{Element, Elements};
use super::template::{self, Template};
use crate::claims::blocks::draft::{Block, Kind, Mark, Ref};
use crate::claims::citations::identifiers;
use crate::text::Span;

/// Footnotes inside of footnotes that are looked into.
const DEEPEST: usize = 3;

/// What a template that is a citation mark points to; none for other templates.
pub(super) fn marks(template: &Template) -> Option<Vec<Ref>> {
    const LACKING: &[&str] = &[
        "citation needed",
        "cn",
        "fact",
        "citation needed span",
        "unreferenced inline",
        "better source needed",
        "failed verification",
        "quelle fehlt",
        "belege fehlen",
        "refnec",
        "cita requerida",
        "référence nécessaire",
        "要出典",
    ];
    let name = template.name.as_str();
    if LACKING.contains(&name) {
        return Some(vec![Ref::Lacking]);
    }
    if name == "r" {
        let notes = template.unnamed().map(|name| Ref::Note(name.to_owned()));
        return Some(notes.collect());
    }
    if name == "sfnm" || name == "harvnbm" || name == "sfnmp" {
        return Some(several(template));
    }
    let short = name.starts_with("sfn") || (name.starts_with("harv") && name != "harvid");
    short
        .then(|| work(template))
        .flatten()
        .map(|work| vec![work])
}

/// The work that `{{sfn|Okafor|Lind|2019|p=4}}` names.
fn work(template: &Template) -> Option<Ref> {
    let mut parts: Vec<String> = template.unnamed().map(template::shown).collect();
    let year = parts.pop()?;
    (!parts.is_empty()).then_some(Ref::Work {
        names: parts,
        surely: true,
        year,
    })
}

/// The works that `{{sfnm|1a1=Okafor|1y=2019|2a1=Lind|2y=2020}}` names.
fn several(template: &Template) -> Vec<Ref> {
    const MOST: usize = 9;
    let mut refs = Vec::new();
    for number in 1..=MOST {
        let get = |names: &[String]| {
            names
                .iter()
                .find_map(|name| template.get(name))
                .map(template::shown)
        };
        let year = get(&[format!("{number}y"), format!("{number}year")]);
        let names: Vec<String> = (1..=MOST)
            .filter_map(|author| {
                get(&[
                    format!("{number}a{author}"),
                    format!("{number}last{author}"),
                ])
            })
            .collect();
        if let (Some(year), false) = (year, names.is_empty()) {
            refs.push(Ref::Work {
                names,
                surely: true,
                year,
            });
        }
    }
    refs
}

/// The identifier that `{{doi|10.1234/abc}}` and the like name, or the address of `{{URL|…}}`.
pub(super) fn identifier(template: &Template) -> Option<(String, Span)> {
    let name = match template.name.as_str() {
        "pmc" => "pmcid",
        "url" => {
            let (_, value, place) = template.find("1")?;
            return Some((value.clone(), *place));
        }
        name => name,
    };
    let (_, value, place) = template.find("1")?;
    let prefix = if name == "pmcid" && !value.starts_with("PMC") {
        "PMC"
    } else {
        ""
    };
    let whole = format!("{name}:{prefix}{value}");
    identifiers::whole(&whole).map(|found| (found.canonical, *place))
}

/// Adds a cited work to a block: authors and year, then a link with its title for its words.
pub(super) fn push(block: &mut Block, template: &Template, source: &str, place: Span) {
    block.prose.push_space(place.start);
    let by = by(template);
    if !by.is_empty() {
        block.prose.push(&by, place, source);
        block.prose.push_space(place.start);
    }
    let addresses = addresses(template);
    let title = title(template);
    let start = block.prose.len();
    if title.is_empty() && addresses.is_empty() {
        return;
    }
    let words = if title.is_empty() { "source" } else { &title };
    block.prose.push(words, place, source);
    for (index, address) in addresses.iter().enumerate() {
        let from = if index == 0 { start } else { block.prose.len() };
        block.push_link(from, address, "");
    }
    if let (Some(isbn), true) = (template.get("isbn"), addresses.is_empty()) {
        block.prose.push_space(place.start);
        block.prose.push(&format!("ISBN {isbn}"), place, source);
    }
}

/// Authors and year: "Okafor, J.; Lind, P. (2019)."
fn by(template: &Template) -> String {
    const MOST: usize = 6;
    let first = |names: &[String]| {
        names
            .iter()
            .find_map(|name| template.get(name))
            .map(template::shown)
    };
    let mut names: Vec<String> = Vec::new();
    // `ref={{harvid|World Council|2019}}` says under which name short footnotes have it.
    if let Some(named) = template.get("ref")
        && let Some(inner) = named
            .strip_prefix("{{")
            .and_then(|named| named.strip_suffix("}}"))
    {
        let parts: Vec<&str> = inner.split('|').skip(1).collect();
        names.extend(parts.split_last().map(|(_, names)| names.join(", ")));
    }
    for number in 1..=MOST {
        let of = |name: &str| {
            let plain = (number == 1).then(|| name.to_owned());
            plain
                .into_iter()
                .chain([format!("{name}{number}")])
                .collect::<Vec<_>>()
        };
        let last = [
            "last",
            "author",
            "nom",
            "apellidos",
            "autor",
            "auteur",
            "surname",
            "editor-last",
            "editor",
        ]
        .iter()
        .find_map(|name| first(&of(name)));
        let given = ["first", "prénom", "nombre", "given"]
            .iter()
            .find_map(|name| first(&of(name)));
        match (last, given) {
            (Some(last), Some(given)) => names.push(format!("{last}, {given}")),
            (Some(last), None) => names.push(last),
            _ => {}
        }
    }
    names.extend(template.get("vauthors").map(str::to_owned));
    let year = ["year", "date", "jahr", "datum", "année", "año", "fecha"]
        .iter()
        .find_map(|name| template.get(name))
        .map(template::shown);
    match (names.is_empty(), year) {
        (true, None) => String::new(),
        (true, Some(year)) => format!("({year})."),
        (false, None) => format!("{}.", names.join("; ")),
        (false, Some(year)) => format!("{} ({year}).", names.join("; ")),
    }
}

/// Addresses of the work, the archived copy last; those of its identifiers where it has no other.
fn addresses(template: &Template) -> Vec<String> {
    let names = [
        "url",
        "chapter-url",
        "article-url",
        "archive-url",
        "archiveurl",
        "archiv-url",
    ];
    let found: Vec<String> = names
        .iter()
        .filter_map(|name| template.get(name).map(str::to_owned))
        .collect();
    if !found.is_empty() {
        return found;
    }
    let identifiers = [
        ("doi", "doi"),
        ("pmc", "pmcid"),
        ("pmid", "pmid"),
        ("arxiv", "arxiv"),
        ("eprint", "arxiv"),
    ];
    identifiers
        .iter()
        .find_map(|(parameter, name)| {
            let value = template.get(parameter)?;
            let prefix = if *name == "pmcid" && !value.starts_with("PMC") {
                "PMC"
            } else {
                ""
            };
            identifiers::whole(&format!("{name}:{prefix}{value}"))
        })
        .map(|found| found.canonical)
        .or_else(|| template.get("id").and_then(numbered))
        .into_iter()
        .collect()
}

/// The identifier in a work's `id`: `{{PMC|1234567}}`, `arXiv:2501.01234`.
fn numbered(id: &str) -> Option<String> {
    let inner = id
        .strip_prefix("{{")
        .and_then(|rest| rest.strip_suffix("}}"));
    if let Some(inner) = inner {
        let template = Template::read(inner, Span::new(0, inner.len()));
        return identifier(&template).map(|(found, _)| found);
    }
    let found = identifiers::find_all(id).into_iter().next();
    found.map(|(_, identifier)| identifier.canonical)
}

/// Title, then work or publisher, which "according to …" may name.
fn title(template: &Template) -> String {
    let title = ["title", "titel", "titre", "título", "titolo"]
        .iter()
        .find_map(|name| template.get(name));
    let work = [
        "work",
        "website",
        "newspaper",
        "magazine",
        "journal",
        "werk",
        "publisher",
        "agency",
        "hrsg",
        "site",
        "periódico",
    ]
    .iter()
    .find_map(|name| template.get(name));
    let parts: Vec<String> = [title, work]
        .into_iter()
        .flatten()
        .map(template::shown)
        .collect();
    parts.join(" – ")
}

/// A reference's body as the block of a footnote.
pub(super) fn note(source: &str, body: Span) -> Block {
    let mut block = Block::new(Kind::Paragraph);
    fill(&mut block, source, body, DEEPEST);
    block
}

/// Adds a parameter of a template to a block, with what it links and cites.
pub(super) fn push_words(block: &mut Block, source: &str, place: Span) {
    fill(block, source, place, 0);
}

fn fill(block: &mut Block, source: &str, body: Span, depth: usize) {
    let inner = body.of(source);
    let elements = Elements::of(inner);
    let mut at = 0;
    while at < inner.len() {
        let next = at + inner[at..].chars().next().map_or(1, char::len_utf8);
        let Some((element, span)) = elements.at(inner, at) else {
            let end = inner[next..]
                .find(['<', '{', '[', '\''])
                .map_or(inner.len(), |found| next + found);
            let run = Span::new(at, end);
            block
                .prose
                .push(run.of(inner), run.shift(body.start), source);
            at = end;
            continue;
        };
        let place = span.shift(body.start);
        match element {
            Element::Template(content) => {
                let template = Template::read(source, content.shift(body.start));
                if let Some(refs) = marks(&template) {
                    mark(block, place, refs);
                } else if let Some((address, at)) = identifier(&template) {
                    let start = block.prose.len();
                    block.prose.push(&address, at, source);
                    block.push_link(start, &address, "");
                } else if template.is_citation() || !addresses(&template).is_empty() {
                    // Any template that gives an address in a reference names a work.
                    push(block, &template, source, place);
                } else if let Some((text, place)) = template.text() {
                    block.prose.push(&text, place, source);
                }
            }
            Element::Link { address, words } => {
                let start = block.prose.len();
                let words = if words.is_empty() { address } else { words };
                block
                    .prose
                    .push(words.of(inner), words.shift(body.start), source);
                block.push_link(start, address.of(inner), "");
            }
            Element::Text(words) => {
                block
                    .prose
                    .push(words.of(inner), words.shift(body.start), source);
            }
            // A footnote's own reference: its work is the footnote's.
            Element::Ref {
                name: None,
                body: Some(within),
            } if depth > 0 => {
                fill(block, source, within.shift(body.start), depth - 1);
            }
            Element::Ref {
                name: Some(name), ..
            } => {
                let label = name.of(inner).trim().to_owned();
                mark(block, place, vec![Ref::Note(label)]);
            }
            _ => {}
        }
        at = span.end.max(next);
    }
}

fn mark(block: &mut Block, file: Span, refs: Vec<Ref>) {
    let at = block.prose.len();
    block.marks.push(Mark {
        span: Span::new(at, at),
        file,
        refs,
        shown: None,
    });
}
