//! Linking without a ledger: the same rules for articles that lie on many machines.
//!
//! A [`Trace`] is what a report leaves for linking: the keys under which it is found, and its facts as text, which travel.
//! Whoever brings together all traces under one key asks [`ties`] which of them hang together. Reports that hang together
//! over all keys are linked as a ledger links them once their articles, with all copies of these, are in one ledger.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use plenipo_record::{Actor, ActorId, ActorKind, Article, CountryCode, Reading};
use serde::{Deserialize, Serialize};

use crate::batch::Origin;
use crate::digest::short_hash;
use crate::error::Result;
use crate::fingerprint;
use crate::groups::Groups;
use crate::ledger::Ledger;
use crate::link::{Facts, JOIN, Order, Profile, Verdict, Window, compare, keys, ordinals_and_stems};
use crate::name::folded;
use crate::named::NamedReading;
use crate::naming;
use crate::row::{Party, kind_of};
use crate::show::EventView;
use crate::words;
use crate::write::{minutes, sentence_hash};

/// What an article leaves by which its copies are found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// The digest of its content.
    pub digest: String,
    /// Minutes since 1970-01-01, if the year of its publication is known.
    pub published: Option<i64>,
    /// The fingerprints of its long paragraphs, sorted.
    pub paragraphs: Vec<i64>,
}

/// What a report leaves by which it is linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The public name of the report.
    pub report: String,
    /// The keys under which it is found.
    pub entered: Vec<i64>,
    /// The keys under which it looks for others.
    pub asked: Vec<i64>,
    /// What linking looks at, as text for [`ties`].
    pub facts: String,
}

/// A trace under one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Whether the report is found under the key.
    pub is_entered: bool,
    /// Whether it looks for others under the key.
    pub is_asked: bool,
    /// The facts of its trace.
    pub facts: String,
}

/// Facts that travel.
#[derive(Serialize, Deserialize)]
struct Packed {
    report: String,
    article: String,
    copy_of: String,
    published: Option<i64>,
    kind: String,
    status: String,
    by: Vec<(String, String, Option<String>)>,
    with: Vec<(String, String, Option<String>)>,
    start: Option<String>,
    end: Option<String>,
    place: Option<String>,
    country: Option<String>,
    what: Vec<String>,
    sentence: i64,
}

/// Returns what an article leaves by which its copies are found.
pub fn print(article: &Article) -> Print {
    Print {
        digest: naming::content_digest(article),
        published: article.published.and_then(minutes),
        paragraphs: fingerprint::fingerprints(article),
    }
}

/// Tells whether two articles of so many long paragraphs, so many of them alike, carry one text.
pub fn are_copies(one: usize, other: usize, alike: usize) -> bool {
    fingerprint::are_copies(one, other, alike)
}

/// Returns the traces of the reports of an article, which is a copy of another one or of itself.
///
/// # Errors
///
/// Fails if the reading holds a value that is none.
pub fn traces(named: &NamedReading, copy_of: &str) -> Result<Vec<Trace>> {
    let trace = |ordinal| {
        let packed = Packed::of(named, ordinal, copy_of);
        let keys = keys(&packed.facts()?);
        let facts = serde_json::to_string(&packed)?;
        Ok(Trace { report: packed.report, entered: keys.entered, asked: keys.asked, facts })
    };
    (0..named.reading.events.len()).map(trace).collect()
}

/// Returns which reports under one key hang together, as pairs of their public names: enough pairs to join all of them, and
/// none that joins what others have joined already.
///
/// # Errors
///
/// Fails if the facts are not those of a trace.
pub fn ties(entries: &[Entry]) -> Result<Vec<(String, String)>> {
    let facts = entries
        .iter()
        .map(|entry| serde_json::from_str::<Packed>(&entry.facts)?.facts())
        .collect::<Result<Vec<Facts>>>()?;
    let mut groups = Groups::new(entries.len());
    let mut ties = Vec::new();
    for (i, one) in entries.iter().enumerate() {
        for (j, other) in entries.iter().enumerate().skip(i + 1) {
            let meet = one.is_asked && other.is_entered || other.is_asked && one.is_entered;
            if !meet || groups.first(i) == groups.first(j) {
                continue;
            }
            if matches!(compare(&facts[i], &facts[j]), Verdict::Together(score) if score >= JOIN) {
                groups.join(i, j);
                ties.push((facts[i].order.public.clone(), facts[j].order.public.clone()));
            }
        }
    }
    Ok(ties)
}

/// Returns for each name that stands in a pair the first, in the order of letters, of all that hang together with it.
pub fn groups(pairs: &[(String, String)]) -> BTreeMap<String, String> {
    let names: BTreeSet<&String> = pairs.iter().flat_map(|(one, other)| [one, other]).collect();
    let places: BTreeMap<&String, usize> = names.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let mut groups = Groups::new(names.len());
    for (one, other) in pairs {
        groups.join(places[one], places[other]);
    }
    let names: Vec<&String> = names.into_iter().collect();
    (0..names.len()).map(|at| (names[at].clone(), names[groups.first(at)].clone())).collect()
}

