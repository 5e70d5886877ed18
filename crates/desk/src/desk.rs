//! The desk as a whole: a ledger, and the addresses under which it answers.

use std::future::ready;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use jiff::civil::Date;
use plenipo_ledger::Error;

use crate::pool::Pool;
use crate::route::{Format, Route};
use crate::search::SavedSearch;
use crate::{answer, assets, openapi, routes, security};

/// How a desk answers.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How many requests are answered at the same time; the others wait.
    pub readers: usize,
    /// How long a request may take, waiting included.
    pub patience: Duration,
    /// Tells which day it is.
    pub today: fn() -> Date,
}

/// Answers from one ledger; cheap to clone.
#[derive(Clone)]
pub struct Desk {
    pub(crate) pool: Arc<Pool>,
    pub(crate) options: Options,
    pub(crate) searches: Arc<Vec<SavedSearch>>,
}

impl Desk {
    /// Opens a ledger for reading.
    ///
    /// # Errors
    ///
    /// Fails if there is no ledger at this place, or it is of a newer version.
    pub fn open(ledger: &Path, options: Options) -> Result<Self, Error> {
        Ok(Desk { pool: Arc::new(Pool::open(ledger, options.readers)?), options, searches: Arc::default() })
    }

    /// Shows these searches as kept ones.
    pub fn with_searches(mut self, searches: Vec<SavedSearch>) -> Self {
        self.searches = Arc::new(searches);
        self
    }

    /// Returns the service that answers, without a connection to any network.
    pub fn router(&self) -> Router {
        let table = routes::all();
        let description = openapi::document(&table).to_string();
        let mut router = Router::new()
            .route(assets::STYLE_ADDRESS, get(assets::style))
            .route(assets::ICON_ADDRESS, get(assets::icon))
            .route("/favicon.ico", get(assets::icon))
            .route("/openapi.json", get(move || ready(openapi::reply(&description))));
        for route in table {
            router = add(router, &Arc::new(route), self);
        }
        router
            .fallback(answer::nothing_here)
            .method_not_allowed_fallback(answer::only_reading)
            .layer(axum::middleware::from_fn(security::guard))
    }
}

/// Adds a page and its twins; where the last part of the address is a name, the suffix is part of what stands there.
fn add(router: Router, route: &Arc<Route>, desk: &Desk) -> Router {
    let handler = |format: Option<Format>| {
        let (route, desk) = (Arc::clone(route), desk.clone());
        get(move |request| answer::answer(route, desk, format, request))
    };
    if route.path.ends_with('}') {
        return router.route(route.path, handler(None));
    }
    let twins = route.formats.iter().filter(|format| **format != Format::Html);
    let router = router.route(route.path, handler(Some(Format::Html)));
    twins.fold(router, |router, format| router.route(&route.address(*format), handler(Some(*format))))
}
