//! The request log: one line of JSON a request, handed to whoever runs the server. Lines wait in a short queue for a
//! thread of their own, so that a slow terminal or a full pipe never holds up an answer; what does not fit is counted.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::Duration;

use serde::Serialize;

/// How many lines may wait to be written.
const QUEUE: usize = 4096;

/// Takes one line of the log, without a line break.
pub type Sink = Box<dyn FnMut(&str) + Send>;

/// Where requests are logged.
pub(super) struct Log {
    lines: Option<SyncSender<Entry>>,
    requests: bool,
    lost: AtomicU64,
}

/// What waits in the queue.
enum Entry {
    Line(String),
    /// All lines before it are written: says so.
    Flush(SyncSender<()>),
}

/// One request.
#[derive(Serialize)]
pub(super) struct Line<'a> {
    pub(super) time: String,
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) query: Option<&'a str>,
    pub(super) status: u16,
    pub(super) ms: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) client: Option<String>,
}

impl Log {
    /// A log that ends in `sink`; without one nothing is written. Without `requests` only what befalls the server is.
    pub(super) fn to(sink: Option<Sink>, requests: bool) -> Self {
        let lines = sink.and_then(|mut sink| {
            let (sender, receiver) = sync_channel::<Entry>(QUEUE);
            let write = move || {
                receiver.iter().for_each(|entry| match entry {
                    Entry::Line(line) => sink(&line),
                    Entry::Flush(done) => drop(done.send(())),
                });
            };
            std::thread::Builder::new().name("request log".to_owned()).spawn(write).ok()?;
            Some(sender)
        });
        Self { lines, requests, lost: AtomicU64::new(0) }
    }

    /// Logs a request.
    pub(super) fn line(&self, line: &Line<'_>) {
        if let Ok(line) = serde_json::to_string(line) {
            self.send(line);
        }
    }

    /// Logs what befell the server itself.
    pub(super) fn event(&self, event: &str, facts: serde_json::Value) {
        self.send(serde_json::json!({"time": now(), "event": event, "facts": facts}).to_string());
    }

    fn send(&self, line: String) {
        if self.lines.as_ref().is_some_and(|lines| lines.try_send(Entry::Line(line)).is_err()) {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Waits, for a moment at most, until all lines so far are written.
    pub(super) fn flush(&self) {
        let (done, written) = sync_channel(1);
        if self.lines.as_ref().is_some_and(|lines| lines.try_send(Entry::Flush(done)).is_ok()) {
            let _ = written.recv_timeout(Duration::from_secs(1));
        }
    }

    /// Whether requests are written.
    pub(super) fn wants_requests(&self) -> bool {
        self.requests && self.lines.is_some()
    }

    /// How many lines did not fit.
    pub(super) fn lost(&self) -> u64 {
        self.lost.load(Ordering::Relaxed)
    }
}

/// A duration in milliseconds with three decimals.
pub(super) fn milliseconds(took: Duration) -> f64 {
    took.as_micros() as f64 / 1000.0
}

/// The time as logs have it.
pub(super) fn now() -> String {
    jiff::Timestamp::now().to_string()
}
