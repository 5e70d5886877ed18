//! Makes readings of invented articles.

use plenipo_ledger::{Ledger, Origin, Result};
use plenipo_record::{
    Actor, ActorId, ActorKind, Article, Event, EventKind, PartKind, Place, Quotation, QuotationKind, Reading, Status,
    When,
};

/// An article under construction.
pub struct Report {
    reading: Reading,
}

/// Begins an article of this outlet, published at this time.
pub fn article(outlet: &str, published: &str) -> Report {
    let mut article = Article::new(format!("{outlet}-{published}.txt"));
    article.outlet = Some(outlet.to_owned());
    article.title = Some(format!("News of {published}"));
    article.push(PartKind::Headline, &format!("News of {published} by {outlet}"));
    let (day, time) = published.split_once('T').unwrap_or((published, ""));
    article.published = day.parse().ok().map(|day| plenipo_record::Published {
        day,
        time: (!time.is_empty()).then(|| (time[..2].parse().unwrap(), time[3..5].parse().unwrap(), 0)),
        offset_minutes: None,
    });
    Report {
        reading: Reading {
            article,
            actors: Vec::new(),
            events: Vec::new(),
            quotations: Vec::new(),
            statements: Vec::new(),
            diagnostics: Vec::new(),
        },
    }
}

impl Report {
    /// Adds an event: `who` is a list of actors such as `Mira Talvik EST | Osman Reyl NOR`, by and with; `when` is
    /// `2026-05-08`, `2026-05-08..2026-05-10` or nothing; `place` is `Oslo NOR` or nothing.
    pub fn event(
        mut self,
        kind: EventKind,
        status: Status,
        who: &str,
        when: &str,
        place: &str,
        sentence: &str,
    ) -> Self {
        let (by, with) = who.split_once('|').unwrap_or((who, ""));
        let (by, with) = (self.cast(by), self.cast(with));
        let span = self.reading.article.push(PartKind::Body, sentence);
        let when = (!when.is_empty()).then(|| match when.split_once("..") {
            Some((start, end)) => When { start: start.parse().unwrap(), end: end.parse().ok() },
            None => When::on(when.parse::<plenipo_record::Day>().unwrap()),
        });
        let place = place.rsplit_once(' ').map(|(name, country)| Place {
            name: (!name.is_empty()).then(|| name.to_owned()),
            country: country.parse().ok(),
        });
        let id = format!("e{}", self.reading.events.len());
        let what = Vec::new();
        self.reading.events.push(Event {
            id,
            kind,
            status,
            by,
            with,
            when,
            place,
            what,
            evidence: vec![span],
            detail: None,
            confidence: None,
        });
        self
    }

    /// Says how sure the reader is of the latest event.
    pub fn sure(mut self, confidence: f32) -> Self {
        self.reading.events.last_mut().expect("an event").confidence = Some(confidence);
        self
    }

    /// Gives the latest event topics.
    pub fn about(mut self, what: &[&str]) -> Self {
        let event = self.reading.events.last_mut().expect("an event");
        event.what = what.iter().map(|&topic| topic.to_owned()).collect();
        self
    }

    /// Adds a paragraph that tells no event.
    pub fn paragraph(mut self, text: &str) -> Self {
        self.reading.article.push(PartKind::Body, text);
        self
    }

    /// Adds a quotation by an actor such as `Mira Talvik EST`.
    pub fn quote(mut self, speaker: &str, words: &str) -> Self {
        let speaker = self.cast(speaker).pop();
        let span = self.reading.article.push(PartKind::Body, words);
        self.reading.quotations.push(Quotation {
            id: format!("q{}", self.reading.quotations.len()),
            speaker,
            kind: QuotationKind::Direct,
            medium: None,
            mention: None,
            cue: None,
            said: None,
            pieces: vec![span],
        });
        self
    }

    /// Gives an actor who is there already an office.
    pub fn office(mut self, name: &str, office: &str) -> Self {
        let actor = self.reading.actors.iter_mut().find(|actor| actor.names[0] == name).expect("an actor");
        actor.roles.push(office.to_owned());
        self
    }

    /// Returns the reading.
    pub fn done(self) -> Reading {
        self.reading
    }

    fn cast(&mut self, who: &str) -> Vec<ActorId> {
        let each = who.split(',').map(str::trim).filter(|name| !name.is_empty());
        each.map(|words| {
            let (name, country) = match words.rsplit_once(' ') {
                Some((name, code)) if code.len() == 3 && code.chars().all(char::is_uppercase) => (name, code),
                _ => (words, words),
            };
            let country = country.parse().ok();
            let kind = if words.len() == 3 && country.is_some() { ActorKind::Country } else { ActorKind::Person };
            let id = ActorId::new(name.to_lowercase().replace(' ', "-"));
            if self.reading.actor(&id).is_none() {
                let (names, roles) = (vec![name.to_owned()], Vec::new());
                self.reading.actors.push(Actor { id: id.clone(), kind, names, country, roles });
            }
            id
        })
        .collect()
    }
}

/// Makes a ledger in memory of readings, all in one batch.
pub fn ledger(readings: &[Reading]) -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    add(&mut ledger, readings).unwrap();
    ledger
}

/// Adds readings in one batch.
pub fn add(ledger: &mut Ledger, readings: &[Reading]) -> Result<()> {
    let mut batch = ledger.batch()?;
    for reading in readings {
        batch.add(
            reading,
            &Origin { fetched: "2026-01-01T00:00:00Z".to_owned(), reader: "1".to_owned(), ..Origin::default() },
        )?;
    }
    batch.commit()
}
