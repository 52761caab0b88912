//! The page in a real browser, driven by WebDriver: type, filter, open an article, follow a link, see the graph.
//! Skipped, with a message, where no chromedriver is installed.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::process::{Server, http};
use crate::support::Corpus;

/// A headless browser; ended when dropped.
struct Browser {
    driver: Child,
    address: String,
    session: String,
}

impl Browser {
    /// `None` where no browser is installed, or it does not start.
    fn start() -> Option<Self> {
        let found = |name: &str| {
            let path = std::env::var_os("PATH")?;
            std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
        };
        let driver: PathBuf = found("chromedriver")?;
        let browser = found("chromium").or_else(|| found("chromium-browser")).or_else(|| found("google-chrome"))?;
        let mut driver = Command::new(driver);
        let mut driver = driver.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
        let lines = BufReader::new(driver.stdout.take()?).lines().map_while(Result::ok);
        let port = lines.take(20).find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            Some(port.trim_end_matches('.').to_owned())
        })?;
        let address = format!("127.0.0.1:{port}");
        let arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
        let options = json!({"binary": browser, "args": arguments});
        let logs = json!({"browser": "ALL"});
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": logs,
        }}});
        let mut this = Self { driver, address, session: String::new() };
        let answer = http(&this.address, "POST", "/session", &wanted.to_string()).json();
        this.session = format!("/session/{}", answer["value"]["sessionId"].as_str()?);
        Some(this)
    }

    fn post(&self, path: &str, body: Value) -> Value {
        let answer = http(&self.address, "POST", &format!("{}{path}", self.session), &body.to_string());
        assert_eq!(answer.status, 200, "{path} {body}: {}", answer.body);
        answer.json()["value"].clone()
    }

    fn open(&self, url: &str) {
        self.post("/url", json!({"url": url}));
    }

    /// What a script returns.
    fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", json!({"script": script, "args": []}))
    }

    /// Waits until a script returns something true, and gives it.
    fn until(&self, script: &str) -> Value {
        let start = Instant::now();
        loop {
            let value = self.run(script);
            if value.as_bool() != Some(false) && !value.is_null() && value != "" {
                return value;
            }
            assert!(
                start.elapsed() < Duration::from_secs(30),
                "{script}\n{}",
                self.run("return document.body.innerText")
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Presses keys wherever the focus is.
    fn keys(&self, keys: &str) {
        let actions: Vec<Value> = keys
            .chars()
            .flat_map(|key| [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})])
            .collect();
        self.post("/actions", json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]}));
    }

    /// Clicks the first element that a selector finds, once it is there.
    fn click(&self, selector: &str) {
        self.until(&format!("return !!document.querySelector({selector:?})"));
        self.run(&format!("document.querySelector({selector:?}).dispatchEvent(new MouseEvent('click', {{bubbles: true, cancelable: true}}))"));
    }

    /// Errors and refusals of the policy that the browser noted.
    fn complaints(&self) -> Vec<String> {
        let log = self.post("/se/log", json!({"type": "browser"}));
        let severe = log.as_array().into_iter().flatten().filter(|entry| entry["level"] == "SEVERE");
        severe.map(|entry| entry["message"].as_str().unwrap_or("").to_owned()).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            http(&self.address, "DELETE", &self.session, "");
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

const HOSTILE: &str = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>";

fn corpus() -> Corpus {
    let hostile = format!(
        "---\ntitle: '{HOSTILE}'\ncategory: '{HOSTILE}'\n---\n# Zebra\n\nA zebra by [&lt;img src=x onerror=window.hacked=1&gt;](index.md) \
         and [<b>it</b>](javascript:window.hacked=1).\n"
    );
    Corpus::new()
        .file("index.md", "# Start\n\nRead about [knives](knives.md), about [forks](forks.md) and [zebras](hostile.md).\n")
        .file("knives.md", "---\ntitle: Sharpening knives\ncategory: Kitchen\n---\n# K\n\nA dull knife slips. See [forks](forks.md) and [this](gone.md).\n\nNobody cuts wild zebras with it.\n")
        .file("zoo.md", "---\ntitle: Wild zebras\n---\n# Z\n\nThey run.\n")
        .file("forks.md", "---\ntitle: Bending forks\ncategory: Stage\n---\n# F\n\nA fork beside a knife, on [the start](index.md).\n")
        .file("hostile.md", hostile)
}

#[test]
fn people_can_type_filter_open_follow_and_see_the_graph() {
    let Some(browser) = Browser::start() else {
        eprintln!("skipped: no chromium with chromedriver (Debian: chromium-driver)");
        return;
    };
    let corpus = corpus();
    let server = Server::start(corpus.path(), &["--no-watch"]);
    browser.open(&format!("http://{}/", server.address));
    browser.until("return document.querySelector('.figures b')?.textContent === '5'");
    // Type: `/` leads to the field, results come by themselves.
    browser.keys("/");
    browser.until("return document.activeElement.id === 'q'");
    browser.keys("knife");
    browser.until("return document.querySelectorAll('.hit').length === 2");
    // Filter by a facet.
    browser.click("[data-facet=category][href*=Kitchen]");
    browser.until("return document.querySelectorAll('.hit').length === 1 && document.querySelector('.hit-title').textContent === 'Sharpening knives'");
    // Open the article from the keyboard: down to the first row, enter.
    browser.run("document.getElementById('q').focus()");
    browser.keys("\u{e015}");
    browser.until("return document.activeElement.classList.contains('hit-link')");
    browser.keys("\u{e007}");
    browser.until("return document.querySelector('h1')?.textContent === 'Sharpening knives'");
    browser.until("return document.querySelector('.state-dead')?.textContent.startsWith('dead')");
    browser.until("return document.querySelectorAll('.around .node').length >= 3");
    // What is near, and what is missing, with the words that would be the link.
    browser.until("return document.querySelectorAll('.near li').length >= 1");
    browser.until("return document.querySelector('.suggestions a[href*=zoo]') && document.querySelector('.suggestions mark')?.textContent === 'wild zebras'");
    // The sentence is whole, and the same link is told from its other end.
    let sentence = "return document.querySelector('.suggestions a[href*=zoo]').closest('li').querySelector('blockquote').textContent";
    assert_eq!(browser.run(sentence), "Nobody cuts wild zebras with it.");
    assert_eq!(browser.run("return !!document.querySelector('.near a[href^=\"#/article/\"]')"), true);
    browser.open(&format!("http://{}/#/article/zoo.md", server.address));
    browser.until("return [...document.querySelectorAll('.card')].some((card) => card.querySelector('h2').textContent.startsWith('Links it should get') && card.querySelector('a[href*=knives]') && card.querySelector('blockquote mark')?.textContent === 'wild zebras')");
    browser.open(&format!("http://{}/#/article/knives.md", server.address));
    // Follow a link to another article.
    browser.click(".links a[href='#/article/forks.md']");
    browser.until("return document.querySelector('h1')?.textContent === 'Bending forks'");
    // See the graph, and walk in it.
    browser.keys("gg");
    browser.until("return document.querySelectorAll('.canvas .node').length >= 4");
    browser.click(".canvas .node[href*='knives.md']");
    browser.until("return document.querySelector('.detail b')?.textContent === 'Sharpening knives'");
    // The audit, narrowed.
    browser.keys("ga");
    browser.until("return document.querySelectorAll('.audit tbody tr').length > 1");
    browser.click(".facets a[href*='dead-link']");
    browser.until("return document.querySelector('.about h2')?.textContent === 'dead-link'");
    assert_eq!(browser.complaints(), [""; 0]);
}

/// Two articles for one keyword, two that differ in the tool, and hostile ones that compete as well.
fn rivals() -> Corpus {
    let guide = |title: &str, keyword: &str, more: &str| {
        format!("---\ntitle: '{title}'\nprimary_keyword: '{keyword}'\n{more}---\n# {title}\n\nSome words on it.\n")
    };
    let clips = |tool: &str| {
        guide(
            &format!("Cut podcast clips with {tool}"),
            &format!("podcast clips {tool}"),
            &format!("primary_tool: {tool}\n"),
        )
    };
    Corpus::new()
        .file("index.md", "# Start\n\nOn [brewing green tea](brew.md), at length.\n")
        .file("brew.md", guide("How to brew green tea", "brew green tea", ""))
        .file("again.md", guide("Brewing green tea at home", "green tea brewing", ""))
        .file("otter.md", clips("Otter"))
        .file("make.md", clips("Pictory"))
        .file("hostile.md", guide(HOSTILE, HOSTILE, ""))
        .file("hostile-too.md", guide(&format!("{HOSTILE} more"), HOSTILE, ""))
}

#[test]
fn rivals_stand_side_by_side_and_keywords_in_a_table() {
    let Some(browser) = Browser::start() else {
        eprintln!("skipped: no chromium with chromedriver (Debian: chromium-driver)");
        return;
    };
    let corpus = rivals();
    let server = Server::start(corpus.path(), &["--no-watch"]);
    browser.open(&format!("http://{}/", server.address));
    browser.until("return !!document.querySelector('.figures b')");
    // The list, narrowed by kind and widened again, all by keys and links.
    browser.keys("gr");
    browser.until("return document.querySelectorAll('.cluster').length === 3");
    browser.click(".facets a[href*='tool-variants']");
    browser.until("return document.querySelectorAll('.cluster').length === 1 && document.querySelector('.cluster .chip').textContent === 'tool-variants'");
    browser.click(".facets a[aria-current]");
    browser.until("return document.querySelectorAll('.cluster').length === 3");
    browser.until("return document.querySelector('.cluster-title').textContent === 'How to brew green tea' && document.querySelector('.cluster-owner code').textContent === 'brew.md'");
    // One of them, opened from the keyboard: the owner first and marked, differing words set off, bars for each signal.
    browser.keys("\u{e015}");
    browser.until("return document.activeElement.classList.contains('cluster')");
    browser.keys("\u{e007}");
    browser.until("return document.querySelectorAll('.member').length === 2");
    assert_eq!(browser.run("return document.querySelector('.member.owner h2').textContent"), "How to brew green tea");
    assert_eq!(browser.run("return document.querySelector('.member').classList.contains('owner')"), true);
    let marks = "return [...document.querySelectorAll('.member h2 mark')].map((mark) => mark.textContent).join('|')";
    assert_eq!(browser.run(marks), "How to brew|Brewing|at home");
    let bars = "return [...document.querySelectorAll('.pair .bars .name')].map((bar) => bar.textContent)";
    assert!(browser.run(bars).as_array().unwrap().contains(&json!("Keyword")));
    assert_eq!(
        browser.run(
            "return document.querySelector('.members').scrollHeight > 0 && document.body.scrollWidth <= innerWidth"
        ),
        true
    );
    assert!(browser.run("return document.querySelector('.verdict').textContent").as_str().unwrap().contains("keyword"));
    // The keyword map.
    browser.keys("gk");
    browser.until("return document.querySelectorAll('.keymap tbody tr').length === 4");
    browser.click(".segments a[href*=contested]");
    browser.until("return document.querySelectorAll('.keymap tbody tr').length === 2");
    browser.click(".segments a[href*=without]");
    browser.until("return document.querySelector('.keymap tbody a')?.textContent === 'index.md'");
    // What is hostile is text here as well.
    browser.open(&format!("http://{}/#/rivals?q=hostile", server.address));
    browser.until("return document.querySelectorAll('.cluster').length === 1");
    browser.click(".cluster");
    browser.until(&format!(
        "return document.body.textContent.includes({HOSTILE:?}) && document.querySelectorAll('.member').length === 2"
    ));
    assert_eq!(browser.run("return window.hacked ?? null"), Value::Null);
    assert_eq!(browser.run("return document.querySelectorAll('main img, main script').length"), 0);
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn hostile_text_is_shown_and_never_run() {
    let Some(browser) = Browser::start() else {
        eprintln!("skipped: no chromium with chromedriver (Debian: chromium-driver)");
        return;
    };
    let corpus = corpus();
    let server = Server::start(corpus.path(), &["--no-watch"]);
    let title = format!("return document.body.textContent.includes({HOSTILE:?})");
    for view in ["#/", "#/search?q=zebra", "#/article/hostile.md", "#/audit", "#/graph", "#/graph?node=hostile.md"] {
        browser.open("about:blank");
        browser.open(&format!("http://{}/{view}", server.address));
        browser.until("return !!document.querySelector('main > *')");
        if view != "#/audit" && view != "#/" {
            browser.until(&title);
        }
        assert_eq!(browser.run("return window.hacked ?? null"), Value::Null, "{view}");
        assert_eq!(browser.run("return document.querySelectorAll('main img, main script').length"), 0, "{view}");
        let links = browser.run("return [...document.querySelectorAll('a[href]')].filter((a) => !/^[#/]/.test(a.getAttribute('href'))).length");
        assert_eq!(links, 0, "{view} links away");
    }
    assert_eq!(browser.complaints(), [""; 0]);
}
