//! The URL of each page: by its own `url`, by a pattern, or by where its file lies.

use crate::corpus::{Article, Metadata};
use crate::site::plan::{Name, Page};
use crate::site::project::joined;
use crate::site::url_path::{join, last, parent};

use super::config::Config;
use super::facts::{HEADLESS, LINKED_ONLY, NOT_RENDERED, Policy};
use super::paths::{Content, Form, cleaned, normal, sanitized, urlized};
use super::permalinks::{Parts, Permalinks, filled};
use super::places::Places;
use super::tree::{IN_BUNDLE, Tree};

/// What URLs depend on beside the content.
pub(super) struct Urls<'a> {
    pub(super) places: &'a Places,
    pub(super) tree: &'a Tree<'a>,
    pub(super) policy: &'a Policy,
    permalinks: Permalinks,
    /// Sections whose pages have no folder of their own; `None` for all.
    ugly: Vec<Option<String>>,
    keeps_case: bool,
    aliases: bool,
    /// Whether a template writes redirects for the host.
    by_host: bool,
}

impl<'a> Urls<'a> {
    pub(super) fn new(config: &Config, places: &'a Places, tree: &'a Tree<'a>, policy: &'a Policy) -> Self {
        let mut ugly: Vec<Option<String>> = Vec::new();
        if config.flag(&["uglyurls"]) {
            ugly.push(None);
        }
        let sections = config.table(&["uglyurls"]).filter(|(_, flag)| flag.as_bool() == Some(true));
        ugly.extend(sections.map(|(section, _)| Some(section.clone())));
        // Where Hugo is told to make no redirects, a template often writes them for the host.
        let by_host = config.table(&["outputformats"]).any(|(_, format)| {
            format.get("basename").and_then(|name| name.as_str()).is_some_and(|name| name.contains("redirects"))
        });
        Self {
            places,
            tree,
            policy,
            permalinks: Permalinks::read(config),
            ugly,
            keeps_case: config.flag(&["disablepathtolower"]),
            by_host,
            aliases: by_host || !config.flag(&["disablealiases"]),
        }
    }

    /// The page of an article at a place in the content.
    pub(super) fn page(&self, content: &Content, article: &Article) -> Page {
        if let Some(why) = self.tree.left_out(content, self.places) {
            // The page that it is a part of may call it, by its file's name.
            let name = (why == IN_BUNDLE).then(|| self.name(content.language, &content.logical)).map(|name| Name {
                path: format!("{}.{}", name.path, article.path.rsplit('.').next().unwrap_or("")).into(),
                ..name
            });
            return Page { name, ..Page::unpublished(why) };
        }
        let kept_back = self.policy.kept_back(content, article, &self.tree.branches);
        let mut page = match kept_back {
            // The host redirects what has a link, but no file.
            Some(LINKED_ONLY) if self.by_host => {
                let url = self.finished(content, &self.bare_url(content, article));
                Page { redirect: Some(url), ..Page::unpublished(LINKED_ONLY) }
            }
            Some(why) => Page::unpublished(why),
            None => {
                let bare = self.bare_url(content, article);
                let mut aliases = if self.aliases { self.aliases(content, article, &bare) } else { Vec::new() };
                let url = self.finished(content, &bare);
                let below = article.metadata.texts("redirects.from").iter().filter(|from| !from.contains('*'));
                aliases.extend(below.filter(|_| self.by_host).map(|from| joined(url.trim_end_matches('/'), from)));
                Page { url: Some(url), aliases, ..Page::default() }
            }
        };
        if kept_back.is_none_or(|why| why == NOT_RENDERED || why == HEADLESS) {
            page.name = Some(self.name(content.language, &content.logical));
        }
        page.seen_from = content.seen_from();
        page
    }

    /// What links call the page at a path of the content.
    pub(super) fn name(&self, language: usize, logical: &str) -> Name {
        let code = self.places.languages.get(language).map_or("", |language| &language.code);
        Name { language: code.into(), path: logical.into() }
    }

    fn prefix(&self, language: usize) -> &str {
        self.places.languages.get(language).map_or("", |language| &language.prefix)
    }

    pub(super) fn is_ugly(&self, logical: &str) -> bool {
        let section = logical.split('/').next().unwrap_or("");
        self.ugly.iter().any(|ugly| ugly.as_ref().is_none_or(|ugly| ugly == section))
    }

    /// The URL without language and ending: `posts/a`, or all of the one that the page itself names.
    fn bare_url(&self, content: &Content, article: &Article) -> Bare {
        let (date, dated_slug) = self.policy.dated(content, article);
        let metadata = &article.metadata;
        let kind = if content.form == Form::Branch { self.tree.kind(&content.logical) } else { "page" };
        let section = self.tree.section_of(content.language, content.folder());
        let sections: Vec<&str> = section.split('/').filter(|folder| !folder.is_empty()).collect();
        let section_names = self.section_names(content.language, section);
        let name = last(&content.path);
        let slug = metadata.slug.as_deref().or(dated_slug);
        let parts = Parts {
            kind,
            logical: &content.logical,
            date,
            title: metadata.title.as_deref().unwrap_or(name),
            slug,
            name,
            sections: &sections,
            section_names: &section_names,
        };
        if let Some(url) = metadata.permalink.as_deref().filter(|_| kind != "home") {
            return Bare::Given(if url.contains(':') { filled(url, &parts) } else { url.to_owned() });
        }
        if let Some(path) = self.permalinks.of(&parts) {
            return Bare::Made(self.spelled(&path));
        }
        let path = if self.keeps_case { content.path.clone() } else { content.logical.clone() };
        Bare::Made(match slug.filter(|_| kind == "page") {
            Some(slug) => self.spelled(&joined(parent(&path), slug)),
            None => self.spelled(&path),
        })
    }

