//! Which articles are the same in several languages, and which language each is in: by their paths (`de/tea.md` and `tea.md`,
//! `en/tea.md` and `fr/tea.md`, `tea.de.md`), else by their own word. A folder that only looks like a language code (`it/` for
//! computing) has no twins under another code, and is none. Whom an article is written for, `locale` tells of one article alone.

use std::hash::BuildHasher;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::Site;
use super::languages::{first_code, is_code};
use crate::corpus::{Article, ArticleId};

/// A code in paths is a language if so many articles under it have twins elsewhere.
const ENOUGH: usize = 2;

/// The languages of a corpus; empty where there are not several.
#[derive(Debug, Default)]
pub struct Translations<'a> {
    places: Vec<Place<'a>>,
    /// The live articles by what their paths have in common with those of their translations.
    twins: FxHashMap<u64, Vec<ArticleId>>,
}

/// Where an article stands among its translations.
#[derive(Clone, Copy, Debug, Default)]
struct Place<'a> {
    /// As its path or its front matter has it; empty where neither says so.
    language: &'a str,
    /// Whether the path says so.
    in_path: bool,
    /// A hash of the path without the language.
    common: u64,
}

impl<'a> Translations<'a> {
    /// Those of the articles that are `live`.
    pub fn find(site: &Site, articles: &'a [Article], live: impl Fn(ArticleId) -> bool + Sync) -> Self {
        let by_path: Vec<Place<'a>> = articles.par_iter().map(Place::by_path).collect();
        let twins = twins(&by_path, live);
        let proven = proven(&by_path, &twins);
        let says_so = |article: &Article, place: &Place<'_>| {
            let said = article.metadata.lang.as_deref();
            said.is_some_and(|said| Place { language: said, ..Place::default() }.is_in_language_of(place))
        };
        let is_language = |article: &Article, place: &Place<'_>| {
            let known = || proven.contains(place.language) || site.language(article) == place.language;
            place.in_path && (known() || says_so(article, place))
        };
        let place = |(article, place): (&'a Article, &Place<'a>)| match &article.metadata.lang {
            _ if is_language(article, place) => *place,
            said => Place { language: said.as_deref().unwrap_or(""), in_path: false, common: hash(&article.path) },
        };
        let places: Vec<Place<'a>> = articles.par_iter().zip(&by_path).map(place).collect();
        let several = places.iter().any(|place| !place.is_in_language_of(&places[0]));
        if several { Self { places, twins } } else { Self::default() }
    }

    /// Whether all articles are in one language, as far as anybody can tell.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The language of an article, as its path or its front matter has it; empty where neither says so.
    pub fn language(&self, id: ArticleId) -> &'a str {
        self.place(id).language
    }

    /// Whether two articles are in different languages, and not the same article in both.
    pub fn are_apart(&self, one: ArticleId, other: ArticleId) -> bool {
        let (a, b) = (self.place(one), self.place(other));
        if a.is_in_language_of(&b) || a.common == b.common {
            return false;
        }
        // Where one does not say its language, only a translation tells that it has one.
        let both_say = !a.language.is_empty() && !b.language.is_empty();
        both_say || self.counterpart(other, one).is_some()
    }

    /// What `article` is in the language of `reader`.
    pub fn counterpart(&self, article: ArticleId, reader: ArticleId) -> Option<ArticleId> {
        let (place, own) = (self.place(article), self.place(reader));
        let twins = self.twins.get(&place.common)?;
        twins.iter().copied().find(|id| *id != article && self.place(*id).is_in_language_of(&own))
    }

    /// Whether a path of the site says the language of `reader`: where a translation is missing, sites show another article there.
    pub fn stays(&self, path: &str, reader: ArticleId) -> bool {
        let says = first_code(path).is_some_and(|(_, language)| language == self.language(reader));
        says && self.place(reader).in_path
    }

    fn place(&self, id: ArticleId) -> Place<'a> {
        self.places.get(id.index()).copied().unwrap_or_default()
    }
}

impl<'a> Place<'a> {
    fn by_path(article: &'a Article) -> Self {
        match split(&article.path) {
            Some((before, language, behind)) => {
                Self { language, in_path: true, common: hash(&[before, behind].concat()) }
            }
            None => Self { common: hash(&article.path), ..Self::default() },
        }
    }

