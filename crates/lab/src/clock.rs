//! How long threads and programs have run, whatever else the machine did meanwhile.

use std::time::Duration;

use anyhow::Context as _;

/// Returns how long this thread has had a core, which other work on the machine does not change.
///
/// Only Linux tells it.
pub fn thread_time() -> anyhow::Result<Duration> {
    // The kernel counts whole ticks until the thread offers its core to others.
    std::thread::yield_now();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").context("this system does not tell core time")?;
    let nanoseconds = told.split_whitespace().next().and_then(|word| word.parse().ok());
    nanoseconds.map(Duration::from_nanos).context("/proc/thread-self/schedstat is not as expected")
}

/// Ticks a second in the files of `/proc`, on every Linux of these days.
const TICKS: u64 = 100;

/// Returns how long the programs that this one started, and that are over, had a core.
///
/// Only Linux tells it.
pub fn children_time() -> anyhow::Result<Duration> {
    ticks("self", 16)
}

/// Returns how long a running program has had a core.
///
/// Only Linux tells it.
pub fn program_time(process: u32) -> anyhow::Result<Duration> {
    ticks(&process.to_string(), 14)
}

/// Adds a field of `/proc/…/stat` that counts ticks in user mode and the next one, which counts those in the kernel.
fn ticks(process: &str, field: usize) -> anyhow::Result<Duration> {
    let path = format!("/proc/{process}/stat");
    let told = std::fs::read_to_string(&path).context("this system does not tell core time")?;
    // The second field, the name of the program, may hold spaces and parentheses.
    let fields = told.rsplit_once(')').map(|(_, fields)| fields.split_whitespace().skip(field - 3));
    let ticks: Vec<u64> = fields.into_iter().flatten().take(2).filter_map(|field| field.parse().ok()).collect();
    match ticks[..] {
        [user, kernel] => Ok(Duration::from_millis((user + kernel) * 1000 / TICKS)),
        _ => anyhow::bail!("{path} is not as expected"),
    }
}
