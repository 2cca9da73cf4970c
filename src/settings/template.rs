//! The commented file that `citecheck init` writes, which tells every setting with its default.

/// A commented file with every setting at its default: what `citecheck init` writes.
pub const DEFAULT: &str = include_str!("default.toml");

/// [`DEFAULT`] with its settings in force; with `examples`, those too that have no default.
pub(super) fn uncommented(examples: bool) -> String {
    let mut text = String::with_capacity(DEFAULT.len());
    for line in DEFAULT.lines() {
        let setting = line.strip_prefix("# ").filter(|rest| is_setting(rest));
        let in_force = setting.is_some_and(|rest| {
            examples || !(rest.ends_with("# no default") || rest.starts_with('['))
        });
        text.push_str(if in_force { &line[2..] } else { line });
        text.push('\n');
    }
    text
}

/// Whether a line is `key = value` or the head of a section, and no sentence.
fn is_setting(line: &str) -> bool {
    let key = line.split(" = ").next().unwrap_or_default();
    let named = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    (named && line.contains(" = ")) || (line.starts_with('[') && line.ends_with(']'))
}
