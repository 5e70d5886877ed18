//! Keeping searches and forgetting them.

use super::correct::unknown;
use crate::asked::LONGEST_VALUE;
use crate::form::{Done, Sent};
use crate::refusal::Refusal;
use crate::search::{SavedSearch, SearchesError};

/// The longest name of a search, in characters.
const LONGEST_NAME: usize = 100;
/// So many searches are kept at most; each is counted whenever the page is asked for.
const MOST: usize = 200;

/// Keeps a search, or forgets one.
pub fn keep(sent: &Sent) -> Result<Done, Refusal> {
    let searches = &sent.desk.searches;
    let name = sent.demand("name")?;
    match sent.demand("action")? {
        "keep" => {
            let query = sent.demand("query")?;
            if name.chars().count() > LONGEST_NAME || query.len() > LONGEST_VALUE {
                let why = format!("A name has {LONGEST_NAME} characters at most, a query {LONGEST_VALUE} bytes");
                return Err(Refusal::BadRequest(why));
            }
            if searches.all().len() >= MOST {
                return Err(Refusal::BadRequest(format!("{MOST} searches are kept already; forget one first")));
            }
            searches.keep(&SavedSearch { name: name.to_owned(), query: query.to_owned() })?;
        }
        "forget" if !searches.forget(name)? => return Err(Refusal::NotFound(format!("search “{name}”"))),
        "forget" => {}
        other => return Err(unknown(other)),
    }
    Ok(Done::at("/saved"))
}

impl From<SearchesError> for Refusal {
    fn from(error: SearchesError) -> Self {
        match error {
            SearchesError::NoFile => Refusal::BadRequest("This desk keeps no searches".to_owned()),
            other => Refusal::Failed(other.to_string()),
        }
    }
}
