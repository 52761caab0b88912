//! How sites of a known generator are judged, where the fixtures do not say it: one case a class, the defect that must be told
//! beside what looks alike and is none.

use crate::support::{Audited, Corpus};

fn audit(files: &[(&str, &str)]) -> Audited {
    let corpus = files.iter().fold(Corpus::new(), |corpus, (path, text)| corpus.file(path, text));
    corpus.audit_only(&["dead-link", "dead-fragment", "missing-image"])
}

#[test]
fn hugo_makes_ids_as_blackfriday_did_where_it_is_told_to() {
    let config = "[markup.goldmark.parser]\nautoHeadingIDType = \"blackfriday\"\n";
    let page = "## 3.2 Кодування OBJECT\n\n[alive](#3-2-кодування-object)\n\n[dead](#object)\n\n[dead](#32-кодування-object)\n";
    let html =
        "<h2 id=\"3.2-start\">3.2 Start</h2>\n<a href=\"#3.2-start\">alive</a>\n<a href=\"#3-2-start\">dead</a>\n";
    let audited = audit(&[("hugo.toml", config), ("content/a.md", page), ("content/b.html", html)]);
    assert_eq!(
        audited.findings(),
        ["dead-fragment content/a.md:5", "dead-fragment content/a.md:7", "dead-fragment content/b.html:3"]
    );
}

#[test]
fn a_word_that_a_hook_of_hugo_looks_for_is_no_dead_link() {
    let hook =
        "{{ $u := urls.Parse .Destination }}\n{{ if eq $u.String \"g\" }}{{ else if eq $u.Scheme \"h\" }}{{ end }}\n";
    let page = "[term](g)\n\n[gone](h)\n";
    let files = [
        ("hugo.toml", ""),
        ("layouts/_markup/render-link.html", hook),
        ("content/_index.md", "x"),
        ("content/a.md", page),
    ];
    assert_eq!(audit(&files).findings(), ["dead-link content/a.md:3"]);
}

#[test]
fn the_front_page_of_a_section_that_a_known_site_does_not_have_is_dead() {
    let page =
        "[1](/docs/a/) [2](/docs/b/) [3](/docs/c/)\n\n[front](/docs/)\n\n[front](https://a.example/docs#start)\n";
    let files = [("mkdocs.yml", "site_url: https://a.example/\n"), ("docs/index.md", page), ("docs/blog/x.md", "x")];
    let lines = [1, 1, 1, 3, 5].map(|line| format!("dead-link docs/index.md:{line}"));
    assert_eq!(audit(&files).findings(), lines);
    // A theme that is not here may bring what is not found.
    let config = "baseURL = \"https://a.example/\"\ntheme = \"gone\"\n";
    let files = [("hugo.toml", config), ("content/_index.md", page), ("content/blog/x.md", "x")];
    assert!(audit(&files).findings().is_empty());
}

#[test]
fn what_code_of_nextjs_shows_is_left_to_links() {
    let mut files = vec![
        (
            "next.config.js",
            "module.exports = { redirects() { return [{ source: '/old', destination: '/docs/tea' }]; } }\n",
        ),
        ("app/docs/[...slug]/page.tsx", "export default function Page() { return read('docs') }\n"),
        ("docs/plan.md", "x"),
        ("content/docs/tea.mdx", "[milk](/docs/milk) [mint](/docs/mint) [tea](/docs/tea)\n\n[gone](/docs/gone)\n"),
        ("content/docs/milk.mdx", "[tea](/docs/tea) [moved](/old)\n"),
        ("content/docs/mint.mdx", "[tea](/docs/tea)\n"),
    ];
    // With few articles beside it, what is shown from `docs/` is the site.
    assert!(audit(&files).findings().is_empty());
    let more = ["a", "b", "c", "d", "e", "f", "g", "h"].map(|name| format!("content/docs/{name}.mdx"));
    files.extend(more.iter().map(|path| (&**path, "x")));
    let audited = audit(&files);
    assert_eq!(audited.findings(), ["dead-link content/docs/tea.mdx:3"]);
    assert_eq!(audited.catalog.link_counts().internal, 7);
}

/// A Docusaurus site with a page of `text` in `docs/guide/`, and what its configuration says of plugins.
fn docusaurus(plugins: &str, remark: &str, text: &str) -> Vec<String> {
    let config = format!(
        "import remark from './src/remark.js';\n\
         export default {{ url: 'https://a.example', baseUrl: '/', plugins: [{plugins}], \
         presets: [['classic', {{ docs: {{ remarkPlugins: [remark] }}, blog: false }}]] }};\n"
    );
    let plugin = "module.exports = () => ({ contentLoaded({ actions }) {\n\
                  actions.addRoute({ path: '/team', component: '@site/team.js', exact: true }); } });\n";
    let files = [
        ("docusaurus.config.js", &*config),
        ("src/team.js", plugin),
        ("src/remark.js", remark),
        ("static/images/logo.svg", "x"),
        ("docs/guide/a.md", text),
    ];
    audit(&files).findings()
}

#[test]
fn docusaurus_serves_files_from_its_static_folders_whatever_pages_plugins_make() {
    let text = "[a](/made/page) ![a](/made/a.png) ![a](/images/logo.svg)\n\n![dead](/images/apps/a.png)\n";
    assert_eq!(docusaurus("'plugin-of-others'", "", text), ["missing-image docs/guide/a.md:3"]);
}

