//! Takes from the store what linking looks at.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension as _};

use crate::corrections;
use crate::error::{Error, ErrorKind, Result};
use crate::link::{Facts, Order, Profile, Window, ordinals_and_stems};
use crate::name::folded;
use crate::words;

/// Keeps the profiles that were looked at, since few people make most of the news.
#[derive(Default)]
pub struct Gatherer {
    profiles: HashMap<i64, Arc<Profile>>,
}

/// Above this many the profiles are forgotten, so that memory stays flat.
const KEPT: usize = 50_000;

impl Gatherer {
    /// Returns a profile.
    pub fn profile(&mut self, connection: &Connection, id: i64) -> Result<Arc<Profile>> {
        if let Some(known) = self.profiles.get(&id) {
            return Ok(Arc::clone(known));
        }
        if self.profiles.len() >= KEPT {
            self.profiles.clear();
        }
        let profile = Arc::new(profile(connection, id)?);
        self.profiles.insert(id, Arc::clone(&profile));
        Ok(profile)
    }

    /// Forgets what is known of profiles, after one of them was settled anew.
    pub fn forget(&mut self) {
        self.profiles.clear();
    }

    /// Returns what linking looks at in a report.
    pub fn facts(&mut self, connection: &Connection, report: i64) -> Result<Facts> {
        let mut select = connection.prepare_cached(
            "SELECT report.public, report.article, report.kind, report.status, report.start, report.end, report.place,
                 report.country, report.what, report.sentence, article.copy_of, article.published_at
             FROM report JOIN article ON article.id = report.article WHERE report.id = ?",
        )?;
        let mut rows = select.query([report])?;
        let row = rows.next()?.ok_or_else(|| Error::new(ErrorKind::Unknown(format!("report {report}"))))?;
        let optional = |at: usize| row.get::<_, Option<String>>(at);
        let when = words::when(optional(4)?.as_deref(), optional(5)?.as_deref())?;
        let topics = words::texts(&row.get::<_, String>(8)?)?;
        let (ordinals, what) = ordinals_and_stems(topics.iter().map(String::as_str));
        let published: Option<i64> = row.get(11)?;
        Ok(Facts {
            id: report,
            order: Order { published: published.unwrap_or(i64::MAX), public: row.get(0)? },
            article: row.get(1)?,
            copy_of: row.get(10)?,
            kind: words::event_kind(&row.get::<_, String>(2)?)?,
            status: words::status(&row.get::<_, String>(3)?)?,
            by: self.side(connection, report, "by")?,
            with: self.side(connection, report, "with")?,
            window: when.and_then(Window::new),
            published: published.map(|minutes| minutes.div_euclid(1440) as i32),
            place: optional(6)?.map(|place| place.split_whitespace().map(folded).collect::<Vec<_>>().join(" ")),
            country: words::country(optional(7)?.as_deref())?,
            what,
            ordinals,
            evidence: row.get(9)?,
        })
    }

    fn side(&mut self, connection: &Connection, report: i64, side: &str) -> Result<Vec<Arc<Profile>>> {
        let mut select = connection.prepare_cached(
            "SELECT mention.profile FROM party JOIN mention ON mention.id = party.mention
             WHERE party.report = ? AND party.side = ? ORDER BY party.ordinal",
        )?;
        let ids: Vec<i64> = select.query_map((report, side), |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        ids.into_iter().map(|id| self.profile(connection, id)).collect()
    }
}

/// Returns the profile of a row.
pub fn profile(connection: &Connection, id: i64) -> Result<Profile> {
    let found = connection
        .prepare_cached("SELECT kind, name, country, authority FROM profile WHERE id = ?")?
        .query_row([id], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, Option<String>>(2)?,
                row.get::<_, Option<i64>>(3)?,
            ))
        })
        .optional()?;
    let Some((kind, name, country, settled)) = found else {
        return Err(Error::new(ErrorKind::Unknown(format!("profile {id}"))));
    };
    let profile = Profile::new(id, words::actor_kind(&kind)?, &name, words::country(country.as_deref())?);
    let settled = match settled {
        Some(row) => Some(row),
        // Below zero, so that it never is a row of the authority file.
        None => corrections::merged_with(connection, id)?.map(|first| -first),
    };
    Ok(Profile { settled, ..profile })
}
