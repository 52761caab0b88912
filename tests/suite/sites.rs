//! What real sites do that looks dead and is not, or looks alike and is not: one case a class, and beside it the true
//! defect that must still be told.

use linkwright::site::{Target, Unchecked};

use crate::support::{Audited, Corpus};

fn audit(files: &[(&str, &str)], only: &[&str]) -> Audited {
    files.iter().fold(Corpus::new(), |corpus, (path, text)| corpus.file(path, text)).audit_only(only)
}

/// The dead links and fragments of a corpus, as `rule path:line`.
fn dead(files: &[(&str, &str)]) -> Vec<String> {
    audit(files, &["dead-link", "dead-fragment"]).findings()
}

fn unchecked(files: &[(&str, &str)]) -> Vec<Unchecked> {
    let audited = audit(files, &["dead-link"]);
    let all =
        audited.catalog.ids().flat_map(|id| audited.catalog.links(id).map(|(_, target)| target).collect::<Vec<_>>());
    all.filter_map(|target| if let Target::Unchecked(kind) = target { Some(kind) } else { None }).collect()
}

#[test]
fn a_missing_translation_is_unchecked_and_one_without_a_main_article_is_dead() {
    let files = [
        ("en/index.md", "[a](/en/a/)"),
        ("en/a.md", "x"),
        ("en/b.md", "x"),
        ("de/c.md", "x"),
        ("de/index.md", "[a](/de/a/)\n\n[gone](/de/gone/)\n\n[a](a.md)"),
    ];
    assert_eq!(dead(&files), ["dead-link de/index.md:3"]);
    assert_eq!(unchecked(&files), [Unchecked::Untranslated, Unchecked::Untranslated]);
    assert!(audit(&files, &[]).catalog.site.mounts().is_empty(), "English is not served as German");
}

#[test]
fn a_section_without_sources_is_unchecked_and_a_slip_in_a_folder_is_dead() {
    let index = "[1](/docs/specs/log/a/) [2](/docs/specs/log/b/) [3](/docs/specs/log/c/) [4](/docs/specs/log/)\n\n\
                 [5](/docs/giudes/tea/)\n\n[6](/docs/guides/coffee/)\n";
    let files = [("index.md", index), ("docs/specs/status.md", "x"), ("docs/guides/tea.md", "x"), ("docs/a.md", "x")];
    assert_eq!(dead(&files), ["dead-link index.md:3", "dead-link index.md:5"]);
    assert_eq!(unchecked(&files), [Unchecked::OutsideCorpus; 4]);
}

#[test]
fn pages_at_the_root_are_judged_where_the_corpus_holds_them() {
    let pages = "[1](/apps/) [2](/fiddle/) [3](/community/) [4](/languages/)\n";
    assert_eq!(dead(&[("README.md", pages), ("CHANGES.md", "x"), ("docs/a.md", "x")]), Vec::<String>::new());
    assert_eq!(dead(&[("index.md", "[1](/tea/) [2](/cocoa/)\n"), ("tea.md", "x")]), ["dead-link index.md:1"]);
}

#[test]
fn a_shorthand_is_told_from_a_page_that_is_gone() {
    let mut corpus = Corpus::new();
    for number in 0..12 {
        let text = format!("[term {number}](g)\n\n[contact us](contact)\n\n[blank {number}](TODO)\n");
        corpus = corpus.file(&format!("part-{}/a{number}.md", number % 4), text);
    }
    let audited = corpus.audit_only(&["dead-link"]);
    assert_eq!(audited.findings().len(), 24);
    assert!(!audited.messages().iter().any(|message| message.contains("`g`")));
}

#[test]
fn backslashes_mean_slashes() {
    let files = [("a/x.md", "[y](..\\b\\y.md)\n\n[z](..\\b\\z.md)\n"), ("b/y.md", "x")];
    assert_eq!(dead(&files), ["dead-link a/x.md:3"]);
}

