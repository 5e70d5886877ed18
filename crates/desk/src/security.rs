//! Who may ask, and what a browser may do with a reply.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Request, Response, header};
use axum::middleware::Next;

use crate::answer;
use crate::refusal::Refusal;
use crate::route::Format;

/// What every reply tells the browser: nothing but our own style and pictures, no frames, no tales to other sites.
const HEADERS: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// The names by which a machine calls itself.
const OWN_NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Refuses requests that come by another name, and adds what every reply has.
///
/// A page of another site could have its own name point to this machine and read the desk by it.
pub async fn guard(request: Request<Body>, next: Next) -> Response<Body> {
    let host = request.headers().get(header::HOST).map(|host| host.to_str().unwrap_or_default());
    let mut response = if host.is_none_or(is_own) {
        next.run(request).await
    } else {
        answer::refuse(&Refusal::ForeignHost, Format::Html)
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn is_own(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    OWN_NAMES.iter().any(|own| own.eq_ignore_ascii_case(name)) || is_loopback(name)
}

/// Tells whether a host is an address of this machine alone, such as `127.0.0.2`.
fn is_loopback(host: &str) -> bool {
    host.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}
