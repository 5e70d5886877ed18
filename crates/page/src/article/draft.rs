//! An article in the making: takes parts in page order.

use plenipo_record::{Article, Comment, LiveEntry, PartKind, Post, Published, Span};

use crate::credit::Credit;
use crate::dateline::RunIn;
use crate::stamp::Clock;
use crate::{post, words};

/// An article in the making.
pub(crate) struct Draft {
    pub(super) article: Article,
    /// Times in the head of the page, in order.
    pub(super) times: Vec<(Published, bool)>,
    /// Times at other places.
    pub(super) late_times: Vec<(Published, bool)>,
    /// A zone told with another time of the same line.
    pub(super) zone: Option<i16>,
    pub(super) place: Option<String>,
    pub(super) run_in: Option<RunIn>,
    pub(super) credited: Option<String>,
    pub(super) noted: Option<String>,
    /// A name that may be the publication's, where nothing better tells it.
    pub(super) publisher: Option<String>,
    /// A writer named behind the reporting, where no byline is.
    pub(super) signed: Option<String>,
    /// Times of day of the entries of a live blog in plain text, which have the day of the page.
    pub(super) clocks: Vec<(usize, Clock)>,
    /// The element of the post that is being read.
    post: Option<usize>,
    /// Whether the last part belongs to an entry of a live blog.
    live: bool,
}

impl Draft {
    pub fn new(name: &str) -> Self {
        Draft {
            article: Article::new(name),
            times: Vec::new(),
            late_times: Vec::new(),
            zone: None,
            place: None,
            run_in: None,
            credited: None,
            noted: None,
            publisher: None,
            signed: None,
            clocks: Vec::new(),
            post: None,
            live: false,
        }
    }

    /// Adds a stretch of the page.
    pub fn push(&mut self, kind: PartKind, text: &str) {
        if text.is_empty() {
            return;
        }
        let span = self.article.push(kind, text);
        if let Some(entry) = self.article.live.last_mut().filter(|_| self.live) {
            entry.span = Span::new(entry.span.start.min(span.start), span.end);
        }
    }

    /// Adds the headline, which stands in `line`.
    pub fn headline(&mut self, line: &str, headline: &str) {
        self.article.title = Some(headline.to_owned());
        self.push(PartKind::Headline, line);
    }

    /// Returns the headline if it has come.
    pub fn title(&self) -> Option<&str> {
        self.article.title.as_deref()
    }

    /// Notes the name of the publication; the first one told stays.
    pub fn outlet(&mut self, name: &str) {
        if self.article.outlet.is_none() && !name.is_empty() {
            self.article.outlet = Some(words::title_case(name));
        }
    }

    /// Notes a name that may be the publication's; the first one told stays.
    pub fn publisher(&mut self, name: &str) {
        self.publisher.get_or_insert_with(|| words::title_case(name));
    }

    /// Notes the writer who signs the reporting at its end.
    pub fn signed(&mut self, name: String) {
        self.signed.get_or_insert(name);
    }

    /// Returns the writers as far as they are known.
    pub fn writers(&self) -> Option<&str> {
        self.article.byline.as_deref()
    }

    /// Notes the time of day of the entry.
    pub fn entry_clock(&mut self, clock: Clock) {
        if let Some(last) = self.article.live.len().checked_sub(1) {
            self.clocks.push((last, clock));
        }
    }

    /// Returns the publication as far as the page has named it.
    pub fn named(&self) -> Option<&str> {
        self.article.outlet.as_deref()
    }

    /// Tells whether the publication is known.
    pub fn has_outlet(&self) -> bool {
        self.article.outlet.is_some()
    }

    /// Tells whether the writer is known.
    pub fn has_byline(&self) -> bool {
        self.article.byline.is_some()
    }

    /// Adds a line that names the writer and nothing else.
    pub fn byline(&mut self, name: String, line: &str) {
        self.push(PartKind::Credit, line);
        self.article.byline = Some(name);
    }

    /// Adds a line of credit; `late` says that it stands where times are believed less.
    pub fn credit(&mut self, text: &str, credit: &Credit, late: bool) {
        self.push(PartKind::Credit, text);
        let list = if late { &mut self.late_times } else { &mut self.times };
        for stamp in &credit.stamps {
            if let Some(published) = stamp.published() {
                // The first of several times that a page shows is the one of publication.
                let at = if stamp.first { 0 } else { list.len() };
                list.insert(at, (published, stamp.updated));
            } else if let (Some(clock), false) = (stamp.clock, late) {
                self.zone = self.zone.or(clock.offset);
            }
        }
        if self.article.byline.is_none() && !late {
            self.article.byline.clone_from(&credit.byline);
        }
        if let (Some(byline), Some(helper), false) = (&mut self.article.byline, &credit.helper, late) {
            byline.push_str(" and ");
            byline.push_str(helper);
        }
        if self.credited.is_none() {
            self.credited.clone_from(&credit.agency);
        }
        if let (Some(outlet), false) = (&credit.outlet, late) {
            self.outlet(outlet);
        }
        if self.place.is_none() && !late {
            self.place.clone_from(&credit.place);
        }
    }