    /// Folders of regions are languages of their own; what an article says of itself may name its region or not.
    fn is_in_language_of(&self, other: &Self) -> bool {
        let whole = self.in_path && other.in_path;
        let part = |language: &'a str| if whole { language } else { language.split(['-', '_']).next().unwrap_or("") };
        part(self.language).eq_ignore_ascii_case(part(other.language))
    }
}

/// What stands before and behind the language in a path, and the language: that of a folder, else of a suffix.
fn split(path: &str) -> Option<(&str, &str, &str)> {
    if let Some((start, code)) = first_code(path) {
        return Some((path.get(..start)?, code, path.get(start + code.len()..)?.trim_start_matches('/')));
    }
    let (stem, extension) = path.rsplit_once('.')?;
    let (name, suffix) = stem.rsplit_once('.')?;
    is_code(suffix).then(|| (name, suffix, path.get(stem.len()..).unwrap_or(extension)))
}

fn hash(path: &str) -> u64 {
    FxBuildHasher.hash_one(path)
}

/// The live articles of each common path; only where a path has a code at all.
fn twins(places: &[Place<'_>], live: impl Fn(ArticleId) -> bool + Sync) -> FxHashMap<u64, Vec<ArticleId>> {
    let mut twins: FxHashMap<u64, Vec<ArticleId>> = FxHashMap::default();
    if places.iter().any(|place| place.in_path) {
        for (place, id) in places.iter().zip((0..).map(ArticleId)).filter(|(_, id)| live(*id)) {
            twins.entry(place.common).or_default().push(id);
        }
    }
    twins
}

/// The codes under which enough articles have twins under another code, or under none.
fn proven<'a>(places: &[Place<'a>], twins: &FxHashMap<u64, Vec<ArticleId>>) -> FxHashSet<&'a str> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for group in twins.values().filter(|group| group.len() > 1) {
        let codes: FxHashSet<&str> = group.iter().map(|id| places[id.index()].language).collect();
        if codes.len() > 1 {
            codes.into_iter().for_each(|code| *counts.entry(code).or_default() += 1);
        }
    }
    counts.into_iter().filter(|(code, count)| !code.is_empty() && *count >= ENOUGH).map(|(code, _)| code).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::Permalinks;
    use super::*;
    use crate::corpus;
    use crate::settings::Settings;

    /// Whether each article is apart from the first.
    fn apart(files: &[(&str, &str)]) -> Vec<bool> {
        let settings = Settings::default();
        let article = |(path, front): &(&str, &str)| {
            corpus::article((*path).into(), &format!("---\n{front}\n---\nText.\n"), &settings)
        };
        let mut articles: Vec<Article> = files.iter().map(article).collect();
        let (site, _) = Site::build(&mut articles, &[], Path::new("corpus"), &settings.site, Permalinks::default());
        let translations = Translations::find(&site, &articles, |_| true);
        (1..files.len() as u32).map(|id| translations.are_apart(ArticleId(0), ArticleId(id))).collect()
    }

    #[test]
    fn languages_are_told_by_twins_and_by_what_articles_say() {
        let t = "title: Tea";
        assert_eq!(apart(&[("de/a.md", t), ("en/a.md", t), ("en/b.md", t), ("de/b.md", t)]), [false, true, false]);
        // The main language lies at the root: only a twin tells that `b.md` is in it.
        let root = [("de/a.md", t), ("a.md", t), ("b.md", t), ("de/b.md", t), ("de/c.md", t), ("d.md", t)];
        assert_eq!(apart(&root), [false, true, false, false, false]);
        assert_eq!(apart(&[("it/a.md", t), ("guides/b.md", t), ("it/c.md", t)]), [false, false]);
        assert_eq!(apart(&[("a.de.md", t), ("a.md", t), ("b.md", t), ("b.de.md", t)]), [false, true, false]);
        assert_eq!(
            apart(&[("a.md", "lang: de"), ("b.md", "lang: en"), ("c.md", "lang: de-AT"), ("d.md", t)]),
            [true, false, false]
        );
    }
}
