//! Settles what each block is for when the whole page has been seen.

use super::element::is_inline;
use super::walk::{Page, Raw};
use super::wrap::unwrapped;
use crate::block::{Block, Meta, Region, Shape};
use crate::cues::cues;
use crate::words;

/// How many headings of lists are looked at; a page of news has a dozen.
const MAX_LISTS: usize = 200;

/// What holds for an element and everything in it.
#[derive(Clone, Copy, Default)]
struct Inherited {
    named: bool,
    place: bool,
    hidden: bool,
    entry: Option<usize>,
    post: Option<usize>,
    author: Option<usize>,
}

impl Page {
    /// Returns the blocks of the page, and what its head says.
    pub fn finish(mut self) -> (Vec<Block>, Meta) {
        self.end_catch();
        self.end_block();
        self.raws = unwrapped(std::mem::take(&mut self.raws));
        let title = self.title();
        let regions = self.regions(title);
        let inherited = self.inherited();
        if self.meta.authors.is_empty() {
            self.meta.authors = self.authors(&inherited, &regions);
        }
        let mut blocks = Vec::with_capacity(self.raws.len());
        for raw in &self.raws {
            let all = |holds: fn(&Inherited) -> bool| raw.pieces.iter().all(|(element, _)| holds(&inherited[*element]));
            let region = if all(|outer| outer.hidden) { Some(Region::Furniture) } else { settled(raw, &regions) };
            let outer = Inherited { named: all(|outer| outer.named), ..inherited[raw.container] };
            let placed = raw.pieces.iter().take_while(|(element, _)| inherited[*element].place);
            let placed = placed.map(|(_, length)| length).sum();
            split(raw, region, outer, placed, &mut blocks);
        }
        (blocks, self.meta)
    }

    /// Returns the heading that repeats the page's own title, else its only great one.
    fn title(&self) -> Option<usize> {
        let headings = (0..self.raws.len()).filter(|&i| matches!(self.raws[i].shape, Some(Shape::Heading(1..=4))));
        let headings: Vec<usize> = headings.take(400).collect();
        let told = self.meta.title.as_ref().or(self.meta.window_title.as_ref());
        let same = |&i: &usize| {
            let text = self.raws[i].text.as_str();
            let told = told.filter(|told| words::count(text) > 2 && words::likeness(told, text) >= 0.6)?;
            Some((words::shared(text, told), std::cmp::Reverse(i)))
        };
        let great: Vec<usize> =
            headings.iter().copied().filter(|&i| self.raws[i].shape == Some(Shape::Heading(1))).collect();
        let most = headings.iter().filter_map(same).max().map(|(_, std::cmp::Reverse(i))| i);
        let alone = || great.first().copied().filter(|_| great.len() == 1);
        // What stands below the text is no headline.
        let text =
            |raws: &[Raw]| raws.iter().filter(|raw| raw.links.is_empty()).map(|raw| raw.text.len()).sum::<usize>();
        most.or_else(|| alone().filter(|&i| text(&self.raws[..i]) * 2 <= text(&self.raws)))
    }

    /// Returns for each element what holds for it by its own names or those around it.
    fn inherited(&self) -> Vec<Inherited> {
        let mut all: Vec<Inherited> = Vec::with_capacity(self.elements.len());
        for (i, element) in self.elements.iter().enumerate() {
            let outer = if i > 0 { all[element.parent] } else { Inherited::default() };
            let role = element.role;
            all.push(Inherited {
                named: outer.named || role.named,
                place: outer.place || role.place,
                hidden: outer.hidden || role.hidden,
                entry: outer.entry.or(role.entry.then_some(i)),
                post: outer.post.or(role.post.then_some(i)),
                author: outer.author.or(element.author.then_some(i)),
            });
        }
        all
    }

    /// Returns the words of the elements that are marked as the author of the page.
    fn authors(&self, inherited: &[Inherited], regions: &[Option<Region>]) -> Vec<String> {
        let mut authors: Vec<(usize, String)> = Vec::new();
        for raw in
            self.raws.iter().filter(|raw| !matches!(regions[raw.container], Some(Region::Comments | Region::Related)))
        {
            let mut at = 0;
            for &(element, length) in &raw.pieces {
                let words = raw.text.get(at..at + length).unwrap_or_default();
                at += length;
                let Some(author) = inherited[element].author.filter(|_| authors.len() < 8) else { continue };
                match authors.last_mut().filter(|(last, _)| *last == author) {
                    Some((_, text)) => text.push_str(words),
                    None => authors.push((author, words.to_owned())),
                }
            }
        }
        authors.into_iter().map(|(_, text)| text.trim().to_owned()).filter(|text| text.contains(' ')).collect()
    }

