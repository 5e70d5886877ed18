//! How many pages an extractor takes in a second on one core.

use std::time::{Duration, Instant};

use super::page::Page;
use super::system::System;

/// The size of the pages that extractors are timed on in bytes, that of the pages of a public benchmark.
const SIZE: usize = 174_000;

/// Returns the number of pages a second; pages are filled up to the usual size with what pages are heavy with.
pub fn pages_per_second(system: &System, pages: &[Page]) -> f64 {
    let heavy: Vec<Page> = pages.iter().filter(|page| page.is_english()).map(filled).collect();
    let start = Instant::now();
    let mut done = 0;
    while start.elapsed() < Duration::from_secs(2) {
        for page in &heavy {
            std::hint::black_box((system.paragraphs)(page));
        }
        done += heavy.len();
    }
    done as f64 / start.elapsed().as_secs_f64()
}

/// Returns the page with a menu and a script before the end of its body: half of each.
fn filled(page: &Page) -> Page {
    let html = String::from_utf8_lossy(&page.bytes);
    let missing = SIZE.saturating_sub(html.len());
    let item = "<li class=\"menu-item menu-item-type-post_type\"><a href=\"https://www.example.com/section/\" \
                class=\"menu-link\"><span class=\"menu-label\">Section</span></a></li>\n";
    let menu = format!("<nav><ul>{}</ul></nav>", item.repeat(missing / 2 / item.len()));
    let code = "window.dataLayer.push({event:'load',id:'A1B2C3D4'});\n";
    let script = format!("<script>{}</script>", code.repeat(missing / 2 / code.len()));
    let at = html.to_lowercase().rfind("</body>").filter(|&at| html.is_char_boundary(at)).unwrap_or(html.len());
    let bytes = [&html[..at], &menu, &script, &html[at..]].concat().into_bytes();
    Page { name: page.name.clone(), bytes, gold: page.gold.clone() }
}
