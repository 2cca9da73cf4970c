//! The sources that a claims file names.

use std::path::{Component, Path, PathBuf};

use super::contents::Reader;
use crate::claims::error::Permission;
use crate::claims::file::cites::ADDRESS;
use crate::claims::file::fields::Fields;
use crate::claims::file::node::{Node, Value};
use crate::files::other_than_file;
use crate::source::{Source, Target, normalise};
use crate::text::Span;

const SOURCE: &[&str] = &["id", "url", "path", "text", "title", "reference"];

impl Reader<'_, '_> {
    pub(super) fn source(&mut self, node: &Node) {
        let fields = self.sink.fields(node, "a source", SOURCE);
        let id = self.sink.line(fields.get("id"), "id");
        let title = self.sink.line(fields.get("title"), "title");
        let reference = self.sink.line(fields.get("reference"), "reference");
        let target = self.target(node, &fields);
        let Some(target) = target else {
            // The name counts as declared, so that one mistake makes one error.
            if let (Some(id), Some(node)) = (id, fields.get("id")) {
                self.declared.entry(id.to_owned()).or_insert(node.span);
            }
            return;
        };
        let id = match (id, &target) {
            (Some(id), _) => id.to_owned(),
            (None, Target::Url(url)) => url.to_string(),
            (None, Target::Path(path)) => path.to_string_lossy().replace('\\', "/"),
            (None, Target::Text(_)) => {
                self.sink.missing(
                    node.span,
                    "a source with a text of its own has no `id`",
                    "expected an `id`",
                    "give it a short name that claims can cite",
                );
                return;
            }
        };
        let span = fields.get("id").map_or(node.span, |node| node.span);
        let source = Source {
            id: id.clone(),
            target,
            title: title.map(str::to_owned),
            reference: reference.map(str::to_owned),
        };
        if let Some(before) = self.declared.insert(id.clone(), span) {
            let line = self.sink.lines.place(self.sink.text, before.start).line;
            self.sink.add(
                span,
                format!("two sources have the id `{id}`"),
                format!("the first is on line {line}"),
            );
        } else if self.sources.declare(source).is_err() {
            self.sink
                .add(span, format!("two sources have the id `{id}`"), "");
        }
    }

    /// Where a source is: exactly one of `url`, `path` and `text`.
    pub(super) fn target(&mut self, node: &Node, fields: &Fields<'_>) -> Option<Target> {
        let given: Vec<(&str, &Node)> = ["url", "path", "text"]
            .into_iter()
            .filter_map(|name| fields.get(name).map(|node| (name, node)))
            .collect();
        match given[..] {
            [] => {
                if matches!(node.value, Value::Table(_)) {
                    self.sink.missing(
                        node.span,
                        "a source without address",
                        "expected `url`, `path` or `text`",
                        "say where the source is: url = \"https://…\"",
                    );
                }
                None
            }
            [("url", node)] => {
                let url = self.sink.text(Some(node), "url")?;
                match normalise(url) {
                    Ok(url) => Some(Target::Url(url)),
                    Err(wrong) => {
                        self.bad_address(node.span, &wrong.to_string());
                        None
                    }
                }
            }
            [("path", node)] => {
                let path = self.sink.line(Some(node), "path")?;
                match self.resolve(path) {
                    Ok(path) => {
                        self.look_for(&path, node.span);
                        Some(Target::Path(path))
                    }
                    Err(wrong) => {
                        let (expected, help) = (
                            "expected a path inside of the claims file's folder",
                            "put the file there, or allow the claims file to name any file",
                        );
                        let lacks = Permission::OutsidePaths;
                        self.sink
                            .not_allowed(node.span, wrong, (expected, help), lacks);
                        None
                    }
                }
            }
            [(_, node)] => Some(Target::Text(self.sink.text(Some(node), "text")?.to_owned())),
            [(first, _), (second, node), ..] => {
                self.sink.add(
                    node.span,
                    format!("a source with both `{first}` and `{second}`"),
                    "expected only one of `url`, `path` and `text`",
                );
                None
            }
        }
    }

    /// Tells of a local file that the caller can see is not there.
    pub(super) fn look_for(&mut self, path: &Path, span: Span) {
        if self.options.is_file.is_some_and(|is_file| !is_file(path)) {
            let shown = path.display();
            self.sink.add_with_help(
                span,
                match other_than_file(path) {
                    Some(what) => format!("`{shown}` is {what}, not a file"),
                    None => format!("no such file: `{shown}`"),
                },
                "expected a file that can be read",
                Some("a path is relative to the claims file".to_owned()),
            );
        }
    }

    pub(super) fn resolve(&self, path: &str) -> Result<PathBuf, String> {
        if self.options.allow_outside_paths {
            return Ok(self.folder.join(path));
        }
        let mut inside = PathBuf::new();
        for part in Path::new(&path.replace('\\', "/")).components() {
            match part {
                Component::Normal(name) => inside.push(name),
                Component::CurDir => {}
                Component::ParentDir if inside.pop() => {}
                _ => return Err(format!("the path `{path}` leaves the claims file's folder")),
            }
        }
        Ok(self.folder.join(inside))
    }

    pub(super) fn bad_address(&mut self, span: Span, wrong: &str) {
        self.sink.add(span, wrong, ADDRESS);
    }

    /// The sources that the caller gives for every input.
    pub(super) fn given_sources(&mut self) {
        for source in &self.options.sources {
            // A name that the file gives to another source keeps the file's meaning.
            let _ = self.sources.declare(source.clone());
        }
        self.of_the_file = self.sources.len();
    }
}
