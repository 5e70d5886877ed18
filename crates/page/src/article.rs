//! Puts the article together: text, parts and fields.

use jiff::civil::Date;
use plenipo_record::{Article, Comment, Dateline, Day, LiveEntry, PartKind, Post, Published, Span};

use crate::PageError;
use crate::block::Meta;
use crate::credit::{self, Credit};
use crate::cues::cues;
use crate::dateline::RunIn;
use crate::decode::decode;
use crate::sorter::Sorter;
use crate::stamp;
use crate::words::{self, likeness};
use crate::{head, language, markup, plain, post};

/// Reads one input as a page of news; `name` is what the article is called, a path or an address.
///
/// The format is found from the bytes. One input holds one article. Where the reporting is in another language than
/// English, [`Article::language`] says so, and nothing of it is meant to be read as English.
///
/// # Errors
///
/// Fails where the bytes are no text or hold no words.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Article>, PageError> {
    let text = decode(bytes)?;
    let mut draft = Draft::new(name);
    let mut declared = None;
    if markup::is_markup(&text) {
        let (blocks, meta) = markup::blocks(&text);
        Sorter::new(&blocks, Some(&meta)).run(&mut draft);
        draft.settle(Some(&meta));
        declared = meta.language;
    } else {
        let blocks = plain::blocks(&text);
        Sorter::new(&blocks, None).run(&mut draft);
        draft.settle(None);
    }
    let mut article = draft.article;
    if words::count(&article.text) == 0 || !article.text.chars().any(char::is_alphanumeric) {
        return Err(PageError::NoText);
    }
    article.language = language::of(&article, declared.as_deref());
    Ok(vec![article])
}

/// An article in the making.
pub(crate) struct Draft {
    article: Article,
    /// Times in the head of the page, in order.
    times: Vec<(Published, bool)>,
    /// Times at other places.
    late_times: Vec<(Published, bool)>,
    /// A zone told with another time of the same line.
    zone: Option<i16>,
    place: Option<String>,
    run_in: Option<RunIn>,
    credited: Option<String>,
    noted: Option<String>,
    /// The element of the post that is being read.
    post: Option<usize>,
    /// Whether the last part belongs to an entry of a live blog.
    live: bool,
}

