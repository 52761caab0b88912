//! All routes, as a table of contents.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Response, StatusCode, Uri};
use axum::middleware;
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get};
use schemars::JsonSchema;
use tower_http::catch_panic::CatchPanicLayer;

use super::app::App;
use super::article::ArticleRecord;
use super::articles::Articles;
use super::cannibalization::Cannibalization;
use super::endpoint::{Endpoint, json, respond};
use super::entities::{Categories, Tools};
use super::error::ApiError;
use super::findings::{ArticleFindings, Findings};
use super::graph::Graph;
use super::guard::guard;
use super::keywords::Keywords;
use super::links::ArticleLinks;
use super::observe::observe;
use super::openapi::Document;
use super::rules::{RuleDocs, Rules};
use super::search::Search;
use super::stats::Stats;
use super::suggest::SuggestQuery;
use super::suggestions::{ArticleInboundSuggestions, ArticleRelated, ArticleSuggestions};
use super::{health, page};

/// An article's path has slashes, so what follows it is told apart here and not by the router.
const ARTICLE: &str = "/api/v1/articles/{*path}";

/// The example of an article's path where no corpus is at hand.
const ANY_ARTICLE: &str = "index.md";

/// The paths that are counted apart.
pub(super) const COUNTED: [&str; 19] = [
    Search::PATH,
    SuggestQuery::PATH,
    Articles::PATH,
    ARTICLE,
    Findings::PATH,
    Cannibalization::PATH,
    Graph::PATH,
    Tools::PATH,
    Categories::PATH,
    Keywords::PATH,
    Rules::PATH,
    RuleDocs::PATH,
    Stats::PATH,
    "/",
    "/page/{file}",
    "/healthz",
    "/readyz",
    "/metrics",
    "/openapi.json",
];

/// The router over `app`.
pub(super) fn router(app: Arc<App>) -> Router {
    let state = app.state();
    let example = state.catalog.articles.first().map_or(ANY_ARTICLE, |article| &article.path);
    let Api { router, document } = api(example);
    let document = Bytes::from(document.finish().to_string());
    let router = router.route(ARTICLE, get(article));
    let router = router.route("/openapi.json", get(async move || json(document)));
    let router = router.route("/healthz", get(health::healthz)).route("/readyz", get(health::readyz));
    let router = router.route("/metrics", get(health::metrics));
    let router = router.route("/", get(page::index)).route("/page/{file}", get(page::file));
    router
        .fallback(nowhere)
        .method_not_allowed_fallback(other_method)
        .layer(middleware::from_fn_with_state(Arc::clone(&app), guard))
        .layer(CatchPanicLayer::custom(|_| ApiError::internal().into_response()))
        .layer(middleware::from_fn_with_state(Arc::clone(&app), observe))
        .with_state(app)
}

/// openapi.json as any corpus has it; a server puts the path of an article of its own in the examples.
pub fn openapi() -> serde_json::Value {
    api(ANY_ARTICLE).document.finish()
}

/// The endpoints; `example` is the path of an article that is there.
fn api(example: &str) -> Api {
    let mut api = Api { router: Router::new(), document: Document::new(example) };
    api.add::<Search>();
    api.add::<SuggestQuery>();
    api.add::<Articles>();
    api.add::<Findings>();
    api.add::<Cannibalization>();
    api.add::<Graph>();
    api.add::<Tools>();
    api.add::<Categories>();
    api.add::<Keywords>();
    api.add::<Rules>();
    api.add::<RuleDocs>();
    api.add::<Stats>();
    api.document.add::<ArticleRecord>();
    api.document.add::<ArticleLinks>();
    api.document.add::<ArticleFindings>();
    api.document.add::<ArticleRelated>();
    api.document.add::<ArticleSuggestions>();
    api.document.add::<ArticleInboundSuggestions>();
    api
}

/// Routes and their description, which grow together.
struct Api {
    router: Router<Arc<App>>,
    document: Document,
}

impl Api {
    fn add<E: Endpoint>(&mut self)
    where
        E::Answer<'static>: JsonSchema,
    {
        self.document.add::<E>();
        let router = std::mem::take(&mut self.router);
        self.router = router.route(E::PATH, endpoint::<E>());
    }
}

/// The handler of an endpoint: a parameter in the path, if there is one, is handed on.
fn endpoint<E: Endpoint>() -> MethodRouter<Arc<App>> {
    get(async |State(app): State<Arc<App>>, path: Option<Path<String>>, uri: Uri, headers: HeaderMap| {
        let path = path.map(|Path(path)| path).unwrap_or_default();
        respond::<E>(app, path, uri, headers).await
    })
}

/// `articles/…`: the record, or what follows it. No article's path ends in `/links` and the like: files have an extension.
async fn article(
    State(app): State<Arc<App>>,
    path: Option<Path<String>>,
    uri: Uri,
    headers: HeaderMap,
) -> Response<Body> {
    let Some(Path(path)) = path else {
        return ApiError::bad_request("the path is not UTF-8").into_response();
    };
    let (of, what) = path.rsplit_once('/').unwrap_or((&path, ""));
    let of = of.to_owned();
    match what {
        "links" => respond::<ArticleLinks>(app, of, uri, headers).await,
        "findings" => respond::<ArticleFindings>(app, of, uri, headers).await,
        "related" => respond::<ArticleRelated>(app, of, uri, headers).await,
        "suggestions" => respond::<ArticleSuggestions>(app, of, uri, headers).await,
        "inbound-suggestions" => respond::<ArticleInboundSuggestions>(app, of, uri, headers).await,
        _ => respond::<ArticleRecord>(app, path, uri, headers).await,
    }
}

async fn nowhere(uri: Uri) -> ApiError {
    let path: String = uri.path().chars().take(200).collect();
    ApiError::not_found(format!("there is nothing at `{path}`")).help("/openapi.json lists what there is")
}

async fn other_method() -> ApiError {
    ApiError::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", "everything here is read with GET")
}
