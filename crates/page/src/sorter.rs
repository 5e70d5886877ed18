//! Decides for every block of a page what it is.

mod closing;
mod comments;
mod opening;
mod parts;
mod related;

use std::collections::HashMap;

use plenipo_record::PartKind;

use crate::article::Draft;
use crate::block::{Block, Meta, Region, Shape};
use crate::credit;
use crate::cues::{Cue, CueKind, cues};
use crate::dateline;
use crate::head::{self, Layout};
use crate::live::{Entries, Told};
use crate::masthead;
use crate::signoff;
use crate::words::{count, ends_sentence, is_address, is_capital, is_counter, is_mail, plain};
use related::{headlines, other_headlines, titles_of_links};

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
        let near = !self.marked || self.layout.title.is_some_and(|title| title - i <= 3);
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

    fn body(&mut self, i: usize, draft: &mut Draft) {
        let block = &self.blocks[i];
        let mut text = block.text.as_str();
        if self.marked && i > self.last && self.entry.is_none() {
            let headline = block.linked && count(text) >= 4 && self.is_title(i);
            return if headline { draft.related(text, text) } else { draft.push(PartKind::Furniture, text) };
        }
        if !self.marked {
            let Some(rest) = self.timed_entry(i, text, draft) else { return };
            text = rest;
        }
        if self.opens {
            if let Some(found) = dateline::bare(text) {
                draft.dateline(&found);
                draft.push(PartKind::Credit, text);
                return;
            }
            if let Some(found) = dateline::run_in(text, true) {
                if found.day.is_none() && found.agency.is_none() && head::named_by_words(&found.place) {
                    // `Coast News – The minister`: the publication itself.
                    draft.outlet(&found.place);
                } else {
                    draft.dateline(&found);
                }
                draft.push(PartKind::Credit, text[..found.end].trim_end());
                text = &text[found.end..];
            } else if let Some((agency, end)) = dateline::credit_alone(text) {
                draft.agency_of_note(Some(agency));
                draft.push(PartKind::Credit, text[..end].trim_end());
                text = &text[end..];
            }
        }
        let heading = matches!(block.shape, Shape::Heading(_));
        let short = heading || block.region == Some(Region::Summary);
        // A heading may ask.
        let asks = heading && text.ends_with(['?', '!', ':', '’', '”', '\'', '"']) && count(text) <= 12;
        if short && !ends_sentence(text) || asks {
            // A crosshead.
            return draft.push(PartKind::Furniture, text);
        }
        if head::is_copyright(text) {
            if let Some(name) = head::outlet_in_service_line(text) {
                name_outlet(&name, draft);
            }
            return draft.push(PartKind::Furniture, text);
        }
        if self.is_crosshead(i, text) || self.is_note_on_writer(i, draft) {
            return draft.push(PartKind::Furniture, text);
        }
        if self.marked && draft.ends_in(PartKind::PullQuote) && credit::lone_name(text).is_some() {
            return draft.push(PartKind::Credit, text);
        }
        // `The Reef Letter is written by Mira Talvik.`
        let own = draft.named().is_some_and(|name| plain(text).starts_with(&plain(name)));
        let introduced = || own.then(|| credit::writer_in_service_line(text)).flatten();
        if let Some(name) = introduced().or_else(|| self.writer_introduced(i, text)) {
            draft.signed(name);
            return draft.push(PartKind::Furniture, text);
        }
        if signoff::find(text).is_some_and(|found| found.start == 0 && found.agency.is_some()) {
            return self.sign_off(i, text, draft);
        }
        if self.marked && self.heads_links(i) {
            self.zone = Zone::Related;
            return draft.push(PartKind::Furniture, text);
        }
        if block.linked && self.marked && !self.is_title(i) {
            return draft.push(PartKind::Furniture, text);
        }
        if block.linked && self.marked && !ends_sentence(text) {
            // One word or two are a topic.
            return if count(text) >= 3 { draft.related(text, text) } else { draft.push(PartKind::Furniture, text) };
        }
        if self.marked && is_counter(text) {
            return draft.push(PartKind::Furniture, text);
        }
        if self.introduces_sender(i) {
            self.zone = Zone::Closed;
            return draft.push(PartKind::Furniture, text);
        }
        if is_mail(text)
            || block.region == Some(Region::Credit)
            || !ends_sentence(text) && credit::read(block).is_some()
        {
            let found = credit::read(block).unwrap_or_default();
            if let Some(name) = head::outlet_in_service_line(text) {
                name_outlet(&name, draft);
            }
            return draft.credit(text, &found, true);
        }
        if self.is_leftover(i, text) && signoff::find(text).is_none() {
            return draft.push(PartKind::Furniture, text);
        }
        if self.is_pull_quote(i) {
            return draft.push(PartKind::PullQuote, text);
        }
        if self.told.denies(i, text) {
            let kind = if block.quoted { PartKind::PullQuote } else { PartKind::Furniture };
            if signoff::find(text).is_none() {
                return draft.push(kind, text);
            }
        }
        self.sign_off(i, text, draft);
    }

    /// Sorts a paragraph, perhaps with a sign-off at its end.
    fn sign_off(&mut self, i: usize, text: &str, draft: &mut Draft) {
        let found = signoff::find(text);
        let signed = || signoff::writer(text).filter(|_| !self.reporting_follows(i + 1));
        let (start, agency, writer) = match found {
            Some(found) => (found.start, found.agency, None),
            None => match signed() {
                Some((start, writer)) => (start, None, Some(writer)),
                None => (text.len(), None, None),
            },
        };
        let reporting = text[..start].trim_end();
        if !reporting.is_empty() {
            draft.push(PartKind::Body, reporting);
            self.opens = false;
        }
        if start == text.len() {
            return;
        }
        draft.agency_of_note(agency);
        if let Some(writer) = writer {
            draft.signed(writer);
        }
        draft.push(PartKind::Credit, text[start..].trim());
        if !self.goes_on(i + 1) {
            self.zone = Zone::Closed;
        }
    }

    /// Tells whether a paragraph of reporting follows before the next heading of a list.
    fn reporting_follows(&self, from: usize) -> bool {
        let ends =
            |block: &&Block| block.cue.is_some_and(|cue| cue.kind != CueKind::Caption && cue.kind != CueKind::Note);
        self.blocks.iter().skip(from).take(AHEAD).take_while(|block| !ends(block)).any(head::is_prose)
    }

    /// Tells whether the block is a short line above links to other stories, such as no sentence of a report is.
    fn heads_links(&self, i: usize) -> bool {
        let block = &self.blocks[i];
        let short =
            count(&block.text) <= 5 && !ends_sentence(&block.text) && !block.linked && block.shape != Shape::Item;
        let next = self.blocks.get(i + 1);
        short && next.is_some_and(|next| next.linked && count(&next.text) >= 3 && !ends_sentence(&next.text))
    }

    /// Tells whether the block is a row of marks between two stretches of the reporting, and not behind it.
    fn is_divider(&self, i: usize) -> bool {
        let block = &self.blocks[i];
        let next = self.blocks.get(i + 1).filter(|next| next.group == block.group);
        !block.text.chars().any(char::is_alphanumeric) && next.is_some_and(head::is_prose)
    }

    /// Tells whether the block heads what a release says of its sender: `About the Port Office`, and then `The Port Office is`.
    fn introduces_sender(&self, i: usize) -> bool {
        let text = self.blocks[i].text.trim_end_matches(':');
        let sender = text.strip_prefix("About ").filter(|name| count(name) <= 7 && !ends_sentence(name));
        let next = self.blocks.get(i + 1).map_or("", |block| block.text.as_str());
        let bare = |text: &str| plain(text.strip_prefix("the ").or(text.strip_prefix("The ")).unwrap_or(text));
        sender.is_some_and(|name| bare(next).starts_with(&bare(name)))
    }

    /// Tells whether the block is not merely what stands below a headline in the same link.
    fn is_title(&self, i: usize) -> bool {
        self.blocks[i].link.is_none_or(|link| self.titles.get(&link).is_none_or(|&title| title == i))
    }

    /// Sorts what stands behind the sign-off.
    fn behind(&mut self, i: usize, draft: &mut Draft) {
        let text = self.blocks[i].text.as_str();
        match signoff::find(text).filter(|found| found.start == 0) {
            Some(found) => {
                draft.agency_of_note(found.agency);
                draft.push(PartKind::Credit, text);
            }
            None if is_mail(text) => draft.push(PartKind::Credit, text),
            None => match credit::read(&self.blocks[i]).filter(|credit| !credit.stamps.is_empty()) {
                Some(found) if !head::is_copyright(text) => draft.credit(text, &found, true),
                _ => draft.push(PartKind::Furniture, text),
            },
        }
    }

    /// Tells whether three paragraphs of reporting follow before the next heading of a list.
    fn goes_on(&self, from: usize) -> bool {
        let list = |block: &&Block| {
            block.cue.is_some_and(|cue| matches!(cue.kind, CueKind::RelatedHeading | CueKind::CommentsHeading))
        };
        let prose = |block: &&Block| head::is_prose(block) && block.text.chars().count() > 100;
        let ahead = self.blocks.iter().skip(from).take(AHEAD);
        ahead.take_while(|block| !list(block)).filter(prose).take(3).count() == 3
    }

    /// Tells whether the block is a quotation whose words stand in another paragraph too.
    fn is_pull_quote(&mut self, i: usize) -> bool {
        let text = self.blocks[i].text.trim();
        let quoted = self.blocks[i].quoted;
        let quote = quoted || text.starts_with(['"', '“']) && text.ends_with(['"', '”']);
        if quoted && head::pull_quote(text) {
            return true;
        }
        if !quote || text.len() < 20 || self.compared >= AHEAD {
            return false;
        }
        self.compared += 1;
        let needle = plain(text);
        let needle = needle.trim_matches(|c: char| !c.is_alphanumeric());
        self.blocks
            .iter()
            .enumerate()
            .any(|(k, other)| k != i && other.text.len() > text.len() + 20 && plain(&other.text).contains(needle))
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

/// Returns the last block of the sections that hold the reporting, and those of them that are entries of a live blog.
fn last_of_reporting(blocks: &[Block], body: usize) -> (usize, HashMap<usize, usize>) {
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
