//! Requests to the router, without a socket: what each endpoint answers, and what it refuses.

mod answers;
mod refusals;
mod rivals;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::Value;
use tower::ServiceExt;

use super::app::{Access, App};
use super::log::Log;
use super::metrics::Metrics;
use super::router::{COUNTED, router};
use super::snapshot::Snapshot;
use crate::catalog::Catalog;
use crate::settings::Settings;

/// A corpus on disk and a router over it; the corpus stays until the site goes.
pub(super) struct Site {
    pub(super) app: Arc<App>,
    router: Router,
    folder: tempfile::TempDir,
}

/// An answer, read to its end.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: String,
}

impl Answer {
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {}", self.body))
    }
}

impl Site {
    /// A site of these files, open to anyone.
    pub(super) fn new(files: &[(&str, &str)]) -> Self {
        Self::guarded(files, Access::default())
    }

    /// A site of these files for those whom `access` lets in.
    pub(super) fn guarded(files: &[(&str, &str)], access: Access) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let file = folder.path().join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        }
        let app = App::new(state(folder.path()), access, Metrics::new(&COUNTED), Log::to(None, false));
        let app = Arc::new(app);
        Self { router: router(Arc::clone(&app)), app, folder }
    }

    /// Reads the files again.
    pub(super) fn reload(&self) {
        self.app.swap(state(self.folder.path()));
    }

    /// The folder of the files.
    pub(super) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// What is answered to a GET.
    pub(super) fn get(&self, target: &str) -> Answer {
        self.send(Request::get(target).body(Body::empty()).unwrap())
    }

    /// The JSON that is answered to a GET that succeeds.
    pub(super) fn json(&self, target: &str) -> Value {
        let answer = self.get(target);
        assert_eq!(answer.status, StatusCode::OK, "{target}: {}", answer.body);
        answer.json()
    }

    /// What is answered to a request.
    pub(super) fn send(&self, request: Request<Body>) -> Answer {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            assert!(body.size_hint().exact().is_some(), "bodies are whole");
            let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
            let body = String::from_utf8(body.to_vec()).unwrap();
            Answer { status: parts.status, headers: parts.headers, body }
        })
    }
}

fn state(folder: &std::path::Path) -> Snapshot {
    let catalog = Catalog::load(folder, &Settings::default(), &|| {}).unwrap();
    let searcher = catalog.search_in_memory().unwrap();
    Snapshot::build(catalog, searcher).unwrap()
}

/// A start page, two articles that it links, one that nobody links, and a dead link.
pub(super) const FILES: [(&str, &str); 4] = [
    ("index.md", "# Start\n\nRead the [guide to knives](guides/knives.md) and how to [store them](guides/store.md).\n"),
    (
        "guides/knives.md",
        "---\ntitle: Sharpening knives\ncategory: Kitchen\ntools: [Whetstone]\nprimary_keyword: sharp knives\n---\n\
         # Sharpening\n\nA dull knife slips. Then [store it](store.md) well, or [buy one](gone.md).\n",
    ),
    (
        "guides/store.md",
        "---\ntitle: Storing knives\ncategory: Kitchen\nprimary_keyword: sharp knives\n---\n\
         # Storing\n\nKeep edges apart. Back to [the start](../index.md).\n",
    ),
    ("lost.md", "---\ntitle: Lost\nstatus: published\n---\n# Lost\n\nNobody links here, see [nothing](#nowhere).\n"),
];
