//! Reads what the `meta` and `link` elements of a page's head say, and the microdata of its text.

use crate::block::Meta;

/// How long what the head tells may be, in bytes; a longer value is passed over.
const MAX_VALUE: usize = 2_000;

/// Reads a `meta` element; what has been told before stays.
pub(super) fn read<'a>(meta: &mut Meta, attribute: &impl Fn(&str) -> Option<&'a str>) {
    let Some(key) = attribute("property").or_else(|| attribute("name")).or_else(|| attribute("itemprop")) else {
        return;
    };
    let Some(content) = attribute("content").map(str::trim).filter(|content| (1..=MAX_VALUE).contains(&content.len()))
    else {
        return;
    };
    let slot = match key.to_lowercase().as_str() {
        "og:title" => &mut meta.title,
        "og:site_name" => &mut meta.outlet,
        "og:url" => &mut meta.shared,
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
        | "sailthru.date" => &mut meta.published,
        "article:modified_time"
        | "og:updated_time"
        | "datemodified"
        | "lastmod"
        | "last-modified"
        | "dc.date.modified" => &mut meta.modified,
        "article:section" | "og:article:section" | "articlesection" | "parsely-section" | "section" => {
            &mut meta.section
        }
        "dateline" => &mut meta.dateline,
        "author" | "parsely-author" | "dc.creator" | "article:author" | "byl" => {
            let known = meta.authors.iter().any(|author| author == content);
            if !content.starts_with("http") && !known {
                meta.authors.push(content.to_owned());
            }
            return;
        }
        _ => return,
    };
    if slot.is_none() {
        *slot = Some(content.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}

/// Reads a `link` element.
pub(super) fn read_link<'a>(meta: &mut Meta, attribute: &impl Fn(&str) -> Option<&'a str>) {
    let canonical = attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
    let address = attribute("href").map(str::trim).filter(|address| address.starts_with("http"));
    if canonical && meta.canonical.is_none() {
        meta.canonical = address.map(str::to_owned);
    }
}
