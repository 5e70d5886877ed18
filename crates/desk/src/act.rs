//! From something that was sent to what is done with it: whichever form it is, the way is the same.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest as _, Multipart};
use axum::http::{HeaderMap, HeaderValue, Request, Response, StatusCode, header};
use jiff::Timestamp;
use maud::Markup;
use percent_encoding::percent_decode_str;

use crate::access::{Deed, Way};
use crate::answer::{self, parted};
use crate::desk::Desk;
use crate::form::{Done, DoneView, Form, Sent};
use crate::format as shape;
use crate::html;
use crate::refusal::Refusal;
use crate::route::Format;
use crate::security::{self, Place};

/// The field that carries the key of a form.
pub const KEY: &str = "key";

/// What a request carries.
#[derive(Default)]
struct Carried {
    fields: Vec<(String, String)>,
    file: Option<(String, Vec<u8>)>,
}

/// Does what a form asks for, and answers in the shape that its address says.
pub async fn act(form: Form, desk: Desk, format: Option<Format>, request: Request<Body>) -> Response<Body> {
    let format = format.unwrap_or_else(|| parted(request.uri().path()).1);
    match done(form, desk, request).await {
        Ok(done) => reply(format, done),
        Err(refusal) => answer::refuse(&refusal, format),
    }
}

async fn done(form: Form, desk: Desk, request: Request<Body>) -> Result<Done, Refusal> {
    let visitor = answer::visitor_of(request.extensions());
    if !visitor.may_send(form.needs) {
        return Err(if visitor.role.is_none() { Refusal::SignInFirst } else { Refusal::Forbidden });
    }
    let place = request.extensions().get::<Place>().map_or_else(String::new, |Place(place)| place.clone());
    let path = request.uri().path().to_owned();
    let name = percent_decode_str(parted(&path).0.rsplit('/').next().unwrap_or_default());
    let name = name.decode_utf8().map_err(|_| Refusal::NotFound("such page".to_owned()))?.into_owned();
    // A token comes from no browser, so that no other site can make one send it.
    let is_own = visitor.way == Way::Token || security::is_from_here(request.headers());
    if !is_own {
        return Err(Refusal::ForeignForm);
    }
    let reading = carried(request, form.most_bytes);
    let carried = tokio::time::timeout(desk.options.patience, reading).await.unwrap_or(Err(Refusal::Busy))?;
    let key = carried.fields.iter().find(|(name, _)| name == KEY).map(|(_, key)| key.as_str());
    if visitor.way != Way::Token && !key.is_some_and(|key| visitor.has_form_key(key)) {
        return Err(Refusal::ForeignForm);
    }
    let _permit = desk.writers.clone().acquire_owned().await.expect("the semaphore is never closed");
    let acting = tokio::task::spawn_blocking(move || {
        let now = Timestamp::now();
        let file = carried.file.as_ref().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
        let sent =
            Sent { desk: &desk, visitor: &visitor, place: &place, name: &name, fields: &carried.fields, file, now };
        let done = (form.act)(&sent);
        note(&sent, &path, &done);
        done
    });
    acting.await.unwrap_or_else(|failure| Err(Refusal::Failed(failure.to_string())))
}

/// Writes into the book what was done, where there is one.
fn note(sent: &Sent, path: &str, done: &Result<Done, Refusal>) {
    let Some(access) = sent.desk.policy.access() else { return };
    let action = sent.text("action").map(|action| format!(" {action}")).unwrap_or_default();
    let entry = done.as_ref().ok().and_then(|done| done.entry).map(|entry| format!(", entry {entry}"));
    let deed = Deed {
        made: sent.now.as_second(),
        // Whoever signs in is not known before.
        who: sent.visitor.name.as_deref().or(sent.text("name")).unwrap_or("somebody").chars().take(64).collect(),
        place: sent.place.to_owned(),
        what: format!("{path}{action}{}", entry.unwrap_or_default()).chars().take(200).collect(),
        outcome: done.as_ref().map_or_else(|refusal| refusal.status().as_u16(), |_| 200),
    };
    // What was done stands in the ledger's own log too; a full disk must not hide it from whoever did it.
    let _ = access.note(&deed);
}

/// Reads the body of a request, in whichever shape forms have.
async fn carried(request: Request<Body>, most: usize) -> Result<Carried, Refusal> {
    let shape = media_type(request.headers());
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, most).await.map_err(|_| Refusal::TooLarge(most))?;
    let damaged = |why: String| Refusal::BadRequest(format!("What was sent is damaged: {why}"));
    match shape.as_str() {
        "application/x-www-form-urlencoded" => {
            let pairs = form_urlencoded::parse(&bytes).map(|(name, value)| (name.into_owned(), value.into_owned()));
            Ok(Carried { fields: pairs.collect(), file: None })
        }
        "application/json" => {
            let object: serde_json::Map<String, serde_json::Value> =
                serde_json::from_slice(&bytes).map_err(|error| damaged(error.to_string()))?;
            let text = |value: serde_json::Value| match value {
                serde_json::Value::String(text) => text,
                serde_json::Value::Null => String::new(),
                other => other.to_string(),
            };
            Ok(Carried { fields: object.into_iter().map(|(name, value)| (name, text(value))).collect(), file: None })
        }
        "multipart/form-data" => {
            let request = Request::from_parts(parts, Body::from(bytes));
            let mut parts = Multipart::from_request(request, &()).await.map_err(|error| damaged(error.body_text()))?;
            let mut carried = Carried::default();
            while let Some(part) = parts.next_field().await.map_err(|error| damaged(error.body_text()))? {
                let name = part.name().unwrap_or_default().to_owned();
                let file = part.file_name().map(str::to_owned);
                let bytes = part.bytes().await.map_err(|error| damaged(error.body_text()))?;
                match file {
                    Some(file) if !bytes.is_empty() => carried.file = Some((file, bytes.to_vec())),
                    Some(_) => {}
                    None => carried.fields.push((name, String::from_utf8_lossy(&bytes).into_owned())),
                }
            }
            Ok(carried)
        }
        _ => Err(Refusal::UnknownShape),
    }
}

fn media_type(headers: &HeaderMap) -> String {
    let told = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    told.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Writes what is told this once.
fn told_once(secret: &str, address: &str) -> Markup {
    maud::html! {
        p.lede { "Keep it now: it is not shown again." }
        code.secret { (secret) }
        p.more { a href=(address) { "Go on" } }
    }
}

fn reply(format: Format, done: Done) -> Response<Body> {
    let Done { address, entry, secret, cookie } = done;
    let mut response = if let (Format::Html, Some(secret)) = (format, &secret) {
        answer::response(StatusCode::OK, format, html::plain_page("Your token", &told_once(secret, &address)))
    } else if format == Format::Html {
        let mut response = answer::response(StatusCode::SEE_OTHER, format, String::new());
        let address = HeaderValue::from_str(&address).unwrap_or(HeaderValue::from_static("/"));
        response.headers_mut().insert(header::LOCATION, address);
        response
    } else {
        answer::response(StatusCode::OK, Format::Json, shape::json(&DoneView { address, entry, secret }))
    };
    if let Some(cookie) = cookie {
        security::set_cookie(&mut response, &cookie);
    }
    response
}
