//! Cuts a marked-up page into blocks.
//!
//! The page is read token by token into a flat list of elements, each with its parent. The depth is bounded, so that
//! no page, however nested or broken, takes more than linear time.

mod element;
mod meta;
mod settle;
mod walk;

use std::cell::RefCell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use crate::block::{Block, Meta};
use walk::Page;

/// Returns the blocks of a page in order, and what its head says.
pub(crate) fn blocks(html: &str) -> (Vec<Block>, Meta) {
    let tokenizer = Tokenizer::new(Sink { page: RefCell::new(Page::new()) }, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // The sink never asks for a pause, so one call takes all of it.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.page.into_inner().finish()
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

struct Sink {
    page: RefCell<Page>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.page.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return page.open(&tag),
            Token::TagToken(tag) => page.close(&tag.name),
            Token::CharacterTokens(text) => page.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
