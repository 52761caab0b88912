//! How a link to an article of the site is spelled, and how this site spells its own: told from the links there are, by
//! spelling each anew in every style and seeing which gives what was written.

use percent_encoding::percent_decode_str;
use rustc_hash::FxHashMap;

use super::hugo_ref::Ref;
use crate::catalog::Catalog;
use crate::corpus::{Article, ArticleId, Link, LinkKind};
use crate::site::Target;

/// A way to spell a link. The order says which is taken of two that are as common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Style {
    /// `/guides/tea/`, below the path that the site is served under if `base` says so.
    Root { base: bool, end: End },
    /// `../guides/tea.md`: from file to file; `./` leads where `dot` says so.
    File { dot: bool, extension: bool },
    /// `../tea/`, as a browser reads it: from inside the article's own URL, or from beside it.
    Relative { inside: bool, end: End },
    /// `https://example.org/guides/tea/`.
    Absolute { origin: Box<str>, end: End },
    /// `{{< ref "/guides/tea.md" >}}`.
    Ref(Ref),
    /// `[[tea]]`, or with its folders.
    Wiki { path: bool },
}

/// How a URL path ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum End {
    /// `/guides/tea/`
    Slash,
    /// `/guides/tea`
    Bare,
    /// `/guides/tea.html`
    Html,
    /// `/guides/tea.md`: the file, from the corpus on.
    Source,
}

const ENDS: [End; 4] = [End::Slash, End::Bare, End::Html, End::Source];

impl Style {
    /// Where nothing else is known: right wherever the site is served from its host's root.
    pub(super) const USUAL: Self = Self::Root { base: true, end: End::Slash };

    /// The target in this style, nothing in it escaped; `None` if it cannot be told so.
    pub(super) fn spell(&self, catalog: &Catalog, from: ArticleId, to: ArticleId) -> Option<String> {
        let (source, target) = (catalog.article(from), catalog.article(to));
        match self {
            Self::Root { base, end } => {
                let base = if *base { catalog.site.base_path().unwrap_or("") } else { "" };
                Some(format!("{base}{}", end.of(catalog.url(to), target)))
            }
            Self::Absolute { origin, end } => {
                let base = catalog.site.base_path().unwrap_or("");
                Some(format!("{origin}{base}{}", end.of(catalog.url(to), target)))
            }
            Self::File { dot, extension } => {
                let path = if *extension { &*target.path } else { without_extension(target) };
                let relative = relative(source.folder(), path);
                let plain = !relative.starts_with('.');
                Some(if (*dot && plain) || relative.is_empty() { format!("./{relative}") } else { relative })
            }
            Self::Relative { inside, end } => {
                let own = catalog.url(from).trim_matches('/');
                let folder = if *inside { own } else { own.rsplit_once('/').map_or("", |(folder, _)| folder) };
                let relative = relative(folder, end.of(catalog.url(to), target).trim_start_matches('/'));
                Some(if relative.is_empty() { "./".to_owned() } else { relative })
            }
            Self::Ref(style) => style.spell(target),
            Self::Wiki { path } => {
                let name = without_extension(target);
                Some(if *path { name } else { name.rsplit('/').next().unwrap_or(name) }.to_owned())
            }
        }
    }

    /// The styles in which `link` of article `from`, a link to `to`, may be written, among them the one it is in.
    fn candidates(link: &Link) -> Vec<Self> {
        if link.kind == LinkKind::Wiki {
            return vec![Self::Wiki { path: false }, Self::Wiki { path: true }];
        }
        if link.href.starts_with('/') && !link.href.starts_with("//") {
            return ENDS.iter().flat_map(|&end| [true, false].map(|base| Self::Root { base, end })).collect();
        }
        if let Some((scheme, rest)) = link.href.split_once("://") {
            let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
            let origin: Box<str> = format!("{scheme}://{host}").into();
            return ENDS.iter().map(|&end| Self::Absolute { origin: origin.clone(), end }).collect();
        }
        let relative = |end| [true, false].map(|inside| Self::Relative { inside, end });
        let file = [(false, true), (true, true), (false, false), (true, false)];
        let files = file.map(|(dot, extension)| Self::File { dot, extension });
        files.into_iter().chain([End::Slash, End::Bare, End::Html].into_iter().flat_map(relative)).collect()
    }
}

impl End {
    fn of(self, url: &str, target: &Article) -> String {
        let bare = url.trim_end_matches('/');
        match self {
            Self::Source => format!("/{}", target.path),
            _ if bare.is_empty() => "/".to_owned(),
            Self::Slash => format!("{bare}/"),
            Self::Bare => bare.to_owned(),
            Self::Html => format!("{bare}.html"),
        }
    }
}

/// How often each style is used.
#[derive(Clone, Debug, Default)]
pub(super) struct Votes(FxHashMap<Style, usize>);

impl Votes {
    /// Counts the links of one article.
    pub(super) fn count(&mut self, catalog: &Catalog, from: ArticleId) {
        for (link, target) in catalog.links(from) {
            match target {
                _ if link.kind.is_image() => {}
                Target::Article(to) if to != from => {
                    let written = link.href.split(['?', '#']).next().unwrap_or("");
                    let written = percent_decode_str(written).decode_utf8_lossy();
                    let fits = |style: &Style| style.spell(catalog, from, to).is_some_and(|spelled| spelled == written);
                    Style::candidates(link).into_iter().filter(fits).for_each(|style| self.vote(style));
                }
                Target::Unchecked(_) => {
                    if let Some(found) = Ref::of(catalog, from, &link.href) {
                        self.vote(Style::Ref(found));
                    }
                }
                _ => {}
            }
        }
    }

    fn vote(&mut self, style: Style) {
        *self.0.entry(style).or_default() += 1;
    }

    /// The styles that are used, the most common first.
    pub(super) fn ranked(self) -> Vec<Style> {
        let mut styles: Vec<(Style, usize)> = self.0.into_iter().collect();
        styles.sort_by(|(a, many), (b, more)| more.cmp(many).then_with(|| a.cmp(b)));
        styles.into_iter().map(|(style, _)| style).collect()
    }
}

/// The path of an article as it is named without its extension: that of a folder's page is the folder's.
pub(super) fn without_extension(article: &Article) -> &str {
    if matches!(article.stem(), "index" | "_index") && !article.folder().is_empty() {
        return article.folder();
    }
    article.path.rsplit_once('.').map_or(&*article.path, |(stem, _)| stem)
}

/// The way from a folder to a path, both from the same root on.
fn relative(folder: &str, path: &str) -> String {
    let folders: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let parts: Vec<&str> = path.split('/').collect();
    let shared = folders.iter().zip(&parts).take_while(|(a, b)| a == b).count().min(parts.len() - 1);
    let up = std::iter::repeat_n("..", folders.len() - shared);
    up.chain(parts.get(shared..).unwrap_or(&[]).iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_between_folders() {
        assert_eq!(relative("a/b", "a/c.md"), "../c.md");
        assert_eq!(relative("a/b", "a/b/c.md"), "c.md");
        assert_eq!(relative("", "a/c.md"), "a/c.md");
        assert_eq!(relative("a/b", "a/b"), "../b");
        assert_eq!(relative("guides/cups", "guides/tea/"), "../tea/");
        assert_eq!(relative("guides/cups", "guides/"), "../");
        assert_eq!(relative("guides/cups", "guides/cups/small/"), "small/");
    }
}
