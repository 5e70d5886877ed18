//! Decides for every block of a page what it is.

mod body;
mod closing;
mod comments;
mod opening;
mod parts;
mod related;
mod section;

use std::collections::HashMap;

use plenipo_record::PartKind;

use crate::article::Draft;
use crate::block::{Block, Meta, Region};
use crate::credit;
use crate::cues::{Cue, CueKind, cues};
use crate::head::{self, Layout};
use crate::live::{Entries, Told};
use crate::masthead;
use crate::signoff;
use crate::words::{count, ends_sentence, is_address, is_capital, plain};
use related::{headlines, other_headlines, titles_of_links};
use section::last_of_reporting;

/// Which stretch of the page the walk is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Zone {
    /// Above the headline.
    Top,
    /// Between headline and reporting.
    Head,
    /// The reporting.
    Body,
    /// A list of key points.
    KeyPoints,
    /// Headlines of other stories.
    Related,
    /// Readers' comments.
    Comments,
    /// Behind the end of the reporting.
    Closed,
}

/// Walks over the blocks once and puts each into the draft.
#[expect(clippy::struct_excessive_bools, reason = "independent marks of where the walk is, each read on its own")]
pub(crate) struct Sorter<'b> {
    blocks: &'b [Block],
    layout: Layout,
    marked: bool,
    zone: Zone,
    /// Where the walk goes on after a list of key points.
    outer: Zone,
    /// Whether the dateline may still come.
    opens: bool,
    /// The last block of the section that holds the reporting.
    last: usize,
    /// For blocks among other stories, whether they are headlines.
    headline: Vec<bool>,
    /// The block of each link that is its headline.
    titles: HashMap<usize, usize>,
    author: Option<String>,
    /// Number of key points taken since their heading.
    points: usize,
    /// Number of quotations compared with the rest of the page.
    compared: usize,
    /// The article by the linked data.
    told: Told,
    /// Entries of a live blog by the linked data.
    entries: Entries,
    /// Entries of a live blog by their section, where nothing but an hour tells them.
    hourly: HashMap<usize, usize>,
    /// The element of the entry that the walk is in.
    entry: Option<usize>,
    /// Whether the headline of a plain text's entry may still come.
    untitled: bool,
    /// Whether the walk is in a strip of headlines above the page's own.
    strip: bool,
    /// Whether the lines of the list that the walk is in stand without gaps.
    tight: bool,
    /// The last block that can be a paragraph of reporting.
    last_prose: usize,
}

/// How many blocks are looked at where looking at all of them would take too long on a hostile page.
const AHEAD: usize = 40;

impl<'b> Sorter<'b> {
    /// Prepares the walk over the blocks of a page; `meta` is there for a marked-up one.
    pub fn new(blocks: &'b [Block], meta: Option<&Meta>) -> Self {
        let layout = head::layout(blocks, meta);
        let zone = if layout.title.is_some() || layout.outlet.is_some() { Zone::Top } else { Zone::Head };
        let (last, hourly) = match meta {
            Some(_) => last_of_reporting(blocks, layout.body),
            None => (blocks.len(), HashMap::new()),
        };
        let headline = other_headlines(blocks);
        let told = Told::new(meta, blocks, layout.body);
        Sorter {
            blocks,
            told,
            entries: Entries::new(meta),
            hourly,
            entry: None,
            untitled: false,
            strip: false,
            tight: false,
            last_prose: blocks.iter().rposition(head::is_prose).unwrap_or_default(),
            layout,
            marked: meta.is_some(),
            zone,
            outer: zone,
            opens: true,
            last,
            headline,
            titles: titles_of_links(blocks),
            author: None,
            points: 0,
            compared: 0,
        }
    }

    /// Sorts all blocks into `draft`.
    pub fn run(mut self, draft: &mut Draft) {
        for i in 0..self.blocks.len() {
            let block = &self.blocks[i];
            if Some(i) == self.layout.title {
                let headline = if self.marked { (block.text.as_str(), None) } else { masthead::parted(self.blocks, i) };
                if let Some(outlet) = headline.1 {
                    draft.outlet(outlet);
                }
                draft.headline(&block.text, headline.0);
                self.zone = Zone::Head;
                continue;
            }
            if Some(i) == self.layout.outlet {
                draft.outlet(masthead::name(&block.text));
                draft.push(PartKind::Credit, &block.text);
                continue;
            }
            if i == self.layout.body && self.zone != Zone::Body {
                self.zone = Zone::Body;
            }
            self.enter(i, draft);
            if self.part(i, draft) {
                continue;
            }
            match self.zone {
                Zone::Top => self.top(i, draft),
                _ => self.sort(i, draft),
            }
        }
    }

