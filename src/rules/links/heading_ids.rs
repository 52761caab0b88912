//! The ids that a fragment may name in an article: those that the generator of the site makes. Where it is not known,
//! generators make different ids of one heading, and an id that any common one would make is taken for alive.

use std::borrow::Cow;
use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;

use crate::corpus::{Article, Heading, LinkKind};
use crate::settings::Preset;
use crate::site::Site;
use crate::text::nearest::nearest;
use crate::text::{slug, words};

/// What GitHub puts before the ids of a page.
const PREFIX: &str = "user-content-";

/// How generators make ids, beside GitHub's way, which is tried first.
const OTHER_STYLES: [fn(&str) -> String; 7] = [
    |heading| slug::squeezed(&slug::github(heading)),
    slug::kramdown,
    |heading| slug::squeezed(&slug::kramdown(heading)),
    slug::ascii,
    slug::dashed,
    slug::underscored,
    slug::slugify_decamelized,
];

/// The ids of one article.
pub(super) struct HeadingIds<'a> {
    article: &'a Article,
    /// Ids set by hand, and GitHub's, made when a fragment is not plainly one of them.
    common: OnceCell<FxHashSet<String>>,
    /// Ids in all other styles, or those that code of the site may make, made when one is not common.
    others: OnceCell<FxHashSet<String>>,
    /// The ids that the generator makes, where it is known.
    own: Option<Own<'a>>,
    /// Those that may be meant by one that is not there, made when one is not.
    candidates: OnceCell<Vec<String>>,
    /// Whether a layout writes all that the page shows.
    is_laid_out: bool,
}

/// The ids that a generator makes.
struct Own<'a> {
    site: &'a Site,
    ids: Vec<String>,
    /// Whether sections are named by their text instead.
    by_text: bool,
}

impl<'a> HeadingIds<'a> {
    /// The ids of `article` on `site`.
    pub(super) fn of(site: &'a Site, article: &'a Article) -> Self {
        let by_text = site.has_section(article, "").is_some();
        let is_laid_out = article.is_empty && site.preset() != Preset::Plain;
        let own = site.heading_ids(article).map(|ids| Own { site, ids, by_text });
        Self { is_laid_out, own, ..Self::in_any_style(article) }
    }

    fn in_any_style(article: &'a Article) -> Self {
        let (common, others, candidates) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { article, common, others, own: None, candidates, is_laid_out: false }
    }

    /// Whether `fragment` is, letter by letter, an id set by hand or the id that the generator makes of a heading, else that of
    /// GitHub or MDN: nearly every live one is, and no set of ids is needed to tell.
    fn is_plain(&self, fragment: &str) -> bool {
        let by_hand = || self.article.ids.iter().any(|id| **id == *fragment);
        if let Some(own) = &self.own {
            return !fragment.is_empty() && (own.ids.iter().any(|id| id == fragment) || by_hand());
        }
        let prefixed = fragment.starts_with(PREFIX);
        let is_id = |heading: &Heading| match heading.id() {
            Some(id) => id == fragment,
            None => {
                slug::is_plainly_github(&heading.text, fragment)
                    || (!prefixed && slug::is_plainly_underscored(&heading.text, fragment))
            }
        };
        fragment.is_ascii() && (self.article.headings.iter().any(is_id) || by_hand())
    }

    fn common(&self) -> &FxHashSet<String> {
        self.common.get_or_init(|| self.own.as_ref().map_or_else(|| self.common_in_any_style(), |own| self.made(own)))
    }

    /// Ids set by hand, and those that the generator makes.
    fn made(&self, own: &Own<'_>) -> FxHashSet<String> {
        let by_hand: FxHashSet<&str> = self.article.ids.iter().map(|id| &**id).collect();
        // A term of a definition list may have taken the id of a heading.
        let taken = own.ids.iter().filter(|id| by_hand.contains(id.as_str())).map(|id| format!("{id}-1"));
        let all = by_hand.iter().map(|id| (*id).to_owned()).chain(taken).chain(own.ids.iter().cloned());
        all.filter(|id| !id.is_empty()).map(composed).collect()
    }

    fn common_in_any_style(&self) -> FxHashSet<String> {
        let article = self.article;
        let mut common = FxHashSet::default();
        let mut seen = FxHashMap::default();
        for id in &article.ids {
            insert(&mut common, &mut seen, composed(id.to_string()));
        }
        let by_hand = article.headings.iter().filter_map(Heading::id);
        common.extend(by_hand.map(|id| composed(id.to_string())));
        add_style(&mut common, article, slug::github);
        common
    }

