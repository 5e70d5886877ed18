//! What the site publishes: entries of feeds with and without their text, pages, and pages that are written on.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use serde::Deserialize;

use super::site::Site;

/// Feeds of which every second one brings whole texts.
const FEEDS: usize = 6;
/// Pages that are written on.
const LIVE: usize = 2;
/// How many entries a feed shows, the latest first: so few that feeds soon grow no longer, and memory with them, so many that
/// none is missed while a site fails.
const SHOWN: usize = 60;
/// Every so many articles, a page is written on.
const WRITTEN_ON: usize = 40;

/// The file of what happened before.
pub const BEFORE: &str = "before.jsonl";

/// One article, as `lab scale` makes them.
#[derive(Clone, Deserialize)]
struct News {
    headline: String,
    body_html: String,
    date_published: String,
}

/// Publishes on a site, and keeps every page and feed as a file for reading it without one.
pub struct Press {
    site: Site,
    news: std::vec::IntoIter<News>,
    kept: PathBuf,
    n_published: usize,
    /// The entries of each feed, the oldest first.
    feeds: [Vec<String>; FEEDS],
    /// The pages that are written on, and how often each was.
    live: Vec<(News, usize)>,
}

impl Press {
    /// Takes the articles of a folder; files are kept in another one, the first so many articles as the file of what
    /// happened before.
    pub fn new(site: &Site, folder: &Path, kept: PathBuf, n_before: usize) -> anyhow::Result<Self> {
        let (mut before, mut news) = (Vec::new(), Vec::new());
        let mut files: Vec<_> =
            std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<_>>()?;
        files.sort();
        for file in files {
            let lines = std::fs::read_to_string(&file).with_context(|| format!("cannot read `{}`", file.display()))?;
            for line in lines.lines() {
                if before.len() < n_before {
                    before.push(line.to_owned());
                } else {
                    news.push(serde_json::from_str(line)?);
                }
            }
        }
        ensure!(news.len() > LIVE, "no articles");
        std::fs::create_dir_all(&kept)?;
        std::fs::write(kept.join(BEFORE), before.join("\n"))?;
        let live = news.drain(..LIVE).map(|news| (news, 0)).collect();
        let mut press =
            Press { site: site.clone(), news: news.into_iter(), kept, n_published: 0, feeds: Default::default(), live };
        for at in 0..LIVE {
            press.put_live(at)?;
        }
        // A feed without entries is a fault.
        for _ in 0..FEEDS {
            press.publish()?;
        }
        Ok(press)
    }

    /// Returns what is to be watched.
    pub fn addresses(&self) -> Vec<String> {
        let feeds = (0..FEEDS).map(feed_path);
        feeds.chain((0..LIVE).map(live_path)).map(|path| self.site.address.clone() + &path).collect()
    }

    /// Returns how many articles were published.
    pub fn n_published(&self) -> usize {
        self.n_published + LIVE
    }

    /// Publishes one more article, where there is one.
    pub fn publish(&mut self) -> anyhow::Result<()> {
        let Some(news) = self.news.next() else { return Ok(()) };
        let (at, number) = (self.n_published % FEEDS, self.n_published);
        self.n_published += 1;
        let path = format!("/article/{number}");
        let address = self.site.address.clone() + &path;
        let content = if is_whole(at) { news.body_html.as_str() } else { "" };
        if !is_whole(at) {
            let page = news.page(&address, &outlet(at));
            self.keep(&format!("page-{number:06}.html"), &page)?;
            self.site.put(&path, page);
        }
        self.feeds[at].push(news.entry(&address, content));
        self.put_feed(at);
        let live = number / WRITTEN_ON % LIVE;
        // Nobody can read what was never sent.
        if number % WRITTEN_ON == 0 && self.site.was_sent(&live_path(live)) {
            let (page, updates) = &mut self.live[live];
            *updates += 1;
            page.body_html += &news.body_html;
            self.put_live(live)?;
        }
        Ok(())
    }

    /// Keeps all entries of the feeds that bring whole texts.
    pub fn keep_feeds(&self) -> anyhow::Result<()> {
        for (at, entries) in self.feeds.iter().enumerate().filter(|(at, _)| is_whole(*at)) {
            self.keep(&format!("feed-{at}.xml"), &feed(&outlet(at), entries))?;
        }
        Ok(())
    }

    fn put_feed(&self, at: usize) {
        let entries = &self.feeds[at];
        let shown = &entries[entries.len().saturating_sub(SHOWN)..];
        self.site.put(&feed_path(at), feed(&outlet(at), shown));
    }

    fn put_live(&self, at: usize) -> anyhow::Result<()> {
        let (news, updates) = &self.live[at];
        let page = news.page(&format!("{}{}", self.site.address, live_path(at)), "Live Desk");
        self.keep(&format!("live-{at}-{updates:04}.html"), &page)?;
        self.site.put(&live_path(at), page);
        Ok(())
    }

    fn keep(&self, name: &str, text: &str) -> anyhow::Result<()> {
        let path = self.kept.join(name);
        std::fs::write(&path, text).with_context(|| format!("cannot write `{}`", path.display()))
    }
}

impl News {
    fn page(&self, address: &str, outlet: &str) -> String {
        let News { body_html, date_published, .. } = self;
        let headline = escaped(&self.headline);
        format!(
            "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{headline}</title>\
             <link rel=\"canonical\" href=\"{address}\"><meta property=\"og:title\" content=\"{headline}\">\
             <meta property=\"og:site_name\" content=\"{outlet}\">\
             <meta property=\"article:published_time\" content=\"{date_published}\"></head>\
             <body><article><h1>{headline}</h1>\n{body_html}\n</article></body></html>"
        )
    }

    fn entry(&self, address: &str, content: &str) -> String {
        let (headline, date_published) = (escaped(&self.headline), &self.date_published);
        format!(
            "<item><title>{headline}</title><link>{address}</link><dc:date>{date_published}</dc:date>\
             <content:encoded><![CDATA[{content}]]></content:encoded></item>\n"
        )
    }
}

fn feed(outlet: &str, entries: &[String]) -> String {
    let mut feed = format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>{outlet}</title>\n");
    for entry in entries.iter().rev() {
        let _ = write!(feed, "{entry}");
    }
    feed + "</channel></rss>"
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn is_whole(feed: usize) -> bool {
    feed.is_multiple_of(2)
}

fn outlet(feed: usize) -> String {
    format!("Wire {feed}")
}

fn feed_path(at: usize) -> String {
    format!("/feed/{at}")
}

fn live_path(at: usize) -> String {
    format!("/live/{at}")
}