    /// Notes an agency named in a sign-off or a note.
    pub fn agency_of_note(&mut self, agency: Option<String>) {
        self.noted = self.noted.take().or(agency);
    }

    /// Notes the place in a line of its own; the first one told stays.
    pub fn place(&mut self, place: &str) {
        let place = RunIn { place: words::title_case(place), day: None, agency: None, end: 0 };
        self.dateline(&place);
    }

    /// Notes the dateline; the first one stays.
    pub fn dateline(&mut self, found: &RunIn) {
        if self.run_in.is_none() {
            self.run_in = Some(found.clone());
        }
    }

    /// Adds a key point.
    pub fn key_point(&mut self, text: &str) {
        self.push(PartKind::KeyPoint, text);
        self.article.key_points.push(text.to_owned());
    }

    /// Adds the headline of another story, which stands in `line`.
    pub fn related(&mut self, line: &str, headline: &str) {
        self.push(PartKind::Related, line);
        self.article.related.push(headline.to_owned());
    }

    /// Adds a line with several headlines.
    pub fn related_list(&mut self, line: &str, headlines: &[&str]) {
        self.push(PartKind::Related, line);
        self.article.related.extend(headlines.iter().map(|&headline| headline.to_owned()));
    }

    /// Adds a comment, or goes on with the last one where no author is told and one was before.
    pub fn comment(&mut self, author: Option<String>, line: &str, words: &str) {
        let start = self.article.push(PartKind::Comment, line).start + line.find(words).unwrap_or(0);
        let span = Span::new(start, start + words.len());
        let end = self.article.text.len() - line.len();
        match self.article.comments.last_mut() {
            Some(last) if author.is_none() && last.author.is_some() && last.span.end + 1 == end => {
                last.span = last.span.join(span);
            }
            _ => self.article.comments.push(Comment { author, span }),
        }
    }

    /// Opens an entry of a live blog.
    pub fn enter(&mut self) {
        self.live = true;
        let start = self.article.text.len() + usize::from(!self.article.text.is_empty());
        self.article.live.push(LiveEntry { published: None, title: None, span: Span::new(start, start) });
    }

    /// Ends the entry of a live blog.
    pub fn leave(&mut self) {
        self.live = false;
    }

    /// Notes the time of the entry; the first one told stays.
    pub fn entry_time(&mut self, published: Option<Published>) {
        if let Some(entry) = self.article.live.last_mut() {
            entry.published = entry.published.or(published);
        }
    }

    /// Notes the headline of the entry; false where it has one or has begun without.
    pub fn entry_title(&mut self, title: &str) -> bool {
        let entry = self.article.live.last_mut().filter(|entry| entry.title.is_none());
        entry.map(|entry| entry.title = Some(title.to_owned())).is_some()
    }

    /// Adds words of an embedded post.
    pub fn post(&mut self, element: Option<usize>, text: &str) {
        self.push(PartKind::Post, text);
        let Some(span) = self.article.parts.last().map(|part| part.span) else { return };
        match self.article.posts.last_mut().filter(|_| self.post == element) {
            Some(post) => post.span = post.span.join(span),
            None => self.article.posts.push(Post { author: None, handle: None, link: None, span }),
        }
        self.post = element;
    }

    /// Adds the line that tells who wrote the post above it; in pasted text that is the paragraph above.
    pub fn post_author(&mut self, author: post::Author, link: Option<String>, text: &str, pasted: bool) {
        let last = self.article.parts.last_mut().filter(|part| pasted && part.kind == PartKind::Body);
        if let Some(part) = last {
            part.kind = PartKind::Post;
            let span = part.span;
            self.article.posts.push(Post { author: None, handle: None, link: None, span });
        }
        if let Some(post) = self.article.posts.last_mut() {
            post.author = author.name;
            post.handle = Some(author.handle);
            post.link = link;
        }
        self.post = None;
        self.push(PartKind::Credit, text);
    }

    /// Tells whether the last part is of the kind.
    pub fn ends_in(&self, kind: PartKind) -> bool {
        self.article.parts.last().is_some_and(|part| part.kind == kind)
    }

    /// Notes the section of the publication; the first one told stays.
    pub fn section(&mut self, name: &str) {
        self.article.section.get_or_insert_with(|| name.to_owned());
    }

    /// Notes how long reading takes; the first one told stays.
    pub fn reading_minutes(&mut self, minutes: Option<u16>) {
        self.article.reading_minutes = self.article.reading_minutes.or(minutes);
    }
}
