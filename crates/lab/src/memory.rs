//! How much memory a process uses.

/// Returns the most memory that a running process ever had, in MB; `None` where the system does not tell.
pub fn peak_megabytes(process: u32) -> Option<u64> {
    told(process, "VmHWM:")
}

/// Returns the memory that a running process has now, in MB; `None` where the system does not tell.
pub fn megabytes(process: u32) -> Option<u64> {
    told(process, "VmRSS:")
}

fn told(process: u32, name: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1000)
}
