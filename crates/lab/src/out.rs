//! What commands print: a reader that has seen enough (`| head`) ends them quietly.

use std::fmt::Arguments;
use std::io::{ErrorKind, Write as _, stdout};

/// Prints a line as the macro of the standard library does, which panics where nobody reads any more.
macro_rules! println {
    () => { $crate::out::print(format_args!("\n")) };
    ($($what:tt)*) => { $crate::out::print(format_args!("{}\n", format_args!($($what)*))) };
}

/// Prints, or ends the program where nobody reads any more.
///
/// # Panics
///
/// Where nothing can be written for another reason.
pub fn print(what: Arguments) {
    match stdout().write_fmt(what) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => std::process::exit(0),
        written => written.expect("standard output takes what is printed"),
    }
}
