//! Exit codes, listed in `--help`.

/// Every input was read.
pub const DONE: u8 = 0;
/// At least one input could not be read; the others were.
pub const UNREADABLE: u8 = 1;
/// The command line or a file of frames was wrong, or the output could not be written.
pub const USAGE: u8 = 2;
/// A bug in plenipo stopped at least one input; the others were read.
pub const BUG: u8 = 3;

/// The paragraph on exit codes in `--help`.
pub const HELP: &str = "\
Exit codes:
  0  every input was read
  1  at least one input could not be read (one line each on stderr); the others were
  2  the command line or a file of --frames was wrong, or the output could not be written
  3  a bug in plenipo stopped at least one input; the others were read";
