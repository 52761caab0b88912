//! What each endpoint answers.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};

use super::{FILES, Site};

/// The strings at `pointer` of each element.
fn each<'a>(list: &'a Value, pointer: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().filter_map(|one| one.pointer(pointer)?.as_str()).collect()
}

#[test]
fn articles_are_filtered_sorted_and_paged() {
    let site = Site::new(&FILES);
    let paths = |target: &str| {
        let answer = site.json(target);
        (answer["total"].as_u64().unwrap(), each(&answer["articles"], "/path").join(" "))
    };
    let all = "guides/knives.md guides/store.md index.md lost.md";
    assert_eq!(paths("/api/v1/articles"), (4, all.to_owned()));
    assert_eq!(paths("/api/v1/articles?limit=1&offset=1"), (4, "guides/store.md".to_owned()));
    assert_eq!(paths("/api/v1/articles?category=kitchen&tool=WHETSTONE"), (1, "guides/knives.md".to_owned()));
    assert_eq!(paths("/api/v1/articles?folder=guides/&q=stor"), (1, "guides/store.md".to_owned()));
    assert_eq!(paths("/api/v1/articles?folder=guide"), (0, String::new()));
    assert_eq!(paths("/api/v1/articles?sort=inbound&limit=1"), (4, "guides/store.md".to_owned()));
    assert_eq!(paths("/api/v1/articles?sort=findings&limit=1"), (4, "lost.md".to_owned()));
}

#[test]
fn a_record_has_links_both_ways_with_their_states() {
    let site = Site::new(&FILES);
    let record = site.json("/api/v1/articles/guides/knives.md");
    assert_eq!(record["title"], "Sharpening knives");
    assert_eq!(each(&record["links"]["outbound"], "/state"), ["live", "dead"]);
    assert_eq!(each(&record["links"]["outbound"], "/target/path"), ["guides/store.md"]);
    assert_eq!(record["links"]["outbound"][1]["findings"], json!(["dead-link"]));
    assert_eq!(record["links"]["outbound"][1]["section"], "Sharpening");
    assert_eq!(each(&record["links"]["inbound"], "/source/path"), ["index.md"]);
    assert_eq!(each(&record["listed_findings"], "/rule"), ["weak-inbound", "dead-link"]);
    // Slashes may be written as they are or not.
    assert_eq!(site.json("/api/v1/articles/guides%2Fknives.md"), record);
    let links = site.json("/api/v1/articles/guides%2Fknives.md/links?state=dead");
    assert_eq!((&links["outbound_total"], &links["inbound_total"]), (&json!(1), &json!(0)));
    let findings = site.json("/api/v1/articles/guides/knives.md/findings?severity=error");
    assert_eq!((each(&findings["findings"], "/rule"), &findings["total"]), (vec!["dead-link"], &json!(1)));
}

#[test]
fn the_audit_is_narrowed_but_counts_rules_beside_the_picked_one() {
    let site = Site::new(&FILES);
    let all = site.json("/api/v1/audit");
    assert_eq!(all["corpus"]["articles"], 4);
    let total = all["total"].as_u64().unwrap();
    assert_eq!(all["findings"].as_array().unwrap().len() as u64, total);
    let orphans = site.json("/api/v1/audit?rule=orphan");
    assert_eq!(each(&orphans["findings"], "/path"), ["lost.md"]);
    assert_eq!((&orphans["rules"], &orphans["total"]), (&all["rules"], &json!(1)));
    let family = site.json("/api/v1/audit?rule=links&path=guides/**&q=GONE");
    assert_eq!(each(&family["findings"], "/rule"), ["dead-link"]);
    assert_eq!(family["summary"], json!({"error": 1, "warning": 0, "note": 0}));
    assert_eq!(site.json("/api/v1/audit?path=%7Bguides")["total"], 0, "an odd glob finds nothing");
    let sorted = site.json("/api/v1/audit?sort=severity&limit=1");
    assert_eq!((&sorted["findings"][0]["severity"], &sorted["total"]), (&json!("error"), &json!(total)));
}

#[test]
fn the_graph_has_places_and_only_the_kinds_asked_for() {
    let site = Site::new(&FILES);
    let around = site.json("/api/v1/graph?node=article:index.md&nodes=article");
    assert_eq!(each(&around["nodes"], "/label"), ["Start", "Storing knives", "Sharpening knives"]);
    assert_eq!((&around["center"], &around["nodes"][0]["x"]), (&json!("article:index.md"), &json!(0.0)));
    assert_eq!(around["edges"].as_array().unwrap().len(), 4);
    let tool = site.json("/api/v1/graph?node=tool:whetstone&depth=2&edges=uses-tool,in-category");
    assert_eq!(each(&tool["nodes"], "/id"), ["tool:Whetstone", "article:guides/knives.md", "category:Kitchen"]);
    let whole = site.json("/api/v1/graph");
    assert_eq!((&whole["center"], whole["nodes"].as_array().unwrap().len()), (&Value::Null, 4));
    assert_eq!(site.json("/api/v1/graph?limit=1&node=index.md")["nodes_left_out"], 2);
    assert_eq!(site.json("/api/v1/graph?edges=mentions")["edges"], json!([]));
}

#[test]
fn entities_rules_and_figures_are_listed() {
    let site = Site::new(&FILES);
    assert_eq!(each(&site.json("/api/v1/tools")["tools"], "/name"), ["Whetstone"]);
    assert_eq!(site.json("/api/v1/tools?q=nothing")["total"], 0);
    assert_eq!(site.json("/api/v1/categories")["categories"][0]["articles"], 2);
    assert_eq!(site.json("/api/v1/rules")["rules"].as_array().unwrap().len(), crate::rules::RULES.len());
    assert!(site.json("/api/v1/rules/orphan")["docs"].as_str().unwrap().starts_with("Reports"));
    let stats = site.json("/api/v1/stats?limit=1");
    assert_eq!((&stats["live"], stats["top"].as_array().unwrap().len()), (&json!(4), 1));
}

