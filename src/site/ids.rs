//! Which ids a generator gives the headings of an article, in its own way of making them and of telling repeated ones
//! apart.

use std::borrow::Cow;
use std::fmt::Write;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Site;
use crate::corpus::{ALT, Article, CODE, Heading};
use crate::text::slug;

/// A generator's way of making ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum IdStyle {
    /// Not known: an id that any common generator would make is alive.
    #[default]
    Any,
    /// Headings have the ids that are set by hand, and no others.
    ByHand,
    /// Docusaurus: GitHub's, but for headings of the first level, which have none and count all the same.
    Docusaurus,
    /// Astro: GitHub's of text with typographic dashes; ids by hand are text.
    Astro {
        /// Whether a hyphen at the end is cut, as versions before 6 do.
        cut: bool,
    },
    /// goldmark as Hugo sets it up: like GitHub's, with all numbers counted on; what has no letters is a `heading`.
    Goldmark,
    /// The same, in ASCII.
    GoldmarkAscii,
    /// goldmark with the ids of Blackfriday, which Hugo had before: a dash for all that is no letter or digit.
    Blackfriday,
    /// kramdown's own: `setup`, `setup-1`; what has no letters is a `section`.
    Kramdown,
    /// Slugs in ASCII (Zola), repeated ones as Hugo has them.
    Slug,
    /// The text with `_` for blanks (Zola's `safe` anchors), repeated ones as Hugo has them.
    Underscored,
    /// kramdown with its GFM parser (Jekyll): as GitHub's, typographic dashes dropped.
    KramdownGfm,
    /// Python-Markdown (MkDocs): `setup`, `setup_1`. Ids by hand need the extension `attr_list`.
    PythonMarkdown {
        /// Whether it is on.
        attr_list: bool,
    },
    /// The slugs of PyMdown Extensions, told apart by Python-Markdown.
    Pymdown {
        /// As above.
        attr_list: bool,
    },
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
    /// The same of what code of the site leaves of the text, words that are written as one set apart: `JavaScript` is
    /// `java-script`.
    Decamelized,
    /// The text of the heading as links of a vault write it.
    Text,
}

impl Site {
    /// The ids of the headings of `article`, in order; `None` where the generator and so its way is not known. A heading
    /// without an id has an empty one.
    pub fn heading_ids(&self, article: &Article) -> Option<Vec<String>> {
        let style = self.published.as_ref().map_or(IdStyle::Any, |published| published.ids);
        let (make, apart): (Make, Apart) = match style {
            IdStyle::Any => return None,
            IdStyle::ByHand | IdStyle::TagsOnly => (|_| String::new(), |_, id| id),
            IdStyle::Text => (slug::in_vault, |_, id| id),
            IdStyle::Slugify => (slug::slugify, Taken::dashed_from_two),
            IdStyle::Decamelized => (slug::slugify_decamelized, Taken::dashed_from_two),
            IdStyle::Tidied => (slug::github, Taken::dashed_then_tidied),
            IdStyle::GithubWithBraces | IdStyle::Mdbook { smart: false } => (slug::github, Taken::dashed),
            IdStyle::Docusaurus => (slug::github, Taken::dashed),
            IdStyle::Astro { .. } => (slug::github_whole, Taken::dashed),
            IdStyle::Mdbook { smart: true } => (slug::without_dashes, Taken::dashed),
            IdStyle::Goldmark => (slug::goldmark, Taken::dashed_anew),
            IdStyle::GoldmarkAscii => (slug::goldmark_ascii, Taken::dashed_anew),
            IdStyle::Blackfriday => (slug::blackfriday, Taken::dashed_anew),
            IdStyle::Slug => (slug::transliterated, Taken::dashed_anew),
            IdStyle::Underscored => (slug::blanks_underscored, Taken::dashed_anew),
            IdStyle::Kramdown => (slug::kramdown_or_section, Taken::dashed),
            IdStyle::KramdownGfm => (slug::without_dashes, Taken::dashed_or_none),
            IdStyle::PythonMarkdown { .. } => (slug::ascii_words, Taken::underscored),
            IdStyle::Pymdown { .. } => (slug::github, Taken::underscored),
        };
        let no_attributes = matches!(
            style,
            IdStyle::PythonMarkdown { attr_list: false }
                | IdStyle::Pymdown { attr_list: false }
                | IdStyle::Astro { .. }
                | IdStyle::TagsOnly
                | IdStyle::GithubWithBraces
                | IdStyle::Tidied
                | IdStyle::Slugify
                | IdStyle::Decamelized
                | IdStyle::Text
        );
        let is_kramdown = matches!(style, IdStyle::Kramdown | IdStyle::KramdownGfm);
        let is_python = matches!(style, IdStyle::PythonMarkdown { .. } | IdStyle::Pymdown { .. });
        let goldmark = matches!(style, IdStyle::Goldmark | IdStyle::GoldmarkAscii | IdStyle::Blackfriday);
        let zola = matches!(style, IdStyle::Slug | IdStyle::Underscored);
        let eleventy = matches!(style, IdStyle::Slugify | IdStyle::Decamelized);
        let mut headings: Vec<&Heading> = article.headings.iter().collect();
        if is_python || style == IdStyle::Kramdown {
            headings.extend(&article.tight_headings);
            headings.sort_by_key(|heading| heading.place.span.start);
        }
        let mut taken = Taken::default();
        // Python-Markdown keeps ids set by hand apart from those it makes, wherever they stand.
        if !no_attributes && is_python {
            let set = headings.iter().filter(|heading| !heading.is_tag).filter_map(|heading| heading.id());
            taken.ids.extend(set.map(|id| id.to_string()));
        }
        let id = |heading: &Heading| {
            let own = if is_kramdown && !heading.is_tag { kramdown_id(heading) } else { heading.id() };
            match own {
                // What is dropped with the rest of raw HTML has no id.
                _ if heading.is_tag && (goldmark || zola) => String::new(),
                // Eleventy's plugin alone looks for headings in HTML.
                None if heading.is_tag && eleventy => apart(&mut taken, make(&heading.text)),
                own if heading.is_tag => own.unwrap_or("").to_owned(),
                Some(id) if !no_attributes => {
                    if goldmark || zola {
                        taken.ids.insert(id.to_owned());
                    }
                    id.to_owned()
                }
                None if goldmark && heading.text.is_empty() => String::new(),
                None if style == IdStyle::Docusaurus => cut(style, heading, apart(&mut taken, with_blanks(heading))),
                _ if matches!(style, IdStyle::Astro { .. }) => {
                    cut(style, heading, apart(&mut taken, make(&typographic(heading))))
                }
                _ if is_kramdown || no_attributes => {
                    cut(style, heading, apart(&mut taken, make(&with_attributes(heading))))
                }
                _ => cut(style, heading, apart(&mut taken, make(&heading.text))),
            }
        };
        Some(headings.into_iter().map(id).collect())
    }
}

