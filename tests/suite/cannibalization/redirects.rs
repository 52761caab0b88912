//! Redirects of merged articles where a generator's configuration or the host has them: written there, read back, twice is
//! once.

use super::edits::{apply, git_apply, patch};
use super::{article, words};
use crate::run::{Run, linkwright};
use crate::support::Corpus;

/// A project with an owner by decree and its copy in `folder`, and further files.
fn project(folder: &str, extension: &str, files: &[(&str, &str)]) -> Corpus {
    let text = words(1, 300);
    let at = |name: &str| format!("{folder}{name}.{extension}");
    // Other articles, so that words are rare or not.
    let mut corpus = (0..8).fold(Corpus::new(), |corpus, seed| {
        let title =
            ["Roast coffee", "Grow basil", "Mend a puncture", "Bake rye bread", "Fold a boat", "Repair a chair"];
        let title = title.get(seed).copied().unwrap_or("Clean a rain gutter");
        corpus.file(&at(&format!("other-{seed}")), article(title, title, "", &words(100 + seed, 300)))
    });
    corpus = corpus
        .file(&at("tea/brew"), article("Brew green tea", "brew green tea", "owns: [brew green tea]\n", &text))
        .file(&at("tea/again"), article("Brewing green tea", "green tea brewing", "", &text));
    files.iter().fold(corpus, |corpus, (name, text)| corpus.file(name, *text))
}

fn read(corpus: &Corpus, name: &str) -> String {
    std::fs::read_to_string(corpus.path().join(name)).unwrap()
}

/// What becomes of the last of the files when the project's copies are merged. Applied, patched, and applied once more, it is the same.
fn merged(folder: &str, extension: &str, files: &[(&str, &str)]) -> String {
    let name = files.last().unwrap().0;
    let (applied, patched) = (project(folder, extension, files), project(folder, extension, files));
    let brew = format!("{folder}tea/brew.{extension}");
    let run = apply(&applied);
    assert!(!run.stderr.contains("not written"), "{name}: {run}");
    assert!(!read(&applied, &brew).contains("aliases"), "{name}: {}", read(&applied, &brew));
    let once = read(&applied, name);
    patch(&patched);
    git_apply(&patched);
    assert_eq!(read(&patched, name), once, "{name}");
    // What is read back is no news.
    let again = apply(&applied);
    assert!(again.stdout.contains("Nothing was changed"), "{name}: {again}");
    assert_eq!(read(&applied, name), once, "{name}");
    once
}

const MKDOCS: &str = "site_name: Tea\nplugins:\n  - search\n  - redirects:\n      redirect_maps:\n        old.md: other-1.md # kept\nnav: []\n";

#[test]
fn mkdocs_has_them_in_its_plugin() {
    let of = |config: &str| merged("docs/", "md", &[("mkdocs.yml", config)]);
    assert_eq!(of(MKDOCS), MKDOCS.replace("        old.md", "        tea/again.md: tea/brew.md\n        old.md"),);
    // Its options are not there yet, or the lines end as on Windows.
    assert_eq!(
        of("plugins:\n- search\n- redirects\ntheme: {}\n"),
        "plugins:\n- search\n- redirects:\n    redirect_maps:\n      tea/again.md: tea/brew.md\ntheme: {}\n",
    );
    assert_eq!(
        of("plugins:\r\n  redirects:\r\n    redirect_maps:\r\n"),
        "plugins:\r\n  redirects:\r\n    redirect_maps:\r\n      tea/again.md: tea/brew.md\r\n",
    );
    // The plugin stands in a file that the configuration inherits from.
    let parts = [
        ("mkdocs.yml", "INHERIT: config/plugins.yml\nsite_name: Tea\n"),
        ("config/plugins.yml", "plugins:\n  redirects:\n    redirect_maps:\n      old.md: other-1.md\n"),
    ];
    assert_eq!(
        merged("docs/", "md", &parts),
        "plugins:\n  redirects:\n    redirect_maps:\n      tea/again.md: tea/brew.md\n      old.md: other-1.md\n",
    );
}

#[test]
fn a_plugin_that_is_not_there_is_told() {
    let corpus = project("docs/", "md", &[("mkdocs.yml", "site_name: Tea\n")]);
    let run = apply(&corpus);
    assert!(run.stderr.contains("in mkdocs.yml takes tea/again.md: tea/brew.md"), "{run}");
    assert_eq!(read(&corpus, "mkdocs.yml"), "site_name: Tea\n");
}

