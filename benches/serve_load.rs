//! Puts a server under load: searches as people type them, over connections that are kept open.
//!
//! ```text
//! cargo run --release --example serve_load -- CORPUS [--seconds N] [--connections N] [--distinct] [--touch]
//! ```
//!
//! Starts the `linkwright` beside it on a free port, takes the titles of the corpus for queries, measures the most that
//! can be answered, then the times at half of that. With `--distinct` so many different queries are asked that hardly an
//! answer is given twice: what is measured then is searching, not what is remembered. With `--touch` an article changes
//! every second meanwhile, so that the index is refreshed and the state swapped under load. Prints requests a second,
//! times, and the server's memory.

#![allow(clippy::print_stdout, reason = "a program of its own")]

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

struct Arguments {
    corpus: PathBuf,
    seconds: u64,
    connections: usize,
    distinct: bool,
    touch: bool,
}

fn main() -> Result<()> {
    let arguments = arguments()?;
    let folder = tempfile::tempdir()?;
    let mut server = Server::start(&arguments.corpus, folder.path())?;
    let queries = queries(&server.address, arguments.distinct)?;
    println!("{} queries, {} connections", queries.len(), arguments.connections);
    println!(
        "{:<22} {:>9} {:>8} {:>8} {:>8} {:>8} {:>9}",
        "", "req/s", "p50 ms", "p90 ms", "p99 ms", "max ms", "memory MB"
    );
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        if arguments.touch {
            scope.spawn(|| touch(&arguments.corpus, &stop));
        }
        let measured = measure(&arguments, &mut server, &queries);
        stop.store(true, Ordering::Relaxed);
        measured
    })
}

fn measure(arguments: &Arguments, server: &mut Server, queries: &[String]) -> Result<()> {
    let (seconds, connections) = (arguments.seconds, arguments.connections);
    run(server, queries, connections, 2, None)?;
    let full = run(server, queries, connections, seconds, None)?;
    report("as many as possible", &full, seconds, server);
    let rate = full.len() as f64 / seconds as f64 / 2.0;
    let half = run(server, queries, connections, seconds, Some(rate))?;
    report("half of that", &half, seconds, server);
    Ok(())
}

fn arguments() -> Result<Arguments> {
    let mut arguments =
        Arguments { corpus: PathBuf::new(), seconds: 10, connections: 16, distinct: false, touch: false };
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--seconds" => arguments.seconds = given.next().ok_or("--seconds N")?.parse()?,
            "--connections" => arguments.connections = given.next().ok_or("--connections N")?.parse()?,
            "--distinct" => arguments.distinct = true,
            "--touch" => arguments.touch = true,
            corpus => arguments.corpus = corpus.into(),
        }
    }
    if arguments.corpus.as_os_str().is_empty() {
        return Err("usage: serve_load CORPUS [--seconds N] [--connections N] [--distinct] [--touch]".into());
    }
    Ok(arguments)
}

/// The server under load.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(corpus: &Path, index: &Path) -> Result<Self> {
        let examples = std::env::current_exe()?;
        let program = examples.ancestors().nth(2).ok_or("no target folder")?.join("linkwright");
        let mut command = Command::new(program);
        command.arg("serve").arg(corpus).arg("--index").arg(index).args([
            "--bind",
            "127.0.0.1:0",
            "--quiet",
            "--format",
            "json",
        ]);
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().ok_or("no stdout")?).read_line(&mut line)?;
        let told: Value = serde_json::from_str(&line)?;
        let url = told["url"].as_str().unwrap_or_default();
        Ok(Self { child, address: url.trim_start_matches("http://").trim_end_matches('/').to_owned() })
    }

    /// Resident memory in megabytes; 0 where the system does not tell.
    fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1000
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A connection that is kept open.
struct Connection {
    stream: BufReader<TcpStream>,
    body: Vec<u8>,
}

impl Connection {
    fn open(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream), body: Vec::new() })
    }

    fn get(&mut self, target: &str) -> Result<&[u8]> {
        let request = format!("GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        self.stream.get_mut().write_all(request.as_bytes())?;
        let (mut line, mut length, mut ok) = (String::new(), 0, false);
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let lower = line.to_ascii_lowercase();
            ok |= lower.starts_with("http/1.1 200");
            if let Some(value) = lower.strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
            if line == "\r\n" || line.is_empty() {
                break;
            }
        }
        self.body.resize(length, 0);
        self.stream.read_exact(&mut self.body)?;
        if ok { Ok(&self.body) } else { Err(format!("{target}: {}", String::from_utf8_lossy(&self.body)).into()) }
    }
}

