//! The generators whose rules are known, a file each, and how the one of a corpus is found.

mod astro;
mod docusaurus;
mod eleventy;
mod fnmatch;
mod hugo;
mod jekyll;
mod mdbook;
mod mkdocs;
mod nextjs;
mod nuxt;
mod obsidian;
pub(super) mod plain;
pub(super) mod redirects;
mod routes;
pub(super) mod script;
mod zola;

use std::path::Path;

use super::plan::{Plan, Sources};
use super::project::Project;
use crate::corpus::Article;
use crate::settings::{Preset, SiteSettings};

/// A generator: how its project is told, and what it makes of it.
struct Generator {
    preset: Preset,
    name: &'static str,
    /// Why the folder is a project of this generator; `None` if it is not.
    detect: fn(&Project) -> Option<String>,
    /// `None` where the corpus holds nothing that the generator would publish.
    plan: fn(&Sources<'_>) -> Option<Plan>,
}

/// All of them; where a folder could be a project of several, the first one wins.
const GENERATORS: [Generator; 11] = [
    Generator { preset: Preset::Astro, name: "Astro", detect: astro::detect, plan: astro::plan },
    Generator { preset: Preset::Docusaurus, name: "Docusaurus", detect: docusaurus::detect, plan: docusaurus::plan },
    Generator { preset: Preset::Eleventy, name: "Eleventy", detect: eleventy::detect, plan: eleventy::plan },
    Generator { preset: Preset::Hugo, name: "Hugo", detect: hugo::detect, plan: hugo::plan },
    Generator { preset: Preset::Mdbook, name: "mdBook", detect: mdbook::detect, plan: mdbook::plan },
    Generator { preset: Preset::Jekyll, name: "Jekyll", detect: jekyll::detect, plan: jekyll::plan },
    Generator { preset: Preset::Mkdocs, name: "MkDocs", detect: mkdocs::detect, plan: mkdocs::plan },
    Generator { preset: Preset::Zola, name: "Zola", detect: zola::detect, plan: zola::plan },
    Generator { preset: Preset::Nextjs, name: "Next.js", detect: nextjs::detect, plan: nextjs::plan },
    Generator { preset: Preset::Nuxt, name: "Nuxt Content", detect: nuxt::detect, plan: nuxt::plan },
    Generator { preset: Preset::Obsidian, name: "Obsidian", detect: obsidian::detect, plan: obsidian::plan },
];

/// A plan, and by what it was made.
pub(super) struct Planned {
    pub(super) plan: Plan,
    pub(super) project: Project,
    pub(super) preset: Preset,
    /// The generator's name.
    pub(super) name: &'static str,
    /// Why it was taken, a clause.
    pub(super) reason: String,
}

/// Whether the corpus lies in the project of a generator that is no vault.
fn in_project(candidates: &[Project]) -> bool {
    let others = GENERATORS.iter().filter(|generator| generator.preset != Preset::Obsidian);
    let detected = |project: &Project| others.clone().any(|generator| (generator.detect)(project).is_some());
    candidates.iter().filter(|project| project.is_around()).any(detected)
}

/// The plan for the corpus at `root`: by the preset that the settings name, else by the generator whose configuration is
/// found.
///
/// # Errors
/// No generator is known to make this site. What redirects are declared all the same, from URL paths to URLs, by generators
/// whose pages only code knows.
pub(super) fn plan(
    articles: &[Article],
    assets: &[Box<str>],
    root: &Path,
    settings: &SiteSettings,
) -> Result<Planned, Vec<(String, String)>> {
    // Mounts say where folders are served, so nobody has to find out.
    let said = settings.preset == Preset::Auto && !settings.mounts.is_empty();
    if settings.preset == Preset::Plain || said {
        return Err(Vec::new());
    }
    let wanted = |generator: &&Generator| settings.preset == Preset::Auto || settings.preset == generator.preset;
    let now = jiff::Timestamp::now().to_string();
    let paths = articles.iter().map(|article| &*article.path).chain(assets.iter().map(|path| &**path));
    let candidates = Project::candidates(root, paths);
    let mut redirects = Vec::new();
    for project in &candidates {
        for generator in GENERATORS.iter().filter(wanted) {
            // The content of a site may be a vault as well, which is then not how it is published.
            let is_content = || generator.preset == Preset::Obsidian && in_project(&candidates);
            let Some(reason) = (generator.detect)(project).filter(|_| !is_content()) else { continue };
            let sources = Sources { project, articles, assets, today: now.get(..10).unwrap_or("") };
            // Code may show articles at any URL; what links say of that is better than a part of the truth.
            let knows_enough = |plan: &Plan| {
                generator.preset != Preset::Nextjs
                    || settings.preset == Preset::Nextjs
                    || nextjs::shows_enough(&sources, plan)
            };
            let plan = (generator.plan)(&sources).filter(|plan| plan.pages.iter().any(|page| page.url.is_some()));
            let plan = plan.filter(knows_enough);
            if let Some(plan) = plan {
                return Ok(Planned {
                    plan,
                    project: project.clone(),
                    preset: generator.preset,
                    name: generator.name,
                    reason,
                });
            }
            if generator.preset == Preset::Nextjs {
                redirects.extend(nextjs::redirects(project));
            }
        }
    }
    // A preset that was asked for holds without a configuration, too.
    let asked_for = || {
        let generator = GENERATORS.iter().find(|generator| generator.preset == settings.preset)?;
        let project = candidates.into_iter().next()?;
        let sources = Sources { project: &project, articles, assets, today: now.get(..10).unwrap_or("") };
        let plan = (generator.plan)(&sources)?;
        Some(Planned { plan, project, preset: generator.preset, name: generator.name, reason: "configured".to_owned() })
    };
    asked_for().ok_or(redirects)
}
