//! Word documents (ECMA-376, `.docx`) to a draft.
//!
//! A document has no lines: its text is taken with one paragraph a line, and the places of claims
//! are places in that text.

use std::io::{Cursor, Read};

use quick_xml::Reader as Xml;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;
use zip::ZipArchive;

use crate::claims::blocks::draft::{Block, Decoded, Draft, Kind, Note, Ref};
use crate::claims::formats::docx::text::Writer;

/// Bytes that a part of the archive may unpack to; the text of a thousand pages has 20 MB of XML.
const MAX_PART: u64 = 64 << 20;

/// Reads a document: its text, and the draft whose places are in it. The error is why it cannot be
/// read.
pub(in crate::claims) fn parse(bytes: &[u8]) -> Result<Decoded, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| format!("not a Word document: {error}"))?;
    let body = part(&mut archive, "word/document.xml")?
        .ok_or("not a Word document: it has no word/document.xml")?;
    let mut writer = Writer::default();
    let mut draft = Draft::default();
    let links = relations(&mut archive, "word/_rels/document.xml.rels")?;
    for (_, block) in paragraphs(&body, &links, "footnote", &mut writer)? {
        draft.push(block);
    }
    for (name, kind) in [("footnotes", "footnote"), ("endnotes", "endnote")] {
        let Some(notes) = part(&mut archive, &format!("word/{name}.xml"))? else {
            continue;
        };
        let links = relations(&mut archive, &format!("word/_rels/{name}.xml.rels"))?;
        for (id, block) in paragraphs(&notes, &links, kind, &mut writer)? {
            match draft.notes.last_mut().filter(|note| note.label == id) {
                Some(note) => note.blocks.push(block),
                None => draft.notes.push(Note {
                    label: id,
                    also: Vec::new(),
                    blocks: vec![block],
                    remark: None,
                }),
            }
        }
    }
    Ok(Decoded {
        text: writer.text,
        draft,
    })
}

/// The text of a part of the archive; none where it has no such part.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, String> {
    let Ok(file) = archive.by_name(name) else {
        return Ok(None);
    };
    let mut text = String::new();
    let read = file.take(MAX_PART + 1).read_to_string(&mut text);
    let size = read.map_err(|error| format!("{name} cannot be unpacked: {error}"))?;
    if size as u64 > MAX_PART {
        return Err(format!("{name} is larger than {} MiB", MAX_PART >> 20));
    }
    Ok(Some(text))
}

/// Addresses of a part's links, by their ids.
fn relations(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
) -> Result<FxHashMap<String, String>, String> {
    let mut found = FxHashMap::default();
    let Some(text) = part(archive, name)? else {
        return Ok(found);
    };
    let mut xml = Xml::from_str(&text);
    loop {
        match xml.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                if let (Some(id), Some(target)) = (attribute(&tag, "Id"), attribute(&tag, "Target"))
                {
                    found.insert(id, target);
                }
            }
            Ok(Event::Eof) => return Ok(found),
            Ok(_) => {}
            Err(error) => return Err(format!("{name} is no XML: {error}")),
        }
    }
}

/// The value of an attribute, whatever its name space.
pub(in crate::claims) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .and_then(|attribute| {
            let value = attribute.normalized_value(quick_xml::XmlVersion::default());
            value.ok().map(std::borrow::Cow::into_owned)
        })
}

/// The paragraphs of a part, each with the id of the note that it stands in.
fn paragraphs(
    xml: &str,
    links: &FxHashMap<String, String>,
    note: &str,
    writer: &mut Writer,
) -> Result<Vec<(String, Block)>, String> {
    let mut state = State {
        links,
        note,
        writer,
        found: Vec::new(),
        id: String::new(),
        kind: Kind::Paragraph,
        link: None,
        field: String::new(),
        in_text: false,
        superscript: None,
        cells: None,
        deleted: 0,
    };
    let mut reader = Xml::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => state.start(&tag, false),
            Ok(Event::Empty(tag)) => state.start(&tag, true),
            Ok(Event::End(tag)) => state.end(tag.local_name().as_ref()),
            Ok(Event::Text(text)) => state.text(&text.xml10_content()),
            Ok(Event::GeneralRef(name)) => {
                let name: &str = &name;
                let reference = format!("&{name};");
                if let Ok(text) = quick_xml::escape::unescape(&reference) {
                    state.text(&text);
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => return Err(format!("the document is no XML: {error}")),
        }
    }
    Ok(state.found)
}

