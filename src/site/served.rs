//! What a static host serves at a URL path: the exact paths of pages and files, and the other forms that hosts forgive.
//!
//! A host sends `/x` on to the folder `/x/`, and gives `/x/` for `/x/index.html`; most find `x.html` for `/x`. It makes no
//! `.html` of a folder, and no folder of a file.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::ArticleId;

use super::Target;
use super::plan::{Page, Reading};
use super::url_path::{compose, decode, path_of};

/// Exact URL paths, without the slash before them.
#[derive(Debug, Default)]
pub(super) struct Served {
    /// Articles, and `None` for pages that the generator makes without one.
    pages: FxHashMap<Box<str>, Option<ArticleId>>,
    /// Files that are served as they are.
    files: FxHashSet<Box<str>>,
    /// Whether `/x` reaches `/x.html`.
    bare_reaches_html: bool,
    /// Whether `/x/` does, too.
    slash_reaches_html: bool,
    /// Whether `/x/` does not reach `/x`.
    slash_is_dead: bool,
}

impl Served {
    pub(super) fn new(pages: &[Page], generated: &[String], files: FxHashSet<Box<str>>, reading: &Reading) -> Self {
        let (bare_reaches_html, slash_reaches_html) = (reading.bare_reaches_html, reading.slash_reaches_html);
        let slash_is_dead = reading.slash_is_dead;
        let pages_by_url = FxHashMap::default();
        let mut served = Self { pages: pages_by_url, files, bare_reaches_html, slash_reaches_html, slash_is_dead };
        let ids = || (0..).map(ArticleId);
        // A page's own URL goes before what else leads to it, and that before pages without a source.
        for (page, id) in pages.iter().zip(ids()) {
            page.url.iter().for_each(|url| served.add(url, Some(id)));
        }
        for (page, id) in pages.iter().zip(ids()).filter(|(page, _)| page.url.is_some()) {
            page.also.iter().for_each(|url| served.add(url, Some(id)));
            // Writers percent-encode aliases or not.
            page.aliases.iter().for_each(|url| served.add(&decode(path_of(url)), Some(id)));
        }
        generated.iter().for_each(|url| served.add(url, None));
        served
    }

    fn add(&mut self, url: &str, page: Option<ArticleId>) {
        self.pages.entry(spelled(url).into()).or_insert(page);
    }

    /// What is served at a path, decoded and without `.` and `..`.
    pub(super) fn at(&self, path: &str) -> Option<Target> {
        let path = path.trim_start_matches('/');
        let exact = |path: &str| {
            let page = self.pages.get(path).map(|page| page.map_or(Target::Generated, Target::Article));
            page.or_else(|| self.files.contains(path).then_some(Target::Asset))
        };
        let in_folder = |folder: &str| self.files.contains(&*format!("{folder}index.html")).then_some(Target::Asset);
        if let Some(found) = exact(path) {
            return Some(found);
        }
        if let Some(bare) = path.strip_suffix('/') {
            // `/docs/x` is served from a folder by some, and then answers with its slash, too.
            let bare = (!bare.ends_with(".html") && !self.slash_is_dead).then(|| self.pages.get(bare)).flatten();
            let page = |page: &Option<ArticleId>| page.map_or(Target::Generated, Target::Article);
            let html =
                || self.slash_reaches_html.then(|| exact(&format!("{}.html", path.trim_end_matches('/')))).flatten();
            return bare.map(page).or_else(|| in_folder(path)).or_else(html);
        }
        let folder = format!("{path}/");
        if let Some(found) = exact(&folder).or_else(|| in_folder(&folder)) {
            return Some(found);
        }
        if let Some(folder) =
            path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'))
        {
            let bare = || self.pages.get(folder.trim_end_matches('/')).filter(|_| !self.slash_is_dead);
            let page = |page: &Option<ArticleId>| page.map_or(Target::Generated, Target::Article);
            return exact(folder).or_else(|| bare().map(page));
        }
        if let Some(bare) = path.strip_suffix(".html") {
            return self.bare_reaches_html.then(|| exact(bare)).flatten();
        }
        let html = || exact(&format!("{path}.html"));
        self.bare_reaches_html.then(html).flatten()
    }
}

/// A URL path of a plan as it is looked up: decoded already, composed, without the slash before it.
fn spelled(url: &str) -> Cow<'_, str> {
    compose(Cow::Borrowed(url.trim_start_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_hosts_forgive_are_alive_and_others_are_not() {
        let pages = ["/", "/a/", "/b.html", "/docs/c", "/d/index.html/"].map(Page::at);
        let files = ["img/x.svg".into(), "app/index.html".into()].into_iter().collect();
        let reading = Reading { bare_reaches_html: true, ..Reading::default() };
        let mut served = Served::new(&pages, &["/tags/".to_owned()], files, &reading);
        let article = |number| Some(Target::Article(ArticleId(number)));
        for (path, expected) in [
            ("/", article(0)),
            ("/index.html", article(0)),
            ("/a", article(1)),
            ("/a/index.html", article(1)),
            ("/a.html", None),
            ("/b", article(2)),
            ("/b.html", article(2)),
            ("/b/", None),
            ("/docs/c", article(3)),
            ("/docs/c/", article(3)),
            ("/docs/c.html", article(3)),
            ("/d/index.html/", article(4)),
            ("/tags", Some(Target::Generated)),
            ("/img/x.svg", Some(Target::Asset)),
            ("/app/", Some(Target::Asset)),
            ("/app", Some(Target::Asset)),
            ("/e/", None),
        ] {
            assert_eq!(served.at(path), expected, "{path}");
        }
        served.slash_reaches_html = true;
        assert_eq!(served.at("/b/"), article(2));
        served.bare_reaches_html = false;
        assert_eq!((served.at("/b"), served.at("/docs/c.html")), (None, None));
    }
}
