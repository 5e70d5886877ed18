//! Work that nobody waits for gives way to programs that somebody does.

/// How much the program gives way, of nineteen steps: beside one that does not it gets a fourth of a core.
#[cfg(unix)]
const STEPS: i32 = 5;

/// Lets others that want the same cores go first, such as a desk that serves the same ledger; where there are none it costs
/// nothing. Threads that are started later do the same.
pub fn give_way() {
    // Where it cannot be had the work is done all the same.
    #[cfg(unix)]
    let _ = rustix::process::nice(STEPS);
}
