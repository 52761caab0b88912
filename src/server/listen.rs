//! Connections: accepted, bounded, timed, and closed gracefully at the end.
//!
//! Nobody can hold the server up: headers must come in time, a reader that stops reading is cut off, and when all
//! places are taken the connection that has been idle longest gives way to a new one.

mod patient;

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

use super::app::App;
use super::observe::Peer;
use patient::Patient;

/// How many connections are open at once; well below the usual limit of 1,024 open files.
const CONNECTIONS: usize = 512;

/// How long a client may take for the head of a request, and how long a connection may be idle.
const HEAD: Duration = Duration::from_secs(10);

/// How long a client may read nothing while there is something to read.
const STALL: Duration = Duration::from_secs(10);

/// How long requests that are being answered have when the server shuts down.
const GRACE: Duration = Duration::from_secs(10);

/// The largest head of a request.
const HEAD_BYTES: usize = 16 * 1024;

/// Answers connections until `shutdown` completes, then lets those in work finish.
pub(super) async fn listen(listener: TcpListener, router: Router, app: Arc<App>, shutdown: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    let connections = Arc::new(Connections::default());
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut shutdown => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let Some(ticket) = connections.admit(&app) else { continue };
                let (router, watcher) = (router.clone(), graceful.watcher());
                tokio::spawn(converse(stream, peer, router, ticket, watcher));
            }
            Err(error) => wait_after(&error).await,
        }
    }
    app.closing.store(true, Ordering::Relaxed);
    drop(listener);
    let _ = tokio::time::timeout(GRACE, graceful.shutdown()).await;
}

/// A client that is gone already is nothing; anything else, such as too many open files, needs a moment.
async fn wait_after(error: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Answers the requests of one connection.
async fn converse(stream: TcpStream, peer: SocketAddr, router: Router, ticket: Ticket, watcher: Watcher) {
    let _ = stream.set_nodelay(true);
    let connection = Arc::clone(&ticket.connection);
    let router = TowerToHyperService::new(router);
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer));
        let (answer, connection) = (router.call(request), Arc::clone(&connection));
        async move {
            connection.busy.store(true, Ordering::Relaxed);
            let answer = answer.await;
            connection.busy.store(false, Ordering::Relaxed);
            answer
        }
    });
    let io = TokioIo::new(Patient::new(stream, STALL));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(HEAD_BYTES);
    tokio::select! {
        // What goes wrong here is the client's doing: it went away, or it spoke no HTTP.
        _ = watcher.watch(http.serve_connection(io, service)) => {}
        () = ticket.connection.evicted.notified() => {}
    }
}

/// The open connections, oldest first.
#[derive(Default)]
struct Connections {
    open: Mutex<BTreeMap<u64, Arc<Connection>>>,
}

#[derive(Default)]
struct Connection {
    /// Whether a request is being answered.
    busy: AtomicBool,
    evicted: Notify,
}

impl Connections {
    fn open(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<Connection>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for a new connection; where there is none, the oldest that is idle gives up its own. `None` when all
    /// are being answered.
    fn admit(self: &Arc<Self>, app: &Arc<App>) -> Option<Ticket> {
        let mut open = self.open();
        if open.len() >= CONNECTIONS {
            let idle = open.iter().find(|(_, connection)| !connection.busy.load(Ordering::Relaxed));
            let number = idle.map(|(number, _)| *number)?;
            let idle = open.remove(&number)?;
            idle.evicted.notify_one();
            app.metrics.evicted.fetch_add(1, Ordering::Relaxed);
        }
        let number = open.last_key_value().map_or(0, |(last, _)| last + 1);
        let connection = Arc::new(Connection::default());
        open.insert(number, Arc::clone(&connection));
        app.metrics.connections.store(open.len() as u64, Ordering::Relaxed);
        Some(Ticket { connection, number, all: Arc::clone(self), app: Arc::clone(app) })
    }
}

/// The place of one connection, free again when it is over.
struct Ticket {
    connection: Arc<Connection>,
    number: u64,
    all: Arc<Connections>,
    app: Arc<App>,
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let mut open = self.all.open();
        // The number may belong to another by now, if this one was evicted.
        if open.get(&self.number).is_some_and(|connection| Arc::ptr_eq(connection, &self.connection)) {
            open.remove(&self.number);
        }
        self.app.metrics.connections.store(open.len() as u64, Ordering::Relaxed);
    }
}
