//! What commands print: a reader that has seen enough (`| head`) ends them quietly.

use std::fmt::Arguments;
use std::io::{ErrorKind, Write as _, stdout};

// These stand in the place of the standard library's, which panic where nobody reads any more.
macro_rules! print {
    ($($what:tt)*) => { $crate::out::write(format_args!($($what)*)) };
}
macro_rules! println {
    () => { print!("\n") };
    ($($what:tt)*) => { print!("{}\n", format_args!($($what)*)) };
}

/// Prints, or ends the program where nobody reads any more.
///
/// # Panics
///
/// Where nothing can be written for another reason.
pub fn write(what: Arguments) {
    match stdout().write_fmt(what) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => std::process::exit(0),
        written => written.expect("standard output takes what is printed"),
    }
}
