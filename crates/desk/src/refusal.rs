//! Why there is no page, in one shape for people and one for programs.

use axum::http::StatusCode;
use maud::{Markup, html};
use plenipo_ledger::ErrorKind;
use schemars::JsonSchema;
use serde::Serialize;

/// Why a request gets no page.
#[derive(Debug)]
pub enum Refusal {
    /// Nothing is at this address.
    NotFound(String),
    /// Something was, and is no more.
    Gone(String),
    /// It is at another address.
    Elsewhere(String),
    /// A parameter makes no sense.
    BadRequest(String),
    /// The address is too long.
    TooLong,
    /// Only reading is possible.
    OnlyReading,
    /// The request comes by a name that is not this machine's.
    ForeignHost,
    /// Too many others ask.
    Busy,
    /// It is our fault.
    Failed(String),
}

/// The reply of every request that fails.
#[derive(Serialize, JsonSchema)]
pub struct Problem {
    /// What went wrong.
    error: ProblemDetail,
}

impl Problem {
    /// Returns the word for programs.
    pub fn code(&self) -> &'static str {
        self.error.code
    }

    /// Returns the sentence for people.
    pub fn message(&self) -> &str {
        &self.error.message
    }
}

/// What went wrong.
#[derive(Serialize, JsonSchema)]
struct ProblemDetail {
    /// The status of the reply.
    status: u16,
    /// A word for programs; it stays the same.
    code: &'static str,
    /// A sentence for people; it may change.
    message: String,
}

impl Refusal {
    /// Returns the status of the reply.
    pub fn status(&self) -> StatusCode {
        match self {
            Refusal::NotFound(_) => StatusCode::NOT_FOUND,
            Refusal::Gone(_) => StatusCode::GONE,
            Refusal::Elsewhere(_) => StatusCode::PERMANENT_REDIRECT,
            Refusal::BadRequest(_) => StatusCode::BAD_REQUEST,
            Refusal::TooLong => StatusCode::URI_TOO_LONG,
            Refusal::OnlyReading => StatusCode::METHOD_NOT_ALLOWED,
            Refusal::ForeignHost => StatusCode::MISDIRECTED_REQUEST,
            Refusal::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Refusal::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Returns the shape for programs.
    pub fn problem(&self) -> Problem {
        let code = match self {
            Refusal::NotFound(_) => "not_found",
            Refusal::Gone(_) => "gone",
            Refusal::Elsewhere(_) => "moved",
            Refusal::BadRequest(_) => "bad_request",
            Refusal::TooLong => "too_long",
            Refusal::OnlyReading => "only_reading",
            Refusal::ForeignHost => "foreign_host",
            Refusal::Busy => "busy",
            Refusal::Failed(_) => "failed",
        };
        Problem { error: ProblemDetail { status: self.status().as_u16(), code, message: self.message() } }
    }

    /// Returns the shape for people.
    pub fn body(&self) -> Markup {
        html! {
            p.lede { (self.message()) }
            p { "Go to " a href="/" { "Today" } ", or " a href="/search" { "search the record" } "." }
        }
    }

    /// Returns the heading of the page for people.
    pub fn title(&self) -> &'static str {
        match self {
            Refusal::NotFound(_) => "Not in the record",
            Refusal::Gone(_) => "No more in the record",
            Refusal::Elsewhere(_) => "Moved",
            Refusal::BadRequest(_) | Refusal::TooLong => "This cannot be asked",
            Refusal::OnlyReading | Refusal::ForeignHost => "Not allowed",
            Refusal::Busy => "Busy",
            Refusal::Failed(_) => "Something went wrong",
        }
    }

    fn message(&self) -> String {
        match self {
            Refusal::NotFound(what) => format!("There is no {what}."),
            Refusal::Gone(why) => format!("This record is no more: {why}."),
            Refusal::Elsewhere(address) => format!("This is at {address}."),
            Refusal::BadRequest(why) => format!("{why}."),
            Refusal::TooLong => "The address is too long.".to_owned(),
            Refusal::OnlyReading => "The desk can only be read.".to_owned(),
            Refusal::ForeignHost => {
                "The desk answers to this machine's own names only: localhost, 127.0.0.1 and [::1].".to_owned()
            }
            Refusal::Busy => "Too many others ask at the moment; try again in a few seconds.".to_owned(),
            Refusal::Failed(why) => format!("The ledger cannot be asked: {why}."),
        }
    }
}

impl From<plenipo_ledger::Error> for Refusal {
    fn from(error: plenipo_ledger::Error) -> Self {
        match error.kind() {
            ErrorKind::Unknown(what) => Refusal::NotFound(format!("record “{what}”")),
            ErrorKind::Refused(why) => Refusal::BadRequest(why.clone()),
            ErrorKind::Busy => Refusal::Busy,
            _ => Refusal::Failed(error.to_string()),
        }
    }
}
