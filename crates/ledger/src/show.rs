//! One record with all that proves it.

use rusqlite::{Connection, OptionalExtension as _};

use crate::care::find_event;
use crate::corrections::{self, Correction};
use crate::error::{Error, ErrorKind, Result};
use crate::ledger::Ledger;
use crate::query::{self, Filter};
use crate::row::{self, EventRow};
use crate::speech::{self, QuoteRow};
use crate::standing;
use crate::story::{self, StoryView};
use crate::who::{self, ActorRow};
use crate::words;

/// One record.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// An event, under the name that it goes by now.
    Event(Box<EventView>),
    /// An article.
    Article(Box<ArticleView>),
    /// A person, organisation or country.
    Actor(Box<ActorView>),
    /// A quotation.
    Quote(Box<QuoteRow>),
    /// A story, under the name that it goes by now.
    Story(Box<StoryView>),
    /// A record that is no more.
    Gone {
        /// The public name.
        id: String,
        /// Why it is gone.
        why: String,
    },
}

/// An event with its reports, its history and its disagreements.
#[derive(Clone, Debug, PartialEq)]
pub struct EventView {
    /// The event.
    pub event: EventRow,
    /// The name under which it was first known, which stays when an earlier report gives it another.
    pub first_known: String,
    /// How often it changed since then.
    pub n_changes: i64,
    /// The reports, the earliest first.
    pub reports: Vec<ReportRow>,
    /// What became of it.
    pub changes: Vec<ChangeRow>,
    /// Fields on which reports differ: field, value, report.
    pub disagreements: Vec<(String, String, String)>,
    /// What people said of it.
    pub corrections: Vec<Correction>,
}

/// One report of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportRow {
    /// The public name.
    pub id: String,
    /// The public name of the article.
    pub article: String,
    /// The name of the input.
    pub name: String,
    /// The outlet.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Where the article comes from: a web address, or the name of a file.
    pub address: Option<String>,
    /// The public name of the article of which this one is a copy.
    pub copy_of: Option<String>,
    /// How far the event had come.
    pub status: String,
    /// The days it gives.
    pub start: Option<String>,
    /// The last of them.
    pub end: Option<String>,
    /// The place it gives.
    pub place: Option<String>,
    /// The sentences that prove it: words, and where they stand in the article's text.
    pub evidence: Vec<(String, usize, usize)>,
}

/// One step in the life of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRow {
    /// `announced`, `confirmed`, `moved`, `cancelled`, `denied`, `occurred`.
    pub change: String,
    /// The day on which it was told.
    pub day: Option<String>,
    /// For a plan that moved: when it was planned before.
    pub planned: Option<String>,
    /// The public name of the report.
    pub report: String,
}

/// An article with its revisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleView {
    /// The public name.
    pub id: String,
    /// The name of the input.
    pub name: String,
    /// The digest of its content.
    pub digest: String,
    /// When it was fetched.
    pub fetched: String,
    /// The revision, from 1.
    pub revision: i64,
    /// The headline.
    pub title: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// The text, into which offsets count.
    pub text: String,
    /// The public names of the events that it reports.
    pub events: Vec<String>,
    /// What it says differently from the revision before.
    pub differences: Vec<(String, String)>,
    /// Public names and times of fetching of its other revisions.
    pub revisions: Vec<(String, String)>,
}

/// An actor with names, offices and the reasons for who is who.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorView {
    /// The actor.
    pub actor: ActorRow,
    /// Public names and names of the profiles.
    pub profiles: Vec<(String, String)>,
    /// Offices as articles state them: office, first and last day on which it was stated, article of the first.
    pub offices: Vec<OfficeRow>,
    /// Decisions: this name, that name, whether they are one, and why.
    pub decisions: Vec<(String, String, bool, String)>,
    /// The latest events.
    pub events: Vec<EventRow>,
}

/// An office as articles state it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeRow {
    /// The office in the words of the article.
    pub office: String,
    /// The first publication that states it, or the first day by the authority file.
    pub from: Option<String>,
    /// The last publication that states it, or the last day by the authority file.
    pub to: Option<String>,
    /// How many articles state it; 0 for the authority file.
    pub n_articles: i64,
    /// The public name of the first article that states it.
    pub article: Option<String>,
}

impl Ledger {
    /// Returns the events that fit, the latest first.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read, as all lists do.
    pub fn events(&self, filter: &Filter) -> Result<Vec<EventRow>> {
        query::events(&self.connection, filter).map_err(|error| error.at(&self.path))
    }

