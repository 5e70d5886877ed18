//! Sentences, tokens, tags, lemmas, trees and names of English newswire.
//!
//! The principal type is [`Analyzer`]; it takes any text and gives back [`Sentence`]s. A sentence owns no text:
//! its tokens hold byte offsets into the text that was given. Tags and trees follow Universal Dependencies.
//!
//! # What this crate does not do
//!
//! It does not read pages, does not know who or what a name stands for, and does no I/O: the trained model is
//! inside the program.

mod analyze;
#[doc(hidden)]
pub mod lemma;
mod linear;
mod model;
#[doc(hidden)]
pub mod name;
#[doc(hidden)]
pub mod parse;
mod sentence;
#[doc(hidden)]
pub mod tag;
mod token;
mod tokenize;
mod vocabulary;
mod word;

pub use analyze::Analyzer;
pub use model::{ModelError, ModelErrorKind};
pub use token::{Name, NameKind, Pos, Relation, Sentence, Tag, Token};

/// What the trainer shares with the analyzer; not part of the stable interface.
#[doc(hidden)]
pub mod parts {
    pub use crate::lemma::{Change, Lemmas};
    pub use crate::linear::{Score, Table, best};
    pub use crate::model::Parts;
    pub use crate::sentence::split;
    pub use crate::tokenize::tokenize;
    pub use crate::word::{Word, words};
}
