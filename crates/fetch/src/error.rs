//! Why an address could not be fetched.

use std::fmt;
use std::time::Duration;

/// Why an address could not be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchError {
    /// The address; of a chain of redirects the one that failed.
    pub address: String,
    /// What went wrong.
    pub fault: Fault,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not an address of the web.
    BadAddress(String),
    /// The name leads to this machine or the local network.
    Private,
    /// The site's `robots.txt` forbids it.
    Forbidden,
    /// The connection could not be made, or broke.
    Unreachable(String),
    /// The server could not prove who it is.
    Untrusted(String),
    /// It took longer than allowed.
    TimedOut,
    /// More redirects than allowed, or in a circle.
    Redirects,
    /// The server refused, for good.
    Refused {
        /// The HTTP status.
        status: u16,
    },
    /// The server asks to come back later.
    Busy {
        /// The HTTP status.
        status: u16,
        /// How long the server wants to be left alone, if it says so.
        wait: Option<Duration>,
    },
    /// More bytes than allowed, packed or unpacked.
    TooLarge {
        /// How many are allowed.
        most: u64,
    },
    /// The reply breaks the rules of HTTP, or its packing is broken.
    Damaged(String),
}

impl Fault {
    /// Tells whether it may be otherwise when asked again later.
    pub fn may_pass(&self) -> bool {
        match self {
            Fault::Unreachable(_) | Fault::TimedOut | Fault::Busy { .. } | Fault::Damaged(_) => true,
            Fault::BadAddress(_)
            | Fault::Private
            | Fault::Forbidden
            | Fault::Untrusted(_)
            | Fault::Redirects
            | Fault::Refused { .. }
            | Fault::TooLarge { .. } => false,
        }
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.address, self.fault)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::BadAddress(reason) => write!(f, "not an address of the web: {reason}"),
            Fault::Private => f.write_str("not on the public network; hint: --allow-private lets it be fetched"),
            Fault::Forbidden => f.write_str("the site's robots.txt forbids it"),
            Fault::Unreachable(reason) => write!(f, "cannot be reached: {reason}"),
            Fault::Untrusted(reason) => write!(f, "the server cannot prove who it is: {reason}"),
            Fault::TimedOut => f.write_str("took too long"),
            Fault::Redirects => f.write_str("too many redirects"),
            Fault::Refused { status } => write!(f, "refused with status {status}"),
            Fault::Busy { status, wait: None } => write!(f, "asks to come back later, status {status}"),
            Fault::Busy { status, wait: Some(wait) } => {
                write!(f, "asks to come back in {} seconds, status {status}", wait.as_secs())
            }
            Fault::TooLarge { most } => write!(f, "larger than {} MB", most / 1_000_000),
            Fault::Damaged(reason) => write!(f, "a broken reply: {reason}"),
        }
    }
}

impl std::error::Error for FetchError {}