/// Returns who the bearers of names are, once all names of a corpus are known: for each the public name that it has by itself,
/// and the actor.
///
/// # Errors
///
/// Fails only where `SQLite` does.
pub fn who_is_who(names: &[(ActorKind, String, Option<CountryCode>)]) -> Result<Vec<(String, Party)>> {
    let mut ledger = Ledger::in_memory()?;
    let actors = names.iter().enumerate().map(|(at, (kind, name, country))| Actor {
        id: ActorId::new(at.to_string()),
        kind: *kind,
        names: vec![name.clone()],
        country: *country,
        roles: Vec::new(),
    });
    let article = Article::new("names");
    let (events, quotations, statements, diagnostics) = (vec![], vec![], vec![], vec![]);
    let reading = Reading { article, actors: actors.collect(), events, quotations, statements, diagnostics };
    let mut batch = ledger.batch()?;
    batch.add(&reading, &Origin::default())?;
    batch.commit()?;
    let mut select = ledger.connection.prepare(
        "SELECT profile.public, actor.public, actor.kind, actor.name, actor.country
         FROM profile JOIN actor ON actor.id = profile.actor ORDER BY profile.public",
    )?;
    let rows = select.query_map([], |row| {
        let party = Party { id: row.get(1)?, kind: kind_of(row, 2)?, name: row.get(3)?, country: row.get(4)? };
        Ok((row.get(0)?, party))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

impl Ledger {
    /// Returns who takes part in an event, by the names that each has by itself: side, name.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn names_in(&self, event: &EventView) -> Result<Vec<(String, String)>> {
        let mut select = self.connection.prepare_cached(
            "SELECT event_party.side, profile.public FROM event
             JOIN event_party ON event_party.event = event.id JOIN profile ON profile.id = event_party.profile
             WHERE event.public = ? ORDER BY event_party.side, event_party.ordinal",
        )?;
        let rows = select.query_map([&event.event.id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Packed {
    fn of(named: &NamedReading, ordinal: usize, copy_of: &str) -> Self {
        let (reading, event) = (&named.reading, &named.reading.events[ordinal]);
        let actor = |id: &ActorId| reading.actors.iter().find(|actor| actor.id == *id);
        let profile = |actor: &Actor| {
            let country = actor.country.map(|country| country.to_string());
            (actor.kind.as_str().to_owned(), naming::shown(actor).to_owned(), country)
        };
        let side = |side: &[ActorId]| side.iter().filter_map(actor).map(profile).collect();
        let place = event.place.as_ref();
        Packed {
            report: named.reports[ordinal].clone(),
            article: named.article.clone(),
            copy_of: copy_of.to_owned(),
            published: reading.article.published.and_then(minutes),
            kind: event.kind.as_str().to_owned(),
            status: event.status.as_str().to_owned(),
            by: side(&event.by),
            with: side(&event.with),
            start: event.when.map(|when| when.start.to_string()),
            end: event.when.and_then(|when| when.end).map(|day| day.to_string()),
            place: place.and_then(|place| place.name.clone()),
            country: place.and_then(|place| place.country).map(|country| country.to_string()),
            what: event.what.clone(),
            sentence: sentence_hash(naming::first_sentence(event, &reading.article)),
        }
    }

    /// Unpacks the facts; rows of a store are stood in for by hashes of public names.
    fn facts(&self) -> Result<Facts> {
        let row = |name: &str| short_hash([name.as_bytes()]);
        let profile = |(kind, name, country): &(String, String, Option<String>)| {
            let kind = words::actor_kind(kind)?;
            let id = row(&naming::profile_name(kind, name, country.as_deref()));
            Ok(Arc::new(Profile::new(id, kind, name, words::country(country.as_deref())?)))
        };
        let when = words::when(self.start.as_deref(), self.end.as_deref())?;
        let (ordinals, what) = ordinals_and_stems(self.what.iter().map(String::as_str));
        let place = |place: &String| place.split_whitespace().map(folded).collect::<Vec<_>>().join(" ");
        Ok(Facts {
            id: row(&self.report),
            order: Order { published: self.published.unwrap_or(i64::MAX), public: self.report.clone() },
            article: row(&self.article),
            copy_of: row(&self.copy_of),
            kind: words::event_kind(&self.kind)?,
            status: words::status(&self.status)?,
            by: self.by.iter().map(profile).collect::<Result<_>>()?,
            with: self.with.iter().map(profile).collect::<Result<_>>()?,
            window: when.and_then(Window::new),
            published: self.published.map(|published| published.div_euclid(1440) as i32),
            place: self.place.as_ref().map(place),
            country: words::country(self.country.as_deref())?,
            what,
            ordinals,
            evidence: self.sentence,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hangs_together_goes_by_its_first_name() {
        let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        let found = groups(&[pair("d", "c"), pair("a", "d"), pair("x", "y")]);
        let first = |name: &str| found[name].as_str();
        assert_eq!(["a", "c", "d", "x", "y"].map(first), ["a", "a", "a", "x", "x"]);
    }

    #[test]
    fn a_surname_that_fits_two_is_nobody_else() {
        let country = |code: &str| Some(code.parse().expect("a code"));
        let person = |name: &str, code: &str| (ActorKind::Person, name.to_owned(), country(code));
        let who = |names: &[(ActorKind, String, Option<CountryCode>)]| {
            who_is_who(names).expect("a ledger in memory").into_iter().map(|(name, party)| (name, party.id)).collect()
        };
        let one: BTreeMap<String, String> = who(&[person("Mira Talvik", "EST"), person("Talvik", "EST")]);
        assert_eq!(one["talvik-est"], "mira-talvik-est");
        let two: BTreeMap<String, String> =
            who(&[person("Mira Talvik", "EST"), person("Talvik", "EST"), person("Jaan Talvik", "EST")]);
        assert_eq!(two["talvik-est"], "talvik-est");
    }
}
