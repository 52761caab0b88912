//! Scripts as people write their configuration.

use super::*;

fn read(files: &[(&str, &str)]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::create_dir_all(folder.path().join(name).parent().unwrap()).unwrap();
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let project = Project::candidates(folder.path(), std::iter::empty()).remove(0);
    Value::of_file(&project, files[0].0)
}

#[test]
fn a_typed_configuration_is_read() {
    let text = r#"
        // The site's name.
        import type {Config} from '@docusaurus/types';
        import redirects, { more as others } from './lists/redirects';
        const base = process.env.BASE ?? '/app/'; /* not: const base = 'x' */
        const routes = { docs: `guides`, "blog": 'log' };
        const pattern = /[/'"]+/g;
        const config: Config = {
            title: 'It\'s "us"', baseUrl: base, trailingSlash: false,
            url: `https://example.org${base}`,
            presets: [['classic', {
                docs: { routeBasePath: routes.docs, editUrl: ({ path }) => `https://x/${path}`, path: require.resolve('./docs') },
                blog: false,
            } satisfies Preset.Options]],
            plugins: [isProd && 'sitemap', ['redirects', { redirects, createRedirects(path) { return []; } }], pluginOf<Options>({ id: 1 })],
            others, count: 10, ...rest,
        };
        export default config;
    "#;
    let lists = "export const more = ['m'] as const;\nexport default [{ from: '/a', to: '/b' }, /* none */];";
    let config = read(&[("docusaurus.config.ts", text), ("lists/redirects.ts", lists)]);
    assert_eq!(config.at(&["title"]).text(), Some("It's \"us\""));
    assert_eq!(config.at(&["url"]).text(), Some("https://example.org/app/"));
    assert_eq!(config.at(&["trailingSlash"]).flag(), Some(false));
    let classic = config.at(&["presets"]).items()[0].items();
    assert_eq!(classic[1].at(&["docs", "routeBasePath"]).text(), Some("guides"));
    assert_eq!(classic[1].at(&["docs", "path"]).text(), Some("./docs"));
    assert_eq!(classic[1].at(&["blog"]).flag(), Some(false));
    let plugins = config.at(&["plugins"]).items();
    assert_eq!(plugins[0].text(), Some("sitemap"));
    assert_eq!(plugins[1].items()[1].at(&["redirects"]).items()[0].at(&["to"]).text(), Some("/b"));
    assert!(plugins[2].is_unreadable());
    assert_eq!(config.at(&["others"]).texts(), ["m"]);
    assert_eq!((config.at(&["count"]).number(), config.field(SPREAD)), (Some(10), Some(&Value::Unknown)));
}

#[test]
fn a_list_of_which_fields_are_picked_is_the_list() {
    let text = "const list = require('./data.json')?.redirects || [];\n\
                module.exports = { async redirects() { return [{ source: '/x', destination: '/y' }, ...list.map((one) => ({\n\
                source: one.source, destination: one.destination, permanent: true || one.permanent }))]; },\n\
                moved: list.map(one => ({ source: '/docs' + one.source, destination: one.destination })),\n\
                renamed: list.map((one) => ({ from: one.source })) };";
    let data = r#"{ "redirects": [{ "source": "/a", "destination": "/b", "permanent": true }, { "source": "/c", "destination": "/d" }] }"#;
    let config = read(&[("next.config.js", text), ("data.json", data)]);
    let redirects = config.at(&["redirects"]).clone().returned();
    let sources: Vec<_> = redirects.items().iter().map(|one| one.at(&["source"]).text()).collect();
    assert_eq!(sources, [Some("/x"), Some("/a"), Some("/c")]);
    assert!(config.at(&["moved"]).is_unreadable() && config.at(&["renamed"]).is_unreadable());
}

#[test]
fn functions_and_calls_give_what_they_return() {
    let config = read(&[("a.mjs", "export default withMore(defineConfig({ base: '/x', i: [y({ a: 1 })] }));")]);
    assert_eq!(config.at(&["base"]).text(), Some("/x"));
    assert_eq!(
        config.at(&["i"]).items()[0],
        Value::Call("y".into(), vec![Value::Table(vec![("a".into(), Value::Number(1))])])
    );
    let config =
        read(&[("b.js", "module.exports = async function make() { if (a) { return 1; } return { base: '/y' }; };")]);
    assert_eq!(config.at(&["base"]).text(), Some("/y"));
    let config =
        read(&[("c.ts", "export default async (): Promise<Config> => ({ base: '/z', t: a === b ? 1 : 2, u: 3 })")]);
    assert_eq!((config.at(&["base"]).text(), config.at(&["u"]).number()), (Some("/z"), Some(3)));
    let config = read(&[("d.js", "function make() { return { base: '/w' } }\nmodule.exports = make;")]);
    assert_eq!(config.at(&["base"]).text(), Some("/w"));
}

#[test]
fn what_is_broken_or_endless_has_an_end() {
    for text in [
        "export default {",
        "export default { a: [,, }",
        "const a = b; const b = a; export default a",
        "export default `${",
    ] {
        read(&[("a.js", text)]);
    }
    let deep = format!("export default {}", "[".repeat(100_000));
    read(&[("a.js", &deep)]);
    let wide: String = (0..30).map(|at| format!("const v{at} = [v{0}, v{0}, v{0}];", at + 1)).collect();
    read(&[("a.js", &format!("{wide} export default v0"))]);
}
