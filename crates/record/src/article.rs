//! One item of news, as the page tells it.

use std::str::FromStr;

use crate::{Day, Span};

/// What a stretch of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartKind {
    /// The headline of this article.
    Headline,
    /// A standfirst, deck or summary set off by the page.
    Summary,
    /// One of the key points set off by the page.
    KeyPoint,
    /// Outlet, byline, agency credit, publication time, dateline, sign-off.
    Credit,
    /// A paragraph of the reporting itself, without a run-in dateline or sign-off.
    Body,
    /// The address of a post or page that the copy embeds.
    Link,
    /// A sentence of the article repeated as decoration.
    PullQuote,
    /// Words below or above a photograph, and its credit.
    Caption,
    /// A reader's comment.
    Comment,
    /// Words of a post on a social network that the page embeds.
    Post,
    /// A correction, or a note on how the page was changed.
    Note,
    /// The headline of another story.
    Related,
    /// Navigation, share and newsletter lines, reading time, tags, author notes.
    Furniture,
}

impl PartKind {
    /// All kinds, in the order in which they are documented.
    pub const ALL: [PartKind; 13] = [
        PartKind::Headline,
        PartKind::Summary,
        PartKind::KeyPoint,
        PartKind::Credit,
        PartKind::Body,
        PartKind::Link,
        PartKind::PullQuote,
        PartKind::Caption,
        PartKind::Comment,
        PartKind::Post,
        PartKind::Note,
        PartKind::Related,
        PartKind::Furniture,
    ];

    /// Returns the word under which the kind is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            PartKind::Headline => "headline",
            PartKind::Summary => "summary",
            PartKind::KeyPoint => "key-point",
            PartKind::Credit => "credit",
            PartKind::Body => "body",
            PartKind::Link => "link",
            PartKind::PullQuote => "pull-quote",
            PartKind::Caption => "caption",
            PartKind::Comment => "comment",
            PartKind::Post => "post",
            PartKind::Note => "note",
            PartKind::Related => "related",
            PartKind::Furniture => "furniture",
        }
    }

    /// Returns the kind that a stored word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A stretch of a page: what it is and where it stands in [`Article::text`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// What the stretch is.
    pub kind: PartKind,
    /// Where it stands.
    pub span: Span,
}

/// When a page says that it was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// The day, in the zone of the page.
    pub day: Day,
    /// The time of day as hour, minute and second, if told.
    pub time: Option<(i8, i8, i8)>,
    /// Minutes east of Greenwich, if the page gives a zone.
    pub offset_minutes: Option<i16>,
}

impl std::fmt::Display for Published {
    /// Writes ISO 8601 as far as it is known: `2026-01-29T22:04:00+10:00`, `2026-01-29T22:04:00` or `2026-01-29`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.day)?;
        let Some((hour, minute, second)) = self.time else { return Ok(()) };
        write!(f, "T{hour:02}:{minute:02}:{second:02}")?;
        let Some(offset) = self.offset_minutes else { return Ok(()) };
        let sign = if offset < 0 { '-' } else { '+' };
        write!(f, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
    }
}

impl FromStr for Published {
    type Err = ParsePublishedError;

    /// Parses what `Display` writes.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).ok_or_else(|| ParsePublishedError { text: text.to_owned() })
    }
}

fn parse(text: &str) -> Option<Published> {
    let Some((day, clock)) = text.split_once('T') else {
        return Some(Published { day: text.parse().ok()?, time: None, offset_minutes: None });
    };
    let number = |from: usize| clock.get(from..from + 2)?.parse::<i8>().ok();
    let offset_minutes = match clock.get(8..)? {
        "" => None,
        offset => {
            let (hours, minutes) = offset.get(1..)?.split_once(':')?;
            let east = hours.parse::<i16>().ok()? * 60 + minutes.parse::<i16>().ok()?;
            Some(if offset.starts_with('-') { -east } else { east })
        }
    };
    Some(Published { day: day.parse().ok()?, time: Some((number(0)?, number(3)?, number(6)?)), offset_minutes })
}

/// The error of text that is no publication time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsePublishedError {
    text: String,
}

