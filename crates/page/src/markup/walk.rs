//! Walks over the tokens of a page and keeps its elements and the text between them.

use std::collections::HashMap;

use super::element::{Element, is_inline, is_raw, is_void};
use super::meta;
use super::tag::Tag;
use crate::block::{Meta, Region, Shape};
use crate::linked;
use crate::region::{Role, role};

/// Elements deeper than this are read as if they stood at this depth.
const MAX_DEPTH: usize = 256;

/// More linked data than this is passed over, in bytes.
const MAX_CAUGHT: usize = 1_000_000;

/// What becomes of the text that comes next.
#[derive(PartialEq, Eq)]
enum Catch {
    Blocks,
    Title,
    LinkedData,
    Nothing,
}

/// A page while it is read.
pub(super) struct Page {
    pub elements: Vec<Element>,
    open: Vec<usize>,
    /// Elements opened beyond the greatest depth and not yet closed.
    beyond: usize,
    catch: Catch,
    caught: String,
    pub meta: Meta,
    current: Raw,
    /// How many `<br>` stand before the next text, and nothing else.
    breaks: Option<u8>,
    pub raws: Vec<Raw>,
    /// Roles by the tag and the names of elements.
    roles: HashMap<String, Role>,
    /// The tag and the names of the element that is being opened.
    key: String,
}

/// A block whose region is not settled.
#[derive(Default)]
pub(super) struct Raw {
    pub text: String,
    space: bool,
    /// The nearest element around it that is no inline one.
    pub container: usize,
    pub shape: Option<Shape>,
    /// The elements that hold its words, each with the number of bytes.
    pub pieces: Vec<(usize, usize)>,
    /// Where links begin and end.
    pub links: Vec<(usize, usize)>,
    link_start: Option<usize>,
    /// The link around all of it.
    pub link: Option<usize>,
    pub href: Option<String>,
    pub stamp: Option<String>,
    pub bold: usize,
    bold_open: bool,
    pub cuts: Vec<usize>,
    pub quoted: bool,
    pub group: usize,
    /// How many `<br>` divide it from the block before; 0 where something else does.
    pub breaks: u8,
}

impl Page {
    pub fn new() -> Self {
        let root = Element { parent: 0, tag: "".into(), role: Role::default(), author: false };
        Page {
            elements: vec![root],
            open: vec![0],
            beyond: 0,
            catch: Catch::Blocks,
            caught: String::new(),
            meta: Meta::default(),
            current: Raw::default(),
            breaks: None,
            raws: Vec::new(),
            roles: HashMap::new(),
            key: String::new(),
        }
    }

    fn top(&self) -> usize {
        *self.open.last().expect("the root is never closed")
    }

    pub fn open(&mut self, tag: &Tag) {
        let name = tag.name();
        let attribute = |key: &str| tag.get(key);
        match name {
            "meta" => meta::read(&mut self.meta, &attribute),
            "link" => meta::read_link(&mut self.meta, &attribute),
            "html" => self.meta.language = attribute("lang").map(str::to_owned),
            "title" => {
                let first = self.open.len() < 6 && self.meta.window_title.is_none();
                return self.catch(if first { Catch::Title } else { Catch::Nothing });
            }
            "script" => {
                let linked = attribute("type").is_some_and(|kind| kind.contains("ld+json"));
                return self.catch(if linked { Catch::LinkedData } else { Catch::Nothing });
            }
            _ if is_raw(name) => return self.catch(Catch::Nothing),
            _ => {}
        }
        if name == "br" || name == "hr" {
            self.end_block();
            self.breaks = self.breaks.map(|breaks| breaks.saturating_add(1)).filter(|_| name == "br");
            return;
        }
        // An anchor that only names a place in the page is no link, and old pages leave it open.
        if name == "a" && attribute("href").is_none() && (attribute("name").is_some() || attribute("id").is_some()) {
            return;
        }
        let inline = is_inline(name);
        if !inline {
            self.end_block();
            self.breaks = None;
            self.close_implied(name);
        }
        if is_void(name) {
            return;
        }
        if name == "a" {
            if let Some(at) = self.open.iter().rposition(|&e| &*self.elements[e].tag == "a")
                && at + 4 > self.open.len()
            {
                self.close("a");
            }
            let current = &mut self.current;
            // Two links side by side are two things, whatever stands between them.
            current.space |= current.links.last().is_some_and(|(_, end)| *end == current.text.len() && *end > 0);
            current.link_start = Some(current.text.len());
            current.href = attribute("href").map(str::to_owned);
        }
        // A time is no part of the word before it, whatever stands between them.
        self.current.space |= name == "time" && !self.current.text.is_empty();
        if inline {
            self.cut();
            if matches!(name, "b" | "strong") && self.current.text.is_empty() {
                self.current.bold_open = true;
            }
        }
        if self.open.len() >= MAX_DEPTH {
            self.beyond += 1;
            return;
        }
        // The head of an article is a part of it, the one of the page is not.
        let is_own = name == "header" && self.open.iter().any(|&e| &*self.elements[e].tag == "article");
        let mut role = self.role(if is_own { "div" } else { name }, &attribute);
        let style = attribute("style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
        let hidden = style || attribute("hidden").is_some() || attribute("aria-hidden") == Some("true");
        if hidden {
            role.region = Some(Region::Furniture);
        }
        if role.hidden {
            self.end_block();
        }
        self.time(name, &attribute);
        let author = ["itemprop", "rel"].into_iter().filter_map(attribute).any(|value| value == "author");
        self.elements.push(Element { parent: self.top(), tag: name.into(), role, author });
        self.open.push(self.elements.len() - 1);
    }

    /// Returns what the element's names say; pages have few names and use them often, so each set is looked up once.
    fn role<'a>(&mut self, name: &str, attribute: &impl Fn(&str) -> Option<&'a str>) -> Role {
        let values =
            || ["class", "id", "itemprop", "role", "data-testid", "data-component"].into_iter().filter_map(attribute);
        self.key.clear();
        self.key.push_str(name);
        for value in values() {
            self.key.push('\0');
            self.key.push_str(value);
        }
        if let Some(role) = self.roles.get(&self.key) {
            return *role;
        }
        let role = role(name, values());
        self.roles.insert(self.key.clone(), role);
        role
    }

