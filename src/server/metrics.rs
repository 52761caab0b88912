//! Counters in Prometheus' text format: requests by route and class of status, how long they took, and the corpus.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use super::app::App;
use super::snapshot::Snapshot;
use crate::settings::Severity;

/// Upper bounds of the buckets in microseconds.
const BUCKETS: [u64; 10] = [250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 100_000, 500_000, 2_500_000];

/// The classes of status codes.
const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

/// The counters of a server.
#[derive(Debug, Default)]
pub(super) struct Metrics {
    routes: Vec<Route>,
    pub(super) in_flight: AtomicU64,
    pub(super) connections: AtomicU64,
    pub(super) evicted: AtomicU64,
    pub(super) reloads: AtomicU64,
    pub(super) failed_reloads: AtomicU64,
}

#[derive(Debug, Default)]
struct Route {
    path: &'static str,
    classes: [AtomicU64; 5],
    buckets: [AtomicU64; BUCKETS.len() + 1],
    micros: AtomicU64,
}

impl Metrics {
    /// Counters for these routes; the last takes whatever is none of them.
    pub(super) fn new(paths: &[&'static str]) -> Self {
        let route = |path: &'static str| Route { path, ..Route::default() };
        let routes = paths.iter().copied().chain(["other"]).map(route).collect();
        Self { routes, ..Self::default() }
    }

    /// Counts one answered request.
    pub(super) fn count(&self, path: Option<&str>, status: u16, took: Duration) {
        let known = self.routes.iter().find(|route| Some(route.path) == path);
        let Some(route) = known.or(self.routes.last()) else { return };
        let class = usize::from(status / 100).clamp(1, 5) - 1;
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let bucket = BUCKETS.partition_point(|bound| *bound < micros);
        route.classes[class].fetch_add(1, Relaxed);
        route.buckets[bucket].fetch_add(1, Relaxed);
        route.micros.fetch_add(micros, Relaxed);
    }
}

/// Everything in the text format.
pub(super) fn text(app: &App, state: &Snapshot) -> String {
    let mut out = String::with_capacity(8192);
    // Writing to a string cannot fail.
    let _ = requests(&app.metrics, &mut out);
    let _ = gauges(app, state, &mut out);
    out
}

fn requests(metrics: &Metrics, out: &mut String) -> std::fmt::Result {
    let used = || metrics.routes.iter().filter(|route| route.classes.iter().any(|class| class.load(Relaxed) > 0));
    writeln!(out, "# HELP linkwright_requests_total Requests answered.\n# TYPE linkwright_requests_total counter")?;
    for route in used() {
        for (class, count) in CLASSES.iter().zip(&route.classes) {
            let count = count.load(Relaxed);
            if count > 0 {
                writeln!(out, "linkwright_requests_total{{route=\"{}\",status=\"{class}\"}} {count}", route.path)?;
            }
        }
    }
    let name = "linkwright_request_duration_seconds";
    writeln!(out, "# HELP {name} Time from request to answer.\n# TYPE {name} histogram")?;
    for route in used() {
        let mut sum = 0;
        for (index, count) in route.buckets.iter().enumerate() {
            sum += count.load(Relaxed);
            let bound = BUCKETS.get(index).map_or("+Inf".to_owned(), |micros| (*micros as f64 / 1e6).to_string());
            writeln!(out, "{name}_bucket{{route=\"{}\",le=\"{bound}\"}} {sum}", route.path)?;
        }
        let seconds = route.micros.load(Relaxed) as f64 / 1e6;
        writeln!(out, "{name}_sum{{route=\"{0}\"}} {seconds}\n{name}_count{{route=\"{0}\"}} {sum}", route.path)?;
    }
    Ok(())
}

fn gauges(app: &App, state: &Snapshot, out: &mut String) -> std::fmt::Result {
    let metrics = &app.metrics;
    let mut put = |name: &str, kind: &str, help: &str, value: u64| {
        writeln!(out, "# HELP linkwright_{name} {help}\n# TYPE linkwright_{name} {kind}\nlinkwright_{name} {value}")
    };
    put("requests_in_flight", "gauge", "Requests being answered.", metrics.in_flight.load(Relaxed))?;
    put("connections", "gauge", "Open connections.", metrics.connections.load(Relaxed))?;
    put(
        "connections_evicted_total",
        "counter",
        "Idle connections closed to make room.",
        metrics.evicted.load(Relaxed),
    )?;
    put("reloads_total", "counter", "States put in place after a change.", metrics.reloads.load(Relaxed))?;
    put("reloads_failed_total", "counter", "Changes that could not be read.", metrics.failed_reloads.load(Relaxed))?;
    put("log_lines_lost_total", "counter", "Log lines that could not be written in time.", app.log.lost())?;
    put("state", "gauge", "Number of the current state.", state.generation)?;
    put("articles", "gauge", "Articles in the corpus.", state.catalog.articles.len() as u64)?;
    put("links", "gauge", "Links in the corpus.", state.catalog.link_counts().total as u64)?;
    writeln!(out, "# HELP linkwright_findings Findings of the audit.\n# TYPE linkwright_findings gauge")?;
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let count = state.audit.count(severity);
        writeln!(out, "linkwright_findings{{severity=\"{}\"}} {count}", severity.name())?;
    }
    Ok(())
}
