//! Corrections, forgetting and reading again: the care of a ledger.
//!
//! Every change that a person makes is written to the log first and then brought to bear; undoing writes again.

use std::collections::BTreeSet;

use plenipo_record::Reading;
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior};

use crate::batch::{self, Changed};
use crate::corrections::{self, Correction};
use crate::error::{Error, ErrorKind, Result};
use crate::gather::Gatherer;
use crate::ledger::Ledger;
use crate::link::same_person;
use crate::name::Match;
use crate::relink::relink;
use crate::{gather, load, resolve, revision, standing, story, words};

/// Who makes a correction, when and why.
#[derive(Clone, Debug, Default)]
pub struct Author {
    /// When it is made, ISO 8601.
    pub made: String,
    /// Who makes it.
    pub who: String,
    /// The reason.
    pub why: Option<String>,
}

/// One row of an authority file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authority {
    /// The name by which the person or organisation is to be called.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The country represented, three letters.
    pub country: Option<String>,
    /// An office.
    pub office: Option<String>,
    /// Its first day.
    pub from: Option<String>,
    /// Its last day.
    pub to: Option<String>,
    /// The Wikidata id.
    pub wikidata: Option<String>,
}

impl Ledger {
    /// Runs a change in a transaction of its own.
    pub(crate) fn change<T>(&mut self, change: impl FnOnce(&Connection, &mut Gatherer) -> Result<T>) -> Result<T> {
        self.gatherer.forget();
        let changed = || -> Result<T> {
            let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
            let done = change(&transaction, &mut self.gatherer)?;
            story::settle(&transaction)?;
            standing::settle(&transaction, &self.moment)?;
            transaction.commit()?;
            Ok(done)
        };
        changed().map_err(|error| error.at(&self.path))
    }

    /// Takes an event off all lists.
    ///
    /// # Errors
    ///
    /// Fails if there is no such event, as all corrections do.
    pub fn reject(&mut self, event: &str, author: &Author) -> Result<i64> {
        self.change(|connection, gatherer| {
            let (event, public) = find_event(connection, event)?;
            let entry = Correction { action: "reject".to_owned(), target: public, ..by(author) };
            let id = corrections::append(connection, &entry)?;
            remake(connection, gatherer, &reports_of(connection, event)?)?;
            Ok(id)
        })
    }

    /// Sets a field of an event: `status`, `when`, `place`, `country`, `what`, `by` or `with`; or the `country` of an actor.
    ///
    /// Parties are given by public names, parted by commas. Somebody whose country is set stands in its lists, with all
    /// events that name them.
    ///
    /// # Errors
    ///
    /// Fails if there is no such record or field, if the value does not fit, and if the ledger cannot be written.
    pub fn edit(&mut self, record: &str, field: &str, value: &str, author: &Author) -> Result<i64> {
        self.change(|connection, gatherer| {
            if let Some(actor) = find_actor(connection, record)? {
                return edit_actor(connection, gatherer, actor, field, value, author);
            }
            let (event, public) = find_event(connection, record)?;
            corrections::check(connection, field, value)?;
            let entry = Correction {
                action: "edit".to_owned(),
                target: public,
                argument: Some(field.to_owned()),
                before: corrections::value(connection, event, field)?,
                after: Some(value.to_owned()),
                ..by(author)
            };
            let id = corrections::append(connection, &entry)?;
            remake(connection, gatherer, &reports_of(connection, event)?)?;
            Ok(id)
        })
    }

    /// Makes two events one, or two actors.
    ///
    /// # Errors
    ///
    /// Fails if one of the two is no record or they are one already, and if the ledger cannot be written.
    pub fn merge(&mut self, one: &str, other: &str, author: &Author) -> Result<i64> {
        self.change(|connection, gatherer| {
            if let (Some(a), Some(b)) = (find_actor(connection, one)?, find_actor(connection, other)?) {
                let entry = Correction { action: "merge actor".to_owned(), target: a, argument: Some(b), ..by(author) };
                let id = corrections::append(connection, &entry)?;
                resolve_again(connection, gatherer, &entry)?;
                return Ok(id);
            }
            let ((_, one), (_, other)) = (find_event(connection, one)?, find_event(connection, other)?);
            if one == other {
                return Err(Error::new(ErrorKind::Refused(format!("`{one}` and `{other}` are one event already"))));
            }
            let entry =
                Correction { action: "merge event".to_owned(), target: one, argument: Some(other), ..by(author) };
            let id = corrections::append(connection, &entry)?;
            link_again(connection, gatherer, &entry)?;
            Ok(id)
        })
    }

