//! Lists of feeds.

use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{BufReader, Read as _};

use crate::feed::attribute;
use crate::unicode::{Utf8, encoding_of};

/// A feed that a list names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Its address, as the list has it.
    pub address: String,
    /// What the list calls it.
    pub title: Option<String>,
}

/// Returns the feeds of a list in OPML, in its order; what is broken in it is passed over.
///
/// ```
/// let list = r#"<opml version="2.0"><body><outline text="Wire" xmlUrl="https://wire.example/atom"/></body></opml>"#;
/// let feeds = plenipo_intake::feeds(list.as_bytes());
/// assert_eq!(feeds[0].address, "https://wire.example/atom");
/// assert_eq!(feeds[0].title.as_deref(), Some("Wire"));
/// ```
pub fn feeds(bytes: &[u8]) -> Vec<Feed> {
    let head = &bytes[..bytes.len().min(crate::sniff::HEAD)];
    let stream = Utf8::new(bytes, encoding_of(head)).take(crate::limits::FEED_BYTES);
    let mut reader = Reader::from_reader(BufReader::new(stream));
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let (mut feeds, mut buffer) = (Vec::new(), Vec::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start) | Event::Empty(start)) if start.name().as_ref() == "outline" => {
                let address = attribute(&start, "xmlUrl").or_else(|| attribute(&start, "xmlurl"));
                if let Some(address) = address {
                    let title = attribute(&start, "title").or_else(|| attribute(&start, "text"));
                    feeds.push(Feed { address, title });
                }
            }
            Ok(Event::Eof) | Err(_) => return feeds,
            Ok(_) => {}
        }
    }
}
