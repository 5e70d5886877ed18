//! Tells what an element of a page is for by its tag and its names.

use crate::block::Region;
use crate::cues::cues;

/// What the names of an element say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent marks of an element, each read on its own")]
pub(crate) struct Role {
    /// What the element holds.
    pub region: Option<Region>,
    /// Whether it holds the name of a person.
    pub named: bool,
    /// Whether it holds the place of the reporting.
    pub place: bool,
    /// Whether it is shown to nobody, or read aloud only.
    pub hidden: bool,
    /// Whether it is one entry of a live blog.
    pub entry: bool,
    /// Whether it is a post that stands on a network.
    pub post: bool,
    /// Whether it only points to a note below the text.
    pub pointer: bool,
}

/// Returns the role of an element with this tag and these values of `class`, `id`, `itemprop`, `role` and the like.
pub(crate) fn role<'a>(tag: &str, values: impl Iterator<Item = &'a str>) -> Role {
    let mut role = Role::default();
    for name in values.flat_map(str::split_whitespace).take(24) {
        let low = name.to_lowercase();
        let words = split(name);
        let mark = cues().mark(&low, &words);
        role.region = role.region.or(mark.region());
        role.named |= mark.named;
        role.place |= mark.place;
        role.hidden |= mark.hidden;
        role.entry |= mark.entry;
        role.post |= tag == "blockquote" && mark.post;
        role.pointer |= matches!(tag, "sup" | "a") && mark.pointer;
    }
    if role.hidden {
        role.region = Some(Region::Furniture);
    }
    if role.region.is_none() {
        role.region = match tag {
            "nav" | "footer" | "aside" | "form" | "button" | "select" | "dialog" | "noframes" | "header" | "amp-ad"
            | "amp-sidebar" | "amp-consent" => Some(Region::Furniture),
            "figure" | "figcaption" => Some(Region::Caption),
            "time" => Some(Region::Credit),
            _ => None,
        };
    }
    role
}

/// Returns the words of a name and its pairs of neighbours: `postMeta-box` gives `post`, `meta`, `box`, `post-meta`, `meta-box`.
fn split(name: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut last_small = false;
    for c in name.chars().take(80) {
        let cut = !c.is_alphabetic() || c.is_uppercase() && last_small;
        if cut && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if c.is_alphabetic() {
            words.last_mut().expect("there is always a word").extend(c.to_lowercase());
        }
        last_small = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    let pairs: Vec<String> = words.windows(2).map(|pair| pair.join("-")).collect();
    words.extend(pairs);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tag: &str, names: &str, expect: Option<Region>) {
        assert_eq!(role(tag, [names].into_iter()).region, expect, "<{tag} class={names:?}>");
    }

    #[test]
    fn names_tell_what_an_element_holds() {
        check("div", "td-related-posts", Some(Region::Related));
        check("div", "entryMeta", Some(Region::Credit));
        check("section", "commentList", Some(Region::Comments));
        check("div", "wp-caption-text", Some(Region::Caption));
        check("div", "newsletter-box", Some(Region::Furniture));
        check("p", "standfirst", Some(Region::Summary));
        check("nav", "", Some(Region::Furniture));
    }

    #[test]
    fn ordinary_names_tell_nothing() {
        check("div", "content", None);
        check("div", "article-body entry-content", None);
        check("p", "more-space", None);
    }
}
