//! The `users` command: who may use a desk that others reach.

use std::io::{self, IsTerminal as _, Read as _, Write as _};

use anyhow::Context as _;
use clap::{Args, Subcommand};
use jiff::Timestamp;
use plenipo_desk::{Access, Role};

use super::Place;
use crate::exit;

/// Whose users, and what becomes of them.
///
/// They are kept in a file beside the ledger, `plenipo.db.users` for `plenipo.db`, and never in the ledger itself. The
/// first user takes effect when `plenipo serve` starts next, all others at once.
#[derive(Args)]
pub struct Options {
    #[command(subcommand)]
    what: What,

    #[command(flatten)]
    place: Place,
}

#[derive(Subcommand)]
enum What {
    /// Add a user; the password is the first line of standard input
    Add {
        /// The name, which is also the signature in the log
        name: String,
        /// What the user may do: reader, editor or admin
        #[arg(long, default_value = "reader")]
        role: Role,
    },
    /// List the users: name, role, since when, how many tokens
    List,
    /// Give a user another role
    Role {
        /// The user
        name: String,
        /// The role: reader, editor or admin
        role: Role,
    },
    /// Give a user another password, the first line of standard input, and end all sessions
    Password {
        /// The user
        name: String,
    },
    /// Remove a user with all sessions and tokens
    Remove {
        /// The user
        name: String,
    },
    /// Make a token with which a program may do what the user may, and print it this once
    Token {
        /// The user
        name: String,
        /// What it is for
        #[arg(long = "for", value_name = "TEXT", default_value = "made on the command line")]
        label: String,
    },
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<u8> {
    options.place.demand()?;
    let access = Access::open(&Access::beside(&options.place.ledger))?;
    let now = Timestamp::now().as_second();
    match &options.what {
        What::Add { name, role } => {
            let is_first = access.users()?.is_empty();
            access.add_user(name, *role, &password()?, now)?;
            if is_first {
                writeln!(io::stderr(), "from the next start of `plenipo serve` on everybody signs in")?;
            }
        }
        What::List => list(&access)?,
        What::Role { name, role } => access.set_role(name, *role)?,
        What::Password { name } => access.set_password(name, &password()?)?,
        What::Remove { name } => access.remove_user(name)?,
        What::Token { name, label } => writeln!(io::stdout(), "{}", access.add_token(name, label, now)?)?,
    }
    Ok(exit::DONE)
}

fn list(access: &Access) -> anyhow::Result<()> {
    let tokens = access.tokens(None)?;
    let mut out = io::stdout().lock();
    for user in access.users()? {
        let since = Timestamp::from_second(user.made)?.strftime("%Y-%m-%d");
        let n_tokens = tokens.iter().filter(|token| token.user == user.name).count();
        writeln!(out, "{}\t{}\t{since}\t{n_tokens}", user.name, user.role)?;
    }
    Ok(())
}

/// Reads a password: one line of standard input, so that it stands in no list of processes and no history.
fn password() -> anyhow::Result<String> {
    if io::stdin().is_terminal() {
        write!(io::stderr(), "password (it is shown while you type): ")?;
    }
    let mut text = String::new();
    io::stdin().lock().take(64 * 1024).read_to_string(&mut text).context("cannot read the password")?;
    let line = text.lines().next().unwrap_or_default();
    anyhow::ensure!(!line.is_empty(), "no password; hint: `plenipo users add NAME < FILE`");
    Ok(line.to_owned())
}