    /// What the sections down to `section` are called in patterns.
    fn section_names(&self, language: usize, section: &str) -> Vec<String> {
        let ends = section.match_indices('/').map(|(at, _)| at).chain([section.len()]);
        let folders = ends.filter_map(|end| section.get(..end)).filter(|folder| !folder.is_empty());
        let there = folders.filter(|folder| self.tree.sections.contains_key(&(language, *folder)));
        let named = there.map(|folder| {
            let metadata = self.tree.branches.get(&(language, folder));
            let said = metadata.and_then(|metadata| metadata.slug.as_deref().or(metadata.title.as_deref()));
            urlized(said.unwrap_or_else(|| last(folder)))
        });
        named.collect()
    }

    /// A path as it stands in URLs.
    pub(super) fn spelled(&self, path: &str) -> String {
        let path = sanitized(&cleaned(path));
        if self.keeps_case { path } else { path.to_lowercase() }
    }

    /// The URL with language and ending.
    fn finished(&self, content: &Content, bare: &Bare) -> String {
        let prefix = self.prefix(content.language);
        match bare {
            Bare::Given(url) => {
                let prefix = if url.starts_with('/') { "" } else { prefix };
                let path = cleaned(url);
                let prefix = if below(&format!("/{path}"), prefix) { "" } else { prefix };
                let is_file = !url.ends_with('/') && url.contains('.');
                if is_file { format!("{prefix}/{path}") } else { folder_url(prefix, &path) }
            }
            Bare::Made(path) => {
                let folder = content.form == Form::Branch && self.tree.kind(&content.logical) != "term";
                if self.is_ugly(&content.logical) && !folder {
                    format!("{prefix}/{path}.html")
                } else {
                    folder_url(prefix, path)
                }
            }
        }
    }

    /// The URL of a list without a file: of a section, a taxonomy, a term, or the home page.
    pub(super) fn list(&self, language: usize, logical: &str, written: &str, metadata: &Metadata) -> String {
        let kind = self.tree.kind(logical);
        let parts = Parts {
            kind,
            logical,
            title: metadata.title.as_deref().unwrap_or_else(|| last(written)),
            name: last(written),
            ..Parts::default()
        };
        let own = if self.keeps_case { written.to_owned() } else { normal(written) };
        let path = self.spelled(&self.permalinks.of(&parts).unwrap_or(own));
        let prefix = self.prefix(language);
        if kind == "term" && self.is_ugly(logical) {
            return format!("{prefix}/{path}.html");
        }
        folder_url(prefix, &path)
    }

    /// The URL of a folder of the content, where nothing else says what that is.
    pub(super) fn list_of_folder(&self, language: usize, logical: &str) -> String {
        folder_url(self.prefix(language), &self.spelled(logical))
    }

    /// The position of the article that is the page of a bundle or branch.
    pub(super) fn owner(&self, language: usize, logical: &str) -> Option<usize> {
        self.tree.owners.get(&(language, logical)).copied()
    }

    /// The aliases of a page, seen from the folder that it lies in, each in its language.
    fn aliases(&self, content: &Content, article: &Article, bare: &Bare) -> Vec<String> {
        let own = match bare {
            Bare::Given(url) => cleaned(url),
            Bare::Made(path) => path.clone(),
        };
        let prefix = self.prefix(content.language);
        let ugly = self.is_ugly(&content.logical);
        let mut aliases = Vec::new();
        for alias in article.metadata.aliases.iter().filter(|alias| !alias.contains("://")) {
            let folder = if alias.starts_with('/') { "" } else { parent(&own) };
            let mut path = String::new();
            if !join(&mut path, folder, alias) {
                continue;
            }
            let is_file = path.ends_with(".html") || path.ends_with(".htm");
            let ending = if is_file {
                ""
            } else if ugly {
                ".html"
            } else {
                "/"
            };
            let prefix = if below(&format!("/{path}"), prefix) { "" } else { prefix };
            aliases.push(format!("{prefix}/{path}{ending}"));
        }
        aliases
    }
}

/// A URL on the way.
enum Bare {
    /// As the page itself names it.
    Given(String),
    /// Made of a pattern or the file's place.
    Made(String),
}

/// The URL path of a folder.
pub(super) fn folder_url(prefix: &str, path: &str) -> String {
    if path.is_empty() { format!("{prefix}/") } else { format!("{prefix}/{path}/") }
}

fn below(url: &str, prefix: &str) -> bool {
    !prefix.is_empty() && url.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
