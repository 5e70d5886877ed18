//! What pages need besides themselves, inside the program.

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};

/// Where the style lies. The version in the name makes kept copies end with the program that wrote them.
pub const STYLE_ADDRESS: &str = concat!("/assets/desk-", env!("CARGO_PKG_VERSION"), ".css");
/// Where the sign of the site lies.
pub const ICON_ADDRESS: &str = concat!("/assets/icon-", env!("CARGO_PKG_VERSION"), ".svg");

/// Where the script lies.
pub const SCRIPT_ADDRESS: &str = concat!("/assets/desk-", env!("CARGO_PKG_VERSION"), ".js");

/// Returns the style.
pub async fn style() -> Response<Body> {
    asset("text/css; charset=utf-8", include_str!("../assets/desk.css"))
}

/// Returns the script.
pub async fn script() -> Response<Body> {
    asset("text/javascript; charset=utf-8", include_str!("../assets/desk.js"))
}

/// Returns the sign of the site.
pub async fn icon() -> Response<Body> {
    asset("image/svg+xml", include_str!("../assets/icon.svg"))
}

fn asset(media_type: &'static str, content: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(content));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("max-age=3600"));
    response
}
