//! Feeds: RSS of all versions and Atom, entry by entry, as broken as the web has them.
//!
//! JSON Feed is read as JSON.

use std::io::{BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::limits::ITEM_BYTES;
use crate::markup::{resolve, text_of};
use crate::moment::moment;
use crate::open::{Flow, Intake};
use crate::{Content, Fault, Fields};

/// Elements of feeds that are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    Title,
    Link,
    Guid,
    Published,
    Updated,
    Author,
    Summary,
    Content,
}

fn element(name: &str) -> Option<Element> {
    Some(match name {
        "title" => Element::Title,
        "link" => Element::Link,
        "guid" | "id" => Element::Guid,
        "pubDate" | "published" | "issued" | "dc:date" => Element::Published,
        "updated" | "modified" | "dcterms:modified" => Element::Updated,
        "author" | "dc:creator" => Element::Author,
        "description" | "summary" => Element::Summary,
        "content:encoded" | "content" => Element::Content,
        _ => return None,
    })
}

/// Reads the entries of a feed.
pub(crate) fn entries(intake: &mut Intake, name: &str, stream: impl Read) -> Flow {
    let mut reader = Reader::from_reader(BufReader::new(stream));
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let (mut state, mut buffer) = (Feed::default(), Vec::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) => state.start(&start),
            Ok(Event::Empty(start)) => {
                state.start(&start);
                state.end(start.name().as_ref());
            }
            Ok(Event::End(end)) => {
                if let Some(entry) = state.end(end.name().as_ref()) {
                    hand_over(intake, state.place(name), entry, state.outlet.as_deref())?;
                }
            }
            Ok(Event::Text(text)) => state.text(&text),
            Ok(Event::CData(text)) => state.text(&text),
            Ok(Event::GeneralRef(reference)) => {
                let name: &str = &reference;
                // What no rule of HTML resolves stays as it is; entities of the document's own are never followed.
                state.text(&resolve(name).unwrap_or_else(|| format!("&{name};")));
            }
            Ok(Event::Eof) if state.entry.is_some() => return intake.fault(state.place(name), Fault::Truncated),
            Ok(Event::Eof) if state.count == 0 => {
                return intake.fault(name, Fault::Malformed("a feed without entries".to_owned()));
            }
            Ok(Event::Eof) => return Flow::Continue(()),
            Ok(_) => {}
            Err(quick_xml::Error::Io(error)) => return intake.fault(state.place(name), Fault::of(&error)),
            Err(error) => {
                let fault = match &error {
                    quick_xml::Error::Syntax(_) if state.entry.is_some() => Fault::Truncated,
                    _ => Fault::Malformed(error.to_string()),
                };
                return intake.fault(state.place(name), fault);
            }
        }
    }
}

/// One entry, its texts as they stand in the feed.
#[derive(Default)]
struct Entry {
    title: String,
    link: Option<String>,
    guid: Option<String>,
    published: Option<String>,
    updated: Option<String>,
    authors: Vec<String>,
    summary: String,
    content: String,
}

#[derive(Default)]
struct Feed {
    /// How many entries have begun.
    count: usize,
    outlet: Option<String>,
    entry: Option<Entry>,
    /// The element whose text is collected, by name, how often it stands in itself, and the text.
    open: Option<(Element, String, usize, String)>,
    /// An element that is left out with everything in it.
    skipped: Option<String>,
}

impl Feed {
    fn place(&self, name: &str) -> String {
        format!("{name}#{}", self.count)
    }

    fn start(&mut self, start: &BytesStart) {
        if self.skipped.is_some() {
            return;
        }
        let name = start.name().as_ref().to_owned();
        if matches!(name.as_str(), "item" | "entry") {
            self.close();
            self.count += 1;
            self.entry = Some(Entry::default());
            return;
        }
        let found = element(&name);
        if let Some((open, open_name, depth, text)) = &mut self.open {
            let holds_markup = matches!(open, Element::Content | Element::Summary | Element::Author);
            // A title or link that was never closed ends where the next field begins.
            if holds_markup || found.is_none() {
                *depth += usize::from(*open_name == name);
                if text.len() < ITEM_BYTES {
                    text.push('<');
                    text.push_str(&name);
                    text.push('>');
                }
                return;
            }
            self.close();
        }
        if matches!(name.as_str(), "image" | "textInput" | "textinput" | "source") {
            self.skipped = Some(name);
            return;
        }
        let Some(found) = found else { return };
        if found == Element::Link
            && let Some(address) = attribute(start, "href")
        {
            let other = attribute(start, "rel").is_some_and(|rel| rel != "alternate");
            if let (Some(entry), false) = (&mut self.entry, other) {
                entry.link.get_or_insert(address);
            }
        }
        self.open = Some((found, name, 1, String::new()));
    }

