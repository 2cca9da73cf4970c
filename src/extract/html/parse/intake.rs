//! From markup to a tree that hostile pages cannot blow up: html5ever's tokens pass a gate on their
//! way to the tree builder, which drops what carries no text and bounds depth and size.
//!
//! The tree builder by itself takes time quadratic in the depth of the tree, and in the number of
//! formatting elements left open, so both are held down before they reach it.

use std::cell::{Cell, RefCell};

use html5ever::interface::Tracer;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{TokenizerResult, local_name};
use scraper::{Html, HtmlTreeSink};

use super::kept::{is_data, is_formatting, is_read, leaves_drawing, must_build, rename};
use super::streamed;
use super::tame::tame;

/// Elements open at once; deeper ones are flattened into their ancestor. Browsers stop at the same
/// depth (512 in Blink).
const MAX_DEPTH: usize = 512;

/// Elements in any page, and bytes of markup for each one more: pages have one element in 180 bytes
/// on average (the development pages), dense tables one in 30. Past the cap text is kept and its
/// markup dropped.
const MAX_ELEMENTS: usize = 50_000;
const BYTES_AN_ELEMENT: usize = 32;

/// Elements in a page, however long it is: about 300 MB of memory.
const MOST_ELEMENTS: usize = 1_000_000;

/// Longest attribute value kept, in bytes: meta descriptions and addresses are far shorter.
const MAX_VALUE: usize = 16 * 1024;

/// Longest embedded JSON kept, in bytes, over all of a page's data blocks.
const MAX_DATA: usize = 8 * 1024 * 1024;

/// A parsed page, with what its scripts hold.
pub struct Parsed {
    /// The tree: no scripts, styles, comments or drawings in it.
    pub html: Html,
    /// Contents of JSON-LD blocks, in order.
    pub json_ld: Vec<String>,
    /// Contents of other JSON blocks, and of attributes that are JSON: the state of a page that its
    /// scripts draw.
    pub app_state: Vec<String>,
    /// Number of scripts that run.
    pub scripts: usize,
    /// Number of fields for a password.
    pub passwords: usize,
    /// Contents of the style elements.
    pub styles: Vec<String>,
}

/// Parses `markup`, whatever it is, in time linear in its length.
pub fn parse(markup: &str) -> Parsed {
    let sink = HtmlTreeSink::new(Html::new_document());
    let options = TreeBuilderOpts {
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    };
    let gate = Gate {
        builder: TreeBuilder::new(sink, options),
        state: RefCell::new(State {
            max_elements: (MAX_ELEMENTS + markup.len() / BYTES_AN_ELEMENT).min(MOST_ELEMENTS),
            ..State::default()
        }),
    };
    let tokenizer = Tokenizer::new(gate, TokenizerOpts::default());
    let input = BufferQueue::default();
    let tamed = tame(markup);
    input.push_back(tamed.markup);
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    let gate = tokenizer.sink;
    let state = gate.state.into_inner();
    let mut html = gate.builder.sink.finish();
    streamed::settle(&mut html);
    Parsed {
        html,
        json_ld: state.json_ld,
        app_state: state.drawn_from,
        scripts: state.scripts,
        passwords: state.passwords,
        styles: tamed.styles,
    }
}

type Handle = <HtmlTreeSink as TreeSink>::Handle;

struct Gate {
    builder: TreeBuilder<Handle, HtmlTreeSink>,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    /// What the tokens at hand are inside of, when they do not go to the tree.
    inside: Inside,
    /// No fewer elements than this are open: the count when last counted, and each start since.
    open_at_most: usize,
    /// Whether a tag has reached the tree builder since the count was exact.
    changed: bool,
    elements: usize,
    max_elements: usize,
    json_ld: Vec<String>,
    drawn_from: Vec<String>,
    data_bytes: usize,
    scripts: usize,
    passwords: usize,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Inside {
    #[default]
    Tree,
    JsonLd,
    AppState,
    Script,
    Style,
    /// A drawing, and how many of them.
    Svg(usize),
}

impl TokenSink for Gate {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::CommentToken(_) | Token::ParseError(_) | Token::NullCharacterToken => {
                TokenSinkResult::Continue
            }
            Token::CharacterTokens(text) => {
                if state.keeps_text(&text) {
                    drop(state);
                    self.builder
                        .process_token(Token::CharacterTokens(text), line)
                } else {
                    TokenSinkResult::Continue
                }
            }
            Token::TagToken(tag) => match state.judge(tag, &self.builder) {
                Judged::Build(tag) => {
                    drop(state);
                    self.builder.process_token(Token::TagToken(tag), line)
                }
                Judged::Answer(answer) => answer,
                Judged::Break => {
                    drop(state);
                    let space = Token::CharacterTokens(StrTendril::from_slice("\n\n"));
                    self.builder.process_token(space, line)
                }
            },
            other => {
                drop(state);
                self.builder.process_token(other, line)
            }
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// What becomes of a tag.
enum Judged {
    /// It goes to the tree builder.
    Build(Tag),
    /// It is dropped, and the tokenizer told this.
    Answer(TokenSinkResult<Handle>),
    /// It is dropped, and a paragraph break stands in its place.
    Break,
}

impl State {
    /// Whether text goes to the tree; stores it where it is data.
    fn keeps_text(&mut self, text: &str) -> bool {
        match self.inside {
            Inside::Tree => return true,
            Inside::JsonLd if self.data_bytes + text.len() <= MAX_DATA => {
                self.data_bytes += text.len();
                if let Some(last) = self.json_ld.last_mut() {
                    last.push_str(text);
                }
            }
            Inside::AppState if self.data_bytes + text.len() <= MAX_DATA => {
                self.data_bytes += text.len();
                if let Some(last) = self.drawn_from.last_mut() {
                    last.push_str(text);
                }
            }
            _ => {}
        }
        false
    }

