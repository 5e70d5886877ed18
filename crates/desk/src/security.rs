//! Who asks, whether they may ask so often and by this name, and what a browser may do with a reply.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request, Response, header};
use axum::middleware::Next;
use jiff::Timestamp;

use crate::access::{People, Policy, Spent, Visitor, Way};
use crate::answer;
use crate::desk::Desk;
use crate::refusal::Refusal;

/// What every reply tells the browser: nothing but our own style, pictures and script, no frames, no tales to other sites.
const HEADERS: [(HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
];

/// The cookie of a session, or of forms before there is one.
const COOKIE: &str = "plenipo";
/// The names by which a machine calls itself.
const OWN_NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Where in the network a request comes from.
#[derive(Clone, Debug)]
pub struct Place(pub String);

/// Refuses requests that come by another name or too often, tells who asks, and adds what every reply has.
///
/// A page of another site could have its own name point to this machine and read the desk by it.
pub async fn guard(State(desk): State<Desk>, mut request: Request<Body>, next: Next) -> Response<Body> {
    let place = place(&request, &desk.policy);
    let host = request.headers().get(header::HOST).map(|host| host.to_str().unwrap_or_default());
    let own = host.is_none_or(|host| is_ours(host, &desk.policy));
    let visitor = if own { visitor(&desk, request.headers(), &place).await } else { Err(Refusal::ForeignHost) };
    let mut response = match visitor {
        Ok(visitor) => {
            request.extensions_mut().insert(visitor.clone());
            request.extensions_mut().insert(Place(place));
            let mut response = next.run(request).await;
            if let Some(secret) = visitor.new_cookie() {
                set_cookie(&mut response, &cookie(secret, &desk.policy));
            }
            response
        }
        Err(refusal) => answer::refuse(&refusal, answer::format_of(request.uri().path())),
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if desk.policy.is_encrypted() {
        let year = HeaderValue::from_static("max-age=31536000");
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    response
}

/// Writes the cookie that keeps a secret in the browser until it is closed.
pub fn cookie(secret: &str, policy: &Policy) -> String {
    let secure = if policy.is_encrypted() { "; Secure" } else { "" };
    format!("{COOKIE}={secret}; Path=/; HttpOnly; SameSite=Lax{secure}")
}

/// Writes what makes the browser forget the cookie.
pub fn no_cookie() -> String {
    format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")
}

/// Adds a cookie to a reply, unless it sets one already.
pub fn set_cookie(response: &mut Response<Body>, cookie: &str) {
    if let (false, Ok(cookie)) = (response.headers().contains_key(header::SET_COOKIE), HeaderValue::from_str(cookie)) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
}

/// Tells whether a form was sent from a page of this desk, as far as the browser says where from.
pub fn is_from_here(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if text("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none") {
        return false;
    }
    match (text("origin"), text("host")) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, from)| from.eq_ignore_ascii_case(host)),
        _ => true,
    }
}

/// Returns who asks.
async fn visitor(desk: &Desk, headers: &HeaderMap, place: &str) -> Result<Visitor, Refusal> {
    let secret = secret(headers);
    if let People::AtTheMachine { name, role } = &desk.policy.people {
        return Ok(Visitor::new(Some(name.clone()), Some(*role), Way::Machine, secret));
    }
    let bearer = headers.get(header::AUTHORIZATION).map(|value| {
        let value = value.to_str().unwrap_or_default();
        value
            .split_once(' ')
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| token.trim().to_owned())
    });
    let policy = Arc::clone(&desk.policy);
    let now = Timestamp::now().as_second();
    let known = move || -> Result<Visitor, Refusal> {
        let stranger = |secret| Visitor::new(None, None, Way::Unknown, secret);
        let Some(access) = policy.access() else { return Ok(stranger(secret)) };
        if let Some(token) = bearer {
            let user = token.map(|token| access.token(&token, now)).transpose()?.flatten();
            let user = user.ok_or(Refusal::SignInFirst)?;
            return Ok(Visitor::new(Some(user.name), Some(user.role), Way::Token, None));
        }
        let user = secret.as_deref().map(|secret| access.session(secret, now)).transpose()?.flatten();
        Ok(match user {
            Some(user) => Visitor::new(Some(user.name), Some(user.role), Way::Session, secret),
            None => stranger(secret),
        })
    };
    let asking = tokio::task::spawn_blocking(known).await;
    let visitor = asking.unwrap_or_else(|failure| Err(Refusal::Failed(failure.to_string())));
    // Whoever is known has a limit of their own, wherever they ask from; guesses count for the place that they come from.
    let name = match &visitor {
        Ok(Visitor { name: Some(name), .. }) => format!("user {name}"),
        _ => format!("place {place}"),
    };
    desk.requests.spend(&name, Instant::now()).map_err(|Spent { wait }| Refusal::TooOften(wait))?;
    visitor
}

/// Returns the secret of the cookie, if it is one that the desk may have made.
fn secret(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let found = pairs.find(|(name, _)| *name == COOKIE).map(|(_, secret)| secret.to_owned());
    found.filter(|secret| secret.len() == 64 && secret.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn place(request: &Request<Body>, policy: &Policy) -> String {
    let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>() else {
        return "unknown".to_owned();
    };
    // What a server in front of the desk, on this machine, says of who asks it; from elsewhere anybody could say so.
    let is_relayed = policy.site.is_some() && peer.ip().is_loopback();
    let told = request.headers().get_all("x-forwarded-for").iter().next_back().filter(|_| is_relayed);
    let last = told.and_then(|told| told.to_str().ok()).and_then(|told| told.rsplit(',').next());
    last.and_then(|last| last.trim().parse::<IpAddr>().ok()).unwrap_or(peer.ip()).to_string()
}

fn is_ours(host: &str, policy: &Policy) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let is_site = |site: &String| site.split_once("://").is_some_and(|(_, own)| own.eq_ignore_ascii_case(host));
    OWN_NAMES.iter().any(|own| own.eq_ignore_ascii_case(name))
        || policy.site.as_ref().is_some_and(is_site)
        // An address in numbers is nobody's name; where others may ask, it may be this machine's in their network.
        || bare_address(name).is_some_and(|address| address.is_loopback() || policy.access().is_some())
}

fn bare_address(name: &str) -> Option<IpAddr> {
    name.trim_start_matches('[').trim_end_matches(']').parse().ok()
}
