//! Parts of a page that are told by their elements wherever they stand: posts, entries, reading time, section.

use plenipo_record::{PartKind, Published};

use super::{Sorter, Zone};
use crate::article::Draft;
use crate::block::{Block, Region, Shape};
use crate::cues::cues;
use crate::head;
use crate::post;
use crate::stamp;
use crate::words::{count, plain};

/// How long a line is at most that tells a time and nothing else, in words.
const TIME: usize = 8;

impl Sorter<'_> {
    /// Opens an entry of a live blog where one begins at the block, and ends the one before.
    pub(super) fn enter(&mut self, i: usize, draft: &mut Draft) {
        let block = &self.blocks[i];
        let told = if matches!(block.shape, Shape::Heading(_)) { self.entries.time(&block.text) } else { None };
        let entry = block.entry.or_else(|| self.hourly.get(&block.group).copied());
        if entry.is_some() && entry != self.entry {
            self.zone = Zone::Body;
            draft.enter();
        } else if entry.is_none() && told.is_some() {
            self.zone = Zone::Body;
            draft.enter();
            // The heading stands for the entry's element, which has no name that tells.
            self.entry = Some(usize::MAX);
            return;
        } else if entry.is_none() && self.entry != Some(usize::MAX) && self.entry.is_some() {
            draft.leave();
        }
        if self.entry != Some(usize::MAX) || entry.is_some() {
            self.entry = entry;
        }
    }

    /// Sorts the block if its element tells what it is, or its words beside a post; false where it does not.
    pub(super) fn part(&mut self, i: usize, draft: &mut Draft) -> bool {
        let block = &self.blocks[i];
        if let Some(author) = post::author(&block.text)
            && (block.post.is_some() || i > 0 && draft.ends_in(PartKind::Body))
        {
            draft.post_author(author, block.href.as_deref().map(post::address), &block.text, block.post.is_none());
            return true;
        }
        if block.post.is_some() {
            draft.post(block.post, &block.text);
            return true;
        }
        if matches!(self.zone, Zone::Related | Zone::Comments)
            || matches!(block.region, Some(Region::Related | Region::Comments))
        {
            return false;
        }
        reading_time(block, draft);
        if block.region == Some(Region::Section)
            && (i < self.layout.body || self.zone == Zone::Top)
            && count(&block.text) <= 4
            && !cues().section_labels.contains(&plain(&block.text))
        {
            draft.section(&block.text);
        }
        self.entry.is_some() && self.entry_head(i, draft)
    }

    /// Sorts the time and the headline of an entry.
    fn entry_head(&mut self, i: usize, draft: &mut Draft) -> bool {
        let block = &self.blocks[i];
        let told = self.entries.time(&block.text);
        let time = block.stamp.as_deref().filter(|_| count(&block.text) <= TIME);
        if let Some(time) = time {
            draft.entry_time(published(time));
            draft.push(PartKind::Credit, &block.text);
            return true;
        }
        if let Some((clock, _)) = stamp::leading_clock(&block.text).filter(|_| head::is_hour(block)) {
            draft.entry_clock(clock);
            draft.push(PartKind::Credit, &block.text);
            return true;
        }
        if matches!(block.shape, Shape::Heading(_)) && draft.entry_title(&block.text) {
            draft.entry_time(told.and_then(published));
            draft.push(PartKind::Furniture, &block.text);
            return true;
        }
        false
    }
}

fn reading_time(block: &Block, draft: &mut Draft) {
    let low = block.text.to_lowercase();
    if low.len() <= 60 && (block.region == Some(Region::ReadingTime) || low.contains("read")) {
        draft.reading_minutes(minutes(&low));
    }
}

fn published(time: &str) -> Option<Published> {
    stamp::scan(time).into_iter().find_map(|stamp| stamp.published())
}

/// Returns the number of minutes in `4 min read` or `reading time: 4 minutes`.
fn minutes(low: &str) -> Option<u16> {
    let words: Vec<&str> = low.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let told = words.windows(2).find(|pair| pair[1].starts_with("min"));
    told.and_then(|pair| pair[0].parse().ok()).filter(|minutes| (1..=180).contains(minutes))
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn minutes_are_read_from_their_line() {
        assert_eq!(minutes("4 min read"), Some(4));
        assert_eq!(minutes("reading time: 12 minutes"), Some(12));
        assert_eq!(minutes("ministers read it"), None);
    }
}
