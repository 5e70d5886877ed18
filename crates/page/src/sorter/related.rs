//! Headlines of other stories.

use std::collections::{HashMap, HashSet};

use plenipo_record::PartKind;

use super::{Sorter, Zone};
use crate::article::Draft;
use crate::block::{Block, Region, Shape};
use crate::cues::{Cue, CueKind};
use crate::head;
use crate::masthead;
use crate::words::{self, count, ends_sentence, is_address, plain};

impl Sorter<'_> {
    /// Sorts a block of an element that holds other stories.
    pub(super) fn related_block(&mut self, i: usize, cue: Option<Cue>, draft: &mut Draft) {
        let text = self.blocks[i].text.as_str();
        match cue {
            Some(Cue { kind: CueKind::RelatedHeading | CueKind::RelatedLine, rest: Some(rest) }) => {
                headlines(text, &text[rest..], true, draft);
            }
            Some(cue) if cue.kind != CueKind::RelatedLine || !self.headline[i] => draft.push(PartKind::Furniture, text),
            _ if self.headline[i] => draft.related(text, text),
            _ => draft.push(PartKind::Furniture, text),
        }
    }

    /// Takes a line below a heading of other stories; false where the list has ended.
    pub(super) fn related_line(&mut self, i: usize, cue: Option<Cue>, draft: &mut Draft) -> bool {
        let block = &self.blocks[i];
        let text = block.text.as_str();
        if self.marked && !block.linked && head::is_prose(block) {
            self.zone = if i <= self.last { Zone::Body } else { Zone::Closed };
            return false;
        }
        let caption = text.starts_with('(') && text.find(')').is_some_and(|at| text.len() - at > 20);
        match cue {
            Some(Cue { kind: CueKind::Caption, .. }) if caption => {}
            Some(_) => return false,
            None => {}
        }
        // A list inside the reporting stands without gaps, and the next sentence goes on behind one.
        let goes_on = !self.marked && self.tight && block.gap && ends_sentence(text) && count(text) >= 5;
        if goes_on && i > 0 && !self.opens && self.blocks[i - 1].cue.is_none() && !text.ends_with(['?', '…', ':']) {
            self.zone = Zone::Body;
            return false;
        }
        if block.gap && self.blocks[i - 1].cue.is_none() {
            self.tight = false;
        }
        let long = text.chars().count() > 160 && ends_sentence(text) && !text.ends_with("...") && !text.ends_with('…');
        if long && (self.goes_on(i) || self.blocks.get(i + 1).is_some_and(head::is_prose)) {
            self.zone = Zone::Body;
            return false;
        }
        let heading = matches!(block.shape, Shape::Heading(1 | 2)) && self.marked && !block.linked;
        let topic = !self.marked && count(text) < 2 || masthead::is_section(text);
        if heading || is_address(text) || topic {
            draft.push(PartKind::Furniture, text);
            return true;
        }
        if self.is_title(i) {
            headlines(text, text, false, draft);
        } else {
            draft.push(PartKind::Furniture, text);
        }
        true
    }
}

/// Takes a line of one or several headlines: `1. One 2. Two`, `One | Two`.
pub(super) fn headlines(line: &str, words: &str, row: bool, draft: &mut Draft) {
    let list = several(words, row);
    if list.is_empty() {
        draft.push(PartKind::Furniture, line);
    } else {
        draft.related_list(line, &list);
    }
}

/// Returns the headlines in a line: numbered, divided by bars, or one; `row` says that other marks may divide them too.
fn several(line: &str, row: bool) -> Vec<&str> {
    let clean = |piece: &str| -> Option<(usize, usize)> {
        let start = piece.as_ptr() as usize - line.as_ptr() as usize;
        let trimmed = piece.trim_matches(|c: char| c.is_whitespace() || matches!(c, '|' | ':' | '•' | '·' | ']'));
        let from = start + (trimmed.as_ptr() as usize - piece.as_ptr() as usize);
        (words::count(trimmed) >= 1 && trimmed.chars().filter(|c| c.is_alphabetic()).count() >= 3)
            .then_some((from, from + trimmed.len()))
    };
    let bars = line.split(" | ");
    if line.contains(" | ") || line.starts_with("| ") {
        return bars.filter_map(clean).map(|(from, to)| &line[from..to]).collect();
    }
    for mark in [" • ", " · ", "; ", " // ", " / "] {
        // Of three and more some may be short.
        let least = if line.matches(mark).count() >= 2 && mark != "; " { 2 } else { 3 };
        if row && line.contains(mark) && line.split(mark).all(|piece| words::count(piece) >= least) {
            return line.split(mark).filter_map(clean).map(|(from, to)| &line[from..to]).collect();
        }
    }
    let mut starts = Vec::new();
    let mut at = 0;
    for number in 1.. {
        let mark = format!("{number}. ");
        let Some(found) = line[at..].find(&mark).map(|found| found + at) else { break };
        if found > 0 && !line[..found].ends_with(' ') || number == 1 && found > 2 {
            break;
        }
        starts.push((found, found + mark.len()));
        at = found + mark.len();
    }
    if starts.len() >= 2 {
        let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([line.len()]);
        return starts
            .iter()
            .zip(ends)
            .map(|((_, from), to)| line[*from..to].trim())
            .filter(|piece| !piece.is_empty())
            .collect();
    }
    clean(line).map(|(from, to)| &line[from..to]).into_iter().collect()
}

/// Tells for each block among other stories whether it is a headline.
pub(super) fn other_headlines(blocks: &[Block]) -> Vec<bool> {
    let mut headline = vec![false; blocks.len()];
    let mut seen: HashSet<String> = HashSet::new();
    let titles = titles_of_links(blocks);
    let is_title = |i: usize| blocks[i].link.is_none_or(|link| titles.get(&link) == Some(&i));
    let related = |block: &Block| block.region == Some(Region::Related);
    let mut from = 0;
    while from < blocks.len() {
        if !related(&blocks[from]) {
            from += 1;
            continue;
        }
        let to = (from..blocks.len()).find(|&i| !related(&blocks[i])).unwrap_or(blocks.len());
        let linked = blocks[from..to].iter().any(|block| block.linked && count(&block.text) >= 2);
        let headed = blocks[from..to].iter().any(|block| block.linked && matches!(block.shape, Shape::Heading(_)));
        for i in from..to {
            let block = &blocks[i];
            let heading = matches!(block.shape, Shape::Heading(_)) && !block.linked;
            let enough =
                if linked { block.linked && count(&block.text) >= 2 } else { !heading && count(&block.text) >= 2 };
            let teaser = headed && ends_sentence(&block.text) && !matches!(block.shape, Shape::Heading(_));
            headline[i] = enough && is_title(i) && !teaser && block.cue.is_none() && seen.insert(plain(&block.text));
        }
        from = to;
    }
    headline
}

/// Returns for each link that holds several blocks the one that is its headline: a heading, else the first of some words.
pub(super) fn titles_of_links(blocks: &[Block]) -> HashMap<usize, usize> {
    let mut titles: HashMap<usize, usize> = HashMap::new();
    let heading = |i: usize| matches!(blocks[i].shape, Shape::Heading(_));
    for (i, block) in blocks.iter().enumerate() {
        let Some(link) = block.link.filter(|_| block.linked && count(&block.text) >= 2) else { continue };
        let best = *titles.entry(link).or_insert(i);
        if heading(i) && !heading(best) {
            titles.insert(link, i);
        }
    }
    titles
}
