//! Lists of actors, and whom a name may mean.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::error::Result;
use crate::name::{Match, Name, organization_key};
use crate::query::{Conditions, Filter};
use crate::story;

/// One actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorRow {
    /// The public name.
    pub id: String,
    /// `person`, `organization`, `country`, `place`.
    pub kind: String,
    /// The name.
    pub name: String,
    /// The country.
    pub country: Option<String>,
    /// The Wikidata id of the authority file.
    pub wikidata: Option<String>,
    /// How many articles mention the actor.
    pub n_articles: i64,
}

/// Returns the actors that fit, those in most articles first.
pub fn actors(connection: &Connection, filter: &Filter) -> Result<Vec<ActorRow>> {
    let mut conditions = Conditions::default();
    if let Some(name) = &filter.who {
        let Some(profiles) = profiles(connection, name)? else { return Ok(Vec::new()) };
        conditions.add(format!("profile.id IN ({profiles})"), []);
    }
    if let Some(country) = filter.country {
        conditions.add("actor.country = ?", [Value::from(country.to_string())]);
    }
    if let Some(story) = &filter.story {
        let Some((story, _)) = story::story(connection, story)? else { return Ok(Vec::new()) };
        conditions.add(
            "profile.id IN (SELECT mention.profile FROM story_article JOIN mention ON mention.article = story_article.article
                 WHERE story_article.story = ?)",
            [Value::from(story)],
        );
    }
    if filter.since.is_some() || filter.until.is_some() {
        let since = filter.since.map_or(i64::MIN, |day| i64::from(day) * 1440);
        let until = filter.until.map_or(i64::MAX, |day| (i64::from(day) + 1) * 1440);
        conditions.add(
            "profile.id IN (SELECT mention.profile FROM article JOIN mention ON mention.article = article.id
                 WHERE article.replaced_by IS NULL AND article.published_at >= ? AND article.published_at < ?)",
            [since, until].map(Value::from),
        );
    }
    if let Some(moment) = &filter.changed_since {
        conditions.add(
            "profile.id IN (SELECT event_party.profile FROM standing JOIN event ON event.public = standing.record
                 JOIN event_party ON event_party.event = event.id WHERE standing.changed > ? AND print IS NOT NULL)",
            [Value::from(moment.clone())],
        );
    }
    let limit = filter.limit.map_or(String::new(), |limit| format!(" LIMIT {limit}"));
    let mut select = connection.prepare_cached(&format!(
        "SELECT actor.public, actor.kind, actor.name, actor.country, actor.wikidata, sum(profile.seen) AS seen
         FROM profile JOIN actor ON actor.id = profile.actor WHERE {}
         GROUP BY actor.id HAVING seen > 0 ORDER BY seen DESC, actor.public{limit}",
        conditions.joined()
    ))?;
    let rows = select.query_map(params_from_iter(conditions.values), |row| {
        Ok(ActorRow {
            id: row.get(0)?,
            kind: row.get(1)?,
            name: row.get(2)?,
            country: row.get(3)?,
            wikidata: row.get(4)?,
            n_articles: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Returns the profiles of the actors that a name may mean, as a list for `IN`; `None` where there are none.
pub fn profiles(connection: &Connection, name: &str) -> Result<Option<String>> {
    let actors = actors_named(connection, name)?;
    if actors.is_empty() {
        return Ok(None);
    }
    let actors: Vec<String> = actors.iter().map(ToString::to_string).collect();
    let mut select = connection.prepare(&format!("SELECT id FROM profile WHERE actor IN ({})", actors.join(", ")))?;
    let ids = select.query_map([], |row| row.get::<_, i64>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(Some(ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")))
}

/// Returns the actors that a name may mean: by public name, by country, by the words of the name.
fn actors_named(connection: &Connection, name: &str) -> Result<Vec<i64>> {
    let mut select = connection.prepare_cached("SELECT actor FROM profile WHERE public = ? AND actor IS NOT NULL")?;
    let exact: Vec<i64> = select.query_map([name], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    if !exact.is_empty() {
        return Ok(exact);
    }
    let wanted = Name::new(name);
    let organization = organization_key(name);
    let mut keys = wanted.keys();
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let marks = vec!["?"; keys.len()].join(", ");
    keys.push(organization.replace(' ', "-"));
    let mut select = connection.prepare(&format!(
        "SELECT DISTINCT profile.actor, profile.kind, profile.name FROM profile WHERE profile.actor IS NOT NULL AND
             (profile.id IN (SELECT profile FROM profile_key WHERE key IN ({marks})) OR profile.public LIKE ? || '%')"
    ))?;
    let mut rows = select.query(params_from_iter(keys))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (actor, kind, known): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let fits = match kind.as_str() {
            "organization" => organization_key(&known) == organization,
            "country" => known.eq_ignore_ascii_case(name),
            _ => wanted.compare(&Name::new(&known)) != Match::Apart,
        };
        if fits && !found.contains(&actor) {
            found.push(actor);
        }
    }
    Ok(found)
}
