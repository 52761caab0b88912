//! Redirects: which URL leads on to which other one, and where a chain of them ends.
//!
//! They come from the preset (`redirects` of a generator's configuration), from files that hosts go by (`_redirects` of
//! Netlify and Cloudflare, `netlify.toml`, `vercel.json`), and from `site.redirects` in `linkwright.yaml`. Aliases in front
//! matter redirect as well, but lead to an article that is known; the map holds them.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::href::{Href, classify};
use super::map::url_key;
use super::mounts::below;
use super::project::{Project, joined};
use super::url_path::{decode, join, key, path_of};
use super::{Site, Target};
use crate::corpus::{ArticleId, Link};

/// Browsers give up after so many.
const MOST_HOPS: usize = 20;

/// Redirects by what they are from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Redirects {
    /// One URL key to where it leads.
    exact: FxHashMap<Box<str>, Box<str>>,
    /// All keys below one, and where they lead; `:splat` stands for what follows. Longest first.
    below: Vec<(Box<str>, Box<str>)>,
    /// Keys at and below which the host shows pages of another site.
    proxied: Vec<Box<str>>,
}

/// What becomes of a link that is redirected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Redirect {
    /// The URL it ends at.
    To(String),
    /// It comes back to where it was: the URLs on the way.
    Loop(Vec<String>),
}

impl Redirects {
    /// Adds a redirect; `*` or `:name*` at the end of `from` stands for anything below it.
    pub(super) fn add(&mut self, from: &str, to: &str) {
        let from = from.trim();
        match splat(from) {
            Some(folder) if !folder.contains([':', '*', '(']) => {
                self.below.push((url_key(folder).into(), to.trim().into()));
                self.below.sort_by_key(|(folder, to)| (std::cmp::Reverse(folder.len()), folder.clone(), to.clone()));
            }
            // Placeholders within a path, and regular expressions.
            _ if from.contains([':', '*', '(']) => {}
            _ => {
                self.exact.entry(url_key(from).into()).or_insert_with(|| to.trim().into());
            }
        }
    }

    /// Adds a URL path, perhaps with all below it, where the host shows what lies at `to`; if that is another site, nobody
    /// here knows what is there.
    fn add_proxy(&mut self, from: &str, to: &str) {
        let from = from.trim();
        let folder = from.strip_suffix("/(.*)").or_else(|| splat(from)).unwrap_or(from);
        let is_one_page = folder == "/";
        if matches!(classify(to.trim()), Href::Web { .. }) && !is_one_page && !folder.contains([':', '*', '(']) {
            self.proxied.push(url_key(folder).into());
        }
    }

    /// Whether the host shows a page of another site at this key.
    pub(super) fn is_proxied(&self, key: &str) -> bool {
        self.proxied.iter().any(|folder| below(key, folder).is_some())
    }

    /// Adds what the files of redirects in these folders of the project say, the empty one being the project itself.
    pub(super) fn read<'f>(&mut self, project: &Project, folders: impl IntoIterator<Item = &'f str>) {
        for folder in folders {
            let text_of = |name: &str| project.read(&joined(folder, name));
            if let Some(text) = text_of("_redirects") {
                self.add_lines(&text);
            }
            if let Some(table) = text_of("netlify.toml").and_then(|text| text.parse::<toml::Table>().ok()) {
                self.add_netlify(&table);
            }
            let vercel = text_of("vercel.json");
            if let Some(value) = vercel.and_then(|text| serde_json::from_str::<serde_json::Value>(&text).ok()) {
                self.add_vercel(&value);
            }
        }
    }

    /// `/from /to 301`, a line each.
    fn add_lines(&mut self, text: &str) {
        for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
            let mut words = line.split_whitespace();
            let (Some(from), Some(to)) = (words.next(), words.next()) else { continue };
            let status = words.find_map(|word| word.trim_end_matches('!').parse::<u16>().ok()).unwrap_or(301);
            self.add_by_status(status.into(), from, to);
        }
    }

    fn add_netlify(&mut self, table: &toml::Table) {
        for one in table.get("redirects").and_then(toml::Value::as_array).into_iter().flatten() {
            let text = |key: &str| one.get(key).and_then(toml::Value::as_str);
            let status = one.get("status").and_then(toml::Value::as_integer).unwrap_or(301);
            if let (Some(from), Some(to)) = (text("from"), text("to")) {
                self.add_by_status(status, from, to);
            }
        }
    }

    /// Adds what is said to lead from one path of the site to another or to a URL.
    fn add_by_status(&mut self, status: i64, from: &str, to: &str) {
        match status {
            300..400 if from.starts_with('/') => self.add(from, to),
            200 if from.starts_with('/') => self.add_proxy(from, to),
            _ => {}
        }
    }

    fn add_vercel(&mut self, value: &serde_json::Value) {
        let each = |list: &str| {
            let list = value.get(list).and_then(serde_json::Value::as_array).into_iter().flatten();
            list.filter_map(|one| Some((one.get("source")?.as_str()?, one.get("destination")?.as_str()?)))
        };
        each("redirects").for_each(|(from, to)| self.add(from, to));
        each("rewrites").for_each(|(from, to)| self.add_proxy(from, to));
    }

    /// Where the URL of this key leads.
    pub(super) fn find(&self, key: &str) -> Option<Cow<'_, str>> {
        if let Some(to) = self.exact.get(key) {
            return Some(Cow::Borrowed(to));
        }
        let (rest, to) = self.below.iter().find_map(|(folder, to)| Some((below(key, folder)?, to)))?;
        Some(match placeholder(to) {
            Some(range) => Cow::Owned(format!("{}{rest}{}", &to[..range.start], &to[range.end..])),
            None => Cow::Borrowed(to),
        })
    }

    /// The same without the redirects from single URLs that `these` are the keys of.
    pub(super) fn without(mut self, these: &[String]) -> Self {
        self.exact.retain(|from, _| !these.iter().any(|key| **key == **from));
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        self.exact.is_empty() && self.below.is_empty()
    }
}

