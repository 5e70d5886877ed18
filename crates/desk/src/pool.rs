//! Readers of the ledger, a few of them, lent to one request at a time.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use plenipo_ledger::{Error, Ledger};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Readers that wait for work.
pub struct Pool {
    idle: Mutex<Vec<Ledger>>,
    free: Arc<Semaphore>,
}

/// A reader on loan; it goes back when dropped.
pub struct Reader {
    pool: Arc<Pool>,
    ledger: Option<Ledger>,
    _permit: OwnedSemaphorePermit,
}

impl Pool {
    /// Opens so many readers of one ledger.
    pub fn open(path: &Path, readers: usize) -> Result<Self, Error> {
        let idle = (0..readers).map(|_| Ledger::open_for_reading(path)).collect::<Result<Vec<_>, _>>()?;
        Ok(Pool { free: Arc::new(Semaphore::new(idle.len())), idle: Mutex::new(idle) })
    }

    /// Waits for a reader.
    pub async fn reader(self: Arc<Self>) -> Reader {
        let permit = Arc::clone(&self.free).acquire_owned().await.expect("the semaphore is never closed");
        let ledger = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        // Whoever had it before may have been stopped.
        ledger.iter().for_each(Ledger::go_on);
        Reader { pool: self, ledger, _permit: permit }
    }
}

impl Reader {
    /// Returns the ledger on loan.
    pub fn ledger(&self) -> &Ledger {
        self.ledger.as_ref().expect("there are as many permits as readers")
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // Fields go after this, so the reader is back before its permit is.
        self.pool.idle.lock().unwrap_or_else(PoisonError::into_inner).extend(self.ledger.take());
    }
}