impl Site {
    /// Ids that headings of `article` may have as well, where code of the site leaves out signs of their texts, or words at
    /// either end.
    pub fn further_ids(&self, article: &Article) -> FxHashSet<String> {
        if self.published.as_ref().is_none_or(|published| published.ids != IdStyle::Decamelized) {
            return FxHashSet::default();
        }
        let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-');
        let mut ids = FxHashSet::default();
        for heading in &article.headings {
            add_ends(&heading.text, &mut ids);
            if !heading.text.chars().all(|c| kept(&c)) {
                add_ends(&heading.text.chars().filter(kept).collect::<String>(), &mut ids);
            }
        }
        ids
    }
}

/// Adds the ids of a text from each of its words on, and up to each.
fn add_ends(text: &str, ids: &mut FxHashSet<String>) {
    // Words do not change each other's spelling.
    let words: Vec<String> = text.split_whitespace().map(slug::slugify_decamelized).collect();
    let id = |words: &[String]| {
        let spoken: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
        spoken.join("-")
    };
    for at in 0..words.len() {
        let (before, behind) = words.split_at(at);
        if at > 0 {
            ids.insert(id(before));
        }
        ids.insert(id(behind));
    }
}

/// The id that Docusaurus makes: blanks before a comment at the end count.
fn with_blanks(heading: &Heading) -> String {
    let raw = heading.raw().unwrap_or("");
    let blanks = raw.len() - raw.trim_end_matches(' ').len();
    slug::github(&heading.text) + &"-".repeat(blanks)
}

/// The text of a heading that Astro makes its id of: without alternative texts, with the braces behind it, and, but in
/// code, with typographic dashes, which drop.
fn typographic(heading: &Heading) -> String {
    let raw = heading.raw().unwrap_or(&heading.text);
    let behind = heading.attributes().lines().next().unwrap_or("");
    let spoken: String = raw.split(ALT).step_by(2).chain([if behind.is_empty() { "" } else { " " }, behind]).collect();
    let mut in_code = true;
    let part = |part: &str| {
        in_code = !in_code;
        if in_code { part.to_owned() } else { part.replace("---", "").replace("--", "") }
    };
    spoken.split(CODE).map(part).collect()
}

impl Site {
    /// Whether templates give an element of any page this id.
    pub fn has_template_id(&self, id: &str) -> bool {
        self.published.as_ref().is_some_and(|published| published.template_ids.contains(id))
    }
}

/// What a generator takes off an id that it has made.
fn cut(style: IdStyle, heading: &Heading, made: String) -> String {
    match style {
        IdStyle::Docusaurus if heading.level == 1 => String::new(),
        IdStyle::Astro { cut: true } => made.strip_suffix('-').map(str::to_owned).unwrap_or(made),
        _ => made,
    }
}

/// The id by hand of a heading as kramdown has it: `{#id}` and nothing else behind the heading, or a list of
/// attributes on the line below.
fn kramdown_id(heading: &Heading) -> Option<&str> {
    let (behind, below) = heading.attributes().split_once('\n').unwrap_or((heading.attributes(), ""));
    let below = below.strip_prefix("{:").and_then(|list| list.strip_suffix('}'));
    let of_list = below.and_then(|list| list.split_whitespace().find_map(|word| word.strip_prefix('#')));
    let of_heading = behind.strip_prefix("{#").and_then(|id| id.strip_suffix('}')).filter(|id| !id.contains(' '));
    of_list.or(of_heading)
}

/// The text of a heading with the braces behind it, which are text to some.
fn with_attributes(heading: &Heading) -> Cow<'_, str> {
    let behind = heading.attributes().lines().next().unwrap_or("");
    if behind.is_empty() { Cow::Borrowed(&heading.text) } else { Cow::Owned(format!("{} {behind}", heading.text)) }
}

/// Makes an id of a heading's text.
type Make = fn(&str) -> String;

/// Tells an id apart from those that are taken.
type Apart = fn(&mut Taken, String) -> String;

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
