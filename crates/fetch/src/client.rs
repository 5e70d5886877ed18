//! One request and its reply, within limits.

use std::io::Read as _;
use std::sync::Arc;
use std::time::Duration;

use flate2::read::MultiGzDecoder;
use rustls::CertificateError;
use ureq::config::Config;
use ureq::http::{HeaderMap, StatusCode};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::Resolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};

use crate::address::{PrivateAddress, PublicResolver};
use crate::error::Fault;

/// How to ask, and how much to take.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Who asks, for the logs and the `robots.txt` of sites.
    pub user_agent: String,
    /// Whether addresses of this machine and the local network may be asked too.
    pub allow_private: bool,
    /// How long one reply may take in all.
    pub timeout: Duration,
    /// How many bytes a reply may have, packed or unpacked.
    pub most_bytes: u64,
    /// How many redirects are followed.
    pub most_redirects: usize,
    /// Authorities whose certificates are trusted, in DER; none for those that browsers trust.
    pub authorities: Option<Vec<Vec<u8>>>,
    /// How long a site is left alone between two requests, unless its `robots.txt` asks for more.
    pub pace: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            user_agent: concat!("plenipo/", env!("CARGO_PKG_VERSION")).to_owned(),
            allow_private: false,
            timeout: Duration::from_secs(30),
            most_bytes: 20_000_000,
            most_redirects: 5,
            authorities: None,
            pace: Duration::from_secs(2),
        }
    }
}

/// What a server told of the state of a page, to be handed back to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The `ETag`.
    pub etag: Option<String>,
    /// The `Last-Modified`.
    pub last_modified: Option<String>,
}

/// A page as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where it was found in the end.
    pub address: String,
    /// What was sent, unpacked.
    pub bytes: Vec<u8>,
    /// The `Content-Type`.
    pub content_type: Option<String>,
    /// What to hand back next time.
    pub known: Known,
}

/// What comes of one request.
pub enum Reply {
    /// A page.
    Page(Page),
    /// It is as it was.
    Unchanged,
    /// It is elsewhere, at this address as the server wrote it.
    Elsewhere(String),
}

/// Sends requests; redirects are left to the caller.
pub struct Client {
    agent: Agent,
    most_bytes: u64,
}

impl Client {
    /// Makes a client.
    pub fn new(settings: &Settings) -> Self {
        Self::resolving_by(settings, PublicResolver::new(settings.allow_private))
    }

    /// Makes a client that finds out by a resolver of one's own where names lead.
    pub fn resolving_by(settings: &Settings, resolver: impl Resolver) -> Self {
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(settings.user_agent.as_str())
            .timeout_global(Some(settings.timeout))
            .tls_config(TlsConfig::builder().root_certs(roots(settings)).build())
            .proxy(None)
            .build();
        Client {
            agent: Agent::with_parts(config, DefaultConnector::default(), resolver),
            most_bytes: settings.most_bytes,
        }
    }

    /// Asks for an address, unless it is still as `known` says.
    pub fn ask(&self, address: &str, known: &Known) -> Result<Reply, Fault> {
        let mut request = self.agent.get(address).header("Accept-Encoding", "gzip");
        for (name, value) in [("If-None-Match", &known.etag), ("If-Modified-Since", &known.last_modified)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let reply = request.call().map_err(|error| fault(&error))?;
        let (head, body) = reply.into_parts();
        let header = |name: &str| text(&head.headers, name);
        match head.status {
            StatusCode::NOT_MODIFIED => Ok(Reply::Unchanged),
            status if status.is_redirection() => header("Location")
                .map(Reply::Elsewhere)
                .ok_or_else(|| Fault::Damaged("a redirect to nowhere".to_owned())),
            status if status.is_success() => {
                let packed = header("Content-Encoding").is_some_and(|packing| packing.eq_ignore_ascii_case("gzip"));
                let bytes = self.take(body, packed)?;
                let known = Known { etag: header("ETag"), last_modified: header("Last-Modified") };
                Ok(Reply::Page(Page {
                    address: address.to_owned(),
                    bytes,
                    content_type: header("Content-Type"),
                    known,
                }))
            }
            status if status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error() => {
                Err(Fault::Busy { status: status.as_u16(), wait: header("Retry-After").as_deref().and_then(wait) })
            }
            status => Err(Fault::Refused { status: status.as_u16() }),
        }
    }

    /// Takes a body, unpacked; neither what is sent nor what comes out may be larger than allowed.
    fn take(&self, body: Body, packed: bool) -> Result<Vec<u8>, Fault> {
        let sent = body.into_with_config().limit(self.most_bytes).reader();
        let mut bytes = Vec::new();
        let read = if packed {
            MultiGzDecoder::new(sent).take(self.most_bytes + 1).read_to_end(&mut bytes)
        } else {
            sent.take(self.most_bytes + 1).read_to_end(&mut bytes)
        };
        if let Err(error) = read {
            let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>());
            return Err(match inner {
                Some(ureq::Error::BodyExceedsLimit(_)) => Fault::TooLarge { most: self.most_bytes },
                Some(inner) => fault(inner),
                None => Fault::Damaged(error.to_string()),
            });
        }
        if bytes.len() as u64 > self.most_bytes {
            return Err(Fault::TooLarge { most: self.most_bytes });
        }
        Ok(bytes)
    }
}