    fn top(&mut self, i: usize, draft: &mut Draft) {
        let block = &self.blocks[i];
        if self.strip_above(i, draft) {
            return;
        }
        if self.marked && names_site(block) {
            draft.publisher(&block.text);
        }
        let near = !self.marked || self.layout.title.is_some_and(|title| (i..=i + 3).contains(&title));
        match credit::read(block).filter(|_| near && !matches!(block.region, Some(Region::Furniture | Region::Related)))
        {
            Some(found) => draft.credit(&block.text, &found, self.marked),
            None => match masthead::columnist(&block.text).filter(|_| near && !draft.has_byline()) {
                Some(name) => draft.byline(name, &block.text),
                None => draft.push(PartKind::Furniture, &block.text),
            },
        }
    }

    /// Sorts a strip of headlines of other stories above the page's own: `Latest: One | Two`; false where there is none.
    fn strip_above(&mut self, i: usize, draft: &mut Draft) -> bool {
        let block = &self.blocks[i];
        match block.cue {
            Some(Cue { kind: CueKind::RelatedHeading | CueKind::RelatedLine, rest: Some(rest) }) => {
                match links_in(block, rest) {
                    Some(list) => draft.related_list(&block.text, &list),
                    None => headlines(&block.text, &block.text[rest..], true, draft),
                }
                true
            }
            Some(cue) => {
                self.strip = cue.kind == CueKind::RelatedHeading && self.marked && !block.linked;
                false
            }
            None => {
                self.strip &= block.linked && matches!(block.region, None | Some(Region::Related));
                let headline = self.strip && count(&block.text) >= 4 && !ends_sentence(&block.text);
                if headline {
                    draft.related(&block.text, &block.text);
                }
                headline
            }
        }
    }

    fn sort(&mut self, i: usize, draft: &mut Draft) {
        let block = &self.blocks[i];
        let text = block.text.as_str();
        let cue = block.cue;
        let service = cue.is_some() || block.region == Some(Region::Furniture) || self.zone == Zone::Closed;
        if let Some(name) = service.then(|| head::outlet_in_service_line(text)).flatten() {
            name_outlet(&name, draft);
        }
        if let Some(name) = service.then(|| credit::writer_in_service_line(text)).flatten() {
            draft.signed(name);
        }
        match block.region {
            Some(Region::Related) => return self.related_block(i, cue, draft),
            Some(Region::Comments) => return self.comment_block(i, cue, draft),
            Some(Region::Furniture | Region::ReadingTime | Region::Section) => {
                return draft.push(PartKind::Furniture, text);
            }
            Some(Region::Caption) => return draft.push(PartKind::Caption, text),
            Some(Region::Pull) => return draft.push(PartKind::PullQuote, text),
            _ => {}
        }
        if self.zone == Zone::Comments && self.comment_line(i, cue, draft) {
            return;
        }
        if self.zone == Zone::Related && self.related_line(i, cue, draft) {
            return;
        }
        if self.zone == Zone::KeyPoints || block.region == Some(Region::KeyPoints) {
            if self.key_point(i, cue, draft) {
                return;
            }
            self.zone = self.outer;
        }
        if is_address(text) {
            return draft.push(PartKind::Link, text);
        }
        if !text.chars().any(char::is_alphanumeric) {
            return draft.push(PartKind::Furniture, text);
        }
        if let Some(cue) = cue {
            return self.cue(i, cue, draft);
        }
        match self.zone {
            Zone::Head | Zone::Top => self.head(i, draft),
            Zone::Closed => self.behind(i, draft),
            _ => self.body(i, draft),
        }
    }