#[test]
fn docusaurus_has_them_in_its_plugin() {
    let config = |options: &str| {
        format!(
            "import {{themes}} from 'prism-react-renderer';\n\
             // redirects: [ of old ]\n\
             export default {{\n  title: 'Tea',\n  baseUrl: '/site/',\n  presets: [['classic', {{}}]],\n  \
             plugins: [\n    ['@docusaurus/plugin-client-redirects', {options}],\n  ],\n}};\n"
        )
    };
    let of = |options: &str| merged("docs/", "md", &[("docusaurus.config.js", &config(options))]);
    let entry = "{from: '/docs/tea/again', to: '/docs/tea/brew'}";
    assert_eq!(
        of("{\n      redirects: [\n        {from: '/a', to: '/docs/other-1'},\n      ],\n    }"),
        config(&format!(
            "{{\n      redirects: [\n        {entry},\n        {{from: '/a', to: '/docs/other-1'}},\n      ],\n    }}"
        )),
    );
    assert_eq!(of("{ redirects: [] }"), config(&format!("{{ redirects: [{entry}] }}")));
    assert_eq!(
        of("{\n      fromExtensions: ['html'],\n    }"),
        config(&format!("{{\n      redirects: [\n        {entry}\n      ],\n      fromExtensions: ['html'],\n    }}")),
    );
    // In a file of their own, in the quotes of that file.
    let config = "import redirects from './redirects';\nexport default {\n  baseUrl: '/',\n  presets: ['classic'],\n  \
                  plugins: [['@docusaurus/plugin-client-redirects', {redirects}]],\n};\n";
    let own = "export default [\n  { from: \"/a\", to: \"/docs/other-1\" },\n];\n";
    assert_eq!(
        merged("docs/", "md", &[("docusaurus.config.js", config), ("redirects.js", own)]),
        own.replace("[\n", &format!("[\n  {},\n", entry.replace('\'', "\""))),
    );
}

#[test]
fn astro_has_them_in_its_configuration() {
    let config = |more: &str| {
        format!(
            "import {{ defineConfig }} from 'astro/config';\nimport starlight from '@astrojs/starlight';\n\n\
             export default defineConfig({{\n\tbase: '/site',{more}\n\tintegrations: [starlight({{ title: 'Tea' }})],\n}});\n"
        )
    };
    let collection = "import { defineCollection } from 'astro:content';\n\
                      import { docsLoader } from '@astrojs/starlight/loaders';\n\
                      import { docsSchema } from '@astrojs/starlight/schema';\n\
                      export const collections = {\n  docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }),\n};\n";
    let of = |more: &str| {
        let files = [("src/content.config.ts", collection), ("astro.config.mjs", &*config(more))];
        merged("src/content/docs/", "md", &files)
    };
    let entry = "'/tea/again/': '/site/tea/brew/'";
    let with_one = |entry: &str| format!("\n\tredirects: {{{entry}\n\t\t'/a': '/site/other-1/',\n\t}},");
    assert_eq!(of(&with_one("")), config(&with_one(&format!("\n\t\t{entry},"))));
    let fresh = config("").replace("({\n", &format!("({{\n\tredirects: {{\n\t\t{entry}\n\t}},\n"));
    assert_eq!(of(""), fresh);
}

#[test]
fn mdbook_has_a_table_of_them() {
    let summary = "# Summary\n\n- [Brew](tea/brew.md)\n- [Again](tea/again.md)\n";
    let of = |config: &str| merged("src/", "md", &[("src/SUMMARY.md", summary), ("book.toml", config)]);
    let entry = "\"/tea/again.html\" = \"/tea/brew.html\"\n";
    let with_table = "[book]\ntitle = \"Tea\"\n\n[output.html.redirect]\n";
    assert_eq!(
        of(&format!("{with_table}\"a.html\" = \"tea/brew.html\"\n")),
        format!("{with_table}{entry}\"a.html\" = \"tea/brew.html\"\n")
    );
    assert_eq!(
        of("[output.html]\nsite-url = \"/book/\""),
        "[output.html]\nsite-url = \"/book/\"\n\n[output.html.redirect]\n\"/tea/again.html\" = \"/book/tea/brew.html\"\n",
    );
}