    fn judge(&mut self, mut tag: Tag, builder: &TreeBuilder<Handle, HtmlTreeSink>) -> Judged {
        let start = tag.kind == TagKind::StartTag;
        match self.inside {
            Inside::Tree => {}
            Inside::Svg(depth) => {
                if tag.name == local_name!("svg") && !tag.self_closing {
                    self.inside = match (start, depth) {
                        (true, _) => Inside::Svg(depth + 1),
                        (false, 1) => Inside::Tree,
                        (false, _) => Inside::Svg(depth - 1),
                    };
                    return Judged::Answer(TokenSinkResult::Continue);
                }
                if !(start && leaves_drawing(&tag)) {
                    return Judged::Answer(TokenSinkResult::Continue);
                }
                self.inside = Inside::Tree;
            }
            // The tokenizer gives the end tag of raw text only when it is the right one.
            _ => {
                self.inside = Inside::Tree;
                return Judged::Answer(TokenSinkResult::Continue);
            }
        }
        rename(&mut tag);
        if is_formatting(&tag) {
            return Judged::Answer(TokenSinkResult::Continue);
        }
        if !start {
            self.changed = true;
            return Judged::Build(tag);
        }
        if let Some(answer) = self.enter(&tag) {
            return Judged::Answer(answer);
        }
        if self.is_full(builder) && !must_build(&tag) {
            return Judged::Break;
        }
        self.open_at_most += 1;
        self.elements += 1;
        self.changed = true;
        self.keep_data(&tag);
        tag.attrs.retain(is_read);
        for attribute in &mut tag.attrs {
            if attribute.value.len() > MAX_VALUE {
                let mut end = MAX_VALUE;
                while !attribute.value.is_char_boundary(end) {
                    end -= 1;
                }
                attribute.value = StrTendril::from_slice(&attribute.value[..end]);
            }
        }
        Judged::Build(tag)
    }

    /// Stores the data in a tag's attributes.
    fn keep_data(&mut self, tag: &Tag) {
        for attribute in tag.attrs.iter().filter(|attribute| is_data(attribute)) {
            if self.data_bytes + attribute.value.len() <= MAX_DATA {
                self.data_bytes += attribute.value.len();
                self.drawn_from.push(attribute.value.to_string());
            }
        }
    }

    /// Starts on what is kept out of the tree: scripts, data, styles, drawings.
    fn enter(&mut self, tag: &Tag) -> Option<TokenSinkResult<Handle>> {
        match tag.name {
            local_name!("script") => {
                let kind = attribute(tag, "type").unwrap_or_default();
                let kind = kind.trim().to_ascii_lowercase();
                self.inside = if kind.starts_with("application/ld+json") {
                    self.json_ld.push(String::new());
                    Inside::JsonLd
                } else if kind == "application/json" || kind.ends_with("+json") {
                    self.drawn_from.push(String::new());
                    Inside::AppState
                } else {
                    self.scripts += 1;
                    Inside::Script
                };
                Some(TokenSinkResult::RawData(RawKind::ScriptData))
            }
            local_name!("input") => {
                let kind = attribute(tag, "type").unwrap_or_default();
                self.passwords += usize::from(kind.eq_ignore_ascii_case("password"));
                None
            }
            local_name!("style") => {
                self.inside = Inside::Style;
                Some(TokenSinkResult::RawData(RawKind::Rawtext))
            }
            local_name!("svg") if !tag.self_closing => {
                self.inside = Inside::Svg(1);
                Some(TokenSinkResult::Continue)
            }
            local_name!("svg") => Some(TokenSinkResult::Continue),
            _ => None,
        }
    }

    /// Whether one more element would be too deep or too many.
    fn is_full(&mut self, builder: &TreeBuilder<Handle, HtmlTreeSink>) -> bool {
        if self.elements >= self.max_elements {
            return true;
        }
        if self.open_at_most >= MAX_DEPTH && self.changed {
            let count = Count(Cell::new(0));
            builder.trace_handles(&count);
            self.open_at_most = count.0.get();
            self.changed = false;
        }
        self.open_at_most >= MAX_DEPTH
    }
}

struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = Handle;

    fn trace_handle(&self, _: &Handle) {
        self.0.set(self.0.get() + 1);
    }
}

fn attribute<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    tag.attrs
        .iter()
        .find(|attribute| &*attribute.name.local == name)
        .map(|attribute| &*attribute.value)
}
