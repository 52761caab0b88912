//! What a preset says of a site: which URL each article has, what is served without a source, and how links are read.
//!
//! A plan is data. A preset makes it from the generator's configuration and the articles; the map and the resolver go by
//! it and know nothing of generators.

use std::borrow::Cow;

use super::ids::IdStyle;
use super::project::{Folder, Project};
use crate::corpus::Article;

/// What a preset makes of a corpus.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// One for each article, in order.
    pub(super) pages: Vec<Page>,
    /// URL paths of pages that the generator makes without a source file: lists, terms, pagination, `404.html`.
    pub(super) generated: Vec<String>,
    /// URL paths below which pages are made by something that cannot be read (a program, data); what is not found there
    /// is unchecked. `/` leaves all open.
    pub(super) open: Vec<String>,
    /// URL paths within those below which all pages are known after all.
    pub(super) closed: Vec<String>,
    /// Whether it is pages alone that are made there: a file below a folder that files are served from is one of those.
    pub(super) only_pages_open: bool,
    /// Parts of the site with folders and a root of their own, by number; none needs to be said if the site is one.
    pub(super) parts: Vec<Part>,
    /// Redirects beside the aliases of pages: from a URL path, to a URL.
    pub(super) redirects: Vec<(String, String)>,
    /// Folders of the project whose files are served as they are, with the URL path they are served at.
    pub(super) statics: Vec<(String, String)>,
    /// URL paths of further files that are served, one by one: what lies beside an article and goes where its page goes.
    pub(super) files: Vec<String>,
    /// Whether files may be served that are kept elsewhere (by a theme that is not here), so that one is dead only in a folder
    /// that is known to be served.
    pub(super) files_elsewhere: bool,
    /// Pages without a source that links may call by name.
    pub(super) names: Vec<Name>,
    /// Whether articles that call themselves drafts are pages like any other.
    pub(super) drafts_are_pages: bool,
    /// Values of the site's data that links may ask for: `site.url` of `{{ site.url }}/x`.
    pub(super) variables: Vec<(String, String)>,
    /// How links are read.
    pub(super) reading: Reading,
    /// How ids of headings are made.
    pub(super) ids: IdStyle,
    /// Ids that templates give elements of any page.
    pub(super) template_ids: Vec<String>,
    /// Words that templates look for among the targets of links, to make something else of them.
    pub(super) shorthands: Vec<String>,
    /// The site's own address.
    pub(super) base_url: Option<String>,
    /// The path that the site is served under, if the base URL does not say it.
    pub(super) base_path: Option<String>,
    /// What was assumed or could not be read, a clause each.
    pub(super) notes: Vec<String>,
}

/// One article on the site.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// The URL path below the base path, as readers see it, not percent-encoded: `/posts/a/`, `/posts/a.html`, `/docs/a`. `None`: not
    /// published.
    pub(super) url: Option<String>,
    /// Further URL paths that redirect to it.
    pub(super) aliases: Vec<String>,
    /// Further URL paths that serve it, too.
    pub(super) also: Vec<String>,
    /// Why it is not published.
    pub(super) unpublished: Option<&'static str>,
    /// Whether it is published even if it says that it is a draft.
    pub(super) although_draft: bool,
    /// The part of the site that it belongs to, in [`Plan::parts`].
    pub(super) part: u16,
    /// The URL path of one that is not published, where a redirect leads elsewhere.
    pub(super) redirect: Option<String>,
    /// How links call it that name articles, not URLs.
    pub(super) name: Option<Name>,
    /// Folders of names that names in its own links are seen from, in the order of trying.
    pub(super) seen_from: Vec<Box<str>>,
}

/// A part of a site: a language, a version, a plugin's own pages.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    /// The folders that the paths of files start from there, in this order; those of the site if there are none.
    pub(super) content: Vec<Folder>,
    /// Paths of files lead to articles of the same group alone.
    pub(super) group: usize,
    /// The URL path that links from the root start from there, before the site's own root is tried.
    pub(super) root: String,
}

/// How an article is called by links that name articles: one of that name in each language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Name {
    /// The language, in lower case; empty where the site has but one.
    pub(super) language: Box<str>,
    /// Its path below the content folder, in lower case, without extension, language and `index`: `posts/a`. A file
    /// that is a part of another page keeps its extension.
    pub(super) path: Box<str>,
}

impl Page {
    /// A page at this URL path.
    pub(super) fn at(url: impl Into<String>) -> Self {
        Self { url: Some(url.into()), ..Self::default() }
    }

    /// A file that is not published, and why: a clause such as `not in SUMMARY.md`.
    pub(super) fn unpublished(why: &'static str) -> Self {
        Self { unpublished: Some(why), ..Self::default() }
    }
}

/// Which links are paths of files rather than URLs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Files {
    /// None: every link is a URL.
    #[default]
    Never,
    /// Those with the extension of an article.
    Articles,
    /// Those that are exactly the path of a file, of whatever sort; the others are URLs.
    Exact,
    /// Any relative link, tried as a file first and as a URL then.
    Any,
}

/// Which paths of files that are not there are sought in the content folders, too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum InContent {
    /// None.
    #[default]
    Never,
    /// Those that begin with no `./` or `../`.
    Bare,
    /// All of them.
    Any,
}

