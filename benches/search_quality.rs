//! Known-item search: how often the article that a query was made from is found first, or among the first three.
//!
//! `cargo run --release --example search_quality -- CORPUS [--sample N] [--misses N]`
//!
//! Queries: an article's title with its words in random order, the same with a typo in one word of five letters or more, its
//! keyword, and eight words in a row from its running text. A title or fragment that several articles share word for
//! word has several right answers. Also says how long the queries took.

#![allow(clippy::print_stdout, reason = "a program of its own")]

use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

use linkwright::catalog::Catalog;
use linkwright::corpus::prose::{BlockKind, Prose};
use linkwright::corpus::{Article, ArticleId};
use linkwright::search::{SearchRequest, Searcher};
use linkwright::text::words::fold;

/// A small generator, so that every run asks the same.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end.max(1)
    }
}

/// One sort of query over the sample.
#[derive(Default)]
struct Tally {
    asked: usize,
    first: usize,
    in_three: usize,
    took: Vec<f64>,
    misses: Vec<String>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let root = arguments.next().ok_or("which corpus?")?;
    let rest: Vec<String> = arguments.collect();
    let number = |name: &str, default: usize| {
        let at = rest.iter().position(|argument| argument == name);
        at.and_then(|at| rest.get(at + 1)?.parse().ok()).unwrap_or(default)
    };
    let (sample, misses) = (number("--sample", 1000), number("--misses", 8));
    let settings = linkwright::settings::find_and_load(&[Path::new(&root)])?;
    let catalog = Catalog::load(Path::new(&root), &settings, &|| {})?;
    let started = Instant::now();
    let searcher = catalog.search_in_memory()?;
    println!("{root}: {} articles, indexed in {:.2?}", catalog.articles.len(), started.elapsed());
    let bench = Bench::new(&catalog, searcher);
    let step = (bench.live.len() / sample.max(1)).max(1);
    let articles: Vec<ArticleId> = bench.live.iter().copied().step_by(step).collect();
    type Make = fn(&Bench<'_>, ArticleId, &mut Random) -> Option<Question>;
    let sorts: [(&str, Make); 4] =
        [("title", title), ("title with a typo", typo), ("keyword", keyword), ("eight words", fragment)];
    for (name, make) in sorts {
        let mut random = Random(42);
        let mut tally = Tally::default();
        for &article in &articles {
            if let Some(question) = make(&bench, article, &mut random) {
                bench.ask(&question, article, &mut tally)?;
            }
        }
        tally.print(name, misses);
    }
    Ok(())
}

/// A query and the articles that are right answers.
struct Question {
    query: String,
    right: Vec<ArticleId>,
}

struct Bench<'c> {
    catalog: &'c Catalog,
    searcher: Searcher,
    live: Vec<ArticleId>,
    titles: HashMap<Vec<String>, Vec<ArticleId>>,
    /// The folded text of every article, for fragments that stand in several.
    texts: Vec<String>,
}

impl<'c> Bench<'c> {
    fn new(catalog: &'c Catalog, searcher: Searcher) -> Self {
        let live: Vec<ArticleId> = catalog.ids().filter(|&id| catalog.is_live(id)).collect();
        let mut titles: HashMap<Vec<String>, Vec<ArticleId>> = HashMap::new();
        for &id in &live {
            titles.entry(sorted_words(catalog.article(id))).or_default().push(id);
        }
        let text = |id| catalog.read_text(id).map(|text| Prose::read(&catalog.article(id).path, &text).text);
        let texts = catalog.ids().map(|id| format!(" {} ", fold(&text(id).unwrap_or_default()))).collect();
        Self { catalog, searcher, live, titles, texts }
    }

    fn ask(
        &self,
        question: &Question,
        article: ArticleId,
        tally: &mut Tally,
    ) -> Result<(), Box<dyn std::error::Error>> {
        let started = Instant::now();
        let answer = self.searcher.search(&SearchRequest::new(question.query.clone()))?;
        tally.took.push(started.elapsed().as_secs_f64() * 1e3);
        let rank = answer.hits.iter().position(|hit| question.right.contains(&hit.article));
        tally.asked += 1;
        tally.first += usize::from(rank == Some(0));
        tally.in_three += usize::from(rank.is_some_and(|rank| rank < 3));
        if rank != Some(0) {
            let wanted = &self.catalog.article(article).path;
            let got = answer.hits.first().map_or("nothing", |hit| &hit.path);
            let rank = rank.map_or("-".to_owned(), |rank| (rank + 1).to_string());
            tally.misses.push(format!("{rank:>3} `{}` wanted {wanted}, got {got} ({})", question.query, answer.total));
        }
        Ok(())
    }
}

