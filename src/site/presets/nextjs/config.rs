//! `next.config.*`, as far as it stands there literally.

use crate::site::ids::IdStyle;
use crate::site::presets::script::Value;
use crate::site::project::Project;

/// What the configuration says.
pub(super) struct Config {
    pub(super) trailing_slash: bool,
    /// Whether the site is written as files.
    pub(super) is_exported: bool,
    pub(super) base_path: Option<String>,
    pub(super) redirects: Vec<(String, String)>,
    /// Whether Markdown in the folders of routes makes pages.
    pub(super) reads_markdown: bool,
    pub(super) is_nextra: bool,
    pub(super) ids: IdStyle,
}

impl Config {
    pub(super) fn read(project: &Project, file: &str) -> Self {
        let config = Value::of_file(project, file);
        let text = project.read(file).unwrap_or_default();
        let is_nextra = text.contains("nextra");
        let extensions = config.at(&["pageExtensions"]).texts();
        let unreadable = config.fields().is_empty() || config.at(&["pageExtensions"]).is_unreadable();
        let named = extensions.iter().any(|extension| extension.starts_with("md"));
        let text_has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        Self {
            trailing_slash: config.at(&["trailingSlash"]).flag().unwrap_or(false),
            is_exported: config.at(&["output"]).text() == Some("export"),
            base_path: config.at(&["basePath"]).text().filter(|path| !path.is_empty()).map(str::to_owned),
            redirects: redirects(config.at(&["redirects"])),
            reads_markdown: is_nextra || named || (unreadable && text_has(&["mdx", "MDX"])),
            is_nextra,
            ids: if text_has(&["rehype-slug", "rehypeSlug"]) { IdStyle::GithubWithBraces } else { IdStyle::Any },
        }
    }

    /// The URL path of a route.
    pub(super) fn url(&self, route: &str) -> String {
        let slash = if self.trailing_slash && !route.is_empty() { "/" } else { "" };
        format!("/{route}{slash}")
    }
}

/// The redirects that a function of the configuration returns.
fn redirects(declared: &Value) -> Vec<(String, String)> {
    let list = declared.clone().returned();
    let pair = |item: &Value| {
        // One that depends on the host or on a cookie is not for every reader.
        if item.field("has").or(item.field("missing")).is_some() {
            return None;
        }
        let (from, to) = (item.at(&["source"]).text()?, item.at(&["destination"]).text()?);
        // `/a/:path*` is all that lies below; other patterns are left out when redirects are read.
        let (from, to) = match from.rsplit_once("/:") {
            Some((folder, name)) if name.ends_with('*') && !folder.contains(':') => {
                (format!("{folder}/*"), to.replace(&format!(":{name}"), ":splat"))
            }
            _ => (from.to_owned(), to.to_owned()),
        };
        Some((from, to))
    };
    list.items().iter().filter_map(pair).collect()
}
