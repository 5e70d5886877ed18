//! Why there is no page, in one shape for people and one for programs.

use axum::http::StatusCode;
use maud::{Markup, html};
use plenipo_ledger::ErrorKind;
use schemars::JsonSchema;
use serde::Serialize;

use crate::access::AccessError;

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
    /// Only reading is possible at this address.
    OnlyReading,
    /// Nobody is signed in, and somebody must be.
    SignInFirst,
    /// The name or the password is wrong; which of the two is not said.
    WrongPassword,
    /// Whoever is signed in may not do this.
    Forbidden,
    /// A form was not sent from a page of this desk, or from one that is too old.
    ForeignForm,
    /// What is sent is too large.
    TooLarge(usize),
    /// What is sent has a shape that is not understood.
    UnknownShape,
    /// Somebody asks too often: in so many seconds they may again.
    TooOften(u64),
    /// The question takes too long.
    TooSlow,
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
            Refusal::SignInFirst => StatusCode::UNAUTHORIZED,
            Refusal::Forbidden | Refusal::ForeignForm | Refusal::WrongPassword => StatusCode::FORBIDDEN,
            Refusal::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Refusal::UnknownShape => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Refusal::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
            Refusal::ForeignHost => StatusCode::MISDIRECTED_REQUEST,
            Refusal::Busy | Refusal::TooSlow => StatusCode::SERVICE_UNAVAILABLE,
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
            Refusal::SignInFirst => "sign_in_first",
            Refusal::WrongPassword => "wrong_password",
            Refusal::Forbidden => "forbidden",
            Refusal::ForeignForm => "foreign_form",
            Refusal::TooLarge(_) => "too_large",
            Refusal::UnknownShape => "unknown_shape",
            Refusal::TooOften(_) => "too_often",
            Refusal::TooSlow => "too_slow",
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
            @if matches!(self, Refusal::WrongPassword | Refusal::SignInFirst) { p { a href="/login" { "Sign in" } "." } }
            p { "Go to " a href="/" { "Today" } ", or " a href="/search" { "search the record" } "." }
        }
    }

    /// Returns the heading of the page for people.
    pub fn title(&self) -> &'static str {
        match self {
            Refusal::NotFound(_) => "Not in the record",
            Refusal::Gone(_) => "No more in the record",
            Refusal::Elsewhere(_) => "Moved",
            Refusal::BadRequest(_) | Refusal::TooLong | Refusal::TooLarge(_) | Refusal::UnknownShape => {
                "This cannot be done"
            }
            Refusal::SignInFirst => "Sign in first",
            Refusal::WrongPassword => "Not signed in",
            Refusal::ForeignForm => "Please send it again",
            Refusal::OnlyReading | Refusal::ForeignHost | Refusal::Forbidden => "Not allowed",
            Refusal::Busy | Refusal::TooOften(_) => "Busy",
            Refusal::TooSlow => "This takes too long",
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
            Refusal::OnlyReading => "This address can only be read.".to_owned(),
            Refusal::SignInFirst => "The desk answers those who are signed in, or who send a token that it knows.".to_owned(),
            Refusal::WrongPassword => "The name or the password is wrong.".to_owned(),
            Refusal::Forbidden => "Your role does not allow this.".to_owned(),
            Refusal::ForeignForm => {
                "What was sent did not come from a page of this desk, or from one that is too old. Go back, load the page \
                 anew, and send it again."
                    .to_owned()
            }
            Refusal::TooLarge(most) => format!("What was sent is larger than {most} bytes."),
            Refusal::UnknownShape => {
                "What was sent is no form: application/x-www-form-urlencoded, multipart/form-data or application/json."
                    .to_owned()
            }
            Refusal::TooOften(wait) => format!("You ask too often; try again in {wait} seconds."),
            Refusal::TooSlow => "The question takes too long; ask for less, such as a shorter period.".to_owned(),
            Refusal::ForeignHost => {
                "The desk answers to its own names only: localhost, 127.0.0.1, [::1], and the one it was given.".to_owned()
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
            ErrorKind::Refused(why) => Refusal::BadRequest(capitalised(why)),
            ErrorKind::Busy => Refusal::Busy,
            ErrorKind::Stopped => Refusal::TooSlow,
            _ => Refusal::Failed(error.to_string()),
        }
    }
}

impl From<AccessError> for Refusal {
    fn from(error: AccessError) -> Self {
        match error {
            AccessError::Refused(why) => Refusal::BadRequest(capitalised(&why)),
            error @ AccessError::Store(..) => Refusal::Failed(error.to_string()),
        }
    }
}

/// Makes a sentence's beginning of an error's.
fn capitalised(why: &str) -> String {
    let mut letters = why.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