    /// Parts a report from its event, named by the report's public name, or a name from its actor.
    ///
    /// # Errors
    ///
    /// Fails if the part is not one of several parts of the whole, and if the ledger cannot be written.
    pub fn split(&mut self, whole: &str, part: &str, author: &Author) -> Result<i64> {
        self.change(|connection, gatherer| {
            if let (Some(actor), Some(profile)) = (find_actor(connection, whole)?, find_actor(connection, part)?) {
                let others = siblings(connection, &actor, &profile)?;
                let entry = Correction {
                    action: "split actor".to_owned(),
                    target: profile,
                    before: Some(words::texts_json(&others)),
                    ..by(author)
                };
                let id = corrections::append(connection, &entry)?;
                resolve_again(connection, gatherer, &entry)?;
                return Ok(id);
            }
            let (event, _) = find_event(connection, whole)?;
            let report = corrections::report_row(connection, part)?;
            let report = report.ok_or_else(|| Error::new(ErrorKind::Unknown(part.to_owned())))?;
            let mut others = Vec::new();
            let reports = reports_of(connection, event)?;
            if !reports.contains(&report) || reports.len() < 2 {
                return Err(Error::new(ErrorKind::Refused(format!(
                    "`{part}` is not one of several reports of `{whole}`"
                ))));
            }
            for other in reports.iter().filter(|other| **other != report) {
                others.push(report_name(connection, *other)?);
            }
            let entry = Correction {
                action: "split event".to_owned(),
                target: report_name(connection, report)?,
                before: Some(words::texts_json(&others)),
                ..by(author)
            };
            let id = corrections::append(connection, &entry)?;
            link_again(connection, gatherer, &entry)?;
            Ok(id)
        })
    }

    /// Undoes an entry of the log, the latest where none is named, and returns it.
    ///
    /// # Errors
    ///
    /// Fails if there is nothing to undo, and if the ledger cannot be written.
    pub fn undo(&mut self, entry: Option<i64>, author: &Author) -> Result<Correction> {
        self.change(|connection, gatherer| {
            let log = corrections::log(connection)?;
            let nothing = || Error::new(ErrorKind::Refused("there is nothing to undo".to_owned()));
            let undone = match entry {
                Some(id) => log.iter().find(|entry| entry.id == id).cloned(),
                None => corrections::latest(connection)?,
            };
            let undone = undone.ok_or_else(nothing)?;
            if undone.undoes.is_some() || log.iter().any(|entry| entry.undoes == Some(undone.id)) {
                return Err(Error::new(ErrorKind::Refused(format!(
                    "entry {} is undone already, or undoes one",
                    undone.id
                ))));
            }
            let entry = Correction {
                action: "undo".to_owned(),
                target: undone.target.clone(),
                undoes: Some(undone.id),
                ..by(author)
            };
            corrections::append(connection, &entry)?;
            match undone.action.as_str() {
                "merge actor" | "split actor" | "edit actor" => resolve_again(connection, gatherer, &undone)?,
                "note" | "suggest note" | "publish note" | "decline note" | "accept" => {}
                _ => link_again(connection, gatherer, &undone)?,
            }
            Ok(undone)
        })
    }

