//! Jekyll: pages where they lie, posts by date, collections, all by patterns that `_config.yml` may give.
//!
//! A file is rendered if it has front matter, else copied as it is. Targets are URLs but for what Liquid makes of them
//! (`forms`). What a plugin changes is known for those that GitHub Pages has; pages of others are left open.

mod collections;
mod config;
mod dates;
mod filter;
mod forms;
mod generated;
mod permalinks;

use config::Config;
use dates::Moment;
use jiff::tz::TimeZone;
use rustc_hash::FxHashSet;
use serde_yaml::Value;

use crate::corpus::Article;
use crate::site::ids::IdStyle;
use crate::site::plan::{Files, OUTSIDE, Page, Plan, Reading, Sources};
use crate::site::project::{Project, joined, strip_folder};

/// Hosts that find `x.html` for `/x`, by what a site on them has.
const LENIENT_HOSTS: [&str; 4] = ["CNAME", "netlify.toml", "vercel.json", "_redirects"];

pub(super) fn detect(project: &Project) -> Option<String> {
    let config = project.first_file(&config::CONFIGS)?;
    // Other generators use a file of that name.
    let hexo = project.read("package.json").is_some_and(|text| text.contains("\"hexo\""));
    let is_book = project.first_file(&["_toc.yml", "_bookdown.yml"]).is_some();
    (!hexo && !is_book).then(|| config.to_owned())
}

pub(super) fn plan(sources: &Sources<'_>) -> Option<Plan> {
    let project = sources.project;
    let (config, understood) = Config::read(project);
    let mut notes = Vec::new();
    if !understood {
        notes.push("_config.yml could not be read; its defaults are assumed".to_owned());
    }
    let zone = config.text("timezone").map(TimeZone::get);
    if let Some(Err(_)) = &zone {
        notes.push("the time zone of _config.yml is not known here; dates are not moved to it".to_owned());
    }
    let content = project.folder(&config.source)?;
    let collections_dir = project.folder(&joined(&config.source, &config.collections_dir));
    let indexes = sources.articles.iter().filter(|article| article.stem() == "index").filter_map(|article| {
        let path = project.path(&article.path)?;
        let path = strip_folder(&path, &config.source)?;
        Some(path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned())
    });
    let site =
        Jekyll { indexes: indexes.collect(), zone: zone.and_then(Result::ok), today: sources.today.to_owned(), config };
    let mut pages = sources.pages(|path, article| match strip_folder(path, &site.config.source) {
        Some(path) => site.page(path, article),
        None => Page::unpublished(OUTSIDE),
    });
    let redirects = site.redirects(sources, &mut pages);
    let (open, more) = site.open(sources);
    notes.extend(more);
    let config = &site.config;
    let relative_links = config.has_plugin("jekyll-relative-links")
        && config.inside("relative_links", "enabled").and_then(Value::as_bool) != Some(false);
    let lenient =
        config.on_github_pages || project.first_file(&LENIENT_HOSTS).is_some() || project.has_folder(".github");
    let mut folders = vec![content];
    folders.extend(collections_dir.filter(|_| !config.collections_dir.is_empty()));
    Some(Plan {
        generated: site.generated(sources, &pages),
        files: site.files(sources),
        pages,
        open,
        redirects,
        reading: Reading {
            files: if relative_links { Files::Exact } else { Files::Never },
            root_files: relative_links,
            html_is_url: true,
            bare_urls_are_text: site.is_kramdown(),
            last_definition_counts: site.is_kramdown(),
            content: folders,
            bare_reaches_html: lenient,
            form: Some(forms::form),
            ..Reading::default()
        },
        ids: site.ids(),
        variables: config.variables(),
        base_url: config.text("url").filter(|url| !url.is_empty()).map(str::to_owned),
        base_path: Some(config.text("baseurl").unwrap_or("").to_owned()),
        notes,
        ..Plan::default()
    })
}

/// The URL path of a page that redirects: an HTML file, an index being its folder.
fn alias_path(alias: &str) -> String {
    let path = format!("/{}", alias.trim_start_matches('/'));
    match path.strip_suffix("index.html") {
        Some(folder) if folder.ends_with('/') => folder.to_owned(),
        _ if path.ends_with('/') || path.ends_with(".html") => path,
        _ => format!("{path}.html"),
    }
}

/// What decides on pages.
struct Jekyll {
    config: Config,
    /// Folders, from the source on, that have an index.
    indexes: FxHashSet<String>,
    zone: Option<TimeZone>,
    today: String,
}

impl Jekyll {
    /// The style or pattern of the site.
    fn style(&self) -> &str {
        self.config.text("permalink").unwrap_or("date")
    }

    /// The date of a post, by its path in `_posts`.
    fn date_of(&self, inside: &str, article: &Article) -> Option<String> {
        let own = article.metadata.text("date").and_then(|date| Moment::of_text(date, self.zone.as_ref()));
        let name = inside.rsplit('/').next().unwrap_or(inside);
        let named = || Moment::of_name(&name.splitn(4, '-').take(3).collect::<Vec<_>>().join("-"));
        own.or_else(named).map(Moment::iso)
    }

    /// What jekyll-redirect-from makes: pages that lead to an article, which become aliases, and articles that lead on.
    fn redirects(&self, sources: &Sources<'_>, pages: &mut [Page]) -> Vec<(String, String)> {
        let mut redirects = Vec::new();
        if !self.config.has_plugin("jekyll-redirect-from") {
            return redirects;
        }
        for (page, article) in pages.iter_mut().zip(sources.articles).filter(|(page, _)| page.url.is_some()) {
            if let (Some(url), Some(to)) = (&page.url, article.metadata.text("redirect_to")) {
                redirects.push((url.clone(), to.to_owned()));
            }
            page.aliases.extend(article.metadata.aliases.iter().map(|alias| alias_path(alias)));
        }
        redirects
    }

    fn is_kramdown(&self) -> bool {
        self.config.text("markdown").is_none_or(|markdown| markdown.eq_ignore_ascii_case("kramdown"))
    }

    /// kramdown's ids, by the dialect that it reads.
    fn ids(&self) -> IdStyle {
        let option = |key: &str| self.config.inside("kramdown", key);
        if !self.is_kramdown() {
            return IdStyle::Any;
        }
        if option("auto_ids").and_then(Value::as_bool) == Some(false) {
            return IdStyle::ByHand;
        }
        match option("input").and_then(Value::as_str) {
            None | Some("GFM") => IdStyle::KramdownGfm,
            Some(_) => IdStyle::Kramdown,
        }
    }
}
