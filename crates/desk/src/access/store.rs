//! Users, sessions, tokens and the book of what was done, in a file of their own beside the ledger.

mod session;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension as _, Row, params};

pub use session::Token;

use super::{Role, password};

/// What makes a file one of ours: `PLEU` in the file's field for it.
const APPLICATION: i64 = 0x504c_4555;
/// How long another writer is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// The users of a desk.
pub struct Access {
    connection: Mutex<Connection>,
}

/// A user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The name, which is also the signature in the log.
    pub name: String,
    /// What the user may do.
    pub role: Role,
    /// When the user was added, in seconds since 1970-01-01.
    pub made: i64,
}

/// Something that was done, or tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// When, in seconds since 1970-01-01.
    pub made: i64,
    /// By whom.
    pub who: String,
    /// From which address of the network.
    pub place: String,
    /// What.
    pub what: String,
    /// The status of the reply.
    pub outcome: u16,
}

/// Why users cannot be looked after.
#[derive(Debug)]
pub enum AccessError {
    /// It makes no sense: a name that is taken, a password that is too short.
    Refused(String),
    /// The file cannot be read or written.
    Store(PathBuf, String),
}

type Result<T> = std::result::Result<T, AccessError>;

impl Access {
    /// Returns where the users of a ledger's desk are kept: `plenipo.db.users` for `plenipo.db`.
    pub fn beside(ledger: &Path) -> PathBuf {
        let mut name = ledger.as_os_str().to_owned();
        name.push(".users");
        PathBuf::from(name)
    }

    /// Opens the users of a desk, and makes the file, for its owner only, if there is none.
    ///
    /// # Errors
    ///
    /// Fails if the file is something else, or cannot be written.
    pub fn open(path: &Path) -> Result<Self> {
        let failed = |reason: String| AccessError::Store(path.to_owned(), reason);
        make_private(path).map_err(|error| failed(error.to_string()))?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = || -> rusqlite::Result<Connection> {
            let connection = Connection::open_with_flags(path, flags)?;
            connection.busy_timeout(PATIENCE)?;
            connection.pragma_update(None, "foreign_keys", true)?;
            connection.pragma_update(None, "secure_delete", true)?;
            Ok(connection)
        };
        let connection = open().map_err(|error| failed(error.to_string()))?;
        let read = |pragma: &str| connection.query_row(pragma, [], |row| row.get::<_, i64>(0));
        let known =
            || Ok::<_, rusqlite::Error>((read("PRAGMA application_id")?, read("SELECT count(*) FROM sqlite_schema")?));
        match known().map_err(|error| failed(error.to_string()))? {
            (APPLICATION, _) => {}
            (_, 0) => {
                let make = format!(
                    "BEGIN IMMEDIATE; {} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = 1; COMMIT;",
                    include_str!("schema.sql")
                );
                connection.execute_batch(&make).map_err(|error| failed(error.to_string()))?;
            }
            _ => return Err(failed("holds something else than users".to_owned())),
        }
        Ok(Access { connection: Mutex::new(connection) })
    }

    /// Opens the users of a desk if there are any.
    ///
    /// # Errors
    ///
    /// Fails if the file is something else, or cannot be read.
    pub fn open_existing(path: &Path) -> Result<Option<Self>> {
        if !path.exists() {
            return Ok(None);
        }
        let access = Access::open(path)?;
        Ok((!access.users()?.is_empty()).then_some(access))
    }

