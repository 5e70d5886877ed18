//! Who may do what: users with their roles, sessions and tokens, the limits on asking, and the book of what was done.
//!
//! Without users the desk belongs to whoever sits at the machine. With users everybody signs in, on this machine too.

mod limit;
mod password;
mod secret;
mod store;
mod visitor;

use std::fmt;
use std::str::FromStr;

pub use limit::{Limits, Spent};
pub use password::LEAST_LETTERS;
pub use secret::new_secret;
pub use store::{Access, AccessError, Deed, Token, User};
pub use visitor::{Visitor, Way};

/// What somebody may do; each role may all that the one before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Read everything, and hand in notes.
    Reader,
    /// Correct records, decide on notes, add articles.
    Editor,
    /// Look after users, and read the book of what was done.
    Admin,
}

impl Role {
    /// All roles, the least first.
    pub const ALL: [Role; 3] = [Role::Reader, Role::Editor, Role::Admin];

    /// Returns the word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Reader => "reader",
            Role::Editor => "editor",
            Role::Admin => "admin",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let found = Role::ALL.into_iter().find(|role| role.as_str() == word);
        found.ok_or_else(|| format!("no role `{word}`: expected reader, editor or admin"))
    }
}

/// Whose desk it is, and how it may be reached.
pub struct Policy {
    /// Who asks.
    pub people: People,
    /// The address by which others reach it, such as `https://desk.example.org`, without a path.
    pub site: Option<String>,
    /// How many characters a note has at least.
    pub least_note: usize,
}

/// Who asks.
pub enum People {
    /// Whoever sits at the machine: the name by which they sign, and what they may do.
    AtTheMachine {
        /// The name.
        name: String,
        /// The role.
        role: Role,
    },
    /// Users, who sign in.
    Users(Access),
}

impl Default for Policy {
    fn default() -> Self {
        let people = People::AtTheMachine { name: "somebody".to_owned(), role: Role::Reader };
        Policy { people, site: None, least_note: 0 }
    }
}

impl Policy {
    /// Returns the users, where there are any.
    pub fn access(&self) -> Option<&Access> {
        match &self.people {
            People::Users(access) => Some(access),
            People::AtTheMachine { .. } => None,
        }
    }

    /// Tells whether others reach the desk over an encrypted connection, so that cookies travel over no other.
    pub fn is_encrypted(&self) -> bool {
        self.site.as_deref().is_some_and(|site| site.starts_with("https://"))
    }
}