impl Draft {
    fn new(name: &str) -> Self {
        Draft {
            article: Article::new(name),
            times: Vec::new(),
            late_times: Vec::new(),
            zone: None,
            place: None,
            run_in: None,
            credited: None,
            noted: None,
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

    /// Adds the headline.
    pub fn headline(&mut self, text: &str) {
        self.article.title = Some(text.to_owned());
        self.push(PartKind::Headline, text);
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
                list.push((published, stamp.updated));
            } else if let (Some(clock), false) = (stamp.clock, late) {
                self.zone = self.zone.or(clock.offset);
            }
        }
        if self.article.byline.is_none() && !late {
            self.article.byline.clone_from(&credit.byline);
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
    pub fn post_author(&mut self, author: post::Author, link: Option<String>, line: &str) {
        let last = self.article.parts.last_mut().filter(|part| part.kind == PartKind::Body);
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
        self.push(PartKind::Credit, line);
    }

    /// Tells whether the last part is a paragraph of the reporting.
    pub fn ends_in_body(&self) -> bool {
        self.article.parts.last().is_some_and(|part| part.kind == PartKind::Body)
    }

    /// Notes the section of the publication; the first one told stays.
    pub fn section(&mut self, name: &str) {
        self.article.section.get_or_insert_with(|| name.to_owned());
    }

    /// Notes how long reading takes; the first one told stays.
    pub fn reading_minutes(&mut self, minutes: Option<u16>) {
        self.article.reading_minutes = self.article.reading_minutes.or(minutes);
    }

    /// Fills the fields that need the whole page.
    fn settle(&mut self, meta: Option<&Meta>) {
        let published = self.published(meta);
        self.article.published = published;
        self.article.modified = self.modified(meta);
        self.settle_dateline();
        self.settle_names(meta);
        if let Some(meta) = meta {
            let window = meta.window_title.as_ref();
            if self.article.title.is_none() {
                let title = meta.title.clone().or_else(|| window.map(|title| head::outlet_name(title).to_owned()));
                self.article.title = title;
            }
            let outlet = meta.outlet.clone().or_else(|| window.and_then(|title| self.outlet_in_title(title)));
            self.article.outlet = outlet.or(self.article.outlet.take());
            self.article.section = meta.section.clone().or(self.article.section.take());
            self.article.canonical = meta.canonical.clone().or_else(|| meta.shared.clone());
        }
    }

    /// Returns the time of the last change that the page shows, made exact by its metadata, or that of the metadata.
    fn modified(&self, meta: Option<&Meta>) -> Option<Published> {
        let told = meta.and_then(|meta| meta.modified.as_ref());
        let told = told.and_then(|text| stamp::scan(text).into_iter().find_map(|stamp| stamp.published()));
        let mut shown = self.times.iter().chain(&self.late_times).filter(|(_, updated)| *updated);
        match (shown.next(), told) {
            (Some((shown, _)), Some(told)) => Some(reconciled(*shown, told)),
            (Some((shown, _)), None) => Some(*shown),
            // Most pages give the time of publication again where nothing was changed.
            (None, told) => told.filter(|told| Some(*told) != self.article.published),
        }
    }

    /// Chooses the time of publication among those that the page shows and its metadata.
    fn published(&self, meta: Option<&Meta>) -> Option<Published> {
        let told = meta.and_then(|meta| meta.published.as_ref().or(meta.time_element.as_ref()));
        let told = told.and_then(|text| stamp::scan(text).into_iter().find_map(|stamp| stamp.published()));
        let shown = self.times.iter().find(|(_, updated)| !updated).map(|(published, _)| *published);
        let full = self.run_in.as_ref().and_then(|found| found.day).filter(|day| matches!(day, Day::Date(_)));
        let dated = full.map(|day| Published { day, time: None, offset_minutes: None });
        let updated = self.times.iter().map(|(published, _)| *published).next();
        let late = self.late_times.iter().find(|(_, updated)| !updated).map(|(published, _)| *published);
        let Some(mut shown) = shown else { return told.or(dated).or(late).or(updated) };
        if shown.time.is_some() && shown.offset_minutes.is_none() {
            shown.offset_minutes = self.zone;
        }
        let Some(told) = told else { return Some(shown) };
        Some(reconciled(shown, told))
    }

    fn settle_dateline(&mut self) {
        let published = self.article.published.map(|published| published.day);
        if let Some(found) = &self.run_in {
            let day = found.day.map(|day| with_year(day, published));
            self.article.dateline = Some(Dateline { place: Some(found.place.clone()), day });
        } else if let Some(place) = self.place.take() {
            self.article.dateline = Some(Dateline { place: Some(place), day: published });
        }
    }

    fn settle_names(&mut self, meta: Option<&Meta>) {
        let agency = |name: &String| cues().agency(name).map(str::to_owned);
        let run_in = self.run_in.as_ref().and_then(|found| found.agency.clone());
        let told = meta.and_then(|meta| meta.agencies.iter().chain(&meta.authors).find_map(agency));
        if let Some(name) = self.article.byline.as_ref().and_then(agency) {
            self.article.byline = None;
            self.credited.get_or_insert(name);
        }
        self.article.agency = run_in.or(self.credited.take()).or(self.noted.take()).or(told);
        if self.article.byline.is_none()
            && let Some(meta) = meta
        {
            let person = |name: &&String| {
                let outlet = meta.outlet.as_ref().is_some_and(|outlet| likeness(outlet, name) > 0.6);
                cues().agency(name).is_none() && !outlet && name.contains(' ')
            };
            let names: Vec<String> = meta.authors.iter().filter(person).map(|name| credit::cleaned(name)).collect();
            self.article.byline = Some(names.join(" and ")).filter(|names| !names.is_empty());
        }
    }

    /// Returns the publication behind the headline in the window's title.
    fn outlet_in_title(&self, window: &str) -> Option<String> {
        let headline = self.article.title.as_ref()?;
        let before = window.strip_suffix(headline.as_str()).and_then(|rest| rest.trim_end().strip_suffix(':'));
        if let Some(outlet) = before.map(str::trim).filter(|name| (1..=5).contains(&words::count(name))) {
            return Some(outlet.to_owned());
        }
        let at = [" | ", " - ", " — ", " – ", " :: "]
            .iter()
            .filter_map(|mark| window.rfind(mark).map(|at| (at, mark.len())))
            .max()?;
        let (story, outlet) = (&window[..at.0], window[at.0 + at.1..].trim());
        let known = likeness(story, headline) > 0.7 && words::count(outlet) <= 6 && !outlet.is_empty();
        known.then(|| outlet.to_owned())
    }
}

/// Joins the time that the page shows with the one of its metadata: the shown one wins, the other adds what it lacks.
fn reconciled(shown: Published, told: Published) -> Published {
    let Some((hour, minute, _)) = shown.time else {
        return if shown.day == told.day { told } else { shown };
    };
    let Some((told_hour, told_minute, _)) = told.time else { return shown };
    if shown.day == told.day && (hour, minute) == (told_hour, told_minute) {
        let offset_minutes = shown.offset_minutes.or(told.offset_minutes);
        return if offset_minutes == told.offset_minutes { told } else { shown };
    }
    if shown.offset_minutes.is_none() && told.offset_minutes == Some(0) {
        // The metadata gives the instant at Greenwich, the page the time on its own clock: the difference is its zone.
        let minutes = |published: Published, (hour, minute, _): (i8, i8, i8)| {
            let Day::Date(date) = published.day else { return None };
            let days = date.since(Date::constant(2000, 1, 1)).ok()?.get_days();
            Some(i64::from(days) * 1440 + i64::from(hour) * 60 + i64::from(minute))
        };
        let (Some(here), Some(there)) =
            (minutes(shown, shown.time.unwrap_or_default()), minutes(told, told.time.unwrap_or_default()))
        else {
            return shown;
        };
        let offset = here - there;
        if offset % 15 == 0 && (-12 * 60..=14 * 60).contains(&offset) {
            return Published { offset_minutes: i16::try_from(offset).ok(), ..shown };
        }
    }
    shown
}

/// Gives a day without a year the year of the publication, or the one before where the day would come later.
fn with_year(day: Day, published: Option<Day>) -> Day {
    let (Day::MonthDay { month, day: number }, Some(Day::Date(published))) = (day, published) else { return day };
    // A page's clock may stand a day behind the place of the dateline.
    let limit = published.tomorrow().unwrap_or(published);
    let year = published.year();
    let dates = [year + 1, year, year - 1].into_iter().filter_map(|year| Date::new(year, month, number).ok());
    dates.into_iter().find(|date| *date <= limit).map_or(day, Day::Date)
}
