//! The desk as a whole: a ledger, and the addresses under which it answers.

use std::future::ready;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{MethodRouter, get, post};
use jiff::civil::Date;
use plenipo_ledger::Error;
use tokio::sync::Semaphore;

use crate::access::{Limits, Policy};
use crate::drafts::Drafts;
use crate::form::Form;
use crate::pool::Pool;
use crate::route::{Format, Route, with_suffix};
use crate::search::SavedSearches;
use crate::submission::Intake;
use crate::{act, answer, assets, forms, openapi, routes, security};

/// How often somebody may ask: so many requests at once, and so many in each second after that.
const REQUESTS: (u32, f64) = (200, 20.0);
/// How often somebody may try to sign in: so many times at once, and once more every two minutes.
const LOGINS: (u32, f64) = (10, 1.0 / 120.0);
/// How many changes are made at the same time, waiting for each other inside the ledger.
const WRITERS: usize = 2;

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
    pub(crate) policy: Arc<Policy>,
    /// Where the ledger lies, for those who change it.
    pub(crate) path: PathBuf,
    pub(crate) writers: Arc<Semaphore>,
    pub(crate) intake: Option<Arc<dyn Intake>>,
    pub(crate) drafts: Arc<Drafts>,
    pub(crate) requests: Arc<Limits>,
    pub(crate) logins: Arc<Limits>,
    pub(crate) searches: Arc<SavedSearches>,
}

impl Desk {
    /// Opens a ledger for reading; whoever asks reads it and changes nothing.
    ///
    /// # Errors
    ///
    /// Fails if there is no ledger at this place, or it is of a newer version.
    pub fn open(ledger: &Path, options: Options) -> Result<Self, Error> {
        Ok(Desk {
            pool: Arc::new(Pool::open(ledger, options.readers)?),
            options,
            policy: Arc::default(),
            path: ledger.to_owned(),
            writers: Arc::new(Semaphore::new(WRITERS)),
            intake: None,
            drafts: Arc::default(),
            requests: Arc::new(Limits::new(REQUESTS.0, REQUESTS.1)),
            logins: Arc::new(Limits::new(LOGINS.0, LOGINS.1)),
            searches: Arc::default(),
        })
    }

    /// Says who may do what.
    pub fn under(mut self, policy: Policy) -> Self {
        self.policy = Arc::new(policy);
        self
    }

    /// Takes articles that people hand in, and reads them by other means than its own.
    pub fn taking(mut self, intake: impl Intake + 'static) -> Self {
        self.intake = Some(Arc::new(intake));
        self
    }

    /// Shows the searches of a file, and keeps new ones there.
    pub fn with_searches(mut self, searches: SavedSearches) -> Self {
        self.searches = Arc::new(searches);
        self
    }

    /// Returns the service that answers, without a connection to any network.
    pub fn router(&self) -> Router {
        let (table, forms) = (routes::all(), forms::all());
        let description = openapi::document(&table, &forms).to_string();
        let mut router = Router::new()
            .route(assets::STYLE_ADDRESS, get(assets::style))
            .route(assets::SCRIPT_ADDRESS, get(assets::script))
            .route(assets::ICON_ADDRESS, get(assets::icon))
            .route("/favicon.ico", get(assets::icon))
            .route("/openapi.json", get(move || ready(openapi::reply(&description))));
        for route in table {
            router = add(router, &Arc::new(route), self);
        }
        for form in forms {
            router = add_form(router, form, self);
        }
        router
            .fallback(answer::nothing_here)
            .method_not_allowed_fallback(answer::only_reading)
            // What is sent is limited where it is read, form by form.
            .layer(DefaultBodyLimit::disable())
            .layer(axum::middleware::from_fn_with_state(self.clone(), security::guard))
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

/// Adds what is done with a form, and the same for programs.
fn add_form(router: Router, form: Form, desk: &Desk) -> Router {
    let handler = |format: Option<Format>| -> MethodRouter {
        let desk = desk.clone();
        post(move |request| act::act(form, desk, format, request))
    };
    if form.path.ends_with('}') {
        return router.route(form.path, handler(None));
    }
    router
        .route(form.path, handler(Some(Format::Html)))
        .route(&with_suffix(form.path, Format::Json), handler(Some(Format::Json)))
}
