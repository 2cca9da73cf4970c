//! What is wrong with a settings file, and where.

use crate::text::nearest;

/// A settings file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
pub struct SettingsError {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// What is wrong, and what to do.
    pub message: String,
}

impl SettingsError {
    pub(super) fn new(error: &toml::de::Error, text: &str) -> Self {
        let at = error.span().map_or(0, |span| span.start);
        let before = text.get(..at).unwrap_or_default();
        Self {
            line: before.matches('\n').count() + 1,
            column: before.chars().rev().take_while(|c| *c != '\n').count() + 1,
            message: unknown_key(error.message())
                .unwrap_or_else(|| error.message().trim().replace('\n', "; ")),
        }
    }
}

/// serde's message for an unknown field names it and the known ones in backquotes; ours names the
/// nearest, and all of them only when none is near.
fn unknown_key(message: &str) -> Option<String> {
    let rest = message.strip_prefix("unknown field ")?;
    let mut names = rest.split('`').skip(1).step_by(2);
    let key = names.next()?;
    let known: Vec<&str> = names.collect();
    if let Some(section) = section_of(key) {
        return Some(format!(
            "unknown key `{key}` here; it belongs under [{section}]"
        ));
    }
    if let Some(name) = nearest(key, known.iter().copied()) {
        return Some(format!("unknown key `{key}`; did you mean `{name}`?"));
    }
    let elsewhere = nearest(key, keys().map(|(_, name)| name));
    Some(
        match elsewhere.and_then(|name| Some((name, section_of(name)?))) {
            Some((name, section)) => {
                format!("unknown key `{key}`; did you mean `{name}`, under [{section}]?")
            }
            None => format!("unknown key `{key}`; known here: {}", known.join(", ")),
        },
    )
}

/// The section that has a key of that name.
fn section_of(key: &str) -> Option<&'static str> {
    let mut found = keys().filter(|(_, name)| *name == key);
    found.next().map(|(section, _)| section)
}

/// Every key of the settings with its section, as the commented file has them.
fn keys() -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    super::DEFAULT.lines().filter_map(move |line| {
        let setting = line.strip_prefix("# ").unwrap_or(line);
        if !super::is_setting(setting) {
            return None;
        }
        if let Some(head) = setting.strip_prefix('[') {
            section = head.trim_end_matches(']');
            return None;
        }
        Some((section, setting.split(" = ").next()?))
    })
}