    /// Returns the quotations that fit, the latest first.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn quotes(&self, filter: &Filter) -> Result<Vec<QuoteRow>> {
        speech::quotes(&self.connection, filter).map_err(|error| error.at(&self.path))
    }

    /// Returns the actors that fit, those in most articles first.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn actors(&self, filter: &Filter) -> Result<Vec<ActorRow>> {
        who::actors(&self.connection, filter).map_err(|error| error.at(&self.path))
    }

    /// Returns what is planned for a day, counted from 1970-01-01, or later; the nearest first.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn upcoming(&self, filter: &Filter, today: i32) -> Result<Vec<EventRow>> {
        query::upcoming(&self.connection, filter, today).map_err(|error| error.at(&self.path))
    }

    /// Returns plans whose day is over and of which no report tells what became of them.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn overdue(&self, filter: &Filter, today: i32) -> Result<Vec<EventRow>> {
        query::overdue(&self.connection, filter, today).map_err(|error| error.at(&self.path))
    }

    /// Returns the record that a public name leads to.
    ///
    /// # Errors
    ///
    /// Fails if the name never was one.
    pub fn show(&self, id: &str) -> Result<Record> {
        show(&self.connection, id).map_err(|error| error.at(&self.path))
    }
}

fn show(connection: &Connection, id: &str) -> Result<Record> {
    if let Ok((event, _)) = find_event(connection, id) {
        return Ok(Record::Event(Box::new(event_view(connection, event)?)));
    }
    if let Some(article) = article_view(connection, id)? {
        return Ok(Record::Article(Box::new(article)));
    }
    let actor: Option<Option<i64>> =
        connection.query_row("SELECT actor FROM profile WHERE public = ?", [id], |row| row.get(0)).optional()?;
    if let Some(actor) = actor.flatten() {
        return Ok(Record::Actor(Box::new(actor_view(connection, actor)?)));
    }
    if let Some((story, row)) = story::story(connection, id)? {
        return Ok(Record::Story(Box::new(story::view(connection, story, row)?)));
    }
    let name = corrections::present_name(connection, id)?;
    if let Some(quote) = quote(connection, &name)? {
        return Ok(Record::Quote(Box::new(quote)));
    }
    let why: Option<String> =
        connection.query_row("SELECT why FROM former WHERE public = ?", [id], |row| row.get(0)).optional()?;
    match why {
        Some(why) => Ok(Record::Gone { id: id.to_owned(), why }),
        None => Err(Error::new(ErrorKind::Unknown(id.to_owned()))),
    }
}

/// Returns an event with its reports, its history and its disagreements.
pub fn event_view(connection: &Connection, id: i64) -> Result<EventView> {
    let event = row::event(connection, id)?.ok_or_else(|| Error::new(ErrorKind::Unknown(id.to_string())))?;
    let mut select = connection.prepare_cached(
        "SELECT report.public, article.public, article.name, article.outlet, article.published, article.title,
             original.public, report.status, report.start, report.end, report.place, report.evidence, article.text,
             article.address
         FROM report JOIN article ON article.id = report.article
         LEFT JOIN article AS original ON original.id = article.copy_of AND original.id <> article.id
         WHERE report.event = ? ORDER BY coalesce(article.published_at, 9223372036854775807), report.public",
    )?;
    let mut rows = select.query([id])?;
    let mut reports = Vec::new();
    while let Some(row) = rows.next()? {
        let text = row.get_ref(12)?.as_str().unwrap_or_default();
        let spans = words::spans(&row.get::<_, String>(11)?)?;
        let piece =
            |span: plenipo_record::Span| (text.get(span.range()).unwrap_or_default().to_owned(), span.start, span.end);
        reports.push(ReportRow {
            id: row.get(0)?,
            article: row.get(1)?,
            name: row.get(2)?,
            outlet: row.get(3)?,
            published: row.get(4)?,
            title: row.get(5)?,
            address: row.get(13)?,
            copy_of: row.get(6)?,
            status: row.get(7)?,
            start: row.get(8)?,
            end: row.get(9)?,
            place: row.get(10)?,
            evidence: spans.into_iter().map(piece).collect(),
        });
    }
    let changes = changes(connection, id)?;
    let mut select = connection.prepare_cached(
        "SELECT disagreement.field, disagreement.value, report.public FROM disagreement
         JOIN report ON report.id = disagreement.report WHERE disagreement.event = ? ORDER BY 1, 2, 3",
    )?;
    let disagreements = select.query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let disagreements = disagreements.collect::<rusqlite::Result<_>>()?;
    let mut log = corrections::log(connection)?;
    log.retain(|entry| reports.iter().any(|report: &ReportRow| report.id == entry.target));
    let known = standing::first_known(connection, id)?;
    let (first_known, n_changes) = known.unwrap_or_else(|| (event.id.clone(), 0));
    Ok(EventView { event, first_known, n_changes, reports, changes, disagreements, corrections: log })
}

/// Returns the steps in the life of an event, in their order.
pub fn changes(connection: &Connection, event: i64) -> Result<Vec<ChangeRow>> {
    let mut select = connection.prepare_cached(
        "SELECT change.change, change.day, change.planned, report.public FROM change
         JOIN report ON report.id = change.report WHERE change.event = ? ORDER BY change.ordinal",
    )?;
    let changes = select.query_map([event], |row| {
        Ok(ChangeRow { change: row.get(0)?, day: row.get(1)?, planned: row.get(2)?, report: row.get(3)? })
    })?;
    Ok(changes.collect::<rusqlite::Result<_>>()?)
}