    fn text(&mut self, more: &str) {
        if let (Some((_, _, _, text)), None) = (&mut self.open, &self.skipped) {
            // One that is cut here is refused as too large later.
            if text.len() <= ITEM_BYTES {
                text.push_str(more);
            }
        }
    }

    /// Ends an element; returns the entry if it was one.
    fn end(&mut self, name: &str) -> Option<Entry> {
        if let Some(skipped) = &self.skipped {
            if skipped == name {
                self.skipped = None;
            }
            return None;
        }
        if matches!(name, "item" | "entry") {
            self.close();
            return self.entry.take();
        }
        if let Some((_, open_name, depth, text)) = &mut self.open {
            *depth -= usize::from(open_name == name);
            if *depth == 0 {
                self.close();
            } else if text.len() < ITEM_BYTES {
                text.push_str("</");
                text.push_str(name);
                text.push('>');
            }
        }
        None
    }

    /// Puts the collected text where it belongs; the first of each kind stays.
    fn close(&mut self) {
        let Some((element, _, _, text)) = self.open.take() else { return };
        let text = text.trim().to_owned();
        if text.is_empty() {
            return;
        }
        let Some(entry) = &mut self.entry else {
            if element == Element::Title && self.count == 0 && self.outlet.is_none() {
                self.outlet = Some(text_of(&text)).filter(|outlet| !outlet.is_empty());
            }
            return;
        };
        match element {
            Element::Title if entry.title.is_empty() => entry.title = text,
            Element::Summary if entry.summary.is_empty() => entry.summary = text,
            Element::Content if entry.content.is_empty() => entry.content = text,
            Element::Link => drop(entry.link.get_or_insert(text)),
            Element::Guid => drop(entry.guid.get_or_insert(text)),
            Element::Published => drop(entry.published.get_or_insert(text)),
            Element::Updated => drop(entry.updated.get_or_insert(text)),
            Element::Author => entry.authors.extend(person(&text)),
            Element::Title | Element::Summary | Element::Content => {}
        }
    }
}

/// A description with so many words is the text itself: summaries stay below.
const FULL_TEXT_WORDS: usize = 150;

fn hand_over(intake: &mut Intake, place: String, entry: Entry, outlet: Option<&str>) -> Flow {
    let title = text_of(&entry.title);
    let summary = text_of(&entry.summary);
    let content = entry.content;
    if content.len() > ITEM_BYTES || summary.len() > ITEM_BYTES || title.len() > ITEM_BYTES {
        return intake.fault(place, Fault::TooLarge);
    }
    let content_text = text_of(&content);
    if title.is_empty() && summary.is_empty() && content_text.is_empty() {
        return intake.fault(place, Fault::NoArticle);
    }
    let is_address = |text: &String| text.starts_with("http://") || text.starts_with("https://");
    let fields = Fields {
        address: entry.link.or(entry.guid).filter(is_address),
        title: Some(title).filter(|title| !title.is_empty()),
        published: entry.published.as_deref().and_then(moment).or_else(|| moment(entry.updated.as_deref()?)),
        outlet: outlet.map(str::to_owned),
        byline: Some(entry.authors.join(" and ")).filter(|names| !names.is_empty()),
        summary: Some(summary.clone()).filter(|summary| !summary.is_empty()),
        fetched: None,
    };
    // Many feeds repeat the summary as content, and some cut the text and say so with dots.
    let is_cut = |text: &str| text.ends_with("[…]") || text.ends_with("[...]") || text.ends_with('…');
    let cut = is_cut(&content_text);
    // Others have no content and tell the whole text where a summary belongs.
    if content_text.is_empty() && !is_cut(&summary) && summary.split_whitespace().count() >= FULL_TEXT_WORDS {
        return intake.item(place, Content::Html(entry.summary), Fields { summary: None, ..fields });
    }
    if content_text.is_empty() || content_text == summary || cut {
        let summary = fields.summary.clone().or(Some(content_text).filter(|text| !text.is_empty()));
        return intake.item(place, Content::Nothing, Fields { summary, ..fields });
    }
    intake.item(place, Content::Html(content), fields)
}

/// Returns the name of a person: Atom has it in an element of its own, RSS behind an address in brackets.
fn person(text: &str) -> Option<String> {
    if let Some((_, rest)) = text.split_once("<name>") {
        return Some(text_of(rest.split("</name>").next()?)).filter(|name| !name.is_empty());
    }
    let text = text_of(text);
    if !text.contains('@') {
        return Some(text).filter(|name| !name.is_empty());
    }
    let (_, rest) = text.split_once('(')?;
    Some(rest.trim_end_matches(')').trim().to_owned()).filter(|name| !name.is_empty() && !name.contains('@'))
}

/// Returns the value of an attribute, its references resolved.
pub(crate) fn attribute(start: &BytesStart, name: &str) -> Option<String> {
    let found = start.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    let value = text_of(&found.value);
    (!value.is_empty()).then_some(value)
}