#[test]
fn pages_of_a_docusaurus_plugin_whose_paths_stand_in_its_code_are_known() {
    let text = "[alive](/team)\n\n[dead](/gone)\n";
    assert_eq!(docusaurus("'./src/team.js'", "", text), ["dead-link docs/guide/a.md:3"]);
}

#[test]
fn links_that_a_plugin_of_the_site_writes_anew_are_unchecked() {
    let text = "[source](../DEPS) [part](parts)\n\n![dead](./gone.png)\n";
    let remark =
        "export default () => (tree) => visit(tree, (node) => { node.url = `https://b.example/${node.url}`; });";
    assert_eq!(docusaurus("", remark, text), ["missing-image docs/guide/a.md:3"]);
    let reads = "export default () => (tree) => visit(tree, (node) => { if (node.url === '/') seen(node); });";
    let dead = ["dead-link docs/guide/a.md:1", "dead-link docs/guide/a.md:1", "missing-image docs/guide/a.md:3"];
    assert_eq!(docusaurus("", reads, text), dead);
}

#[test]
fn docusaurus_looks_up_no_file_for_an_image_that_names_a_definition() {
    let text = "![alive](../../static/images/logo.svg)\n\n![dead][logo]\n\n[logo]: ../../static/images/logo.svg\n";
    assert_eq!(docusaurus("", "", text), ["missing-image docs/guide/a.md:3"]);
}

#[test]
fn docusaurus_takes_no_image_in_html_to_the_site() {
    let text = "![alive](pot.svg)\n\n<img src=\"pot.svg\" alt=\"dead\"/> <img src=\"/pan.svg\" alt=\"alive\"/>\n";
    let audited = audit(&[
        ("docusaurus.config.js", "module.exports = {presets: [['classic', {}]]};"),
        ("static/pan.svg", "x"),
        ("docs/pot.svg", "x"),
        ("docs/a.md", text),
    ]);
    assert_eq!(audited.findings(), ["missing-image docs/a.md:3"]);
    assert_eq!(audited.messages(), ["no reader gets to `pot.svg`: the generator leaves HTML as it is"]);
}

#[test]
fn ids_that_a_site_made_with_eleventy_has_from_a_package_are_known() {
    let config = "import slugify from \"@sindresorhus/slugify\";\nimport { IdAttributePlugin } from \"@11ty/eleventy\";\n\
                  const tidy = memoize((s) => { return slugify(cut(s)); });\n\
                  export default function (config) {\n\tconfig.addPlugin(IdAttributePlugin, { slugify: tidy });\n}\n";
    let page = "## JavaScript Functions Added in v2\n\n[alive](#java-script-functions)\n\n[dead](#javascript-functions)\n\n\
                ## Props (properties)\n\n[dead](#props-(properties))\n";
    let dead = ["dead-fragment a.md:5", "dead-fragment a.md:9"];
    assert_eq!(audit(&[("eleventy.config.js", config), ("a.md", page)]).findings(), dead);
}

#[test]
fn a_class_says_where_an_eleventy_template_is_written() {
    let feed = "import { all } from './all.js';\n\nconst PERMALINK = '/feed/all.rss';\n\nexport default class {\n\
                \tdata() {\n\t\treturn { permalink: PERMALINK, layout: false };\n\t}\n\n\
                \tasync render() {\n\t\treturn all(`https://a.example${PERMALINK}`);\n\t}\n}\n";
    let page = "[alive](/feed/all.rss)\n\n[dead](/gone/)\n";
    let files = [("eleventy.config.js", "export default function () {}\n"), ("feed.11ty.js", feed), ("a.md", page)];
    assert_eq!(audit(&files).findings(), ["dead-link a.md:3"]);
}

#[test]
fn eleventy_reads_links_and_images_where_its_plugins_look_for_files() {
    let config = "export default function (config) {\n\tconfig.addPlugin(InputPathToUrlTransformPlugin);\n\
                  \tconfig.addPlugin(eleventyImageTransformPlugin, {});\n\treturn { dir: { input: 'src' } };\n}\n";
    let page = "[alive](./posts/a.md) ![alive](./tea.jpg) ![alive](/posts/tea.jpg)\n\n\
                [dead](./posts/gone.md) ![dead](./gone.jpg) ![dead](/posts/gone.jpg)\n";
    let files = [("eleventy.config.js", config), ("src/posts/tea.jpg", "x"), ("src/posts/a.md", page)];
    let dead = ["dead-link src/posts/a.md:3", "missing-image src/posts/a.md:3", "missing-image src/posts/a.md:3"];
    assert_eq!(audit(&files).findings(), dead);
}

#[test]
fn what_the_host_shows_of_another_site_is_unchecked() {
    let vercel = r#"{ "rewrites": [{ "source": "/shop/(.*)", "destination": "https://shop.example/$1" }] }"#;
    let netlify = "[[redirects]]\nfrom = \"/api/*\"\nto = \"https://api.example/:splat\"\nstatus = 200\n";
    let page = "[1](/shop/tea/) [2](/shop/) [3](/api/v1/x)\n\n[dead](/shops/)\n";
    let files = [("hugo.toml", ""), ("vercel.json", vercel), ("netlify.toml", netlify), ("content/_index.md", page)];
    assert_eq!(audit(&files).findings(), ["dead-link content/_index.md:3"]);
}
