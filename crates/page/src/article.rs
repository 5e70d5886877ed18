//! Reads one input into an article.

mod draft;
mod settle;

use plenipo_record::Article;

use crate::decode::decode;
use crate::sorter::Sorter;
use crate::{PageError, language, markup, plain, words};

pub(crate) use draft::Draft;

/// Reads one input as a page of news; `name` is what the article is called, a path or an address.
///
/// The format is found from the bytes. One input holds one article. Where the reporting is in another language than
/// English, [`Article::language`] says so, and nothing of it is meant to be read as English.
///
/// # Errors
///
/// Fails where the bytes are no text or hold no words.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Article>, PageError> {
    let text = decode(bytes)?;
    let mut draft = Draft::new(name);
    let mut declared = None;
    if markup::is_markup(&text) {
        let (blocks, meta) = markup::blocks(&text);
        Sorter::new(&blocks, Some(&meta)).run(&mut draft);
        draft.settle(Some(&meta));
        declared = meta.language;
    } else {
        let blocks = plain::blocks(&text);
        Sorter::new(&blocks, None).run(&mut draft);
        draft.settle(None);
    }
    let mut article = draft.article;
    if words::count(&article.text) == 0 || !article.text.chars().any(char::is_alphanumeric) {
        return Err(PageError::NoText);
    }
    article.language = language::of(&article, declared.as_deref());
    Ok(vec![article])
}