impl std::fmt::Display for ParsePublishedError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}` is no publication time: expected the form 2026-01-29T22:04:00+10:00", self.text)
    }
}

impl std::error::Error for ParsePublishedError {}

/// The place and day that open wire copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dateline {
    /// The place as printed, without country or state: `New Delhi`.
    pub place: Option<String>,
    /// The day, its year taken from the publication time; year-less where the page tells none.
    pub day: Option<Day>,
}

/// A reader's comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The name that the reader goes by.
    pub author: Option<String>,
    /// The words of the comment in [`Article::text`].
    pub span: Span,
}

/// A post on a social network that the page embeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The name of who wrote it.
    pub author: Option<String>,
    /// The name by which the network knows the author, with its `@`.
    pub handle: Option<String>,
    /// The address of the post.
    pub link: Option<String>,
    /// The words of the post in [`Article::text`].
    pub span: Span,
}

/// One entry of a live blog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveEntry {
    /// When it was put up.
    pub published: Option<Published>,
    /// Its own headline.
    pub title: Option<String>,
    /// Everything that belongs to it in [`Article::text`].
    pub span: Span,
}

/// One item of news: its fields, and its parts in page order.
///
/// Every span lies inside `text`; parts do not overlap and stand in text order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The name of the input: a path, an address, or `-`.
    pub name: String,
    /// The plain text of all parts in page order, separated by line breaks.
    pub text: String,
    /// The parts of `text`.
    pub parts: Vec<Part>,
    /// The headline.
    pub title: Option<String>,
    /// The publication, if the page names it.
    pub outlet: Option<String>,
    /// The wire that the copy is credited to.
    pub agency: Option<String>,
    /// Who wrote it, without "By".
    pub byline: Option<String>,
    /// When the page says it was published.
    pub published: Option<Published>,
    /// When the page says it was last changed.
    pub modified: Option<Published>,
    /// The language of the reporting as a code of ISO 639: `en`, `id`; none where there are too few words to tell.
    pub language: Option<String>,
    /// The section of the publication: `World`, `Business`.
    pub section: Option<String>,
    /// The address that the page calls its own.
    pub canonical: Option<String>,
    /// How many minutes the page says that reading takes.
    pub reading_minutes: Option<u16>,
    /// The dateline, where there is one.
    pub dateline: Option<Dateline>,
    /// The key points set off by the page, without bullets.
    pub key_points: Vec<String>,
    /// Reader comments in page order.
    pub comments: Vec<Comment>,
    /// Headlines of other stories in page order.
    pub related: Vec<String>,
    /// Posts that the page embeds, in page order.
    pub posts: Vec<Post>,
    /// The entries of a live blog in page order.
    pub live: Vec<LiveEntry>,
}

impl Article {
    /// Makes an article without any text.
    pub fn new(name: impl Into<String>) -> Self {
        Article {
            name: name.into(),
            text: String::new(),
            parts: Vec::new(),
            title: None,
            outlet: None,
            agency: None,
            byline: None,
            published: None,
            modified: None,
            language: None,
            section: None,
            canonical: None,
            reading_minutes: None,
            dateline: None,
            key_points: Vec::new(),
            comments: Vec::new(),
            related: Vec::new(),
            posts: Vec::new(),
            live: Vec::new(),
        }
    }

    /// Appends a part on a line of its own and returns where it stands.
    pub fn push(&mut self, kind: PartKind, words: &str) -> Span {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        self.text.push_str(words);
        let span = Span::new(start, self.text.len());
        self.parts.push(Part { kind, span });
        span
    }

    /// Returns the spans of the body's paragraphs in text order.
    pub fn paragraphs(&self) -> impl Iterator<Item = Span> + '_ {
        self.parts.iter().filter(|part| part.kind == PartKind::Body).map(|part| part.span)
    }

    /// Returns the words of the parts of one kind in text order.
    pub fn words_of(&self, kind: PartKind) -> impl Iterator<Item = &str> {
        self.parts.iter().filter(move |part| part.kind == kind).map(|part| part.span.slice(&self.text))
    }

    /// Tells whether the reporting is in another language than English, as far as there are words enough to tell.
    pub fn is_foreign(&self) -> bool {
        self.language.as_deref().is_some_and(|language| language != "en")
    }

    /// Returns the day against which "Thursday" and "next week" are understood: the dateline's, else the publication's.
    pub fn reference_day(&self) -> Option<Day> {
        let dateline = self.dateline.as_ref().and_then(|dateline| dateline.day);
        dateline.or(self.published.map(|published| published.day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publication_time_is_written_and_parsed_as_far_as_it_is_known() {
        let day = "2026-01-29".parse().expect("a day");
        let check = |published: Published, written: &str| {
            assert_eq!(published.to_string(), written);
            assert_eq!(written.parse(), Ok(published));
        };
        check(Published { day, time: None, offset_minutes: None }, "2026-01-29");
        let time = Some((22, 4, 0));
        check(Published { day, time, offset_minutes: None }, "2026-01-29T22:04:00");
        check(Published { day, time, offset_minutes: Some(-210) }, "2026-01-29T22:04:00-03:30");
        for text in ["", "today", "2026-01-29T22", "2026-01-29T22:04:00+x", "2026-01-29T22:04:00é"] {
            assert!(text.parse::<Published>().is_err(), "{text}");
        }
    }

    #[test]
    fn every_kind_of_part_has_a_word() {
        for kind in PartKind::ALL {
            assert_eq!(PartKind::from_word(kind.as_str()), Some(kind));
        }
    }

    #[test]
    fn parts_are_exact_slices_in_page_order() {
        let mut article = Article::new("-");
        let first = article.push(PartKind::Body, "Erdoğan – “yes” 🇹🇷");
        let second = article.push(PartKind::Body, "End.");
        assert_eq!(first.slice(&article.text), "Erdoğan – “yes” 🇹🇷");
        assert_eq!(article.paragraphs().collect::<Vec<_>>(), [first, second]);
    }
}
