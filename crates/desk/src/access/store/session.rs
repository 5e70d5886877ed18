//! Sessions of browsers and tokens of programs; of their secrets only digests are kept.

use rusqlite::{OptionalExtension as _, params};

use super::{Access, AccessError, Result, User, known, user};
use crate::access::secret::{kept, new_secret};

/// A session ends so many seconds after it was used last, and so many after it began.
const IDLE: i64 = 12 * 60 * 60;
const LONGEST: i64 = 7 * 24 * 60 * 60;
/// When something was used is noted at most so often, in seconds.
const NOTED: i64 = 60;
/// What a token begins with, so that people and scanners know it.
const TOKEN: &str = "plenipo_";

/// A token, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub user: String,
    /// What it is for.
    pub label: String,
    /// When it was made, in seconds since 1970-01-01.
    pub made: i64,
    /// When it was used last.
    pub used: Option<i64>,
}

impl Access {
    /// Begins a session and returns its secret.
    ///
    /// # Errors
    ///
    /// Fails if there is no such user, and if the file cannot be written.
    pub fn begin_session(&self, name: &str, now: i64) -> Result<String> {
        let secret = new_secret();
        let store = self.store();
        store.execute("DELETE FROM session WHERE ends <= ?1 OR used <= ?1 - ?2", [now, IDLE])?;
        let added = store.execute(
            "INSERT INTO session (digest, user, ends, used) SELECT ?, id, ?, ? FROM user WHERE name = ?",
            params![kept("session", &secret), now + LONGEST, now, name],
        )?;
        known(added, name)?;
        Ok(secret)
    }

    /// Returns whose session a secret is, unless it has ended.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be read.
    pub fn session(&self, secret: &str, now: i64) -> Result<Option<User>> {
        let store = self.store();
        let digest = kept("session", secret);
        let mut select = store.prepare_cached(
            "SELECT user.name, user.role, user.made, session.used FROM session JOIN user ON user.id = session.user
             WHERE session.digest = ? AND session.ends > ? AND session.used > ?",
        )?;
        let found = select.query_row(params![digest, now, now - IDLE], |row| Ok((user(row)?, row.get::<_, i64>(3)?)));
        let Some((owner, last)) = found.optional()? else { return Ok(None) };
        if last + NOTED < now {
            store.execute("UPDATE session SET used = ? WHERE digest = ?", params![now, digest])?;
        }
        Ok(Some(owner))
    }

    /// Ends a session.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be written.
    pub fn end_session(&self, secret: &str) -> Result<()> {
        self.store().execute("DELETE FROM session WHERE digest = ?", [kept("session", secret)])?;
        Ok(())
    }

    /// Makes a token for a user and returns it; it can be read this once.
    ///
    /// # Errors
    ///
    /// Fails if there is no such user, and if the file cannot be written.
    pub fn add_token(&self, name: &str, label: &str, now: i64) -> Result<String> {
        let token = format!("{TOKEN}{}", new_secret());
        let added = self.store().execute(
            "INSERT INTO token (digest, user, label, made) SELECT ?, id, ?, ? FROM user WHERE name = ?",
            params![kept("token", &token), label, now, name],
        )?;
        known(added, name)?;
        Ok(token)
    }

    /// Returns whose token it is.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be read.
    pub fn token(&self, token: &str, now: i64) -> Result<Option<User>> {
        let store = self.store();
        let mut select = store.prepare_cached(
            "SELECT user.name, user.role, user.made, token.id, token.used FROM token JOIN user ON user.id = token.user
             WHERE token.digest = ?",
        )?;
        let found = select.query_row([kept("token", token)], |row| {
            Ok((user(row)?, row.get::<_, i64>(3)?, row.get::<_, Option<i64>>(4)?))
        });
        let Some((owner, id, last)) = found.optional()? else { return Ok(None) };
        if last.is_none_or(|last| last + NOTED < now) {
            store.execute("UPDATE token SET used = ? WHERE id = ?", [now, id])?;
        }
        Ok(Some(owner))
    }

    /// Returns the tokens of a user, or of all.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be read.
    pub fn tokens(&self, name: Option<&str>) -> Result<Vec<Token>> {
        let store = self.store();
        let mut select = store.prepare_cached(
            "SELECT token.id, user.name, token.label, token.made, token.used FROM token
             JOIN user ON user.id = token.user WHERE ?1 IS NULL OR user.name = ?1 ORDER BY user.name, token.id",
        )?;
        let rows = select.query_map([name], |row| {
            Ok(Token { id: row.get(0)?, user: row.get(1)?, label: row.get(2)?, made: row.get(3)?, used: row.get(4)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Revokes a token of a user.
    ///
    /// # Errors
    ///
    /// Fails if the user has no such token, and if the file cannot be written.
    pub fn revoke_token(&self, name: &str, id: i64) -> Result<()> {
        let gone = self.store().execute(
            "DELETE FROM token WHERE id = ? AND user = (SELECT id FROM user WHERE name = ?)",
            params![id, name],
        )?;
        if gone == 0 { Err(AccessError::Refused(format!("`{name}` has no token {id}"))) } else { Ok(()) }
    }
}
