//! A digest with its head, as a message.

use std::fmt;
use std::time::SystemTime;

use lettre::Message;
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, MultiPart, MultiPartKind, SinglePart};
use plenipo_exchange::Sheet;

use crate::html::html;
use crate::text::{plain, text};

/// The longest subject, in characters.
const SUBJECT: usize = 160;

/// A digest to be sent.
#[derive(Clone, Debug)]
pub struct Letter {
    /// What it is about.
    pub subject: String,
    /// Who sends it: `desk@example.org`, or `The desk <desk@example.org>`.
    pub from: String,
    /// Who gets it.
    pub to: Vec<String>,
    /// When it is sent.
    pub date: SystemTime,
    /// What makes it this letter and no other, such as day and searches; the same letter sent again has the same number.
    pub key: String,
    /// What it says, one sheet for each search.
    pub sheets: Vec<Sheet>,
    /// Where the desk is, for links to records: `http://127.0.0.1:8080`.
    pub site: Option<String>,
}

/// Why there is no message.
#[derive(Debug)]
#[non_exhaustive]
pub enum LetterError {
    /// Somebody's address is none.
    NoAddress(String, String),
    /// Nobody gets it.
    NobodyToSendTo,
    /// It cannot be put together.
    Malformed(String),
}

impl Letter {
    /// Writes the message as a file of mail programs: RFC 5322, a part of text and one of HTML.
    ///
    /// # Errors
    ///
    /// Fails if an address is none, or nobody gets it.
    pub fn to_eml(&self) -> Result<Vec<u8>, LetterError> {
        Ok(self.message()?.formatted())
    }

    /// Makes the message. Addresses are parsed and everything else is encoded, so that no line of the head can be broken.
    pub(crate) fn message(&self) -> Result<Message, LetterError> {
        if self.to.is_empty() {
            return Err(LetterError::NobodyToSendTo);
        }
        let parts = [&self.key, &self.from].into_iter().chain(&self.to);
        let mut number = plenipo_ledger::digest(parts.map(String::as_bytes));
        number.truncate(24);
        let subject: String = plain(&self.subject).chars().take(SUBJECT).collect();
        let site = self.site.as_deref();
        let mut builder = Message::builder()
            .from(mailbox(&self.from)?)
            .subject(subject.clone())
            .date(self.date)
            .message_id(Some(format!("<{number}@plenipo.invalid>")));
        for to in &self.to {
            builder = builder.to(mailbox(to)?);
        }
        let part = |kind: ContentType, body: String| SinglePart::builder().header(kind).body(body);
        let parts = MultiPart::builder()
            .kind(MultiPartKind::Alternative)
            .boundary(format!("plenipo-{number}"))
            .singlepart(part(ContentType::TEXT_PLAIN, text(&self.sheets, site)))
            .singlepart(part(ContentType::TEXT_HTML, html(&subject, &self.sheets, site)));
        builder.multipart(parts).map_err(|error| LetterError::Malformed(error.to_string()))
    }
}

fn mailbox(address: &str) -> Result<Mailbox, LetterError> {
    let refused = |reason: String| LetterError::NoAddress(plain(address), reason);
    if address.chars().any(char::is_control) {
        return Err(refused("it holds characters that are not seen".to_owned()));
    }
    address.parse().map_err(|error: lettre::address::AddressError| refused(error.to_string()))
}

impl fmt::Display for LetterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LetterError::NoAddress(address, reason) => write!(f, "`{address}` is no address of mail: {reason}"),
            LetterError::NobodyToSendTo => f.write_str("nobody to send to"),
            LetterError::Malformed(reason) => write!(f, "cannot put the mail together: {reason}"),
        }
    }
}

impl std::error::Error for LetterError {}
