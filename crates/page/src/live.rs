//! Entries of live blogs, and the words of the article by the page's linked data.

use std::collections::HashMap;

use crate::block::{Block, Meta};
use crate::head;
use crate::words::bare;

/// Linked data and pages beyond these sizes, in bytes and blocks, are not compared: news is never as long, and hostile
/// pages would take long.
const MAX_TOLD: usize = 200_000;
const MAX_BLOCKS: usize = 5_000;

/// The times of a live blog's entries by their headlines.
pub(crate) struct Entries(HashMap<String, String>);

impl Entries {
    /// Takes the entries from the linked data.
    pub fn new(meta: Option<&Meta>) -> Self {
        let entries = meta.map_or(&[][..], |meta| &meta.entries);
        Entries(entries.iter().map(|(title, time)| (bare(title).join(" "), time.clone())).collect())
    }

    /// Returns the printed time of the entry with this headline.
    pub fn time(&self, headline: &str) -> Option<&str> {
        if self.0.is_empty() { None } else { self.0.get(&bare(headline).join(" ")).map(String::as_str) }
    }
}

/// The words of the article by the linked data, where they are whole: most of the page's prose stands in them.
pub(crate) struct Told(Option<String>);

impl Told {
    /// Compares the linked data with the blocks from the first of the reporting on.
    pub fn new(meta: Option<&Meta>, blocks: &[Block], from: usize) -> Self {
        let bodies = meta.map_or(&[][..], |meta| &meta.bodies);
        let size = bodies.iter().map(String::len).sum::<usize>();
        if !(200..=MAX_TOLD).contains(&size) || blocks.len() > MAX_BLOCKS {
            return Told(None);
        }
        let told = format!(" {} ", bare(&bodies.join(" ")).join(" "));
        let prose = blocks[from.min(blocks.len())..].iter().filter(|block| head::is_prose(block)).take(400);
        let (mut inside, mut all) = (0, 0);
        for block in prose {
            let length = block.text.len();
            all += length;
            if told.contains(&opening(&block.text)) {
                inside += length;
            }
        }
        // Many pages cut what they tell here: it is believed where it holds nearly all of the prose.
        Told((inside * 10 >= all * 7).then_some(told))
    }

    /// Tells whether the linked data is whole and does not have the paragraph.
    pub fn denies(&self, paragraph: &str) -> bool {
        self.0.as_ref().is_some_and(|told| !told.contains(&opening(paragraph)))
    }
}

/// Returns words that tell a paragraph from others, but for the first ones, which may be a dateline.
fn opening(paragraph: &str) -> String {
    let words = bare(paragraph);
    let from = if words.len() > 16 { words.len() - 10 } else { 0 };
    format!(" {} ", words[from..].join(" "))
}
