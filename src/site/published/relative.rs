//! Relative links: paths of files beside the article, or URLs as a browser reads them.

use super::super::plan::Files;
use super::super::resolve::is_asset_name;
use super::super::url_path::{decode, is_source, join, join_url, path_of};
use super::super::{Site, Target, Unchecked};
use super::{Published, folder_of};
use crate::corpus::ArticleId;

impl Site {
    /// A relative link: the path of a file where the generator takes it for one, else a URL seen from the page's own.
    pub(super) fn published_relative(
        &self,
        published: &Published,
        from: ArticleId,
        href: &str,
        scratch: &mut String,
    ) -> Target {
        let path = decode(path_of(href));
        if path.is_empty() {
            return Target::Article(from);
        }
        let names_article = is_source(&path);
        let as_file = match published.reading.files {
            Files::Never => false,
            Files::Articles => names_article,
            Files::Exact | Files::Any => true,
        };
        if as_file && join(scratch, self.folder(from), &path) {
            match self.file(published, scratch).filter(|target| published.knows(from, *target)) {
                Some(target) => return target,
                None if names_article && published.reading.files_only => return Target::Dead,
                None => {}
            }
            if published.reading.files_in_content.takes(&path) {
                let target = self.content_file(published, published.content(from), &path, scratch);
                if matches!(target, Target::Article(_) | Target::Asset) && published.knows(from, target) {
                    return target;
                }
            }
        }
        if self.is_partial(from) {
            return Target::Unchecked(Unchecked::Partial);
        }
        let target = self.seen_from_page(published, from, &path, scratch);
        let told = published.reading.all_files_told || self.url(from).is_empty();
        let beside = target == Target::Dead && !told && is_asset_name(&path);
        if beside && join(scratch, self.folder(from), &path) && self.map.has_asset(scratch) {
            // Many generators copy files that Markdown shows from beside an article next to its page.
            return Target::Asset;
        }
        target
    }

    /// A relative URL as a browser reads it.
    pub(super) fn seen_from_page(
        &self,
        published: &Published,
        from: ArticleId,
        path: &str,
        scratch: &mut String,
    ) -> Target {
        if path.is_empty() {
            return Target::Article(from);
        }
        if self.url(from).is_empty() {
            // Nobody knows where the page is that it is seen from.
            return Target::Unchecked(Unchecked::Program);
        }
        let unsaid = published.reading.may_lie_deeper && self.base_path.is_none();
        if unsaid && !join(scratch, folder_of(self.url(from)), path) {
            // Where nobody says what the site is served under, `../std/` leads to another site that is served beside it.
            return Target::External;
        }
        if let Some(base) = self.base_path.as_deref().filter(|_| !join(scratch, folder_of(self.url(from)), path)) {
            // It leads out of the base path, where another site may be; unless the writer took it for the root.
            join_url(scratch, &format!("{}/{}", base.trim_start_matches('/'), folder_of(self.url(from))), path);
            let outside = std::mem::take(scratch);
            return match self.served(published, &outside, scratch) {
                Target::Dead | Target::Unchecked(_) => Target::Unchecked(Unchecked::OutsideCorpus),
                _ => Target::Dead,
            };
        }
        join_url(scratch, folder_of(self.url(from)), path);
        let joined = std::mem::take(scratch);
        let slash = if path.ends_with('/') { "/" } else { "" };
        self.served(published, &format!("{joined}{slash}"), scratch)
    }
}