    fn cue(&mut self, i: usize, cue: Cue, draft: &mut Draft) {
        let text = self.blocks[i].text.as_str();
        let rest = cue.rest.map(|at| &text[at..]);
        let behind = self.zone == Zone::Body || self.zone == Zone::Closed;
        if self.layout.timed && !matches!(cue.kind, CueKind::Caption | CueKind::Note) {
            draft.leave();
        }
        let dated = |found: &credit::Credit| found.stamps.iter().any(|stamp| stamp.published().is_some());
        match cue.kind {
            // `Press Release No. 4, 9 April 2026`
            CueKind::Furniture if !behind && !head::is_copyright(text) => {
                match credit::read(&self.blocks[i]).filter(dated) {
                    Some(found) => draft.credit(text, &found, self.marked),
                    None => draft.push(PartKind::Furniture, text),
                }
            }
            CueKind::Furniture => draft.push(PartKind::Furniture, text),
            CueKind::Caption => draft.push(PartKind::Caption, text),
            CueKind::Note => draft.push(PartKind::Note, text),
            CueKind::End => {
                draft.push(PartKind::Credit, text);
                if behind && !self.is_divider(i) {
                    self.zone = Zone::Closed;
                }
            }
            CueKind::Credit => {
                let found = credit::read(&self.blocks[i]).unwrap_or_default();
                draft.agency_of_note(signoff::agency_in(text));
                draft.credit(text, &found, behind);
                // Behind the reporters' note an agency's page tells its topics and its writers.
                let closes = behind && !plain(text).starts_with("source") && self.entry.is_none();
                if closes && !self.reporting_follows(i + 1) {
                    self.zone = Zone::Closed;
                }
            }
            CueKind::RelatedLine => {
                headlines(text, rest.unwrap_or(text), true, draft);
            }
            CueKind::RelatedHeading => {
                if behind || self.zone == Zone::Related {
                    self.zone = Zone::Related;
                    self.tight = true;
                }
                match rest {
                    Some(rest) => headlines(text, rest, true, draft),
                    None => draft.push(PartKind::Furniture, text),
                }
            }
            CueKind::CommentsHeading => {
                draft.push(PartKind::Furniture, text);
                if behind || self.zone == Zone::Related || self.zone == Zone::Comments {
                    self.zone = Zone::Comments;
                    self.author = None;
                }
            }
            CueKind::KeyPointsHeading => {
                draft.push(if rest.is_some() { PartKind::Summary } else { PartKind::Furniture }, text);
                self.outer = self.zone;
                self.zone = Zone::KeyPoints;
                self.points = 0;
            }
        }
    }

    /// Tells whether the block is not merely what stands below a headline in the same link.
    fn is_title(&self, i: usize) -> bool {
        self.blocks[i].link.is_none_or(|link| self.titles.get(&link).is_none_or(|&title| title == i))
    }
}

/// Notes the publication by a line of service; the name of a house that publishes is believed where nothing else tells.
fn name_outlet(name: &str, draft: &mut Draft) {
    if let Some(agency) = cues().agency(name) {
        draft.agency_of_note(Some(agency.to_owned()));
    } else if head::is_publisher(name) {
        draft.publisher(name);
    } else {
        draft.outlet(name);
    }
}

/// Returns the headlines behind `from` where inline elements part the words into several.
fn links_in(block: &Block, from: usize) -> Option<Vec<&str>> {
    let ends = block.cuts.iter().copied().filter(|&cut| cut > from && block.text.is_char_boundary(cut));
    let mut list = Vec::new();
    let mut start = from;
    for end in ends.chain([block.text.len()]) {
        let piece = block.text[start..end].trim();
        start = end;
        if !piece.is_empty() {
            list.push(piece);
        }
    }
    (list.len() >= 2 && list.iter().all(|piece| count(piece) >= 3)).then_some(list)
}

/// Tells whether the block above the headline is the name of the site: a link to its first page, or a publication's name.
fn names_site(block: &Block) -> bool {
    let root = block.href.as_deref().is_some_and(|href| {
        let path = href.split_once("://").map_or(href, |(_, rest)| rest.split_once('/').map_or("/", |(_, path)| path));
        matches!(path, "/" | "" | "./" | "index.html" | "/index.html")
    });
    let name = block.text.as_str();
    let sound = (1..=5).contains(&count(name)) && block.cue.is_none() && !masthead::is_section(name);
    sound && name.split(' ').all(is_capital) && (root && block.linked || head::is_publication(name))
}