    /// Returns the log of corrections, oldest first.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn log(&self) -> Result<Vec<Correction>> {
        corrections::log(&self.connection)
    }

    /// Removes an article, its text and all that only it said; or all articles that name an actor.
    ///
    /// What was removed leaves its name and the reason, and the same content will not be added again. Returns how many
    /// articles were removed.
    ///
    /// # Errors
    ///
    /// Fails if there is no such article or actor, and if the ledger cannot be written.
    pub fn forget(&mut self, record: &str, why: &str) -> Result<usize> {
        self.change(|connection, gatherer| {
            let articles = articles_of(connection, record)?;
            let mut changed = Changed::default();
            for (id, public) in &articles {
                forget_article(connection, *id, public, why, &mut changed)?;
            }
            batch::link(connection, gatherer, changed)?;
            let bereft = forget_unseen(connection)?;
            gatherer.forget();
            remake(connection, gatherer, &bereft)?;
            Ok(articles.len())
        })
    }

    /// Replaces the authority file and settles anew who is who.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be written.
    pub fn set_authority(&mut self, rows: &[Authority]) -> Result<usize> {
        self.change(|connection, gatherer| {
            connection.execute("UPDATE profile SET authority = NULL", [])?;
            connection.execute("DELETE FROM authority", [])?;
            for row in rows {
                connection.execute(
                    "INSERT INTO authority (name, aliases, country, office, from_day, to_day, wikidata)
                     VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (
                        &row.name,
                        words::texts_json(&row.aliases),
                        &row.country,
                        &row.office,
                        &row.from,
                        &row.to,
                        &row.wikidata,
                    ),
                )?;
            }
            let mut select = connection.prepare("SELECT id FROM profile WHERE kind IN ('person', 'organization')")?;
            let profiles = select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<BTreeSet<i64>>>()?;
            let mut known = 0;
            for &profile in &profiles {
                known += usize::from(settle_by_authority(connection, profile)?);
            }
            gatherer.forget();
            resolve::resolve(connection, &profiles)?;
            let mut select = connection.prepare("SELECT id FROM report")?;
            let reports = select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<BTreeSet<i64>>>()?;
            relink(connection, gatherer, &reports, &BTreeSet::new())?;
            Ok(known)
        })
    }

    /// Reads all articles again that another version read, and returns what is now read differently, by article.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be written; the batches before that are kept.
    pub fn reread(
        &mut self,
        reader: &str,
        read: impl Fn(plenipo_record::Article, Option<String>) -> Reading,
    ) -> Result<Vec<(String, Vec<String>)>> {
        let mut select = self
            .connection
            .prepare("SELECT id, public, as_of FROM article WHERE replaced_by IS NULL AND reader <> ? ORDER BY id")?;
        let rows = select.query_map([reader], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let articles: Vec<(i64, String, Option<String>)> = rows.collect::<rusqlite::Result<_>>()?;
        drop(select);
        let mut differences = Vec::new();
        for chunk in articles.chunks(64) {
            let found = self.change(|connection, gatherer| {
                let (mut changed, mut found) = (Changed::default(), Vec::new());
                for (id, public, as_of) in chunk {
                    let reading = read(load::article(connection, *id)?, as_of.clone());
                    let differs = batch::read_again(connection, *id, &reading, reader, &mut changed)?;
                    if !differs.is_empty() {
                        found.push((public.clone(), differs));
                    }
                }
                batch::link(connection, gatherer, changed)?;
                Ok(found)
            })?;
            differences.extend(found);
        }
        Ok(differences)
    }
}

