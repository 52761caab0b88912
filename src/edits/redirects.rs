//! Redirects as generators have them that read none from front matter: an entry of their configuration, or of the host's.

use crate::settings::Preset;

/// Where a redirect between two URL paths belongs on a site of this generator, and the entry as it is written there.
pub(super) fn entry(preset: Preset, from: &str, to: &str) -> (&'static str, String) {
    let bare = |url: &str| url.trim_matches('/').to_owned();
    match preset {
        Preset::Docusaurus => {
            ("`redirects` of @docusaurus/plugin-client-redirects", format!("{{from: '{from}', to: '{to}'}}"))
        }
        Preset::Astro => ("`redirects` of the Astro configuration", format!("'{from}': '{to}'")),
        Preset::Mkdocs => (
            "`redirect_maps` of the plugin `redirects` in mkdocs.yml",
            format!("'{}.md': '{}.md'", bare(from), bare(to)),
        ),
        Preset::Mdbook => ("`[output.html.redirect]` in book.toml", format!("\"{from}\" = \"{to}\"")),
        Preset::Nextjs => (
            "`redirects` of the Next.js configuration",
            format!("{{source: '{from}', destination: '{to}', permanent: true}}"),
        ),
        Preset::Nuxt => ("`routeRules` of the Nuxt configuration", format!("'{from}': {{redirect: '{to}'}}")),
        _ => ("the host's `_redirects`", format!("{from} {to} 301")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_written_as_each_generator_has_them() {
        let of = |preset| entry(preset, "/tea/again/", "/tea/brew/").1;
        assert_eq!(of(Preset::Mkdocs), "'tea/again.md': 'tea/brew.md'");
        assert_eq!(of(Preset::Docusaurus), "{from: '/tea/again/', to: '/tea/brew/'}");
        assert_eq!(of(Preset::Eleventy), "/tea/again/ /tea/brew/ 301");
    }
}
