//! Sending through SMTP.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use lettre::transport::smtp::authentication::Credentials;
use lettre::{SmtpTransport, Transport as _};
use url::Url;

use crate::letter::{Letter, LetterError};

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server that takes mail.
pub struct Relay {
    transport: SmtpTransport,
    told: String,
}

/// Why mail was not sent.
#[derive(Debug)]
#[non_exhaustive]
pub enum RelayError {
    /// The address of the server is none.
    NoServer(String, String),
    /// A password was given without a name, or a name without a password.
    HalfALogin,
    /// The letter cannot be written.
    Letter(LetterError),
    /// The server could not be reached, or did not take the letter.
    NotTaken(String, String),
}

impl Relay {
    /// Makes it of an address, such as `smtps://name@mail.example.org` or `smtp://localhost:2525`, and a password.
    ///
    /// With `smtp:` the connection turns to TLS before anything is said, unless the server is on this machine.
    ///
    /// # Errors
    ///
    /// Fails if the address is none, holds a password, or a name comes without one.
    pub fn new(address: &str, password: Option<&str>) -> Result<Self, RelayError> {
        let refused = |reason: &str| RelayError::NoServer(without_password(address), reason.to_owned());
        let mut url = Url::parse(address).map_err(|error| refused(&error.to_string()))?;
        if url.password().is_some() {
            return Err(refused("a password does not belong into it; hint: `--password-file`"));
        }
        let name = url.username().to_owned();
        // The host of an address that is none of the web is not parsed any further.
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(|| refused("it names no server"))?;
        let is_loopback = |host: &str| host.parse().is_ok_and(|address: IpAddr| address.is_loopback());
        let is_here = host == "localhost" || is_loopback(host.trim_matches(['[', ']']));
        match url.scheme() {
            "smtps" => {}
            "smtp" if is_here => url.set_query(None),
            "smtp" => url.set_query(Some("tls=required")),
            _ => return Err(refused("expected `smtps://` or `smtp://`")),
        }
        let told = url[..url::Position::AfterPath].to_owned();
        let builder = SmtpTransport::from_url(url.as_str()).map_err(|error| refused(&error.to_string()))?;
        let builder = match (name.as_str(), password) {
            ("", None) => builder,
            ("", Some(_)) | (_, None) => return Err(RelayError::HalfALogin),
            (name, Some(password)) => builder.credentials(Credentials::new(decoded(name), password.to_owned())),
        };
        Ok(Relay { transport: builder.timeout(Some(PATIENCE)).build(), told })
    }

    /// Sends a letter.
    ///
    /// # Errors
    ///
    /// Fails if the letter cannot be written, or the server does not take it.
    pub fn send(&self, letter: &Letter) -> Result<(), RelayError> {
        let message = letter.message().map_err(RelayError::Letter)?;
        let sent = self.transport.send(&message);
        sent.map(|_| ()).map_err(|error| RelayError::NotTaken(self.told.clone(), error.to_string()))
    }
}

/// Returns a name of an address without its escapes; what is no text stays as it is.
fn decoded(name: &str) -> String {
    let pairs = format!("name={}", name.replace('+', "%2B"));
    url::form_urlencoded::parse(pairs.as_bytes()).next().map_or_else(String::new, |(_, name)| name.into_owned())
}

/// Returns an address that may be shown: without anything before the server's name.
fn without_password(address: &str) -> String {
    match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, server))) => format!("{scheme}://{server}"),
        _ => address.to_owned(),
    }
}

impl fmt::Display for RelayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RelayError::NoServer(address, reason) => write!(f, "`{address}` is no server of mail: {reason}"),
            RelayError::HalfALogin => f.write_str("a name and a password belong together"),
            RelayError::Letter(error) => error.fmt(f),
            RelayError::NotTaken(server, reason) => write!(f, "{server} did not take the mail: {reason}"),
        }
    }
}

impl std::error::Error for RelayError {}
