//! One address to which something is sent: who may, what it takes, and who does it.

use jiff::Timestamp;
use plenipo_ledger::{Author, Ledger};
use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Role, Visitor};
use crate::desk::Desk;
use crate::refusal::Refusal;

/// One address to which something is sent.
#[derive(Clone, Copy)]
pub struct Form {
    /// The address, with a name in braces where one part of it is free: `/correct/{id}`.
    pub path: &'static str,
    /// Its name in the description of all addresses.
    pub operation: &'static str,
    /// What it does, in a sentence.
    pub summary: &'static str,
    /// Who may send it; nothing where anybody may.
    pub needs: Option<Role>,
    /// What it takes: name, what that is.
    pub fields: &'static [(&'static str, &'static str)],
    /// How many bytes may be sent.
    pub most_bytes: usize,
    /// Does it.
    pub act: fn(&Sent) -> Result<Done, Refusal>,
}

/// What was sent, and by whom.
pub struct Sent<'a> {
    /// The desk.
    pub desk: &'a Desk,
    /// Who sends it.
    pub visitor: &'a Visitor,
    /// The address of the network that it comes from.
    pub place: &'a str,
    /// What stands in the named part of the address.
    pub name: &'a str,
    /// The fields, in their order.
    pub fields: &'a [(String, String)],
    /// The file, if one was sent: its name, its bytes.
    pub file: Option<(&'a str, &'a [u8])>,
    /// When it was sent.
    pub now: Timestamp,
}

/// What came of it.
pub struct Done {
    /// The page that shows it.
    pub address: String,
    /// The number of the entry of the log.
    pub entry: Option<i64>,
    /// Something that is told this once.
    pub secret: Option<String>,
    /// What the browser is to keep: `Set-Cookie`.
    pub cookie: Option<String>,
}

/// The reply to programs.
#[derive(Serialize, JsonSchema)]
pub struct DoneView {
    /// The page that shows what came of it.
    pub address: String,
    /// The number of the entry of the log, which can be undone.
    pub entry: Option<i64>,
    /// A token, which is told this once.
    pub secret: Option<String>,
}

impl Done {
    /// Says that an entry was written into the log.
    pub fn logged(entry: i64) -> Self {
        Done { entry: Some(entry), ..Done::at(format!("/log/{entry}")) }
    }

    /// Says where the result is.
    pub fn at(address: impl Into<String>) -> Self {
        Done { address: address.into(), entry: None, secret: None, cookie: None }
    }
}

impl Sent<'_> {
    /// Returns a field, nothing if it is missing or empty.
    pub fn text(&self, name: &str) -> Option<&str> {
        let value = self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim());
        value.filter(|value| !value.is_empty())
    }

    /// Returns a field that must be there.
    ///
    /// # Errors
    ///
    /// Fails if it is missing or empty.
    pub fn demand(&self, name: &str) -> Result<&str, Refusal> {
        self.text(name).ok_or_else(|| Refusal::BadRequest(format!("“{name}” is missing")))
    }

    /// Returns the number that stands in the named part of the address.
    ///
    /// # Errors
    ///
    /// Fails if it is none.
    pub fn number(&self) -> Result<i64, Refusal> {
        self.name.parse().map_err(|_| Refusal::NotFound(format!("number “{}”", self.name)))
    }

    /// Opens the ledger for writing.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be written.
    pub fn ledger(&self) -> Result<Ledger, Refusal> {
        Ok(Ledger::open(&self.desk.path)?)
    }

    /// Returns who signs what is sent, when, and for which reason.
    pub fn author(&self) -> Author {
        Author {
            made: self.now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            who: self.visitor.signature().to_owned(),
            why: self.text("why").map(str::to_owned),
        }
    }
}
