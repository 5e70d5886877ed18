//! The versions of the schema, and the way from each to the next.

use rusqlite::Connection;

use crate::error::{Error, ErrorKind, Result};
use crate::{standing, story};

/// What makes a file a ledger: `PLEN` in the file's field for it.
const APPLICATION: i64 = 0x504c_454e;

/// One script for each version, applied in this order.
const MIGRATIONS: [&str; 10] = [
    include_str!("../schema/1.sql"),
    include_str!("../schema/2.sql"),
    include_str!("../schema/3.sql"),
    include_str!("../schema/4.sql"),
    include_str!("../schema/5.sql"),
    include_str!("../schema/6.sql"),
    include_str!("../schema/7.sql"),
    include_str!("../schema/8.sql"),
    include_str!("../schema/9.sql"),
    include_str!("../schema/10.sql"),
];

/// The version that this program writes.
pub const VERSION: i64 = MIGRATIONS.len() as i64;

/// Brings a ledger to the present version, or makes one of an empty file; all or nothing.
pub fn migrate(connection: &mut Connection) -> Result<()> {
    let version = version(connection)?;
    if version == VERSION {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    // Another program may have done it while this one waited.
    let version = self::version(&transaction)?;
    for script in &MIGRATIONS[usize::try_from(version).unwrap_or(0)..] {
        transaction.execute_batch(script)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    // What an older version did not know follows from what it kept.
    story::settle(&transaction)?;
    standing::settle(&transaction, "")?;
    transaction.commit()?;
    Ok(())
}

/// Returns the version of a ledger, 0 for an empty file.
pub fn version(connection: &Connection) -> Result<i64> {
    let application: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables == 0 {
        return Ok(0);
    }
    if application != APPLICATION {
        return Err(Error::new(ErrorKind::NotALedger));
    }
    if version > VERSION {
        return Err(Error::new(ErrorKind::Newer { version }));
    }
    Ok(version)
}
