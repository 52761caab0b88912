//! The record of one article: facts and spans, no body. Whatever needs the text again reads the file again.

use serde::{Deserialize, Serialize};

use crate::text::language::Language;
use crate::text::{Place, Span};

/// An article's number: its position among all articles in path order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u32);

impl ArticleId {
    /// The number as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One page of the corpus.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Article {
    /// Path relative to the corpus, UTF-8, with `/`. The parse cache keeps it apart from the record, so that a renamed
    /// file keeps its record.
    #[serde(skip)]
    pub path: Box<str>,
    /// What the front matter says.
    pub metadata: Metadata,
    /// Headings in order.
    pub headings: Box<[Heading]>,
    /// Lines such as `##Heading`, which older kinds of Markdown take for headings and others for text.
    pub tight_headings: Box<[Heading]>,
    /// Values of `id` and `name` attributes in HTML, block ids, terms of definition lists: what else a fragment may
    /// mean.
    pub ids: Box<[Box<str>]>,
    /// Whether the body holds nothing but comments and template calls, so that what the page shows comes from elsewhere.
    pub is_empty: bool,
    /// Whether text that is kept elsewhere is inserted, so that headings and ids of the page are not all known.
    pub inserts_text: bool,
    /// Whether the file is a part that other articles include rather than a page: its name or that of a folder says so.
    pub is_partial: bool,
    /// Links in order of their place.
    pub links: Box<[Link]>,
    /// Names of targets that are defined more than once (`[name]: target`), in order of their first definition, which is the
    /// one that links go by.
    pub redefinitions: Box<[Redefinition]>,
    /// Template variables left unfilled, the first place of each.
    pub variables: Box<[Variable]>,
    /// What was wrong with the file itself.
    pub problems: Box<[Problem]>,
    /// `linkwright-ignore` comments.
    pub suppressions: Box<[Suppression]>,
    /// Bytes of the file.
    pub size: u32,
}

impl Article {
    /// Gives links by name the target of the last definition instead of the first.
    pub fn go_by_last_definitions(&mut self) {
        let redefinitions = std::mem::take(&mut self.redefinitions);
        if redefinitions.is_empty() {
            return;
        }
        for link in self.links.iter_mut().filter(|link| link.is_reference()) {
            let at = link.href_span.start;
            let before = redefinitions.partition_point(|one| one.first.start <= at);
            let last = before.checked_sub(1).and_then(|index| redefinitions.get(index));
            if let Some(last) = last.filter(|last| at < last.first.end) {
                link.href = last.href.clone();
                link.href_span = last.href_span;
            }
        }
    }

    /// The title: of the front matter, else the first heading, else the file's stem.
    pub fn title(&self) -> &str {
        let heading = || self.headings.first().map(|heading| &*heading.text).filter(|text| !text.is_empty());
        self.metadata.title.as_deref().or_else(heading).unwrap_or_else(|| self.stem())
    }

    /// The file name without its extension; further dots belong to it (`x.audience_beginner.md`).
    pub fn stem(&self) -> &str {
        let (_, name) = self.folder_and_name();
        memchr::memrchr(b'.', name.as_bytes()).and_then(|dot| name.get(..dot)).unwrap_or(name)
    }

    /// The folder, without a slash at its end; empty for the corpus itself.
    pub fn folder(&self) -> &str {
        self.folder_and_name().0
    }

    fn folder_and_name(&self) -> (&str, &str) {
        let split = memchr::memrchr(b'/', self.path.as_bytes()).and_then(|slash| self.path.split_at_checked(slash));
        split.map_or(("", &self.path), |(folder, name)| (folder, name.get(1..).unwrap_or("")))
    }

    /// Whether the file is the page of its folder: `index`, `_index` or `README`.
    pub fn is_folder_page(&self) -> bool {
        let stem = self.stem();
        matches!(stem, "index" | "_index") || stem.eq_ignore_ascii_case("readme")
    }

    /// The language it is written in: its own word, else a folder or suffix named like one, else English.
    pub fn language(&self) -> Language {
        let said = self.metadata.lang.as_deref().and_then(Language::from_code);
        said.or_else(|| Language::of_path(&self.path)).unwrap_or(Language::ENGLISH)
    }