/// Targets from the titles of the corpus: two or three words each, the last one of some cut short as when it is typed.
/// If many are wanted, each title gives several.
fn queries(address: &str, distinct: bool) -> Result<Vec<String>> {
    let mut connection = Connection::open(address)?;
    let titles = titles(&mut connection, if distinct { 20 } else { 1 })?;
    let mut queries = Vec::new();
    for (number, title) in titles.iter().enumerate() {
        let plain: String = title.chars().filter(|c| c.is_ascii_alphanumeric() || *c == ' ').collect();
        let words: Vec<&str> = plain.split_whitespace().collect();
        let all: Vec<(usize, usize)> =
            (0..words.len()).flat_map(|from| (2..4).map(move |count| (from, count))).collect();
        let one = [(number % 2, 2 + number % 2)];
        for &(from, count) in if distinct { &all[..] } else { &one[..] } {
            let words: Vec<&str> = words.iter().skip(from).take(count).copied().collect();
            let cut = if (number + from) % 3 == 0 { 2 } else { 0 };
            let words = words.join("+");
            let words = words.get(..words.len().saturating_sub(cut)).unwrap_or("");
            if !words.is_empty() {
                queries.push(format!("/api/v1/search?q={words}&facets=true"));
            }
        }
    }
    if distinct {
        // In an order of no meaning, as titles that stand together resemble each other.
        queries.sort_unstable_by_key(|query| xxhash_rust::xxh3::xxh3_64(query.as_bytes()));
        queries.dedup();
    }
    if queries.is_empty() { Err("the corpus has no titles to search for".into()) } else { Ok(queries) }
}

/// The titles of the first articles, so many pages of 500.
fn titles(connection: &mut Connection, pages: usize) -> Result<Vec<String>> {
    let mut titles = Vec::new();
    for page in 0..pages {
        let target = format!("/api/v1/articles?limit=500&offset={}&sort=title", page * 500);
        let answer: Value = serde_json::from_slice(connection.get(&target)?)?;
        let articles = answer["articles"].as_array().into_iter().flatten();
        titles.extend(articles.filter_map(|article| article["title"].as_str()).map(str::to_owned));
    }
    Ok(titles)
}

/// The times of all requests in microseconds. With a rate, a request that has to wait for its turn counts from when it
/// should have been sent.
fn run(server: &Server, queries: &[String], connections: usize, seconds: u64, rate: Option<f64>) -> Result<Vec<u64>> {
    let end = Instant::now() + Duration::from_secs(seconds);
    let pace = rate.map(|rate| Duration::from_secs_f64(connections as f64 / rate));
    let one = |number: usize| -> Result<Vec<u64>> {
        let mut connection = Connection::open(&server.address)?;
        let mut times = Vec::new();
        let mut due = Instant::now() + pace.unwrap_or_default() * number as u32 / connections as u32;
        let mut next = number * 7919;
        while Instant::now() < end {
            let start = match pace {
                Some(pace) => {
                    std::thread::sleep(due.saturating_duration_since(Instant::now()));
                    due += pace;
                    due - pace
                }
                None => Instant::now(),
            };
            next += 1;
            connection.get(&queries[next % queries.len()])?;
            times.push(start.elapsed().as_micros() as u64);
        }
        Ok(times)
    };
    let each: Vec<Result<Vec<u64>>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..connections).map(|number| scope.spawn(move || one(number))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| Err("a thread broke".into()))).collect()
    });
    let mut times = Vec::new();
    for part in each {
        times.extend(part?);
    }
    times.sort_unstable();
    Ok(times)
}

fn report(name: &str, times: &[u64], seconds: u64, server: &Server) {
    let at = |share: f64| times.get(((times.len() - 1) as f64 * share) as usize).map_or(0.0, |&time| time as f64 / 1e3);
    let rate = times.len() as f64 / seconds as f64;
    let [p50, p90, p99, most] = [at(0.5), at(0.9), at(0.99), at(1.0)];
    println!("{name:<22} {rate:>9.0} {p50:>8.2} {p90:>8.2} {p99:>8.2} {most:>8.2} {:>9}", server.memory());
}

/// Changes an article of its own every second.
fn touch(corpus: &Path, stop: &AtomicBool) {
    let file = corpus.join("zz-touched-by-serve-load.md");
    let mut number = 0;
    while !stop.load(Ordering::Relaxed) {
        number += 1;
        let _ = std::fs::write(&file, format!("# Touched\n\nNumber {number}.\n"));
        std::thread::sleep(Duration::from_secs(1));
    }
    let _ = std::fs::remove_file(file);
}