    fn store(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a user.
    ///
    /// # Errors
    ///
    /// Fails if the name is taken or no name, if the password is too short, and if the file cannot be written.
    pub fn add_user(&self, name: &str, role: Role, password: &str, now: i64) -> Result<()> {
        check_name(name)?;
        password::check(password).map_err(AccessError::Refused)?;
        let hash = password::hashed(password);
        let added = self.store().execute(
            "INSERT OR IGNORE INTO user (name, role, password, made) VALUES (?, ?, ?, ?)",
            params![name, role.as_str(), hash, now],
        )?;
        if added == 0 { Err(AccessError::Refused(format!("there is a user `{name}` already"))) } else { Ok(()) }
    }

    /// Removes a user with all sessions and tokens.
    ///
    /// # Errors
    ///
    /// Fails if there is no such user, if it is the last admin, and if the file cannot be written.
    pub fn remove_user(&self, name: &str) -> Result<()> {
        let store = self.store();
        keeps_an_admin(&store, name)?;
        known(store.execute("DELETE FROM user WHERE name = ?", [name])?, name)
    }

    /// Gives a user another role; sessions go on under it.
    ///
    /// # Errors
    ///
    /// Fails if there is no such user, if it is the last admin, and if the file cannot be written.
    pub fn set_role(&self, name: &str, role: Role) -> Result<()> {
        let store = self.store();
        if role != Role::Admin {
            keeps_an_admin(&store, name)?;
        }
        known(store.execute("UPDATE user SET role = ? WHERE name = ?", params![role.as_str(), name])?, name)
    }

    /// Gives a user another password and ends all sessions.
    ///
    /// # Errors
    ///
    /// Fails if there is no such user, if the password is too short, and if the file cannot be written.
    pub fn set_password(&self, name: &str, password: &str) -> Result<()> {
        password::check(password).map_err(AccessError::Refused)?;
        let hash = password::hashed(password);
        let store = self.store();
        known(store.execute("UPDATE user SET password = ? WHERE name = ?", [&hash, name])?, name)?;
        store.execute("DELETE FROM session WHERE user = (SELECT id FROM user WHERE name = ?)", [name])?;
        Ok(())
    }

    /// Returns all users by name.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be read.
    pub fn users(&self) -> Result<Vec<User>> {
        let store = self.store();
        let mut select = store.prepare_cached("SELECT name, role, made FROM user ORDER BY name")?;
        Ok(select.query_map([], user)?.collect::<rusqlite::Result<_>>()?)
    }

    /// Tells whether a password is that of a user; takes the same time for a name that nobody has.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be read.
    pub fn knows(&self, name: &str, password: &str) -> Result<bool> {
        // The store is free again while the password is hashed.
        let hash: Option<String> = {
            let store = self.store();
            let mut select = store.prepare_cached("SELECT password FROM user WHERE name = ?")?;
            select.query_row([name], |row| row.get(0)).optional()?
        };
        Ok(password::fits(password, hash.as_deref()))
    }

    /// Writes something into the book.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be written.
    pub fn note(&self, deed: &Deed) -> Result<()> {
        let Deed { made, who, place, what, outcome } = deed;
        self.store().execute(
            "INSERT INTO deed (made, who, place, what, outcome) VALUES (?, ?, ?, ?, ?)",
            params![made, who, place, what, outcome],
        )?;
        Ok(())
    }

    /// Returns what was done, the latest first.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be read.
    pub fn deeds(&self, limit: usize) -> Result<Vec<Deed>> {
        let store = self.store();
        let mut select =
            store.prepare_cached("SELECT made, who, place, what, outcome FROM deed ORDER BY id DESC LIMIT ?")?;
        let rows = select.query_map([limit as i64], |row| {
            Ok(Deed {
                made: row.get(0)?,
                who: row.get(1)?,
                place: row.get(2)?,
                what: row.get(3)?,
                outcome: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn user(row: &Row) -> rusqlite::Result<User> {
    let damaged =
        |error: String| rusqlite::Error::FromSqlConversionFailure(1, rusqlite::types::Type::Text, error.into());
    let role = row.get::<_, String>(1)?.parse().map_err(damaged)?;
    Ok(User { name: row.get(0)?, role, made: row.get(2)? })
}

/// Names go into the log and into addresses: letters, digits and a few signs.
fn check_name(name: &str) -> Result<()> {
    let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_' | '@' | '+');
    if (1..=64).contains(&name.chars().count()) && name.chars().all(fits) {
        return Ok(());
    }
    Err(AccessError::Refused(format!("`{name}` is no name: expected 1 to 64 letters, digits and any of . - _ @ +")))
}

fn known(changed: usize, name: &str) -> Result<()> {
    if changed == 0 { Err(AccessError::Refused(format!("no user `{name}`"))) } else { Ok(()) }
}

/// Without an admin nobody could look after users from the desk.
fn keeps_an_admin(store: &Connection, name: &str) -> Result<()> {
    let others = "SELECT count(*) FROM user WHERE role = 'admin' AND name <> ?1";
    let others: i64 = store.query_row(others, [name], |row| row.get(0))?;
    let own = "SELECT count(*) FROM user WHERE role = 'admin' AND name = ?1";
    let own: i64 = store.query_row(own, [name], |row| row.get(0))?;
    if own > 0 && others == 0 {
        return Err(AccessError::Refused(format!("`{name}` is the last admin")));
    }
    Ok(())
}

/// Makes a file that only its owner reads, unless there is one.
fn make_private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(|_| ())
}

impl From<rusqlite::Error> for AccessError {
    fn from(error: rusqlite::Error) -> Self {
        AccessError::Store(PathBuf::new(), error.to_string())
    }
}

impl fmt::Display for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AccessError::Refused(why) => f.write_str(why),
            AccessError::Store(path, why) if path.as_os_str().is_empty() => write!(f, "the file of users: {why}"),
            AccessError::Store(path, why) => write!(f, "{}: {why}", path.display()),
        }
    }
}

impl std::error::Error for AccessError {}