fn article_view(connection: &Connection, public: &str) -> Result<Option<ArticleView>> {
    let mut select = connection.prepare_cached(
        "SELECT id, name, digest, fetched, revision, title, outlet, published, text, coalesce(replaced_by, id)
         FROM article WHERE public = ?",
    )?;
    let mut rows = select.query([public])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let (id, series): (i64, i64) = (row.get(0)?, row.get(9)?);
    let mut select = connection.prepare_cached(
        "SELECT DISTINCT event.public FROM report JOIN event ON event.id = report.event WHERE report.article = ? ORDER BY report.ordinal",
    )?;
    let events = select.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut select =
        connection.prepare_cached("SELECT change, what FROM difference WHERE article = ? ORDER BY ordinal")?;
    let differences = select.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let mut select = connection.prepare_cached(
        "SELECT public, fetched FROM article WHERE (replaced_by = ?1 OR id = ?1) AND id <> ?2 ORDER BY revision",
    )?;
    let revisions = select.query_map([series, id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Some(ArticleView {
        id: public.to_owned(),
        name: row.get(1)?,
        digest: row.get(2)?,
        fetched: row.get(3)?,
        revision: row.get(4)?,
        title: row.get(5)?,
        outlet: row.get(6)?,
        published: row.get(7)?,
        text: row.get(8)?,
        events,
        differences,
        revisions: revisions.collect::<rusqlite::Result<_>>()?,
    }))
}

fn actor_view(connection: &Connection, actor: i64) -> Result<ActorView> {
    let public: String = connection.query_row("SELECT public FROM actor WHERE id = ?", [actor], |row| row.get(0))?;
    let filter = Filter { who: Some(public.clone()), limit: Some(20), ..Filter::default() };
    let row = who::actors(connection, &filter)?.into_iter().find(|row| row.id == public);
    let actor_row = row.ok_or_else(|| Error::new(ErrorKind::Unknown(public.clone())))?;
    let mut select =
        connection.prepare_cached("SELECT public, name FROM profile WHERE actor = ? ORDER BY seen DESC, public")?;
    let profiles = select.query_map([actor], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let mut select = connection.prepare_cached(
        "SELECT one.name, other.name, decision.same, decision.reason FROM decision
         JOIN profile AS one ON one.id = decision.one JOIN profile AS other ON other.id = decision.other
         WHERE decision.one IN (SELECT id FROM profile WHERE actor = ?1)
             OR decision.other IN (SELECT id FROM profile WHERE actor = ?1) ORDER BY one.public, other.public",
    )?;
    let decisions = select.query_map([actor], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let decisions = decisions.collect::<rusqlite::Result<_>>()?;
    Ok(ActorView {
        offices: offices(connection, actor)?,
        events: query::events(connection, &filter)?,
        actor: actor_row,
        profiles,
        decisions,
    })
}

/// Returns the offices of an actor: those of the authority file first, then those that articles state, by first statement.
pub fn offices(connection: &Connection, actor: i64) -> Result<Vec<OfficeRow>> {
    let mut select = connection.prepare_cached(
        "SELECT office, from_day, to_day FROM authority WHERE office IS NOT NULL AND name IN
             (SELECT known.name FROM profile JOIN authority AS known ON known.id = profile.authority
              WHERE profile.actor = ?) ORDER BY from_day",
    )?;
    let known = select.query_map([actor], |row| {
        Ok(OfficeRow { office: row.get(0)?, from: row.get(1)?, to: row.get(2)?, n_articles: 0, article: None })
    })?;
    let mut offices = known.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut select = connection.prepare_cached(
        "SELECT role.value, min(article.published), max(article.published), count(DISTINCT article.id),
             min(coalesce(article.published, '9999') || ' ' || article.public)
         FROM profile JOIN mention ON mention.profile = profile.id
         JOIN article INDEXED BY article_head ON article.id = mention.article,
             json_each(mention.roles) AS role
         WHERE profile.actor = ? GROUP BY lower(role.value) ORDER BY 2, 1",
    )?;
    let stated = select.query_map([actor], |row| {
        let first: String = row.get(4)?;
        Ok(OfficeRow {
            office: row.get(0)?,
            from: row.get(1)?,
            to: row.get(2)?,
            n_articles: row.get(3)?,
            article: first.rsplit(' ').next().map(str::to_owned),
        })
    })?;
    offices.extend(stated.collect::<rusqlite::Result<Vec<_>>>()?);
    Ok(offices)
}

fn quote(connection: &Connection, public: &str) -> Result<Option<QuoteRow>> {
    let day: Option<(Option<String>, Option<i32>)> = connection
        .query_row(
            "SELECT profile.public, quote.first_day FROM quote LEFT JOIN profile ON profile.id = quote.profile
             WHERE quote.public = ?",
            [public],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    let Some((who, day)) = day else { return Ok(None) };
    let filter = Filter { who, since: day, until: day, ..Filter::default() };
    Ok(speech::quotes(connection, &filter)?.into_iter().find(|quote| quote.id == public))
}
