//! Folders of languages (`en/`, `de/`, `pt-br/`), side by side with translations of the same articles.
//!
//! Many generators show the article of the main language where a translation is missing. Whether this site does is not
//! known, so a link to a missing translation is not called dead.

use rustc_hash::FxHashMap;

use super::Map;
use super::mounts::Mount;
use super::url_path::last;

/// The languages of a corpus.
#[derive(Debug, Default)]
pub(super) struct Languages {
    /// The folder that the languages' folders lie in, empty for the corpus itself.
    folder: String,
    /// Where that folder is served.
    prefix: String,
    /// Names of the folders, the one with most articles first; empty if there are not several.
    names: Vec<String>,
}

/// Folders of languages lie no deeper than this.
const DEEPEST: usize = 5;

impl Languages {
    /// The languages in which articles with these source keys are written.
    pub(super) fn find<'k>(keys: impl Iterator<Item = &'k str>, mounts: &[Mount]) -> Self {
        let mut folders: FxHashMap<&str, FxHashMap<&str, usize>> = FxHashMap::default();
        for key in keys {
            if let Some((start, code)) = first_code(key) {
                let folder = key.get(..start).unwrap_or("").trim_end_matches('/');
                *folders.entry(folder).or_default().entry(code).or_default() += 1;
            }
        }
        let several = folders.into_iter().filter(|(_, languages)| languages.len() > 1);
        let most =
            several.max_by_key(|(folder, languages)| (languages.values().sum::<usize>(), std::cmp::Reverse(*folder)));
        let Some((folder, languages)) = most else { return Self::default() };
        let mut names: Vec<(&str, usize)> = languages.into_iter().collect();
        names.sort_by_key(|(name, articles)| (std::cmp::Reverse(*articles), *name));
        let mounted = mounts.iter().find_map(|mount| mount.apply(folder));
        Self {
            folder: folder.to_owned(),
            prefix: mounted.unwrap_or_else(|| folder.to_owned()),
            names: names.into_iter().map(|(name, _)| name.to_owned()).collect(),
        }
    }

    /// Whether there are several.
    pub(super) fn are_several(&self) -> bool {
        !self.names.is_empty()
    }

    /// The language that the article at a source key is written in, as its folder is called; empty if none says so.
    pub(super) fn of<'k>(&self, source: &'k str) -> &'k str {
        if self.names.is_empty() {
            return "";
        }
        let name = below(source, &self.folder).and_then(|rest| rest.split('/').next()).unwrap_or("");
        if self.is_language(name) { name } else { "" }
    }

    /// The language that a URL key says; the main one if it says none.
    pub(super) fn of_url<'k>(&'k self, key: &'k str) -> &'k str {
        if self.names.is_empty() {
            return "";
        }
        let name = below(key, &self.prefix).and_then(|rest| rest.split('/').next()).unwrap_or("");
        if self.is_language(name) { name } else { self.names.first().map_or("", String::as_str) }
    }

    /// Whether `key`, which nothing answers to, would be the translation of an article in the main language.
    pub(super) fn has_translation(&self, key: &str, map: &Map) -> bool {
        let Some(main) = self.names.first() else { return false };
        let source = translation(key, &self.folder).filter(|(name, _)| self.is_language(name) && name != main);
        if source.is_some_and(|(_, rest)| map.source(&joined(&[&self.folder, main, rest])).is_some()) {
            return true;
        }
        let url = translation(key, &self.prefix).filter(|(name, _)| self.is_language(name) && name != main);
        url.is_some_and(|(_, rest)| {
            let places = [joined(&[&self.prefix, main, rest]), joined(&[&self.prefix, rest])];
            places.iter().any(|place| !rest.is_empty() && map.url(place, true).is_some())
        })
    }

    fn is_language(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }
}

/// Whether one folder's name is that of a language and the other's that of another one: neither is served as the other.
pub(super) fn are_different(folder: &str, prefix: &str) -> bool {
    let (a, b) = (last(folder), last(prefix));
    a != b && is_code(a) && is_code(b)
}

/// The language's folder and what follows, in a key below `folder`.
fn translation<'k>(key: &'k str, folder: &str) -> Option<(&'k str, &'k str)> {
    below(key, folder)?.split_once('/')
}

fn below<'k>(key: &'k str, folder: &str) -> Option<&'k str> {
    if folder.is_empty() { Some(key) } else { key.strip_prefix(folder)?.strip_prefix('/') }
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("/")
}

/// The first folder of a path that is called as a language, and where it begins.
pub(super) fn first_code(path: &str) -> Option<(usize, &str)> {
    let mut start = 0;
    for end in memchr::memchr_iter(b'/', path.as_bytes()).chain([path.len()]).take(DEEPEST) {
        let segment = path.get(start..end)?;
        if is_code(segment) {
            return Some((start, segment));
        }
        start = end + 1;
    }
    None
}

/// Whether a folder's name is a language code (ISO 639-1), with or without a region or script.
pub(super) fn is_code(name: &str) -> bool {
    // Asked of every folder of every path.
    if !matches!(name.as_bytes(), [_, _] | [_, _, b'-' | b'_', ..]) {
        return false;
    }
    let (language, region) = name.split_once(['-', '_']).unwrap_or((name, ""));
    let plain = region.len() <= 4 && region.bytes().all(|b| b.is_ascii_alphanumeric()) && region.len() != 1;
    plain && language.len() == 2 && CODES.as_bytes().chunks(3).any(|code| code.starts_with(language.as_bytes()))
}

const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de \
dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it \
iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd \
ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su \
sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_folders_side_by_side() {
        let keys = ["content/en/a", "content/en/b", "content/pt-br/a", "content/misc/x", "docs/go/x"];
        let found = Languages::find(keys.into_iter(), &[]);
        assert_eq!((&*found.folder, found.names), ("content", vec!["en".to_owned(), "pt-br".to_owned()]));
        assert!(Languages::find(["de/a", "docs/b"].into_iter(), &[]).names.is_empty());
    }

    #[test]
    fn one_language_is_not_served_as_another() {
        assert!(are_different("content/en", "de") && is_code("zh_Hans"));
        assert!(!are_different("en", "") && !are_different("posts", "de") && !is_code("js") && !is_code("guides"));
    }
}