/// Returns the rows and names of the article of this name, or of those that name the actor of this name.
fn articles_of(connection: &Connection, record: &str) -> Result<Vec<(i64, String)>> {
    let mut select = connection.prepare(
        "SELECT id, public FROM article WHERE public = ?1 AND replaced_by IS NULL
         UNION SELECT article.id, article.public FROM actor
             JOIN profile ON profile.actor = actor.id JOIN mention ON mention.profile = profile.id
             JOIN article ON article.id = mention.article
         WHERE actor.public = ?1 AND article.replaced_by IS NULL ORDER BY 1",
    )?;
    let rows = select.query_map([record], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let articles: Vec<(i64, String)> = rows.collect::<rusqlite::Result<_>>()?;
    if articles.is_empty() { Err(Error::new(ErrorKind::Unknown(record.to_owned()))) } else { Ok(articles) }
}

/// Removes names that no article prints any more; returns the reports of events in which only a correction named them.
fn forget_unseen(connection: &Connection) -> Result<BTreeSet<i64>> {
    let unseen = "SELECT id FROM profile WHERE NOT EXISTS (SELECT 1 FROM mention WHERE mention.profile = profile.id)";
    let mut select = connection.prepare(&format!(
        "SELECT id FROM report WHERE event IN (SELECT event FROM event_party WHERE profile IN ({unseen}))"
    ))?;
    let bereft = select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<BTreeSet<i64>>>()?;
    for statement in [
        format!("DELETE FROM event_party WHERE profile IN ({unseen})"),
        format!("DELETE FROM decision WHERE one IN ({unseen}) OR other IN ({unseen})"),
        format!("DELETE FROM profile_key WHERE profile IN ({unseen})"),
        format!("DELETE FROM profile WHERE id IN ({unseen})"),
        "DELETE FROM actor WHERE NOT EXISTS (SELECT 1 FROM profile WHERE profile.actor = actor.id)".to_owned(),
    ] {
        connection.execute(&statement, [])?;
    }
    Ok(bereft)
}

/// Removes an article and its former revisions; names and digests stay, with the reason.
fn forget_article(connection: &Connection, id: i64, public: &str, why: &str, changed: &mut Changed) -> Result<()> {
    let mut select = connection.prepare(
        "SELECT public FROM report WHERE article = ?1 UNION ALL SELECT public FROM quote WHERE article = ?1",
    )?;
    let names: Vec<String> = select.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    revision::retire(connection, id, changed)?;
    let mut select = connection.prepare("SELECT digest FROM article WHERE id = ?1 OR replaced_by = ?1")?;
    let digests: Vec<String> = select.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for name in names.iter().chain(&digests).map(String::as_str).chain([public]) {
        revision::former(connection, name, None, why)?;
    }
    connection.execute("UPDATE article SET copy_of = id WHERE copy_of = ?", [id])?;
    connection.execute(
        "DELETE FROM difference WHERE article IN (SELECT id FROM article WHERE id = ?1 OR replaced_by = ?1)",
        [id],
    )?;
    connection.execute("DELETE FROM article WHERE replaced_by = ?", [id])?;
    connection.execute("DELETE FROM article WHERE id = ?", [id])?;
    changed.articles.remove(&id);
    Ok(())
}

pub fn by(author: &Author) -> Correction {
    Correction { made: author.made.clone(), who: author.who.clone(), why: author.why.clone(), ..Correction::default() }
}

/// Returns the row of the event that a public name leads to, and the name of its earliest report.
pub fn find_event(connection: &Connection, public: &str) -> Result<(i64, String)> {
    let unknown = || Error::new(ErrorKind::Unknown(public.to_owned()));
    let report = corrections::report_row(connection, public)?.ok_or_else(unknown)?;
    let event: Option<i64> =
        connection.query_row("SELECT event FROM report WHERE id = ?", [report], |row| row.get(0))?;
    let event = event.ok_or_else(unknown)?;
    let name = connection.query_row("SELECT public FROM event WHERE id = ?", [event], |row| row.get(0))?;
    Ok((event, name))
}

/// Returns the public name of a profile, if there is one of that name.
fn find_actor(connection: &Connection, public: &str) -> Result<Option<String>> {
    let mut select = connection.prepare_cached("SELECT public FROM profile WHERE public = ?")?;
    Ok(select.query_row([public], |row| row.get(0)).optional()?)
}

fn siblings(connection: &Connection, actor: &str, profile: &str) -> Result<Vec<String>> {
    let mut select = connection.prepare_cached(
        "SELECT public FROM profile WHERE actor = (SELECT actor FROM profile WHERE public = ?) AND public <> ? ORDER BY public",
    )?;
    let siblings: Vec<String> =
        select.query_map((actor, profile), |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    if siblings.is_empty() {
        return Err(Error::new(ErrorKind::Refused(format!("`{profile}` is not one of several names of `{actor}`"))));
    }
    Ok(siblings)
}

fn reports_of(connection: &Connection, event: i64) -> Result<BTreeSet<i64>> {
    let mut select = connection.prepare_cached("SELECT id FROM report WHERE event = ?")?;
    Ok(select.query_map([event], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

fn report_name(connection: &Connection, report: i64) -> Result<String> {
    Ok(connection.query_row("SELECT public FROM report WHERE id = ?", [report], |row| row.get(0))?)
}

/// Sets the country of an actor, under all names that the actor has.
fn edit_actor(
    connection: &Connection,
    gatherer: &mut Gatherer,
    actor: String,
    field: &str,
    value: &str,
    author: &Author,
) -> Result<i64> {
    if field != "country" {
        return Err(Error::new(ErrorKind::Refused(format!("no field `{field}` of an actor: expected country"))));
    }
    corrections::check(connection, field, value)?;
    let mut select = connection.prepare_cached(
        "SELECT actor.country FROM profile JOIN actor ON actor.id = profile.actor WHERE profile.public = ?",
    )?;
    let entry = Correction {
        action: "edit actor".to_owned(),
        before: select.query_row([&actor], |row| row.get(0))?,
        target: actor,
        argument: Some(field.to_owned()),
        after: Some(value.to_owned()),
        ..by(author)
    };
    let id = corrections::append(connection, &entry)?;
    resolve_again(connection, gatherer, &entry)?;
    Ok(id)
}

/// Makes the events of some reports anew.
fn remake(connection: &Connection, gatherer: &mut Gatherer, reports: &BTreeSet<i64>) -> Result<()> {
    relink(connection, gatherer, reports, &BTreeSet::new())
}

/// Links the reports of all events that an entry speaks of anew.
fn link_again(connection: &Connection, gatherer: &mut Gatherer, entry: &Correction) -> Result<()> {
    let others = words::texts(entry.before.as_deref().filter(|_| entry.action.starts_with("split")).unwrap_or("[]"))?;
    let mut reports = BTreeSet::new();
    let argument = entry.argument.iter().filter(|_| entry.action.starts_with("merge"));
    for name in [&entry.target].into_iter().chain(argument).chain(&others) {
        let Some(report) = corrections::report_row(connection, name)? else { continue };
        let event: Option<i64> =
            connection.query_row("SELECT event FROM report WHERE id = ?", [report], |row| row.get(0))?;
        reports.insert(report);
        if let Some(event) = event {
            reports.extend(reports_of(connection, event)?);
        }
    }
    remake(connection, gatherer, &reports)
}

/// Settles anew who the profiles are that an entry speaks of, and makes the events anew that name them.
fn resolve_again(connection: &Connection, gatherer: &mut Gatherer, entry: &Correction) -> Result<()> {
    let is_edit = entry.action == "edit actor";
    let others = words::texts(entry.before.as_deref().filter(|_| !is_edit).unwrap_or("[]"))?;
    let mut profiles = BTreeSet::new();
    for name in [&entry.target].into_iter().chain(entry.argument.iter().filter(|_| !is_edit)).chain(&others) {
        let mut select = connection.prepare_cached("SELECT id FROM profile WHERE public = ?")?;
        profiles.extend(select.query_row([name], |row| row.get::<_, i64>(0)).optional()?);
    }
    if is_edit {
        profiles.extend(names_beside(connection, &profiles)?);
        place(connection, &profiles, &entry.target)?;
    }
    resolve::resolve(connection, &profiles)?;
    gatherer.forget();
    let mut reports = BTreeSet::new();
    for profile in profiles {
        let mut select = connection.prepare_cached(
            "SELECT party.report FROM mention JOIN party ON party.mention = mention.id WHERE mention.profile = ?",
        )?;
        reports.extend(select.query_map([profile], |row| row.get::<_, i64>(0))?.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    remake(connection, gatherer, &reports)
}

/// Gives profiles of one actor the country that corrections say, or where none does, the one that articles print.
fn place(connection: &Connection, profiles: &BTreeSet<i64>, actor: &str) -> Result<()> {
    let corrected = corrections::country_of(connection, actor)?;
    for profile in profiles {
        let country = match &corrected {
            Some(code) => Some(code.clone()).filter(|code| !code.is_empty()),
            None => connection
                .prepare_cached("SELECT country FROM mention WHERE profile = ? LIMIT 1")?
                .query_row([profile], |row| row.get(0))
                .optional()?
                .flatten(),
        };
        connection.prepare_cached("UPDATE profile SET country = ? WHERE id = ?")?.execute((country, profile))?;
    }
    Ok(())
}

/// Returns all profiles of the actors of some.
fn names_beside(connection: &Connection, profiles: &BTreeSet<i64>) -> Result<Vec<i64>> {
    let mut select =
        connection.prepare_cached("SELECT id FROM profile WHERE actor = (SELECT actor FROM profile WHERE id = ?)")?;
    let mut beside = Vec::new();
    for profile in profiles {
        beside.extend(select.query_map([profile], |row| row.get::<_, i64>(0))?.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    Ok(beside)
}

/// Looks a profile up in the authority file; a row that fits by name and country settles who it is.
pub fn settle_by_authority(connection: &Connection, profile: i64) -> Result<bool> {
    let own = gather::profile(connection, profile)?;
    let mut select = connection.prepare_cached("SELECT id, name, aliases, country FROM authority ORDER BY id")?;
    let mut rows = select.query([])?;
    let mut fits: Vec<(Match, i64, String)> = Vec::new();
    while let Some(row) = rows.next()? {
        let country = words::country(row.get::<_, Option<String>>(3)?.as_deref())?;
        let mut names = words::texts(&row.get::<_, String>(2)?)?;
        names.push(row.get(1)?);
        let relation = names.iter().map(|name| {
            let theirs = crate::link::Profile::new(0, own.kind, name, country);
            match own.kind {
                plenipo_record::ActorKind::Organization if own.key == theirs.key => Match::Same,
                plenipo_record::ActorKind::Organization => Match::Apart,
                _ => same_person(&own, &theirs),
            }
        });
        if let Some(relation) = relation.max().filter(|relation| *relation > Match::Part) {
            fits.push((relation, row.get(0)?, row.get(1)?));
        }
    }
    let best = fits.iter().map(|(relation, ..)| *relation).max();
    fits.retain(|(relation, ..)| Some(*relation) == best);
    let Some((_, first, name)) = fits.first() else { return Ok(false) };
    // One person has a row for each office; two persons whom the name fits leave it open.
    if fits.iter().any(|(.., other)| other != name) {
        return Ok(false);
    }
    connection.execute("UPDATE profile SET authority = ? WHERE id = ?", (first, profile))?;
    Ok(true)
}
