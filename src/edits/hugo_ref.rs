//! Hugo's `ref` and `relref`: a target told by the path of its file below the content folder, or by its bare name.

use super::style::without_extension;
use crate::catalog::Catalog;
use crate::corpus::{Article, ArticleId};

/// How references are written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Ref {
    /// `{{<` or `{{%`.
    percent: bool,
    /// `relref` rather than `ref`.
    relative: bool,
    /// Whether the path begins with a slash.
    slash: bool,
    /// Whether the file's extension is written.
    extension: bool,
    /// The folder of the corpus that paths start from, without slashes at its ends.
    root: Box<str>,
}

impl Ref {
    /// The way in which `href`, in article `from`, refers to an article; `None` if it is no reference to one.
    pub(super) fn of(catalog: &Catalog, from: ArticleId, href: &str) -> Option<Self> {
        let call = Call::read(href)?;
        let (slash, extension) = (call.path.starts_with('/'), call.path.ends_with(".md"));
        let root = root(catalog, from, stem(call.path))?;
        Some(Self { percent: call.percent, relative: call.relative, slash, extension, root })
    }

    /// The whole call; `None` if no path below the root leads to the target.
    pub(super) fn spell(&self, to: &Article) -> Option<String> {
        let path = if self.extension { &*to.path } else { without_extension(to) };
        let path = if self.root.is_empty() { path } else { path.strip_prefix(&*self.root)?.strip_prefix('/')? };
        if path.contains(['"', '\\', '{', '}', '#', '?']) {
            return None;
        }
        let (open, close) = if self.percent { ("{{%", "%}}") } else { ("{{<", ">}}") };
        let name = if self.relative { "relref" } else { "ref" };
        // Without a slash only a path that has folders is sure to start from the root.
        let slash = if self.slash || !path.contains('/') { "/" } else { "" };
        Some(format!("{open} {name} \"{slash}{path}\" {close}"))
    }
}

/// Whether `href` is a reference that names article `to`.
pub(super) fn means(catalog: &Catalog, href: &str, to: ArticleId) -> bool {
    let whole = without_extension(catalog.article(to));
    Call::read(href).is_some_and(|call| {
        let rest = whole.strip_suffix(stem(call.path));
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
    })
}

/// A reference as it is written.
struct Call<'h> {
    percent: bool,
    relative: bool,
    path: &'h str,
}

impl<'h> Call<'h> {
    fn read(href: &'h str) -> Option<Self> {
        let call = href.trim().strip_prefix("{{")?.strip_suffix("}}")?;
        let inner = call.trim_matches(['<', '>', '%']).trim();
        let (name, rest) = inner.split_once(char::is_whitespace)?;
        let relative = name == "relref";
        let quoted = rest.trim().trim_start_matches(['"', '`']);
        let path = quoted.split(['"', '`', '#', '?']).next()?;
        let known = relative || name == "ref";
        (known && !path.is_empty()).then_some(Self { percent: call.starts_with('%'), relative, path })
    }
}

/// The path of a reference without what need not be written.
fn stem(path: &str) -> &str {
    let bare = path.trim_matches('/');
    let stem = bare.strip_suffix(".md").unwrap_or(bare);
    stem.strip_suffix("/_index").or(stem.strip_suffix("/index")).unwrap_or(stem)
}

/// The folder from which `path` leads to an article. A bare name does from many: then it is the one called `content`.
fn root(catalog: &Catalog, from: ArticleId, path: &str) -> Option<Box<str>> {
    let is_there = |path: &str| {
        let files = ["", ".md", "/_index.md", "/index.md"].map(|end| format!("{path}{end}"));
        files.iter().any(|file| catalog.articles.binary_search_by(|article| (*article.path).cmp(file)).is_ok())
    };
    let own = catalog.article(from).folder();
    // The roots are the folders above the article that refers, the nearest to the corpus first.
    let ends = own.match_indices('/').map(|(at, _)| at).chain([own.len()]);
    let folders: Vec<&str> = std::iter::once("").chain(ends.filter_map(|at| own.get(..at))).collect();
    if path.contains('/') {
        let whole = |folder: &str| if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") };
        let found = folders.iter().find(|folder| is_there(&whole(folder)));
        return found.map(|folder| (*folder).into());
    }
    let content = folders.iter().find(|folder| folder.rsplit('/').next() == Some("content"));
    Some(content.copied().unwrap_or("").into())
}