#[test]
fn relative_links_are_read_as_the_corpus_writes_them() {
    // `/a/x/` links to `/a/y/` by `../y/`: only a browser finds it. `../#top-2` is then a section of `/a/`.
    let files = [
        ("a/_index.md", "## Start\n"),
        ("_index.md", "## Other\n"),
        ("a/x.md", "[y](../y/)\n\n[start](../#start)\n\n[other](../#other)\n"),
        ("a/y.md", "[x](../x/)\n"),
    ];
    assert_eq!(dead(&files), ["dead-fragment a/x.md:5"]);
}

#[test]
fn a_slug_that_spells_the_path_is_the_path() {
    let files = [
        ("de/web/css/index.md", "---\nslug: Web/CSS\n---\n[a](/de/docs/Web/CSS/Align_Items) [b](/de/docs/Web/CSS)\n"),
        ("de/web/css/align_items/index.md", "---\nslug: Web/CSS/Align_Items\n---\n[c](/de/docs/Web/CSS/Gone)\n"),
        ("de/web/index.md", "---\nslug: Web\n---\n[d](/de/docs/Web)\n"),
    ];
    assert_eq!(dead(&files), ["dead-link de/web/css/align_items/index.md:4"]);
}

#[test]
fn ids_that_stand_in_text_are_alive() {
    let target =
        "Words. ^quote-1\n\n`sortOrder`\n: How it is sorted.\n\n### Log in { id=login }\n\n### v1 {id=\"1.0\"}\n";
    let links =
        "[q](t.md#^quote-1) [s](t.md#sortorder) [l](t.md#login) [v](t.md#1.0) [f](t.md#fn:2)\n\n[x](t.md#^quote-2)\n";
    assert_eq!(dead(&[("a.md", links), ("t.md", target)]), ["dead-fragment a.md:3"]);
}

#[test]
fn sections_of_articles_that_insert_text_are_not_judged() {
    for inserting in [
        "{{% docs/intro %}}",
        "{{< include \"steps.md\" >}}",
        "{% include steps.html %}",
        "--8<-- \"steps.md\"",
        "## <!-- md:setting x -->",
    ] {
        let target = format!("# T\n\n{inserting}\n");
        assert_eq!(dead(&[("a.md", "[x](t.md#step-2)"), ("t.md", &target)]), Vec::<String>::new(), "{inserting}");
    }
    for plain in
        ["{{% note %}}\nWords.\n{{% /note %}}", "Version {{% param \"v\" %}} it is.", "{{< figure src=\"x\" >}}"]
    {
        let target = format!("# T\n\n{plain}\n");
        assert_eq!(dead(&[("a.md", "[x](t.md#step-2)"), ("t.md", &target)]), ["dead-fragment a.md:1"], "{plain}");
    }
}

#[test]
fn a_part_that_others_include_is_no_page() {
    let files = [
        ("index.md", "[a](a.md)"),
        ("a.md", "[index](index.md)"),
        ("_includes/intro.md", "[x](../elsewhere/x.md) and [setup](#setup)"),
    ];
    assert_eq!(audit(&files, &[]).findings().iter().filter(|found| found.contains("_includes")).count(), 0);
    assert_eq!(unchecked(&files), [Unchecked::Partial]);
}

#[test]
fn a_call_over_several_lines_keeps_the_indentation_of_its_block() {
    let text = "1. One:\n\n   ```yaml\n   a: {{%\n      version %}}\n   ```\n\n## Two\n\n[x](#two)\n";
    assert_eq!(dead(&[("a.md", text)]), Vec::<String>::new());
}

#[test]
fn components_around_code_hide_no_headings() {
    let text = "<Tabs>\n  <Tab label=\"x\">\n    ```sh\n    run <it>\n\n    ## not this [no](no.md)\n  ```\n  </Tab>\n</Tabs>\n\n\
                ## Manual setup\n\n[x](#manual-setup)\n\n[y](#not-this-no)\n";
    assert_eq!(dead(&[("a.mdx", text)]), ["dead-fragment a.mdx:15"]);
}

#[test]
fn wikilinks_in_tables_and_between_vaults_find_their_article() {
    let files = [
        ("ca/Bar.md", "## Obre\n"),
        ("pt/Bar.md", "## Abre\n"),
        ("pt/uses/Note.md", "| a |\n| --- |\n| [[Bar#Abre\\|bar]] |\n\n[[Bar#Obre]]\n"),
    ];
    assert_eq!(dead(&files), ["dead-fragment pt/uses/Note.md:5"]);
}

