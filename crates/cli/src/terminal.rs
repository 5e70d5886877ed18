//! What the terminal is like.

/// Width of lines where no terminal tells one.
const DEFAULT_WIDTH: usize = 80;
/// Lines longer than this are hard to read.
const MAX_WIDTH: usize = 100;

/// Returns the width of lines on standard output.
pub fn width() -> usize {
    let told = terminal_size::terminal_size_of(std::io::stdout());
    told.map_or(DEFAULT_WIDTH, |(width, _)| usize::from(width.0)).min(MAX_WIDTH)
}
