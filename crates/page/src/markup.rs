//! Cuts a marked-up page into blocks.
//!
//! The page is read token by token into a flat list of elements, each with its parent. The depth is bounded, so that
//! no page, however nested or broken, takes more than linear time.

use std::cell::RefCell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use crate::block::{Block, Meta, Region, Shape};
use crate::linked;
use crate::region::{Role, role};
use crate::words;

/// Elements deeper than this are read as if they stood at this depth.
const MAX_DEPTH: usize = 256;

/// Returns the blocks of a page in order, and what its head says.
pub(crate) fn blocks(html: &str) -> (Vec<Block>, Meta) {
    let tokenizer = Tokenizer::new(Sink { page: RefCell::new(Page::new()) }, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // The sink never asks for a pause, so one call takes all of it.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.page.into_inner().finish()
}

/// Tells whether `text` is markup: it begins as a page does, or holds several tags of structure.
pub(crate) fn is_markup(text: &str) -> bool {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let opening: String = start.chars().take(15).flat_map(char::to_lowercase).collect();
    if ["<!doctype", "<html", "<head", "<body", "<?xml", "<!--"].iter().any(|tag| opening.starts_with(tag)) {
        return true;
    }
    let tags = ["</p>", "</div>", "<br", "</h1>", "</article>", "</html>", "</body>", "</li>", "</title>"];
    let window = &text.as_bytes()[..text.len().min(200_000)];
    let low = window.to_ascii_lowercase();
    let found = |tag: &&str| memchr_count(&low, tag.as_bytes());
    tags.iter().map(found).sum::<usize>() >= 2
}

fn memchr_count(haystack: &[u8], needle: &[u8]) -> usize {
    haystack.split(|&byte| byte == b'<').filter(|piece| piece.starts_with(&needle[1..])).take(2).count()
}

struct Sink {
    page: RefCell<Page>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.page.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return page.open(&tag),
            Token::TagToken(tag) => page.close(&tag.name),
            Token::CharacterTokens(text) => page.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

struct Element {
    parent: usize,
    tag: Box<str>,
    role: Role,
}

/// What becomes of the text that comes next.
#[derive(PartialEq, Eq)]
enum Catch {
    Blocks,
    Title,
    LinkedData,
    Nothing,
}

struct Page {
    elements: Vec<Element>,
    open: Vec<usize>,
    /// Elements opened beyond the greatest depth and not yet closed.
    beyond: usize,
    catch: Catch,
    caught: String,
    meta: Meta,
    current: Raw,
    raws: Vec<Raw>,
}

/// A block whose region is not settled.
#[derive(Default)]
struct Raw {
    text: String,
    space: bool,
    container: usize,
    shape: Option<Shape>,
    pieces: Vec<(usize, usize)>,
    links: Vec<(usize, usize)>,
    link_start: Option<usize>,
    bold: usize,
    bold_open: bool,
    cuts: Vec<usize>,
    quoted: bool,
    group: usize,
}

fn is_void(tag: &str) -> bool {
    matches!(
        tag,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

fn is_inline(tag: &str) -> bool {
    matches!(
        tag,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "input"
            | "svg"
            | "path"
            | "picture"
            | "source"
    )
}

impl Page {
    fn new() -> Self {
        let root = Element { parent: 0, tag: "".into(), role: Role::default() };
        Page {
            elements: vec![root],
            open: vec![0],
            beyond: 0,
            catch: Catch::Blocks,
            caught: String::new(),
            meta: Meta::default(),
            current: Raw::default(),
            raws: Vec::new(),
        }
    }

    fn top(&self) -> usize {
        *self.open.last().expect("the root is never closed")
    }

    fn open(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let attribute = |key: &str| tag.attrs.iter().find(|a| &*a.name.local == key).map(|a| &*a.value);
        match name {
            "meta" => self.read_meta(&attribute),
            "title" => {
                return self.catch(
                    if self.open.len() < 6 && self.meta.window_title.is_none() { Catch::Title } else { Catch::Nothing },
                    Rcdata,
                );
            }
            "textarea" => return self.catch(Catch::Nothing, Rcdata),
            "style" | "iframe" | "noembed" | "noframes" | "xmp" => return self.catch(Catch::Nothing, Rawtext),
            "script" => {
                let linked = attribute("type").is_some_and(|kind| kind.contains("ld+json"));
                return self.catch(if linked { Catch::LinkedData } else { Catch::Nothing }, ScriptData);
            }
            _ => {}
        }
        if name == "br" || name == "hr" {
            self.end_block();
            return TokenSinkResult::Continue;
        }
        let inline = is_inline(name);
        if !inline {
            self.end_block();
            self.close_implied(name);
        }
        if is_void(name) {
            return TokenSinkResult::Continue;
        }
        if name == "time" && self.meta.time_element.is_none() {
            self.meta.time_element = attribute("datetime").map(str::to_owned);
        }
        if name == "a" {
            if let Some(at) = self.open.iter().rposition(|&e| &*self.elements[e].tag == "a")
                && at + 4 > self.open.len()
            {
                self.close("a");
            }
            self.current.link_start = Some(self.current.text.len());
        }
        if inline {
            self.cut();
            if matches!(name, "b" | "strong") && self.current.text.is_empty() {
                self.current.bold_open = true;
            }
        }
        if self.open.len() >= MAX_DEPTH {
            self.beyond += 1;
            return TokenSinkResult::Continue;
        }
        let names = ["class", "id", "itemprop", "role"].into_iter().filter_map(attribute);
        let mut role = role(name, names);
        let style = attribute("style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
        let hidden = style || attribute("hidden").is_some() || attribute("aria-hidden") == Some("true");
        if hidden {
            role.region = Some(Region::Furniture);
        }
        self.elements.push(Element { parent: self.top(), tag: name.into(), role });
        self.open.push(self.elements.len() - 1);
        TokenSinkResult::Continue
    }

    fn catch(&mut self, catch: Catch, state: html5ever::tokenizer::states::RawKind) -> TokenSinkResult<()> {
        self.catch = catch;
        self.caught.clear();
        TokenSinkResult::RawData(state)
    }

    /// Closes the paragraph or item that the opening of a block ends without saying so.
    fn close_implied(&mut self, name: &str) {
        let closes: &[&str] = if name == "li" { &["li", "p"] } else { &["p"] };
        for at in (1..self.open.len()).rev() {
            let tag = &*self.elements[self.open[at]].tag;
            if closes.contains(&tag) {
                self.open.truncate(at);
                return;
            }
            if matches!(tag, "ul" | "ol" | "td" | "table" | "button" | "object") {
                return;
            }
        }
    }

    fn close(&mut self, name: &str) {
        if self.catch != Catch::Blocks {
            if matches!(name, "script" | "style" | "title" | "textarea" | "iframe" | "noembed" | "noframes" | "xmp") {
                self.end_catch();
            }
            return;
        }
        let inline = is_inline(name);
        if inline {
            if name == "a"
                && let Some(start) = self.current.link_start.take()
            {
                self.current.links.push((start, self.current.text.len()));
            }
            if matches!(name, "b" | "strong") && self.current.bold_open {
                self.current.bold_open = false;
                self.current.bold = self.current.text.len();
            }
            self.cut();
        } else {
            self.end_block();
        }
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        if let Some(at) = self.open.iter().skip(1).rposition(|&e| &*self.elements[e].tag == name) {
            self.open.truncate(at + 1);
        }
    }

    fn end_catch(&mut self) {
        let caught = std::mem::take(&mut self.caught);
        match std::mem::replace(&mut self.catch, Catch::Blocks) {
            Catch::Title => {
                let title = caught.split_whitespace().collect::<Vec<_>>().join(" ");
                self.meta.window_title = Some(title).filter(|title| !title.is_empty());
            }
            Catch::LinkedData => linked::read(&caught, &mut self.meta),
            Catch::Blocks | Catch::Nothing => {}
        }
    }

    fn read_meta<'a>(&mut self, attribute: &impl Fn(&str) -> Option<&'a str>) {
        let Some(key) = attribute("property").or_else(|| attribute("name")).or_else(|| attribute("itemprop")) else {
            return;
        };
        let Some(content) = attribute("content").map(str::trim).filter(|content| !content.is_empty()) else { return };
        let slot = match key.to_lowercase().as_str() {
            "og:title" => &mut self.meta.title,
            "og:site_name" => &mut self.meta.outlet,
            "article:published_time"
            | "og:article:published_time"
            | "datepublished"
            | "pubdate"
            | "publishdate"
            | "publish-date"
            | "publish_date"
            | "dc.date.issued"
            | "dc.date"
            | "parsely-pub-date"
            | "sailthru.date" => &mut self.meta.published,
            "author" | "parsely-author" | "dc.creator" | "article:author" | "byl" => {
                let known = self.meta.authors.iter().any(|author| author == content);
                if !content.starts_with("http") && !known {
                    self.meta.authors.push(content.to_owned());
                }
                return;
            }
            _ => return,
        };
        if slot.is_none() {
            *slot = Some(content.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }

    fn cut(&mut self) {
        let at = self.current.text.len();
        if at > 0 && self.current.cuts.last() != Some(&at) {
            self.current.cuts.push(at);
        }
    }

    fn text(&mut self, text: &str) {
        if self.catch != Catch::Blocks {
            if self.catch != Catch::Nothing && self.caught.len() < 1_000_000 {
                self.caught.push_str(text);
            }
            return;
        }
        let top = self.top();
        if self.current.text.is_empty() && !text.trim().is_empty() {
            self.begin_block();
        }
        let current = &mut self.current;
        let before = current.text.len();
        for c in text.chars() {
            if c.is_whitespace() && c != '\u{2028}' || c == '\u{a0}' {
                current.space = !current.text.is_empty();
            } else {
                if std::mem::take(&mut current.space) {
                    current.text.push(' ');
                }
                current.text.push(c);
            }
        }
        let added = current.text.len() - before;
        if added > 0 {
            current.pieces.push((top, added));
        }
    }

    /// Notes where the block stands: its nearest element that is no inline one.
    fn begin_block(&mut self) {
        let mut shape = None;
        let mut container = 0;
        for &element in self.open.iter().rev() {
            let tag = &*self.elements[element].tag;
            if container == 0 && !is_inline(tag) {
                container = element;
            }
            let heading = tag
                .strip_prefix('h')
                .and_then(|level| level.parse::<u8>().ok())
                .filter(|level| (1..=6).contains(level));
            shape = shape.or(match tag {
                "p" => Some(Shape::Paragraph),
                "li" | "dd" | "dt" => Some(Shape::Item),
                _ => heading.map(Shape::Heading),
            });
            self.current.quoted |= tag == "blockquote";
            if matches!(tag, "div" | "section" | "article" | "main" | "body" | "td" | "aside") {
                self.current.group = element;
                break;
            }
        }
        self.current.container = container;
        self.current.shape = shape;
    }

    fn end_block(&mut self) {
        let mut raw = std::mem::take(&mut self.current);
        if let Some(start) = raw.link_start {
            raw.links.push((start, raw.text.len()));
            // The link goes on in the next block.
            let linking = self.open.iter().any(|&e| &*self.elements[e].tag == "a");
            self.current.link_start = linking.then_some(0);
        }
        if raw.bold_open {
            raw.bold = raw.text.len();
        }
        if !raw.text.is_empty() {
            self.raws.push(raw);
        }
    }

    fn finish(mut self) -> (Vec<Block>, Meta) {
        self.end_catch();
        self.end_block();
        let titles: Vec<usize> =
            (0..self.raws.len()).filter(|&i| self.raws[i].shape == Some(Shape::Heading(1))).collect();
        let told = self.meta.title.as_ref().or(self.meta.window_title.as_ref());
        let title = titles
            .iter()
            .copied()
            .find(|&i| {
                told.is_some_and(|told| {
                    words::likeness(told, &self.raws[i].text) >= 0.6 && words::count(&self.raws[i].text) > 2
                })
            })
            .or(titles.first().copied().filter(|_| titles.len() == 1));
        let regions = self.regions(title);
        let named = self.inherited();
        let mut blocks = Vec::with_capacity(self.raws.len());
        for raw in &self.raws {
            let region = settled(raw, &regions);
            let named = raw.pieces.iter().all(|(element, _)| named[*element]);
            split(raw, region, named, &mut blocks);
        }
        (blocks, self.meta)
    }

    /// Returns for each element whether it or one around it holds a person's name.
    fn inherited(&self) -> Vec<bool> {
        let mut named = Vec::with_capacity(self.elements.len());
        for (i, element) in self.elements.iter().enumerate() {
            let outer = i > 0 && named[element.parent];
            named.push(outer || element.role.named);
        }
        named
    }

    /// Returns for each element what it is for, by its own names or those around it.
    ///
    /// Names are not believed where the element holds the headline or most of the page's paragraphs.
    fn regions(&self, title: Option<usize>) -> Vec<Option<Region>> {
        let mut prose = vec![0_usize; self.elements.len()];
        let mut holds_title = vec![false; self.elements.len()];
        for (i, raw) in self.raws.iter().enumerate() {
            if raw.shape == Some(Shape::Paragraph) && raw.text.len() > 40 {
                prose[raw.container] += raw.text.len();
            }
            holds_title[raw.container] |= Some(i) == title;
        }
        for i in (1..self.elements.len()).rev() {
            let parent = self.elements[i].parent;
            prose[parent] += prose[i];
            holds_title[parent] |= holds_title[i];
        }
        let mut regions: Vec<Option<Region>> = Vec::with_capacity(self.elements.len());
        for (i, element) in self.elements.iter().enumerate() {
            let outer = if i == 0 { None } else { regions[element.parent] };
            let much = prose[i] * 10 > prose[0] * 6 && element.role.region != Some(Region::Comments);
            let whole = matches!(&*element.tag, "html" | "body" | "main" | "article");
            let own = element.role.region.filter(|_| !much && !holds_title[i] && !whole);
            regions.push(match outer {
                Some(Region::Credit) => own.or(outer),
                Some(Region::Furniture) if matches!(own, Some(Region::Related | Region::Comments)) => own,
                Some(Region::Related) if own == Some(Region::Comments) && !self.is_small(i) => own,
                Some(_) => outer,
                None => own,
            });
        }
        regions
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
fn split(raw: &Raw, region: Option<Region>, named: bool, blocks: &mut Vec<Block>) {
    let links: Vec<(usize, usize)> = raw.links.iter().copied().filter(|(start, end)| end - start > 1).collect();
    let linked: usize = links.iter().map(|(start, end)| end - start).sum();
    let make = |text: &str, linked: bool, bold: usize, cuts: Vec<usize>| {
        let block = Block {
            text: text.trim().to_owned(),
            shape: raw.shape.unwrap_or(Shape::Loose),
            region,
            linked,
            named,
            bold,
            cuts,
            gap: true,
            quoted: raw.quoted,
            group: raw.group,
            cue: None,
        };
        block.with_cue()
    };
    if region == Some(Region::Related) && !links.is_empty() {
        let mut at = 0;
        for (start, end) in links {
            for (from, to, linked) in [(at, start, false), (start, end, true)] {
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
    } else {
        let whole = linked * 10 >= raw.text.len() * 9;
        blocks.push(make(&raw.text, whole, raw.bold, raw.cuts.clone()));
    }
}