#[test]
fn a_page_of_the_same_name_elsewhere_is_no_evidence_of_a_mount() {
    let mut corpus = Corpus::new();
    for name in ["in", "out", "range", "string"] {
        corpus = corpus.file(&format!("attributes/{name}.md"), format!("See [{name}](/win32/midl/{name})."));
    }
    assert!(corpus.load().site.mounts().is_empty());
}

#[test]
fn structure_is_not_judged_where_templates_make_the_links() {
    let mut corpus = Corpus::new().file("index.md", "[a](a0.md)");
    for number in 0..3 {
        corpus = corpus.file(&format!("a{number}.md"), "[x](https://example.org/<VERSION>/a/) [y](/{{v}}/b/)");
    }
    let audited = corpus.audit_only(&["structure"]);
    assert!(audited.findings().is_empty(), "{:?}", audited.findings());
    assert_eq!(audited.audit.not_judged.len(), 1);
}

#[test]
fn an_entry_article_that_leads_nowhere_makes_no_islands() {
    let files: Vec<(String, &str)> = (0..30).map(|number| (format!("n{number}.md"), "[0](n0.md) [1](n1.md)")).collect();
    let corpus = files.iter().fold(Corpus::new(), |corpus, (path, text)| corpus.file(path, text));
    let audited = corpus.file("README.md", "A vault.").audit_only(&["island"]);
    assert!(audited.findings().is_empty());
    assert!(audited.audit.not_judged[0].contains("site.entry"), "{:?}", audited.audit.not_judged);
}

#[test]
fn one_url_for_two_articles_is_told_only_where_it_is_sure() {
    let same = "---\npermalink: /x/\n---\n";
    assert_eq!(audit(&[("a.md", same), ("b.md", same)], &["duplicate-url"]).findings(), ["duplicate-url b.md"]);
    assert!(audit(&[("en/a.md", same), ("fr/a.md", same)], &["duplicate-url"]).findings().is_empty());
    assert!(audit(&[("a/README.md", "x"), ("a/index.md", "x")], &["duplicate-url"]).findings().is_empty());
    let slug = "---\nslug: x\n---\n";
    let dated = [("posts/2026-01-01-x.md", slug), ("posts/2026-02-01-x.md", slug)];
    assert!(audit(&dated, &["duplicate-url"]).findings().is_empty());
}

#[test]
fn translations_may_share_their_anchor_texts() {
    let files = [
        ("en/index.md", "Read about [Otter](/en/otter/) and [tea](/en/tea/)."),
        ("en/otter.md", "x"),
        ("en/tea.md", "x"),
        ("de/index.md", "Mehr zu [Otter](/de/otter/) und noch mehr dazu."),
        ("de/otter.md", "x"),
    ];
    assert!(audit(&files, &["conflicting-anchor"]).findings().is_empty());
}

#[test]
fn code_between_calls_holds_no_links() {
    let text = "{{< code-toggle file=x >}}\n[[cascade]]\n[no](no.md)\n{{< /code-toggle >}}\n\n[x](gone.md)\n\n\
                {{< codenew file=\"x\" >}} [y](gone.md)\n";
    assert_eq!(dead(&[("a.md", text)]), ["dead-link a.md:6", "dead-link a.md:8"]);
    let closed =
        "{{< code-toggle config=x />}}\n\n[x](gone.md)\n\n{{< code-toggle >}}\n[no](no.md)\n{{< /code-toggle >}}\n";
    assert_eq!(dead(&[("a.md", closed)]), ["dead-link a.md:3"]);
    let set = "{%- set codeBlock %}\n[no](no.md)\n{%- endset %}\n\n{% set code = 1 %}\n[x](gone.md)\n\n{% set x %}\n[y](gone.md)\n{% endset %}\n";
    assert_eq!(dead(&[("a.md", set)]), ["dead-link a.md:6", "dead-link a.md:9"]);
}

