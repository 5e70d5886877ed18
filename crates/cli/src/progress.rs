//! A progress bar on standard error, where somebody watches it.

use std::io::{self, IsTerminal as _, Write as _};

use indicatif::{ProgressBar, ProgressStyle};

/// Counts inputs, and prints complaints so that the bar does not garble them.
pub struct Progress {
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Starts a bar for several inputs, if standard error is a terminal and standard output is none.
    ///
    /// Where both are the same terminal the output itself shows how far the work is.
    pub fn start(inputs: usize) -> Self {
        let watched = io::stderr().is_terminal() && !io::stdout().is_terminal();
        let bar = (watched && inputs > 1).then(|| {
            let style = ProgressStyle::with_template("reading {bar:30} {pos}/{len} articles, {eta} left");
            ProgressBar::new(inputs as u64).with_style(style.expect("the template is well formed"))
        });
        Progress { bar }
    }

    /// Counts one more input as done.
    pub fn advance(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }

    /// Prints one line on standard error.
    pub fn complain(&self, line: &str) {
        let print = || {
            // Nobody is left to tell that standard error is closed.
            let _ = writeln!(io::stderr(), "plenipo: {line}");
        };
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Takes the bar off the screen.
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
