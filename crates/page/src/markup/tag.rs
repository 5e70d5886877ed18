//! The tag that is being read.

use std::ops::Range;

/// The attributes that something is read from; pages have many others.
const READ: [&str; 18] = [
    "aria-hidden",
    "class",
    "content",
    "data-component",
    "data-testid",
    "datetime",
    "hidden",
    "href",
    "id",
    "itemprop",
    "lang",
    "name",
    "property",
    "rel",
    "role",
    "style",
    "title",
    "type",
];

/// An opening tag. One serves for all tags of a page, so that nothing is allocated for each.
#[derive(Default)]
pub(super) struct Tag {
    /// The name and, behind it, the values of the attributes.
    text: String,
    name: usize,
    attributes: Vec<(&'static str, Range<usize>)>,
    /// Whether the attribute that was named last is read.
    wanted: bool,
}

impl Tag {
    /// Begins a tag of this name.
    pub fn begin(&mut self, name: &[u8]) {
        self.text.clear();
        self.attributes.clear();
        self.wanted = false;
        self.text.push_str(&String::from_utf8_lossy(name));
        self.name = self.text.len();
    }

    /// Adds an attribute without a value.
    pub fn attribute(&mut self, name: &[u8]) {
        let known = READ.iter().find(|known| known.as_bytes() == name);
        self.wanted = known.is_some();
        self.attributes.extend(known.map(|known| (*known, self.text.len()..self.text.len())));
    }

    /// Gives the attribute that was added last its value.
    pub fn value(&mut self, value: &[u8]) {
        if let Some((_, range)) = self.attributes.last_mut().filter(|_| self.wanted) {
            self.text.push_str(&String::from_utf8_lossy(value));
            range.end = self.text.len();
        }
    }

    /// Returns the name in small letters.
    pub fn name(&self) -> &str {
        &self.text[..self.name]
    }

    /// Returns the value of an attribute; where it is told twice, the first one.
    pub fn get(&self, name: &str) -> Option<&str> {
        debug_assert!(READ.contains(&name), "`{name}` is not kept");
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, range)| &self.text[range.clone()])
    }
}
