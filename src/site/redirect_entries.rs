//! New redirects where the generator or the host of a site has them: entries in a file of the project.
//!
//! No language of configuration is worked out in full to find where an entry belongs. Places that look right are tried, and the
//! first is taken after which the project, read again, has all the old redirects, the new ones, and none besides.

mod hosts;

use std::path::PathBuf;

use super::Site;
use super::map::url_key;
use super::presets::redirects::{self as configured, Place};
use super::project::{Project, joined, strip_folder};
use super::redirects::Redirects;
use crate::corpus::{Article, ArticleId};

/// What becomes of redirects that are wanted.
#[derive(Debug, PartialEq, Eq)]
pub enum Entries {
    /// The site has them all.
    Known,
    /// A file takes them.
    Edit(RedirectEdit),
    /// They have to be written by hand; where and what, a clause.
    Told(String),
}

/// Text that puts redirects into a file of the project.
#[derive(Debug, PartialEq, Eq)]
pub struct RedirectEdit {
    /// The folder on disk that holds the corpus and the file.
    pub root: PathBuf,
    /// Where the corpus lies in it; empty if it is the corpus.
    pub corpus: String,
    /// Where the file lies in it.
    pub file: String,
    /// What the file reads now.
    pub text: String,
    /// The byte that the new text comes before.
    pub at: usize,
    /// The new text.
    pub insertion: String,
}

/// One redirect that is wanted.
#[derive(Debug)]
pub(super) struct NewRedirect {
    /// The URL path that leads on, below the base path, percent-encoded.
    pub(super) from: String,
    /// The one that it leads to, likewise.
    pub(super) to: String,
    /// The base path, with a slash before it and none behind; or nothing.
    pub(super) base: String,
    /// The source files of the two, below the first folder of content.
    pub(super) files: [String; 2],
}

impl Site {
    /// Lets the URLs of articles lead to other articles, as the site has its redirects: in the generator's configuration,
    /// else in a file that its host goes by and that is there. `root` is the corpus folder.
    pub fn redirect_entries(
        &self,
        root: &std::path::Path,
        articles: &[Article],
        wanted: &[(ArticleId, ArticleId)],
    ) -> Entries {
        let wanted: Vec<NewRedirect> =
            wanted.iter().filter_map(|&(from, to)| self.new_redirect(articles, from, to)).collect();
        if wanted.is_empty() {
            return Entries::Known;
        }
        let form = configured::form(self.preset());
        let places = form.map(|form| (form.places)(&self.project, &lines(form.line, &wanted)));
        let by_host = || hosts::places(&self.project, &self.statics, &wanted);
        let before = self.all_redirects(&self.project);
        let fits = |place: &Place| self.fits(place, &wanted, &before);
        let place = places.into_iter().flatten().find(fits).or_else(|| by_host().into_iter().find(fits));
        match place.and_then(|place| Some((self.project.read_whole(&place.file)?, place))) {
            Some((text, place)) => {
                let (root, project, corpus) = self.project.common(root);
                Entries::Edit(RedirectEdit {
                    root,
                    corpus: corpus.to_owned(),
                    file: joined(project, &place.file),
                    text,
                    at: place.at,
                    insertion: place.text,
                })
            }
            None => {
                let where_ = form.map_or("the host's `_redirects`", |form| form.told);
                let line = form.map_or(hosts::line as fn(&NewRedirect) -> String, |form| form.line);
                Entries::Told(format!("{where_} takes {}", lines(line, &wanted).join(", ")))
            }
        }
    }

    /// A redirect that is wanted, unless there is one already.
    fn new_redirect(&self, articles: &[Article], from: ArticleId, to: ArticleId) -> Option<NewRedirect> {
        let (from_url, to_url) = (self.url(from), self.url(to));
        let known = self.redirects.find(&url_key(from_url));
        if known.is_some_and(|known| url_key(self.below_base(&known)) == url_key(to_url)) {
            return None;
        }
        let file = |id: ArticleId| {
            let path = articles.get(id.index()).map_or("", |article| &*article.path);
            let path = self.project.path(path).unwrap_or_default();
            // Only MkDocs asks for files, and copies what else lies in the folder of its content, so that is the first of these.
            let content = self.statics.get(1).map_or("", String::as_str);
            strip_folder(&path, content).unwrap_or(&path).to_owned()
        };
        Some(NewRedirect {
            from: encoded(from_url),
            to: encoded(to_url),
            base: self.base_path().unwrap_or("").to_owned(),
            files: [file(from), file(to)],
        })
    }

    /// Whether the text put in there makes the redirects that are wanted and changes no others.
    fn fits(&self, place: &Place, wanted: &[NewRedirect], before: &Redirects) -> bool {
        let Some(text) = self.project.read_whole(&place.file) else { return false };
        let Some((head, rest)) = text.split_at_checked(place.at) else { return false };
        let supposed = self.project.supposing(&place.file, format!("{head}{}{rest}", place.text));
        let after = self.all_redirects(&supposed);
        let leads = |one: &NewRedirect| {
            let to = after.find(&url_key(&one.from));
            to.is_some_and(|to| url_key(self.below_base(&to)) == url_key(&one.to))
        };
        let keys: Vec<String> = wanted.iter().map(|one| url_key(&one.from)).collect();
        wanted.iter().all(leads) && after.without(&keys) == before.clone().without(&keys)
    }

    /// What the generator's configuration and the files of hosts in `project` redirect.
    fn all_redirects(&self, project: &Project) -> Redirects {
        let mut redirects = Redirects::default();
        if let Some(form) = configured::form(self.preset()) {
            (form.read)(project).iter().for_each(|(from, to)| redirects.add(from, to));
        }
        redirects.read(project, self.statics.iter().map(String::as_str));
        redirects
    }
}

fn lines(line: fn(&NewRedirect) -> String, wanted: &[NewRedirect]) -> Vec<String> {
    wanted.iter().map(line).collect()
}

/// A URL path as addresses have it.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~!$&()*+,;=:@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
