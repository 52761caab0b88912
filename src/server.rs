//! The HTTP endpoint and the page at `/`.
//!
//! [`Snapshot`] is one state of the corpus; every request is answered from exactly one. An endpoint is a plain function
//! from a state and a query to an answer (`endpoint`); `router` lists them, and openapi.json is made from the same list.
//! A change of the corpus makes a new state in the background (`watch`). axum and tokio stay in here.

mod answers;
mod app;
mod article;
mod articles;
mod cannibalization;
mod endpoint;
mod entities;
mod error;
mod filter;
mod findings;
mod graph;
mod guard;
mod health;
mod keywords;
mod links;
mod listen;
mod log;
mod metrics;
mod observe;
mod openapi;
mod page;
mod rivals;
mod router;
mod rules;
mod search;
mod snapshot;
mod stats;
mod suggest;
mod suggestions;
#[cfg(test)]
mod tests;
mod watch;

use std::io;
use std::net::TcpListener;
use std::sync::Arc;

use tower_http::compression::{CompressionLayer, CompressionLevel};

use app::{Access, App};
use log::Log;
pub use log::Sink;
use metrics::Metrics;
pub use router::openapi;
pub use snapshot::{Snapshot, SnapshotError};
pub use watch::{Load, Watch};

/// How to serve.
pub struct Options {
    /// Where clients connect.
    pub listener: TcpListener,
    /// What clients must bear to be answered, if anything.
    pub token: Option<String>,
    /// What is watched, and how it is read again.
    pub watch: Option<(Watch, Load)>,
    /// Where the log goes.
    pub log: Sink,
    /// Whether requests are logged, too.
    pub log_requests: bool,
}

/// Serves `state`, and those that follow it, until the process is told to end; requests under way are answered first.
///
/// # Errors
/// The listener cannot be used.
pub fn serve(state: Snapshot, options: Options) -> io::Result<()> {
    let loopback = options.listener.local_addr()?.ip().is_loopback();
    let access = Access { local_names_only: loopback && options.token.is_none(), token: options.token };
    let log = Log::to(Some(options.log), options.log_requests);
    let app = Arc::new(App::new(state, access, Metrics::new(&router::COUNTED), log));
    let watching = options.watch.map(|(paths, load)| watch::watch(&paths, load, &app));
    if let Some(Err(error)) = &watching {
        app.log.event("not-watching", serde_json::json!({"error": error.to_string()}));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let signals = Signals::new()?;
        options.listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(options.listener)?;
        let mut router = router::router(Arc::clone(&app));
        if !loopback {
            router = router.layer(CompressionLayer::new().quality(CompressionLevel::Fastest));
        }
        listen::listen(listener, router, Arc::clone(&app), signals.wait()).await;
        Ok::<(), io::Error>(())
    })?;
    drop(watching);
    app.log.event("stopped", serde_json::json!({}));
    // What is still being worked out has lost its client.
    runtime.shutdown_background();
    app.log.flush();
    Ok(())
}

/// The signals that end a server.
struct Signals {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl Signals {
    fn new() -> io::Result<Self> {
        Ok(Self {
            #[cfg(unix)]
            terminate: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?,
        })
    }

    /// Completes when one has come.
    async fn wait(mut self) {
        #[cfg(unix)]
        let terminate = self.terminate.recv();
        #[cfg(not(unix))]
        let terminate = std::future::pending::<Option<()>>();
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate => {}
        }
    }
}