struct State<'a> {
    links: &'a FxHashMap<String, String>,
    /// Name of the elements that notes stand in.
    note: &'a str,
    writer: &'a mut Writer,
    found: Vec<(String, Block)>,
    /// Id of the open note.
    id: String,
    kind: Kind,
    /// The open link: where it began in the paragraph, and its address.
    link: Option<(usize, String)>,
    /// The instruction of the open field.
    field: String,
    in_text: bool,
    /// Where the run of superscript began.
    superscript: Option<usize>,
    /// Cells of the open row.
    cells: Option<usize>,
    /// Depth of deleted text.
    deleted: usize,
}

impl State<'_> {
    fn start(&mut self, tag: &BytesStart<'_>, empty: bool) {
        let name = tag.local_name();
        let name: &str = name.as_ref();
        match name {
            "p" if self.cells.is_none() => self.kind = Kind::Paragraph,
            "pStyle" => {
                let style = attribute(tag, "val").unwrap_or_default();
                if let Some(level) = heading(&style) {
                    self.kind = Kind::Heading(level);
                }
            }
            "numPr" if self.kind == Kind::Paragraph => self.kind = Kind::Item(None),
            "t" => self.in_text = !empty,
            "tab" | "br" | "cr" => self.writer.push(" "),
            "del" | "moveFrom" => self.deleted += usize::from(!empty),
            "hyperlink" => {
                let address = attribute(tag, "id").and_then(|id| self.links.get(&id).cloned());
                self.link = address.map(|address| (self.writer.len(), address));
            }
            "fldSimple" => {
                let instruction = attribute(tag, "instr").unwrap_or_default();
                self.link = field_address(&instruction).map(|a| (self.writer.len(), a));
            }
            "fldChar" => match attribute(tag, "fldCharType").as_deref() {
                Some("begin") => self.field.clear(),
                Some("separate") => {
                    self.link = field_address(&self.field).map(|a| (self.writer.len(), a));
                }
                Some("end") => self.end_link(),
                _ => {}
            },
            "vertAlign" if attribute(tag, "val").as_deref() == Some("superscript") => {
                self.superscript = Some(self.writer.len());
            }
            "footnoteReference" | "endnoteReference" => {
                let id = attribute(tag, "id").unwrap_or_default();
                self.writer.mark(Ref::Note(id));
            }
            "tr" => {
                self.cells = Some(0);
                self.kind = Kind::Row(String::new());
            }
            "tc" => {
                if let Some(cells) = &mut self.cells {
                    *cells += 1;
                    if *cells > 1 {
                        self.writer.push(" | ");
                    }
                }
            }
            name if name == self.note => self.id = attribute(tag, "id").unwrap_or_default(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" if self.cells.is_none() => self.close(),
            "p" => self.writer.push(" "),
            "tr" => {
                self.cells = None;
                self.close();
            }
            "t" | "instrText" => self.in_text = false,
            "r" => {
                if let Some(start) = self.superscript.take() {
                    self.writer.superscript(start);
                }
            }
            "del" | "moveFrom" => self.deleted = self.deleted.saturating_sub(1),
            "hyperlink" | "fldSimple" => self.end_link(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text && self.deleted == 0 {
            self.writer.push(text);
        } else if !self.in_text && !text.trim().is_empty() && self.field.len() < 9_000 {
            // The instruction of a field stands outside of its text.
            self.field.push_str(text);
        }
    }

    fn end_link(&mut self) {
        if let Some((start, address)) = self.link.take() {
            self.writer.link(start, &address);
        }
    }

    fn close(&mut self) {
        self.end_link();
        let kind = std::mem::replace(&mut self.kind, Kind::Paragraph);
        if let Some(block) = self.writer.close(kind) {
            self.found.push((self.id.clone(), block));
        }
    }
}

/// Level of a heading style; styles keep their English ids in every language.
fn heading(style: &str) -> Option<u8> {
    if style.eq_ignore_ascii_case("title") {
        return Some(1);
    }
    let digits = style.to_ascii_lowercase();
    let level = digits
        .strip_prefix("heading")
        .or_else(|| digits.strip_prefix("berschrift"))?;
    level
        .trim()
        .parse()
        .ok()
        .filter(|level| (1..=9).contains(level))
}

/// The address of a field such as `HYPERLINK "https://…"`.
fn field_address(instruction: &str) -> Option<String> {
    let rest = instruction.trim().strip_prefix("HYPERLINK")?;
    let address = rest.split('"').nth(1)?;
    address.contains("://").then(|| address.to_owned())
}