impl Tally {
    fn print(&mut self, name: &str, misses: usize) {
        let share = |count: usize| count as f64 / self.asked.max(1) as f64;
        self.took.sort_by(f64::total_cmp);
        let at = |part: f64| self.took.get((self.took.len() as f64 * part) as usize).copied().unwrap_or(0.0);
        println!(
            "{name:<18} {:>5} asked  first {:.3}  in three {:.3}  median {:.3} ms  p95 {:.3} ms  p99 {:.3} ms",
            self.asked,
            share(self.first),
            share(self.in_three),
            at(0.5),
            at(0.95),
            at(0.99)
        );
        for miss in self.misses.iter().step_by((self.misses.len() / misses.max(1)).max(1)).take(misses) {
            println!("    {miss}");
        }
    }
}

fn sorted_words(article: &Article) -> Vec<String> {
    let mut words: Vec<String> = fold(article.title()).split(' ').map(str::to_owned).collect();
    words.sort();
    words
}

fn shuffled(words: &mut [String], random: &mut Random) {
    for at in (1..words.len()).rev() {
        words.swap(at, random.below(at + 1));
    }
}

fn title_words(bench: &Bench<'_>, article: ArticleId, random: &mut Random) -> Option<(Vec<String>, Vec<ArticleId>)> {
    let mut words = sorted_words(bench.catalog.article(article));
    let right = bench.titles.get(&words)?.clone();
    // A title that many share asks for none of them.
    if right.len() > 3 || words.len() < 2 {
        return None;
    }
    shuffled(&mut words, random);
    Some((words, right))
}

fn title(bench: &Bench<'_>, article: ArticleId, random: &mut Random) -> Option<Question> {
    let (words, right) = title_words(bench, article, random)?;
    Some(Question { query: words.join(" ") + " ", right })
}

fn typo(bench: &Bench<'_>, article: ArticleId, random: &mut Random) -> Option<Question> {
    let (mut words, right) = title_words(bench, article, random)?;
    let long: Vec<usize> = (0..words.len()).filter(|&at| misspellable(&words[at])).collect();
    let at = *long.get(random.below(long.len()))?;
    words[at] = misspelt(&words[at], random);
    Some(Question { query: words.join(" ") + " ", right })
}

fn misspellable(word: &str) -> bool {
    word.chars().count() >= 5 && word.chars().all(char::is_alphabetic)
}

/// A letter left out, doubled, replaced, or swapped with the next; any letter, the first too.
fn misspelt(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = random.below(letters.len());
    match random.below(4) {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, letters[at]),
        2 => letters[at] = if letters[at] == 'e' { 'a' } else { 'e' },
        _ => {
            let at = at.min(letters.len() - 2);
            letters.swap(at, at + 1);
        }
    }
    letters.into_iter().collect()
}

fn keyword(bench: &Bench<'_>, article: ArticleId, _: &mut Random) -> Option<Question> {
    let keyword = bench.catalog.article(article).metadata.keyword.as_deref()?;
    let same = |id: &ArticleId| {
        let other = bench.catalog.article(*id).metadata.keyword.as_deref();
        other.is_some_and(|other| fold(other) == fold(keyword))
    };
    let right = bench.live.iter().copied().filter(same).collect();
    Some(Question { query: format!("{keyword} "), right })
}

fn fragment(bench: &Bench<'_>, article: ArticleId, random: &mut Random) -> Option<Question> {
    let text = bench.catalog.read_text(article)?;
    let prose = Prose::read(&bench.catalog.article(article).path, &text);
    let long = |text: &&str| text.split_whitespace().count() >= 12;
    let blocks = prose.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
    let blocks: Vec<&str> = blocks.map(|block| prose.text_of(block)).filter(long).collect();
    let block = blocks.get(random.below(blocks.len()))?;
    let words: Vec<&str> = block.split_whitespace().collect();
    let from = random.below(words.len() - 8);
    let query = words.get(from..from + 8)?.join(" ").replace(['"', ':'], " ");
    let needle = format!(" {} ", fold(&query));
    let has = |id: &ArticleId| bench.texts[id.index()].contains(&needle);
    let mut right: Vec<ArticleId> = bench.live.iter().copied().filter(has).collect();
    // What many articles have word for word asks for none of them.
    if right.len() > 3 {
        return None;
    }
    right.push(article);
    // A minus before a word would leave it out.
    let query = query.split(' ').map(|word| word.trim_start_matches('-')).collect::<Vec<_>>().join(" ");
    Some(Question { query: query + " ", right })
}