fn roots(settings: &Settings) -> RootCerts {
    settings.authorities.as_ref().map_or(RootCerts::WebPki, |authorities| {
        let certificates = authorities.iter().map(|authority| Certificate::from_der(authority).to_owned());
        RootCerts::Specific(Arc::new(certificates.collect()))
    })
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

/// Reads `Retry-After`: seconds, or a moment of HTTP (RFC 9110, 10.2.3).
fn wait(told: &str) -> Option<Duration> {
    if let Ok(seconds) = told.trim().parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let moment = jiff::fmt::rfc2822::parse(told.trim()).ok()?.timestamp();
    let seconds = moment.as_second() - jiff::Timestamp::now().as_second();
    Some(Duration::from_secs(seconds.max(0) as u64))
}

fn fault(error: &ureq::Error) -> Fault {
    match error {
        ureq::Error::Other(inner) if inner.downcast_ref::<PrivateAddress>().is_some() => Fault::Private,
        ureq::Error::Timeout(_) => Fault::TimedOut,
        ureq::Error::BadUri(reason) => Fault::BadAddress(reason.clone()),
        ureq::Error::Tls(reason) => Fault::Untrusted((*reason).to_owned()),
        ureq::Error::Rustls(reason) => Fault::Untrusted(doubt(reason)),
        ureq::Error::Io(error) => {
            let inner = error.get_ref();
            if inner.is_some_and(
                <dyn std::error::Error + std::marker::Send + std::marker::Sync + 'static>::is::<PrivateAddress>,
            ) {
                Fault::Private
            } else if let Some(reason) = inner.and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
                Fault::Untrusted(doubt(reason))
            } else if error.kind() == std::io::ErrorKind::InvalidData {
                Fault::Untrusted(error.to_string())
            } else {
                Fault::Unreachable(error.to_string())
            }
        }
        ureq::Error::HostNotFound => Fault::Unreachable("no such host".to_owned()),
        ureq::Error::Protocol(_) | ureq::Error::Http(_) | ureq::Error::LargeResponseHeader(..) => {
            Fault::Damaged(error.to_string())
        }
        other => Fault::Unreachable(other.to_string()),
    }
}

/// Says in plain words why a server is not believed to be who it says.
fn doubt(reason: &rustls::Error) -> String {
    let rustls::Error::InvalidCertificate(fault) = reason else { return reason.to_string() };
    match fault {
        CertificateError::UnknownIssuer => "its certificate is signed by no known authority".to_owned(),
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "its certificate is for another host".to_owned()
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => "its certificate has expired".to_owned(),
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "its certificate is not valid yet".to_owned()
        }
        CertificateError::Revoked => "its certificate was revoked".to_owned(),
        _ => reason.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::wait;
    use std::time::Duration;

    #[test]
    fn retry_after_is_seconds_or_a_moment() {
        assert_eq!(wait("120"), Some(Duration::from_secs(120)));
        assert_eq!(wait("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO), "a moment that is over");
        assert!(wait("Tue, 31 Dec 2199 23:59:59 GMT").is_some_and(|wait| wait > Duration::from_secs(3600)));
        assert_eq!(wait("soon"), None);
    }
}