#[test]
fn redirects_lead_on_to_what_is_there() {
    let files = [
        (
            "_redirects",
            "/old/ /new/ 301\n/older/ /old/\n/blog/* /posts/:splat\n/shop/* https://shop.example/:splat\n/x/ /gone/\n",
        ),
        (
            "index.md",
            "[1](/old/) [2](/older/) [3](/blog/tea/) [4](/shop/cup/) [5](/new/)\n\n[6](/x/)\n\n[7](/blog/milk/)\n",
        ),
        ("new.md", "# New\n"),
        ("posts/tea.md", "# Tea\n"),
    ];
    assert_eq!(dead(&files), ["dead-link index.md:3", "dead-link index.md:5"]);
    let told = audit(&files, &["link-to-redirect"]);
    let ends: Vec<&str> = told.messages().iter().map(|message| message.split(" to ").nth(1).unwrap()).collect();
    assert_eq!(ends, ["`/new/`", "`/new/`", "`/posts/tea/`", "`https://shop.example/cup`"]);
}

#[test]
fn the_configuration_has_the_last_word_on_urls() {
    let config = "site:\n  permalinks: {\"posts/*\": \"/blog/{year}/{slug}/\"}\n  redirects: {/start/: /}\n  trailing_slash: false\n";
    let files = [
        ("linkwright.yaml", config),
        ("index.md", "[1](/blog/2026/tea/) [2](/start/) [3](/about)\n\n[4](/blog/2025/tea/)\n"),
        ("about.md", "# About\n"),
        ("posts/2026-01-31-tea.md", "# Tea\n"),
        ("blog/2025/x.md", "# X\n"),
    ];
    assert_eq!(dead(&files), ["dead-link index.md:3"]);
    let audited = audit(&files, &[]);
    let urls: Vec<&str> = audited.catalog.ids().map(|id| audited.catalog.url(id)).collect();
    assert_eq!(urls, ["/about", "/blog/2025/x", "/", "/blog/2026/tea/"]);
}

#[test]
fn the_edit_for_a_link_into_another_language_keeps_the_base_path() {
    let files = [
        ("linkwright.yaml", "site:\n  base_path: /base\n"),
        ("de/a.md", "Mehr steht unter [Wasser](/base/en/b/).\n\nMehr steht unter [Kannen](/base/en/b/#pots).\n"),
        ("en/a.md", "# A\n"),
        ("en/b.md", "# B\n\n## Pots\n"),
        ("de/b.md", "# B\n"),
    ];
    let audited = audit(&files, &["link-to-translation"]);
    assert_eq!(audited.findings(), ["link-to-translation de/a.md:1", "link-to-translation de/a.md:3"]);
    let edits =
        |finding: &linkwright::audit::Finding| finding.fix.iter().flat_map(|fix| fix.edits.clone()).collect::<Vec<_>>();
    let replacements: Vec<String> =
        audited.audit.findings.iter().flat_map(edits).map(|edit| edit.replacement).collect();
    assert_eq!(replacements, ["/base/de/b/"]);
}

#[test]
fn parts_that_come_from_another_place_are_not_judged() {
    let text = "[1](/community/) [2](../tools/cli/run) [3](/docs/api/x/#y) [4](tools/x.md)\n\n[5](/communities/)\n";
    let config = |site: &str| format!("site:\n  elsewhere: [/community/, /docs/api, /tools]\n{site}");
    for (name, generator) in [("hugo.toml", "baseURL = \"https://a.example/\"\n"), ("notes.txt", "")] {
        let files = [
            ("linkwright.yaml", &*config("")),
            (name, generator),
            ("content/_index.md", "# Home\n\n[x](/docs/a/) [y](/b/)\n"),
            ("content/docs/a.md", "# A\n"),
            ("content/docs/api/_index.md", "# API\n"),
            ("content/b.md", text),
            ("content/tools/_index.md", "# Tools\n"),
        ];
        assert_eq!(dead(&files), ["dead-link content/b.md:3"], "{name}");
    }
}