    /// Whether the file could be read at all.
    pub fn is_readable(&self) -> bool {
        !self.problems.iter().any(|problem| problem.kind == ProblemKind::Unreadable)
    }
}

/// Folders that generators include from rather than publish.
const PARTIAL_FOLDERS: [&str; 12] = [
    "_common",
    "_components",
    "_include",
    "_includes",
    "_layouts",
    "_partial",
    "_partials",
    "_shared",
    "_snippet",
    "_snippets",
    "_template",
    "_templates",
];

/// Whether the path of a file says that it is a part which other articles include.
pub(super) fn is_partial(path: &str) -> bool {
    // Nearly no path has a `_` where a name begins.
    if !path.starts_with('_') && memchr::memmem::find(path.as_bytes(), b"/_").is_none() {
        return false;
    }
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let in_folder = folder.split('/').any(|name| PARTIAL_FOLDERS.contains(&name));
    in_folder || (name.starts_with('_') && !name.starts_with("_index."))
}

/// What the front matter says, under linkwright's own names. Values that are template variables are left out.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Metadata {
    /// Whether the file has such a block at all, be it empty: some generators only render what has one.
    pub has_front_matter: bool,
    /// How many keys the block has.
    pub field_count: u16,
    /// The article's title.
    pub title: Option<Box<str>>,
    /// What sort of article it is.
    pub content_type: Option<Box<str>>,
    /// Its categories, the first being the main one.
    pub categories: Box<[Box<str>]>,
    /// The keyword it is written for.
    pub keyword: Option<Box<str>>,
    /// The tools it is about, the primary one first.
    pub tools: Box<[Box<str>]>,
    /// When it was last changed, as written.
    pub date: Option<Box<str>>,
    /// Its editorial state, as written.
    pub status: Option<Box<str>>,
    /// Its language, as written.
    pub lang: Option<Box<str>>,
    /// The last segment of its URL.
    pub slug: Option<Box<str>>,
    /// Its whole URL path.
    pub permalink: Option<Box<str>>,
    /// Further URL paths that lead to it.
    pub aliases: Box<[Box<str>]>,
    /// Keywords that it owns, so that no other article should be written for them.
    pub owns: Box<[Box<str>]>,
    /// Whether it is not published.
    pub draft: bool,
    /// Whether no link is to be suggested in its text.
    pub nolink_from: bool,
    /// Whether no link to it is to be suggested.
    pub nolink_to: bool,
    /// Rules that the article opts out of: `linkwright: {ignore: [orphan]}`.
    pub ignore: Box<[Box<str>]>,
    /// What only generators read, by key; tables of one level under `table.key`.
    pub more: Box<[GeneratorKey]>,
}

/// A key that only generators read, and its texts: one for a scalar, several for a list.
pub type GeneratorKey = (Box<str>, Box<[Box<str>]>);

impl Metadata {
    /// The texts under a key that only generators read: one for a scalar, several for a list.
    pub fn texts(&self, key: &str) -> &[Box<str>] {
        self.more.iter().find(|(known, _)| **known == *key).map_or(&[], |(_, texts)| texts)
    }

    /// The first text under a key that only generators read.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.texts(key).first().map(|text| &**text)
    }
}

/// Stands before and behind the alternative text of an image in [`HeadingMarks::raw`]; no text has it.
pub const ALT: char = '\u{FDD0}';

/// Stands before and behind code there.
pub const CODE: char = '\u{FDD1}';

/// A heading. There are as many as links, so what few have stands apart.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Heading {
    /// Its text without markup.
    pub text: Box<str>,
    /// What was written besides its text.
    pub marks: Option<Box<HeadingMarks>>,
    /// Whether it is a tag, which most generators give no id, rather than Markdown.
    pub is_tag: bool,
    /// 1 to 6.
    pub level: u8,
    /// The whole heading.
    pub place: Place,
}

/// What is written in a heading besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadingMarks {
    /// Its text, blanks at its ends included, with [`ALT`] around alternative texts of images and [`CODE`] around code,
    /// where it has any, or a comment.
    pub raw: Option<Box<str>>,
    /// An id set by hand: `{#id}`, or `id="…"` of a tag.
    pub id: Option<Box<str>>,
    /// Attributes in braces as they are written, behind the heading (`{#id .class}`) and, after a line end, on the line
    /// below it (`{: #id}`): which of them a generator knows differs. Mostly empty.
    pub attributes: Box<str>,
}

