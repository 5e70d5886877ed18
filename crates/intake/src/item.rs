//! One item of news, and the article it becomes.

use std::fmt::Write as _;

use plenipo_page::PageError;
use plenipo_record::{Article, Diagnostic, PartKind, Published};

use crate::markup::{escaped, text_of};

/// One item of news as its container holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The name of the container and the place in it: `x.warc.gz#1234`.
    pub name: String,
    /// What there is to read.
    pub content: Content,
    /// What the container tells of it.
    pub fields: Fields,
}

/// What there is to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A web page in some encoding.
    Page(Vec<u8>),
    /// Plain text in some encoding, as people save it.
    Text(Vec<u8>),
    /// The text of the article in a field, as HTML.
    Html(String),
    /// The text of the article in a field, as it is; lines are paragraphs.
    Plain(String),
    /// No text: a title and perhaps a summary are all there is.
    Nothing,
}

/// What a container tells of an item; addresses and names as they stand there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// Where the item was published.
    pub address: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// The publication.
    pub outlet: Option<String>,
    /// Who wrote it, without "By".
    pub byline: Option<String>,
    /// A summary, in plain text.
    pub summary: Option<String>,
    /// When it was fetched.
    pub fetched: Option<Published>,
}

impl Item {
    /// Returns `html` for pages, `text` for plain text, `fields` for records of fields.
    pub fn kind(&self) -> &'static str {
        match self.content {
            Content::Page(_) => "html",
            Content::Text(_) => "text",
            Content::Html(_) | Content::Plain(_) | Content::Nothing => "fields",
        }
    }

    /// Returns the address on the web at which a later text is a revision of this article, without its fragment; `None`
    /// where all that is told is the site.
    pub fn web_address(&self, article: &Article) -> Option<String> {
        web_address(self.fields.address.as_deref().or(article.canonical.as_deref())?)
    }

    /// Makes the article, and tells what is missing in it.
    ///
    /// Fields go before what the text seems to say. An item without text gives an article with a headline and a
    /// summary, and nothing is guessed from them.
    ///
    /// # Errors
    ///
    /// Fails where [`plenipo_page::read`] does: empty, too large, or no text.
    pub fn article(&self) -> Result<(Article, Vec<Diagnostic>), PageError> {
        match &self.content {
            Content::Page(bytes) | Content::Text(bytes) => {
                let mut article = read_one(&self.name, bytes)?;
                article.published = article.published.or(self.fields.published);
                Ok((article, Vec::new()))
            }
            Content::Html(html) => Ok((self.of_page(html)?, Vec::new())),
            Content::Plain(text) => {
                let mut html = String::new();
                for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
                    let _ = writeln!(html, "<p>{}</p>", escaped(line));
                }
                Ok((self.of_page(&html)?, Vec::new()))
            }
            Content::Nothing => {
                let message = "the item has no text, only a title and a summary".to_owned();
                Ok((self.without_text()?, vec![Diagnostic { message, span: None }]))
            }
        }
    }

    /// Reads a text in a field as the page that would show it, so that one reader finds datelines and credits in all.
    fn of_page(&self, html: &str) -> Result<Article, PageError> {
        let fields = &self.fields;
        let title = fields.title.as_deref().map(escaped);
        let mut page = String::from("<!DOCTYPE html><html><head><meta charset=\"utf-8\">");
        for (property, content) in
            [("og:title", &fields.title), ("og:site_name", &fields.outlet), ("author", &fields.byline)]
        {
            if let Some(content) = content {
                let _ = write!(page, "<meta property=\"{property}\" content=\"{}\">", escaped(content));
            }
        }
        page.push_str("</head><body><article>");
        if let Some(title) = title {
            let _ = write!(page, "<h1>{title}</h1>");
        }
        let _ = write!(page, "\n{html}\n</article></body></html>");
        let mut article = read_one(&self.name, page.as_bytes())?;
        article.title = fields.title.clone().or(article.title);
        article.outlet = fields.outlet.clone().or(article.outlet);
        article.byline = article.byline.or_else(|| fields.byline.clone());
        article.published = fields.published.or(article.published);
        Ok(article)
    }

    fn without_text(&self) -> Result<Article, PageError> {
        let fields = &self.fields;
        let parts = [(PartKind::Headline, &fields.title), (PartKind::Summary, &fields.summary)];
        let parts: Vec<(PartKind, String)> =
            parts.into_iter().filter_map(|(kind, text)| Some((kind, text_of(text.as_ref()?)))).collect();
        let told = parts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n\n");
        // Whether it is English at all decides the reader of pages.
        read_one(&self.name, told.as_bytes())?;
        let mut article = Article::new(&self.name);
        for (kind, text) in &parts {
            article.push(*kind, text);
        }
        article.title.clone_from(&fields.title);
        article.outlet.clone_from(&fields.outlet);
        article.byline.clone_from(&fields.byline);
        article.published = fields.published;
        Ok(article)
    }
}

fn web_address(address: &str) -> Option<String> {
    let address = address.split('#').next().unwrap_or_default();
    let (_, rest) = address.split_once("://")?;
    let (_, path) = rest.split_once('/')?;
    (!path.is_empty()).then(|| address.to_owned())
}

fn read_one(name: &str, bytes: &[u8]) -> Result<Article, PageError> {
    plenipo_page::read(name, bytes)?.into_iter().next().ok_or(PageError::NoText)
}

#[cfg(test)]
mod tests {
    use super::web_address;

    #[test]
    fn an_address_that_tells_the_site_alone_is_none() {
        assert_eq!(web_address("https://example.org/a/b#top").as_deref(), Some("https://example.org/a/b"));
        for none in ["https://example.org", "https://example.org/", "/a/b", "about:blank"] {
            assert_eq!(web_address(none), None, "{none}");
        }
    }
}
