//! Links in a vault of notes: by name, by the end of a path or by a path, letters in any case. Of several files that fit, one at
//! exactly that path comes first, then the one with the shortest path.
//!
//! Sections are named by their text and blocks by their mark, so that no ids have to be made.

use rustc_hash::FxHashMap;

use crate::corpus::{Article, ArticleId, LinkKind};

use super::href::{Href, classify};
use super::project::Folder;
use super::url_path::{compose, decode, join, last};
use super::{Site, Target, Unchecked};

/// The files of a vault, or of several that lie next to each other.
#[derive(Debug)]
pub(super) struct Vault {
    /// By vault and name, in lower case.
    by_name: FxHashMap<(usize, String), Vec<Held>>,
    folders: Vec<Folder>,
}

/// One file.
#[derive(Debug)]
struct Held {
    /// Its path in the vault, in lower case.
    path: String,
    /// The note, if it is one.
    note: Option<ArticleId>,
}

impl Vault {
    /// Those of `articles` and `assets` that lie in `folders`, a vault each.
    pub(super) fn new(articles: &[Article], assets: &[Box<str>], folders: &[Folder]) -> Self {
        let notes = articles.iter().zip((0..).map(ArticleId));
        let notes = notes.map(|(article, id)| (&article.path, is_note(&article.path).then_some(id)));
        let mut vault = Self { by_name: FxHashMap::default(), folders: folders.to_vec() };
        for (path, note) in notes.chain(assets.iter().map(|asset| (asset, None))) {
            let Some((number, path)) = vault.place(path) else { continue };
            let path = path.to_lowercase();
            vault.by_name.entry((number, last(&path).to_owned())).or_default().push(Held { path, note });
        }
        vault
    }

    /// The vault that a path of the corpus lies in, and the path there.
    fn place(&self, path: &str) -> Option<(usize, String)> {
        let inside = |(number, folder): (usize, &Folder)| Some((number, compose(folder.path(path)?).into_owned()));
        self.folders.iter().enumerate().find_map(inside)
    }

    /// What lies at `path` in a vault, or, unless it is the `whole` path, at one that ends so.
    fn find(&self, vault: usize, path: &str, whole: bool) -> Option<Target> {
        let wanted = path.to_lowercase();
        let as_note = format!("{wanted}.md");
        let named = |wanted: &str| {
            let ends_so = |path: &str| path.strip_suffix(wanted).is_some_and(|head| head.ends_with('/'));
            let fitting = self.by_name.get(&(vault, last(wanted).to_owned())).into_iter().flatten();
            let fitting = fitting.filter(|held| held.path == wanted || (!whole && ends_so(&held.path)));
            fitting.map(|held| (held.path != wanted, held.path.len(), held.note)).min()
        };
        let found = [wanted.as_str(), &as_note].into_iter().filter_map(named).min()?;
        Some(found.2.map_or(Target::Asset, Target::Article))
    }
}

pub(super) fn is_note(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("md"))
}

impl Site {
    /// What `href` in the note `from` means.
    pub(super) fn in_vault(
        &self,
        vault: &Vault,
        from: ArticleId,
        href: &str,
        kind: LinkKind,
        scratch: &mut String,
    ) -> Target {
        let is_wiki = kind == LinkKind::Wiki;
        match classify(href) {
            Href::Placeholder if !is_wiki => return Target::Placeholder,
            Href::Web { .. } => return Target::External,
            // A colon may stand in a name.
            Href::Scheme if !is_wiki || href.contains("://") => return Target::External,
            Href::Template if ["{{", "<%", "${"].iter().any(|call| href.contains(call)) => {
                return Target::Unchecked(Unchecked::Template);
            }
            _ => {}
        }
        let written = href.split('#').next().unwrap_or("").trim();
        if written.is_empty() {
            return Target::Article(from);
        }
        let decoded = decode(written);
        let spellings = [compose(written.into()), decoded];
        let tried = if is_wiki { spellings.get(..1) } else { spellings.get(..) };
        let own = self.folder(from);
        let Some((number, own)) = vault.place(own) else { return Target::Unchecked(Unchecked::OutsideCorpus) };
        let find = |name: &std::borrow::Cow<'_, str>| {
            let from_here = name.starts_with("./") || name.starts_with("../");
            let whole = from_here || name.starts_with('/');
            join(scratch, if from_here { &own } else { "" }, name).then(|| vault.find(number, scratch, whole)).flatten()
        };
        match tried.unwrap_or_default().iter().find_map(find) {
            Some(target) => target,
            None if vault.folders.iter().all(Folder::is_whole) => Target::Dead,
            None => Target::Unchecked(Unchecked::Wikilink),
        }
    }
}

/// Whether `fragment` names a block of `article` (`^id`), a heading, or headings one below the other (`a#b`).
pub(super) fn has_section(article: &Article, fragment: &str) -> bool {
    let decoded = decode(fragment);
    [fragment, &decoded].iter().any(|fragment| {
        let parts: Vec<&str> = fragment.split('#').filter(|part| !part.is_empty()).collect();
        match parts.last() {
            Some(block) if block.starts_with('^') => article.ids.iter().any(|id| id.eq_ignore_ascii_case(block)),
            _ => leads_down(article, 0, 0, &parts.iter().map(|part| folded(part)).collect::<Vec<_>>()),
        }
    })
}

/// Whether headings of these texts, each below the one before, are found from heading `first` on and deeper than `level`.
fn leads_down(article: &Article, first: usize, level: u8, texts: &[String]) -> bool {
    let Some((text, rest)) = texts.split_first() else { return true };
    let below = article.headings.iter().enumerate().skip(first).take_while(|(_, heading)| heading.level > level);
    let mut fitting = below.filter(|(_, heading)| folded(&heading.text) == *text);
    fitting.any(|(at, heading)| leads_down(article, at + 1, heading.level, rest))
}

/// A heading's text as it is compared: letters and digits in lower case, everything else a blank.
fn folded(text: &str) -> String {
    let text = compose(text.into()).to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exact_path_wins_then_the_shortest() {
        let article = |path: &str| Article { path: path.into(), ..Article::default() };
        let articles = ["a/b/X.md", "c/X.md", "c/Y 1.2.md"].map(article);
        let vault = Vault::new(&articles, &["c/x.png".into()], &[Folder::default()]);
        let note = |number| Some(Target::Article(ArticleId(number)));
        assert_eq!(vault.find(0, "x", false), note(1));
        assert_eq!(vault.find(0, "B/x.md", false), note(0));
        assert_eq!(vault.find(0, "y 1.2", false), note(2));
        assert_eq!(vault.find(0, "X.PNG", false), Some(Target::Asset));
        assert_eq!((vault.find(0, "x", true), vault.find(0, "a/x", false)), (None, None));
    }
}