impl InContent {
    /// Whether a path is one of them.
    pub(super) fn takes(self, path: &str) -> bool {
        match self {
            Self::Never => false,
            Self::Bare => !path.starts_with("./") && !path.starts_with("../"),
            Self::Any => true,
        }
    }
}

/// Which relative links code of the site may write anew, so that one which leads nowhere is not known to be dead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Rewritten {
    /// None.
    #[default]
    Never,
    /// Those that lead out of the content folders.
    Outside,
    /// All of them, but for images.
    Links,
}

/// Whether links of Markdown that are neither URLs nor calls may name articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Names {
    /// They do not.
    #[default]
    Never,
    /// A name goes before a URL.
    First,
    /// What is no URL of the site may be a name: templates that nobody can run make the links.
    Last,
}

/// How links are read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Which relative links are paths of files, seen from the article's own file.
    pub(super) files: Files,
    /// Whether `/x.md` is a path of a file, too, seen from one of the content folders.
    pub(super) root_files: bool,
    /// Whether a file that is meant but not there is dead for sure, or may be a URL all the same.
    pub(super) files_only: bool,
    /// Which paths of files that are not there are sought in the content folders, too.
    pub(super) files_in_content: InContent,
    /// Whether any link of Markdown may call an article by its name.
    pub(super) names: Names,
    /// Whether URLs without any markup stay text.
    pub(super) bare_urls_are_text: bool,
    /// Whether a name that is defined more than once (`[name]: target`) means what its last definition says.
    pub(super) last_definition_counts: bool,
    /// Whether the generator puts the base path before links that begin with a slash.
    pub(super) base_is_added: bool,
    /// Whether `/x/` does not reach a page at `/x`: it is a file `x.html`.
    pub(super) slash_is_dead: bool,
    /// Which relative links code of the site may write anew.
    pub(super) rewritten: Rewritten,
    /// Whether the site may be served below a path that its configuration does not say, so that `..` leads out of it.
    pub(super) may_lie_deeper: bool,
    /// Whether links that begin with a slash are always below the base path.
    pub(super) base_is_below: bool,
    /// Whether it does so even where a link has the base path already.
    pub(super) base_is_added_twice: bool,
    /// Whether links are looked up by name as in a vault of notes.
    pub(super) vault: bool,
    /// Whether the plan tells of all files that are served. Else one that lies beside an article is taken to be served
    /// beside its page.
    pub(super) all_files_told: bool,
    /// The content folders, which `@/x.md`, `ref` and the like start from.
    pub(super) content: Vec<Folder>,
    /// Whether targets in raw HTML (`<a href>`, `<img src>`) are URLs even where those of Markdown are paths of files.
    pub(super) html_is_url: bool,
    /// Whether those of images that name a definition (`![text][name]`) are URLs, too.
    pub(super) referenced_images_are_urls: bool,
    /// Whether `/x` reaches a page at `/x.html`, as most hosts have it.
    pub(super) bare_reaches_html: bool,
    /// Whether `/x/` does, too, as on Netlify.
    pub(super) slash_reaches_html: bool,
    /// What hrefs mean that the generator gives a meaning of their own.
    pub(super) form: Option<for<'h> fn(&'h str) -> Form<'h>>,
}

/// What an href is to a generator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form<'h> {
    /// Nothing special: a URL or the path of a file.
    Plain,
    /// This URL.
    Url(Cow<'h, str>),
    /// This URL, which may be made by something else than the generator.
    Elsewhere(Cow<'h, str>),
    /// This URL path, counted from where the site is served.
    Below(Cow<'h, str>),
    /// The post of this name, with its date and perhaps the folder that its `_posts` lies in or that lies in `_posts`.
    Post(Cow<'h, str>),
    /// The file at this path below a content folder, fragment included.
    Content(Cow<'h, str>),
    /// The article of this [`Name`], seen from the article's own name or from the content folder, or the only one whose
    /// name ends so.
    Ref {
        /// The path or name, fragment included.
        path: Cow<'h, str>,
        /// The language, if it is said.
        language: Option<&'h str>,
    },
    /// A value handed to a macro, which may do with it what it likes: a relative one is alive or unchecked, never dead.
    Value(Cow<'h, str>),
    /// A template or macro whose target cannot be known.
    Unknown,
}

/// What presets are given.
pub(super) struct Sources<'a> {
    pub(super) project: &'a Project,
    pub(super) articles: &'a [Article],
    /// Paths of the files that are no articles.
    pub(super) assets: &'a [Box<str>],
    /// Today as `2026-01-31`, for what is published later or expired.
    pub(super) today: &'a str,
}

impl Sources<'_> {
    /// What `page` makes of the path of each article in the project; those outside of it are not published.
    pub(super) fn pages(&self, page: impl Fn(&str, &Article) -> Page + Sync) -> Vec<Page> {
        use rayon::prelude::*;
        let each = |article: &Article| match self.project.path(&article.path) {
            Some(path) => page(&path, article),
            None => Page::unpublished(OUTSIDE),
        };
        self.articles.par_iter().map(each).collect()
    }
}

/// Why most files of a repository are no pages.
pub(super) const OUTSIDE: &str = "outside the folders that the site is made of";

/// Why a file is no page that is served as it is.
pub(super) const COPIED: &str = "copied as it is, not rendered";

/// Why a file is no page that new articles are made from.
pub(super) const TEMPLATE: &str = "a template of new articles";

/// Why a draft is no page.
pub(super) const DRAFT: &str = "a draft";