    /// Returns for each element what it is for, by its own names or those around it.
    ///
    /// Names are not believed where the element holds the headline or most of the page's paragraphs.
    fn regions(&self, title: Option<usize>) -> Vec<Option<Region>> {
        let mut prose = vec![0_usize; self.elements.len()];
        let mut paragraphs = vec![0_usize; self.elements.len()];
        let mut links = vec![0_usize; self.elements.len()];
        let mut holds_title = vec![false; self.elements.len()];
        for (i, raw) in self.raws.iter().enumerate() {
            // On many pages paragraphs stand in elements that are called none.
            let paragraph = match raw.shape {
                Some(Shape::Paragraph) => raw.text.len() > 40,
                None => raw.text.len() > 80 && raw.links.is_empty() && words::ends_sentence(&raw.text),
                Some(_) => false,
            };
            if paragraph {
                prose[raw.container] += raw.text.len();
                paragraphs[raw.container] += 1;
            }
            links[raw.container] += raw.links.len();
            holds_title[raw.container] |= Some(i) == title;
        }
        for i in (1..self.elements.len()).rev() {
            let parent = self.elements[i].parent;
            paragraphs[parent] += paragraphs[i];
            links[parent] += links[i];
            // What readers write is not the page's own, however much it is.
            if self.elements[i].role.region != Some(Region::Comments) {
                prose[parent] += prose[i];
            }
            holds_title[parent] |= holds_title[i];
        }
        let lists = self.lists(&holds_title);
        let mut regions: Vec<Option<Region>> = Vec::with_capacity(self.elements.len());
        for (i, element) in self.elements.iter().enumerate() {
            let outer = if i == 0 { None } else { regions[element.parent] };
            let much = prose[i] * 10 > prose[0] * 6 && element.role.region != Some(Region::Comments);
            let whole = matches!(&*element.tag, "html" | "body" | "main" | "article");
            let held = |region: &Region| match region {
                // A kicker is no paragraph, a line of credit no row of them, and other stories are reached by links.
                Region::Section | Region::ReadingTime => paragraphs[i] == 0,
                Region::Credit => paragraphs[i] < 3,
                Region::Related => paragraphs[i] < 2 || links[i] > 0,
                // Where nothing else is to be read, these are no comments.
                Region::Comments => prose[i] < prose[0].max(1) || paragraphs[0] > paragraphs[i],
                _ => true,
            };
            let own = element.role.region.filter(|region| !much && !holds_title[i] && !whole && held(region));
            let own = if lists[i] { Some(Region::Related) } else { own };
            let around = &*self.elements[element.parent].tag;
            let set_off = &*element.tag == "blockquote" && matches!(around, "aside" | "figure");
            regions.push(match outer {
                Some(Region::Credit) => own.or(outer),
                Some(Region::Furniture | Region::Caption) if set_off => Some(Region::Pull),
                Some(Region::Furniture) if matches!(own, Some(Region::Related | Region::Comments)) => own,
                Some(Region::Related) if own == Some(Region::Comments) && !self.is_small(i) => own,
                Some(_) => outer,
                None => own,
            });
        }
        regions
    }

