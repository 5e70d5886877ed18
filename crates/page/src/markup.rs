//! Cuts a marked-up page into blocks.
//!
//! The page is read token by token into a flat list of elements, each with its parent. The depth is bounded, so that
//! no page, however nested or broken, takes more than linear time.

mod element;
mod meta;
mod settle;
mod tag;
mod walk;
mod wrap;

use std::borrow::Cow;
use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, Tokenizer};

use crate::block::{Block, Meta};
use tag::Tag;
use walk::Page;

/// Returns the blocks of a page in order, and what its head says.
pub(crate) fn blocks(html: &str) -> (Vec<Block>, Meta) {
    let mut page = Page::new();
    let mut tag = Tag::default();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => tag.begin(name),
            CallbackEvent::AttributeName { name } => tag.attribute(name),
            CallbackEvent::AttributeValue { value } => tag.value(value),
            CallbackEvent::CloseStartTag { .. } => page.open(&tag),
            CallbackEvent::EndTag { name } => page.close(&String::from_utf8_lossy(name)),
            CallbackEvent::String { value } => page.text(value),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        None
    });
    // Scripts, styles and titles hold no elements; which elements are such, the walk knows too.
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, Lenient(emitter)).finish();
    page.finish()
}

/// Returns the words of a text in which tags and entities may stand, with spaces for tags.
pub(crate) fn words(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return Cow::Borrowed(text);
    }
    let mut words = String::with_capacity(text.len());
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        match event {
            CallbackEvent::String { value } => words.push_str(&String::from_utf8_lossy(value)),
            CallbackEvent::CloseStartTag { .. } | CallbackEvent::EndTag { .. } => words.push(' '),
            _ => {}
        }
        None
    });
    Tokenizer::new_with_emitter(text, Lenient(emitter)).finish();
    Cow::Owned(words)
}

/// Passes over what breaks the rules of HTML: looking for it takes a fifth of the time, and nothing is made of it.
struct Lenient<E>(E);

impl<E: Emitter> ForwardingEmitter for Lenient<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = Self::Token> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

/// Tells whether `text` is markup: it begins as a page does, or holds several tags of structure.
pub(crate) fn is_markup(text: &str) -> bool {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let opening: String = start.chars().take(15).flat_map(char::to_lowercase).collect();
    if ["<!doctype", "<html", "<head", "<body", "<?xml", "<!--"].iter().any(|tag| opening.starts_with(tag)) {
        return true;
    }
    let tags = ["</p>", "</div>", "<br", "</h1>", "</article>", "</html>", "</body>", "</li>", "</title>"];
    let window = &text.as_bytes()[..text.len().min(200_000)];
    let low = window.to_ascii_lowercase();
    let found = |tag: &&str| memchr_count(&low, tag.as_bytes());
    tags.iter().map(found).sum::<usize>() >= 2
}

fn memchr_count(haystack: &[u8], needle: &[u8]) -> usize {
    haystack.split(|&byte| byte == b'<').filter(|piece| piece.starts_with(&needle[1..])).take(2).count()
}
