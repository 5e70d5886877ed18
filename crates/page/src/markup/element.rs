//! Elements, and which of them stand inside a line.

use crate::region::Role;

/// An element of a page.
pub(super) struct Element {
    /// The element around it; the root is its own.
    pub parent: usize,
    pub tag: Box<str>,
    pub role: Role,
    /// Whether it is marked as the author of the page.
    pub author: bool,
}

/// Tells whether elements of this name hold nothing.
pub(super) fn is_void(tag: &str) -> bool {
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

/// Tells whether elements of this name hold text in which no tag is one: those that the tokenizer reads so.
pub(super) fn is_raw(tag: &str) -> bool {
    matches!(tag, "script" | "style" | "title" | "textarea" | "iframe" | "noembed" | "noframe" | "noscript" | "xmp")
}

/// Tells whether elements of this name stand inside a line.
pub(super) fn is_inline(tag: &str) -> bool {
    // Elements of a page's own making stand inside a line unless it says otherwise, as in browsers.
    let own = tag.contains('-') && !tag.starts_with("amp-");
    own || matches!(
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
