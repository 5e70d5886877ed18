//! Finds where the headline stands and where the reporting begins.

use crate::block::{Block, Meta, Region, Shape};
use crate::credit;
use crate::cues::{CueKind, cues};
use crate::dateline::{self, RunIn};
use crate::masthead;
use crate::stamp;
use crate::words::{self, count, ends_sentence, is_address, is_capital, likeness, plain};

/// Where things stand at the top of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    /// The block of the headline.
    pub title: Option<usize>,
    /// The line that names the publication.
    pub outlet: Option<usize>,
    /// The first block of the reporting, or the bare dateline before it.
    pub body: usize,
    /// Whether the reporting is a row of entries, each opened by its time: a live blog in plain text.
    pub timed: bool,
}

/// How many blocks a page's head has at most.
pub(crate) const HEAD: usize = 60;

/// How many lines open with a time at least where a plain text is a live blog.
const ENTRIES: usize = 3;

/// Looks at the blocks of a page, marked up or not.
pub(crate) fn layout(blocks: &[Block], meta: Option<&Meta>) -> Layout {
    let title = meta.and_then(|meta| marked_title(blocks, meta));
    let from = title.map_or(0, |title| title + 1);
    let body = body(blocks, from);
    if meta.is_some() {
        return Layout { title, outlet: None, body, timed: false };
    }
    let entry = |block: &&Block| stamp::leading_clock(&block.text).is_some();
    let timed = blocks.iter().filter(entry).take(ENTRIES).count() == ENTRIES;
    let first = if timed { blocks.iter().position(|block| entry(&block)) } else { None };
    let body = first.unwrap_or(body);
    let (outlet, title) = masthead::written_title(blocks, body);
    Layout { title, outlet, body, timed }
}

/// Returns the heading that repeats the page's own title, else the first great heading, else a line that repeats it, else
/// the heading just above the reporting; never one that stands below most of it.
fn marked_title(blocks: &[Block], meta: &Meta) -> Option<usize> {
    // Some pages call themselves after their publication only.
    let told = meta.title.as_ref().or(meta.window_title.as_ref()).filter(|told| meta.outlet.as_ref() != Some(told));
    let heading =
        |i: &usize| matches!(blocks[*i].shape, Shape::Heading(1..=4)) && blocks[*i].region != Some(Region::Related);
    let same =
        |i: &usize| told.is_some_and(|told| likeness(told, &blocks[*i].text) >= 0.7 && count(&blocks[*i].text) >= 3);
    // The window's title may name the publication too: the line that repeats most of it is the headline.
    let most = |list: &mut dyn Iterator<Item = usize>| {
        let shared = |i: usize| told.map_or(0, |told| words::shared(&blocks[i].text, told));
        list.map(|i| (shared(i), std::cmp::Reverse(i))).max().map(|(_, std::cmp::Reverse(i))| i)
    };
    let prose = |block: &Block| if is_prose(block) { block.text.len() } else { 0 };
    let all: usize = blocks.iter().map(prose).sum();
    let above = blocks.iter().scan(0, |before, block| {
        *before += prose(block);
        Some(*before)
    });
    let middle = above.take_while(|before| before * 2 <= all).count();
    let headings: Vec<usize> = (0..middle.max(1).min(blocks.len())).filter(heading).take(HEAD * 4).collect();
    most(&mut headings.iter().copied().filter(same))
        .or_else(|| {
            headings
                .iter()
                .copied()
                .find(|&i| blocks[i].shape == Shape::Heading(1) && blocks[i].region != Some(Region::Furniture))
        })
        .or_else(|| {
            let line = |i: &usize| same(i) && blocks[*i].region.is_none() && !ends_sentence(&blocks[*i].text);
            most(&mut (0..blocks.len().min(HEAD)).filter(line))
        })
        .or_else(|| {
            let first = blocks.iter().position(is_prose)?;
            let sound = |i: &usize| blocks[*i].region.is_none() && count(&blocks[*i].text) >= 3;
            headings.iter().copied().filter(|&i| i < first).rfind(sound)
        })
}

