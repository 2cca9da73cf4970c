//! HTML articles: `reader` makes blocks of tokens, with `blocks` for where they begin and end, `inline` for elements in
//! running text, `head` for what the page says of itself, what `tags` says of elements and `text` of character references;
//! `structured` reads JSON-LD; `notes` takes footnotes out, and `body` keeps what is the article's.

mod blocks;
pub(in crate::claims) mod body;
mod head;
mod inline;
pub(in crate::claims) mod notes;
pub(in crate::claims) mod reader;
pub(in crate::claims) mod structured;
pub(in crate::claims) mod tags;
pub(in crate::claims) mod text;

pub(in crate::claims) use reader::{fragment, parse};