#[test]
fn suggestions_are_told_from_both_ends() {
    let text =
        "---\ntitle: Cooking\n---\n# C\n\nA good meal begins with sharpening knives properly, says <b>anyone</b>.\n";
    let site = Site::new(&[&FILES[..], &[("cooking.md", text)]].concat());
    let out = site.json("/api/v1/articles/cooking.md/suggestions?placement=any");
    let knives = out["suggestions"].as_array().unwrap().iter().find(|one| one["target"]["path"] == "guides/knives.md");
    let anchor = &knives.unwrap()["anchor"];
    assert_eq!((&anchor["text"], &anchor["line"]), (&json!("sharpening knives"), &json!(6)));
    let at = |end: usize| anchor["in_sentence"][end].as_u64().unwrap() as usize;
    let sentence: Vec<char> = anchor["sentence"].as_str().unwrap().chars().collect();
    assert_eq!(sentence[at(0)..at(1)].iter().collect::<String>(), "sharpening knives");
    let into = site.json("/api/v1/articles/guides%2Fknives.md/inbound-suggestions");
    let cooking = into["suggestions"].as_array().unwrap().iter().find(|one| one["source"]["path"] == "cooking.md");
    assert_eq!(cooking.unwrap()["id"], knives.unwrap()["id"], "{into:#}");
    let related = site.json("/api/v1/articles/guides/knives.md/related?limit=1");
    assert_eq!((each(&related["related"], "/path").len(), &related["schema_version"]), (1, &json!(1)));
    let rejected = "decisions: [{from: cooking.md, to: guides/knives.md, decision: reject}]\n";
    std::fs::write(site.folder().join("linkwright.decisions.yaml"), rejected).unwrap();
    site.reload();
    let into = site.json("/api/v1/articles/guides/knives.md/inbound-suggestions");
    assert!(!each(&into["suggestions"], "/source/path").contains(&"cooking.md"), "{into:#}");
}

#[test]
fn search_finds_and_suggests() {
    let site = Site::new(&FILES);
    let found = site.json("/api/v1/search?q=dull+knife");
    assert_eq!(each(&found["hits"], "/path"), ["guides/knives.md"]);
    assert_eq!(found["hits"][0]["category"], json!("Kitchen"));
    assert_eq!(site.json("/api/v1/search")["query"], "");
    let suggested = site.json("/api/v1/suggest-query?q=dull+kitch");
    assert_eq!(suggested["suggestions"][0]["query"], "dull category:Kitchen");
    assert_eq!(site.json("/api/v1/suggest-query")["suggestions"], json!([]));
}

#[test]
fn health_metrics_and_the_page_are_there() {
    let site = Site::new(&FILES);
    assert_eq!(site.json("/healthz")["status"], "ok");
    assert_eq!(site.json("/readyz")["articles"], 4);
    site.get("/api/v1/articles/nothing");
    let metrics = site.get("/metrics").body;
    assert!(metrics.contains("linkwright_articles 4"), "{metrics}");
    let counted = "linkwright_requests_total{route=\"/api/v1/articles/{*path}\",status=\"4xx\"} 1";
    assert!(metrics.contains(counted), "{metrics}");
    let page = site.get("/");
    assert!(page.body.starts_with("<!doctype html>"));
    let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    // Every file that the page names is there.
    for name in page.body.split("\"/page/").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert_eq!(site.get(&format!("/page/{name}")).status, StatusCode::OK, "{name}");
    }
}

#[test]
fn a_copy_is_right_until_the_corpus_changes() {
    let site = Site::new(&FILES);
    let tag = site.get("/api/v1/articles").headers[header::ETAG].clone();
    let again = || {
        let request = Request::get("/api/v1/articles").header(header::IF_NONE_MATCH, &tag);
        site.send(request.body(Body::empty()).unwrap())
    };
    assert_eq!((again().status, again().body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    std::fs::write(site.folder().join("new.md"), "# New\n").unwrap();
    site.reload();
    assert_eq!(again().json()["total"], 5);
}

#[test]
fn openapi_describes_every_route_and_refers_to_nothing_that_is_not_there() {
    let document = Site::new(&FILES).json("/openapi.json");
    let paths = document["paths"].as_object().unwrap();
    assert_eq!(paths.len(), 18, "{:?}", paths.keys());
    let text = document.to_string();
    for reference in text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(document.pointer(reference).is_some(), "{reference}");
    }
    let limit = paths["/api/v1/search"]["get"]["parameters"].as_array().unwrap();
    let limit = limit.iter().find(|parameter| parameter["name"] == "limit").unwrap();
    assert_eq!((&limit["schema"]["maximum"], &limit["required"]), (&json!(100), &json!(false)));
}

#[test]
fn a_new_state_knows_what_was_often_asked() {
    let site = Site::new(&FILES);
    let (often, once) = ("/api/v1/search?q=knives", "/api/v1/search?q=start");
    for target in [often, once, often] {
        site.json(target);
    }
    site.json("/api/v1/stats");
    site.json("/api/v1/stats");
    std::fs::write(site.folder().join("more.md"), "# More knives\n").unwrap();
    site.reload();
    let known = |target: &str| site.app.state().answers.get(target).is_some();
    assert_eq!([often, once, "/api/v1/stats"].map(known), [true, false, false]);
    assert_eq!(site.json(often)["total"], 4, "it is the answer of the new state");
}
