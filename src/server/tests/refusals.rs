//! What is refused, in one envelope; and what hostile articles and paths cannot do.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::Value;

use super::super::app::Access;
use super::{Answer, FILES, Site};

fn error(answer: &Answer, status: u16) -> Value {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.body);
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/json");
    assert_eq!(answer.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    let body = answer.json();
    assert!(body["error"]["code"].is_string() && body["error"]["message"].is_string(), "{body}");
    body["error"].clone()
}

#[test]
fn what_cannot_be_used_is_refused_in_the_envelope() {
    let site = Site::new(&FILES);
    for target in [
        "/api/v1/articles?limit=0",
        "/api/v1/articles?limit=501",
        "/api/v1/articles?limit=many",
        "/api/v1/articles?limit=",
        "/api/v1/articles?colour=red",
        "/api/v1/articles?sort=size",
        "/api/v1/audit?severity=bad",
        "/api/v1/cannibalization?kind=twins",
        "/api/v1/cannibalization?severity=bad",
        "/api/v1/cannibalization?limit=501",
        "/api/v1/keywords?contested=perhaps",
        "/api/v1/keywords?offset=1000000001",
        "/api/v1/graph?depth=9",
        "/api/v1/graph?nodes=people",
        "/api/v1/search?offset=100000",
        "/api/v1/articles/lost.md/suggestions?limit=51",
        "/api/v1/articles/lost.md/suggestions?min_score=2",
        "/api/v1/articles/lost.md/inbound-suggestions?placement=loose",
        "/api/v1/articles/lost.md/related?limit=0",
    ] {
        error(&site.get(target), 400);
    }
    let long = "x".repeat(513);
    error(&site.get(&format!("/api/v1/search?q={long}")), 400);
    error(&site.get(&format!("/api/v1/cannibalization?q={long}")), 400);
    error(&site.get(&format!("/api/v1/keywords?path={long}")), 400);
    error(&site.get(&format!("/api/v1/suggest-query?q={long}")), 400);
    error(&site.get(&format!("/api/v1/search?q={}", "x".repeat(9000))), 414);
    error(&site.get("/nowhere"), 404);
    error(&site.get("/page/../server.rs"), 404);
    error(&site.send(Request::post("/api/v1/articles").body(Body::empty()).unwrap()), 405);
    let large = Request::get("/").header(header::CONTENT_LENGTH, 1 << 30).body(Body::empty()).unwrap();
    error(&site.send(large), 413);
}

#[test]
fn what_is_not_there_is_told_with_what_may_be_meant() {
    let site = Site::new(&FILES);
    let help = |target: &str| error(&site.get(target), 404)["help"].as_str().unwrap_or("").to_owned();
    assert_eq!(help("/api/v1/articles/guide/knives.md"), "did you mean `guides/knives.md`?");
    assert_eq!(help("/api/v1/articles/guides/knifes.md"), "did you mean `guides/knives.md`?");
    assert_eq!(help("/api/v1/articles/guides/knifes.md/suggestions"), "did you mean `guides/knives.md`?");
    assert_eq!(help("/api/v1/audit?rule=orphans"), "did you mean `orphan`?");
    assert_eq!(help("/api/v1/rules/dead-lnk"), "did you mean `dead-link`?");
    error(&site.get("/api/v1/graph?node=tool:nothing"), 404);
}

#[test]
fn paths_never_leave_the_corpus() {
    let site = Site::new(&FILES);
    for path in [
        "../../etc/passwd",
        "..%2f..%2fetc%2fpasswd",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "guides/../../secret.md",
        "guides%00/knives.md",
        "./index.md",
    ] {
        error(&site.get(&format!("/api/v1/articles/{path}")), 404);
    }
    let answer = site.get("/api/v1/articles/%ff%fe");
    assert!(answer.status.is_client_error(), "{}", answer.status);
}

#[test]
fn hostile_text_stays_text() {
    let title = "</script><img src=x onerror=alert(1)>";
    let text =
        format!("---\ntitle: \"{title}\"\n---\n# x\n\n[<b>&lt;script&gt;</b>](gone.md) and [y](javascript:alert(1))\n");
    let site = Site::new(&[("hostile.md", &text), ("index.md", "# I\n\n[x](hostile.md)\n")]);
    let answer = site.get("/api/v1/articles/hostile.md");
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/json");
    assert_eq!(answer.json()["title"], title);
    // The page is made of text nodes and attributes alone.
    for name in [
        "app.js",
        "dom.js",
        "api.js",
        "search.js",
        "article.js",
        "audit.js",
        "graph.js",
        "overview.js",
        "rivals.js",
        "cluster.js",
        "keywords.js",
    ] {
        let script = site.get(&format!("/page/{name}")).body;
        for danger in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"] {
            assert!(!script.contains(danger), "{name} uses {danger}");
        }
    }
}

#[test]
fn a_token_is_asked_for_everywhere_but_on_the_page() {
    let access = Access { token: Some("a-long-enough-token".to_owned()), local_names_only: false };
    let site = Site::guarded(&FILES, access);
    for target in ["/api/v1/articles", "/api/v1/nowhere", "/metrics", "/openapi.json", "/readyz"] {
        let answer = site.get(target);
        error(&answer, 401);
        assert_eq!(answer.headers[header::WWW_AUTHENTICATE], "Bearer");
    }
    assert_eq!(site.get("/").status, StatusCode::OK);
    assert_eq!(site.get("/healthz").status, StatusCode::OK);
    let request = Request::get("/api/v1/articles").header(header::AUTHORIZATION, "Bearer a-long-enough-token");
    assert_eq!(site.send(request.body(Body::empty()).unwrap()).status, StatusCode::OK);
}

#[test]
fn names_that_another_site_may_point_here_are_refused() {
    let site = Site::guarded(&FILES, Access { token: None, local_names_only: true });
    let status = |host: &str| {
        let request = Request::get("/api/v1/rules").header(header::HOST, host);
        site.send(request.body(Body::empty()).unwrap()).status.as_u16()
    };
    assert_eq!((status("127.0.0.1:7878"), status("localhost"), status("[::1]:7878")), (200, 200, 200));
    assert_eq!((status("evil.example:7878"), status("192.168.0.7")), (421, 421));
}
