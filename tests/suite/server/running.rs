//! A server's life: it starts, answers, notices changes, logs, and ends without dropping what is under way.

use super::process::Server;
use crate::run::linkwright;
use crate::support::Corpus;

fn corpus() -> Corpus {
    Corpus::new()
        .file("index.md", "# Start\n\nRead the [guide](guide.md) first.\n")
        .file("guide.md", "# Guide\n\nBack to [the start](index.md) at last.\n")
}

#[test]
fn changes_are_served_without_a_restart() {
    let corpus = corpus();
    let server = Server::start(corpus.path(), &[]);
    let total = |server: &Server| server.get("/api/v1/articles").json()["total"].as_u64().unwrap();
    assert_eq!(total(&server), 2);
    std::fs::write(corpus.path().join("new.md"), "# New\n\nSomething about zebras.\n").unwrap();
    server.wait("the new article", |server| total(server) == 3);
    assert_eq!(server.get("/api/v1/search?q=zebras").json()["total"], 1);
    std::fs::remove_file(corpus.path().join("new.md")).unwrap();
    server.wait("its going", |server| total(server) == 2);
    // A broken configuration is told, and the old state stays.
    std::fs::write(corpus.path().join("linkwright.yaml"), "rules: {orphen: error}\n").unwrap();
    server.wait("the failure", |server| server.log().contains("reload-failed"));
    assert_eq!(total(&server), 2);
    // Reading is no change: it settles.
    std::fs::remove_file(corpus.path().join("linkwright.yaml")).unwrap();
    let reloads = |server: &Server| server.log().matches("\"reloaded\"").count();
    let before = reloads(&server);
    server.wait("the recovery", |server| reloads(server) > before);
    std::thread::sleep(std::time::Duration::from_millis(1500));
    assert!(reloads(&server) <= before + 2, "{}", server.log());
}

#[test]
fn every_request_is_one_line_of_json() {
    let corpus = corpus();
    let server = Server::start(corpus.path(), &["--no-watch"]);
    server.get("/api/v1/search?q=a%22b");
    server.wait("the line", |server| server.log().contains("/api/v1/search"));
    let log = server.log();
    let line: serde_json::Value = serde_json::from_str(log.lines().next().unwrap()).unwrap();
    assert_eq!(
        (&line["method"], &line["path"], &line["status"]),
        (&"GET".into(), &"/api/v1/search".into(), &200.into())
    );
    assert!(line["ms"].is_number() && line["time"].is_string() && line["client"] == "127.0.0.1", "{line}");
}

#[cfg(unix)]
#[test]
fn it_ends_with_0_when_told() {
    let corpus = corpus();
    let mut server = Server::start(corpus.path(), &[]);
    assert_eq!(server.get("/healthz").status, 200);
    assert_eq!(server.end(), Some(0));
    assert!(server.log().contains("\"stopped\""), "{}", server.log());
}

/// The allocator takes from the environment that it shall give back what is freed, and only as the process starts.
#[cfg(target_os = "linux")]
#[test]
fn it_starts_with_an_allocator_that_gives_back() {
    let corpus = corpus();
    let server = Server::start(corpus.path(), &["--no-watch"]);
    let environment = std::fs::read(format!("/proc/{}/environ", server.id())).unwrap();
    let environment = String::from_utf8_lossy(&environment);
    assert!(environment.split('\0').any(|one| one.starts_with("MIMALLOC_PURGE_DELAY=")), "{environment}");
}

#[test]
fn beyond_this_machine_a_token_is_demanded() {
    let corpus = corpus();
    let run = linkwright(&corpus, &["serve", ".", "--bind", "0.0.0.0:0"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("--token-file FILE") && run.stderr.contains("--insecure"), "{run}");
    let corpus = corpus.file("token.txt", "short\n");
    let run = linkwright(&corpus, &["serve", ".", "--bind", "0.0.0.0:0", "--token-file", "token.txt"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("holds no usable token"), "{run}");
}

#[test]
fn an_address_that_is_taken_is_told_with_the_remedy() {
    let corpus = corpus();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let run = linkwright(&corpus, &["serve", ".", "--bind", &address]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains(&address) && run.stderr.contains("--bind"), "{run}");
}
