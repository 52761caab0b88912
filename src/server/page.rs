//! The page at `/`: hand-written HTML, CSS and JavaScript, built into the binary as they are.

use std::sync::OnceLock;

use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{self, HeaderValue};
use axum::http::{HeaderMap, Response, StatusCode};
use axum::response::IntoResponse;
use xxhash_rust::xxh3::xxh3_64;

use super::error::ApiError;

/// A file of the page.
struct Asset {
    name: &'static str,
    kind: &'static str,
    text: &'static str,
}

macro_rules! assets {
    ($($name:literal: $kind:literal),+ $(,)?) => {
        &[$(Asset { name: $name, kind: $kind, text: include_str!(concat!("page/", $name)) }),+]
    };
}

/// The files, the page itself first.
static ASSETS: &[Asset] = assets! {
    "index.html": "text/html; charset=utf-8",
    "style.css": "text/css; charset=utf-8",
    "app.js": "text/javascript; charset=utf-8",
    "dom.js": "text/javascript; charset=utf-8",
    "api.js": "text/javascript; charset=utf-8",
    "search.js": "text/javascript; charset=utf-8",
    "article.js": "text/javascript; charset=utf-8",
    "audit.js": "text/javascript; charset=utf-8",
    "cluster.js": "text/javascript; charset=utf-8",
    "graph.js": "text/javascript; charset=utf-8",
    "keywords.js": "text/javascript; charset=utf-8",
    "overview.js": "text/javascript; charset=utf-8",
    "rivals.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
};

/// `/`.
pub(super) async fn index(headers: HeaderMap) -> Response<Body> {
    answer("index.html", &headers)
}

/// `/page/{file}`.
pub(super) async fn file(name: Option<Path<String>>, headers: HeaderMap) -> Response<Body> {
    name.map_or_else(|| missing().into_response(), |Path(name)| answer(&name, &headers))
}

fn answer(name: &str, headers: &HeaderMap) -> Response<Body> {
    let Some((asset, tag)) = ASSETS.iter().zip(tags()).find(|(asset, _)| asset.name == name) else {
        return missing().into_response();
    };
    let known = headers.get(header::IF_NONE_MATCH) == Some(tag);
    let mut response =
        if known { StatusCode::NOT_MODIFIED.into_response() } else { Response::new(Body::from(asset.text)) };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::ETAG, tag.clone());
    response
}

fn missing() -> ApiError {
    ApiError::not_found("the page has no such file")
}

/// A tag for each file, by its content.
fn tags() -> &'static [HeaderValue] {
    static TAGS: OnceLock<Vec<HeaderValue>> = OnceLock::new();
    TAGS.get_or_init(|| {
        let tag = |asset: &Asset| HeaderValue::try_from(format!("\"{:x}\"", xxh3_64(asset.text.as_bytes())));
        ASSETS.iter().map(|asset| tag(asset).unwrap_or(HeaderValue::from_static("\"\""))).collect()
    })
}
