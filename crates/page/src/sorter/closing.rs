//! What stands around the paragraphs of saved text: crossheads, entries of a live blog, notes on the writer, what is left
//! behind the last paragraph.

use plenipo_record::PartKind;

use super::{AHEAD, Sorter};
use crate::article::Draft;
use crate::block::Shape;
use crate::credit;
use crate::cues::cues;
use crate::head;
use crate::stamp;
use crate::words::{bare, count, ends_sentence};

/// How long a crosshead, an entry's headline or a leftover is at most, in words.
const SHORT: usize = 9;

impl Sorter<'_> {
    /// Opens an entry of a live blog in plain text where the line begins with its time. Returns the words behind the time,
    /// none where the line is sorted: the time alone, or with the headline of the entry.
    pub(super) fn timed_entry<'t>(&mut self, i: usize, text: &'t str, draft: &mut Draft) -> Option<&'t str> {
        let Some((clock, length)) = stamp::leading_clock(text).filter(|_| self.layout.timed) else {
            return if std::mem::take(&mut self.untitled) && self.is_entry_title(i, text) {
                draft.entry_title(text);
                draft.push(PartKind::Furniture, text);
                None
            } else {
                Some(text)
            };
        };
        draft.enter();
        draft.entry_clock(clock);
        let rest = &text[length..];
        self.untitled = rest.is_empty();
        if self.is_entry_title(i, rest) || rest.is_empty() {
            if !rest.is_empty() {
                draft.entry_title(rest);
            }
            draft.push(PartKind::Furniture, text);
            return None;
        }
        draft.push(PartKind::Credit, text[..length].trim_end());
        Some(rest)
    }

    /// Tells whether the words are the headline of an entry, and not its first sentence.
    fn is_entry_title(&self, i: usize, words: &str) -> bool {
        let next = self.blocks.get(i + 1).map_or("", |block| block.text.as_str());
        let alone = next.is_empty() || stamp::leading_clock(next).is_some();
        let asks = words.ends_with(['?', '!', '\'', '’', '"', '”']);
        !words.is_empty()
            && count(words) <= SHORT + 3
            && !alone
            && (!ends_sentence(words) || asks && count(words) <= SHORT)
    }

    /// Tells whether a line of plain text is a heading between two stretches of the reporting.
    pub(super) fn is_crosshead(&self, i: usize, text: &str) -> bool {
        let block = &self.blocks[i];
        let next = self.blocks.get(i + 1);
        !self.marked
            && block.shape == Shape::Line
            && block.gap
            && count(text) <= SHORT
            && !ends_sentence(text)
            && !text.ends_with(',')
            && next.is_some_and(|next| next.shape == Shape::Line && head::is_prose(next))
    }

    /// Tells whether a line of plain text is left behind the last paragraph: initials, topics, numbers of telephones.
    pub(super) fn is_leftover(&self, i: usize, text: &str) -> bool {
        let block = &self.blocks[i];
        !self.marked
            && i > self.last_prose
            && block.shape == Shape::Line
            && count(text) <= SHORT
            && !ends_sentence(text)
            && !(text.contains(": ") && count(text) >= 7)
            && !self.is_listed(i)
            && !text.starts_with(['"', '“', '‘'])
    }

    /// Tells whether the line is of a list that a sentence with a colon opens: `The delegation had three members:`.
    fn is_listed(&self, i: usize) -> bool {
        let before = self.blocks[..i].iter().rev().take(AHEAD);
        let mut before = before.skip_while(|block| !ends_sentence(&block.text));
        before.next().is_some_and(|block| block.text.ends_with(':') && block.cue.is_none() && count(&block.text) >= 4)
    }

    /// Tells whether the block says who the writer is: it opens with the name of the byline, and no reporting follows.
    pub(super) fn is_note_on_writer(&self, i: usize, draft: &Draft) -> bool {
        let Some(writers) = draft.writers() else { return false };
        let names: Vec<&str> = writers.split(" and ").flat_map(|names| names.split(", ")).collect();
        let noted = |text: &str| {
            let rest = names.iter().filter(|name| name.contains(' ')).find_map(|name| text.strip_prefix(name));
            let rest = rest.map(|rest| rest.trim_start_matches([',', ' ']));
            rest.is_some_and(|rest| cues().writer_deeds.contains(rest.split(' ').next().unwrap_or_default()))
        };
        noted(&self.blocks[i].text)
            && self.blocks.iter().skip(i + 1).take(AHEAD).all(|block| !head::is_prose(block) || noted(&block.text))
    }

    /// Returns the name that opens a note on a writer whom the page names nowhere else: `Mira Talvik is a reporter for ...`.
    pub(super) fn writer_introduced(&self, i: usize, text: &str) -> Option<String> {
        let (name, rest) = text.split_once(" is ")?;
        let office = bare(rest).iter().take(14).any(|word| cues().writer_trades.contains(word));
        let last = name.rsplit(' ').next()?;
        let sound = office && count(text) <= 40 && credit::lone_name(name).is_some() && i > self.layout.body;
        let alone = || {
            let around = self.blocks.iter().enumerate().filter(|(k, _)| *k != i).take(400);
            around.into_iter().all(|(k, block)| !block.text.contains(last) && (k < i || !head::is_prose(block)))
        };
        (sound && alone()).then(|| name.to_owned())
    }
}
