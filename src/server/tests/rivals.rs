//! Clusters of competing articles, and the keyword map.

use serde_json::{Value, json};

use super::Site;

/// Two guides for one keyword, which a third links to, two that differ in the tool, and one without a keyword.
const FILES: [(&str, &str); 6] = [
    ("index.md", "---\ntitle: Start\n---\nRead [how to brew green tea](tea/brew.md), [again](tea/again.md).\n"),
    ("tea/brew.md", "---\ntitle: How to brew green tea\nprimary_keyword: brew green tea\n---\nWarm.\n"),
    ("tea/again.md", "---\ntitle: Brewing green tea\nprimary_keyword: green tea, brewed\n---\nWarmer.\n"),
    (
        "clips/otter.md",
        "---\ntitle: Cut podcast clips with Otter\nprimary_tool: Otter\nprimary_keyword: cut podcast clips with otter\n---\nCut.\n",
    ),
    (
        "clips/make.md",
        "---\ntitle: Cut podcast clips with Make\nprimary_tool: Make\nprimary_keyword: cut podcast clips with make\n---\nCut.\n",
    ),
    ("lost.md", "---\ntitle: Lost\n---\nNothing.\n"),
];

fn owners(answer: &Value) -> Vec<&str> {
    answer["clusters"].as_array().unwrap().iter().filter_map(|cluster| cluster["owner"].as_str()).collect()
}

#[test]
fn clusters_are_filtered_and_paged_in_the_shape_of_the_command() {
    let site = Site::new(&FILES);
    let all = site.json("/api/v1/cannibalization");
    assert_eq!((&all["schema_version"], &all["total"], &all["judged"]), (&json!(1), &json!(2), &json!(6)), "{all:#}");
    assert_eq!(owners(&all), ["tea/again.md", "clips/make.md"], "{all:#}");
    let cluster = &all["clusters"][0];
    for field in ["id", "severity", "kind", "action", "why", "owner_reasons", "steps", "inbound"] {
        assert!(!cluster[field].is_null(), "{field}: {cluster:#}");
    }
    assert_eq!(cluster["articles"][1]["keyword"], "brew green tea");
    assert!(cluster["pairs"][0]["signals"]["topic"].as_f64().unwrap() > 0.9);
    let owners_of = |target: &str| {
        let answer = site.json(target);
        (owners(&answer).join(" "), answer["total"].as_u64().unwrap())
    };
    assert_eq!(owners_of("/api/v1/cannibalization?kind=tool-variants"), ("clips/make.md".to_owned(), 1));
    assert_eq!(owners_of("/api/v1/cannibalization?path=tea/**"), ("tea/again.md".to_owned(), 1));
    assert_eq!(owners_of("/api/v1/cannibalization?q=OTTER+clips"), ("clips/make.md".to_owned(), 1));
    assert_eq!(owners_of("/api/v1/cannibalization?q=otter+tea"), (String::new(), 0));
    assert_eq!(owners_of("/api/v1/cannibalization?severity=error"), (String::new(), 0));
    assert_eq!(owners_of("/api/v1/cannibalization?limit=1&offset=1"), ("clips/make.md".to_owned(), 2));
    let id = cluster["id"].as_str().unwrap();
    assert_eq!(owners_of(&format!("/api/v1/cannibalization?id={id}")), ("tea/again.md".to_owned(), 1));
    let picked = site.json("/api/v1/cannibalization?kind=tool-variants");
    assert_eq!(picked["kinds"], all["kinds"], "the counts of kinds stay while one is picked");
    assert_eq!(all["kinds"].as_array().unwrap().len(), 2);
}

#[test]
fn clusters_are_those_of_the_current_state() {
    let site = Site::new(&FILES);
    assert_eq!(site.json("/api/v1/cannibalization")["total"], 2);
    std::fs::remove_file(site.folder().join("tea/again.md")).unwrap();
    site.reload();
    assert_eq!(owners(&site.json("/api/v1/cannibalization")), ["clips/make.md"]);
}

#[test]
fn the_keyword_map_is_narrowed_and_paged() {
    let site = Site::new(&FILES);
    let map = site.json("/api/v1/keywords");
    assert_eq!((&map["total"], &map["contested_total"], &map["without_total"]), (&json!(3), &json!(1), &json!(2)));
    assert_eq!(map["without"], json!(["index.md", "lost.md"]));
    let contested = site.json("/api/v1/keywords?contested=true");
    assert_eq!(contested["total"], 1, "{contested:#}");
    let row = &contested["keywords"][0];
    assert_eq!((&row["owner"], &row["rivals"]), (&json!("tea/again.md"), &json!(["tea/brew.md"])), "{row:#}");
    let clips = site.json("/api/v1/keywords?path=clips&limit=1&offset=1");
    assert_eq!((&clips["total"], &clips["without_total"]), (&json!(2), &json!(0)));
    assert_eq!(clips["keywords"][0]["keyword"], "cut podcast clips with otter");
    assert_eq!(site.json("/api/v1/keywords?q=GREEN+again")["total"], 1);
}
