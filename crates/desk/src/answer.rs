//! From a request to a reply: whichever page it is, the way is the same.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode, Uri, header};
use percent_encoding::percent_decode_str;
use sha2::{Digest as _, Sha256};
use tokio::time::Instant;

use crate::access::{Visitor, Way};
use crate::asked::Asked;
use crate::desk::Desk;
use crate::pages::with_parameter;
use crate::refusal::Refusal;
use crate::route::{Format, Frame, Route, Written};
use crate::{format, html};

/// The longest address with its parameters, in bytes.
const LONGEST_ADDRESS: usize = 8000;

/// Answers a request for a page, in the shape that its address says.
pub async fn answer(route: Arc<Route>, desk: Desk, format: Option<Format>, request: Request<Body>) -> Response<Body> {
    let said = format.unwrap_or_else(|| parted(request.uri().path()).1);
    let visitor = visitor_of(request.extensions());
    if !visitor.may(route.needs) {
        return match (visitor.role, said) {
            (None, Format::Html) => to_sign_in(request.uri()),
            (None, _) => refuse(&Refusal::SignInFirst, said),
            _ => refuse(&Refusal::Forbidden, said),
        };
    }
    match written(route, desk, visitor, said, request.uri(), request.headers()).await {
        Ok(written) => reply(said, written, request.headers()),
        Err(refusal) => refuse(&refusal, said),
    }
}

/// Returns who makes a request.
pub fn visitor_of(extensions: &Extensions) -> Visitor {
    extensions.get::<Visitor>().cloned().unwrap_or_else(|| Visitor::new(None, None, Way::Unknown, None))
}

/// Leads to where somebody signs in, and back from there.
fn to_sign_in(uri: &Uri) -> Response<Body> {
    let wanted = uri.path_and_query().map_or("/", |wanted| wanted.as_str());
    let address = with_parameter("/login?", "next", wanted);
    let mut response = response(StatusCode::SEE_OTHER, Format::Html, String::new());
    response
        .headers_mut()
        .insert(header::LOCATION, HeaderValue::from_str(&address).unwrap_or(HeaderValue::from_static("/login")));
    response
}

/// Returns the shape that an address asks for.
pub fn format_of(path: &str) -> Format {
    parted(path).1
}

/// Answers where no page is.
pub async fn nothing_here(uri: Uri) -> Response<Body> {
    refuse(&Refusal::NotFound("such page".to_owned()), parted(uri.path()).1)
}

/// Answers a request that wants to change what can only be read.
pub async fn only_reading(uri: Uri) -> Response<Body> {
    refuse(&Refusal::OnlyReading, parted(uri.path()).1)
}

/// Writes a refusal, for people as a page and for programs as an object.
pub fn refuse(refusal: &Refusal, format: Format) -> Response<Body> {
    let (format, body) = match format {
        Format::Html => (Format::Html, html::plain_page(refusal.title(), &refusal.body())),
        _ => (Format::Json, format::json(&refusal.problem())),
    };
    let mut response = response(refusal.status(), format, body);
    if let Refusal::Elsewhere(address) = refusal
        && let Ok(address) = HeaderValue::from_str(address)
    {
        response.headers_mut().insert(header::LOCATION, address);
    }
    let wait = match refusal {
        Refusal::Busy => Some(5),
        Refusal::TooOften(wait) => Some(*wait),
        _ => None,
    };
    if let Some(wait) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
    }
    if matches!(refusal, Refusal::SignInFirst) {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"plenipo\""));
    }
    response
}

/// Makes the reply of a route.
pub async fn written(
    route: Arc<Route>,
    desk: Desk,
    visitor: Visitor,
    format: Format,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Written, Refusal> {
    let query = uri.query().unwrap_or_default();
    if uri.path().len() + query.len() > LONGEST_ADDRESS {
        return Err(Refusal::TooLong);
    }
    let path = if format == Format::Html { uri.path() } else { parted(uri.path()).0 };
    let name = percent_decode_str(path.rsplit('/').next().unwrap_or_default());
    let name = name.decode_utf8().map_err(|_| Refusal::NotFound("such page".to_owned()))?.into_owned();
    let parameters = form_urlencoded::parse(query.as_bytes());
    let parameters = parameters.map(|(key, value)| (key.into_owned(), value.into_owned())).collect();
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let frame = Frame {
        site: desk.policy.site.clone().unwrap_or_else(|| format!("http://{host}")),
        path: if path == "/index" { "/".to_owned() } else { path.to_owned() },
        query: query.to_owned(),
        formats: route.formats.clone(),
        visitor: visitor.clone(),
        has_users: desk.policy.access().is_some(),
    };
    let (clock, end) = ((desk.options.today)(), Instant::now() + desk.options.patience);
    let waiting = tokio::time::timeout_at(end, Arc::clone(&desk.pool).reader()).await;
    let reader = waiting.map_err(|_| Refusal::Busy)?;
    let stopper = reader.ledger().stopper();
    let mut asking = tokio::task::spawn_blocking(move || {
        let written = reader.ledger().at_one_moment(|ledger| {
            let asked = Asked { ledger, desk: &desk, visitor: &visitor, clock, format, name, parameters };
            (route.answer)(&asked, &frame)
        });
        (written, reader)
    });
    let Ok(asked) = tokio::time::timeout_at(end, &mut asking).await else {
        stopper.stop();
        // The reader is free for others when it has stopped, whether or not that is waited for.
        return Err(Refusal::TooSlow);
    };
    let (written, _reader) = asked.map_err(|failure| Refusal::Failed(failure.to_string()))?;
    written
}

/// Parts the suffix of a shape from an address.
pub fn parted(path: &str) -> (&str, Format) {
    let mut twins = Format::ALL.into_iter().filter(|format| *format != Format::Html);
    let found = twins.find_map(|format| Some((path.strip_suffix(format.suffix())?, format)));
    found.unwrap_or((path, Format::Html))
}

fn reply(format: Format, written: Written, headers: &HeaderMap) -> Response<Body> {
    let tag = tag(&written.body);
    let known = headers.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok()).unwrap_or_default();
    let fresh = known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag);
    let mut response = if fresh {
        response(StatusCode::NOT_MODIFIED, format, String::new())
    } else {
        response(StatusCode::OK, format, written.body)
    };
    let mut put =
        |name: HeaderName, value: Option<HeaderValue>| value.map(|value| response.headers_mut().insert(name, value));
    put(header::ETAG, HeaderValue::from_str(&tag).ok());
    put(header::LINK, written.links);
    response
}

/// Returns what tells one reply from another of the same address.
fn tag(body: &str) -> String {
    let digest = Sha256::digest(body.as_bytes());
    let (first, _) = digest.split_first_chunk().expect("the digest has 32 bytes");
    format!("\"{:032x}\"", u128::from_be_bytes(*first))
}

/// Makes a reply.
pub fn response(status: StatusCode, format: Format, body: String) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
    // Kept copies are asked for again each time: the record may have changed.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}
