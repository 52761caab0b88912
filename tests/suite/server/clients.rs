//! Clients that send nothing, send slowly, never read, or come in masses: others are answered all the same.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::process::Server;
use crate::support::Corpus;

fn corpus() -> Corpus {
    let links: String = (0..400).map(|number| format!("See [page {number}](gone-{number}.md) there.\n\n")).collect();
    Corpus::new().file("index.md", links)
}

#[test]
fn idle_connections_give_way_to_those_that_ask() {
    let corpus = corpus();
    let server = Server::start(corpus.path(), &["--no-watch", "--quiet"]);
    let half_open: Vec<TcpStream> = (0..700)
        .filter_map(|_| {
            let mut stream = TcpStream::connect(&server.address).ok()?;
            stream.write_all(b"GET /api/v1/art").ok()?;
            Some(stream)
        })
        .collect();
    let start = Instant::now();
    for _ in 0..20 {
        assert_eq!(server.get("/api/v1/articles").status, 200);
    }
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
    let metrics = server.get("/metrics").body;
    let evicted = metrics.lines().find(|line| line.starts_with("linkwright_connections_evicted_total")).unwrap();
    assert!(evicted.split(' ').nth(1).unwrap().parse::<u32>().unwrap() > 100, "{evicted}");
    drop(half_open);
}

#[test]
fn a_head_that_never_ends_is_cut_off() {
    let corpus = corpus();
    let server = Server::start(corpus.path(), &["--no-watch", "--quiet"]);
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
    let start = Instant::now();
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n").unwrap();
    let closed = loop {
        let sent = stream.write_all(b"X-Slow: 1\r\n");
        let read = stream.read(&mut [0; 256]);
        if sent.is_err() || matches!(read, Ok(0)) || read.as_ref().is_err_and(|error| !is_timeout(error)) {
            break true;
        }
        if start.elapsed() > Duration::from_secs(40) {
            break false;
        }
    };
    assert!(closed, "still open after {:?}", start.elapsed());
}

fn is_timeout(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut)
}

#[test]
fn clients_that_do_not_read_hold_nobody_up() {
    let corpus = corpus();
    let server = Server::start(corpus.path(), &["--no-watch", "--quiet"]);
    let deaf: Vec<TcpStream> = (0..64)
        .map(|_| {
            let mut stream = TcpStream::connect(&server.address).unwrap();
            let request = b"GET /api/v1/audit?limit=1000 HTTP/1.1\r\nHost: localhost\r\n\r\n";
            for _ in 0..20 {
                stream.write_all(request).unwrap();
            }
            stream
        })
        .collect();
    let start = Instant::now();
    for _ in 0..10 {
        assert_eq!(server.get("/healthz").status, 200);
    }
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    drop(deaf);
}