/// Returns the first block of the reporting at or behind `from`.
fn body(blocks: &[Block], from: usize) -> usize {
    let end = blocks.len().min(from + HEAD);
    let mut start = from;
    let mut prose = 0;
    let mut gone = false;
    for i in from..end {
        let block = &blocks[i];
        if block.region.is_none() || block.region == Some(Region::Credit) {
            let opens = dateline::run_in(&block.text, &block.cuts, prose == 0);
            let long = block.text.chars().count() > 80;
            // Behind two paragraphs capitals and a dash alone open no report.
            let sound = |found: &RunIn| prose < 2 || found.day.is_some() || found.agency.is_some();
            if opens.filter(sound).is_some_and(|found| found.end < block.text.len()) && long && !gone {
                return i;
            }
            if prose == 0 && dateline::bare(&block.text).is_some() && !gone && !has_clock(block) {
                return i;
            }
        }
        // A line such as `Source: the ministry` opens a page, but also stands between paragraphs.
        let noted = block.cue.is_some_and(|cue| matches!(cue.kind, CueKind::Credit | CueKind::Furniture));
        let told = prose == 0 || !noted || credit::read(block).is_some_and(|credit| !credit.stamps.is_empty());
        // An hour alone behind a paragraph is the time of a live blog's next entry.
        let told = told && !(prose > 0 && is_hour(block));
        if is_head_line(blocks, i, from) && told {
            if prose >= 2 {
                // Two paragraphs in a row: the reporting has begun before.
                gone = true;
            }
            if !gone {
                start = i + 1;
                prose = 0;
            }
        } else if is_prose(block) {
            prose += 1;
        }
        gone |= prose >= 3;
    }
    // A standfirst may follow the last line of credit: headlines and lines without a stop.
    let first = |from: usize| (from..blocks.len()).find(|&i| is_prose(&blocks[i]));
    first(start).or_else(|| first(from)).unwrap_or(blocks.len())
}

/// Tells whether the block is a time of day without a date.
pub(crate) fn is_hour(block: &Block) -> bool {
    let text = block.text.as_str();
    stamp::leading_clock(text).is_some_and(|(_, length)| length == text.len())
}

fn has_clock(block: &Block) -> bool {
    stamp::scan(&block.text).iter().any(|stamp| stamp.clock.is_some())
}

/// Tells whether the block can be a paragraph of reporting.
pub(crate) fn is_prose(block: &Block) -> bool {
    let text = block.text.as_str();
    if block.region.is_some() || is_address(text) || matches!(block.shape, Shape::Heading(_)) || block.linked {
        return false;
    }
    let length = text.chars().count();
    let long = length >= 60 && ends_sentence(text) || count(text) >= 25;
    let marked = block.shape == Shape::Paragraph && count(text) >= 5 && (ends_sentence(text) || length > 80);
    let item = block.shape == Shape::Item && block.gap && !long;
    (long || marked) && !item && block.cue.is_none()
}

/// Tells whether the block belongs to the head: credit, key points, reading time, share lines, a summary.
fn is_head_line(blocks: &[Block], i: usize, from: usize) -> bool {
    let block = &blocks[i];
    match block.region {
        Some(Region::Credit | Region::KeyPoints | Region::Summary) => return true,
        Some(_) => return false,
        None => {}
    }
    if credit::read(block).is_some() {
        return true;
    }
    let marked = block.shape != Shape::Line;
    match block.cue.map(|cue| cue.kind) {
        Some(CueKind::KeyPointsHeading) => true,
        Some(CueKind::Furniture | CueKind::Credit) => i < from + 12,
        _ => !marked && (block.shape == Shape::Item || pull_quote(&block.text)),
    }
}

/// Tells whether the line is a quotation set off by the page: `"Words. - Name"`.
pub(crate) fn pull_quote(line: &str) -> bool {
    let line = line.trim();
    let opened = line.starts_with(['"', '“', '\'', '‘']);
    let Some(at) = line.rfind(['-', '–', '—']) else { return false };
    let name = line[at..].trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let words = count(name);
    opened
        && (1..=5).contains(&words)
        && name.split(' ').all(is_capital)
        && line[..at].ends_with([' ', '"', '”', '’', '.'])
        && !name.ends_with('.')
        && line[..at].chars().count() > 20
}

/// Tells whether a short line names a publication beyond doubt: capitalised words, one of them `Gazette` or the like.
pub(crate) fn is_publication(line: &str) -> bool {
    let name = outlet_name(line);
    let words = words::bare(name);
    let strong = |word: &String| cues().outlet_words.contains(word) && !cues().section_words.contains(word);
    (2..=5).contains(&words.len())
        && words.iter().any(strong)
        && name.split(' ').all(|word| is_capital(word) || cues().particles.contains(word))
        && !ends_sentence(name)
}

