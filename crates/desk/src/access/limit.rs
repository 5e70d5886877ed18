//! How often somebody may ask: so much at once, and so much again as time passes.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// The most names that are remembered; beyond it those are forgotten first that have asked least.
const MOST_NAMES: usize = 10_000;

/// Somebody asked too often.
#[derive(Debug, PartialEq, Eq)]
pub struct Spent {
    /// In how many seconds it makes sense to ask again.
    pub wait: u64,
}

/// Requests by name, each of which costs one of so many.
pub struct Limits {
    /// How many at once.
    burst: f64,
    /// How many are given back in a second.
    per_second: f64,
    used: Mutex<HashMap<String, (f64, Instant)>>,
}

impl Limits {
    /// Makes limits that nobody has used yet.
    pub fn new(burst: u32, per_second: f64) -> Self {
        Limits { burst: f64::from(burst), per_second, used: Mutex::default() }
    }

    /// Counts one request.
    ///
    /// # Errors
    ///
    /// Fails if there were too many.
    pub fn spend(&self, name: &str, now: Instant) -> Result<(), Spent> {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if used.len() >= MOST_NAMES && !used.contains_key(name) {
            let left = |(spent, at): &(f64, Instant)| spent - now.duration_since(*at).as_secs_f64() * self.per_second;
            used.retain(|_, one| left(one) > 0.0);
            if used.len() >= MOST_NAMES {
                used.clear();
            }
        }
        let (spent, at) = used.entry(name.to_owned()).or_insert((0.0, now));
        let still = (*spent - now.duration_since(*at).as_secs_f64() * self.per_second).max(0.0);
        *at = now;
        if still + 1.0 > self.burst {
            *spent = still;
            return Err(Spent { wait: ((still + 1.0 - self.burst) / self.per_second).ceil() as u64 });
        }
        *spent = still + 1.0;
        Ok(())
    }

    /// Forgets what somebody has used.
    pub fn forgive(&self, name: &str) {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn so_much_at_once_and_more_as_time_passes() {
        let limits = Limits::new(3, 0.5);
        let start = Instant::now();
        for _ in 0..3 {
            assert_eq!(limits.spend("one", start), Ok(()));
        }
        assert_eq!(limits.spend("one", start), Err(Spent { wait: 2 }));
        assert_eq!(limits.spend("other", start), Ok(()), "each has a limit of their own");
        assert_eq!(limits.spend("one", start + Duration::from_secs(2)), Ok(()));
        assert!(limits.spend("one", start + Duration::from_secs(2)).is_err());
        limits.forgive("one");
        assert_eq!(limits.spend("one", start), Ok(()));
    }

    #[test]
    fn names_without_end_are_forgotten() {
        let limits = Limits::new(1, 0.001);
        let now = Instant::now();
        for number in 0..=MOST_NAMES * 2 {
            assert_eq!(limits.spend(&number.to_string(), now), Ok(()));
        }
        assert!(limits.used.lock().unwrap().len() <= MOST_NAMES);
    }
}
