//! How often a site is asked.

use std::collections::HashMap;
use std::time::{Duration, Instant};

/// A site that asks to be left alone for longer than this is asked after so long all the same.
const LONGEST: Duration = Duration::from_secs(60);

/// When each site may be asked next.
#[derive(Default)]
pub struct Pace {
    next: HashMap<String, Instant>,
}

impl Pace {
    /// Waits until a site may be asked, and notes that it is asked now and not again before `gap` is over.
    pub fn wait(&mut self, site: &str, gap: Duration) {
        let now = Instant::now();
        let next = self.next.get(site).copied().unwrap_or(now).max(now);
        std::thread::sleep(next - now);
        self.next.insert(site.to_owned(), next + gap.min(LONGEST));
    }
}