impl HeadingMarks {
    /// The marks as a heading keeps them: none where nothing is written.
    pub fn kept(self) -> Option<Box<Self>> {
        (self != Self::default()).then(|| self.into())
    }
}

impl Heading {
    /// See [`HeadingMarks::id`].
    pub fn id(&self) -> Option<&str> {
        self.marks.as_ref()?.id.as_deref()
    }

    /// See [`HeadingMarks::raw`].
    pub fn raw(&self) -> Option<&str> {
        self.marks.as_ref()?.raw.as_deref()
    }

    /// See [`HeadingMarks::attributes`].
    pub fn attributes(&self) -> &str {
        self.marks.as_ref().map_or("", |marks| &marks.attributes)
    }
}

/// One use of a target.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Link {
    /// The target as written, entities and escapes of the markup undone.
    pub href: Box<str>,
    /// The anchor text without markup, white space folded; an image's alternative text counts.
    pub text: Box<str>,
    /// The whole link in the file.
    pub place: Place,
    /// The bytes of the target; empty where they do not stand literally in the file.
    pub href_span: Span,
    /// How many headings stand before it: 0 is the text before the first, `n` is under `headings[n - 1]`.
    pub section: u16,
    /// How it is written.
    pub kind: LinkKind,
    /// Whether it stands in running text or in a listing.
    pub role: LinkRole,
}

impl Link {
    /// Whether the target stands in a definition elsewhere in the file: `[text][name]`.
    pub fn is_reference(&self) -> bool {
        !self.href_span.range().is_empty() && !self.place.span.range().contains(&self.href_span.range().start)
    }

    /// Whether it is a URL without any markup, which only some kinds of Markdown make a link of.
    pub fn is_bare_url(&self) -> bool {
        self.kind == LinkKind::Auto && self.href_span == self.place.span
    }
}

/// What a name means that is defined more than once, to those who go by the last definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redefinition {
    /// The whole first definition.
    pub first: Span,
    /// The target of the last one, as [`Link::href`].
    pub href: Box<str>,
    /// Where that stands, as [`Link::href_span`].
    pub href_span: Span,
}

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkKind {
    /// `[text](target)`, and its reference forms.
    Markdown,
    /// `<https://…>`, or a bare URL.
    Auto,
    /// `<a href>`, and components that take a target (`<Link to>`).
    Html,
    /// `[[target]]`.
    Wiki,
    /// An image, in any of the forms of Markdown; not a link that readers follow.
    Image,
    /// `<img src>`.
    ImageTag,
    /// A shortcode or template call that stands for a link, such as `{{< card link="…" >}}`.
    Template,
}

impl LinkKind {
    /// Whether it shows an image, in whatever form.
    pub fn is_image(self) -> bool {
        matches!(self, Self::Image | Self::ImageTag)
    }

    /// Whether it is a tag of HTML, or a component.
    pub fn is_tag(self) -> bool {
        matches!(self, Self::Html | Self::ImageTag)
    }
}

/// Whether a link stands in running text or in a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LinkRole {
    /// In running text.
    Body,
    /// In an item that holds little but the link.
    List,
}

/// A template variable that nobody filled, such as `{{CTA_BLOCK}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// The name between the braces.
    pub name: Box<str>,
    /// The first use in the file, braces included.
    pub place: Place,
}

/// Something wrong with the file itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What sort.
    pub kind: ProblemKind,
    /// What is wrong, a clause without a full stop.
    pub message: String,
    /// Where, if it has a place.
    pub place: Option<Place>,
}

/// What sort of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProblemKind {
    /// Nothing could be read.
    Unreadable,
    /// The front matter could not be read in whole or in part; the body was.
    FrontMatter,
}

/// A comment `linkwright-ignore rule…`: silences these rules on its line and on the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppression {
    /// The line of the comment's end.
    pub line: u32,
    /// The rules; empty means all.
    pub rules: Box<[Box<str>]>,
}
