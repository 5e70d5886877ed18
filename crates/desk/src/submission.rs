//! Articles that people hand in: what they offer, and who reads it.

use plenipo_ledger::Origin;
use plenipo_record::Reading;

/// What somebody hands in.
#[derive(Clone, Debug)]
pub enum Offered {
    /// A text, with what is known of it.
    Text {
        /// The text.
        text: String,
        /// The headline.
        title: Option<String>,
        /// The outlet.
        outlet: Option<String>,
        /// The day of publication, ISO 8601.
        published: Option<String>,
    },
    /// A file: a saved page or a plain text.
    File {
        /// Its name.
        name: String,
        /// What it holds.
        bytes: Vec<u8>,
    },
    /// An address of the web, to be fetched.
    Address(String),
}

/// An article that was read and is not kept yet.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What the article says.
    pub reading: Reading,
    /// Where it comes from.
    pub origin: Origin,
    /// By which the input is known again.
    pub digest: String,
    /// The name of the input.
    pub name: String,
}

/// Reads what people hand in. The desk itself reads no articles.
pub trait Intake: Send + Sync {
    /// Reads an article.
    ///
    /// # Errors
    ///
    /// Fails with a sentence for whoever handed it in.
    fn read(&self, offered: &Offered) -> Result<Draft, String>;
}
