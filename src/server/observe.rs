//! Counts and logs every request, whatever became of it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Instant;

use axum::body::{Body, HttpBody};
use axum::extract::{MatchedPath, State};
use axum::http::{Request, Response};
use axum::middleware::Next;

use super::app::App;
use super::log::{Line, milliseconds, now};

/// Who is at the other end of the connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peer(pub(super) SocketAddr);

/// The layer around all others.
pub(super) async fn observe(State(app): State<Arc<App>>, request: Request<Body>, next: Next) -> Response<Body> {
    let start = Instant::now();
    let flight = InFlight::start(&app);
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let client = request.extensions().get::<Peer>().map(|peer| peer.0.ip());
    let asked = app.log.wants_requests().then(|| (request.method().clone(), request.uri().clone()));
    let response = next.run(request).await;
    drop(flight);
    let took = start.elapsed();
    let status = response.status().as_u16();
    app.metrics.count(matched.as_ref().map(MatchedPath::as_str), status, took);
    if let Some((method, uri)) = asked {
        app.log.line(&Line {
            time: now(),
            method: method.as_str(),
            path: uri.path(),
            query: uri.query(),
            status,
            ms: milliseconds(took),
            bytes: response.body().size_hint().exact(),
            client: client.map(|client| client.to_string()),
        });
    }
    response
}

/// Counts a request as being answered for as long as it is, even if the client goes away.
struct InFlight(Arc<App>);

impl InFlight {
    fn start(app: &Arc<App>) -> Self {
        app.metrics.in_flight.fetch_add(1, Relaxed);
        Self(Arc::clone(app))
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.metrics.in_flight.fetch_sub(1, Relaxed);
    }
}
