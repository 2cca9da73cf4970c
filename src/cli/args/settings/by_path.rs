//! Settings that hold for some paths alone.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use citecheck::settings::PathSettings;
use glob::{MatchOptions, Pattern};

use super::loaded::Loaded;

/// What sections `[path."…"]` say: patterns of paths relative to the settings file.
pub struct ByPath<T> {
    root: PathBuf,
    rules: Vec<(Pattern, T)>,
}

impl<T> ByPath<T> {
    /// The sections from which `value` takes something, in order.
    pub fn new(
        loaded: &Loaded,
        value: impl Fn(&PathSettings) -> anyhow::Result<Option<T>>,
    ) -> anyhow::Result<Self> {
        let mut rules = Vec::new();
        for (pattern, settings) in &loaded.settings.path {
            let context = || format!("the settings file's [path.\"{pattern}\"] cannot be used");
            let matcher = Pattern::new(pattern).with_context(context)?;
            if let Some(value) = value(settings).with_context(context)? {
                rules.push((matcher, value));
            }
        }
        let root = loaded.root.as_deref().unwrap_or(Path::new(""));
        Ok(Self {
            root: absolute(root),
            rules,
        })
    }

    /// What the last pattern that fits `file`, as seen from the working folder, says.
    pub fn of(&self, file: &str) -> Option<&T> {
        if self.rules.is_empty() {
            return None;
        }
        let options = MatchOptions {
            require_literal_separator: true,
            ..MatchOptions::new()
        };
        let whole = absolute(Path::new(file));
        let path = whole.strip_prefix(&self.root).unwrap_or(&whole);
        let fits = |(pattern, _): &&(Pattern, T)| pattern.matches_path_with(path, options);
        self.rules.iter().rev().find(fits).map(|(_, value)| value)
    }
}

/// `path` without `..` and links where it exists, else as it would be from the working folder.
fn absolute(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    std::fs::canonicalize(path)
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_path_buf())
}