    /// Whether `fragment`, as written in a link of this kind, names a place in the article.
    pub(super) fn has(&self, fragment: &str, kind: LinkKind) -> bool {
        if let Some(named) = self.by_text().and_then(|site| site.has_section(self.article, fragment)) {
            return named;
        }
        if self.is_plain(fragment) {
            return true;
        }
        let decoded = decode(fragment);
        if self.common().contains(&*decoded) || self.common().contains(fragment) {
            return true;
        }
        if let Some(block) = decoded.strip_prefix('^') {
            return self.common().contains(block);
        }
        if self.others().contains(&*decoded) {
            return true;
        }
        // Vaults name a heading by its text; what cannot be an id can only be that.
        let heading = decoded.rsplit('#').next().unwrap_or("");
        if kind == LinkKind::Wiki {
            let heading = words::fold(heading);
            return self.article.headings.iter().any(|known| words::fold(&known.text) == heading);
        }
        let no_id = heading.contains(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')));
        no_id && self.article.headings.iter().any(|known| *known.text == *heading)
    }

    /// The site, if sections there are named by their text.
    fn by_text(&self) -> Option<&Site> {
        self.own.as_ref().filter(|own| own.by_text).map(|own| own.site)
    }

    fn others(&self) -> &FxHashSet<String> {
        self.others.get_or_init(|| {
            if let Some(own) = &self.own {
                return own.site.further_ids(self.article);
            }
            let mut ids = FxHashSet::default();
            for style in OTHER_STYLES {
                add_style(&mut ids, self.article, style);
            }
            ids
        })
    }

    /// The id nearest to `fragment`, if one is near enough to be meant.
    pub(super) fn nearest(&self, fragment: &str) -> Option<String> {
        let candidates = self.candidates.get_or_init(|| {
            let id = |heading: &Heading| heading.id().map_or_else(|| slug::github(&heading.text), str::to_owned);
            let in_any_style = || self.article.headings.iter().map(id).collect();
            let mut candidates: Vec<String> = self.own.as_ref().map_or_else(in_any_style, |own| own.ids.clone());
            candidates.extend(self.article.ids.iter().map(|id| id.to_string()));
            candidates
        });
        nearest(&decode(fragment), candidates.iter().map(String::as_str)).map(str::to_owned)
    }

    /// Whether some ids are not in the sources: a heading is written by a template call or has no text at all, text is
    /// inserted from elsewhere, all of it is, or the article is itself such a text.
    pub(super) fn are_unknown(&self) -> bool {
        let made = |heading: &Heading| heading.id().is_none() && !heading.is_tag && heading.text.trim().is_empty();
        let article = self.article;
        let in_mdx = article.path.ends_with(".mdx");
        let called = |heading: &Heading| {
            let text = &heading.text;
            text.contains("{{") || text.contains("{%") || (in_mdx && text.contains(['{', '}']))
        };
        let inserted = article.inserts_text || (self.is_laid_out && self.by_text().is_none());
        inserted || article.is_partial || article.headings.iter().any(|one| made(one) || called(one))
    }
}

/// Whether a fragment leads somewhere in any page: to its top, to a phrase in it, to a footnote, to a tab, or to a route
/// of an application.
pub(super) fn is_always_live(fragment: &str) -> bool {
    let made = [":~:", "/", "!", "fn:", "fnref:", "tab/"];
    fragment.eq_ignore_ascii_case("top")
        || fragment == "continue-reading"
        || made.iter().any(|start| fragment.starts_with(start))
}

/// Adds the ids that `style` makes of the headings without one of their own.
fn add_style(ids: &mut FxHashSet<String>, article: &Article, style: fn(&str) -> String) {
    // A term of a definition list may have taken the id of a heading.
    let mut seen: FxHashMap<String, u32> = article.ids.iter().map(|id| (id.to_string(), 0)).collect();
    for heading in article.headings.iter().filter(|heading| heading.id().is_none() || heading.is_tag) {
        insert(ids, &mut seen, composed(style(&heading.text)));
    }
}

/// The id in composed Unicode.
fn composed(id: String) -> String {
    if id.is_ascii() { id } else { id.nfc().collect() }
}

/// Adds an id; where it is there already, the ids that generators make of a repeated heading.
fn insert(ids: &mut FxHashSet<String>, seen: &mut FxHashMap<String, u32>, id: String) {
    if id.is_empty() {
        return;
    }
    let repeats = seen.entry(id.clone()).and_modify(|repeats| *repeats += 1).or_insert(0);
    if *repeats > 0 {
        let next = *repeats + 1;
        ids.extend([format!("{id}-{repeats}"), format!("{id}_{repeats}"), format!("{id}_{next}")]);
    }
    ids.insert(id);
}

/// The id that a fragment names: decoded, composed, without a text directive or the prefix that GitHub gives ids.
fn decode(fragment: &str) -> Cow<'_, str> {
    let id = fragment.split(":~:").next().unwrap_or("");
    let id = id.strip_prefix(PREFIX).unwrap_or(id);
    let decoded = percent_encoding::percent_decode_str(id).decode_utf8_lossy();
    if decoded.is_ascii() || unicode_normalization::is_nfc(&decoded) {
        decoded
    } else {
        decoded.nfc().collect::<String>().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(headings: &[&str]) -> Article {
        let heading = |text: &&str| Heading { text: (*text).into(), level: 2, ..Heading::default() };
        Article { headings: headings.iter().map(heading).collect(), ids: ["^b1".into()].into(), ..Article::default() }
    }

    #[test]
    fn ids_of_every_style_are_alive() {
        let article = article(&["API & CLI", "1. Über uns", "Setup", "Setup", "Browser support v1.2"]);
        let ids = HeadingIds::in_any_style(&article);
        let live = [
            "api--cli",
            "api-cli",
            "api_cli",
            "1-uber-uns",
            "1-%C3%BCber-uns",
            "1-u\u{308}ber-uns",
            "setup-1",
            "setup_1",
        ];
        for id in live.iter().chain(&["^b1", "user-content-setup", "browser-support-v1-2", "setup:~:text=x"]) {
            assert!(ids.has(id, LinkKind::Markdown), "{id}");
        }
        for id in ["setup-2", "Setup", "api", "^b2", ""] {
            assert!(!ids.has(id, LinkKind::Markdown), "{id}");
        }
        assert!(ids.has("API & CLI", LinkKind::Wiki) && ids.has("Top#setup", LinkKind::Wiki));
        assert_eq!(ids.nearest("stup").as_deref(), Some("setup"));
    }
}
