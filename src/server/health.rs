//! Whether the server lives, and whether it should be sent requests.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{self, HeaderValue};
use axum::http::{Response, StatusCode};
use axum::response::IntoResponse;
use serde_json::json;

use super::app::App;
use super::endpoint::json as json_response;
use super::error::ApiError;
use super::metrics;

/// `healthz`: the process answers.
pub(super) async fn healthz() -> Response<Body> {
    json_response(r#"{"status":"ok"}"#)
}

/// `readyz`: there is a state to answer from, and the server is not about to stop.
pub(super) async fn readyz(State(app): State<Arc<App>>) -> Response<Body> {
    if app.closing.load(Ordering::Relaxed) {
        return ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "closing", "the server is shutting down")
            .into_response();
    }
    let state = app.state();
    let articles = state.catalog.articles.len();
    json_response(json!({"status": "ready", "articles": articles, "state": state.generation}).to_string())
}

/// `metrics`: counters in Prometheus' text format.
pub(super) async fn metrics(State(app): State<Arc<App>>) -> Response<Body> {
    let mut response = Response::new(Body::from(metrics::text(&app, &app.state())));
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}
