//! The one reader of our tables of words.

/// The lines `[tag] words` of a table: tag and words. Lines that begin with `#` are comments, and empty ones part.
///
/// # Panics
/// With the line's number where it is neither: the tables are part of the program, and a comment that lost its mark
/// must not become words.
pub(crate) fn sections(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = (1..).zip(table.lines().map(str::trim));
    let lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    lines.map(|(number, line)| {
        let parts = line.strip_prefix('[').and_then(|line| line.split_once(']'));
        let is_tag = |tag: &str| {
            !tag.is_empty()
                && tag
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        let Some((tag, words)) = parts.filter(|(tag, _)| is_tag(tag)) else {
            panic!("line {number} of a table is neither `[tag] words` nor a comment: {line}");
        };
        (tag, words.trim())
    })
}
