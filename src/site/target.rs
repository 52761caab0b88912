//! What a link means.

use crate::corpus::ArticleId;

/// What a link means. Small, so that all targets of a corpus fit beside their links.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// An article; the fragment, if any, is still in the href (see [`fragment`]).
    Article(ArticleId),
    /// A file of the corpus that is not an article.
    Asset,
    /// A page that the generator makes without a source file: a list of terms, a section, pagination.
    Generated,
    /// Somewhere else on the web, or a mail address.
    External,
    /// A place that the corpus is known to hold, where nothing is.
    Dead,
    /// Nowhere: empty, a lone `#`, or a script.
    Placeholder,
    /// Nobody can say from the sources at hand.
    Unchecked(Unchecked),
}

/// Why a target was not judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unchecked {
    /// A URL path in a part of the site that has no source in the corpus.
    OutsideCorpus,
    /// An asset whose folder is not part of the corpus.
    AssetElsewhere,
    /// A shortcode, template variable or expression in the target.
    Template,
    /// A wikilink whose name no file bears.
    Wikilink,
    /// An image.
    Image,
    /// A URL that cannot be parsed.
    Malformed,
    /// A translation that is missing, of an article that is there in the main language.
    Untranslated,
    /// A word that the site's own templates expand.
    Shorthand,
    /// A relative link in a part that other articles include.
    Partial,
    /// A URL below which pages are made by a program or from data.
    Program,
}

impl Unchecked {
    /// The kind in words, for the list of what was not checked.
    pub fn describe(self) -> &'static str {
        match self {
            Self::OutsideCorpus => "links into parts of the site that have no source in the corpus",
            Self::AssetElsewhere => "links to files kept outside the corpus",
            Self::Template => "links made by a shortcode, template or expression",
            Self::Wikilink => "wikilinks to names that no file bears",
            Self::Image => "images",
            Self::Malformed => "targets that are no valid URL",
            Self::Untranslated => "links to missing translations (the site may show the main language there)",
            Self::Shorthand => "links by a shorthand that the site's own templates expand",
            Self::Partial => "relative links in parts that other articles include",
            Self::Program => "links to where pages are made by a program or from data",
        }
    }

    /// The kind's name in machine output.
    pub fn name(self) -> &'static str {
        match self {
            Self::OutsideCorpus => "outside-corpus",
            Self::AssetElsewhere => "asset-elsewhere",
            Self::Template => "template",
            Self::Wikilink => "wikilink",
            Self::Image => "image",
            Self::Malformed => "malformed",
            Self::Untranslated => "untranslated",
            Self::Shorthand => "shorthand",
            Self::Partial => "partial",
            Self::Program => "program",
        }
    }
}

/// The fragment of `href`, without the `#`; `None` if it has none or an empty one. In a call (`{{< ref "a#x" >}}`) it ends
/// with the argument.
pub fn fragment(href: &str) -> Option<&str> {
    let hash = memchr::memchr(b'#', href.as_bytes())?;
    let (before, fragment) = (href.get(..hash)?, href.get(hash + 1..)?);
    let in_call = before.contains("{{") && !before.contains("}}");
    let end = if in_call { fragment.find(['"', '\'', '`', ' ', '}', '#']) } else { None };
    fragment.get(..end.unwrap_or(fragment.len())).filter(|fragment| !fragment.is_empty())
}
