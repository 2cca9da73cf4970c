//! The page that a thread read last. Tables of pairs come in the order of their pages, so that a page is read once, or
//! once a thread, however many claims there are to it.

use std::cell::RefCell;

use citecheck::pairs::Page;

/// What a line gives to read.
#[derive(PartialEq, Eq)]
pub enum Given {
    Passages(Vec<String>),
    Text(String),
    Html(String),
}

impl Given {
    fn read(&self) -> Page {
        match self {
            Self::Passages(passages) => Page::of_passages(passages.iter().cloned()),
            Self::Text(text) => Page::of_text(text),
            Self::Html(html) => Page::of_html(html),
        }
    }
}

thread_local! {
    static LAST: RefCell<Option<(Given, Page)>> = const { RefCell::new(None) };
}

/// Does `work` with the page that is `given`.
pub fn with_page<T>(given: Given, work: impl FnOnce(&Page) -> T) -> T {
    let last = LAST.take().filter(|(before, _)| *before == given);
    let held = last.unwrap_or_else(|| {
        let page = given.read();
        (given, page)
    });
    let done = work(&held.1);
    LAST.set(Some(held));
    done
}
