//! Eleventy: every template in the folder of input is a page where it lies, unless data says otherwise.
//!
//! The configuration is a program, which is read for what stands in it literally. A permalink that asks for what only a run of
//! Eleventy would know leaves open what lies in its folder.

mod config;
mod copies;
mod data;
mod permalink;
mod templates;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use rustc_hash::FxHashSet;

use crate::corpus::Article;
use crate::site::calls::Call;
use crate::site::plan::{DRAFT, Files, Form, InContent, OUTSIDE, Page, Plan, Reading, Sources};
use crate::site::project::{Project, joined, strip_folder};
use crate::site::url_path::parent;

use config::Config;
use copies::Copies;
use data::{Cascade, Facts, Permalink};
use templates::Template;

pub(super) fn detect(project: &Project) -> Option<String> {
    project.first_file(&config::FILES).map(str::to_owned)
}

pub(super) fn plan(sources: &Sources<'_>) -> Option<Plan> {
    let project = sources.project;
    let config = Config::read(project, project.first_file(&config::FILES)?);
    let content = project.folder(&config.input)?;
    let copies = Copies::of(&config);
    let templates: Vec<String> = sources
        .assets
        .iter()
        .filter_map(|asset| project.path(asset))
        .filter(|path| is_template(path))
        .map(Into::into)
        .collect();
    let paths = sources.articles.iter().filter_map(|article| project.path(&article.path));
    let folders: FxHashSet<String> = paths
        .map(|path| parent(&path).to_owned())
        .chain(templates.iter().map(|path| parent(path).to_owned()))
        .collect();
    let inside =
        folders.iter().filter(|folder| strip_folder(folder, &config.input).is_some() && !config.closes(folder));
    let site = Eleventy {
        project,
        config: &config,
        ignored: ignored(project, &config),
        globals: data::global_texts(project, &config.data),
        cascade: Cascade::read(project, &config.input, inside.map(String::as_str)),
        copies: &copies,
    };
    let read = |path: &String| {
        let mut template = site.takes(path).then(|| Template::read(project, path)).flatten()?;
        template.facts = site.cascade.complete(std::mem::take(&mut template.facts), &template.stem);
        Some(template)
    };
    let templates: Vec<Template> = templates.iter().filter_map(read).collect();
    let facts: Vec<Option<Facts>> = sources.articles.iter().map(|article| site.facts(article)).collect();
    let collections =
        templates::collections(templates.iter().map(|template| &template.facts).chain(facts.iter().flatten()));
    let mut made = site.made(&templates, &collections);
    let mut pages = Vec::with_capacity(sources.articles.len());
    for (article, facts) in sources.articles.iter().zip(&facts) {
        let (page, open) = site.page(article, facts.as_ref());
        pages.push(page);
        made.open.extend(open);
    }
    made.generated.extend(config.written.iter().map(|path| permalink::as_url(path)));
    made.open.extend(copies.open());
    let by_path = config.has_plugin("InputPathToUrlTransformPlugin");
    // Images are read where they lie and written elsewhere.
    let images_by_path = config.has_plugin("eleventyImageTransformPlugin");
    let input = images_by_path.then(|| (config.input.clone(), String::new()));
    Some(Plan {
        pages,
        generated: made.generated,
        open: made.open,
        statics: copies.folders(project).into_iter().chain(input).collect(),
        files: copies.files(sources, &config),
        files_elsewhere: config.copies_more,
        drafts_are_pages: !config.leaves_drafts_out,
        variables: site.globals.clone(),
        reading: Reading {
            files: if by_path { Files::Articles } else { Files::Never },
            root_files: by_path,
            files_in_content: if by_path { InContent::Any } else { InContent::Never },
            content: vec![content],
            base_is_added: true,
            bare_urls_are_text: !config.links_bare_urls,
            base_is_added_twice: config.path_prefix.is_some() && config.has_plugin("HtmlBasePlugin"),
            all_files_told: !images_by_path,
            form: Some(form),
            ..Reading::default()
        },
        ids: config.ids,
        base_path: config.path_prefix.clone(),
        ..Plan::default()
    })
}

/// `{{ "/x/" | url }}` is that address; what other calls give is not known.
fn form(href: &str) -> Form<'_> {
    let Some(call) = Call::first(href) else { return Form::Plain };
    match (&call.words[..], call.before) {
        ([path, filters @ ..], "")
            if path.quoted && filters.iter().all(|filter| matches!(filter.text, "url" | "safe")) =>
        {
            Form::Url(call.with_behind(path.text))
        }
        _ => Form::Unknown,
    }
}

/// Whether a file that is no article makes a page.
fn is_template(path: &str) -> bool {
    templates::stem(path).is_some()
}

/// Where a template is written.
enum Address {
    At(String),
    /// Somewhere in this folder.
    Below(String),
    Nowhere,
}

/// What decides on pages.
struct Eleventy<'a> {
    project: &'a Project,
    config: &'a Config,
    ignored: Gitignore,
    globals: Vec<(String, String)>,
    cascade: Cascade<'a>,
    copies: &'a Copies,
}

