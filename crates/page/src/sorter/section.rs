//! Which sections of a page hold the reporting, and which are entries of a live blog.

use std::collections::HashMap;

use crate::block::{Block, Region};
use crate::head;

/// Returns the last block of the sections that hold the reporting, and those of them that are entries of a live blog.
pub(super) fn last_of_reporting(blocks: &[Block], body: usize) -> (usize, HashMap<usize, usize>) {
    let mut sections: HashMap<usize, Section> = HashMap::new();
    for block in blocks[body.min(blocks.len())..].iter().filter(|block| head::is_prose(block)) {
        let section = sections.entry(block.group).or_default();
        section.paragraphs += 1;
        section.bytes += block.text.len();
    }
    let entries = entries_by_hour(blocks, &sections);
    let all: usize = sections.values().map(|section| section.bytes).sum();
    let greatest = sections.iter().max_by_key(|(group, section)| (section.bytes, usize::MAX - **group));
    let Some((&group, &Section { bytes: most, .. })) = greatest.filter(|(_, section)| section.bytes * 2 >= all) else {
        return (blocks.len(), entries);
    };
    // Newsletters and page builders cut the reporting into several sections; a lone paragraph elsewhere is none.
    let several = |section: &Section| section.paragraphs >= 2 && section.bytes * 4 >= most;
    let holds = |of: usize| of == group || sections.get(&of).is_some_and(several) || entries.contains_key(&of);
    let last = (body..blocks.len()).rev().find(|&i| blocks[i].region.is_none() && holds(blocks[i].group));
    (last.unwrap_or(blocks.len()), entries)
}

/// Returns the sections that are the entries of a live blog, each with a number for its entry that no element has: two at
/// least, with paragraphs below their hour.
fn entries_by_hour(blocks: &[Block], sections: &HashMap<usize, Section>) -> HashMap<usize, usize> {
    let mut hours: HashMap<usize, usize> = HashMap::new();
    let shown = |block: &&Block| matches!(block.region, None | Some(Region::Credit));
    for block in blocks.iter().filter(shown).filter(|block| head::is_hour(block)) {
        *hours.entry(block.group).or_default() += 1;
    }
    hours.retain(|group, hours| *hours == 1 && sections.contains_key(group));
    if hours.len() < 2 {
        return HashMap::new();
    }
    hours.into_keys().map(|section| (section, usize::MAX - 1 - section)).collect()
}

/// The paragraphs that stand in one section of a page.
#[derive(Clone, Copy, Default)]
struct Section {
    paragraphs: usize,
    bytes: usize,
}