    /// Keeps the time that an element holds for machines.
    fn time<'a>(&mut self, name: &str, attribute: &impl Fn(&str) -> Option<&'a str>) {
        let told = match name {
            "time" => attribute("datetime"),
            "abbr" => attribute("title").filter(|title| title.starts_with(|c: char| c.is_ascii_digit())),
            _ => None,
        };
        let Some(told) = told else { return };
        let published = attribute("itemprop").is_some_and(|property| property.contains("datePublished"));
        if published && self.meta.published.is_none() {
            self.meta.published = Some(told.to_owned());
        }
        if self.meta.time_element.is_none() {
            self.meta.time_element = Some(told.to_owned());
        }
        if self.current.stamp.is_none() {
            self.current.stamp = Some(told.to_owned());
        }
    }

    fn catch(&mut self, catch: Catch) {
        self.catch = catch;
        self.caught.clear();
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

    pub fn close(&mut self, name: &str) {
        if self.catch != Catch::Blocks {
            if is_raw(name) {
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
            self.breaks = None;
        }
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        if let Some(at) = self.open.iter().skip(1).rposition(|&e| &*self.elements[e].tag == name) {
            if self.elements[self.open[at + 1]].role.hidden {
                self.end_block();
            }
            self.open.truncate(at + 1);
        }
    }

    pub fn end_catch(&mut self) {
        let caught = std::mem::take(&mut self.caught);
        match std::mem::replace(&mut self.catch, Catch::Blocks) {
            Catch::Title => {
                let title = caught.split_whitespace().collect::<Vec<_>>().join(" ");
                self.meta.window_title = Some(title).filter(|title| (1..=2_000).contains(&title.len()));
            }
            Catch::LinkedData => linked::read(&caught, &mut self.meta),
            Catch::Blocks | Catch::Nothing => {}
        }
    }

    fn cut(&mut self) {
        let at = self.current.text.len();
        if at > 0 && self.current.cuts.last() != Some(&at) {
            self.current.cuts.push(at);
        }
    }

    /// Takes text in UTF-8.
    pub fn text(&mut self, text: &[u8]) {
        let caught = self.catch != Catch::Blocks;
        if self.catch == Catch::Nothing || caught && self.caught.len() + text.len() > MAX_CAUGHT {
            return;
        }
        let text = &*String::from_utf8_lossy(text);
        if caught {
            return self.caught.push_str(text);
        }
        if self.open.iter().rev().take(3).any(|&element| self.elements[element].role.pointer) {
            return;
        }
        let top = self.top();
        if self.current.text.is_empty() && !text.trim().is_empty() {
            self.begin_block();
        }
        let current = &mut self.current;
        let before = current.text.len();
        for c in text.chars() {
            if is_invisible(c) {
                continue;
            }
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
        self.current.breaks = self.breaks.replace(0).unwrap_or(0);
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
        self.current.link = self.open.iter().rev().copied().find(|&element| &*self.elements[element].tag == "a");
        self.current.container = container;
        self.current.shape = shape;
    }

    pub fn end_block(&mut self) {
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
}

/// Tells whether the character only says where a word may be broken, or nothing: soft hyphens, spaces without width.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}
