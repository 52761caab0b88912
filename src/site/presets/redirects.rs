//! How generators have redirects in their configuration: where they are, one of them as it is written there, and places
//! where further ones might be put.

use super::script::places::{Added, places as in_script};
use super::script::with_imports;
use super::{astro, docusaurus, mdbook, mkdocs, nextjs, nuxt};
use crate::settings::Preset;
use crate::site::project::Project;
use crate::site::redirect_entries::NewRedirect;

/// How a generator has them.
pub(in crate::site) struct Form {
    /// Where they belong, to be told.
    pub(in crate::site) told: &'static str,
    /// One as it is written.
    pub(in crate::site) line: fn(&NewRedirect) -> String,
    /// All that a project has: from a URL path, to a URL.
    pub(in crate::site) read: fn(&Project) -> Vec<(String, String)>,
    /// Where lines might be put, the likeliest first.
    pub(in crate::site) places: fn(&Project, &[String]) -> Vec<Place>,
}

/// Text that may be put into a file.
#[derive(Clone, Debug)]
pub(in crate::site) struct Place {
    /// The file, in the project.
    pub(in crate::site) file: String,
    /// The byte that the text comes before.
    pub(in crate::site) at: usize,
    /// The text.
    pub(in crate::site) text: String,
}

/// That of a preset; `None` if its generator has no redirects in its configuration.
pub(in crate::site) fn form(preset: Preset) -> Option<&'static Form> {
    Some(match preset {
        Preset::Astro => &ASTRO,
        Preset::Docusaurus => &DOCUSAURUS,
        Preset::Mdbook => &MDBOOK,
        Preset::Mkdocs => &MKDOCS,
        Preset::Nextjs => &NEXTJS,
        Preset::Nuxt => &NUXT,
        _ => return None,
    })
}

/// The base path is not put before the target.
const ASTRO: Form = Form {
    told: "`redirects` of the Astro configuration",
    line: |one| format!("{}: {}", quoted(&one.from), quoted(&format!("{}{}", one.base, one.to))),
    read: astro::redirects,
    places: |project, lines| {
        let added = Added { open: '{', names: &["redirects"], key: "redirects: {", close: "}" };
        in_script(project, &scripts(project, &astro::CONFIGS), &added, lines)
    },
};

/// Paths count from the base path.
const DOCUSAURUS: Form = Form {
    told: "`redirects` of @docusaurus/plugin-client-redirects",
    line: |one| format!("{{from: {}, to: {}}}", quoted(&one.from), quoted(&one.to)),
    read: docusaurus::redirects,
    places: |project, lines| {
        let added = Added { open: '[', names: &["redirects"], key: "redirects: [", close: "]" };
        in_script(project, &scripts(project, &docusaurus::CONFIGS), &added, lines)
    },
};

const MDBOOK: Form = Form {
    told: "`[output.html.redirect]` in book.toml",
    line: |one| format!("\"{}\" = \"{}{}\"", one.from, one.base, one.to),
    read: mdbook::redirects,
    places: mdbook::redirect_places,
};

const MKDOCS: Form = Form {
    told: "`redirect_maps` of the plugin `redirects` in mkdocs.yml",
    line: |one| {
        let [from, to] = one.files.each_ref().map(|file| yaml_quoted(file));
        format!("{from}: {to}")
    },
    read: mkdocs::redirects::all,
    places: mkdocs::redirects::places,
};

/// Paths count from the base path, and a slash at the end is none of the source's.
const NEXTJS: Form = Form {
    told: "`redirects` of the Next.js configuration",
    line: |one| {
        let from = if one.from == "/" { "/" } else { one.from.trim_end_matches('/') };
        format!("{{source: {}, destination: {}, permanent: true}}", quoted(from), quoted(&one.to))
    },
    read: nextjs::redirects,
    places: |project, lines| {
        let added = Added { open: '[', names: &["redirects"], key: "redirects: async () => [", close: "]" };
        in_script(project, &scripts(project, &nextjs::CONFIGS), &added, lines)
    },
};

/// The base path is not put before the target.
const NUXT: Form = Form {
    told: "`routeRules` of the Nuxt configuration",
    line: |one| format!("{}: {{redirect: {}}}", quoted(&one.from), quoted(&format!("{}{}", one.base, one.to))),
    read: nuxt::redirects,
    places: |project, lines| {
        let added = Added { open: '{', names: &["routerules"], key: "routeRules: {", close: "}" };
        in_script(project, &scripts(project, &nuxt::CONFIGS), &added, lines)
    },
};

/// The configuration and what it imports, itself first.
fn scripts(project: &Project, configs: &[&str]) -> Vec<String> {
    let Some(config) = project.first_file(configs) else { return Vec::new() };
    let others = with_imports(project, config).into_iter().filter(|file| file != config);
    std::iter::once(config.to_owned()).chain(others).collect()
}

/// A text of a script. What is percent-encoded has no quotes but `'`, and no backslash.
fn quoted(url: &str) -> String {
    format!("'{}'", url.replace('\'', "%27"))
}

/// A text of YAML, bare where it can be.
fn yaml_quoted(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-');
    if path.starts_with(char::is_alphanumeric) && path.chars().all(is_plain) {
        return path.to_owned();
    }
    format!("'{}'", path.replace('\'', "''"))
}
