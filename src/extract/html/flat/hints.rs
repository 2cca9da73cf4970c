//! What an element's own markup says of its content: roles, attributes, and the words that authors
//! put in class and id names.

use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHasher};
use scraper::node::Element;

use super::tags::Tag;
use crate::extract::words::NAMES;

/// What an element is said to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hint {
    /// Nothing is said.
    None,
    /// The page's own text.
    Content,
    /// The summary under the title.
    Lead,
    /// Menus, breadcrumbs, tables of contents.
    Navigation,
    /// Footers, share buttons, newsletter boxes, adverts.
    Boilerplate,
    /// Teasers of other pages.
    Related,
    /// Readers' comments.
    Comment,
    /// By-line, date line, tags.
    Metadata,
    /// Captions and picture credits.
    Caption,
    /// Footnotes and lists of references.
    Footnote,
    /// Cookie and privacy banners.
    Consent,
    /// What a reader does not see.
    Hidden,
}

/// Names that mean what they say however much stands under them: footers and dialogues, of which none
/// holds a page's text.
const SURE: [&str; 3] = ["footer", "modal", "dialog"];

impl Hint {
    /// The hint of an element, and whether it holds however much stands under it.
    pub fn of(element: &Element, tag: Tag, names: &mut Names) -> (Self, bool) {
        let (hint, word) = Self::said(element, tag, names);
        (hint, SURE.contains(&word))
    }

    /// The hint of an element, and the word, role, property or tag that tells it.
    fn said<'e>(element: &'e Element, tag: Tag, names: &mut Names) -> (Self, &'e str) {
        let mut class = "";
        let mut id = "";
        let mut prop = "";
        for (name, value) in &element.attrs {
            match &*name.local {
                "class" => class = value,
                "id" => id = value,
                "itemprop" => prop = value,
                "role" => match role(value) {
                    Self::None => {}
                    hint => return (hint, value),
                },
                _ => {}
            }
        }
        // What stands in these names is said of the page, not of a part of it.
        if matches!(&*element.name.local, "html" | "body") {
            return (Self::None, "");
        }
        match prop {
            "articleBody" | "text" | "mainContentOfPage" => return (Self::Content, prop),
            "comment" => return (Self::Comment, prop),
            "breadcrumb" => return (Self::Navigation, prop),
            "datePublished" | "dateModified" | "author" => return (Self::Metadata, prop),
            "caption" => return (Self::Caption, prop),
            _ => {}
        }
        let said = names.say(class, id);
        if said.0 != Self::None {
            return said;
        }
        let hint = match tag {
            Tag::Nav => Self::Navigation,
            Tag::Footer | Tag::Form | Tag::Control | Tag::Dialog => Self::Boilerplate,
            Tag::Aside => Self::Related,
            Tag::Caption => Self::Caption,
            Tag::NoScript => Self::Hidden,
            _ => Self::None,
        };
        (hint, &element.name.local)
    }
}

/// ARIA and DPUB-ARIA roles.
fn role(value: &str) -> Hint {
    match value.trim() {
        "navigation" | "menu" | "menubar" | "doc-toc" | "tablist" => Hint::Navigation,
        "banner" | "contentinfo" | "search" | "dialog" | "alertdialog" | "alert" | "toolbar" => {
            Hint::Boilerplate
        }
        "complementary" => Hint::Related,
        "doc-footnote" | "doc-endnotes" | "doc-bibliography" => Hint::Footnote,
        _ => Hint::None,
    }
}

/// What class and id names say, each class attribute looked at once.
#[derive(Default)]
pub struct Names {
    by_class: FxHashMap<u64, Said>,
}

/// A hint, the word that tells it, and how sure the word is: 0 is the surest.
type Said = (Hint, &'static str, usize);

/// What a name without a telling word says.
const NOTHING: Said = (Hint::None, "", usize::MAX);

/// Words in an id that an author gave; longer ones are made from a heading.
const ID_WORDS: usize = 3;

/// Longest name that is read, in bytes.
const LONGEST: usize = 80;

/// Words of one name that are read.
const MAX_WORDS: usize = 8;

/// Letters from which a listed word is found at the edges of longer ones.
const LONG_WORD: usize = 6;

impl Names {
    /// What an element's names say: the surest word of all of them decides.
    fn say(&mut self, class: &str, id: &str) -> (Hint, &'static str) {
        let mut said = if class.is_empty() {
            NOTHING
        } else {
            let mut key = FxHasher::default();
            class.hash(&mut key);
            *self.by_class.entry(key.finish()).or_insert_with(|| {
                let names = class.split_ascii_whitespace().map(of_name);
                names.min_by_key(|(_, _, rank)| *rank).unwrap_or(NOTHING)
            })
        };
        let words = id.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic());
        if words.filter(|word| !word.is_empty()).count() <= ID_WORDS {
            let of_id = of_name(id);
            if of_id.2 < said.2 {
                said = of_id;
            }
        }
        (said.0, said.1)
    }
}

