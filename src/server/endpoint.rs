//! What an endpoint is: a path, a query, an answer, and a plain function from one to the other. The router and
//! openapi.json are both made from these, so neither can say what the other does not do.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::Query;
use axum::http::header::{self, HeaderValue};
use axum::http::{HeaderMap, Response, StatusCode, Uri};
use axum::response::IntoResponse;
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::answers::WorkOut;
use super::app::{App, TIME};
use super::error::ApiError;
use super::snapshot::Snapshot;

/// One endpoint of the API. `answer` knows nothing of HTTP.
pub(super) trait Endpoint: 'static {
    /// The path as OpenAPI writes it, below the server's root.
    const PATH: &'static str;
    /// A name that client generators use.
    const ID: &'static str;
    /// What it answers, in a line.
    const ABOUT: &'static str;
    /// The query parameters.
    type Query: DeserializeOwned + JsonSchema + Send + 'static;
    /// The body of a success.
    type Answer<'a>: Serialize;

    /// Whether people ask the same of it so often that a new state should know the answers. It has no parameter in its path then,
    /// and nothing to prepare.
    const OFTEN: bool = false;

    /// Has worked out what takes long, without a turn that others need; most have nothing of the kind.
    fn prepare(_state: &Arc<Snapshot>) -> impl Future<Output = ()> + Send {
        std::future::ready(())
    }

    /// Answers from one state of the corpus. `path` is the path's parameter, empty if it has none.
    fn answer<'a>(state: &'a Snapshot, path: &str, query: Self::Query) -> Result<Self::Answer<'a>, ApiError>;
}

/// Where lists begin and how long they may be: an error names the limit instead of silently giving less.
pub(super) fn page(offset: Option<u32>, limit: Option<u32>, usual: u32, most: u32) -> Result<(usize, usize), ApiError> {
    let limit = limit.unwrap_or(usual);
    if limit == 0 || limit > most {
        return Err(ApiError::bad_request(format!("`limit` must be from 1 to {most}")));
    }
    let offset = offset.unwrap_or(0);
    if offset > 1_000_000_000 {
        return Err(ApiError::bad_request("`offset` must be at most 1000000000"));
    }
    Ok((offset as usize, limit as usize))
}

/// Answers one request to an endpoint: from the client's own copy where that is still right, else with what was answered
/// before, else by working it out beside the threads that serve the network.
pub(super) async fn respond<E: Endpoint>(app: Arc<App>, path: String, uri: Uri, headers: HeaderMap) -> Response<Body> {
    let state = app.state();
    let tag = state.tag().clone();
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known == tag) {
        return with_tag(StatusCode::NOT_MODIFIED.into_response(), tag);
    }
    let query = match query::<E>(&uri) {
        Ok(query) => query,
        Err(error) => return error.into_response(),
    };
    let asked = uri.path_and_query().map_or("", |asked| asked.as_str()).to_owned();
    if let Some(body) = state.answers.get(&asked) {
        return with_tag(json(body), tag);
    }
    if tokio::time::timeout(TIME, E::prepare(&state)).await.is_err() {
        return ApiError::timeout().help("it is still being worked out; ask again in a few seconds").into_response();
    }
    let work = move || {
        let body = body::<E>(&state, &path, query)?;
        let again: WorkOut = |state, uri| self::body::<E>(state, "", self::query::<E>(uri)?);
        state.answers.put(asked, body.clone(), E::OFTEN.then_some(again));
        Ok(body)
    };
    match app.work(work).await {
        Ok(body) => with_tag(json(body), tag),
        Err(error) => error.into_response(),
    }
}

fn query<E: Endpoint>(uri: &Uri) -> Result<E::Query, ApiError> {
    Query::try_from_uri(uri).map(|Query(query)| query).map_err(|error| told(&error.body_text()))
}

fn body<E: Endpoint>(state: &Snapshot, path: &str, query: E::Query) -> Result<Bytes, ApiError> {
    let answer = E::answer(state, path, query)?;
    Ok(Bytes::from(serde_json::to_vec(&answer).map_err(|_| ApiError::internal())?))
}

/// A success with a JSON body.
pub(super) fn json(body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn with_tag(mut response: Response<Body>, tag: HeaderValue) -> Response<Body> {
    let headers = response.headers_mut();
    headers.insert(header::ETAG, tag);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// What a query string's error says, without the framework's preamble.
fn told(error: &str) -> ApiError {
    let message = error.trim_start_matches("Failed to deserialize query string: ");
    ApiError::bad_request(message).help("/openapi.json lists the parameters and their values")
}
