//! How long a thread has run.

use std::time::Duration;

use anyhow::Context as _;

/// Returns how long this thread has had a core, which other work on the machine does not change.
///
/// Only Linux tells it.
pub fn thread_time() -> anyhow::Result<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").context("this system does not tell core time")?;
    let nanoseconds = told.split_whitespace().next().and_then(|word| word.parse().ok());
    nanoseconds.map(Duration::from_nanos).context("/proc/thread-self/schedstat is not as expected")
}
