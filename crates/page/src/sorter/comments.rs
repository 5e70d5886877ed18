//! Comments of readers.

use plenipo_record::PartKind;

use super::{Sorter, Zone};
use crate::article::Draft;
use crate::block::Shape;
use crate::cues::Cue;
use crate::stamp;
use crate::words::{count, ends_sentence};

impl Sorter<'_> {
    /// Sorts a block of an element that holds comments.
    pub(super) fn comment_block(&mut self, i: usize, cue: Option<Cue>, draft: &mut Draft) {
        let block = &self.blocks[i];
        let text = block.text.as_str();
        let heading = matches!(block.shape, Shape::Heading(_));
        if cue.is_some() || heading && !block.named || self.zone == Zone::Head || self.zone == Zone::Top {
            return draft.push(PartKind::Furniture, text);
        }
        if let Some(name) = dated(text) {
            // The time of a comment, and often its author before it.
            if self.author.is_none() && !name.is_empty() {
                self.author = Some(author(name));
            }
            return draft.push(PartKind::Furniture, text);
        }
        let bold = block.bold > 0 && block.bold <= 60;
        if bold && text.len() > block.bold + 40 {
            // Author and words share a block.
            let words = text[block.bold..].trim_start_matches([':', ' ', '-', '–', '—']);
            return draft.comment(Some(author(&text[..block.bold])), text, words);
        }
        if bold || block.named && count(text) <= 8 {
            let name = if bold { &text[..block.bold] } else { text };
            self.author = Some(author(name));
            return draft.push(PartKind::Furniture, text);
        }
        if count(text) <= 3 && !ends_sentence(text) {
            return draft.push(PartKind::Furniture, text);
        }
        draft.comment(self.author.take(), text, text);
    }

    /// Takes a line below the heading of the comments; false where they have ended.
    pub(super) fn comment_line(&mut self, i: usize, cue: Option<Cue>, draft: &mut Draft) -> bool {
        let text = self.blocks[i].text.as_str();
        if cue.is_some() {
            self.zone = Zone::Closed;
            self.author = None;
            return false;
        }
        let next = self.blocks.get(i + 1).map_or("", |block| block.text.as_str());
        let initial = text.chars().count() <= 2;
        let name = count(text) <= 5 && !ends_sentence(text) && text.chars().count() <= 40;
        if initial {
            draft.push(PartKind::Furniture, text);
        } else if name && self.author.is_none() && next.chars().count() > text.chars().count() {
            self.author = Some(text.to_owned());
            draft.push(PartKind::Furniture, text);
        } else {
            draft.comment(self.author.take(), text, text);
        }
        true
    }
}

/// Returns the name in a line that opens a comment: `Ana`, `Ana:`, `Ana says:`.
fn author(line: &str) -> String {
    let name = line.trim_end_matches([':', ' ', '…']);
    let name = name.strip_suffix("...").unwrap_or(name);
    let name = [" says", " said", " wrote", " writes"].iter().find_map(|verb| name.strip_suffix(verb)).unwrap_or(name);
    name.trim().to_owned()
}

/// Returns what stands before the time in a short line that ends in one: `Ana May 3, 2024 at 5:10 pm`, `3 hours ago`.
fn dated(line: &str) -> Option<&str> {
    if count(line) > 12 || ends_sentence(line) {
        return None;
    }
    let stamps = stamp::scan(line);
    let first = stamps.iter().find(|stamp| stamp.day.is_some());
    if let Some(first) = first {
        let behind = stamps.last().map_or("", |last| &line[last.end..]);
        let name = line[..first.start]
            .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '·' | '•' | '-' | ','));
        return (count(behind) <= 1 && count(name) <= 5).then_some(name);
    }
    let ago = line.strip_suffix(" ago").is_some_and(|rest| count(rest) <= 3);
    ago.then_some("")
}
