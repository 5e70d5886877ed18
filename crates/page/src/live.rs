//! Entries of live blogs, and the words of the article by the page's linked data.

use std::collections::HashMap;

use crate::block::{Block, Meta};
use crate::words::bare;
use crate::{head, markup};

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
pub(crate) struct Told {
    words: Option<String>,
    /// The last block that it can speak of: behind it the linked data breaks off.
    last: usize,
}

impl Told {
    /// Compares the linked data with the blocks from the first of the reporting on.
    pub fn new(meta: Option<&Meta>, blocks: &[Block], from: usize) -> Self {
        let bodies = meta.map_or(&[][..], |meta| &meta.bodies);
        let size = bodies.iter().map(String::len).sum::<usize>();
        if !(200..=MAX_TOLD).contains(&size) || blocks.len() > MAX_BLOCKS {
            return Told { words: None, last: 0 };
        }
        let told = format!(" {} ", bare(&markup::words(&bodies.join(" "))).join(" "));
        let prose = blocks.iter().enumerate().skip(from).filter(|(_, block)| head::is_prose(block)).take(400);
        let (mut inside, mut all, mut last, mut ended) = (0, 0, 0, false);
        for (i, block) in prose {
            let length = block.text.len();
            all += length;
            let ending = opening(&block.text);
            if told.contains(&ending) {
                inside += length;
                last = i;
                ended |= told.ends_with(&ending);
            }
        }
        // Many pages cut what they tell here: it is believed where it holds nearly all of the prose, and not of what stands
        // behind the place where it breaks off.
        let last = if ended { usize::MAX } else { last };
        Told { words: (inside * 10 >= all * 7).then_some(told), last }
    }

    /// Tells whether the linked data is whole and does not have the paragraph, which is this block.
    pub fn denies(&self, block: usize, paragraph: &str) -> bool {
        block <= self.last && self.words.as_ref().is_some_and(|told| !told.contains(&opening(paragraph)))
    }
}

/// Returns words that tell a paragraph from others, but for the first ones, which may be a dateline.
fn opening(paragraph: &str) -> String {
    let words = bare(paragraph);
    let from = if words.len() > 16 { words.len() - 10 } else { 0 };
    format!(" {} ", words[from..].join(" "))
}