impl Eleventy<'_> {
    /// Whether a file of the project is a template of the site, as far as its folder goes.
    fn takes(&self, path: &str) -> bool {
        strip_folder(path, &self.config.input).is_some() && self.left_out(path).is_none()
    }

    fn left_out(&self, path: &str) -> Option<&'static str> {
        if self.config.closes(path) {
            return Some("part of other pages, data or output");
        }
        let ignored = self.ignored.matched_path_or_any_parents(path, false).is_ignore();
        ignored.then_some("ignored by the site's own lists")
    }

    /// What data says of an article, if it is a template of the site.
    fn facts(&self, article: &Article) -> Option<Facts> {
        let path = self.project.path(&article.path).filter(|path| self.takes(path))?;
        let stem = template_stem(&path).filter(|(_, format)| self.config.renders(format))?.0;
        // Front matter in JavaScript (`---js`) is none to the reader of articles.
        let script = || {
            self.project
                .read(&path)
                .filter(|text| text.starts_with("---js"))
                .as_deref()
                .and_then(templates::front_matter)
        };
        let script = if article.metadata.field_count == 0 { script() } else { None };
        let own = script.map_or_else(|| Facts::of_article(article), |data| Facts::of(&data));
        Some(self.cascade.complete(own, stem))
    }

    /// The page of an article, and the folder that it is in if no more is known.
    fn page(&self, article: &Article, facts: Option<&Facts>) -> (Page, Option<String>) {
        let Some(path) = self.project.path(&article.path) else { return (Page::unpublished(OUTSIDE), None) };
        if let (Some(facts), Some((stem, _))) = (facts, template_stem(&path)) {
            if article.metadata.draft && self.config.leaves_drafts_out {
                return (Page::unpublished(DRAFT), None);
            }
            return match self.address(facts, stem, &|_| None) {
                Address::At(url) => (Page::at(url), None),
                Address::Below(folder) => (Page::default(), Some(folder)),
                Address::Nowhere => (Page::unpublished("its permalink is false"), None),
            };
        }
        if let Some(url) = self.copies.url(&path, &self.config.input) {
            return (Page::at(url), None);
        }
        let inside = strip_folder(&path, &self.config.input).is_some();
        let why = self.left_out(&path).filter(|_| inside);
        (Page::unpublished(why.unwrap_or(if inside { "no format of templates" } else { OUTSIDE })), None)
    }

    /// Where the template at `stem` in the project is written; `variable` knows what pagination sets.
    fn address(&self, facts: &Facts, stem: &str, variable: &dyn Fn(&str) -> Option<String>) -> Address {
        let below = strip_folder(stem, &self.config.input).unwrap_or(stem);
        let template = match &facts.permalink {
            Permalink::Nowhere => return Address::Nowhere,
            Permalink::Unknown => return Address::Below("/".to_owned()),
            Permalink::Unsaid if self.config.makes_permalinks => return Address::Below("/".to_owned()),
            Permalink::Unsaid => return Address::At(permalink::by_path(below)),
            Permalink::Template(path) if facts.is_literal => return Address::At(permalink::as_url(path)),
            Permalink::Template(template) => template,
        };
        let known = |name: &str| {
            let own = variable(name).or_else(|| match name {
                "page.date" | "date" => facts.text("date").or_else(|| dated(below)),
                name => facts.text(name),
            });
            own.or_else(|| self.globals.iter().find(|(known, _)| known == name).map(|(_, text)| text.clone()))
        };
        match permalink::evaluate(template, below, &known) {
            Ok(path) => Address::At(permalink::as_url(&path)),
            Err(before) => Address::Below(templates::open_folder(&before)),
        }
    }
}

/// The date in the name of a file or of its folder.
fn dated(stem: &str) -> Option<String> {
    let found = stem.rsplit('/').find(|name| data::is_dated(name))?;
    found.get(..10).map(str::to_owned)
}

/// An article's path without its ending, and its format.
fn template_stem(path: &str) -> Option<(&str, &str)> {
    let (stem, format) = path.rsplit_once('.')?;
    matches!(format, "md" | "html").then_some((stem, format))
}

/// The patterns that leave files out, of lists and of the configuration.
fn ignored(project: &Project, config: &Config) -> Gitignore {
    let mut builder = GitignoreBuilder::new("");
    let of_git = config.heeds_git.then_some(("", ".gitignore"));
    for (folder, name) in of_git.into_iter().chain([("", ".eleventyignore"), (&*config.input, ".eleventyignore")]) {
        let list = project.read(&joined(folder, name)).unwrap_or_default();
        for line in list.lines().filter(|line| !line.trim().is_empty()) {
            let (not, pattern) = line.strip_prefix('!').map_or(("", line), |pattern| ("!", pattern));
            let below = joined(folder, pattern.trim().trim_start_matches("./").trim_start_matches('/'));
            // A line that is no pattern leaves nothing out.
            let _ = builder.add_line(None, &format!("{not}/{below}"));
        }
    }
    for pattern in config.ignores.iter().map(String::as_str).chain(["**/node_modules/"]) {
        let _ = builder.add_line(None, &format!("/{pattern}"));
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filter_url_gives_an_address() {
        assert_eq!(form("{{ '/x/' | url }}#y"), Form::Url("/x/#y".into()));
        assert_eq!(form("{{ page.url }}"), Form::Unknown);
        assert_eq!(form("/x/"), Form::Plain);
    }
}