pub(crate) fn named_by_words(name: &str) -> bool {
    words::bare(name).iter().any(|word| cues().outlet_words.contains(word))
}

/// Returns the name in a line such as `Lac Matin / English edition`.
pub(crate) fn outlet_name(line: &str) -> &str {
    let mut end = line.len();
    for mark in [" | ", " / ", " - ", " – ", " — ", " > ", " » ", " · ", " • ", ": "] {
        end = line.find(mark).map_or(end, |at| at.min(end));
    }
    line[..end].trim()
}

/// Returns the publication that the page's own service lines name.
pub(crate) fn outlet_in_service_line(line: &str) -> Option<String> {
    let low = plain(line);
    if let Some(name) = copyright(line, &low) {
        return Some(name);
    }
    if !cues().outlet_openings.is_match(&low) {
        return None;
    }
    cues().outlet_templates.iter().find_map(|(before, after)| {
        let start = low.find(before.as_str())? + before.len();
        let end = start + low[start..].find(after.as_str())?;
        let name = low[start..end].trim();
        let found = line.to_lowercase().find(name)?;
        let printed = line.get(found..found + name.len())?.trim();
        let year = printed.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '-');
        let sound = (1..=6).contains(&count(year))
            && year.split(' ').all(|word| is_capital(word) || cues().particles.contains(word));
        sound.then(|| title(year))
    })
}

/// Tells whether a line claims copyright: it opens with the mark or the word, and a year stands near it.
pub(crate) fn is_copyright(line: &str) -> bool {
    let low: String = line.trim_start().chars().take(80).flat_map(char::to_lowercase).collect();
    let claimed = ["©", "copyright", "(c) "].iter().any(|mark| low.starts_with(mark));
    let year = |word: &str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    claimed && low.split(|c: char| !c.is_ascii_digit()).any(year)
}

/// Returns the holder in a line of copyright: `© 2024 The Coast Post`, `Copyright Coast Post 2024. All rights reserved`.
fn copyright(line: &str, low: &str) -> Option<String> {
    if line.chars().count() > 240 {
        return None;
    }
    let line = if ["©", "copyright", "(c) "].iter().any(|mark| low.starts_with(mark)) {
        line
    } else {
        // Behind other words of service: `AP contributed to this report. Copyright 2024 The Coast Post.`
        &line[line.find(". Copyright ").or_else(|| line.find(". ©"))? + 2..]
    };
    let opening = |c: char| !c.is_alphabetic();
    let rest = line.trim_start_matches(opening);
    let rest = rest.strip_prefix("Copyright").or_else(|| rest.strip_prefix("COPYRIGHT")).unwrap_or(rest);
    let rest = rest.strip_prefix("c)").or_else(|| rest.strip_prefix("C)")).unwrap_or(rest).trim_start_matches(opening);
    let rest = rest.strip_prefix("by ").unwrap_or(rest);
    let end = rest.find(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '|' | ';' | '(')).unwrap_or(rest.len());
    let name = outlet_name(&rest[..end]);
    let name = name.split(" All ").next().unwrap_or(name).split(" all ").next().unwrap_or(name).trim();
    let words = count(name);
    let sound =
        (1..=6).contains(&words) && name.split(' ').all(|word| is_capital(word) || cues().particles.contains(word));
    (sound && !["All", "Copyright"].contains(&name)).then(|| title(without_company(name)))
}

/// Returns the name without the letters of a company behind it: `Baltic Ledger Ltd`.
fn without_company(name: &str) -> &str {
    let mut name = name;
    while let Some((rest, last)) = name.rsplit_once(' ') {
        let last: String = last.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        if !cues().company_words.contains(&last) {
            break;
        }
        name = rest;
    }
    name.trim_end_matches([' ', ','])
}

/// Tells whether the name is that of a house that publishes, rather than of what it publishes: `Mesa Publishing`.
pub(crate) fn is_publisher(name: &str) -> bool {
    words::bare(name).last().is_some_and(|word| cues().publisher_words.contains(word))
}

fn title(name: &str) -> String {
    name.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}