#[test]
fn nextjs_has_a_function_that_returns_them() {
    let config = |more: &str| {
        format!("module.exports = {{\n  pageExtensions: ['md', 'mdx', 'js'],{more}\n  trailingSlash: false,\n}};\n")
    };
    let of = |more: &str| merged("pages/", "md", &[("next.config.js", &config(more))]);
    let entry = "{source: '/tea/again', destination: '/tea/brew', permanent: true}";
    let listed = |entry: &str| {
        format!(
            "\n  async redirects() {{\n    return [{entry}\n      {{ source: '/a', destination: '/b', permanent: true }},\n    ];\n  }},"
        )
    };
    assert_eq!(of(&listed("")), config(&listed(&format!("\n      {entry},"))));
    let fresh = config("").replace("= {\n", &format!("= {{\n  redirects: async () => [\n    {entry}\n  ],\n"));
    assert_eq!(of(""), fresh);
}

#[test]
fn nuxt_has_rules_of_routes() {
    let config = |more: &str| format!("export default defineNuxtConfig({{\n  modules: ['@nuxt/content'],{more}\n}})\n");
    let of = |more: &str| merged("content/", "md", &[("nuxt.config.ts", &config(more))]);
    let entry = "'/tea/again': {redirect: '/tea/brew'}";
    let rules = |entry: &str| {
        format!("\n  routeRules: {{{entry}\n    '/a': {{ redirect: {{ to: '/b', statusCode: 301 }} }},\n  }},")
    };
    assert_eq!(of(&rules("")), config(&rules(&format!("\n    {entry},"))));
    let fresh = config("").replace("({\n", &format!("({{\n  routeRules: {{\n    {entry}\n  }},\n"));
    assert_eq!(of(""), fresh);
}

#[test]
fn what_the_host_goes_by_takes_them_where_the_generator_has_none() {
    let of = |files: &[(&str, &str)]| merged("", "md", files);
    let eleventy = (".eleventy.js", "module.exports = (config) => { config.addPassthroughCopy('_redirects') };\n");
    assert_eq!(
        of(&[eleventy, ("_redirects", "# Old ones\n/a /other-1/ 301\n/blog/* /:splat\n")]),
        "# Old ones\n/a /other-1/ 301\n/tea/again/ /tea/brew/ 301\n/blog/* /:splat\n",
    );
    assert_eq!(
        of(&[eleventy, ("netlify.toml", "[build]\npublish = \"_site\"")]),
        "[build]\npublish = \"_site\"\n\n[[redirects]]\nfrom = \"/tea/again/\"\nto = \"/tea/brew/\"\nstatus = 301\n",
    );
    let entry = "{ \"source\": \"/tea/again/\", \"destination\": \"/tea/brew/\", \"permanent\": true }";
    assert_eq!(
        of(&[eleventy, ("vercel.json", "{\n  \"redirects\": []\n}\n")]),
        format!("{{\n  \"redirects\": [{entry}]\n}}\n"),
    );
    assert_eq!(
        of(&[eleventy, ("vercel.json", "{\n  \"cleanUrls\": true\n}\n")]),
        format!("{{\n  \"redirects\": [\n    {entry}\n  ],\n  \"cleanUrls\": true\n}}\n"),
    );
    // Nothing of the sort: told.
    let corpus = project("", "md", &[eleventy]);
    let run = apply(&corpus);
    assert!(run.stderr.contains("the host's `_redirects` takes /tea/again/ /tea/brew/ 301"), "{run}");
}

#[test]
fn a_configuration_outside_the_corpus_is_written_as_well() {
    let files = [("mkdocs.yml", MKDOCS)];
    let (applied, patched) = (project("docs/", "md", &files), project("docs/", "md", &files));
    let run: Run = linkwright(&applied, &["cannibalization", "docs", "--apply"]);
    assert!(run.stdout.contains("mkdocs.yml\n"), "{run}");
    let run = linkwright(&patched, &["cannibalization", "docs", "--format", "diff"]);
    std::fs::write(patched.path().join("links.patch"), &run.stdout).unwrap();
    git_apply(&patched);
    let name = "mkdocs.yml";
    assert!(read(&applied, name).contains("        tea/again.md: tea/brew.md\n"), "{}", read(&applied, name));
    assert_eq!(read(&applied, name), read(&patched, name));
    let again = linkwright(&applied, &["cannibalization", "docs", "--apply"]);
    assert!(again.stdout.contains("Nothing was changed"), "{again}");
}