    /// Tells for each element whether it is a list of other stories: a heading in it says so and a link follows.
    ///
    /// It is the smallest such element around the heading, and never one with much of the page's prose.
    fn lists(&self, holds_title: &[bool]) -> Vec<bool> {
        let mut links = vec![0_usize; self.elements.len()];
        let mut text = vec![0_usize; self.elements.len()];
        for raw in &self.raws {
            let linked: usize = raw.links.iter().map(|(start, end)| end - start).sum();
            links[raw.container] += usize::from(linked * 10 >= raw.text.len() * 8 && words::count(&raw.text) >= 3);
            if linked * 2 < raw.text.len() && raw.text.len() > 40 {
                text[raw.container] += raw.text.len();
            }
        }
        for i in (1..self.elements.len()).rev() {
            let parent = self.elements[i].parent;
            links[parent] += links[i];
            text[parent] += text[i];
        }
        let mut lists = vec![false; self.elements.len()];
        let heading = |raw: &&Raw| {
            matches!(raw.shape, Some(Shape::Heading(_)) | None)
                && raw.text.len() <= 60
                && cues().opens_related(&raw.text)
        };
        for raw in self.raws.iter().filter(heading).take(MAX_LISTS) {
            let mut around = raw.container;
            while around > 0 && links[around] == 0 {
                around = self.elements[around].parent;
            }
            lists[around] |= around > 0 && !holds_title[around] && text[around] * 2 <= text[0];
        }
        lists
    }

    fn is_small(&self, element: usize) -> bool {
        is_inline(&self.elements[element].tag)
    }
}

/// Returns the region of most of the block's words.
fn settled(raw: &Raw, regions: &[Option<Region>]) -> Option<Region> {
    let own = regions[raw.container];
    if own.is_some() {
        return own;
    }
    let (first, _) = raw.pieces.first()?;
    let region = regions[*first]?;
    let same: usize =
        raw.pieces.iter().filter(|(element, _)| regions[*element].is_some()).map(|(_, length)| length).sum();
    (same * 10 >= raw.text.len() * 8).then_some(region)
}

/// Appends the block, or a block for each of its links where it is a row of links to other stories.
fn split(raw: &Raw, region: Option<Region>, outer: Inherited, placed: usize, blocks: &mut Vec<Block>) {
    let links: Vec<(usize, usize)> = raw.links.iter().copied().filter(|(start, end)| end - start > 1).collect();
    let linked: usize = links.iter().map(|(start, end)| end - start).sum();
    let whole = linked * 10 >= raw.text.len() * 9;
    // A row of short links leads elsewhere on the site: `Newer post | Older post | Home`, `Next card | Share this card`.
    let menu = whole && links.len() > 1 && words::count(&raw.text) < 3 * links.len();
    let region = if menu && region != Some(Region::Comments) { Some(Region::Furniture) } else { region };
    let single = links.len() == 1;
    let make = |text: &str, linked: bool, bold: usize, cuts: Vec<usize>| {
        let block = Block {
            text: text.trim().to_owned(),
            shape: raw.shape.unwrap_or(Shape::Loose),
            region,
            linked,
            link: raw.link.filter(|_| single),
            href: raw.href.clone(),
            stamp: raw.stamp.clone(),
            post: outer.post,
            entry: outer.entry,
            named: outer.named,
            bold,
            placed: placed.min(text.len()),
            cuts,
            gap: true,
            quoted: raw.quoted,
            group: raw.group,
            cue: None,
        };
        block.with_cue()
    };
    let row = whole && links.len() > 1 && links.iter().all(|&(start, end)| words::count(&raw.text[start..end]) >= 3);
    if !row && (region != Some(Region::Related) || links.is_empty()) {
        return blocks.push(make(&raw.text, whole, raw.bold, raw.cuts.clone()));
    }
    let mut at = 0;
    for (start, end) in links {
        let glued = glued(raw, start, end).unwrap_or(end);
        for (from, to, linked) in [(at, start, false), (start, glued, true), (glued, end, false)] {
            let text = raw.text[from..to].trim();
            if !text.is_empty() && (linked || text.chars().any(char::is_alphanumeric)) {
                blocks.push(make(text, linked, 0, Vec::new()));
            }
        }
        at = end;
    }
    let rest = raw.text[at..].trim();
    if rest.chars().any(char::is_alphanumeric) {
        blocks.push(make(rest, false, 0, Vec::new()));
    }
}

/// Returns where the headline ends in a link whose elements stand glued to each other: `HeadlineWhat it is about.`
fn glued(raw: &Raw, start: usize, end: usize) -> Option<usize> {
    raw.cuts.iter().copied().find(|&cut| {
        let (Some(before), Some(after)) = (raw.text.get(start..cut), raw.text.get(cut..end)) else { return false };
        words::count(before) >= 3
            && before.ends_with(|c: char| !c.is_whitespace())
            && after.starts_with(char::is_uppercase)
    })
}