/// What one name says.
fn of_name(name: &str) -> Said {
    if name.is_empty() || name.len() > LONGEST {
        return NOTHING;
    }
    let mut lower = [0_u8; LONGEST];
    let bytes = name.as_bytes();
    for (to, from) in lower.iter_mut().zip(bytes) {
        *to = from.to_ascii_lowercase();
    }
    let Ok(lower) = std::str::from_utf8(&lower[..bytes.len()]) else {
        return NOTHING;
    };
    let mut words = [""; MAX_WORDS];
    let mut count = 0;
    let mut start = 0;
    for at in 0..=bytes.len() {
        let boundary = at == bytes.len()
            || !(bytes[at].is_ascii_alphabetic() || bytes[at] >= 0x80)
            || (at > start && bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase());
        if boundary {
            if at > start && count < words.len() {
                words[count] = &lower[start..at];
                count += 1;
            }
            start = if at < bytes.len() && bytes[at].is_ascii_alphabetic() {
                at
            } else {
                at + 1
            };
        }
    }
    of_words(&words[..count])
}

/// What the words of one name say.
fn of_words(words: &[&str]) -> Said {
    // "has-sidebar", "no-comments", "with-footer" tell of something else than themselves.
    if words
        .first()
        .is_none_or(|first| matches!(*first, "has" | "no" | "with" | "without" | "is" | "js"))
    {
        return NOTHING;
    }
    let told = words.iter().filter_map(|word| of_word(word));
    let surest = told.min_by_key(|(_, _, rank)| *rank).unwrap_or(NOTHING);
    let content = words.windows(2).any(|two| {
        ["article", "post", "entry", "story", "news", "page", "main"].contains(&two[0])
            && ["body", "content", "text", "copy"].contains(&two[1])
    });
    let rank = WORDS.content;
    if content && surest.2 > rank {
        return (Hint::Content, "content", rank);
    }
    surest
}

fn of_word(word: &str) -> Option<Said> {
    if let Some(said) = WORDS.exact.get(word) {
        return Some(*said);
    }
    if word.len() <= LONG_WORD {
        return None;
    }
    let edges = WORDS.long.iter();
    edges
        .filter(|said| word.starts_with(said.1) || word.ends_with(said.1))
        .min_by_key(|(_, _, rank)| *rank)
        .copied()
}

/// The listed words.
struct Words {
    exact: FxHashMap<&'static str, Said>,
    /// Those that are found at the edges of longer words.
    long: Vec<Said>,
    /// Where the names of content stand.
    content: usize,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words {
        exact: FxHashMap::default(),
        long: Vec::new(),
        content: usize::MAX,
    };
    for (rank, (name, list)) in NAMES.iter().enumerate() {
        let hint = match name {
            "consent" => Hint::Consent,
            "comment" => Hint::Comment,
            "related" => Hint::Related,
            "navigation" => Hint::Navigation,
            "boilerplate" => Hint::Boilerplate,
            "footnote" => Hint::Footnote,
            "caption" => Hint::Caption,
            "content" => Hint::Content,
            "lead" => Hint::Lead,
            "metadata" => Hint::Metadata,
            // A test knows every list.
            _ => continue,
        };
        if hint == Hint::Content {
            words.content = rank;
        }
        for word in list {
            words.exact.insert(word, (hint, word, rank));
            if word.len() >= LONG_WORD {
                words.long.push((hint, word, rank));
            }
        }
    }
    words
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_their_surest_word_says() {
        let mut names = Names::default();
        for (class, id, expected) in [
            ("sidebar", "", Hint::Boilerplate),
            ("has-sidebar", "", Hint::None),
            ("leftSidebar", "", Hint::Boilerplate),
            ("rightsidebar", "", Hint::Boilerplate),
            ("post-content", "", Hint::Content),
            ("post comments-area", "", Hint::Comment),
            ("entry", "toc", Hint::Navigation),
            ("entry", "toc-of-the-best-shares", Hint::None),
            ("", "", Hint::None),
            ("promoted", "", Hint::None),
        ] {
            assert_eq!(names.say(class, id).0, expected, "{class} {id}");
        }
    }
}
