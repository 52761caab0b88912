//! Which ids a generator gives the headings of an article, in its own way of making them and of telling repeated ones
//! apart.

use std::fmt::Write;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Site;
use crate::corpus::{Article, Heading};
use crate::text::slug;

/// A generator's way of making ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum IdStyle {
    /// Not known: an id that any common generator would make is alive.
    #[default]
    Any,
    /// Headings have the ids that are set by hand, and no others.
    ByHand,
    /// github-slugger (Docusaurus, Astro, Starlight) and Hugo's `github`: `setup`, `setup-1`.
    Github,
    /// goldmark as Hugo sets it up: like GitHub's, with all numbers counted on; what has no letters is a `heading`.
    Goldmark,
    /// The same, in ASCII.
    GoldmarkAscii,
    /// kramdown's own: `setup`, `setup-1`; what has no letters is a `section`.
    Kramdown,
    /// kramdown with its GFM parser (Jekyll): as GitHub's, typographic dashes dropped.
    KramdownGfm,
    /// Python-Markdown (MkDocs): `setup`, `setup_1`. Ids by hand need the extension `attr_list`.
    PythonMarkdown {
        /// Whether it is on.
        attr_list: bool,
    },
    /// The slugs of PyMdown Extensions, told apart by Python-Markdown.
    Pymdown,
    /// mdBook: as GitHub's, typographic dashes dropped where punctuation is made smart.
    Mdbook {
        /// Whether it is.
        smart: bool,
    },
    /// No heading of Markdown has an id, and braces behind one are text.
    TagsOnly,
    /// As GitHub's, and braces are text (rehype-slug).
    GithubWithBraces,
    /// github-slugger, tidied (Nuxt Content); braces are text.
    Tidied,
    /// @sindresorhus/slugify, headings of HTML included: `setup`, `setup-2` (Eleventy); braces are text.
    Slugify,
    /// The text of the heading as links of a vault write it.
    Text,
}

impl Site {
    /// The ids of the headings of `article`, in order; `None` where the generator and so its way is not known. A heading
    /// without an id has an empty one.
    pub fn heading_ids(&self, article: &Article) -> Option<Vec<String>> {
        let style = self.published.as_ref().map_or(IdStyle::Any, |published| published.ids);
        let (make, apart): (fn(&str) -> String, fn(&mut Taken, String) -> String) = match style {
            IdStyle::Any => return None,
            IdStyle::ByHand | IdStyle::TagsOnly => (|_| String::new(), |_, id| id),
            IdStyle::Text => (slug::in_vault, |_, id| id),
            IdStyle::Slugify => (slug::slugify, Taken::dashed_from_two),
            IdStyle::Tidied => (slug::github, Taken::dashed_then_tidied),
            IdStyle::Github | IdStyle::GithubWithBraces | IdStyle::Mdbook { smart: false } => {
                (slug::github, Taken::dashed)
            }
            IdStyle::Mdbook { smart: true } => (slug::without_dashes, Taken::dashed),
            IdStyle::Goldmark => (slug::goldmark, Taken::dashed_anew),
            IdStyle::GoldmarkAscii => (slug::goldmark_ascii, Taken::dashed_anew),
            IdStyle::Kramdown => (slug::kramdown_or_section, Taken::dashed),
            IdStyle::KramdownGfm => (slug::without_dashes, Taken::dashed_or_none),
            IdStyle::PythonMarkdown { .. } => (slug::ascii_words, Taken::underscored),
            IdStyle::Pymdown => (slug::github, Taken::underscored),
        };
        let by_hand = !matches!(
            style,
            IdStyle::PythonMarkdown { attr_list: false }
                | IdStyle::TagsOnly
                | IdStyle::GithubWithBraces
                | IdStyle::Tidied
                | IdStyle::Slugify
                | IdStyle::Text
        );
        let mut taken = Taken::default();
        // Python-Markdown keeps ids set by hand apart from those it makes, wherever they stand.
        if by_hand && matches!(style, IdStyle::PythonMarkdown { .. } | IdStyle::Pymdown) {
            taken
                .ids
                .extend(article.headings.iter().filter_map(|heading| heading.id.as_ref()).map(|id| id.to_string()));
        }
        let goldmark = matches!(style, IdStyle::Goldmark | IdStyle::GoldmarkAscii);
        // Only Markdown is given ids.
        let is_html = goldmark && (article.path.ends_with(".html") || article.path.ends_with(".htm"));
        let id = |heading: &Heading| match &heading.id {
            Some(id) if by_hand => {
                if goldmark {
                    taken.ids.insert(id.to_string());
                }
                id.to_string()
            }
            Some(id) => apart(&mut taken, make(&format!("{} {{#{id}}}", heading.text))),
            None if is_html || (goldmark && heading.text.is_empty()) => String::new(),
            None => apart(&mut taken, make(&heading.text)),
        };
        Some(article.headings.iter().map(id).collect())
    }
}

/// The ids that an article has so far.
#[derive(Default)]
struct Taken {
    ids: FxHashSet<String>,
    counts: FxHashMap<String, usize>,
}

impl Taken {
    /// `id`, `id-1`, `id-2`, …, the first that is free.
    fn dashed(&mut self, id: String) -> String {
        let mut free = id.clone();
        while self.ids.contains(&free) {
            let count = self.counts.entry(id.clone()).or_default();
            *count += 1;
            free.clone_from(&id);
            // Writing to a string cannot fail.
            let _ = write!(free, "-{count}");
        }
        self.ids.insert(free.clone());
        free
    }

    /// As [`Self::dashed`]; a heading of which nothing is left has no id.
    fn dashed_or_none(&mut self, id: String) -> String {
        if id.is_empty() { id } else { self.dashed(id) }
    }

    /// `id`, `id-1`, `id-2`, …, counted from one each time.
    fn dashed_anew(&mut self, id: String) -> String {
        let mut free = id.clone();
        let mut count = 0;
        while self.ids.contains(&free) {
            count += 1;
            free = format!("{id}-{count}");
        }
        self.ids.insert(free.clone());
        free
    }

    /// `id`, `id-2`, `id-3`, …: how often it came before.
    fn dashed_from_two(&mut self, id: String) -> String {
        let count = self.counts.entry(id.clone()).or_default();
        *count += 1;
        if *count == 1 { id } else { format!("{id}-{count}") }
    }

    /// As [`Self::dashed`], then tidied; a heading of which nothing is left has no id.
    fn dashed_then_tidied(&mut self, id: String) -> String {
        if id.is_empty() { id } else { slug::tidied(&self.dashed(id)) }
    }

    /// `id`, `id_1`, `id_2`, …: a number at the end is counted on.
    fn underscored(&mut self, mut id: String) -> String {
        while id.is_empty() || self.ids.contains(&id) {
            let number = id.rsplit_once('_').and_then(|(stem, number)| Some((stem, number.parse::<u64>().ok()?)));
            id = match number {
                Some((stem, number)) => format!("{stem}_{}", number + 1),
                None => format!("{id}_1"),
            };
        }
        self.ids.insert(id.clone());
        id
    }
}
