//! Answers for other doors to the same record, without HTTP: what the address with `.json` would give.

use std::fmt;
use std::sync::Arc;

use axum::http::{HeaderMap, Uri};
use serde_json::Value;

use crate::access::{Role, Visitor, Way};
use crate::answer;
use crate::desk::Desk;
use crate::refusal::Refusal;
use crate::route::{Format, Route};
use crate::routes;

/// Gives the objects of all addresses; cheap to clone.
#[derive(Clone)]
pub struct Answers {
    desk: Desk,
    routes: Arc<Vec<Arc<Route>>>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswered {
    /// The code that an error over HTTP has: `not_found`, `bad_request` and so on.
    pub code: String,
    /// A sentence for people.
    pub message: String,
}

/// How often an answer may lie elsewhere: an event that was joined to one that was joined to another, and its kind of page.
const MOVES: usize = 4;

impl Answers {
    /// Makes it of a desk.
    pub fn new(desk: Desk) -> Self {
        Answers { desk, routes: Arc::new(routes::all().into_iter().map(Arc::new).collect()) }
    }

    /// Returns the object of an address, such as `/search?q=fisheries`; names of records that were joined to others are followed.
    ///
    /// # Errors
    ///
    /// Fails where the address with `.json` would.
    pub async fn object(&self, address: &str) -> Result<Value, Unanswered> {
        let mut address = address.to_owned();
        for _ in 0..MOVES {
            match self.ask(&address).await {
                Err(Refusal::Elsewhere(other)) => address = other.replacen(".json", "", 1),
                Err(refusal) => return Err(unanswered(&refusal)),
                Ok(object) => return Ok(object),
            }
        }
        Err(unanswered(&Refusal::NotFound("such record".to_owned())))
    }

    async fn ask(&self, address: &str) -> Result<Value, Refusal> {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let missing = || Refusal::NotFound("such page".to_owned());
        let route = self.routes.iter().find(|route| is_of(route.path, path)).ok_or_else(missing)?;
        let path = if path == "/" { "/index" } else { path };
        let uri: Uri = format!("{path}{}?{query}", Format::Json.suffix()).parse().map_err(|_| missing())?;
        // Whoever stands at another door may read, and no more.
        let reader = Visitor::new(None, Some(Role::Reader), Way::Machine, None);
        if !reader.may(route.needs) {
            return Err(Refusal::Forbidden);
        }
        let (desk, headers) = (self.desk.clone(), HeaderMap::new());
        let written = answer::written(Arc::clone(route), desk, reader, Format::Json, &uri, &headers).await?;
        serde_json::from_str(&written.body).map_err(|error| Refusal::Failed(error.to_string()))
    }
}

/// Tells whether a path is one of a route, whose last part may be free.
fn is_of(route: &str, path: &str) -> bool {
    match (route.rsplit_once("/{"), path.rsplit_once('/')) {
        (Some((before, _)), Some((own, name))) => before == own && !name.is_empty(),
        _ => route == path,
    }
}

fn unanswered(refusal: &Refusal) -> Unanswered {
    let problem = refusal.problem();
    Unanswered { code: problem.code().to_owned(), message: problem.message().to_owned() }
}

impl fmt::Display for Unanswered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Unanswered {}