#[test]
fn an_address_that_only_a_run_would_tell_is_shared_with_nobody() {
    let computed =
        "---\npermalink: \"/posts/{{ page.date | toPath }}/\"\n---\n[near](../elsewhere/)\n\n[gone](/gone/)\n";
    let files = [
        (".eleventy.js", "module.exports = (config) => config.addFilter('toPath', (date) => date);\n"),
        ("a.md", computed),
        ("b.md", computed),
        ("index.md", "Home"),
    ];
    assert!(audit(&files, &["duplicate-url"]).findings().is_empty());
    assert_eq!(dead(&files), ["dead-link a.md:6", "dead-link b.md:6"]);
}

#[test]
fn sections_of_an_article_without_text_are_the_work_of_its_layout() {
    let empty = ("empty.md", "---\ntitle: Empty\n---\n\n<!-- a note -->\n");
    let linking = ("a.md", "---\ntitle: A\n---\n[x](/empty/#when-to-renew)\n");
    assert_eq!(dead(&[empty, linking]), ["dead-fragment a.md:4"], "no layout is known of");
    let [empty, linking] = [empty, linking].map(|(path, text)| (format!("content/{path}"), text));
    let files = [("hugo.toml", "baseURL = 'https://a.example/'\n"), (&empty.0, empty.1), (&linking.0, linking.1)];
    assert!(dead(&files).is_empty());
    let called = ("content/empty.md", "---\ntitle: Empty\n---\n{{< index of=\"docs\" >}}\n");
    assert!(dead(&[files[0], files[2], called]).is_empty());
    let (told, written) = ("content/empty.md", "---\ntitle: Told\n---\nA word.\n");
    assert_eq!(dead(&[files[0], files[2], (told, written)]), ["dead-fragment content/a.md:4"]);
}

#[test]
fn templates_of_new_articles_have_front_matter_to_be_filled_in() {
    let broken = "---\ntitle: {{ .Name }}\ntags: [{{ .Name }}, \"]\n---\n";
    let files = [("hugo.toml", "baseURL = '/'\n"), ("archetypes/default.md", broken), ("content/a.md", broken)];
    assert_eq!(audit(&files, &["malformed-front-matter"]).findings().len(), 1);
}

#[test]
fn plugins_of_mkdocs_take_files_out_and_write_feeds() {
    let config = "site_name: x\nplugins:\n  - exclude:\n      glob: [snippets/*]\n  - rss:\n      feeds_filenames:\n        \
                  rss_created: blog/feed.xml\n";
    let files = [
        ("mkdocs.yml", config),
        ("docs/index.md", "[1](blog/feed.xml) [2](feed_rss_updated.xml)\n\n[3](feed_rss_created.xml)\n"),
        ("docs/snippets/deep/part.md", "[nowhere](nowhere.md)\n"),
    ];
    assert_eq!(dead(&files), ["dead-link docs/index.md:3"]);
    assert_eq!(dead(&[("mkdocs.yml", "site_name: x\n"), files[1], files[2]]).len(), 4);
}

#[test]
fn a_bare_url_is_a_link_only_where_the_generator_makes_one() {
    let text = "---\ntitle: A\n---\nBare https://a.example/no/such/ here, and\n<https://a.example/none/>\n";
    let of = |config: (&str, &str), path: &str| dead(&[config, (path, text)]);
    let hugo = "baseURL = 'https://a.example/'\n";
    assert_eq!(of(("hugo.toml", hugo), "content/a.md").len(), 2);
    let unlinked = format!("{hugo}[markup.goldmark.extensions]\nlinkify = false\n");
    assert_eq!(of(("hugo.toml", &unlinked), "content/a.md"), ["dead-link content/a.md:5"]);
    let mkdocs = "site_name: x\nsite_url: https://a.example/\n";
    assert_eq!(of(("mkdocs.yml", mkdocs), "docs/index.md"), ["dead-link docs/index.md:5"]);
    let linked = format!("{mkdocs}markdown_extensions: [pymdownx.magiclink]\n");
    assert_eq!(of(("mkdocs.yml", &linked), "docs/index.md").len(), 2);
    assert_eq!(of(("_config.yml", "url: https://a.example\n"), "index.md"), ["dead-link index.md:5"]);
    assert_eq!(of(("config.toml", "base_url = 'https://a.example'\n"), "content/a.md"), ["dead-link content/a.md:5"]);
}
