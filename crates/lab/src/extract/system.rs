//! The extractors: ours, and with the feature `extractors` those that it is measured against.

use plenipo_exchange::{Options, reading_json};
use plenipo_record::Reading;
use serde_json::Value;

use super::page::{Page, strings};

/// An extractor of the body.
pub struct System {
    pub name: &'static str,
    pub paragraphs: fn(&Page) -> Vec<String>,
}

/// Returns our extractor, and with `peers` the others.
pub fn all(peers: bool) -> Vec<System> {
    let ours = System { name: "plenipo", paragraphs: |page| strings(&article(page)["paragraphs"]) };
    let others = if peers { others() } else { Vec::new() };
    [ours].into_iter().chain(others).collect()
}

/// Returns the article of a page as `plenipo read --format json` prints it; null where there is none.
pub fn article(page: &Page) -> Value {
    let Some(article) =
        plenipo_page::read(&page.name, &page.bytes).ok().and_then(|articles| articles.into_iter().next())
    else {
        return Value::Null;
    };
    let reading = Reading {
        article,
        actors: Vec::new(),
        events: Vec::new(),
        quotations: Vec::new(),
        statements: Vec::new(),
        diagnostics: Vec::new(),
    };
    let line = reading_json(&reading, Options::default());
    let mut value: Value = serde_json::from_str(&line).expect("our own JSON is sound");
    value["article"].take()
}

#[cfg(not(feature = "extractors"))]
fn others() -> Vec<System> {
    eprintln!("built without the feature `extractors`: nothing to compare with");
    Vec::new()
}

#[cfg(feature = "extractors")]
use peers::others;

#[cfg(feature = "extractors")]
mod peers {
    use dom_smoothie::{Config, Readability, TextMode};
    use trafilatura::{ExtractionFocus, Options, extract};

    use super::{Page, System};

    /// Returns the crates that pages can be read with instead.
    pub fn others() -> Vec<System> {
        vec![
            System {
                name: "trafilatura, precision",
                paragraphs: |page| trafilatura(page, ExtractionFocus::FavorPrecision),
            },
            System { name: "trafilatura", paragraphs: |page| trafilatura(page, ExtractionFocus::Balanced) },
            System { name: "dom_smoothie, formatted", paragraphs: dom_smoothie },
        ]
    }

    fn trafilatura(page: &Page, focus: ExtractionFocus) -> Vec<String> {
        let mut options = Options::default();
        options.focus = focus;
        options.exclude_comments = true;
        extract(&String::from_utf8_lossy(&page.bytes), &options)
            .map_or_else(|_| Vec::new(), |found| lines(&found.content_html))
    }

    fn dom_smoothie(page: &Page) -> Vec<String> {
        let html = String::from_utf8_lossy(&page.bytes).into_owned();
        let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
        let article = Readability::new(html, None, Some(config)).ok().and_then(|mut page| page.parse().ok());
        article.map_or_else(Vec::new, |article| {
            article.text_content.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
        })
    }

    /// Cuts markup at the elements that break a line.
    fn lines(html: &str) -> Vec<String> {
        let mut text = String::with_capacity(html.len());
        for piece in html.split('<') {
            let (tag, words) = piece.split_once('>').unwrap_or(("", piece));
            let name = tag.trim_start_matches('/').split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            if !["a", "b", "i", "em", "strong", "span", "u", "sub", "sup", "code", "cite", "q"].contains(&name) {
                text.push('\n');
            }
            text.push_str(words);
        }
        for (entity, mark) in
            [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
        {
            text = text.replace(entity, mark);
        }
        text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
    }
}
