//! Makes ledgers of invented articles.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use plenipo_ledger::{Ledger, Origin};
use plenipo_record::{
    Actor, ActorId, ActorKind, Article, Comment, Event, EventKind, PartKind, Place, Quotation, QuotationKind, Reading,
    Statement, Status, When,
};

/// A ledger in a folder of its own, which goes with it.
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// Makes a ledger of some articles.
    pub fn new(reports: Vec<Report>) -> Self {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("plenipo-desk-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let store = Store { folder };
        store.add(reports);
        store
    }

    /// Adds articles.
    pub fn add(&self, reports: Vec<Report>) {
        let mut ledger = self.open();
        let mut batch = ledger.batch().unwrap();
        for report in reports {
            let origin = Origin {
                fetched: "2026-05-20T08:00:00Z".to_owned(),
                reader: "0.1.0".to_owned(),
                as_of: None,
                address: report.address,
            };
            batch.add(&report.reading, &origin).unwrap();
        }
        batch.commit().unwrap();
    }

    /// Opens the ledger for writing.
    pub fn open(&self) -> Ledger {
        Ledger::open(&self.path()).unwrap()
    }

    /// Returns the ledger's file.
    pub fn path(&self) -> PathBuf {
        self.folder.join("desk.db")
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// An article under construction.
pub struct Report {
    /// What it says.
    pub reading: Reading,
    address: Option<String>,
}

/// Begins an article of this outlet, published at this time, under this headline.
pub fn article(outlet: &str, published: &str, headline: &str) -> Report {
    let mut article = Article::new(format!("{outlet}-{published}.txt"));
    article.outlet = Some(outlet.to_owned());
    article.title = Some(headline.to_owned());
    article.push(PartKind::Headline, headline);
    let (day, time) = published.split_once('T').unwrap_or((published, ""));
    article.published = day.parse().ok().map(|day| plenipo_record::Published {
        day,
        time: (!time.is_empty()).then(|| (time[..2].parse().unwrap(), time[3..5].parse().unwrap(), 0)),
        offset_minutes: None,
    });
    let reading = Reading {
        article,
        actors: Vec::new(),
        events: Vec::new(),
        quotations: Vec::new(),
        statements: Vec::new(),
        diagnostics: Vec::new(),
    };
    Report { reading, address: None }
}

impl Report {
    /// Gives the article an address.
    pub fn at(mut self, address: &str) -> Self {
        self.address = Some(address.to_owned());
        self.reading.article.canonical = Some(address.to_owned());
        self
    }

    /// Adds an event: `who` is a list of actors such as `Mira Talvik EST; Norway NOR | Osman Reyl NOR`, by and with; `when` is
    /// `2026-05-08`, `2026-05-08..2026-05-10`, `2026-05-08..` or nothing; `place` is `Oslo NOR` or nothing.
    pub fn event(mut self, kind: EventKind, status: Status, who: &str, when: &str, place: &str, told: &str) -> Self {
        let (by, with) = who.split_once('|').unwrap_or((who, ""));
        let (by, with) = (self.cast(by), self.cast(with));
        let span = self.reading.article.push(PartKind::Body, told);
        let when = (!when.is_empty()).then(|| match when.split_once("..") {
            Some((start, end)) => When { start: start.parse().unwrap(), end: end.parse().ok() },
            None => When::on(when.parse::<plenipo_record::Day>().unwrap()),
        });
        let place = place.rsplit_once(' ').map(|(name, country)| Place {
            name: (!name.is_empty()).then(|| name.to_owned()),
            country: country.parse().ok(),
        });
        let id = format!("e{}", self.reading.events.len());
        let (what, evidence) = (Vec::new(), vec![span]);
        self.reading.events.push(Event {
            id,
            kind,
            detail: None,
            status,
            by,
            with,
            when,
            place,
            what,
            evidence,
            confidence: None,
        });
        self
    }

    /// Gives the latest event a topic.
    pub fn about(mut self, what: &str) -> Self {
        self.reading.events.last_mut().expect("an event").what = vec![what.to_owned()];
        self
    }

    /// Adds a quotation on this day.
    pub fn quote(mut self, speaker: &str, said: &str, words: &str) -> Self {
        let speaker = self.cast(speaker).pop();
        let span = self.reading.article.push(PartKind::Body, words);
        let id = format!("q{}", self.reading.quotations.len());
        self.reading.quotations.push(Quotation {
            id,
            speaker,
            kind: QuotationKind::Direct,
            medium: Some("interview".to_owned()),
            said: said.parse().ok(),
            mention: None,
            cue: None,
            pieces: vec![span],
        });
        self
    }

    /// Adds reported speech.
    pub fn statement(mut self, speaker: &str, words: &str) -> Self {
        let speaker = self.cast(speaker).pop();
        let span = self.reading.article.push(PartKind::Body, words);
        let (medium, said, mention) = (None, None, None);
        self.reading.statements.push(Statement { speaker, medium, said, mention, cue: span, pieces: vec![span] });
        self
    }

    /// Adds a comment of a reader and a headline of another article.
    pub fn aside(mut self, author: &str, comment: &str, related: &str) -> Self {
        let span = self.reading.article.push(PartKind::Comment, comment);
        self.reading.article.comments.push(Comment { author: Some(author.to_owned()), span });
        self.reading.article.push(PartKind::Related, related);
        self.reading.article.related.push(related.to_owned());
        self
    }

    fn cast(&mut self, who: &str) -> Vec<ActorId> {
        let actors = who.split(';').map(str::trim).filter(|name| !name.is_empty());
        actors.map(|name| self.actor(name)).collect()
    }

    fn actor(&mut self, who: &str) -> ActorId {
        let (name, country) = who.rsplit_once(' ').expect("a name and a country");
        if let Some(known) = self.reading.actors.iter().find(|actor| actor.names[0] == name) {
            return known.id.clone();
        }
        let id = ActorId::new(format!("a{}", self.reading.actors.len()));
        let kind = match name {
            _ if name.starts_with("Ministry") || name.starts_with("Union") => ActorKind::Organization,
            _ if name.contains(' ') || name.contains('<') => ActorKind::Person,
            _ => ActorKind::Country,
        };
        let roles = if kind == ActorKind::Person { vec!["Foreign Minister".to_owned()] } else { Vec::new() };
        self.reading.actors.push(Actor {
            id: id.clone(),
            kind,
            names: vec![name.to_owned()],
            country: country.parse().ok(),
            roles,
        });
        id
    }
}