/// What stands before the `*` or `:path*` that `from` ends in.
fn splat(from: &str) -> Option<&str> {
    let before = from.strip_suffix('*')?;
    let folder = before.rsplit_once('/').map_or(before, |(folder, _)| folder);
    let last = before.rsplit('/').next().unwrap_or("");
    (last.is_empty() || last.starts_with(':')).then_some(folder)
}

/// Where a target says what follows: `:splat`, or `:path*`.
fn placeholder(to: &str) -> Option<std::ops::Range<usize>> {
    let start = to.match_indices("/:").map(|(at, _)| at + 1).next()?;
    let end = to[start..].find('/').map_or(to.len(), |at| start + at);
    Some(start..end)
}

impl Site {
    /// What the URL that redirects to `to` means: where the last of them leads.
    pub(super) fn redirected(&self, to: &str, scratch: &mut String) -> Target {
        match self.follow(to, scratch) {
            Followed::End(url) => self.at_url(&url, scratch),
            Followed::Away(_) => Target::External,
            Followed::Loop(_) => Target::Dead,
        }
    }

    /// Follows redirects from `to` on until a URL does not lead further.
    fn follow(&self, to: &str, scratch: &mut String) -> Followed {
        let mut on_the_way: Vec<String> = Vec::new();
        let mut url = to.to_owned();
        loop {
            let path = match classify(&url) {
                Href::Root(path) => path,
                Href::Web { host, path } if self.is_own_host(host) => path,
                _ => return Followed::Away(url),
            };
            if !join(scratch, "", &decode(self.below_base(path_of(path)))) {
                return Followed::Away(url);
            }
            if on_the_way.contains(&url) || on_the_way.len() == MOST_HOPS {
                return Followed::Loop(on_the_way);
            }
            let served = self.map.url(key(scratch), false).is_some();
            let Some(next) = (!served).then(|| self.redirects.find(key(scratch))).flatten() else {
                return Followed::End(url);
            };
            on_the_way.push(std::mem::replace(&mut url, next.into_owned()));
        }
    }

    /// Whether any URL redirects.
    pub fn has_redirects(&self) -> bool {
        !self.redirects.is_empty() || !self.map.aliases.is_empty()
    }

    /// Where a link of article `from` is redirected, if its URL is one that redirects rather than one that is served.
    pub fn redirect_of(&self, from: ArticleId, link: &Link) -> Option<Redirect> {
        if !self.has_redirects() {
            return None;
        }
        let mut scratch = self.path_of_link(from, link)?;
        if let Some(id) = self.map.aliases.get(key(&scratch)) {
            return Some(Redirect::To(format!("{}{}", self.base_path().unwrap_or(""), self.url(*id))));
        }
        if self.map.url(key(&scratch), false).is_some() {
            return None;
        }
        let to = self.redirects.find(key(&scratch))?.into_owned();
        Some(match self.follow(&to, &mut scratch) {
            Followed::End(url) => match self.at_url(&url, &mut scratch) {
                Target::Article(id) if super::fragment(&url).is_none() => {
                    Redirect::To(format!("{}{}", self.base_path().unwrap_or(""), self.url(id)))
                }
                _ => Redirect::To(url),
            },
            Followed::Away(url) => Redirect::To(url),
            Followed::Loop(urls) => Redirect::Loop(urls),
        })
    }

    /// The path on this site that a browser goes to from `link` in article `from`, without slashes at its ends.
    pub fn path_of_link(&self, from: ArticleId, link: &Link) -> Option<String> {
        let path = match classify(&link.href) {
            Href::Root(path) => self.below_base(path_of(path)),
            Href::Web { host, path } if self.is_own_host(host) => self.below_base(path_of(path)),
            Href::Relative(path) => path_of(path),
            _ => return None,
        };
        let is_relative = !path.starts_with('/') && !path.is_empty();
        let folder = if is_relative { super::published::folder_of(self.url(from)) } else { "" };
        let mut joined = String::new();
        join(&mut joined, folder, &decode(path)).then_some(joined)
    }
}

/// Where redirects lead in the end.
enum Followed {
    /// A URL of this site, with its base path.
    End(String),
    /// Another site.
    Away(String),
    /// Nowhere: the URLs on the way.
    Loop(Vec<String>),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_hosts_are_read() {
        let mut redirects = Redirects::default();
        redirects.add_lines("# old\n/a /b/\n/blog/* /news/:splat 301!\n/gone/* /404 404\n/x/:y/z /w\n");
        redirects.add("/docs/:path*", "https://docs.example/:path*");
        redirects.add("/all/*", "/one/");
        assert_eq!(redirects.find("a").as_deref(), Some("/b/"));
        assert_eq!(redirects.find("blog/2024/x").as_deref(), Some("/news/2024/x"));
        assert_eq!(redirects.find("docs/y").as_deref(), Some("https://docs.example/y"));
        assert_eq!(redirects.find("all/z").as_deref(), Some("/one/"));
        assert_eq!((redirects.find("gone/x"), redirects.find("x/1/z")), (None, None));
    }
}
