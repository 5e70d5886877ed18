//! Articles that were read and wait for whoever handed them in to keep them; they are gone after a while.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::access::new_secret;
use crate::submission::Draft;

/// How long an article waits.
const PATIENCE: Duration = Duration::from_secs(30 * 60);
/// The most articles that wait; a further one drives out the oldest.
const MOST: usize = 32;

/// Articles that wait.
#[derive(Default)]
pub struct Drafts {
    waiting: Mutex<Vec<Waiting>>,
}

struct Waiting {
    id: String,
    owner: String,
    since: Instant,
    draft: Arc<Draft>,
}

impl Drafts {
    /// Lets an article wait and returns the name under which it does.
    pub fn add(&self, owner: &str, draft: Draft) -> String {
        let id = new_secret()[..16].to_owned();
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|one| one.since.elapsed() < PATIENCE);
        if waiting.len() == MOST {
            waiting.remove(0);
        }
        waiting.push(Waiting {
            id: id.clone(),
            owner: owner.to_owned(),
            since: Instant::now(),
            draft: Arc::new(draft),
        });
        id
    }

    /// Returns an article of this owner.
    pub fn find(&self, owner: &str, id: &str) -> Option<Arc<Draft>> {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let mut own = waiting.iter().filter(|one| one.owner == owner && one.since.elapsed() < PATIENCE);
        own.find(|one| one.id == id).map(|one| Arc::clone(&one.draft))
    }

    /// Lets an article go.
    pub fn remove(&self, owner: &str, id: &str) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|one| one.owner != owner || one.id != id);
    }
}
