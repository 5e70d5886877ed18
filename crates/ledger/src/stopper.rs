//! Stopping questions that take too long, from another thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;

use crate::error::Result;
use crate::ledger::Ledger;

/// After so many steps of the store's own machine it is asked whether to go on.
const STEPS: i32 = 10_000;

/// Stops what a ledger is asked, in whatever thread that is.
#[derive(Clone, Debug, Default)]
pub struct Stopper(Arc<AtomicBool>);

impl Stopper {
    /// Lets the question under way fail, and all that follow until the ledger may go on.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Hooks it into a connection.
    pub(crate) fn watch(&self, connection: &mut Connection) -> Result<()> {
        let stopped = Arc::clone(&self.0);
        Ok(connection.progress_handler(STEPS, Some(move || stopped.load(Ordering::Relaxed)))?)
    }
}

impl Ledger {
    /// Returns what stops questions to this ledger.
    pub fn stopper(&self) -> Stopper {
        self.stopper.clone()
    }

    /// Answers again after having been stopped.
    pub fn go_on(&self) {
        self.stopper.0.store(false, Ordering::Relaxed);
    }
}
